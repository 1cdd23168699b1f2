"""Voices in English: reports of every pattern with their speakers, and counter-examples.

Marked as in test_voices: {d NAME:...} is direct, {i NAME:...} indirect, {x:...} distancing, {t:...} title;
without a name the speaker is not compared, "{i :...}" means that nobody is named.
"""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

DIRECT = {
    "clause behind": '{d Ann Baker:"The bridge will open in May,"} Ann Baker said.',
    "inversion": '{d Ann Baker:"The bridge will open in May,"} said Ann Baker.',
    "inversion and apposition": '{d Ann Baker:"It will open in May,"} said Ann Baker, head of the yard.',
    "apposition between": '{d Ann Baker:"It holds,"} Ann Baker, the engineer, told the council.',
    "divided": '{d Baker:"The bridge,"} Baker said, {d Baker:"will open in May."}',
    "second sentence": '{d Baker:"It holds,"} Baker said. {d Baker:"We tested it twice."}',
    "clause before": 'Ann Baker said: {d Ann Baker:"The bridge will open in May."}',
    "clause before with comma": 'Baker said, {d Baker:"The bridge will open in May."}',
    "fragment": 'The mayor called the bridge {d mayor:"a gift to the town"}.',
    "undeclared verb": '{d Ann Baker:"Not one more stone,"} sighed Ann Baker.',
    "question": '{d reporter:"When will it open?"} the reporter asked.',
    "single marks": "{d Ann Baker:‘The bridge will open in May,’} said Ann Baker.",
    "curly marks": "{d Ann Baker:“The bridge will open in May,”} said Ann Baker.",
    "nested marks": "{d Baker:“They shouted ‘Stop!’ and ran,”} Baker recalled.",
    "ends with nested marks": "{d Ann Baker:“They all shouted ‘Stop right there,’”} Ann Baker recalled.",
    "inch mark": '{d Ann Baker:“We need a 12" pipe by noon,”} said Ann Baker.',
    "apostrophes": "{d Baker:‘It’s the town’s bridge,’} Baker said.",
    "over paragraphs": '{d Ann Baker:"We built it.}\n\n{d Ann Baker:"Then it fell,"} said Ann Baker.',
    "speaker in the next paragraph": '{d Ann Baker:"Nobody told us the truth."}\n\nAnn Baker said no more.',
    "speaker in the next sentence": '{d Tom Reed:"The rope broke twice."} Tom Reed shrugs.',
    "cry": '{d driver:"Stop!"} The driver jumped out.',
    "unclosed behind a colon": 'Ann Baker said: {d Ann Baker:"The bridge will open in May.}',
    "manner of a few words": "The clerk dismissed the letter as {d clerk:“a bad joke”}.",
}

INDIRECT = {
    "that": "Ann Baker said {i Ann Baker:that the bridge would open}.",
    "bare clause": "Ann Baker said {i Ann Baker:the bridge would open}.",
    "day between": "The mayor said on Monday {i mayor:the bridge would open}.",
    "place and day between": "Baker said at a meeting on Monday {i Baker:the bridge would open}.",
    "evening between": "Baker said Monday evening {i Baker:the bridge would open}.",
    "listener": "Baker told reporters {i Baker:the bridge would open}.",
    "listener and that": "Baker told the town council {i Baker:that the bridge would open}.",
    "reported question": "Baker asked {i Baker:whether the bridge would open}.",
    "clause behind": "{i Ann Baker:The bridge will open in May}, Ann Baker said.",
    "clause behind with a listener": "{i Ann Baker:The bridge will open in May}, Ann Baker told the paper.",
    "clause inside": "{i Ann Baker:The bridge}, Ann Baker said, {i Ann Baker:will open in May}.",
    "according": "{i union:The bridge will open in May}, according to the union.",
    "according first": "According to Ann Baker, {i Ann Baker:the bridge will open in May}.",
    "as clause": "As the agency's reporter writes from Lund, {i:the bridge will open in May}.",
    "participle": "Ann Baker left early, saying {i Ann Baker:the bridge would open}.",
    "second verb of one subject": (
        "Baker said {i Baker:that the bridge was ready} and added {i Baker:that it would open}."
    ),
    "two speakers": (
        "The mayor said {i mayor:that the bridge was safe}, while the union maintained"
        " {i union:that nobody had tested it}."
    ),
    "coordinated clauses": "Baker said {i Baker:that the bridge was ready and that it would open}.",
    "conjunction only before the second": "Baker said {i Baker:the bridge was ready and that it would open}.",
    "semicolon": "Baker said {i Baker:the bridge would open}; the crowd went home.",
    "contrast behind": "Baker claimed {i Baker:that the bridge was ready}, but offered no proof.",
    "subordinate report": "Although Baker admitted {i Baker:that it leaked}, the bridge opened in May.",
    "promise": "The mayor promised {i mayor:to open the bridge in May}.",
    "claim": "The firm claims {i firm:to have tested the bridge twice}.",
    "hearsay": "The rebels are said {i :to have crossed the river}.",
    "noun with an owner": "Nobody believed Baker's claim {i Baker:that the bridge was safe}.",
    "noun with an author": "The town rejected a suggestion by the union {i union:that the bridge had moved}.",
    "goes on": (
        "Baker said {i Baker:that the bridge was ready}. {i Baker:It would never close again}. Then we ate."
    ),
    "stressed": "The minister stressed {i minister:that trade was growing}.",
    "pointed out": "The delegation pointed out {i delegation:that the talks were useful}.",
    "denial": "The mayor denied {i mayor:that the bridge had moved}.",
}

SPEAKERS = {
    "a first name of a month's form": "The mayor, Jan Kowal, said: {d Jan Kowal:“We come.”}",
    "the same before a clause": "The mayor, Jan Kowal, said {i Jan Kowal:he was ready}.",
    "the same behind a quotation": "{d Jan Kowal:“We come,”} the mayor, Jan Kowal, said.",
    "the same behind the verb": "{d Jan Kowal:“We come,”} said the head of Siemens, Jan Kowal.",
    "the same alone": "Jan Kowal said {i Jan Kowal:the bridge was open}.",
    "a day between commas": "The mayor, on Monday, said: {d mayor:“We come.”}",
    "a month before a state": "In Jan Poland said {i Poland:the bridge was open}.",
    "ministry": "The Ministry of Trade said {i Ministry of Trade:that exports had grown}.",
    "spokesman for": (
        "A spokesman for the Foreign Ministry said {i spokesman for the Foreign Ministry:that talks went on}."
    ),
    "officials": "Officials said {i Officials:the bridge was safe}.",
    "sources": "Military sources said {i Military sources:the column had stopped}.",
    "document": "The report said {i report:that the bridge was safe}.",
    "title of address": "Mr. Baker said {i Baker:the bridge was safe}.",
    "full name of a surname": "Ann Baker built the bridge. Ms. Baker said {i Ann Baker:it was safe}.",
    "office and name": "Foreign Minister Ann Baker said {i Ann Baker:that talks went on}.",
    "office of three capitals": "Minister of Trade Ann Baker said {i Ann Baker:that talks went on}.",
    "name and office": "Ann Baker, the foreign minister, said {i Ann Baker:that talks went on}.",
    "office and name between commas": "The singer, Ann Baker, said {i Ann Baker:that she would return}.",
    "pronoun": "Ann Baker met the workers. She said {i Ann Baker:the bridge was safe}.",
    "office for a name": (
        "Foreign Minister Ann Baker arrived in Lund. The minister said {i Ann Baker:that talks went on}."
    ),
    "bracket": "Ann Baker (D-Mo.) said {i Ann Baker:the bridge was safe}.",
    "passive": "It was announced in Lund {i :that the bridge would open}.",
    "passive with an agent": "It was announced by the mayor {i mayor:that the bridge would open}.",
    "passive of a listener": "Drivers were told {i :the bridge was closed}.",
    "joined by a second verb": "The foreman, Pete Stone, rose and said: {d Pete Stone:“We all go home now.”}",
    "relative clause": "The engineer who built the bridge said {i:that it was safe}.",
    "perfect": "The manager has said {i manager:that the bridge was safe}.",
    "adverb": "The mayor also said {i mayor:that the bridge was safe}.",
    "leading phrase": "In a statement on Monday, the mayor said {i mayor:that the bridge was safe}.",
}

NOTHING = {
    "title in marks": 'She read {t:"The Long Bridge"} on the train.',
    "inch marks": 'The pipe was 12" wide and 3" thick.',
    "apostrophes": "The workers' bridge and the town's mill stood for years.",
    "relative clause": "The bridge, which he said nothing about, fell in May.",
    "passive in a relative clause": "The bridge about which so much was said and written fell in May.",
    "conditional": "If the minister had come, the bridge would have opened.",
    "withheld": "The mayor did not say when the bridge would open.",
    "order": "The nurse told the boy to go home.",
    "noun object": "The mayor praised the workers, blamed the rain and left.",
    "plan": "According to plan, the bridge will open in May.",
    "belief": "Many in the town believe that the lake has no bottom.",
    "goes without saying": "It goes without saying that bridges need care.",
    "noun": "The report on the bridge has a hundred pages.",
    "question about something": "Asked about the bridge, the mayor declined to comment.",
    "demand for a thing": "The union called for higher wages and shorter shifts.",
    "name of a law": "The states signed the treaty in May.",
}


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(text, id=f"{name}: {case}")
        for name, table in (
            ("direct", DIRECT),
            ("indirect", INDIRECT),
            ("speaker", SPEAKERS),
            ("nothing", NOTHING),
        )
        for case, text in table.items()
    ],
)
def test_english_by_phenomenon(marked: str) -> None:
    text, expected = unmark(marked)
    compare(text, find_voices(text, language=load_language("en")), expected)
