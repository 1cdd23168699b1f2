"""Concordance: a word, lemma, phrase or pattern in its context, sorted by its neighbours or sampled."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.declarations import Language
from analysis.tokenization import Tokens, find_terms, lemmatize, tokenize
from analysis.tokenization.lemmas import fold
from analysis.tokenization.matching import neighbours, sequences

By = Literal["pattern", "form", "lemma", "phrase"]
COLUMNS = ["article", "start", "end", "left", "keyword", "right"]
SORTS = ("article", "day", "keyword", "left1", "left2", "left3", "right1", "right2", "right3")
WORD = re.compile(r"\w(?:[\w'’ʼ-]*\w)?")
NEAR = 120
BATCH = 200
Finder = Callable[[Sequence[str]], Iterator[tuple[int, int, int]]]


@dataclass(frozen=True)
class _Match:
    """A match: its article, the article's day (or ""), text, place, and number in the order of reading."""

    article: str
    day: str
    text: str
    start: int
    end: int
    number: int


def concordance(
    articles: Iterable[tuple[str, ...]],
    query: str,
    *,
    by: By = "pattern",
    language: Language | None = None,
    overrides: Mapping[str, str] | None = None,
    width: int = 60,
    most: int = 1_000,
    sort: Sequence[str] = (),
    sample: int = 0,
    seed: int = 20240524,
) -> pd.DataFrame:
    """Keyword in context: one row a match, without regard to case.

    `articles` are pairs (id, text) or triples (id, text, day). `by` says what `query` is: a regular
    expression; the form or forms of successive words; lemmas (an inflected query is reduced first); or a
    term as codebooks have them, whose words match a form or a lemma and may have a star. All but patterns
    need the `language`. Columns: article, start, end (offsets into the text), left, keyword, right; line
    breaks in the context are shown as a slash. `attrs` holds the number of all `matches` and of the
    `articles` with one, however few rows are shown.

    At most `most` rows, in the order of the articles or sorted by `sort`: names out of `SORTS`, left1 being
    the nearest word on the left (L1 for short). The first rows of a corpus in order of time are all of one
    time: with `sample`, that many rows are drawn from all matches with equal probability, by hashes of seed,
    article and place, so that neither the order of the articles nor other articles' matches change which
    row of two is preferred.

    Raises ValueError for a pattern that is no regular expression, an empty word, a missing language, or an
    unknown name in `sort`.
    """
    keys = tuple(_sort_name(name) for name in sort)
    counted = {"matches": 0, "articles": 0}
    found = _matches(articles, _finder(query, by, language, overrides), counted)
    if sample:
        drawn = heapq.nsmallest(sample, found, key=lambda match: _priority(match, seed))
        found = iter(sorted(drawn, key=lambda match: match.number))
    if keys:
        kept = heapq.nsmallest(most, found, key=lambda match: _sort_key(match, keys))
    else:
        kept = list(islice(found, most))
    for _ in found:
        pass
    table = pd.DataFrame([_row(match, width) for match in kept], columns=COLUMNS)
    table.attrs.update(counted)
    return table


def _sort_name(name: str) -> str:
    known = re.sub(r"^([LR])([123])$", lambda side: {"L": "left", "R": "right"}[side[1]] + side[2], name)
    if known not in SORTS:
        raise ValueError(f"concordance: cannot sort by {name!r}; allowed: {', '.join(SORTS)}, L1 to R3")
    return known


def _finder(query: str, by: By, language: Language | None, overrides: Mapping[str, str] | None) -> Finder:
    if by == "pattern":
        return _pattern(query)
    if not query.split():
        raise ValueError(f"concordance: no word in {query!r}; give one word or several")
    if language is None:
        raise ValueError(f"concordance: to search by {by} name the language of the articles")
    known = language

    def find(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        tokens = tokenize(texts, language=known.code)
        if by == "phrase":
            matches = find_terms(tokens, {"": [query]}, language=known, overrides=overrides)
            first, last = matches.first, matches.last
        else:
            masks = _masks(tokens, query.split(), by, known, overrides)
            first = sequences(tokens, masks, neighbours(tokens))
            last = first + len(masks) - 1
        where = (tokens.row[first], tokens.start[first], tokens.end[last])
        yield from zip(*(column.tolist() for column in where), strict=True)

    return find


def _pattern(query: str) -> Finder:
    try:
        compiled = re.compile(query, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"concordance: {query!r} is not a regular expression ({error})") from None

    def find(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        for row, text in enumerate(texts):
            for match in compiled.finditer(text):
                yield row, match.start(), match.end()

    return find


def _masks(
    tokens: Tokens, parts: Sequence[str], by: By, language: Language, overrides: Mapping[str, str] | None
) -> list[npt.NDArray[np.bool_]]:
    """Which types each word of the query matches."""
    forms = tokens.types
    if by == "lemma":
        forms = lemmatize(forms, language=language, overrides=overrides)
    folded = np.array([fold(form) for form in forms], dtype=object)
    wanted = [{fold(part)} for part in parts]
    if by == "lemma":
        reduced = lemmatize(parts, language=language, overrides=overrides)
        wanted = [own | {fold(lemma)} for own, lemma in zip(wanted, reduced, strict=True)]
    return [np.isin(folded, sorted(own)) for own in wanted]


def _matches(articles: Iterable[tuple[str, ...]], find: Finder, counted: dict[str, int]) -> Iterator[_Match]:
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        last = -1
        for row, start, end in find([article[1] for article in batch]):
            name, text, *rest = batch[row]
            counted["articles"] += row != last
            counted["matches"] += 1
            last = row
            yield _Match(name, str(rest[0]) if rest else "", text, start, end, counted["matches"])


def _priority(match: _Match, seed: int) -> bytes:
    told = f"{seed}\x1f{match.article}\x1f{match.start}\x1f{match.end}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).digest()


def _sort_key(match: _Match, keys: Sequence[str]) -> tuple[str | int, ...]:
    before = WORD.findall(match.text[max(0, match.start - NEAR) : match.start].lower())[::-1]
    after = WORD.findall(match.text[match.end : match.end + NEAR].lower())
    told = {"article": match.article, "day": match.day}
    told["keyword"] = match.text[match.start : match.end].lower()
    told |= {f"left{place}": word for place, word in enumerate(before[:3], start=1)}
    told |= {f"right{place}": word for place, word in enumerate(after[:3], start=1)}
    return (*(told.get(key, "") for key in keys), match.article, match.number)


def _row(match: _Match, width: int) -> dict[str, object]:
    left = match.text[max(0, match.start - width) : match.start].replace("\n", " / ")
    right = match.text[match.end : match.end + width].replace("\n", " / ")
    where = {"article": match.article, "start": match.start, "end": match.end}
    return {**where, "left": left, "keyword": match.text[match.start : match.end], "right": right}
