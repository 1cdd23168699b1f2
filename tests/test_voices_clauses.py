"""Who speaks and what is said, in English and German: listeners, appositions, noun objects, any verb.

Marked as in test_voices: {d NAME:...} is direct, {i NAME:...} indirect; what is unmarked is the outlet's.
"""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

LISTENERS = {
    "name before": '{d Baker:"The mill stays shut until spring,"} Baker told reporters.',
    "pronoun before": '{d:"The mill stays shut,"} he told reporters.',
    "newspaper": "Baker told The Evening Post {i Baker:that the mill would stay shut}.",
    "when and where": (
        '{d Ann Baker:"The mill stays shut,"} Trade Minister Ann Baker told reporters in Graz on Monday.'
    ),
    "abbreviation": '{d Baker:"The mill stays shut,"} Mr. Baker told The Evening Post.',
    "crowd": '{d:"The mill stays shut,"} the minister told a crowd of workers in Graz.',
    "no conjunction": "He told the BBC {i:the mill would stay shut}.",
    "no conjunction, time between": (
        "Baker told a news conference on Monday {i Baker:the mill would stay shut}."
    ),
    "warned": '{d Baker:"Prices will rise,"} Baker warned residents.',
    "warned is also said without listener": "The mayor warned {i:the river could rise}.",
    "informed": "Baker informed the council {i Baker:that the road was closed}.",
    "reminded": "The minister reminded Paul Weber {i:that time was short}.",
    "passive with agent": "Reporters were told by Baker {i Baker:that the mill was shut}.",
    "passive without agent": "Reporters were told {i :that the mill was shut}.",
    "no content": "Baker told reporters.",
    "a speaker behind the verb": '{d Baker:"The mill stays shut,"} said Baker.',
}

APPOSITIONS = {
    "behind the name": 'Ann Baker, director of the Red Mill, told Reuters: {d Ann Baker:"The fair opens."}',
    "behind the name, conjunction": (
        "Ann Baker, director of the Red Mill, told Reuters {i Ann Baker:that the fair opens}."
    ),
    "before the name": "{d Ann Baker:“We build mills,”} the director of Redmill, Ann Baker, told reporters.",
    "long": (
        "{d Ann Baker:“We have built mills for a hundred years,”} the director of Redmill,"
        " Ann Baker, told reporters."
    ),
    "clause": "{d Baker:“The plan failed,”} Baker, who runs the mill, told the paper in May.",
    "trade": '{d Ann Baker:"It was a good year,"} Ann Baker, a miller, told Reuters.',
    "none: a report before its speaker": "{i Baker:The mill had closed}, Baker said.",
}

OBJECTS = [
    "The workers held a protest march in the square.",
    "The council expressed deep regret over the delay.",
    "The port denied free passage to the ship.",
    "Baker asked a clerk to bring the letter to the mayor.",
    "The office answers letters on weekdays.",
    "A boy had found the old map of the island.",
    "Ruritania, the same small island state, was rather different.",
    "A neighbour, the same thought, was rather different.",
    "They condemned the attack on the mill.",
    "They condemned the attack that killed two millers.",
    "They praised the team after it had won the cup.",
    "She praised the firemen who saved the mill.",
    "The crowd chanted slogans in the square.",
]

CLAUSES = {
    "say": "The police said {i:a boy had found the old map}.",
    "deny": "The minister denied {i:the plan had failed}.",
    "deny that": "The minister denied {i:that the plan had failed}.",
    "plain past": "Baker says {i Baker:prices rose in May}.",
    "present": "Baker insists {i Baker:the mill needs more workers}.",
    "pronoun": "Baker claims {i Baker:they come back soon}.",
    "relative clause between": "Baker said {i Baker:the plan, which was new, would fail}.",
    "second verb": "He expressed support for the strike and said {i:that it was right}.",
}

ANY_VERB = {
    "verb first": '{d Ann Baker:"Nobody helped us,"} complained Ann Baker, a miller.',
    "name first": '{d Ann Baker:"Nobody helped us,"} Ann Baker complained.',
    "surname": '{d Baker:"Nobody helped us,"} sighed Baker.',
    "exclamation": '{d Ann Baker:"Nobody helped us!"} Ann Baker complained.',
    "question": '{d Ann Baker:"Nobody helped us?"} wondered Ann Baker.',
    "title": '{t:"Hard Rain,"} by Ann Baker, opens in May.',
    "title of hers": '{t:"Hard Rain,"} Ann Baker\'s novel, sold well.',
    "no comma": '{t:"The Rain"} won Ann Baker a prize.',
    "no mark of its end": 'The {x:"free"} press complained.',
    "another sentence": '{d Soldiers:"Help!"} Soldiers came.',
}

GERMAN = {
    "klagte": '{d Anna Kern:"Niemand hilft uns"}, klagte Anna Kern, eine Müllerin.',
    "comma inside": '{d Anna Kern:"Niemand hilft uns,"} klagte Anna Kern.',
    "beschwerte sich": '{d Anna Kern:"Niemand hilft uns!"}, beschwerte sich Anna Kern.',
    "surname": '{d Kern:"Niemand hilft uns"}, klagte Kern.',
    "no name": '{x:"Wind und Wetter"}, neue Ausstellung in Wien.',
    "no clause behind": 'Das {x:"Haus"}, das Anna Kern baute, ist alt.',
    "so, apposition": (
        '{d Anna Kern:"Der Handel wächst weiter an"}, so die Präsidentin der Handelskammer, Anna Kern.'
    ),
    "so, indirect": ("{i Anna Kern:Der Handel wachse}, so die Präsidentin der Handelskammer, Anna Kern."),
    "so, function behind": "{i Anna Kern:Der Handel wachse}, so Anna Kern, Präsidentin der Handelskammer.",
    "so, more is said": "{i:Der Handel wachse}, so der Minister, {i:Regen komme}.",
}

SUBJECTS = {
    "adverb": "Nevertheless, the minister said {i minister:the plan would fail}.",
    "adverb before the verb": "Nevertheless, experts warned {i experts:that prices would rise}.",
    "adjective": "In May Ruritanian sailors said {i Ruritanian sailors:the ship had sunk}.",
    "possessive": "Leader Ann Baker's report said {i Leader Ann Baker's report:that the harvest was good}.",
    "possessive of a name": "Ann Baker's speech stressed {i Ann Baker's speech:that the harvest was good}.",
    "name behind an adverb": "Today, Baker said {i Baker:that it was cold}.",
    "name with a function": "Kelly, the mayor, said {i Kelly:that it was cold}.",
}


def check(marked: str, code: str) -> None:
    text, expected = unmark(marked)
    compare(text, find_voices(text, language=load_language(code)), expected)


@pytest.mark.parametrize("case", LISTENERS)
def test_the_listener_does_not_speak(case: str) -> None:
    check(LISTENERS[case], "en")


@pytest.mark.parametrize("case", APPOSITIONS)
def test_an_apposition_is_not_said(case: str) -> None:
    check(APPOSITIONS[case], "en")


@pytest.mark.parametrize("text", OBJECTS)
def test_a_noun_object_is_not_said(text: str) -> None:
    assert find_voices(text, language=load_language("en")) == []


@pytest.mark.parametrize("case", CLAUSES)
def test_a_clause_without_conjunction_is_said(case: str) -> None:
    check(CLAUSES[case], "en")


@pytest.mark.parametrize("case", ANY_VERB)
def test_a_clause_in_marks_with_a_name_is_direct(case: str) -> None:
    check(ANY_VERB[case], "en")


@pytest.mark.parametrize("case", GERMAN)
def test_german(case: str) -> None:
    check(GERMAN[case], "de")


@pytest.mark.parametrize("case", SUBJECTS)
def test_subjects_that_are_no_plain_names(case: str) -> None:
    check(SUBJECTS[case], "en")


def test_the_speaker_of_a_listener_keeps_the_role() -> None:
    text = '"The mill stays shut," Trade Minister Ann Baker told reporters.'
    (span,) = find_voices(text, language=load_language("en"))
    assert (span.speaker, span.role, span.verb) == ("Ann Baker", "own_state", "told")
