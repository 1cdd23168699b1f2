"""Pairs of similar articles: candidates from sampled hashes, then exact counts of shingles in common."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.duplicates.places import Places
from analysis.duplicates.shingles import FEW, SAMPLE, Integers, Passages, Shingles, owners, sampled

CROWD = 60
LEAST, STRETCH = 15, 30
SLACK, PART_SLACK, FEWEST = 3.5, 1.5, 2
CHUNK, WORK, PARTS = 10_000, 4_000_000, 3
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
    passages: Passages | None = None,
) -> pd.DataFrame:
    """Pairs of different texts that are similar, or of which one stands in part in the other.

    A pair has a Jaccard similarity of at least `threshold`, or at least `part` (0: not asked) of the
    shingles of the shorter stand in the other and at least 15 shingles do (below that, formulas are most
    of it). With `passages`, of at least the texts proposed, see `in_stretches`, too. Of exact copies only
    the first row is compared. `proposed` are candidates found before.
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
    pairs = pairs[found].sort_values(["left", "right"], ignore_index=True)
    return pairs if passages is None else in_stretches(pairs, shingles, passages, threshold=threshold)


def in_stretches(
    pairs: pd.DataFrame, shingles: Shingles, passages: Passages, *, threshold: float = 0.5
) -> pd.DataFrame:
    """The pairs that are similar, or have one stretch in common of 30 words or three quarters of the
    shorter text: agencies write of like events in like words, and what these have in common is scattered."""
    places, keep = Places(passages), (pairs["jaccard"] >= threshold).to_numpy(copy=True)
    for number in np.flatnonzero(~keep).tolist():
        ends = (pairs["left"].iloc[number], pairs["right"].iloc[number])
        brief, other = sorted(ends, key=lambda row: int(shingles.sizes[row]))
        one, two = shingles.ids[brief], shingles.ids[other]
        keep[number] = places.longest(one, two) >= min(STRETCH, 0.75 * len(places.words(one)))
    return pairs[keep].reset_index(drop=True)


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
    pair must share at most 3.5 standard deviations fewer than one at the threshold would. So a similar
    pair is missed with probability .75^s for s shingles in common that are no formula (at a similarity of
    .5, s is mostly above 40: 1e-5), plus about 2e-4 at the threshold. For `part` the bound is 1.5 standard
    deviations and two hashes: of pairs exactly at the bound 7 % are missed (with 15 shingles in common 8 %,
    with 30 whatever the bound 0.2 %). Two texts that have nothing but formulas in common are no candidates,
    however much that is.
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
        least = _below(near, SLACK)
        if part:
            held = rate * part * np.minimum(whole[one], whole[two])
            fewest = np.where(rate < 1, FEWEST, FEWEST * SAMPLE)
            least = np.minimum(least, np.maximum(_below(held, PART_SLACK), fewest))
        likely = count >= least
        found.append((rows[one[likely]], rows[two[likely]]))
    return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])


def _below(expected: Reals, deviations: float) -> Reals:
    """So many standard deviations below expected counts, whose roots have one of a half (Anscombe 1948)."""
    lower: Reals = np.maximum(np.sqrt(expected) - deviations / 2, 0) ** 2
    return lower


def _shared_hashes(shingles: Shingles, rows: Integers) -> tuple[sparse.csr_array, Integers]:
    """Which of `rows` have which sampled hash, for hashes of two texts to a crowd; and how many sampled
    hashes that are no formula each row has."""
    place = np.full(len(shingles.ids), -1, dtype=np.int32)
    place[rows] = np.arange(len(rows))
    owner = place[owners(shingles)]
    keep = sampled(shingles) & (owner >= 0)
    free, width = np.zeros(len(rows), dtype=np.int64), 0
    members, columns = [owner[:0]], [owner[:0]]
    # By ranges of hash values, since sorting all at once would take most of the stage's memory.
    for part in range(1 << PARTS):
        chosen = np.flatnonzero(keep & (shingles.values >> (63 - PARTS) == part))
        chosen = chosen[np.argsort(shingles.values[chosen])]
        values = shingles.values[chosen]
        begin = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
        size = np.diff(np.append(begin, len(values)))
        free += np.bincount(owner[chosen[np.repeat(size <= CROWD, size)]], minlength=len(rows))
        good = (size > 1) & (size <= CROWD)
        members.append(owner[chosen[np.repeat(good, size)]])
        columns.append(np.repeat(np.arange(width, width + int(good.sum()), dtype=np.int32), size[good]))
        width += int(good.sum())
    row, column = np.concatenate(members), np.concatenate(columns)
    ones = np.ones(len(row), dtype=np.int32)
    return sparse.csr_array((ones, (row, column)), shape=(len(rows), width)), free


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
    pieces = [np.zeros(0, dtype=np.int64)]
    for begin in range(0, len(left), CHUNK):
        ends = np.stack([left[begin : begin + CHUNK], right[begin : begin + CHUNK]])
        rows = np.unique(ends)
        matrix, (one, two) = _rows(shingles, rows), np.searchsorted(rows, ends)
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
