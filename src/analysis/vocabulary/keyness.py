"""Keyness: which words one group of articles uses more than another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse, stats

from analysis.vocabulary.counts import (
    Integers,
    Mask,
    Reals,
    both_sums,
    by_group,
    check_groups,
    entropy_term,
)

KEYNESS = (
    "log-odds with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), prior: {source}"
    " scaled to {total:,.0f} words; interval from the variance between days"
)
BOTH = "both groups together"
LOG_LIKELIHOOD = (
    "log-likelihood G2 (Dunning 1993) as Rayson and Garside (2000) print it, with the sign of the difference"
    " of rates; takes words as independent"
)
LOG_RATIO = (
    "binary log of the ratio of rates (Hardie 2014), half a use for none; interval from the variance between"
    " days"
)


def keyness(
    matrix: sparse.csr_array,
    first: Mask,
    second: Mask,
    clusters: Integers,
    *,
    prior_total: float = 1_000.0,
    prior: npt.ArrayLike | None = None,
) -> pd.DataFrame:
    """How much more each term belongs to the `first` articles than to the `second`.

    `matrix` has one row an article and one column a term (counts), `first` and `second` are boolean rows,
    `clusters` the day of each row. Returns one row a term, with its column as index: estimate (difference
    of log-odds, equation 16 of Monroe et al. 2008), z (their z-score, equation 22: to rank terms, not to
    test them, since it takes words as independent), low and high (95 % interval whose variance is taken
    between days, and is never below that of independent words), n (count in both groups), documents.

    The prior is their own: a distribution over terms times `prior_total` words, the same for both groups.
    The distribution is that of the two groups together, or that of the counts in `prior` (one a column, of
    a larger corpus, say); the larger `prior_total`, the more rare terms shrink to zero.

    Raises ValueError when a group has no article or no word, or when `prior` lacks a term that is used.
    """
    check_groups(matrix, first, second, who="keyness")
    one, two = both_sums(matrix, first, second)
    used = one + two > 0
    shape = _prior(one + two, prior, prior_total)
    delta, z = log_odds(one, two, shape)
    variance = _variance(matrix[first], clusters[first], one, shape) + _variance(
        matrix[second], clusters[second], two, shape
    )
    margin = stats.norm.ppf(0.975) * np.sqrt(variance)
    documents = np.bincount(matrix[first | second].indices, minlength=matrix.shape[1])
    table = pd.DataFrame(
        {
            "estimate": delta,
            "z": z,
            "low": delta - margin,
            "high": delta + margin,
            "n": (one + two).astype(int),
            "documents": documents,
        }
    )
    result: pd.DataFrame = table[used]
    return result


def log_odds(first: Reals, second: Reals, prior: Reals) -> tuple[Reals, Reals]:
    """Difference of log-odds and its z-score from the counts of two groups and pseudo-counts `prior`.

    Equations 16 and 22 of Monroe et al. (2008). The variance has all four terms, 1 / y and 1 / (n - y) of
    each group with the prior in them, where equation 20 drops the second. Terms without count and prior
    have nan.
    """
    one, two = first + prior, second + prior
    whole, whole_of_second = one.sum(), two.sum()
    other, another = whole - one, whole_of_second - two
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(one * another / (other * two))
        # 1 / one + 1 / other, and the same of the second, each as one fraction.
        z = delta / np.sqrt(whole / (one * other) + whole_of_second / (two * another))
    return delta, z


def _prior(counts: Reals, prior: npt.ArrayLike | None, total: float) -> Reals:
    source = counts if prior is None else np.asarray(prior, dtype=np.float64)
    if source.shape != counts.shape:
        raise ValueError(f"keyness: the prior has {source.size} counts for {counts.size} terms")
    lacking = int(((source <= 0) & (counts > 0)).sum())
    if lacking:
        raise ValueError(f"keyness: the prior lacks {lacking} terms that are used; add a small count to each")
    result: Reals = source * (total / source.sum())
    return result


def _variance(matrix: sparse.csr_array, clusters: Integers, counts: Reals, prior: Reals) -> Reals:
    """Variance of the log-odds by the delta method, from sums of counts by day (CR1), and at least the one
    that independent words would give: a term that a group never uses has no variance between days."""
    days, index = np.unique(clusters, return_inverse=True)
    if len(days) < 2:
        return np.full(len(counts), np.nan)
    by_day = by_group(matrix, index, len(days))
    words = np.asarray(by_day.sum(axis=1), dtype=np.float64).ravel()
    rest = counts.sum() + prior.sum() - counts - prior
    with np.errstate(divide="ignore", invalid="ignore"):
        least = 1 / (counts + prior)
        slope, base = 1 / (counts + prior) + 1 / rest, 1 / rest
        squares = np.asarray(by_day.multiply(by_day).sum(axis=0), dtype=np.float64).ravel()
        crossed = np.asarray(by_day.T @ words, dtype=np.float64).ravel()
        mean = slope * counts / len(days) - base * words.mean()
        moment = slope**2 * squares - 2 * slope * base * crossed + base**2 * (words**2).sum()
        between = np.maximum(moment - len(days) * mean**2, 0) * len(days) / (len(days) - 1)
    result: Reals = np.maximum(between, least)
    return result


def log_likelihood(matrix: sparse.csr_array, first: Mask, second: Mask) -> pd.DataFrame:
    """G2 of each term's counts in two groups, negative where the second uses it more.

    The formula is that of Rayson and Garside (2000, Comparing corpora using frequency profiling), who lay
    out a 2 x 2 table and sum over the two cells of the word: 2 * sum(O * ln(O / E)) with E = N_i * sum(O) /
    sum(N). Dunning (1993) sums over all four cells; for words that are rare among all the two are nearly
    equal. Returns estimate and n (count in both groups) of the terms that are used, with their column as
    index. It takes words as independent, which they are not: a term that one article repeats is
    "significant"; see `permutation_test`. Raises ValueError when a group has no article or no word.
    """
    check_groups(matrix, first, second, who="log-likelihood")
    one, two = both_sums(matrix, first, second)
    both = one + two
    size = one.sum() / both.sum()
    found = 2 * (entropy_term(one, both * size) + entropy_term(two, both * (1 - size)))
    table = pd.DataFrame({"estimate": np.where(one >= both * size, found, -found), "n": both.astype(int)})
    result: pd.DataFrame = table[both > 0]
    return result


def log_ratio(matrix: sparse.csr_array, first: Mask, second: Mask, clusters: Integers) -> pd.DataFrame:
    """Binary log of the ratio of a term's rates in two groups (Hardie 2014): 1 is twice as often, -1 half.

    Returns estimate, low, high and n of the terms that are used, with their column as index. A count of
    zero is taken as one half. The 95 % interval is by the delta method from the sums of each day, days that
    both groups have being held together, and never narrower than that of independent words. It says how
    large a difference is, not how sure: rare terms have the largest ratios. Raises ValueError when a group
    has no article or no word.
    """
    check_groups(matrix, first, second, who="log ratio")
    uses = both_sums(matrix, first, second)
    counts = [np.where(whole > 0, whole, 0.5) for whole in uses]
    rates = [count / whole.sum() for count, whole in zip(counts, uses, strict=True)]
    between = _variance_of_ratio(matrix, (first, second), clusters, counts)
    days = len(np.unique(clusters[first | second]))
    variance = np.maximum(between, 1 / counts[0] + 1 / counts[1])
    margin = stats.t.ppf(0.975, max(days - 1, 1)) * np.sqrt(variance) / np.log(2)
    estimate, n = np.log2(rates[0] / rates[1]), (uses[0] + uses[1]).astype(int)
    table = pd.DataFrame({"estimate": estimate, "low": estimate - margin, "high": estimate + margin, "n": n})
    result: pd.DataFrame = table[n > 0]
    return result


def _variance_of_ratio(
    matrix: sparse.csr_array, masks: tuple[Mask, Mask], clusters: Integers, counts: list[Reals]
) -> Reals:
    """Variance between days of the natural log of the ratio of two rates (CR1): a day's part in it is its
    share of the uses less its share of the words, of the first group less of the second."""
    days, index = np.unique(clusters[masks[0] | masks[1]], return_inverse=True)
    if len(days) < 2:
        return np.full(matrix.shape[1], np.nan)
    place = np.full(len(clusters), -1)
    place[masks[0] | masks[1]] = index
    parts = [by_group(matrix[mask], place[mask], len(days)) for mask in masks]
    words = [np.asarray(part.sum(axis=1), dtype=np.float64).ravel() for part in parts]
    shift = words[0] / words[0].sum() - words[1] / words[1].sum()
    scaled = parts[0].multiply(1 / counts[0]) - parts[1].multiply(1 / counts[1])
    squares = np.asarray(scaled.multiply(scaled).sum(axis=0)).ravel() - 2 * (scaled.T @ shift)
    mean = np.asarray(scaled.sum(axis=0)).ravel() / len(days)
    between = squares + (shift**2).sum() - len(days) * mean**2
    result: Reals = np.maximum(between, 0) * len(days) / (len(days) - 1)
    return result


def most_telling(estimates: pd.DataFrame, *, most: int) -> list[str]:
    """The `most` terms (column class) of either side of a contrast whose estimate is largest beside the width
    of its interval, the clearest first; terms whose interval has no width come last."""
    clear = estimates["estimate"] / (estimates["high"] - estimates["low"]).where(lambda width: width > 0)
    order = clear.abs().sort_values(ascending=False, kind="stable").index
    result: list[str] = estimates.loc[order, "class"].head(most).tolist()
    return result
