"""How rich a vocabulary is, on samples of equal numbers of words: types, hapaxes, entropy, type-token ratio.

Every one of these numbers grows or falls with the size of the text, so that groups are compared at one number
of words only: the largest of 1,000, 2,000, 5,000, 10,000 ... that all of them reach with room to spare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.vocabulary.compared import COLUMNS, Estimate, centred, compared
from analysis.vocabulary.counts import JACKKNIFE, Integers, Reals, by_group, day_groups
from analysis.vocabulary.richness import entropy, expected_hapaxes, rarefied, rarefied_variance

TYPES = (
    "expected number of different terms in {words:,} words of whole articles (sample-based rarefaction,"
    " Colwell et al. 2012); interval from their unconditional variance or a {how}, whichever is larger"
)
HAPAX = "expected share of terms used once among the terms of {words:,} words of whole articles; {how}"
ENTROPY = (
    "bits a word, coverage-adjusted (Chao and Shen 2003), mean of {draws} samples of {words:,} words of whole"
    " articles; {how}"
)
SEGMENTAL = (
    "mean type-token ratio of segments of {size} words (Johnson 1944); linearised ratio, day clusters (CR1),"
    " t quantile"
)
FEWEST_ARTICLES = 30
ROOM = 0.75
FEWEST_DRAWN = 5
STEPS = tuple(one * 10**power for power in range(3, 9) for one in (1, 2, 5))


@dataclass(frozen=True)
class _Group:
    """Counts of a group's articles, the group of days that each leaves with, and its days."""

    matrix: sparse.csr_array
    part: Integers
    days: int

    @property
    def words(self) -> float:
        return float(self.matrix.sum())

    def holds(self, words: int) -> bool:
        """Whether a sample of so many words is a part of the group, and of several articles."""
        return words <= ROOM * self.words and words * len(self.part) >= FEWEST_DRAWN * self.words

    def estimate(self, values: Mapping[int, float], parts: int, variance: float = 0.0) -> Estimate:
        """From the value of all articles (key -1) and those without each group of days."""
        present = np.unique(self.part)
        without = np.full(parts, np.nan)
        without[present] = [values[part] for part in present.tolist()]
        change = centred(without, present)
        return Estimate(values[-1], change, len(self.part), self.words, self.days, variance)


@dataclass(frozen=True)
class _Spectrum:
    """Terms by the number of articles that have them, what `expected_hapaxes` needs, articles and words."""

    times: Reals
    single: Reals
    words: float

    def articles_of(self, words: int) -> float:
        """How many articles hold so many words in the mean."""
        return words * (len(self.times) - 1) / self.words

    def types(self, words: int) -> float:
        return rarefied(self.times, self.articles_of(words))

    def hapax_share(self, words: int) -> float:
        return expected_hapaxes(self.single, self.articles_of(words)) / self.types(words)


def diversity(
    matrix: sparse.csr_array,
    ids: Sequence[str],
    group: npt.NDArray[np.object_],
    days: Integers,
    *,
    draws: int = 5,
    seed: int = 20240524,
    fewest_articles: int = FEWEST_ARTICLES,
) -> pd.DataFrame:
    """Types, share of hapaxes and entropy of each group at one number of words, and the growth of types.

    `matrix` has one row an article (reprints left out) and one column a term; `ids`, `group` and `days` have
    one entry a row; an empty group is none. Columns: class (types, hapax_share, entropy), target ("" for the
    common number of words, else the number of words of a point of the growth curve), group, contrast ("" or
    "A - B"), estimate, low, high, n (articles of the group), denominator (its words), clusters (days),
    method. A number of words stands for as many whole articles as hold them in the mean. Groups of fewer than
    `fewest_articles` give no row, nor does a number of words that fewer than five articles hold.

    Intervals leave out groups of days (see `day_groups`). They tell how much other days would change, not
    whether a difference is one of style: what is written about makes most of it.
    """
    order = np.argsort(np.array(ids, dtype=object), kind="stable") if len(ids) else np.zeros(0, np.int64)
    matrix, group, days = matrix[order], group[order], days[order]
    part, parts = day_groups(days)
    names, sizes = np.unique(group[group != ""].astype(str), return_counts=True)
    groups: dict[str, _Group] = {}
    for name in names[sizes >= fewest_articles].tolist():
        own = group == name
        one = _Group(sparse.csr_array(matrix[own]), part[own], len(np.unique(days[own])))
        if any(map(one.holds, STEPS)):
            groups[name] = one
    if not groups:
        return pd.DataFrame(columns=["class", "target", *COLUMNS, "method"])
    steps = [step for step in STEPS if all(one.holds(step) for one in groups.values())]
    if not steps:
        return pd.DataFrame(columns=["class", "target", *COLUMNS, "method"])
    common = max(steps)
    tables = [*_growth(groups, parts, common), _entropies(groups, parts, common, draws, seed)]
    return pd.concat(tables, ignore_index=True)


def _growth(groups: Mapping[str, _Group], parts: int, common: int) -> Iterator[pd.DataFrame]:
    spectra = {name: _spectra(one, parts) for name, one in groups.items()}
    types = {}
    for name, one in groups.items():
        for words in filter(one.holds, STEPS):
            values = {part: own.types(words) for part, own in spectra[name].items()}
            whole = spectra[name][-1]
            variance = rarefied_variance(whole.times, whole.articles_of(words))
            types[name, words] = one.estimate(values, parts, variance)
    method = TYPES.format(words=common, how=JACKKNIFE)
    own = {name: types[name, common] for name in groups}
    yield compared(own).assign(**{"class": "types", "target": "", "method": method})
    for (name, words), estimate in types.items():
        method = TYPES.format(words=words, how=JACKKNIFE)
        point = compared({name: estimate})
        yield point.assign(**{"class": "types", "target": str(words), "method": method})
    hapaxes = {}
    for name, one in groups.items():
        values = {part: own.hapax_share(common) for part, own in spectra[name].items()}
        hapaxes[name] = one.estimate(values, parts)
    method = HAPAX.format(words=common, how=JACKKNIFE)
    yield compared(hapaxes, share=True).assign(**{"class": "hapax_share", "target": "", "method": method})


def _spectra(one: _Group, parts: int) -> dict[int, _Spectrum]:
    """That of all articles (key -1), and those without each group of days."""
    parts_of = (one.matrix.indices, one.matrix.indptr)
    used = sparse.csr_array((np.ones(one.matrix.nnz), *parts_of), one.matrix.shape)
    once = sparse.csr_array(((one.matrix.data == 1).astype(np.float64), *parts_of), one.matrix.shape)
    sums = [by_group(matrix, one.part, parts) for matrix in (used, once, one.matrix)]
    articles, single = (np.asarray(matrix.sum(axis=0)).ravel() for matrix in sums[:2])
    words = np.asarray(sums[2].sum(axis=1)).ravel()
    number = np.bincount(one.part, minlength=parts)

    def spectrum(articles: Reals, single: Reals, number: int, words: float) -> _Spectrum:
        place = np.rint(articles).astype(np.int64)
        times = np.bincount(place, minlength=number + 1).astype(np.float64)
        weighted = np.bincount(place, weights=single, minlength=number + 1).astype(np.float64)
        return _Spectrum(times, weighted, words)

    found = {-1: spectrum(articles, single, len(one.part), float(words.sum()))}
    for part in np.flatnonzero(number).tolist():
        rest, alone = articles - sums[0][[part]].toarray()[0], single - sums[1][[part]].toarray()[0]
        size = (len(one.part) - int(number[part]), float(words.sum() - words[part]))
        found[part] = spectrum(rest, alone, *size)
    return found


def _entropies(groups: Mapping[str, _Group], parts: int, common: int, draws: int, seed: int) -> pd.DataFrame:
    found = {}
    for name, one in groups.items():
        size = round(common * len(one.part) / one.words)
        total = dict.fromkeys([-1, *np.unique(one.part).tolist()], 0.0)
        for draw in range(draws):
            drawn = np.random.default_rng([seed, draw]).permutation(len(one.part))[:size]
            sums = by_group(one.matrix[drawn], one.part[drawn], parts)
            whole = np.asarray(sums.sum(axis=0)).ravel()
            for part in total:
                counts = whole if part < 0 else whole - sums[[part]].toarray().ravel()
                total[part] += entropy(counts) / draws
        found[name] = one.estimate(total, parts)
    method = ENTROPY.format(words=common, draws=draws, how=JACKKNIFE)
    return compared(found).assign(**{"class": "entropy", "target": "", "method": method})
