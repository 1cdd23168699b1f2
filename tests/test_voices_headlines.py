"""Whose words a headline is, with its text beside it."""

from __future__ import annotations

import pytest

from analysis.declarations import load_language
from analysis.voices import find_in_headline

KERN = '"It is over," said Anna Kern, head of the union.'

CASES = {
    "surname before a colon": (
        "en",
        "Kern: the plan has failed",
        KERN,
        ("indirect", "the plan has failed", "Anna Kern"),
    ),
    "function behind a colon": (
        "en",
        "The plan has failed: ministry",
        "It rained.",
        ("indirect", "The plan has failed", "ministry"),
    ),
    "quotation behind a dash": (
        "de",
        "Kern – „Der Plan ist gescheitert“",
        "„Es ist vorbei“, sagte Anna Kern.",
        ("direct", "„Der Plan ist gescheitert“", "Anna Kern"),
    ),
    "function before a colon": (
        "de",
        "Außenminister: Der Plan ist gescheitert",
        "Es regnete.",
        ("indirect", "Der Plan ist gescheitert", "Außenminister"),
    ),
    "source behind a dash": (
        "ru",
        "Переговоры продолжаются — МИД",
        "Шёл дождь.",
        ("indirect", "Переговоры продолжаются", "МИД"),
    ),
    "a mark that is never closed": (
        "de",
        'Kern über die Ernte: "Wir haben viel erreicht',
        '"Der Weizen steht gut", sagte Anna Kern.',
        ("direct", '"Wir haben viel erreicht', "Anna Kern"),
    ),
}

OUTLET = {
    "a place before a colon": ("en", "Berlin: the plan has failed", "It rained in Berlin."),
    "a name that never speaks": ("en", "Kern: the plan has failed", "The union of Anna Kern met on Monday."),
    "a score": ("en", "Harbour beats Mill 3:1", KERN),
    "a topic before a colon": ("de", "Ernte 2024: Was jetzt kommt", "„Es ist vorbei“, sagte Anna Kern."),
    "two colons": ("en", "Minister: plan: failed again", KERN),
    "no headline": ("en", "", KERN),
    "a compound with a hyphen": ("de", "Minister-Rede bewegt die Stadt", "Es regnete."),
}


@pytest.mark.parametrize("case", CASES)
def test_somebody_says_the_headline(case: str) -> None:
    code, title, text, expected = CASES[case]
    head, _ = find_in_headline(title, text, language=load_language(code))
    assert [(span.kind, title[span.start : span.end], span.speaker) for span in head] == [expected]


@pytest.mark.parametrize("case", OUTLET)
def test_the_outlet_says_the_headline(case: str) -> None:
    code, title, text = OUTLET[case]
    head, _ = find_in_headline(title, text, language=load_language(code))
    assert [span for span in head if span.kind in ("direct", "indirect")] == []


def test_offsets_of_the_text_are_its_own() -> None:
    head, body = find_in_headline("Union gives up", KERN, language=load_language("en"))
    assert head == []
    assert [(KERN[s.start : s.end], KERN[slice(*s.source)], KERN[slice(*s.cue)]) for s in body] == [
        ('"It is over,"', "Anna Kern, head of the union", "said")
    ]


def test_an_empty_text_keeps_its_headline() -> None:
    head, body = find_in_headline('"All is well," says minister', "", language=load_language("en"))
    assert [(span.kind, span.speaker) for span in head] == [("direct", "minister")]
    assert body == []
