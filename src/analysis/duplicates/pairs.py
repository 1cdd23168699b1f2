"""Pairs of similar articles: candidates from sampled hashes, then exact counts of shingles in common."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.duplicates.shingles import FEW, SAMPLE, Integers, Shingles, owners, sampled

CROWD = 60
LEAST = 15
SLACK, PART_SLACK = 3.5, 2.0
CHUNK, WORK = 20_000, 4_000_000
Reals = npt.NDArray[np.float64]


def similar_pairs(shingles: Shingles, *, threshold: float = 0.5) -> pd.DataFrame:
    """Pairs of articles whose shingle sets have Jaccard similarity of at least `threshold`.

    Each pair is counted exactly, so precision is one; see `candidates` for which are missed. Exact copies
    are compared once; articles without a word are no copies. Columns: left, right (row numbers, left <
    right), jaccard.
    """
    copies = first_copies(shingles)
    same = np.flatnonzero(copies != np.arange(len(copies)))
    exact = pd.DataFrame({"left": copies[same], "right": same, "jaccard": 1.0})
    near = related_pairs(shingles, threshold=threshold, part=0)[["left", "right", "jaccard"]]
    return pd.concat([exact, near], ignore_index=True).sort_values(["left", "right"], ignore_index=True)


def related_pairs(
    shingles: Shingles,
    *,
    threshold: float = 0.5,
    part: float = 1 / 3,
    proposed: tuple[Integers, Integers] | None = None,
) -> pd.DataFrame:
    """Pairs of different texts that are similar, or of which one stands in part in the other.

    A pair has a Jaccard similarity of at least `threshold`, or at least `part` (0: not asked) of the
    shingles of the shorter stand in the other and at least 15 shingles do (below that, formulas are most
    of it). Of exact copies only the first row is compared. `proposed` are candidates found before.
    Columns: left, right (rows, left < right), common (shingles), jaccard, contained (of the shorter).
    """
    left, right = proposed or candidates(shingles, threshold=threshold, part=part)
    sizes = shingles.sizes
    common = common_shingles(shingles, left, right)
    union = sizes[left] + sizes[right] - common
    pairs = pd.DataFrame(
        {
            "left": left,
            "right": right,
            "common": common,
            "jaccard": common / np.maximum(union, 1),
            "contained": common / np.maximum(np.minimum(sizes[left], sizes[right]), 1),
        }
    )
    found = pairs["jaccard"] >= threshold
    if part:
        found |= (pairs["contained"] >= part) & (pairs["common"] >= LEAST)
    return pairs[found].sort_values(["left", "right"], ignore_index=True)


def first_copies(shingles: Shingles) -> Integers:
    """For each row the first row with the same words in the same order."""
    first_of: dict[int, int] = {}
    sizes = shingles.sizes.tolist()
    found = [first_of.setdefault(key, row) if sizes[row] else row for row, key in enumerate(shingles.exact)]
    return np.array(found, dtype=np.int64)


def candidates(
    shingles: Shingles, *, threshold: float = 0.5, part: float = 1 / 3
) -> tuple[Integers, Integers]:
    """Rows (left < right) of different texts that may be related; a sketch is enough to find them.

    They share hashes from a sample of one in four hash values (all values, for an article of up to 80
    shingles). Hashes of more than 60 distinct texts are formulas and propose nothing; of the others, a
    pair must share at most 3.5 standard deviations (2 for `part`) fewer than one at the threshold would.
    So a pair is missed with probability .75^s for s shingles in common that are no formula (at a
    similarity of .5, s is mostly above 40: 1e-5), plus about 2e-4 at the threshold (2 % at `part`). Two
    texts that have nothing but formulas in common are no candidates, however much that is.
    """
    copies = first_copies(shingles)
    rows = np.flatnonzero((copies == np.arange(len(copies))) & (shingles.sizes > 0))
    shared, free = _shared_hashes(shingles, rows)
    brief = shingles.sizes[rows] <= FEW
    whole = np.where(brief, free, free * SAMPLE)
    found: list[tuple[Integers, Integers]] = [(rows[:0], rows[:0])]
    for one, two, count in _products(shared):
        rate = np.where(brief[one] & brief[two], 1.0, 1 / SAMPLE)
        near = rate * (threshold / (1 + threshold)) * (whole[one] + whole[two])
        least = near - SLACK * np.sqrt(near)
        if part:
            held = rate * part * np.minimum(whole[one], whole[two])
            least = np.minimum(least, held - PART_SLACK * np.sqrt(held))
        likely = count >= np.floor(least)
        found.append((rows[one[likely]], rows[two[likely]]))
    return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])


def _shared_hashes(shingles: Shingles, rows: Integers) -> tuple[sparse.csr_array, Integers]:
    """Which of `rows` have which sampled hash, for hashes of two texts to a crowd; and how many sampled
    hashes that are no formula each row has."""
    place = np.full(len(shingles.ids), -1)
    place[rows] = np.arange(len(rows))
    owner = place[owners(shingles)]
    keep = sampled(shingles) & (owner >= 0)
    values, owner = shingles.values[keep], owner[keep]
    order = np.argsort(values)
    values, owner = values[order], owner[order]
    begin = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
    size = np.diff(np.append(begin, len(values)))
    free = np.bincount(owner[np.repeat(size <= CROWD, size)], minlength=len(rows))
    good = (size > 1) & (size <= CROWD)
    column = np.repeat(np.arange(int(good.sum())), size[good])
    row = owner[np.repeat(good, size)]
    ones = np.ones(len(row), dtype=np.int32)
    return sparse.csr_array((ones, (row, column)), shape=(len(rows), int(good.sum()))), free


def _products(shared: sparse.csr_array) -> Iterator[tuple[Integers, Integers, Integers]]:
    """Row, later row, and number of hashes in common, a bounded number of pairs at a time."""
    other = shared.T.tocsr()
    work = np.cumsum(shared @ np.diff(other.indptr))
    cuts = np.searchsorted(work, np.arange(WORK, int(work[-1]) if len(work) else 0, WORK))
    bounds = np.unique(np.concatenate([[0], cuts, [shared.shape[0]]]))
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        product = (shared[begin:end] @ other).tocoo()
        later = product.col > product.row + begin
        one, two, count = product.row[later] + begin, product.col[later], product.data[later]
        yield one.astype(np.int64), two.astype(np.int64), count.astype(np.int64)


def common_shingles(shingles: Shingles, left: Integers, right: Integers) -> Integers:
    """Number of shingles that the articles of each pair have in common, counted exactly."""
    rows = np.unique(np.concatenate([left, right]))
    place = np.searchsorted(rows, np.stack([left, right]))
    matrix = _rows(shingles, rows)
    pieces = [np.zeros(0, dtype=np.int64)]
    for begin in range(0, len(left), CHUNK):
        one, two = place[:, begin : begin + CHUNK]
        pieces.append(np.diff(matrix[one].multiply(matrix[two]).indptr).astype(np.int64))
    return np.concatenate(pieces)


def _rows(shingles: Shingles, rows: Integers) -> sparse.csr_array:
    """Shingles of `rows` as a matrix whose columns are the hashes themselves: rows are sorted, so that two
    are compared in one walk."""
    length = shingles.bounds[rows + 1] - shingles.bounds[rows]
    bounds = np.concatenate([[0], np.cumsum(length)])
    index = np.arange(bounds[-1]) + np.repeat(shingles.bounds[rows] - bounds[:-1], length)
    values = shingles.values[index]
    ones = np.ones(len(values), dtype=np.int8)
    return sparse.csr_array((ones, values, bounds), shape=(len(rows), (1 << 63) - 1))
