"""Mentions at a distance, worked by hand: overlaps, voices, referents and actors, empty tables."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.declarations.language import load_language
from analysis.voices import find_voices
from analysis.voices.distance import distancing, held_mentions

COLUMNS = ["article", "start", "end", "layer", "class", "value", "speaker", "verb"]

# Article a: speech 100-200; marks 10-20 and 150-160. Article b: marks 0-9, no speech.
ROWS = [
    ("a", 10, 20, "voice", "distancing", "", "", ""),
    ("a", 100, 200, "voice", "direct", "unnamed", "Kern", "said"),
    ("a", 150, 160, "voice", "distancing", "", "", ""),
    ("a", 40, 50, "voice", "title", "", "", ""),
    ("b", 0, 9, "voice", "distancing", "", "", ""),
    ("a", 12, 17, "name", "war", "operation", "", ""),
    ("a", 20, 25, "name", "war", "operation", "", ""),
    ("a", 41, 45, "name", "war", "invasion", "", ""),
    ("a", 152, 158, "name", "war", "operation", "", ""),
    ("a", 110, 118, "name", "war", "operation", "", ""),
    ("b", 8, 14, "name", "war", "operation", "", ""),
    ("b", 100, 104, "name", "war", "operation", "", ""),
    ("a", 5, 12, "actor", "organisation", "Northern Front", "", ""),
    ("b", 30, 44, "actor", "organisation", "Northern Front", "", ""),
    ("a", 160, 170, "frame term", "conflict", "war", "", ""),
]


def spans(rows: list[tuple[str, int, int, str, str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "int32", "end": "int32"})


def counts(frame: pd.DataFrame) -> dict[tuple[str, str, str, str], float]:
    keys = frame[["unit", "class", "target", "voice"]].itertuples(index=False, name=None)
    return dict(zip(keys, frame["value"], strict=True))


def test_counts_by_hand() -> None:
    held, mentioned = distancing(spans(ROWS))
    assert counts(held) == {
        ("a", "operation", "war", "outlet"): 1.0,
        ("a", "operation", "war", "quoted"): 1.0,
        ("a", "Northern Front", "", "outlet"): 1.0,
        ("b", "operation", "war", "outlet"): 1.0,
    }
    assert counts(mentioned) == {
        ("a", "operation", "war", "outlet"): 2.0,
        ("a", "operation", "war", "quoted"): 2.0,
        ("a", "invasion", "war", "outlet"): 1.0,
        ("a", "Northern Front", "", "outlet"): 1.0,
        ("b", "operation", "war", "outlet"): 2.0,
        ("b", "Northern Front", "", "outlet"): 1.0,
    }
    assert set(held["unit_kind"]) == {"article"}
    assert set(held["measure"]) == {"distancing"}
    assert set(mentioned["measure"]) == {"mentioned"}


@pytest.mark.parametrize(
    ("start", "end", "held"), [(5, 10, False), (5, 11, True), (19, 30, True), (20, 30, False), (0, 40, True)]
)
def test_a_shared_character_holds_a_mention(start: int, end: int, held: bool) -> None:
    rows = [ROWS[0], ("a", start, end, "name", "war", "war", "", "")]
    assert held_mentions(spans(rows))["held"].tolist() == [held]


def test_marks_that_overlap_each_other_count_once() -> None:
    rows = [ROWS[0], ("a", 12, 30, "voice", "distancing", "", "", ""), ROWS[5]]
    held, _ = distancing(spans(rows))
    assert held["value"].tolist() == [1.0]


def test_the_order_of_rows_does_not_matter() -> None:
    one, other = distancing(spans(ROWS)), distancing(spans(ROWS[::-1]))
    pd.testing.assert_frame_equal(one[0], other[0])
    pd.testing.assert_frame_equal(one[1], other[1])


def test_nothing_mentioned() -> None:
    for rows in ([], ROWS[:5]):
        held, mentioned = distancing(spans(rows))
        assert held.empty
        assert mentioned.empty
        assert list(held.columns) == ["unit_kind", "unit", "measure", "class", "target", "voice", "value"]


@pytest.mark.parametrize(
    ("code", "text", "name", "held"),
    [
        ("de", "Der sogenannte Islamische Bund zog ab.", "Islamische Bund", True),
        ("de", "Der „Islamische Bund“ zog ab. Der Islamische Bund schwieg.", "Islamische Bund", False),
        ("en", "The so-called Northern Front left.", "Northern Front", True),
        ("en", "The Northern Front left the so-called safe zone.", "Northern Front", False),
        ("ru", "Так называемая Северная республика молчит.", "Северная республика", True),
        ("ru", "Газета «Северная республика» закрылась.", "Северная республика", False),
    ],
)
def test_from_text_to_measure(code: str, text: str, name: str, held: bool) -> None:
    found = [
        ("a", s.start, s.end, "voice", s.kind, s.role, s.speaker, s.verb)
        for s in find_voices(text, language=load_language(code))
    ]
    place = text.rfind(name)
    mention = ("a", place, place + len(name), "name", "body", name, "", "")
    assert held_mentions(spans([*found, mention]))["held"].tolist() == [held]
