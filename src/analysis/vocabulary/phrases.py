"""The longest sequences of words that recur across articles, and the short ones that may be terms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.tokenization.lemmas import fold
from analysis.vocabulary.sequences import (
    FEWEST,
    WORDS,
    Hashes,
    Integers,
    Mask,
    Running,
    documents,
    mixed,
    power,
    starts,
    sums,
)

LONGEST_TERM, LONGEST_PIECE = 5, 10
VARIANTS = 4


@dataclass(frozen=True)
class Formulas:
    """`table` has one row a formula, `uses` one row an article of the words and one column a formula."""

    table: pd.DataFrame
    uses: sparse.csr_array


@dataclass(frozen=True)
class _Level:
    """Sequences of one length that recur: where each occurrence begins, its polynomial, and the number of its
    sequence; articles of each sequence."""

    length: int
    begins: Integers
    total: Hashes
    number: Integers
    articles: Integers

    @property
    def firsts(self) -> Integers:
        """Where each sequence begins first."""
        return self.begins[np.unique(self.number, return_index=True)[1]]

    def pick(self, keep: Mask) -> _Level:
        """Only the sequences for which the mask is true."""
        rows = keep[self.number]
        renumbered = (np.cumsum(keep) - 1)[self.number[rows]]
        return _Level(self.length, self.begins[rows], self.total[rows], renumbered, self.articles[keep])


def formulas(
    words: Running,
    days: Integers,
    *,
    size: int = WORDS,
    fewest: int = FEWEST,
    most: int = 300,
    stop_words: Collection[str] = (),
    blank: str = " ",
) -> Formulas:
    """The longest sequences that recur, `size` words or more: overlapping shorter ones merged.

    A sequence is listed when it stands by itself in `fewest` articles: in each of them there is a place where
    no longer sequence that recurs in `fewest` articles holds it. Its uses and articles are counted over all
    its places, those inside longer ones too. `days` are numbers, one an article. The table has columns
    formula (words in their most frequent spelling, joined by `blank`; punctuation between them is not told),
    words, uses, articles, first, last (days); the `most` with most articles, sorted by articles. Of those
    that differ only in the `stop_words` at their ends, the one with most articles is listed.
    """
    levels = []
    level = _level(words, np.flatnonzero(starts(words, size)), sums(words, size), size, fewest)
    while len(level.begins):
        ahead = _extended(words, level, fewest)
        inside = np.isin(level.begins, ahead.begins) | np.isin(level.begins - 1, ahead.begins)
        alone = _articles(level.number[~inside], words.article[level.begins[~inside]], len(level.articles))
        levels.append(level.pick(alone >= fewest))
        level = ahead
    found = _gathered(words, days, _most(levels, VARIANTS * most), blank)
    stop = {fold(word) for word in stop_words}
    core = [_core(text.split(blank) if blank else [text], stop) for text in found.table["formula"]]
    kept = np.flatnonzero(~pd.Series(core, dtype=object).duplicated())[:most]
    return Formulas(found.table.iloc[kept].reset_index(drop=True), sparse.csr_array(found.uses[:, kept]))


def _core(forms: list[str], stop_words: Collection[str]) -> str:
    """The words without the function words at their ends."""
    content = [place for place, form in enumerate(forms) if fold(form) not in stop_words]
    return fold("\x1f".join(forms[content[0] : content[-1] + 1] if content else forms))


def term_candidates(
    words: Running,
    days: Integers,
    *,
    stop_words: Collection[str],
    fewest: int = 20,
    least: float = 7.0,
    most: int = 300,
    blank: str = " ",
) -> Formulas:
    """Sequences of two to five words that may be terms of several words: for `terms.phrases` of a study.

    A candidate recurs in `fewest` articles, begins and ends with words that are neither function words nor
    numbers, and is no mere piece: no such sequence of up to ten words that holds it has half as many
    articles. `least` is the lowest logDice (Rychlý 2008; at most 14) of any two neighbours in it. Returns
    what `formulas` does. They are proposals to be read: a name is not told from a phrase of the season.
    """
    stop = {fold(word) for word in stop_words}
    content = np.array(
        [fold(form) not in stop and any(map(str.isalpha, form)) for form in words.forms], dtype=bool
    )[words.form]
    level = _level(words, np.flatnonzero(starts(words, 2)), sums(words, 2), 2, fewest)
    score = _scores(words, level)
    levels = []
    while len(level.begins) and level.length <= LONGEST_PIECE:
        one = level.firsts
        bound = np.min([score[one + step] for step in range(level.length - 1)], axis=0)
        good = content[one] & content[one + level.length - 1]
        good &= (bound >= least) | (level.length > LONGEST_TERM)
        levels.append(level.pick(good))
        level = _extended(words, level, fewest)
    short = levels[: LONGEST_TERM - 1]
    kept = [one.pick(~_pieces(one, levels[place + 1 :])) for place, one in enumerate(short)]
    return _gathered(words, days, _most(kept, most), blank)


def _level(words: Running, begins: Integers, total: Hashes, length: int, fewest: int) -> _Level:
    """The sequences at `begins` (of `total`, one a word or one a beginning) that recur."""
    own = total[begins] if len(total) == len(words) else total
    number, articles = documents(mixed(own), words.article[begins])
    return _Level(length, begins, own, number, articles).pick(articles >= fewest)


def _extended(words: Running, level: _Level, fewest: int) -> _Level:
    """Sequences one word longer; both their pieces must recur, so only where two begin side by side."""
    here = np.flatnonzero(level.begins[1:] == level.begins[:-1] + 1)
    begins = level.begins[here]
    total = level.total[here] + words.code[begins + level.length] * power(level.length)
    return _level(words, begins, total, level.length + 1, fewest)


def _articles(number: Integers, article: npt.NDArray[np.int32], count: int) -> Integers:
    """In how many articles each of `count` sequences occurs; `article` ascends."""
    order = np.argsort(number, kind="stable")
    number, article = number[order], article[order]
    fresh = np.ones(len(number), dtype=bool)
    fresh[1:] = (number[1:] != number[:-1]) | (article[1:] != article[:-1])
    return np.bincount(number[fresh], minlength=count).astype(np.int64)


def _scores(words: Running, pairs: _Level) -> npt.NDArray[np.float64]:
    """logDice of each word with the next one; -inf where the two do not recur."""
    _, word, uses = np.unique(words.code, return_inverse=True, return_counts=True)
    joint = np.bincount(pairs.number, minlength=len(pairs.articles))[pairs.number]
    result = np.full(len(words), -np.inf)
    both = uses[word[pairs.begins]] + uses[word[pairs.begins + 1]]
    result[pairs.begins] = 14 + np.log2(2 * joint / both)
    return result


def _pieces(level: _Level, longer: list[_Level]) -> Mask:
    """Which sequences a longer one holds that has at least half as many articles."""
    result = np.zeros(len(level.articles), dtype=bool)
    for other in longer:
        for step in range(other.length - level.length + 1) if len(level.begins) else ():
            begins = other.firsts + step
            place = np.minimum(np.searchsorted(level.begins, begins), len(level.begins) - 1)
            same = level.begins[place] == begins
            number = level.number[place[same]]
            result[number[2 * other.articles[same] >= level.articles[number]]] = True
    return result


def _most(levels: list[_Level], most: int) -> list[_Level]:
    """The sequences with most articles, over all lengths; ties are broken by their hashes."""
    articles = np.concatenate([np.zeros(0, np.int64), *(level.articles for level in levels)])
    ties = [mixed(level.total[np.unique(level.number, return_index=True)[1]]) for level in levels]
    order = np.lexsort((np.concatenate([np.zeros(0, np.int64), *ties]), -articles))
    keep = np.zeros(len(articles), dtype=bool)
    keep[order[:most]] = True
    own = iter(np.split(keep, np.cumsum([len(level.articles) for level in levels])))
    return [level.pick(next(own)) for level in levels]


def _gathered(words: Running, days: Integers, levels: list[_Level], blank: str) -> Formulas:
    rows: list[tuple[object, ...]] = []
    columns: list[Integers] = []
    for level in levels:
        order = np.argsort(level.number, kind="stable")
        bounds = np.cumsum(np.bincount(level.number, minlength=len(level.articles)))[:-1]
        for begins in np.split(level.begins[order], bounds) if len(level.articles) else ():
            article = words.article[begins]
            own = days[article]
            text = blank.join(_spelling(words, begins, level.length))
            rows.append((text, level.length, len(begins), len(np.unique(article)), own.min(), own.max()))
            columns.append(article.astype(np.int64))
    table = pd.DataFrame(rows, columns=["formula", "words", "uses", "articles", "first", "last"])
    table = table.sort_values(["articles", "uses", "formula"], ascending=[False, False, True])
    order = table.index.to_numpy(np.int64)
    row = np.concatenate([np.zeros(0, np.int64), *(columns[place] for place in order)])
    column = np.repeat(np.arange(len(order)), [len(columns[place]) for place in order])
    counts = sparse.csr_array((np.ones(len(row)), (row, column)), shape=(len(words.ids), len(order)))
    counts.sum_duplicates()
    return Formulas(table.reset_index(drop=True), counts)


def _spelling(words: Running, begins: Integers, length: int) -> list[str]:
    """The most frequent spelling of a sequence; of several the first in the order of characters."""
    forms = words.form[begins[:, None] + np.arange(length)]
    ways, times = np.unique(forms, axis=0, return_counts=True)
    often = ways[times == times.max()]
    return min([words.forms[form] for form in way] for way in often.tolist())
