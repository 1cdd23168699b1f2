"""Multi-word terms that a corpus shows: worked by hand on small texts, and planted."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest

from analysis.declarations import load_language
from analysis.tokenization.association import associated, neighbours, phrase_table, sequences

ENGLISH = load_language("en")


def found_in(
    texts: list[str], *, declared: tuple[str, ...] = (), code: str = "en", size: int = 1000
) -> pd.DataFrame:
    language = load_language(code)
    batches = [texts[place : place + size] for place in range(0, len(texts), size)]
    pairs = associated([neighbours(batch, language=language) for batch in batches], language=language)
    parts = [sequences(batch, pairs, language=language) for batch in batches]
    return phrase_table(parts, declared, language=language).set_index("term")


def test_pairs_and_score_by_hand() -> None:
    """Twelve articles with "grain board", twelve more with "grain": 2 * 12 / (24 + 12) is 2/3."""
    texts = ["the grain board met", "no grain came"] * 12
    pairs = associated([neighbours(texts, language=ENGLISH)], language=ENGLISH)
    assert pairs[["first", "second"]].values.tolist() == [
        ["board", "meet"],
        ["grain", "board"],
        ["grain", "come"],
    ]
    assert pairs["score"].tolist() == pytest.approx([14, 14 + math.log2(2 / 3), 14 + math.log2(2 / 3)])
    assert not pairs["name"].any()


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_planted_term_and_name_are_found(size: int) -> None:
    dice = random.Random(1)
    words = [
        f"{one}{two}" for one in ("bar", "dor", "fel", "gim", "kas") for two in ("ton", "dan", "lem", "pur")
    ]
    texts = [
        " ".join(dice.choices(words, k=9))
        + ", blue whale seen, "
        + " ".join(dice.choices(words, k=9))
        + " under Ada Maria Varen "
        + " ".join(dice.choices(words, k=5))
        for _ in range(30)
    ]
    found = found_in(texts, size=size)
    assert found.index.tolist() == ["ada maria varen", "blue whale see"]
    assert found["kind"].tolist() == ["name", "association"]
    assert found["form"].tolist() == ["Ada Maria Varen", "blue whale seen"]
    assert found[["count", "documents"]].to_numpy().tolist() == [[30, 30], [30, 30]]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("we saw the grain, board and all", "grain board"),
        ("grain. Board met", "grain board"),
        ("the grain of the board", "grain board"),
        ("leader Varen spoke", "leader varen"),
        ("12 ships", "12 ship"),
        ("grain b", "grain b"),
    ],
)
def test_what_is_no_term(text: str, term: str) -> None:
    assert term not in found_in([text] * 20).index


def test_an_adjective_and_a_german_noun_are_one_term() -> None:
    found = found_in(
        ["er sah die künstliche Intelligenz"] * 10 + ["mit künstlicher Intelligenz"] * 10, code="de"
    )
    assert found.index.tolist() == ["künstlich intelligenz"]
    assert found["count"].tolist() == [20]


def test_too_few_articles_make_no_term() -> None:
    assert found_in(["the grain board"] * 9).empty
    assert found_in(["the grain board"] * 10)["documents"].tolist() == [10]


def test_declared_phrases_are_kept_and_not_swallowed() -> None:
    texts = ["old grain board met"] * 20
    assert found_in(texts).index.tolist() == ["old grain board meet"]
    found = found_in(texts, declared=("grain board",))
    assert found["kind"].to_dict() == {"grain board": "declared"}


def test_a_term_inside_longer_ones_is_left_to_them() -> None:
    """Of thirty uses 24 go on (80 %): left out; of forty it is kept."""
    longer = ["the grain board chief"] * 24
    assert "grain board" not in found_in(longer + ["a grain board"] * 6).index
    assert "grain board" in found_in(longer + ["a grain board"] * 16).index


def test_watched_words_are_counted_wherever_they_stand() -> None:
    language = load_language("en")
    texts = ["the grain board met"] * 20
    pairs = associated([neighbours(texts, language=language)], language=language)
    for apart, left in ((["board"], []), (["boar*"], []), (["boa"], ["grain board meet"])):
        table = phrase_table([sequences(texts, pairs, language=language)], [], language=language, apart=apart)
        assert table["term"].tolist() == left


def test_many_batches_are_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["the grain board met", "Ada Varen came"] * 40
    expected = found_in(texts)
    monkeypatch.setattr("analysis.tokenization.association.MANY", 1)
    pd.testing.assert_frame_equal(found_in(texts, size=3), expected)
