"""What the vocabulary notebook shows beside estimates."""

from __future__ import annotations

import pandas as pd
import pytest
from press import NAME, Finished

from analysis import schema
from analysis.report import Book, lexicon


@pytest.fixture
def book(finished: Finished, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.chdir(finished.root)
    monkeypatch.setenv("ANALYSIS_STUDY", NAME)
    return Book("02")


def test_lines_are_uses_of_the_term_with_their_days(book: Book) -> None:
    term = most_used(book, "en")
    found = lexicon.lines(book, "en", term, most=7)
    assert len(found) == 7
    assert found.attrs["matches"] >= 7
    assert set(found["day"]) <= set(book.articles["day"])
    assert list(found.columns) == ["day", "left", "keyword", "right"]
    following = [text.strip().lower() for text in found["right"]]
    assert following == sorted(following, key=lambda text: text.split(" ")[0])
    again = lexicon.lines(book, "en", term, most=7)
    pd.testing.assert_frame_equal(found, again)


def most_used(book: Book, language: str) -> str:
    terms = book.read("terms", language)
    return str(terms[~terms["stop"] & (terms["kind"] == "word")].nlargest(1, "count")["term"].iloc[0])


def test_days_of_use_add_up_to_the_uses_in_originals(book: Book) -> None:
    term = most_used(book, "de")
    strip = lexicon.strip(book, "de", [term, "no such term"])
    assert set(strip["term"]) == {term}
    ids = sorted(book.articles.loc[book.articles["language"] == "de", "id"])
    first = book.read("reprints").set_index("article")["first"]
    own = [first.get(article, article) == article for article in ids]
    column = book.read("terms", "de").set_index("term").loc[term, "number"]
    matrix = schema.read_matrix(book.study.processed, "articles", "de")
    assert strip["count"].sum() == matrix[:, [column]].toarray().ravel()[own].sum()


def test_phrases_and_proposals_of_every_language(book: Book) -> None:
    phrases, proposals = lexicon.phrases(book, most=3), lexicon.proposals(book)
    assert set(phrases["language"]) <= set(book.languages)
    assert (phrases.groupby("language").size() <= 3).all()
    assert phrases["count"].gt(0).any()
    assert (proposals["share"] >= 0.5).all()
    listed = set(zip(proposals["language"], proposals["term"], strict=True))
    terms = book.read("terms")
    stopped = terms[terms["stop"]]
    assert not listed & set(zip(stopped["language"], stopped["term"], strict=True))


def test_the_main_contrast_is_between_groups_where_there_is_one() -> None:
    keyness = pd.DataFrame(
        {
            "language": ["en", "en", "de", "de"],
            "contrast": ["after - before x", "a - b", "after - before x", "after - before y"],
        }
    )
    assert lexicon.main_contrasts(keyness) == {"en": "a - b", "de": "after - before x"}


def test_the_most_telling_terms_of_both_sides() -> None:
    keyness = pd.DataFrame(
        {
            "class": ["a", "b", "c", "d"],
            "estimate": [1.0, -3.0, 2.0, 0.1],
            "low": [0.0, -4.0, 1.5, 0.1],
            "high": [2.0, -2.0, 2.5, 0.1],
        }
    )
    assert lexicon.most_telling(keyness, most=2) == ["c", "b"]
    assert lexicon.most_telling(keyness, most=9) == ["c", "b", "a", "d"]


def test_kinds_of_contributions_to_a_shift_of_tone() -> None:
    """A good word that A uses more and a bad one that it uses less both make it sound better."""
    rows = [
        ("word_shift", "praise", 0.2),
        ("word_shift", "prize", -0.1),
        ("word_shift", "war", -0.3),
        ("word_shift", "ban", 0.1),
        ("word_shift_score", "praise", 0.7),
        ("word_shift_score", "prize", 0.5),
        ("word_shift_score", "war", -0.9),
        ("word_shift_score", "ban", -0.2),
        ("word_shift_total", "", 0.05),
    ]
    table = pd.DataFrame(rows, columns=["measure", "class", "estimate"]).assign(target="tone")
    found = lexicon.shift_rows(table, "tone").set_index("class")["kind"]
    expected = ["positive more", "positive less", "negative more", "negative less"]
    assert found[["praise", "prize", "war", "ban"]].tolist() == expected
    assert lexicon.shift_rows(table, "divergence").empty


def test_dispersion_by_group_where_there_are_groups() -> None:
    table = pd.DataFrame(
        {"language": ["en", "en", "en"], "class": ["a", "a", "b"], "group": ["", "x", ""], "estimate": 0.5}
    )
    assert lexicon.spread_rows(table, "en", ["a"])["group"].tolist() == ["x"]
    assert lexicon.spread_rows(table, "en", ["b"])["group"].tolist() == [""]
