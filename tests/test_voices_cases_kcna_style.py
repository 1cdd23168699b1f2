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
        "{d statement:The port belongs to the town}.\n\n{d statement:We will keep it}."
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
}


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
