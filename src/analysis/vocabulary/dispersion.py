"""Dispersion: whether a word is spread over all articles, or heaped in a few."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.vocabulary.counts import Integers, Reals, day_groups, jackknife, sums

DISPERSION = (
    "DPnorm, the normalised deviation of proportions (Gries 2008; Lijffijt and Gries 2012), articles as"
    " parts; delete-a-group jackknife over days on the logit scale, t quantile"
)


def dispersion(
    matrix: sparse.csr_array,
    clusters: Integers,
    *,
    columns: Integers | None = None,
    sizes: Reals | None = None,
) -> pd.DataFrame:
    """Gries' DPnorm of each term over the rows of `matrix`: 0 is spread like the words, 1 is in one part.

    DP = sum over parts of |v - s| / 2, with v a part's share of the term's uses and s its share of all words
    (Gries 2008, Dispersions and Adjusted Frequencies in Corpora, p. 416); DPnorm divides by its largest
    value, 1 - min(s) (Lijffijt and Gries 2012, p. 148). `matrix` has one row a part and one column a
    term; `sizes` are the words of each part (sums of rows), `clusters` its day; parts without words are
    left out. Only the `columns` given are computed (all that are used); no dense array of parts is made.

    Returns one row a term with its column as index: estimate (DPnorm), dp, low, high (95 % interval by
    jackknife over days), n (uses), parts. Rare terms have a high DP whatever they are, since a term used
    twice is in two articles at most: compare terms of like frequency. Raises ValueError when fewer than two
    parts have words.
    """
    words = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel() if sizes is None else sizes
    keep = words > 0
    if keep.sum() < 2:
        raise ValueError(
            "dispersion: fewer than two articles have words; choose more articles, or prune less"
        )
    matrix, words = matrix[keep], words[keep]
    uses = sums(matrix, np.ones(len(words), bool))
    chosen = np.flatnonzero(uses > 0) if columns is None else columns[uses[columns] > 0]
    entries = sparse.coo_array(matrix[:, chosen])
    part, term, count = entries.row, entries.col, entries.data.astype(np.float64)
    n = uses[chosen]
    deviation = _deviation(count / n[term], (words / words.sum())[part], term, len(chosen))
    estimate = deviation / (1 - words.min() / words.sum())
    low, high = _interval(part, term, count, words, clusters[keep], estimate)
    table = {"estimate": estimate, "dp": deviation, "low": low, "high": high, "n": n.astype(int)}
    return pd.DataFrame({**table, "parts": len(words)}, index=chosen)


def _deviation(share: Reals, size: Reals, term: Integers, width: int) -> Reals:
    """DP from the parts that have the term: in all others |v - s| is s, and all s together are 1."""
    there = np.bincount(term, weights=np.abs(share - size) - size, minlength=width)
    return np.asarray((1 + there) / 2)


def _interval(
    part: Integers, term: Integers, count: Reals, words: Reals, days: Integers, estimate: Reals
) -> tuple[Reals, Reals]:
    groups, number = day_groups(days)
    own = groups[part]
    replicates = np.full((number, len(estimate)), np.nan)
    for group in range(number):
        left, rest = own != group, groups != group
        total = words[rest].sum()
        if not total or rest.sum() < 2:
            continue
        n = np.bincount(term[left], weights=count[left], minlength=len(estimate))
        with np.errstate(divide="ignore", invalid="ignore"):
            share = count[left] / n[term[left]]
            found = _deviation(share, words[part[left]] / total, term[left], len(estimate))
        found = found / (1 - words[rest].min() / total)
        replicates[group] = np.where(n > 0, found, np.nan)
    return jackknife(estimate, replicates, share=True)
