"""What the vocabulary notebook shows beside estimates: lines of text, days of use, kinds of contributions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.declarations import load_language
from analysis.report.book import Book
from analysis.tokenization.stopwords import proposed
from analysis.vocabulary import concordance
from analysis.vocabulary.keyness import most_telling

__all__ = [
    "lines",
    "main_contrasts",
    "most_telling",
    "phrases",
    "proposals",
    "shift_rows",
    "spread_rows",
    "strip",
]

KINDS = {
    (True, True): "positive more",
    (True, False): "positive less",
    (False, True): "negative less",
    (False, False): "negative more",
}
LINES, WIDTH = 20, 55


def lines(book: Book, language: str, term: str, *, most: int = LINES, width: int = WIDTH) -> pd.DataFrame:
    """At most `most` lines around a term, in any of its forms, drawn from all its matches with the study's
    seed and sorted by the next word: columns day, left, keyword, right. `attrs` has the number of matches.
    Of a term of the vocabulary only the articles in which it is counted are read."""
    told, counted = ["id", "text", "day"], _articles_with(book, language, term)
    articles = (
        (row[0], row[1], str(row[2]))
        for batch in schema.scan(book.study.processed, "articles", columns=told, language=language)
        for row in batch.itertuples(index=False, name=None)
        if counted is None or row[0] in counted
    )
    found = concordance(
        articles,
        term,
        by="phrase",
        language=load_language(language),
        overrides=book.study.overrides.get(language),
        width=width,
        sample=most,
        seed=book.study.seed,
        sort=("R1", "L1"),
    )
    day = book.articles.set_index("id")["day"]
    shown = found.assign(day=found["article"].map(day))[["day", "left", "keyword", "right"]]
    shown.attrs = found.attrs
    return shown


def _articles_with(book: Book, language: str, term: str) -> set[str] | None:
    """Ids of the articles that have a term; None when it is no entry of the vocabulary."""
    number = book.read("terms", language, columns=["term", "number"]).set_index("term")["number"].get(term)
    if number is None:
        return None
    ids = book.articles.loc[book.articles["language"] == language, "id"].sort_values().to_numpy(object)
    column = schema.read_matrix(book.study.processed, "articles", language)[:, [int(number)]]
    return set(ids[np.flatnonzero(column.toarray().ravel())].tolist())


def strip(book: Book, language: str, terms: list[str]) -> pd.DataFrame:
    """Uses of terms by day and group, on original articles: columns day, group, term, count."""
    table = book.read("terms", language, columns=["term", "number"]).set_index("term")["number"]
    known = [term for term in terms if term in table.index]
    articles = book.articles[book.articles["language"] == language].sort_values("id", ignore_index=True)
    matrix = schema.read_matrix(book.study.processed, "articles", language)[:, table[known].to_numpy()]
    first = book.read("reprints", columns=["article", "first"])
    copies = set(first.loc[first["article"] != first["first"], "article"])
    counts = pd.DataFrame(matrix.toarray(), columns=known).assign(
        day=articles["day"], group=book.group_of(articles).to_numpy()
    )[~articles["id"].isin(copies).to_numpy()]
    long = counts.melt(["day", "group"], var_name="term", value_name="count")
    return long[long["count"] > 0].groupby(["day", "group", "term"])["count"].sum().reset_index()


def shift_rows(estimates: pd.DataFrame, target: str) -> pd.DataFrame:
    """Rows of one word shift (one language and contrast) as its figure takes them: contributions and total,
    and for a shift of tone the kind of each contribution."""
    own = estimates[estimates["target"] == target]
    shown = own[own["measure"].isin(["word_shift", "word_shift_total"])]
    if target != "tone":
        return shown
    score = own[own["measure"] == "word_shift_score"].set_index("class")["estimate"]
    rows = zip(shown["class"].map(score).fillna(0), shown["estimate"], strict=True)
    return shown.assign(kind=[KINDS[bool(weight > 0), bool(share > 0)] for weight, share in rows])


def main_contrasts(keyness: pd.DataFrame) -> dict[str, str]:
    """The contrast of each language that its other figures show: the first between groups, or else the first
    between periods."""
    found: dict[str, str] = {}
    for language, rows in keyness.groupby("language", sort=False):
        names = rows["contrast"].drop_duplicates().tolist()
        groups = [name for name in names if not name.startswith("after - before ")]
        found[str(language)] = (groups or names)[0]
    return found


def spread_rows(dispersion: pd.DataFrame, language: str, terms: list[str]) -> pd.DataFrame:
    """Dispersion of terms in one language: by group where there are several, else in all articles."""
    own = dispersion[(dispersion["language"] == language) & dispersion["class"].isin(terms)]
    apart = own[own["group"] != ""]
    return apart if len(apart) else own


def proposals(book: Book) -> pd.DataFrame:
    """Terms that stand in half of a language's articles or more and are no stop words: for the researcher to
    decide on (stop_words in the study's [terms]); nothing is left out without that."""
    tables = []
    for language in book.languages:
        number = int((book.articles["language"] == language).sum())
        found = proposed(book.read("terms", language), articles=number)
        tables.append(found.assign(language=language))
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["language", "term"])
    return table[["language", *(name for name in table if name != "language")]]


def phrases(book: Book, *, most: int = 15) -> pd.DataFrame:
    """The most frequent multi-word terms of each language: term, form, kind, uses, articles."""
    tables = []
    for language in book.languages:
        counts = book.read("terms", language, columns=["term", "count", "documents"]).set_index("term")
        found = book.read("phrases", language, columns=["language", "term", "form", "kind"])
        joined = found.join(counts, on="term").sort_values(["count", "term"], ascending=[False, True])
        tables.append(joined.head(most))
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["language", "term"])
    return table.replace({np.nan: 0})
