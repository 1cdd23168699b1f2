"""Voices as tables: spans, shares that sum to one, the voice of sentences; properties on hostile text."""

from __future__ import annotations

import dataclasses
import itertools
import random

import numpy as np
import pandas as pd
import pytest

from analysis import schema
from analysis.declarations.language import Language, load_language
from analysis.voices import find_voices, shares, voice_of, voices
from analysis.voices.measures import covered_characters

ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "title": ['Minister: "We will build"', "Exports rise", "Minister: no plan. What now?", ""],
        "text": [
            '"We will build ten schools this year," said the minister. It rained.',
            "Exports rose by 5 percent.",
            'The minister said that talks go on. The so-called "partners" left.',
            "",
        ],
    }
)


def test_spans_and_shares_fit_their_tables() -> None:
    found, headlines = voices(ARTICLES, language=load_language("en"))
    assert schema.conform(found, "spans").num_rows == 5
    sources = found.loc[found["layer"] == "source", ["article", "start", "end", "class", "value", "speaker"]]
    assert sources.to_numpy().tolist() == [
        ["a", 44, 56, "function", "minister", "minister"],
        ["c", 0, 12, "function", "minister", "minister"],
    ]
    schema.conform(headlines, "measures")
    assert headlines[["unit", "class", "voice"]].to_numpy().tolist() == [
        ["a", "own_state", "direct"],
        ["b", "outlet", "outlet"],
        ["c", "own_state", "indirect"],
    ]
    measured = shares(found, ARTICLES.set_index("id")["text"].str.len())
    assert schema.conform(measured, "measures").num_rows == 5


def test_shares_by_hand() -> None:
    spans = pd.DataFrame(
        [
            ("a", 0, 10, "voice", "direct", "expert", "X", "said"),
            ("a", 20, 40, "voice", "indirect", "expert", "X", "said"),
            ("a", 50, 60, "voice", "distancing", "", "", ""),
            ("a", 0, 60, "name", "Kyiv", "Kiev", "", ""),
        ],
        columns=list(schema.TABLES["spans"].columns),
    )
    measured = shares(spans, pd.Series({"a": 60, "b": 10, "c": 0}))
    rows = [tuple(row) for row in measured[["unit", "class", "voice", "value"]].itertuples(index=False)]
    assert rows == [
        ("a", "expert", "direct", pytest.approx(1 / 6)),
        ("a", "expert", "indirect", pytest.approx(1 / 3)),
        ("a", "outlet", "outlet", pytest.approx(1 / 2)),
        ("b", "outlet", "outlet", 1.0),
    ]


def test_a_span_of_an_unknown_article_is_refused() -> None:
    found, _ = voices(ARTICLES, language=load_language("en"))
    with pytest.raises(ValueError, match="'a'"):
        shares(found, pd.Series({"b": 10}))


def test_no_article() -> None:
    found, headlines = voices(ARTICLES.iloc[:0], language=load_language("en"))
    assert found.empty
    assert headlines.empty
    assert shares(found, pd.Series(dtype="int64")).empty


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ["outlet", "outlet", "outlet"]),
        ([(0, 10)], ["quoted", "outlet", "outlet"]),
        ([(0, 5)], ["outlet", "outlet", "outlet"]),
        ([(0, 6), (12, 40)], ["quoted", "quoted", "quoted"]),
        ([(12, 16), (6, 12), (0, 2)], ["quoted", "quoted", "outlet"]),
        ([(18, 31)], ["outlet", "outlet", "quoted"]),
    ],
)
def test_voice_of(spans: list[tuple[int, int]], expected: list[str]) -> None:
    starts, ends = [0, 10, 20], [10, 20, 40]
    found = voice_of(starts, ends, [start for start, _ in spans], [end for _, end in spans])
    assert list(found) == expected


def test_covered_characters_agree_with_counting() -> None:
    generator = np.random.default_rng(3)
    for _ in range(50):
        cuts = np.sort(generator.choice(200, size=12, replace=False))
        marked = np.zeros(200, bool)
        for start, end in zip(cuts[::2], cuts[1::2], strict=True):
            marked[start:end] = True
        points = np.sort(generator.integers(0, 200, size=2))
        found = covered_characters(points[:1], points[1:], cuts[::2], cuts[1::2])
        assert found[0] == marked[points[0] : points[1]].sum()


def bare(code: str) -> Language:
    """A language that declares no pattern."""
    return Language(
        code=code, name=code, checked="unchecked", script="latin", lemmatizer="none", stop_words=()
    )


def test_without_patterns_only_direct_speech() -> None:
    text = 'X sanoi: "Me rakennamme kymmenen uutta koulua." Y sanoi, ett\u00e4 sataa.'
    spans = find_voices(text, language=bare("fi"))
    assert [(span.kind, text[span.start : span.end]) for span in spans] == [
        ("direct", '"Me rakennamme kymmenen uutta koulua."')
    ]


def test_an_article_that_is_one_quotation() -> None:
    text = "„Wir bauen zehn Schulen, und wir bauen sie schnell.“"
    spans = find_voices(text, language=load_language("de"))
    assert [(span.start, span.end, span.kind) for span in spans] == [(0, len(text), "direct")]


def test_offsets_across_combining_characters_and_emoji() -> None:
    text = "e\u0301\U0001f600 „Wir bauen zehn neue Schulen\U0001f3eb“, sagte der Minister."
    (span,) = find_voices(text, language=load_language("de"))
    assert text[span.start : span.end] == "„Wir bauen zehn neue Schulen\U0001f3eb“"


PIECES = {
    "de": [
        "„",
        "“",
        '"',
        "sagte",
        "der Minister",
        ",",
        ".",
        "dass",
        "Karl Braun",
        "sei",
        "laut",
        "\n\n",
        ":",
        "–",
    ],
    "en": [
        "“",
        "”",
        '"',
        "said",
        "the minister",
        ",",
        ".",
        "that",
        "Ann Reed",
        "according to",
        "\n\n",
        ":",
        "it",
    ],
    "ru": ["«", "»", '"', "сказал", "министр", ",", ".", "что", "Иван Петров", "по словам", "\n\n", ":", "—"],
    "zh": ["“", "”", "《", "》", "表示", "部长", "，", "。", "说", "\n\n", "："],
}


@pytest.mark.parametrize("code", PIECES)
def test_speech_never_overlaps_and_stays_inside(code: str) -> None:
    generator, language = random.Random(11), load_language(code)
    for _ in range(150):
        text = " ".join(generator.choice(PIECES[code]) for _ in range(60))
        spans = find_voices(text, language=language)
        speech = [span for span in spans if span.kind in ("direct", "indirect")]
        assert spans == sorted(spans, key=lambda span: (span.start, span.end, span.kind))
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= two.start for one, two in itertools.pairwise(speech))
        assert all(bool(span.role) == (span.kind in ("direct", "indirect")) for span in spans)


@pytest.mark.parametrize(
    "unit", ['"', '" a', "„Ja“, sagte er. ", 'Er sagte, "dass ', "laut , ", "Dies erklärte er. "]
)
def test_fifty_thousand_units_end(unit: str) -> None:
    text = unit * 50_000
    for span in find_voices(text, language=load_language("de")):
        assert span.end <= len(text)


def test_a_changed_declaration_is_not_served_from_the_cache() -> None:
    language = load_language("en")
    text = "The minister blurted that exports rose."
    assert find_voices(text, language=language) == []
    speech = dataclasses.replace(language.speech, neutral=(*language.speech.neutral, "blurted"))
    assert len(find_voices(text, language=dataclasses.replace(language, speech=speech))) == 1


def test_a_headline_of_two_sides_is_nobodys() -> None:
    """26 and 34 of 85 characters: no role has more than half; two stretches of one role add up."""
    articles = pd.DataFrame(
        {
            "id": ["a", "b"],
            "title": [
                'Minister: "We are ready to talk now" - Opposition: "You are lying to everybody again"',
                'Minister: "We are ready" and "We will wait for them"',
            ],
            "text": ["It rained.", '"We are ready," said the minister.'],
        }
    )
    _, headlines = voices(articles, language=load_language("en"))
    assert headlines[["class", "voice"]].to_numpy().tolist() == [
        ["outlet", "outlet"],
        ["own_state", "direct"],
    ]
