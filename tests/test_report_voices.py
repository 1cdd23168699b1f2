"""What the notebook of voices shows beside estimates: speakers, one article, the text behind a number."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from press import NAME, Finished

from analysis.report import Book, voices
from analysis.report.voiced import Shown
from analysis.voices.speaking import COLUMNS


@pytest.fixture
def book(finished: Finished, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.chdir(finished.root)
    monkeypatch.setenv("ANALYSIS_STUDY", NAME)
    return Book("06")


def originals(book: Book) -> set[str]:
    first = book.read("reprints").set_index("article")["first"]
    return {article for article in book.articles["id"] if first.get(article, article) == article}


def speech(book: Book, language: str) -> pd.DataFrame:
    spans = book.read("spans", f"voice-{language}")
    return spans[(spans["layer"] == "voice") & spans["class"].isin(["direct", "indirect"])]


def test_speakers_are_those_of_originals(book: Book) -> None:
    table = voices.top_speakers(book, most=1000)
    assert list(table.columns) == ["language", *COLUMNS]
    assert set(table["language"]) <= set(book.languages)
    assert table["direct"].between(0, 1).all()
    kept = originals(book)
    for language in book.languages:
        said = speech(book, language)
        named = said[said["article"].isin(kept) & (said["speaker"] != "")]
        own = table[table["language"] == language]
        assert own["stretches"].sum() == len(named) > 0
        assert own["characters"].sum() == (named["end"] - named["start"]).sum()
    assert (voices.top_speakers(book, most=1).groupby(["language", "group"]).size() == 1).all()


def test_the_article_shown_has_most_speakers_of_the_short_ones(book: Book) -> None:
    article = voices.article_of(book, "en")
    said = speech(book, "en")
    known = said[(said["speaker"] != "") & (said["value"] != "unnamed")]
    numbers = known.groupby("article")["speaker"].nunique()
    assert numbers[article] == numbers.max()
    assert voices.article_of(book, "en", longest=0) == ""
    page = book.voiced(article)
    assert isinstance(page, Shown)
    assert page._repr_html_().startswith('<div class="voiced')
    with pytest.raises(KeyError):
        book.voiced("none")


def test_stretches_behind_a_number_are_those_that_it_counts(book: Book) -> None:
    said = speech(book, "de")
    kept = said[said["article"].isin(originals(book))]
    role = kept["value"].mode()[0]
    found = voices.behind(book, "de", most=5, width=20, role=role)
    assert found.attrs["all"] == (kept["value"] == role).sum()
    assert len(found) == min(5, found.attrs["all"])
    assert set(found["role"]) == {role}
    assert found["text"].str.len().between(1, 20).all()
    pd.testing.assert_frame_equal(found, voices.behind(book, "de", most=5, width=20, role=role))
    assert voices.behind(book, "de", role="no such role").empty


def test_nothing_is_planted_in_a_real_press(book: Book) -> None:
    assert voices.planted(book).empty


def test_planted_voices_are_scored_by_language(
    book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is found is planted, but for one article, whose place another file has too."""
    files = book.read("articles", columns=["id", "file", "language", "text"])
    files["place"] = files["file"].str.rpartition("#")[2]
    files["file"] = files["file"].str.rpartition("#")[0].str.rpartition("/")[2]
    texts = files.set_index("id")["text"]
    said = pd.concat([speech(book, code) for code in book.languages])
    rows = said.merge(files[["id", "place", "language"]], left_on="article", right_on="id")
    cut = zip(rows["article"], rows["start"], rows["end"], strict=True)
    told = rows.assign(text=[texts[name][start:end].strip("„“”«»\"'") for name, start, end in cut])
    told = told.rename(columns={"class": "kind", "value": "role"})
    tables = {
        "voices": told[["place", "kind", "text", "speaker", "role", "verb"]],
        "articles": files[["file", "place"]],
    }
    monkeypatch.setattr(book, "truth", lambda name: tables[name])
    table = voices.planted(book)
    assert set(table["language"]) == set(book.languages)
    assert list(table.columns)[:2] == ["language", "part"]
    assert (table["recall"].dropna() > 0).all()
