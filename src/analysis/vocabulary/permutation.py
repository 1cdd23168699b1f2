"""A test of keyness that takes the article, or a block of days, as the unit, and not the word."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.vocabulary.counts import Integers, Mask, Reals, by_group, check_groups, sums

ROUNDS = 999
PERMUTED = (
    f"; p by a permutation test of the difference of rates, {ROUNDS} draws in which {{units}} change places,"
    " adjusted for all terms tested (Westfall and Young 1993)"
)
BLOCK = 7
FEWEST_UNITS = 10
TERMS_AT_ONCE = 2_000
CELLS_AT_ONCE = 8_000_000
TIES = 1e-9
LEAST = 1e-9
Bits = npt.NDArray[np.uint8]


def permutation_test(
    matrix: sparse.csr_array,
    first: Mask,
    second: Mask,
    *,
    seed: int,
    units: Integers | None = None,
    strata: npt.ArrayLike | None = None,
    tested: Mask | None = None,
    rounds: int = ROUNDS,
) -> pd.DataFrame:
    """Whether two groups of articles use a term unequally, from `rounds` draws of the groups' labels.

    `matrix`, `first` and `second` are those of `keyness`. The statistic is the number of a term's uses in the
    first group less what is expected of that group's words (and strata), over the root mean square of that
    difference in all draws and the data: a difference of rates. One of log-odds is infinite, or as large as
    its prior is small, whenever a draw leaves a rare term to one group: such terms would own the largest
    statistic of each draw and hide all others.

    Rows of one integer in `units` move together (reprints of one article, articles of one block of days);
    without it each article is a unit. With `strata` (one label a row) labels change places within a stratum
    only: genres, or months. `tested` chooses columns; the others still count as words.

    Returns one row a tested term, with its column as index: estimate (difference of rates), t (the
    statistic), p (two-sided, (1 + hits) / (rounds + 1)) and adjusted, which compares with the largest
    statistic of each draw: the probability that any of the terms tested would come out so large by chance
    (Westfall and Young 1993). What it assumes is that units, and only they, could have been in either group:
    articles of one story on one day cannot, nor days next to one another, for which there are `time_blocks`.

    Raises ValueError when a group has no words, or when a unit has articles of both groups or two strata.
    """
    check_groups(matrix, first, second, who="permutation test")
    chosen = np.flatnonzero(first | second)
    labels = np.arange(len(chosen)) if units is None else np.unique(units[chosen], return_inverse=True)[1]
    count = int(labels.max()) + 1
    side = _one_each(first[chosen].astype(np.int64), labels, count, what="articles of both groups")
    given = np.zeros(len(chosen), dtype=np.int64)
    if strata is not None:
        given = np.unique(np.asarray(strata)[chosen], return_inverse=True)[1].astype(np.int64)
    stratum = _one_each(given, labels, count, what="articles of two strata")
    sizes = by_group(matrix[chosen], labels, count)
    columns = np.flatnonzero(np.ones(matrix.shape[1], bool) if tested is None else tested)
    drawn = _draw(side.astype(bool), stratum, rounds, seed)
    share = np.bincount(stratum, weights=side) / np.bincount(stratum)
    return _compare(sizes, columns, drawn, share[stratum])


def time_blocks(days: Integers, first: Mask, second: Mask, *, length: int = BLOCK) -> Integers:
    """Blocks of `length` days, counted from the day that parts the groups: a unit of `permutation_test`.

    Articles of one day speak of the same things, and so do those of neighbouring days; a block moves them
    together. Rows of neither group have -1. Raises ValueError when the groups overlap in time.
    """
    ours, theirs = days[first], days[second]
    if not len(ours) or not len(theirs) or (ours.min() <= theirs.max() and theirs.min() <= ours.max()):
        raise ValueError("time blocks: the groups overlap in time, or one is empty; compare articles instead")
    boundary = max(ours.min(), theirs.min())
    blocks = (days - boundary) // length
    return np.where(first | second, blocks - blocks[first | second].min(), -1)


def _one_each(values: Integers, labels: Integers, count: int, *, what: str) -> Integers:
    found = np.zeros(count, dtype=np.int64)
    found[labels] = values
    if (found[labels] != values).any():
        number = len(np.unique(labels[found[labels] != values]))
        raise ValueError(f"permutation test: {number} units have {what}")
    return found


def _draw(side: Mask, stratum: Integers, rounds: int, seed: int) -> Bits:
    """Labels of the units, one row a draw and the data in the last, eight to a byte."""
    random = np.random.default_rng(seed)
    packed = np.empty((rounds + 1, (len(side) + 7) // 8), dtype=np.uint8)
    step = max(1, CELLS_AT_ONCE // len(side))
    places = np.split(np.argsort(stratum, kind="stable"), np.cumsum(np.bincount(stratum))[:-1])
    for begin in range(0, rounds, step):
        drawn = np.tile(side, (min(step, rounds - begin), 1))
        for place in places:
            drawn[:, place] = random.permuted(drawn[:, place], axis=1)
        packed[begin : begin + len(drawn)] = np.packbits(drawn, axis=1)
    packed[rounds] = np.packbits(side)
    return packed


def _unpacked(packed: Bits, count: int) -> Iterator[tuple[slice, npt.NDArray[np.float32]]]:
    """Batches of draws as columns of zeros and ones, one row a unit."""
    step = max(1, CELLS_AT_ONCE // count)
    for begin in range(0, len(packed), step):
        rows = slice(begin, min(begin + step, len(packed)))
        bits = np.unpackbits(packed[rows], axis=1, count=count)
        yield rows, np.ascontiguousarray(bits.T, dtype=np.float32)


def _compare(sizes: sparse.csr_array, columns: Integers, packed: Bits, share: Reals) -> pd.DataFrame:
    """`share` is the share of each unit's stratum that is in the first group: what is expected of a draw."""
    units, draws = sizes.shape[0], len(packed)
    uses = sums(sizes, np.ones(units, bool))[columns, None]
    words = np.asarray(sizes.sum(axis=1), dtype=np.float64).ravel()
    in_first = np.empty(draws)
    for rows, labels in _unpacked(packed, units):
        in_first[rows] = words @ labels
    by_term = sparse.csr_array(sizes[:, columns].T, dtype=np.float32)
    rate, expected = uses / words.sum(), (sizes.T @ share)[columns, None]
    words_expected = (words * share).sum()
    largest, found = np.zeros(draws), np.zeros((3, len(columns)))
    for begin in range(0, len(columns), TERMS_AT_ONCE):
        part = slice(begin, min(begin + TERMS_AT_ONCE, len(columns)))
        first = np.empty((part.stop - begin, draws))
        for rows, labels in _unpacked(packed, units):
            first[:, rows] = by_term[part] @ labels
        standard = _standardised(first - expected[part] - rate[part] * (in_first - words_expected))
        size = np.abs(standard)
        shift = first[:, -1] / in_first[-1] - (uses[part, 0] - first[:, -1]) / (words.sum() - in_first[-1])
        found[:, part] = shift, standard[:, -1], _share(size, size[:, -1:])
        largest = np.maximum(largest, size.max(axis=0))
    below = np.searchsorted(np.sort(largest), np.abs(found[1]) * (1 - TIES))
    table = {"estimate": found[0], "t": found[1], "p": found[2], "adjusted": (draws - below) / draws}
    return pd.DataFrame(table, index=columns)


def _standardised(values: Reals) -> Reals:
    """Rows over their root mean square; 0 where all draws are 0."""
    spread = np.sqrt((values**2).mean(axis=1, keepdims=True))
    return np.where(spread > LEAST, values / np.maximum(spread, LEAST), 0.0)


def _share(values: Reals, least: Reals) -> Reals:
    """Share of `values` (that of the data is among them) that are `least` or more; ties count."""
    return np.asarray((values >= least * (1 - TIES)).mean(axis=1))
