"""What is usual for a service: counts by weekday, how much they vary, and where their rate changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Reals = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
# Days on either side from which the number of articles to be expected of a day is taken.
SIDE = 56
SCALES = (1, 7, 28)


@dataclass(frozen=True)
class Rates:
    """What is usual for a service: a factor of each day by its weekday (mean 1), the days that it was
    learned from, and by how much counts of 1, 7 and 28 days vary more than a Poisson count would."""

    factor: Reals
    used: Mask
    dispersion: Reals

    def excess(self, days: float) -> float:
        """Variance over mean of a count of so many days, interpolated between the scales."""
        return float(np.interp(np.log(max(days, 1)), np.log(SCALES), self.dispersion))


def learn_rates(counts: Reals, weekday: npt.NDArray[np.int64], used: Mask) -> Rates:
    """Weekday factors and dispersion of the days `used`; a week of the mean is added to each weekday."""
    mean = counts[used].mean() if used.any() else 0.0
    size = np.bincount(weekday[used], minlength=7)
    total = np.bincount(weekday[used], counts[used], minlength=7)
    by_weekday = (total + mean) / (size + 1)
    by_weekday = by_weekday / by_weekday.mean() if mean else np.ones(7)
    factor = by_weekday[weekday]
    level = _around(counts * used) / np.maximum(_around(factor * used), 1e-9)
    expected = factor * level
    dispersion = [_dispersion(counts, expected, used, days) for days in SCALES]
    return Rates(factor, used, np.maximum.accumulate(np.array(dispersion)))


def _around(values: Reals) -> Reals:
    """Sums over the days around each day; a calendar may be shorter than that."""
    return np.convolve(values, np.ones(2 * SIDE + 1), "full")[SIDE : SIDE + len(values)]


def _dispersion(counts: Reals, expected: Reals, used: Mask, days: int) -> float:
    """Variance over mean of sums over `days` days, at least one, plus one standard error of a variance: a
    short calendar must not look steadier than it is."""
    whole = len(counts) // days * days
    blocks = [part[:whole].reshape(-1, days) for part in (counts, expected, used)]
    full = blocks[2].all(axis=1)
    seen, mean = (part.sum(axis=1)[full] for part in blocks[:2])
    error = 1 + float(np.sqrt(2 / max(full.sum(), 1)))
    if full.sum() < 8 or mean.sum() <= 0:
        return error
    return float(max(((seen - mean) ** 2).sum() / mean.sum(), 1.0)) * error


def empty_probability(expected: float, dispersion: float) -> float:
    """Probability that a negative binomial count of that mean and variance over mean is zero."""
    if dispersion <= 1 + 1e-9:
        return float(np.exp(-expected))
    return float(dispersion ** (-expected / (dispersion - 1)))


def few_probability(seen: float, expected: float, dispersion: float) -> float:
    """Probability of so few articles or fewer."""
    if expected <= 0:
        return 1.0
    if dispersion <= 1 + 1e-9:
        return float(stats.poisson.cdf(seen, expected))
    size = expected / (dispersion - 1)
    return float(stats.nbinom.cdf(seen, size, size / (size + expected)))


def divide(seen: Reals, exposure: Reals, *, penalty: float) -> list[tuple[int, int]]:
    """The division of a series of counts into stretches of one rate with the least Poisson deviance plus
    `penalty` a stretch, exactly, by dynamic programming (Jackson et al. 2005); pairs (begin, end)."""
    x, e = (np.concatenate([[0.0], np.cumsum(part)]) for part in (seen, exposure))
    best, last = np.zeros(len(x)), np.zeros(len(x), dtype=np.int64)
    best[0] = -penalty
    for end in range(1, len(x)):
        total, room = x[end] - x[:end], e[end] - e[:end]
        with np.errstate(divide="ignore", invalid="ignore"):
            fit = np.where(total > 0, total * np.log(total / room), 0.0)
        cost = best[:end] - 2 * fit + penalty
        last[end] = int(np.argmin(cost))
        best[end] = cost[last[end]]
    parts, end = [], len(seen)
    while end > 0:
        parts.append((int(last[end]), end))
        end = int(last[end])
    return parts[::-1]
