"""Counts of groups and of days, and intervals from leaving groups of days out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse, stats

LEVEL = 0.95
FEWEST_DAYS = 5
MOST_DAYS = 100
GROUPS = 50
JACKKNIFE = "delete-a-group jackknife over days, t quantile"
Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def check_groups(matrix: sparse.csr_array, first: Mask, second: Mask, *, who: str) -> None:
    """Raises ValueError when the vocabulary is empty, when an article is in both groups, or when a group
    has no article or no word."""
    if not matrix.shape[1]:
        raise ValueError(f"{who}: the vocabulary is empty; prune less, or check the language of the texts")
    if (first & second).any():
        raise ValueError(f"{who}: {int((first & second).sum())} articles are in both groups")
    entries = np.diff(matrix.indptr)
    for name, mask in (("first", first), ("second", second)):
        if not entries[mask].any():
            raise ValueError(f"{who}: the {name} group has no words; choose groups that have articles")


def sums(matrix: sparse.csr_array, mask: Mask) -> Reals:
    """Uses of each term in the rows of `mask`."""
    return np.asarray(matrix.T @ mask.astype(np.float64), dtype=np.float64)


def both_sums(matrix: sparse.csr_array, first: Mask, second: Mask) -> tuple[Reals, Reals]:
    """Uses of each term in the rows of `first` and of `second`, which share no row.

    Counts are added up in one pass, those of the second in the upper half of a 64-bit integer: half the time,
    since adding up waits for memory. Exact for sums of whole numbers below 2 ** 31.
    """
    if not np.issubdtype(matrix.dtype, np.integer):
        return sums(matrix, first), sums(matrix, second)
    found = matrix.T @ (first.astype(np.int64) + (second.astype(np.int64) << 32))
    return (found & 0xFFFFFFFF).astype(np.float64), (found >> 32).astype(np.float64)


def by_group(matrix: sparse.csr_array, groups: Integers, count: int) -> sparse.csr_array:
    """Rows summed by group: one row each of the groups 0 to `count` - 1, sparse."""
    pick = sparse.csr_array(
        (np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(count, len(groups))
    )
    return sparse.csr_array(pick @ matrix)


def day_groups(days: Integers) -> tuple[Integers, int]:
    """Which rows a jackknife leaves out together, and how many such groups there are.

    Each day is a group. Of more than a hundred days, every fiftieth is put together, so that all groups
    hold days of the whole time; days next to one another, which are alike, are then taken as independent.
    """
    found, index = np.unique(days, return_inverse=True)
    if len(found) <= MOST_DAYS:
        return index.astype(np.int64), len(found)
    return (index % GROUPS).astype(np.int64), GROUPS


def jackknife(estimate: Reals, replicates: Reals, *, share: bool = False) -> tuple[Reals, Reals]:
    """95 % interval of `estimate` from `replicates`, each with one group left out (first axis).

    The variance is (g - 1) / g times the sum of squares around the mean of the g replicates (Shao and Tu
    1995, The Jackknife and Bootstrap), the quantile that of t(g - 1). With `share` the interval is made on
    the logit scale, so that it stays within 0 and 1. Fewer than five groups, or a replicate that is not
    defined (a term used on one day only), give nan. It misleads for what is not smooth, such as a median.
    """
    count = len(replicates)
    if count < FEWEST_DAYS:
        return np.full_like(estimate, np.nan), np.full_like(estimate, np.nan)
    variance = (count - 1) / count * ((replicates - replicates.mean(axis=0)) ** 2).sum(axis=0)
    margin = stats.t.ppf(0.5 + LEVEL / 2, count - 1) * np.sqrt(variance)
    if not share:
        return estimate - margin, estimate + margin
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, wide = np.log(estimate / (1 - estimate)), margin / (estimate * (1 - estimate))
        low, high = 1 / (1 + np.exp(wide - centre)), 1 / (1 + np.exp(-wide - centre))
    at_edge = (estimate <= 0) | (estimate >= 1)
    return np.where(at_edge, np.nan, low), np.where(at_edge, np.nan, high)


def g_squared(joint: Reals, row: Reals, column: Reals, total: Reals) -> Reals:
    """Likelihood-ratio statistic of a 2 x 2 table over its four cells (Dunning 1993, Accurate Methods for
    the Statistics of Surprise and Coincidence), from one cell, its row and column sum, and the total."""
    result = np.zeros(np.broadcast(joint, row, column, total).shape)
    for observed, one, other in (
        (joint, row, column),
        (row - joint, row, total - column),
        (column - joint, total - row, column),
        (total - row - column + joint, total - row, total - column),
    ):
        result += entropy_term(np.maximum(observed, 0), one * other / total)
    return 2 * result


def entropy_term(observed: Reals, expected: Reals) -> Reals:
    """observed * log(observed / expected), and 0 where nothing was observed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Reals = observed * np.log(observed / expected)
    return np.where(observed > 0, found, 0.0)
