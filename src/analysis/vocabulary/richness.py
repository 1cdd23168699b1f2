"""Measures of how rich a vocabulary is, on arrays: rarefaction, hapaxes, entropy, type-token ratio."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import special

from analysis.tokenization import tokenize
from analysis.tokenization.lemmas import fold
from analysis.vocabulary.counts import Integers, Reals

SEGMENT = 100


def rarefied(times: Reals, size: float) -> float:
    """Expected number of terms in `size` articles drawn without replacement from T.

    `times[Y]` is the number of terms that occur in Y of the T articles, from none to all, so that it has
    T + 1 entries. `size` may lie between whole numbers. Colwell, Chao, Gotelli, Lin, Mao, Chazdon and Longino
    (2012, Journal of Plant Ecology 5, 3-21), interpolation for sampling units: the sum over terms of
    1 - C(T - Y, t) / C(T, t).
    """
    return float((times * (1 - _absent(len(times) - 1, size))).sum())


def rarefied_variance(times: Reals, size: float) -> float:
    """Unconditional variance of `rarefied` (Colwell et al. 2012), articles taken as independent: the sum of
    squared chances to be seen, less the square of the expectation over the estimated number of all terms
    (Chao2). It does not vanish when `size` is all articles: another collection would hold other terms."""
    number = len(times) - 1
    if number < 1 or not times[1:].any():
        return 0.0
    seen = 1 - _absent(number, size)
    once, twice = times[1], times[2] if number > 1 else 0.0
    unseen = once**2 / (2 * twice) if twice else once * (once - 1) / 2
    total = times[1:].sum() + (number - 1) / number * unseen
    return float(max((times * seen**2).sum() - (times * seen).sum() ** 2 / total, 0.0))


def expected_hapaxes(single: Reals, size: float) -> float:
    """Expected number of terms used exactly once in `size` of T articles, drawn without replacement.

    `single[Y]` is, summed over the terms that occur in Y of the articles, the number of articles that use the
    term once. A term is a hapax of the sample when one of these is drawn and none of the other Y - 1.
    """
    number = len(single) - 1
    chance = _log_choose(number - np.arange(number + 1), size - 1) - _log_choose(np.array([number]), size)
    return float((single * np.exp(chance)).sum())


def _absent(number: int, size: float) -> Reals:
    """C(T - Y, t) / C(T, t) for Y from 0 to T: the chance that none of Y articles is among t of T."""
    return np.exp(_log_choose(number - np.arange(number + 1), size) - _log_choose(np.array([number]), size))


def _log_choose(total: Integers, size: float) -> Reals:
    """Logarithm of C(total, size), -inf where more are drawn than there are."""
    rest = total - size
    known = rest > -1
    bottom = special.gammaln(size + 1.0) + special.gammaln(np.where(known, rest, 0.0) + 1)
    return np.where(known, special.gammaln(total + 1.0) - bottom, -np.inf)


def entropy(counts: Reals) -> float:
    """Shannon entropy in bits of the distribution that the counts are a sample of (Chao and Shen 2003).

    The coverage 1 - f1 / n of the sample scales the shares p down, and each term of -p log2 p is divided by
    its chance to be seen, 1 - (1 - p)^n: a plain entropy is too small, the more so the smaller the sample.
    Assumes words drawn independently, which those of one article are not. A bias of up to 0.2 bits remains in
    samples of few words for each type, so compare samples of one size only.
    """
    used = counts[counts > 0].astype(np.float64)
    total, once = used.sum(), float((used == 1).sum())
    if not total:
        return 0.0
    share = (1 - min(once, total - 1) / total) * used / total
    chance = -np.expm1(total * np.log1p(-np.minimum(share, 1 - 1e-16)))
    return float((-share * np.log2(share) / chance).sum())


def segmental_ttr(texts: Sequence[str], *, language: str, size: int = SEGMENT) -> tuple[Reals, Reals]:
    """Sum of the type-token ratios of the segments of `size` words of each text, and their number.

    Mean segmental type-token ratio (Johnson 1944): segments follow one another from the first word on, what
    is left at the end does not count, and texts shorter than a segment have none. Types are folded forms.
    """
    tokens = tokenize(texts, language=language)
    number: dict[str, int] = {}
    folded = np.array([number.setdefault(fold(form), len(number)) for form in tokens.types], dtype=np.int64)
    lengths = np.bincount(tokens.row, minlength=len(texts))
    segments = lengths // size
    place = np.arange(len(tokens)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    whole = place < (segments * size)[tokens.row]
    segment = (np.cumsum(segments) - segments)[tokens.row[whole]] + place[whole] // size
    pairs = np.unique(segment * (len(number) + 1) + folded[tokens.type[whole]])
    types: npt.NDArray[np.int64] = np.bincount(pairs // (len(number) + 1), minlength=int(segments.sum()))
    row = np.repeat(np.arange(len(texts)), segments)
    ratios = np.bincount(row, weights=types / size, minlength=len(texts)).astype(np.float64)
    return ratios, segments.astype(np.float64)
