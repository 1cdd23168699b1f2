"""Formulas: how much of a text stands in sequences of words that recur across articles, and which they are.

A formula is a sequence of five words that stands, within a sentence, in five different articles or more of
the same outlet, reprints left out. Five is the length at which sequences that recur are set phrases rather
than grammar: of four words many are ("at the end of the"), six lose short titles. The share depends on the
size of the sample, since a larger one has more chances to repeat itself: groups are compared on samples of
equal numbers of articles and of words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.vocabulary.compared import Estimate, centred, compared
from analysis.vocabulary.counts import Integers, Reals, day_groups
from analysis.vocabulary.sequences import (
    FEWEST,
    WORDS,
    Running,
    covered,
    documents,
    mixed,
    starts,
    sums,
)

FORMULA = (
    "words in sequences of {size} that stand in {fewest} or more articles of a sample of {articles:,} and"
    " about {words:,} words a group, mean of up to {draws} samples; delete-a-group jackknife over days"
)
FEWEST_ARTICLES, MOST_ARTICLES = 30, 1_000


@dataclass(frozen=True)
class Sampling:
    """Samples of a group: at most so many articles, the number of samples, and their seed; what a formula is:
    its words, and the fewest articles of the sample it stands in."""

    articles: int = MOST_ARTICLES
    draws: int = 10
    seed: int = 20240524
    size: int = WORDS
    fewest: int = FEWEST


@dataclass(frozen=True)
class _Corpus:
    """Words, where each article's begin, the day of each article, and the group of days it leaves with."""

    words: Running
    begin: Integers
    days: Integers
    part: Integers
    parts: int

    @property
    def lengths(self) -> Integers:
        return np.diff(self.begin)


def formula_share(
    words: Running,
    group: npt.NDArray[np.object_],
    days: Integers,
    *,
    sampling: Sampling | None = None,
    fewest_articles: int = FEWEST_ARTICLES,
    pairs: bool = True,
) -> pd.DataFrame:
    """Share of words inside formulas, by group and between groups, on samples of equal size.

    `group` and `days` are those of each article of `words` (an empty group is none); reprints should be out.
    The sample is as many articles as the smallest group has, at most `sampling.articles`. Of long articles a
    run of words from a random place is taken, so long that all groups have as many words as the one with the
    shortest articles. What is drawn depends on the seed and the group's ids alone. Each sample's share
    counts the formulas of that sample; their mean is the estimate.

    The interval leaves out one group of days at a time (see `day_groups`) from each sample: articles of a
    day stay together. Fewer articles make fewer formulas, in all replicates alike, so the variance is taken
    around their own mean. For a difference (`pairs`) both sides leave out the same days.

    Columns: group, contrast ("" or "A - B"), estimate, low, high, n (articles in a sample), denominator
    (words in a sample), clusters (days), method. Groups of fewer than `fewest_articles` give no row. Shares
    of samples of different size cannot be compared. Misleads where articles were collected by topic: one
    story told by many articles has its names and places as formulas.
    """
    chosen = sampling or Sampling()
    names, sizes = np.unique(group[group != ""].astype(str), return_counts=True)
    names, sizes = names[sizes >= fewest_articles], sizes[sizes >= fewest_articles]
    begin = np.concatenate([[0], np.cumsum(words.lengths)])
    corpus = _Corpus(words, begin, days, *day_groups(days))
    rows = {name: np.flatnonzero(group == name) for name in names.tolist()}
    count = int(min([chosen.articles, *sizes]))
    budget = min((corpus.lengths[own].mean() for own in rows.values()), default=0.0)
    if not budget:
        return compared({}).assign(method="")
    found = {name: _of_group(corpus, own, count, budget, chosen) for name, own in rows.items()}
    told = {"size": chosen.size, "fewest": chosen.fewest, "draws": chosen.draws}
    method = FORMULA.format(**told, articles=count, words=round(count * budget))
    return compared(found, share=True, pairs=pairs).assign(method=method)


def _of_group(corpus: _Corpus, rows: Integers, count: int, budget: float, sampling: Sampling) -> Estimate:
    own = np.array(sorted(rows.tolist(), key=lambda row: corpus.words.ids[row]))
    lengths = corpus.lengths[own]
    longest = _longest(lengths, budget)
    # All of a group, and whole articles: one sample is like another.
    draws = 1 if count == len(own) and longest >= lengths.max() else sampling.draws
    shares, changes, sizes = [], [], []
    for draw in range(draws):
        chance = np.random.default_rng([sampling.seed, draw]).random((2, len(own)))
        kept = np.argsort(chance[0])[:count]
        size = np.minimum(lengths[kept], longest)
        skipped = np.floor(chance[1][kept] * (lengths[kept] - size + 1)).astype(np.int64)
        first = corpus.begin[own[kept]] + skipped
        taken = np.zeros(len(corpus.words), dtype=bool)
        for one, many in zip(first.tolist(), size.tolist(), strict=True):
            taken[one : one + many] = True
        part = corpus.words.cut(taken)
        share, change = _shares(part, corpus.part[part.article], corpus.parts, sampling)
        shares.append(share)
        changes.append(change)
        sizes.append(len(part))
    change = centred(np.mean(changes, axis=0), np.unique(corpus.part[own]))
    distinct = len(np.unique(corpus.days[own]))
    return Estimate(float(np.mean(shares)), change, count, float(np.mean(sizes)), distinct)


def _longest(lengths: Integers, budget: float) -> int:
    """The most words of an article for which articles have `budget` words in the mean."""
    low, high = 0, int(lengths.max(initial=0))
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if np.minimum(lengths, middle).mean() >= budget else (middle + 1, high)
    return low


def _shares(words: Running, part: Integers, parts: int, sampling: Sampling) -> tuple[float, Reals]:
    """Share of words in formulas, and by how much that without each part differs from their mean."""
    begins = np.flatnonzero(starts(words, sampling.size))
    number, often = documents(mixed(sums(words, sampling.size)[begins]), words.article[begins])
    keep = often[number] >= sampling.fewest
    begins, known = begins[keep], np.unique(number[keep], return_inverse=True)
    often, number = often[known[0]], known[1]
    inside = covered(begins, sampling.size, len(words))
    by_part = _by_part(number, words.article[begins], part[begins], (len(often), parts))
    # A formula's words are all inside, so that it stays in one piece when the others are taken away.
    place, own = (np.cumsum(inside) - 1)[begins], part[begins]
    size = np.bincount(part, minlength=parts)
    change = np.zeros(parts)
    left = np.flatnonzero((size > 0) & (size < len(words)))
    for one in left.tolist():
        stays = (often - by_part[:, one] >= sampling.fewest)[number] & (own != one)
        rest = covered(place[stays], sampling.size, int(inside.sum())).sum()
        change[one] = rest / (len(words) - size[one])
    change[left] -= change[left].mean() if len(left) else 0.0
    return float(inside.mean()) if len(words) else 0.0, change


def _by_part(
    number: Integers, article: npt.NDArray[np.int32], part: Integers, shape: tuple[int, int]
) -> npt.NDArray[np.int32]:
    """Articles that have each sequence, by group of days."""
    order = np.lexsort((article, number))
    number, article, part = number[order], article[order], part[order]
    fresh = np.ones(len(number), dtype=bool)
    fresh[1:] = (number[1:] != number[:-1]) | (article[1:] != article[:-1])
    flat = np.bincount(number[fresh] * shape[1] + part[fresh], minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.int32)
