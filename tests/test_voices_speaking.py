"""Who speaks most, and how much of what was planted is found."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.voices.recovery import recovery
from analysis.voices.speaking import speakers

SPANS = ["article", "start", "end", "layer", "class", "value", "speaker", "verb"]


def spans(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=SPANS)


SPOKEN = spans(
    ("a", 0, 10, "voice", "direct", "expert", "Ada Lund", "said"),
    ("a", 10, 15, "source", "name", "professor", "Ada Lund", ""),
    ("a", 20, 50, "voice", "indirect", "expert", "Ada Lund", ""),
    ("a", 60, 70, "voice", "direct", "unnamed", "", ""),
    ("b", 0, 20, "voice", "indirect", "media", "A. Lund", ""),
    ("b", 20, 24, "source", "name", "editor", "A. Lund", ""),
    ("b", 30, 35, "voice", "direct", "media", "Bo Rask", ""),
    ("b", 40, 45, "voice", "distancing", "", "", ""),
    ("c", 0, 99, "voice", "direct", "media", "Bo Rask", ""),
)


def told(table: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(table.itertuples(index=False, name=None))


def test_speakers_by_group_with_most_characters_first() -> None:
    assert told(speakers(SPOKEN, pd.Series({"a": "gull", "b": "gull"}))) == [
        ("gull", "Ada Lund", "professor", "expert", 2, 40, 1, 0.25),
        ("gull", "A. Lund", "editor", "media", 1, 20, 1, 0.0),
        ("gull", "Bo Rask", "", "media", 1, 5, 1, 1.0),
    ]
    apart = speakers(SPOKEN, pd.Series({"a": "gull", "b": "tern", "c": "tern"}))
    assert apart[["group", "speaker", "articles"]].to_numpy().tolist() == [
        ["gull", "Ada Lund", 1],
        ["tern", "Bo Rask", 2],
        ["tern", "A. Lund", 1],
    ]


def test_names_of_one_actor_are_one_speaker() -> None:
    actors = pd.DataFrame(
        {"forms": ["A. Lund | Ada Lund", "Rask"], "label": ["Ada Lund (professor)", "Rask"]}
    )
    table = speakers(SPOKEN, pd.Series({"a": "gull", "b": "gull"}), actors=actors)
    assert told(table)[0] == (
        "gull",
        "Ada Lund (professor)",
        "editor",
        "expert",
        3,
        60,
        2,
        pytest.approx(1 / 6),
    )
    assert "Bo Rask" in set(table["speaker"])


def test_a_name_that_several_actors_have_is_nobodys() -> None:
    """The stage counts the forms of two persons of one surname for both."""
    actors = pd.DataFrame(
        {"forms": ["Ada Lund | A. Lund", "Arno Lund | A. Lund"], "label": ["Ada", "Arno"]},
    )
    table = speakers(SPOKEN, pd.Series({"a": "gull", "b": "gull"}), actors=actors)
    assert table["speaker"].tolist() == ["Ada", "A. Lund", "Bo Rask"]


def test_nobody_speaks() -> None:
    assert speakers(SPOKEN[:0], pd.Series({"a": "gull"})).empty
    assert speakers(SPOKEN, pd.Series(dtype=object)).empty


TEXT = "“It works”, said Ada Lund. It would cost more, Bo Rask said. It works."
ARTICLE = pd.DataFrame({"id": ["a", "b"], "text": [TEXT, "Other."]})
PLANTED = pd.DataFrame(
    [
        ("a", "It works", "direct", "expert", "Ada Lund"),
        ("a", "It would cost more", "indirect", "media", "Bo Rask"),
        ("a", "not in the text", "direct", "expert", "Ada Lund"),
    ],
    columns=["article", "text", "kind", "role", "speaker"],
)


def scores(found: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    table = recovery(ARTICLE, PLANTED, found)
    return {row[0]: row[1:4] for row in table.itertuples(index=False, name=None)}


def test_found_as_planted() -> None:
    found = spans(
        ("a", 0, 10, "voice", "direct", "expert", "Lund", "said"),
        ("a", 27, 45, "voice", "indirect", "media", "Bo Rask", "said"),
    )
    assert scores(found) == {
        "direct": (8, 8, 8),
        "indirect": (18, 18, 18),
        **dict.fromkeys(("speech", "role", "speaker"), (26, 26, 26)),
    }


def test_what_is_wrong_is_counted_where_it_is_wrong() -> None:
    found = spans(
        ("a", 0, 10, "voice", "indirect", "expert", "Bo Rask", ""),
        ("a", 27, 35, "voice", "indirect", "expert", "Bo Rask", ""),
        ("a", 61, 69, "voice", "direct", "unnamed", "", ""),
        ("b", 0, 5, "voice", "direct", "expert", "", ""),
    )
    assert scores(found) == {
        "direct": (8, 8, 0),
        "indirect": (18, 16, 8),
        "speech": (26, 24, 16),
        "role": (26, 24, 8),
        "speaker": (26, 24, 8),
    }


def test_nothing_found_has_no_precision() -> None:
    table = recovery(ARTICLE, PLANTED, spans()).set_index("part")
    assert table["precision"].isna().all()
    assert (table["recall"] == 0).all()
