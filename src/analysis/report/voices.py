"""What the notebook of voices shows beside estimates: speakers, one article, the text behind a number."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.report.book import Book
from analysis.schema import SPEECH
from analysis.voices.recovery import recovery
from analysis.voices.speaking import speakers

__all__ = ["article_of", "behind", "planted", "top_speakers"]

LONGEST = 2_500


def top_speakers(book: Book, *, most: int = 12) -> pd.DataFrame:
    """The speakers of each language and group with most characters; see `voices.speaking`. Where the study
    has a table of actors, the names of one actor are one speaker. Reprints are left out."""
    tables, originals = [], _originals(book)
    for code in book.languages:
        own = originals[originals["language"] == code]
        groups = pd.Series(book.group_of(own).to_numpy(), index=own["id"])
        actors = book.read("actors", code)
        found = speakers(book.read("spans", f"voice-{code}"), groups, actors=actors)
        tables.append(found.groupby("group", sort=True).head(most).assign(language=code))
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["language", "group"])
    return table[["language", *(name for name in table if name != "language")]]


def article_of(book: Book, language: str, *, longest: int = LONGEST) -> str:
    """The article with most speakers of a known role among those of at most `longest` characters; the first
    by id of several, "" where nobody speaks. Where no role is known, all speakers count. Chosen for its many
    voices, it is no example of the usual article."""
    ends = book.read("sentences", language, columns=["article", "end"]).groupby("article")["end"].max()
    spans = book.read("spans", f"voice-{language}")
    said = schema.speech(spans)
    said = said[said["speaker"] != ""]
    said = said[said["article"].map(ends) <= longest]
    known = said[said["value"] != "unnamed"]
    counted = (known if len(known) else said).groupby("article", sort=True)["speaker"].nunique()
    return str(counted.idxmax()) if len(counted) else ""


def behind(book: Book, language: str, *, most: int = 8, width: int = 240, **where: str) -> pd.DataFrame:
    """Stretches of speech behind a number, drawn with the study's seed from original articles: day, group,
    role, speaker, verb, kind, text. `where` fixes role, group, speaker or kind; `attrs` has the number of
    all. Of a long stretch the first `width` characters are shown."""
    articles = _originals(book)
    own = articles[articles["language"] == language].assign(group=lambda rows: book.group_of(rows))
    spans = book.read("spans", f"voice-{language}")
    spans = schema.speech(spans)
    joined = spans.merge(own[["id", "day", "group"]], left_on="article", right_on="id")
    joined = joined.rename(columns={"value": "role", "class": "kind"})
    for column, value in where.items():
        joined = joined[joined[column] == value]
    drawn = joined.sample(min(most, len(joined)), random_state=book.study.seed)
    drawn = drawn.sort_values(["day", "article", "start"])
    texts = _texts(book, language, set(drawn["article"]))
    cut = zip(drawn["article"], drawn["start"], drawn["end"], strict=True)
    said = [texts[name][start : min(end, start + width)] for name, start, end in cut]
    shown = drawn.assign(text=said)[["day", "group", "role", "speaker", "verb", "kind", "text"]]
    shown.attrs["all"] = len(joined)
    return shown.reset_index(drop=True)


def planted(book: Book) -> pd.DataFrame:
    """Precision and recall of voices by language; empty for a study that is not simulated."""
    said, told = book.truth("voices"), book.truth("articles")
    if said.empty or told.empty:
        return pd.DataFrame()
    files = book.read("articles", columns=["id", "file", "language"])
    files["place"] = files["file"].str.rpartition("#")[2]
    files["outer"] = files["file"].str.rpartition("#")[0].str.rpartition("/")[2]
    tables = []
    # A row number is the place of an article in one file only, and the truth names no file beside voices.
    unique = files.merge(told, left_on=["outer", "place"], right_on=["file", "place"], suffixes=("", "_told"))
    for code in book.languages:
        ids = unique.loc[unique["language"] == code, ["id", "place"]]
        rows = said.merge(ids, on="place").rename(columns={"id": "article"})
        texts = _texts(book, code, set(rows["article"]))
        articles = pd.DataFrame({"id": list(texts), "text": list(texts.values())})
        speech = rows[rows["kind"].isin(SPEECH)]
        found = recovery(articles, speech, book.read("spans", f"voice-{code}"))
        tables.append(found.assign(language=code))
    table = pd.concat(tables, ignore_index=True)
    return table[["language", *(name for name in table if name != "language")]]


def _originals(book: Book) -> pd.DataFrame:
    reprints = book.read("reprints", columns=["article", "first"])
    copies = set(reprints.loc[reprints["article"] != reprints["first"], "article"])
    return book.articles[~book.articles["id"].isin(copies)]


def _texts(book: Book, language: str, ids: set[str]) -> dict[str, str]:
    batches = schema.scan(book.study.processed, "articles", columns=["id", "text"], language=language)
    found = [batch[batch["id"].isin(ids)] for batch in batches]
    return {name: text for rows in found for name, text in rows.itertuples(index=False, name=None)}
