"""Keyness: which words one group of articles uses more than another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse, stats

KEYNESS = (
    "log-odds with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), prior: both groups"
    " together scaled to {total:,.0f} words; interval from the variance between days"
)
Mask = npt.NDArray[np.bool_]


def keyness(
    matrix: sparse.csr_array,
    first: Mask,
    second: Mask,
    clusters: npt.NDArray[np.int64],
    *,
    prior_total: float = 1_000.0,
) -> pd.DataFrame:
    """How much more each term belongs to the `first` articles than to the `second`.

    `matrix` has one row an article and one column a term (counts), `first` and `second` are boolean rows,
    `clusters` the day of each row. Returns one row a term, with its column as index: estimate (difference
    of log-odds, equation 16 of Monroe et al. 2008), z (their z-score, equation 22: to rank terms, not to
    test them, since it takes words as independent), low and high (95 % interval whose variance is taken
    between days, and is never below that of independent words), n (count in both groups), documents. The
    prior is the distribution of the two groups together, scaled to `prior_total` words: the larger it is,
    the more rare terms shrink to zero.

    Raises ValueError when a group has no article or no word.
    """
    for name, mask in (("first", first), ("second", second)):
        if not mask.any() or not matrix[mask].sum():
            raise ValueError(f"keyness: the {name} group has no words; choose groups that have articles")
    one, two = _sums(matrix, first), _sums(matrix, second)
    prior = prior_total * (one + two) / (one.sum() + two.sum())
    seen = prior > 0
    prior = np.where(seen, prior, 1.0)
    delta = _log_odds(one, prior, prior_total) - _log_odds(two, prior, prior_total)
    z = delta / np.sqrt(1 / (one + prior) + 1 / (two + prior))
    variance = _variance(matrix[first], clusters[first], one, prior, prior_total) + _variance(
        matrix[second], clusters[second], two, prior, prior_total
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
    result: pd.DataFrame = table[seen]
    return result


def _sums(matrix: sparse.csr_array, mask: Mask) -> npt.NDArray[np.float64]:
    return np.asarray(matrix[mask].sum(axis=0), dtype=np.float64).ravel()


def _log_odds(
    counts: npt.NDArray[np.float64], prior: npt.NDArray[np.float64], prior_total: float
) -> npt.NDArray[np.float64]:
    result: npt.NDArray[np.float64] = np.log(counts + prior) - np.log(
        counts.sum() + prior_total - counts - prior
    )
    return result


def _variance(
    matrix: sparse.csr_array,
    clusters: npt.NDArray[np.int64],
    counts: npt.NDArray[np.float64],
    prior: npt.NDArray[np.float64],
    prior_total: float,
) -> npt.NDArray[np.float64]:
    """Variance of the log-odds by the delta method, from sums of counts by day (CR1), and at least the one
    that independent words would give: a term that a group never uses has no variance between days."""
    least = 1 / (counts + prior)
    days, index = np.unique(clusters, return_inverse=True)
    if len(days) < 2:
        return np.full(len(counts), np.nan)
    pick = sparse.csr_array(
        (np.ones(len(index)), (index, np.arange(len(index)))), shape=(len(days), len(index))
    )
    by_day = sparse.csr_array(pick @ matrix)
    words = np.asarray(by_day.sum(axis=1), dtype=np.float64).ravel()
    rest = counts.sum() + prior_total - counts - prior
    slope, base = 1 / (counts + prior) + 1 / rest, 1 / rest
    squares = np.asarray(by_day.multiply(by_day).sum(axis=0), dtype=np.float64).ravel()
    crossed = np.asarray(by_day.T @ words, dtype=np.float64).ravel()
    mean = slope * counts / len(days) - base * words.mean()
    moment = slope**2 * squares - 2 * slope * base * crossed + base**2 * (words**2).sum()
    between = np.maximum(moment - len(days) * mean**2, 0) * len(days) / (len(days) - 1)
    result: npt.NDArray[np.float64] = np.maximum(between, least)
    return result
