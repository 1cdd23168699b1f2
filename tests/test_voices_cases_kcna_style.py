"""Voices in the English of a news agency of a state: announced statements, lists of works, long participles.

Marked as in test_voices_cases_en: {d NAME:...} direct, {i NAME:...} indirect, {t:...} title.
"""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

CASES = {
    "a statement behind a colon and a paragraph": (
        "The harbour union made public a statement.\n\nThe statement said:\n\n"
        "{d harbour union:The port belongs to the town}.\n\n{d harbour union:We will keep it}."
    ),
    "an announced speech ends where somebody else reports": (
        "The statement said:\n\n{d statement:The port belongs to the town}.\n\n"
        "The mayor said {i mayor:that it rained}."
    ),
    "an announced speech hopes in its own person": (
        "The letter said:\n\n{d letter:The port is old}.\n\n{d letter:We hope that it will be kept}."
    ),
    "a second announcement": (
        "Ann Lee spoke first.\n\n{i Ann Lee:The port is old}, she noted, adding:\n\n"
        "{d Ann Lee:The town needs it}."
    ),
    "no announcement: a colon without a verb of speaking": "The crew of the ship:\n\nAnn Lee and Tom Reed.",
    "no announcement: the list follows in its line": "The fleet has three ships: a ferry and two tugs.",
    "a participle opens, its main clause ends the report": (
        "The letter was read out. Noting {i:that the port was old}, the letter stressed "
        "{i letter:that it must be kept}."
    ),
    "a participle of saying before a pronoun": (
        "The dockers met. Saying {i:that the port was old}, they renewed their call for a new one."
    ),
    "a noun of belief before a message": (
        "Ann Lee sent a message. Expressing belief {i Ann Lee:that the port would be kept}, the message "
        "wished him success."
    ),
    "a list of songs": 'They sang the song {t:"The Road Is Long"}, {t:"Grey Sea, Wide Sea"} and {t:"Home"}.',
    "a title that holds a verb of speaking": (
        'On stage were chorus {t:"The Old Road Is Still Our Road"}, solo {t:"Tell, Grey Sea"} and others.'
    ),
    "a label before a title": 'Best Script: {t:"Tones of the Grey Harbour"}',
    "articles in a series": (
        'The paper, in articles titled {t:"The Sea, our mother"}, {t:"A feature of Lund"} and '
        '{t:"The deep idea of the sea"}, said {i paper:that the port was old}.'
    ),
    "counter-example: a label that says": 'The mayor shouted: {d mayor:"Close The Old Gate Now"}',
    "counter-example: a cry in capitals": 'The crowd shouted the slogan {d:"Keep The Old Port!"}',
    "counter-example: capitals behind a verb": 'The mayor said {d mayor:"Lund Is Ours Today And Forever"}.',
    "a name of two letters is no body": "Kim Un said {i Kim Un:that the port was old}.",
    "a guest of a leader is the one who speaks": (
        "Ann Lee, deputy minister of trade of Narnia, praised the works of leader Tom Reed.\n\n"
        "{i Ann Lee:The port is old}, she said."
    ),
    "a statement as follows": (
        "The harbour union issued a statement as follows:\n\n{d harbour union:The port is old}.\n\n"
        "{d harbour union:It will be kept}."
    ),
    "a document goes on": "The letter goes on:\n\n{d letter:The port is old}. {d letter:It is ours}.",
    "somebody went on": (
        "{i mayor:The port is old}, the mayor said, and went on:\n\n{d mayor:It is ours}.\n\n"
        "{d mayor:Ships come in every day}."
    ),
    "an answer to a question": (
        "Mayor Ann Lee gave the following answer to a question put by the Lund News on Monday:\n\n"
        "{d Ann Lee:The port is old}."
    ),
    "a verb far before its colon": (
        "Harbour News Monday observes in a commentary in this regard:\n\n{d Harbour News:The port is old}."
    ),
    "a circumstance before the colon": "The mayor said at the old gate:\n\n{d mayor:The port is old}.",
    "counter-example: an object before the colon": "The mayor praised the crew of the ship:\n\nIt is old.",
    "counter-example: an adverb at the head is no name": (
        "Ann Lee spoke.\n\n{i Ann Lee:Deeply cherished in it were the ships}, Ann Lee said, and went on:"
        "\n\n{d Ann Lee:The port is old}."
    ),
    "counter-example: a participle at the head is no name": (
        "Ann Lee spoke. Infuriated by this, she said {i Ann Lee:that the port was old}."
    ),
    "a name that ends like an adverb": "Beverly said {i Beverly:that the port was old}.",
    "a colon and a comma where the breaks are lost": (
        "Mayor Ann Lee said:, {d Ann Lee:The port is old}. {d Ann Lee:It is ours}."
    ),
    "a speech without breaks ends where somebody else reports": (
        "Mayor Ann Lee said:, {d Ann Lee:The port is old}. The minister said {i minister:that it rained}. "
        "The sun came out."
    ),
    "a document and a colon in the line end with the paragraph": (
        "The letter said: {d letter:The port is old}. {d letter:It is ours}.\n\nIt rained on Monday."
    ),
    "a long quotation within an announced speech": (
        'The letter said:\n\n{d letter:They sailed under the pretext of "a long visit to the sea" again}.'
    ),
    "counter-example: a list as follows": (
        "The letter is long.\n\nThe goods of the ship are as follows: rice, maize and beans."
    ),
    "counter-example: a programme goes on": "The programme goes on:\n\nOn Monday the choir sings.",
    "counter-example: results of a contest": (
        "The results of the contest are as follows:\n\nAnn Lee won the race in Lund.\n\nTom Reed was second."
    ),
    "counter-example: the following guests": (
        "The mayor received the following guests:\n\nAnn Lee came by ship.\n\nTom Reed came by train."
    ),
    "counter-example: a name behind a colon": "The letter names the winner: Ann Lee of Lund won it.",
    "a document speaks for who issued it": (
        "The harbour union issued a statement.\n\nThe statement said {i harbour union:that the port was old}."
    ),
    "a message speaks for who sent it": (
        "Ann Lee sent a message to Tom Reed. The message said {i Ann Lee:that the port was old}."
    ),
    "a statement in which somebody spoke": (
        "In a statement on Monday, Ann Lee said {i Ann Lee:that it rained}. The statement said "
        "{i Ann Lee:that the port was old}."
    ),
    "counter-example: a document of two": (
        "Ann Lee and Tom Reed issued a statement. The statement said {i statement:that the port was old}."
    ),
    "counter-example: nobody is told to have sent it": (
        "A message was sent to Tom Reed. The message said {i message:that the port was old}."
    ),
    "counter-example: who receives a message": (
        "Tom Reed received a message. The message said {i message:that the port was old}."
    ),
}

SPANISH = {
    "a letter as follows": "La carta va como sigue:\n\n{d carta:El puerto es viejo}.",
    "the following declaration": (
        "El sindicato hizo pública la siguiente declaración:\n\n{d sindicato:El puerto es viejo}."
    ),
    "the same without accents or breaks": (
        "El sindicato hizo publica el dia 3 la siguiente declaracion:, {d sindicato:El puerto es viejo}. "
        "{d sindicato:La ciudad lo necesita}."
    ),
    "a verb far before its colon": (
        "El diario expone en un comentario individual:\n\n{d diario:El puerto es viejo}."
    ),
    "counter-example: the following tasks": (
        "El alcalde presentó las siguientes tareas:\n\nHay que limpiar el puerto."
    ),
    "counter-example: a list": "El programa va como sigue:\n\nEl lunes canta el coro.",
}


@pytest.mark.parametrize("name", SPANISH)
def test_spanish_cases(name: str) -> None:
    text, expected = unmark(SPANISH[name])
    compare(text, find_voices(text, language=load_language("es")), expected)


@pytest.mark.parametrize("name", CASES)
def test_cases(name: str) -> None:
    text, expected = unmark(CASES[name])
    compare(text, find_voices(text, language=load_language("en")), expected)


@pytest.mark.parametrize(
    ("text", "report", "title"),
    [
        (
            'The court tried him under the "Old Harbour Law", the Lund News said.',
            'The court tried him under the "Old Harbour Law"',
            '"Old Harbour Law"',
        ),
        ('The mayor said that it was the "Grey Sea".', 'that it was the "Grey Sea"', '"Grey Sea"'),
    ],
)
def test_a_report_ends_behind_the_mark_of_a_title_in_it(text: str, report: str, title: str) -> None:
    spans = find_voices(text, language=load_language("en"))
    assert [(span.kind, text[span.start : span.end]) for span in spans] == [
        ("indirect", report),
        ("title", title),
    ]


def test_initials_are_written_in_capitals() -> None:
    language = load_language("en")
    body, person = (find_voices(f"{who} said that it rained.", language=language)[0] for who in ("UN", "Un"))
    assert body.role == "international"
    assert person.role != "international"
