"""Voices in English newspapers: subjects that cannot speak, pronouns of a gender, appositions.

Marked as in test_voices: {d NAME:...} is direct, {i NAME:...} indirect, "{i :...}" says that nobody is named.
"""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

CASES = {
    "a firm that": '{d Ann Lee:"It floats,"} said Ann Lee, the head of Northyard, a firm that builds boats.',
    "according, apposition behind": (
        "{i Ann Lee:The ferry will run again in May}, according to Ann Lee, "
        "the head of Northyard, a firm of builders."
    ),
    "that behind a day set off": (
        "Ann Lee said on Monday, the day after the fire, {i Ann Lee:that the ferry would run again}."
    ),
    "history is no speaker": "The history of the harbour suggests {i :that the ferry will run again}.",
    "a day is no speaker": "The experience of other yards suggests {i :that the ferry will run again}.",
    "another gender": (
        '{d Tom Reed:"It floats,"} said Mr. Tom Reed.\n\nThe yard had sued '
        'Ms. Ann Lee.\n\n{d Ann Lee:"It leaks,"} she said.'
    ),
    "same gender": (
        '{d Tom Reed:"It floats,"} said Mr. Tom Reed.\n\nThe yard had sued '
        'Ms. Ann Lee.\n\n{d Tom Reed:"It leaks,"} he said.'
    ),
    "gender of a first name": (
        '{d Robert Reed:"It floats,"} said Robert Reed.\n\nThe yard had sued '
        'Ms. Lee.\n\n{d Lee:"It leaks,"} she said.'
    ),
    "introduced in the sentence before": (
        '{d Tom Reed:"It floats,"} said Tom Reed.\n\nAnn Lee, a pilot, saw things in another light.\n\n'
        '{d Ann Lee:"It leaks,"} she said.'
    ),
    "named beside the speaker": (
        'Tom Reed, who leads the Free Boats Union, said: {d Tom Reed:"It '
        'floats."} {d Tom Reed:"It leaks,"} he said.'
    ),
    "they are the last": (
        "The pilots left early. They locked the gate of the yard, saying {i pilots:the ferry would sink}."
    ),
}
ROLES = {
    "who is no health organization": ("Ann Lee, who sails the ferry, said that it floats.", "unnamed"),
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_press(marked: str) -> None:
    text, expected = unmark(marked)
    compare(text, find_voices(text, language=load_language("en")), expected)


@pytest.mark.parametrize(("text", "role"), ROLES.values(), ids=ROLES.keys())
def test_roles(text: str, role: str) -> None:
    found = find_voices(text, language=load_language("en"), country="us")
    assert [span.role for span in found if span.kind == "indirect"] == [role]
