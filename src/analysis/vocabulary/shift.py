"""Word shifts: which words make two groups of articles differ in what they say, or in its tone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.vocabulary.counts import Integers, Mask, Reals, by_group, check_groups, day_groups, jackknife

SHIFT = (
    "word shift (Gallagher et al. 2021): {what}; contributions as shares of the sum of their sizes;"
    " delete-a-group jackknife over days, t quantile"
)
KINDS = ("more of above", "less of above", "more of below", "less of below")
Kind = Literal["proportion", "entropy", "divergence", "tone"]


@dataclass(frozen=True)
class WordShift:
    """`terms` has one row a term, its column as index: estimate (its share of the shift, signed toward the
    first group), low, high, contribution (in the unit of the total), kind (of a tone shift, one of KINDS,
    else "") and n (uses). `total` is the whole difference with its interval, `kinds` the sum of the
    contributions of each kind of a tone shift, `words` what the shift is taken over."""

    terms: pd.DataFrame
    total: tuple[float, float, float]
    kinds: dict[str, float]
    words: float


def proportion_shift(first: Reals, second: Reals) -> Reals:
    """Difference of each term's relative frequency; sums to zero (Gallagher et al. 2021).

    `first` and `second` are counts of two texts, here and in all shifts; what is positive is more of the
    first.
    """
    result: Reals = first / first.sum() - second / second.sum()
    return result


def entropy_shift(first: Reals, second: Reals) -> Reals:
    """Difference of each term's part in Shannon's entropy, in bits; sums to H(first) - H(second)."""
    return _surprise(first / first.sum()) - _surprise(second / second.sum())


def divergence_shift(first: Reals, second: Reals) -> Reals:
    """Each term's part in the Jensen-Shannon divergence of the two texts, in bits, with equal weights.

    Parts are never negative and sum to the divergence, between 0 (alike) and 1 (no word in common). Taken
    from counts it overestimates: two samples of one source are never quite alike.
    """
    one, two = first / first.sum(), second / second.sum()
    result: Reals = _surprise((one + two) / 2) - (_surprise(one) + _surprise(two)) / 2
    return np.maximum(result, 0.0)


def tone_shift(first: Reals, second: Reals, scores: Reals, *, reference: float = 0.0) -> Reals:
    """Each term's part in the difference of two average scores; sums to that difference.

    It is (score - reference) * (p_first - p_second): the weighted-average shift for scores that are the same
    in both texts (Gallagher et al. 2021, Generalized Word Shift Graphs, EPJ Data Science 10:4). The
    `reference` cuts words into those above and those below; for a lexicon it is the middle of its scale, here
    0. Frequencies are shares of the words counted, so hand over only words that have a score.
    """
    result: Reals = (scores - reference) * proportion_shift(first, second)
    return result


def kinds_of(first: Reals, second: Reals, scores: Reals, *, reference: float = 0.0) -> list[str]:
    """Of each term, which of KINDS it is: the first text has more or less of it than the second, and its
    score is above or below the reference. "more of above" and "less of below" raise the first's average."""
    more = proportion_shift(first, second) > 0
    above = scores > reference
    number = np.where(above, np.where(more, 0, 1), np.where(more, 2, 3))
    return [KINDS[place] for place in number]


def _surprise(share: Reals) -> Reals:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(share > 0, -share * np.log2(share), 0.0)


def word_shift(
    matrix: sparse.csr_array,
    first: Mask,
    second: Mask,
    clusters: Integers,
    *,
    kind: Kind,
    scores: npt.ArrayLike | None = None,
    reference: float = 0.0,
    shown: Mask | None = None,
    most: int = 300,
) -> WordShift:
    """The word shift between two groups of articles, with 95 % intervals.

    `matrix` has one row an article and one column a term, `clusters` the day of each row. With
    kind "tone", `scores` holds the score of each column (nan where it has none: such words are left out).
    A term's share is its contribution over the sum of the sizes of all contributions, signed
    toward the first group; in a divergence, which has no sign, by who uses it more. The `most` largest of the
    columns `shown` are returned; the total is over all terms. Intervals are by delete-a-group jackknife over
    the days of both groups; a share says how much of the difference, not whether there is one: see the
    interval of the total.

    Raises ValueError when a group has no article or no word (with a score), or when tone has no scores.
    """
    columns = np.arange(matrix.shape[1])
    values = np.zeros(len(columns)) if scores is None else np.asarray(scores, dtype=np.float64)
    if kind == "tone":
        if scores is None:
            raise ValueError("word shift: tone needs the score of each term")
        columns = np.flatnonzero(~np.isnan(values))
        matrix, values = matrix[:, columns], values[columns]
    check_groups(matrix, first, second, who="word shift")
    shift = _shift_of(kind, values, reference)
    sides = _by_group(matrix, first, second, clusters)
    one, two = (np.asarray(side.sum(axis=0), dtype=np.float64).ravel() for side in sides)
    contribution, share = _shares(shift, one, two, kind)
    may = one + two > 0 if shown is None else (one + two > 0) & shown[columns]
    order = np.flatnonzero(may)
    chosen = order[np.lexsort((order, -np.abs(share[order])))][:most]
    shares, totals = _left_out(shift, sides, chosen, kind)
    low, high = jackknife(share[chosen], shares)
    kinds = kinds_of(one, two, values, reference=reference) if kind == "tone" else [""] * len(one)
    found = {
        "estimate": share,
        "contribution": contribution,
        "kind": np.array(kinds),
        "n": (one + two).astype(int),
    }
    terms = pd.DataFrame({name: part[chosen] for name, part in found.items()}, index=columns[chosen])
    by_kind = pd.Series(contribution).groupby(kinds).sum()
    total = _total(contribution.sum(), totals, kind)
    named = {name: float(by_kind.get(name, 0.0)) for name in KINDS} if kind == "tone" else {}
    return WordShift(terms.assign(low=low, high=high), total, named, float(one.sum() + two.sum()))


def _by_group(
    matrix: sparse.csr_array, first: Mask, second: Mask, clusters: Integers
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Counts of both groups by group of days; a day is left out of both at once."""
    groups, count = day_groups(clusters[first | second])
    place = np.full(len(first), -1)
    place[first | second] = groups
    return by_group(matrix[first], place[first], count), by_group(matrix[second], place[second], count)


def _left_out(
    shift: Callable[[Reals, Reals], Reals],
    sides: tuple[sparse.csr_array, sparse.csr_array],
    chosen: Integers,
    kind: Kind,
) -> tuple[Reals, Reals]:
    """Shares of the chosen terms, and totals, with one group of days left out each."""
    count = sides[0].shape[0]
    whole = [np.asarray(side.sum(axis=0), dtype=np.float64).ravel() for side in sides]
    shares, totals = np.full((count, len(chosen)), np.nan), np.full(count, np.nan)
    for group in range(count):
        one, two = (all_ - side[[group]].toarray().ravel() for all_, side in zip(whole, sides, strict=True))
        if one.any() and two.any():
            parts, every = _shares(shift, one, two, kind)
            shares[group], totals[group] = every[chosen], parts.sum()
    return shares, totals


def _total(total: float, left_out: Reals, kind: Kind) -> tuple[float, float, float]:
    low, high = jackknife(np.array(total), left_out)
    least = 0.0 if kind == "divergence" else -np.inf
    return float(total), float(np.maximum(low, least)), float(high)


def _shift_of(kind: Kind, scores: Reals, reference: float) -> Callable[[Reals, Reals], Reals]:
    if kind == "tone":
        return partial(tone_shift, scores=scores, reference=reference)
    return {"proportion": proportion_shift, "entropy": entropy_shift, "divergence": divergence_shift}[kind]


def _shares(
    shift: Callable[[Reals, Reals], Reals], first: Reals, second: Reals, kind: Kind
) -> tuple[Reals, Reals]:
    """Contributions of the terms, and their signed shares of the sum of sizes."""
    found = shift(first, second)
    size = np.abs(found).sum()
    signed = found * np.sign(proportion_shift(first, second)) if kind == "divergence" else found
    return found, signed / size if size > 0 else np.zeros_like(found)
