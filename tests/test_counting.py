"""Compiled parts of tokenisation against plain Python: words, the table of strings, counts, phrases."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declarations import load_language
from analysis.declarations.study import Terms
from analysis.tokenization import count_batch, gather, split_all
from analysis.tokenization.alphabet import sorted_once
from analysis.tokenization.counting import count_rows, merge_columns, take_rows
from analysis.tokenization.entries import entries_of
from analysis.tokenization.phrases import Phrases, as_lemmas
from analysis.tokenization.scan import INNER_MARKS, scan
from analysis.tokenization.stopwords import lost, proposed
from analysis.tokenization.table import StringTable, strings_of
from analysis.tokenization.words import scan_words

LETTERS = "aß字ёў1٣\u0301'’-·., \n_€🎉\U0001d4ae"


def kind_of(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in INNER_MARKS:
        return "inner"
    if sign in ".,":
        return sign
    return {"L": "letter", "M": "mark"}.get(category[0], "digit" if category == "Nd" else "other")


def plain_words(text: str) -> list[tuple[int, int]]:
    """The definition in the docstring of `words`, one character after another."""
    kinds = [*map(kind_of, text), "other", "other"]
    word = [False] * len(kinds)
    for place, kind in enumerate(kinds):
        word[place] = kind in ("letter", "digit") or (kind == "mark" and place > 0 and word[place - 1])
    core = [kind in ("letter", "digit") for kind in kinds]
    base = kinds.copy()
    for place in range(1, len(kinds)):
        if kinds[place] == "mark" and word[place]:
            base[place] = base[place - 1]
    joined = word.copy()
    for place in range(1, len(text)):
        kind, after = kinds[place], kinds[place + 1]
        if not (word[place - 1] and core[place + 1]):
            continue
        lone = kinds[place - 1] == "letter" and not (place > 1 and word[place - 2])
        lone_after = after == "letter" and not word[place + 2]
        figures = base[place - 1] == "digit" and after == "digit"
        joined[place] |= (
            kind == "inner" or (kind in (".", ",") and figures) or (kind == "." and lone and lone_after)
        )
    found, begin = [], None
    for place, inside in enumerate(joined):
        if inside and begin is None:
            begin = place
        elif not inside and begin is not None:
            found.append((begin, place))
            begin = None
    return found


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=25), max_size=5))
def test_words_are_those_of_the_definition(texts: list[str]) -> None:
    found = scan(texts)
    forms = strings_of(found.arena, found.ends).to_pylist()
    for row, text in enumerate(texts):
        own = slice(found.bounds[row], found.bounds[row + 1])
        spans = list(zip(found.start[own].tolist(), found.end[own].tolist(), strict=True))
        assert spans == plain_words(text)
        assert [forms[kind] for kind in found.type[own]] == [text[begin:end] for begin, end in spans]


def test_arrays_grow_as_often_as_a_batch_needs() -> None:
    """Fifty thousand distinct words, one of them longer than the first arena."""
    words = [f"w{number}" for number in range(50_000)]
    found = scan([" ".join(words), "y" * 100_000, " ".join(reversed(words))])
    assert strings_of(found.arena, found.ends).to_pylist() == [*words, "y" * 100_000]
    assert found.type.tolist() == [*range(50_000), 50_000, *reversed(range(50_000))]
    assert found.bounds.tolist() == [0, 50_000, 50_001, 100_001]
    assert found.start[-1] == sum(len(word) + 1 for word in words[1:])


def test_a_lone_surrogate_is_a_character_that_is_no_word() -> None:
    found = scan(["ab \ud800 cd"])
    assert list(zip(found.start.tolist(), found.end.tolist(), strict=True)) == [(0, 2), (5, 7)]


@settings(deadline=None)
@given(st.lists(st.text(max_size=6), max_size=60))
def test_strings_are_numbered_as_they_appear(strings: list[str]) -> None:
    table = StringTable()
    half = len(strings) // 2
    numbers = [
        *table.add_strings(pa.array(strings[:half], pa.large_string())).tolist(),
        *table.add_strings(pa.array(strings[half:], pa.large_string())).tolist(),
    ]
    distinct = [*dict.fromkeys(strings)]
    assert table.strings().to_pylist() == distinct
    assert [distinct[number] for number in numbers] == strings


def test_a_slice_of_an_arrow_array_is_read_from_its_place() -> None:
    table = StringTable()
    assert table.add_strings(pa.array(["a", "bb", "ccc", "bb"], pa.large_string())[1:]).tolist() == [0, 1, 0]
    assert table.strings().to_pylist() == ["bb", "ccc"]


rows_of_words = st.lists(st.lists(st.integers(-1, 5), max_size=12), min_size=1, max_size=6)


@settings(deadline=None)
@given(rows_of_words)
def test_rows_of_counts(rows: list[list[int]]) -> None:
    bounds = np.cumsum([0, *map(len, rows)])
    types = np.array([word for row in rows for word in row], dtype=np.int32)
    indptr, indices, data = count_rows(bounds, types, 6)
    for row, words in enumerate(rows):
        own = slice(indptr[row], indptr[row + 1])
        counted = dict(zip(indices[own].tolist(), data[own].tolist(), strict=True))
        assert counted == Counter(word for word in words if word >= 0)


@settings(deadline=None)
@given(rows_of_words, st.lists(st.lists(st.integers(0, 3), max_size=2, unique=True), min_size=6, max_size=6))
def test_columns_are_brought_together(rows: list[list[int]], targets: list[list[int]]) -> None:
    bounds = np.cumsum([0, *map(len, rows)])
    types = np.array([word for row in rows for word in row], dtype=np.int32)
    first = np.cumsum([0, *map(len, targets)])
    columns = np.array([target for own in targets for target in own], dtype=np.int32)
    indptr, indices, data = merge_columns(count_rows(bounds, types, 6), first, columns, 4)
    for row, words in enumerate(rows):
        own = slice(indptr[row], indptr[row + 1])
        expected = Counter(target for word in words if word >= 0 for target in targets[word])
        assert dict(zip(indices[own].tolist(), data[own].tolist(), strict=True)) == expected
        assert indices[own].tolist() == sorted(expected)
    order = np.arange(len(rows))[::-1].copy()
    into = np.empty(len(indices), np.int32), np.empty(len(indices), np.int32)
    moved = take_rows(indptr, indices, data, order, *into)
    back = [into[0][moved[row] : moved[row + 1]].tolist() for row in range(len(rows))]
    assert back == [indices[indptr[row] : indptr[row + 1]].tolist() for row in reversed(range(len(rows)))]


PHRASES = {
    "the Union State, union states": ["the", "union state", "union state"],
    "the Union. State of": ["the", "Union", "State", "of"],
    "Union, State": ["Union", "State"],
    "Union State Council met": ["union state council", "met"],
    "Union Union State": ["Union", "union state"],
    "Union\nState": ["Union", "State"],
    "Union\u00a0State": ["union state"],
    "U.S. President Stone": ["u.s president", "Stone"],
    "the Union. President": ["the", "Union", "President"],
    "Union\n\nState": ["Union", "State"],
    "State Union": ["State", "Union"],
    "": [],
}


@pytest.mark.parametrize(("text", "words"), PHRASES.items(), ids=list(PHRASES))
def test_phrases_are_counted_as_one_word(text: str, words: list[str]) -> None:
    english = load_language("en")
    phrases = Phrases(
        tuple(as_lemmas(["union state", "Union State Council", "U.S. President"], language=english)), english
    )
    found = phrases.join(scan_words([text]))
    forms = strings_of(found.arena, found.ends).to_pylist()
    kept = found.type >= 0
    assert [forms[kind] for kind in found.type[kept]] == words
    last = {text[end - 1] for end in found.end[kept].tolist()}
    assert all(sign.isalpha() for sign in last)


def test_inflected_phrases_are_one_term() -> None:
    for code, listed, texts in (
        ("de", "Vereinte Nationen", ["den Vereinten Nationen", "die Vereinten Nationen der Vereinten"]),
        ("ru", "Сектор Газа", ["в секторе Газа", "сектора Газа и сектора"]),
    ):
        language = load_language(code)
        phrases = Phrases(tuple(as_lemmas([listed], language=language)), language)
        batch = count_batch(
            ["a", "b"], texts, split_all(texts, language=language), language=code, phrases=phrases
        )
        found = gather([batch], language=language)
        row = found.terms[found.terms["kind"] == "phrase"]
        assert row["count"].tolist() == [2]
        assert found.articles.sum() == sum(len(text.split()) for text in texts) - 2
        assert found.sentences.sum() == found.articles.sum()


def test_counts_on_disk_are_those_in_memory(tmp_path: Path) -> None:
    texts = {"b": "Der Handel wächst. Er wächst.", "a": "Kein Handel.", "c": "", "d": "Wind und Handel"}
    language = load_language("de")

    def batches() -> list[object]:
        return [
            count_batch([item], [text], split_all([text], language=language), language="de")
            for item, text in texts.items()
        ]

    held, mapped = gather(batches(), language=language), gather(batches(), language=language, folder=tmp_path)
    pd.testing.assert_frame_equal(held.terms, mapped.terms)
    assert held.ids == mapped.ids
    assert held.articles.toarray().tolist() == mapped.articles.toarray().tolist()
    assert held.sentences.toarray().tolist() == mapped.sentences.toarray().tolist()


def terms_of(text: str, terms: Terms, code: str = "de") -> pd.DataFrame:
    language = load_language(code)
    batch = count_batch(["a"], [text], split_all([text], language=language), language=code)
    return gather([batch], language=language, terms=terms).terms.set_index("term")


def test_stop_words_of_the_study() -> None:
    text = "Der Handel und die Agentur, nicht der Wind"
    assert sorted(terms_of(text, Terms()).query("stop").index) == ["der", "nicht", "und"]
    own = terms_of(text, Terms(stop_words={"de": ("Agentur",)}, keep={"de": ("Nicht",)}))
    assert sorted(own.query("stop").index) == ["agentur", "der", "und"]


def test_yo_is_folded_or_kept() -> None:
    text = "Всё ещё самолёт и самолет"
    assert terms_of(text, Terms(), "ru").loc["самолет", "count"] == 2
    kept = terms_of(text, Terms(yo=True), "ru")
    assert kept.loc[["самолёт", "самолет", "ещё"], "count"].tolist() == [1, 1, 1]


def test_stop_words_that_no_tokeniser_leaves_are_named() -> None:
    assert lost(["und", "d.h", "z. B.", "don't", "über-"], language="de") == ["z. B.", "über-"]
    assert lost(["не", "т.е"], language="ru") == []


def test_lost_stop_words_are_told_when_words_are_counted() -> None:
    with pytest.warns(UserWarning, match=r"leave nothing out: z\. B\."):
        terms_of("Handel", Terms(stop_words={"de": ("z. B.",)}))


def test_stop_words_are_proposed_from_the_corpus() -> None:
    terms = pd.DataFrame(
        {
            "term": ["agency", "the", "trade", "rare"],
            "documents": [95, 100, 30, 2],
            "count": [100, 900, 60, 2],
            "stop": [False, True, False, False],
        }
    )
    found = proposed(terms, articles=100, least=0.8)
    assert found["term"].tolist() == ["agency"]
    assert found["share"].tolist() == [0.95]


def test_a_chinese_phrase_is_found_but_not_over_a_comma() -> None:
    chinese = load_language("zh")
    terms = as_lemmas(["联盟国家", "白俄罗斯 俄罗斯"], language=chinese)
    phrases = Phrases(tuple(terms), chinese)
    for text, expected in (("联盟国家会议", 1), ("联盟，国家", 0), ("白俄罗斯，俄罗斯。", 0)):
        found = phrases.join(scan_words([text], language="zh"))
        forms = strings_of(found.arena, found.ends).to_pylist()
        assert sum(" " in forms[kind] for kind in found.type[found.type >= 0]) == expected, text


@settings(deadline=None)
@given(st.lists(st.text("ab\0ü🎉", max_size=30)))
def test_strings_are_sorted_each_once(strings: list[str]) -> None:
    names, place = sorted_once(pa.array(strings, pa.large_string()))
    assert names.to_pylist() == sorted(set(strings))
    assert [names[at].as_py() for at in place.tolist()] == strings


def test_many_strings_with_one_beginning_are_sorted() -> None:
    strings = ["sanktion" * 3 + chr(97 + place % 26) * (place % 40) for place in range(3000)]
    names, _ = sorted_once(pa.array(strings, pa.large_string()))
    assert names.to_pylist() == sorted(set(strings))


@pytest.mark.parametrize(
    ("compounds", "terms"),
    [
        ("whole", ["gasexport", "haus"]),
        ("parts", ["export", "gas", "haus"]),
        ("both", ["export", "gas", "gasexport", "haus"]),
    ],
)
def test_compounds_count_as_the_study_says(compounds: Any, terms: list[str]) -> None:
    table = StringTable()
    table.add_strings(pa.array(["Gasexporte", "2024", "Häuser", "nie"], pa.large_string()))
    own = Terms(compounds=compounds)
    found = entries_of(table, np.array([3, 5, 2, 0]), language=load_language("de"), terms=own)
    assert found.terms.to_pylist() == terms
    frame = found.frame("de", np.zeros(len(terms), np.int32)).set_index("term")
    assert frame["count"].to_dict() == {term: 2 if term == "haus" else 3 for term in terms}
    assert frame["parts"].to_dict() == {term: "gas export" if term == "gasexport" else "" for term in terms}
    less = found.only(np.array([term != "haus" for term in terms]))
    assert less.terms.to_pylist() == [term for term in terms if term != "haus"]
    assert less.columns_of(np.array([2, 0]))[0].tolist() == [0, 0, len(terms) - 1]


def test_terms_of_two_readings_are_marked() -> None:
    """A capital tells the German noun; what the form may be besides is kept beside the term."""
    terms = terms_of("Das Arbeiten. Die Häuser. Sie arbeiten.", Terms())
    assert terms.loc["haus", "others"] == ""
    assert terms.loc["arbeiten", "others"] == "arbeit"
    assert terms_of("they left", Terms(), "en").loc["leave", "others"] == "left"
