"""Estimates with 95 % intervals that respect that articles of one day are not independent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
LEVEL = 0.95
FEWEST_ARTICLES = 30
FEWEST_IN_STRATUM = 10
FEWEST_DAYS = 5
RATE = "share; Wilson score with the effective n of day clusters, t quantile"
MEAN = "mean; linearised ratio, day clusters (CR1), t quantile"
STANDARDISED = "directly standardised to one genre mix; "
SHIFT = "difference; square-and-add (Newcombe 1998, Zou and Donner 2008) of the two intervals"


@dataclass(frozen=True)
class Interval:
    """Arrays of one shape: estimate, low, high, `denominator` units, `clusters` days that have any unit;
    `n` articles."""

    estimate: Reals
    low: Reals
    high: Reals
    n: int
    denominator: Reals
    clusters: Integers


def ratio(values: Reals, weights: Reals, clusters: npt.NDArray[np.int64], *, share: bool) -> Interval:
    """The ratio sum(values) / sum(weights) of each column, with its 95 % interval.

    `values` and `weights` have shape (articles, classes): for a share of articles values are 0 or 1 and
    weights 1; for a share of sentences they are counts of hits and of sentences; for a mean they are sums
    and numbers of units. `clusters` gives each article's day. The variance is the linearised one of a
    ratio, between days (CR1), with t(days - 1). Days on which a column has no weight do not count as days of
    that column: a name that is used on five days of a year has five.

    With `share`, estimates lie in [0, 1] and the interval is Wilson's score interval (1927) with the
    effective number of articles est * (1 - est) / variance, at most the number of articles (Korn and
    Graubard 1998), and at most the number of days when nothing or everything was seen, where the data
    say nothing of the design effect. Otherwise it is estimate +- t * standard error. It misleads with
    fewer than about ten days, and does not cover errors of measurement. A column whose weights are all
    zero has estimate, low and high nan.
    """
    total = weights.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        estimate = values.sum(axis=0) / total
        residual = (values - estimate * weights) / total
    return _interval(estimate, residual, weights, clusters, share=share)


def _interval(
    estimate: Reals, residual: Reals, weights: Reals, clusters: npt.NDArray[np.int64], *, share: bool
) -> Interval:
    """The interval of `ratio` from each article's part in the linearised error of the estimate."""
    days, index = np.unique(clusters, return_inverse=True)
    between = np.zeros((len(days), residual.shape[1]))
    np.add.at(between, index, residual)
    seen = np.zeros((len(days), weights.shape[1]))
    np.add.at(seen, index, weights)
    number, total = len(weights), weights.sum(axis=0)
    count = (seen > 0).sum(axis=0)
    variance = (between**2).sum(axis=0) * count / np.maximum(count - 1, 1)
    quantile = stats.t.ppf(0.5 + LEVEL / 2, np.maximum(count - 1, 1))
    if not share:
        margin = quantile * np.sqrt(variance)
        margin = np.where(count > 1, margin, np.nan)
        return Interval(estimate, estimate - margin, estimate + margin, number, total, count)
    used = (weights > 0).sum(axis=0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        effective = estimate * (1 - estimate) / variance
    effective = np.where((estimate <= 0) | (estimate >= 1), count, effective)
    effective = np.minimum(np.where(np.isfinite(effective), effective, count), used)
    low, high = wilson(estimate, effective, quantile)
    return Interval(estimate, low, high, number, total, count)


def standardised(
    values: Reals,
    weights: Reals,
    strata: npt.NDArray[np.object_],
    clusters: npt.NDArray[np.int64],
    mix: Mapping[str, float],
    *,
    share: bool,
) -> Interval:
    """`ratio` in each stratum, weighted by one common mix of strata (direct standardisation).

    The estimate is sum_h mix[h] * sum(values in h) / sum(weights in h): what the ratio would be, had the
    group the strata (genres) in the shares of `mix`, which is scaled to one. An article's part in the
    linearised error is mix[h] times its residual in its own stratum; parts are summed by day over all
    strata, so articles of one day stay together whatever their genre. Articles of strata outside the mix
    are left out. A column without weight in some stratum of the mix has no standardised
    estimate (nan), since its rate there is not known; the bound on the effective number of articles is that
    of `ratio`, and misleads where a large stratum of the mix rests on few articles of the group.
    """
    whole = sum(mix.values())
    keep = np.isin(strata, list(mix))
    values, weights, strata, clusters = values[keep], weights[keep], strata[keep], clusters[keep]
    estimate, residual = np.zeros(values.shape[1]), np.zeros(values.shape)
    for name, size in sorted(mix.items()):
        own = strata == name
        total = weights[own].sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            rate = values[own].sum(axis=0) / total
            residual[own] = size / whole * (values[own] - rate * weights[own]) / total
        estimate += size / whole * rate
    return _interval(estimate, residual, weights, clusters, share=share)


def common_mix(groups: pd.Series, strata: pd.Series, *, fewest: int = FEWEST_IN_STRATUM) -> dict[str, float]:
    """Shares of the strata among the articles of all groups, over the strata of which every group has
    `fewest` articles: a rate of three opinion pieces must not stand for a third of all articles.

    With one stratum left, standardising compares groups within it. Empty when none is shared by all.
    """
    sizes = pd.crosstab(groups.to_numpy(), strata.to_numpy())
    shared = sizes.loc[:, (sizes >= fewest).all(axis=0)].sum(axis=0)
    return {str(name): float(size) / float(shared.sum()) for name, size in shared.items()}


@dataclass(frozen=True)
class MixDifference:
    """How unlike the mixes of groups are: `distance` is the largest total variation distance between the mix
    of a group and that of all, `left_out` the share of articles in strata outside the `common_mix`, `p`
    that of Pearson's chi-square test of equal mixes."""

    distance: float
    left_out: float
    p: float


def mix_difference(groups: pd.Series, strata: pd.Series) -> MixDifference:
    """Total variation distance and chi-square test of the mixes of strata (genres) of several groups.

    The distance is half the sum of absolute differences of shares: the share of a group's articles that
    would have to change their genre to have the mix of all. The test takes articles as independent, so its
    p is too small where articles come in clumps; with many articles it is small for any difference, and
    the distance is what to look at. One group or one stratum: distance 0, p 1.
    """
    sizes = pd.crosstab(groups.to_numpy(), strata.to_numpy())
    mix = common_mix(groups, strata)
    left_out = 1 - float(strata.isin(list(mix)).mean()) if len(strata) else 0.0
    if min(sizes.shape, default=0) < 2:
        return MixDifference(0.0, left_out, 1.0)
    counts = sizes.to_numpy(float)
    own = counts / counts.sum(axis=1, keepdims=True)
    pooled = counts.sum(axis=0) / counts.sum()
    distance = float(np.abs(own - pooled).sum(axis=1).max() / 2)
    return MixDifference(distance, left_out, float(stats.chi2_contingency(counts, correction=False)[1]))


def wilson(estimate: Reals, n: Reals, quantile: float | Reals = 1.959963984540054) -> tuple[Reals, Reals]:
    """Wilson's (1927) score interval of a share `estimate` of `n` observations."""
    with np.errstate(invalid="ignore", divide="ignore"):
        square = quantile**2
        centre = (estimate + square / (2 * n)) / (1 + square / n)
        half = quantile / (1 + square / n) * np.sqrt(estimate * (1 - estimate) / n + square / (4 * n**2))
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def difference(first: Interval, second: Interval) -> Interval:
    """first - second, with the square-and-add interval (Newcombe 1998, method 10; Zou and Donner 2008).

    Assumes that the two are independent: no day may be in both, or its correlation is left out (which
    makes the interval too wide when days move both up together).
    """
    estimate = first.estimate - second.estimate
    below = np.hypot(first.estimate - first.low, second.high - second.estimate)
    above = np.hypot(first.high - first.estimate, second.estimate - second.low)
    return Interval(
        estimate,
        estimate - below,
        estimate + above,
        first.n + second.n,
        first.denominator + second.denominator,
        first.clusters + second.clusters,
    )


def by_cells(
    values: Reals,
    weights: Reals,
    cells: pd.DataFrame,
    classes: pd.DataFrame,
    *,
    share: bool,
    bounds: tuple[float, float] = (-np.inf, np.inf),
    mix: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """`ratio` in every cell: one row a cell and class; with `mix`, `standardised` by the column stratum.

    `values` and `weights` (or one column of weights) have one row an article and one column a class;
    `cells` has columns group, period and cluster, one row an article (rows with an empty period "-" are
    left out); `classes` describes the columns (class, target, voice). Intervals of means are cut at
    `bounds`. Cells where no weight is seen give no row.
    """
    weights = np.broadcast_to(weights, values.shape)
    method = (STANDARDISED if mix else "") + (RATE if share else MEAN)
    found = []
    keys = cells["group"].astype(str) + "\x1f" + cells["period"].astype(str)
    for key in sorted(set(keys[cells["period"] != "-"])):
        rows = np.flatnonzero((keys == key).to_numpy())
        days = cells["cluster"].to_numpy(np.int64)[rows]
        if mix:
            strata = cells["stratum"].to_numpy(object)[rows]
            interval = standardised(values[rows], weights[rows], strata, days, mix, share=share)
        else:
            interval = ratio(values[rows], weights[rows], days, share=share)
        group, period = key.split("\x1f")
        table = frame_of(interval, classes, method=method, bounds=bounds)
        found.append(table.assign(group=group, period=period))
    if not found:
        none = frame_of(
            Interval(*(np.zeros(0),) * 3, 0, np.zeros(0), np.zeros(0, int)), classes[:0], method=method
        )
        return none.assign(group="", period="")
    return pd.concat(found, ignore_index=True)


def frame_of(
    interval: Interval,
    classes: pd.DataFrame,
    *,
    method: str,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> pd.DataFrame:
    """An interval's columns as rows with their class. Classes without any weight are left out, and means
    with fewer than five days: their interval would be empty, or say nothing."""
    table = classes.reset_index(drop=True).assign(
        estimate=interval.estimate,
        low=np.clip(interval.low, *bounds),
        high=np.clip(interval.high, *bounds),
        n=interval.n,
        denominator=interval.denominator,
        clusters=interval.clusters,
        method=method,
    )
    seen = (table["denominator"] > 0) & table["estimate"].notna()
    shares = method.endswith(RATE)
    known: pd.DataFrame = table[seen if shares else seen & (table["clusters"] >= FEWEST_DAYS)]
    return known


def contrast(first: pd.DataFrame, second: pd.DataFrame, on: list[str], name: str) -> pd.DataFrame:
    """`difference` of two tables of estimates, matched on the columns `on`; the contrast is called `name`."""
    both = first.merge(second, on=on, suffixes=("", "_2"))

    def side(suffix: str) -> Interval:
        columns = [both[f"{name}{suffix}"].to_numpy(float) for name in ("estimate", "low", "high")]
        sizes = both[f"denominator{suffix}"].to_numpy(float)
        days = both[f"clusters{suffix}"].to_numpy(np.int64)
        return Interval(columns[0], columns[1], columns[2], 0, sizes, days)

    result = difference(side(""), side("_2"))
    return both[[*on]].assign(
        estimate=result.estimate,
        low=result.low,
        high=result.high,
        n=both["n"] + both["n_2"],
        denominator=result.denominator,
        clusters=result.clusters,
        method=SHIFT,
        contrast=name,
    )


def month_cells(
    days: pd.Series,
    group: pd.Series,
    *,
    fewest: int = FEWEST_ARTICLES,
    left_out: npt.NDArray[np.bool_] | None = None,
) -> pd.Series:
    """The period of each article: its month ("2024-05"), or its quarter ("2024-Q2") where any month of
    that quarter has fewer than `fewest` articles of the group. Articles `left_out` have the period "-" and
    do not count."""
    away = np.zeros(len(days), dtype=bool) if left_out is None else left_out
    stamps = pd.to_datetime(days)
    month = stamps.dt.strftime("%Y-%m")
    quarter = stamps.dt.year.astype(str) + "-Q" + stamps.dt.quarter.astype(str)
    cells = pd.DataFrame(
        {"group": group.to_numpy(), "month": month.to_numpy(), "quarter": quarter.to_numpy(), "away": away}
    )
    size = cells.groupby(["group", "quarter", "month", "away"])["month"].transform("size")
    smallest = size.groupby([cells["group"], cells["quarter"], cells["away"]]).transform("min")
    chosen = np.where(smallest < fewest, cells["quarter"], cells["month"])
    return pd.Series(np.where(away, "-", chosen), index=days.index)


def event_cells(days: pd.Series, event: pd.Timestamp, window: int) -> pd.Series:
    """ "before" or "after" for days less than `window` days from the event (its day is after); else ""."""
    distance = (pd.to_datetime(days) - event).dt.days
    after = (distance >= 0) & (distance < window)
    before = (distance < 0) & (distance >= -window)
    return pd.Series(np.where(after, "after", np.where(before, "before", "")), index=days.index)


def choose_dimension(articles: pd.DataFrame, *, speaker: bool = True) -> str:
    """What groups of a study are compared by: outlet, else language service, else period, section,
    speaker: the first that has two values or more. One outlet is the normal case.

    `articles` has outlet, service, day and section; an empty service or section is no value. Period is
    chosen when the articles span more than one month; speaker only when nothing else is left.
    """
    if _several(articles["outlet"]):
        return "outlet"
    if _several(articles["service"]):
        return "service"
    if pd.to_datetime(articles["day"]).dt.to_period("M").nunique() > 1:
        return "period"
    if _several(articles["section"]) or not speaker:
        return "section"
    return "speaker"


def _several(values: pd.Series) -> bool:
    return bool(values[values.fillna("") != ""].nunique() > 1)


def group_of(articles: pd.DataFrame, dimension: str) -> pd.Series:
    """The group of each article under a dimension; articles without a value are in group ""."""
    if dimension == "period":
        stamps = pd.to_datetime(articles["day"])
        middle = stamps.min() + (stamps.max() - stamps.min()) / 2
        return pd.Series(np.where(stamps < middle, "first half", "second half"), index=articles.index)
    if dimension == "speaker":
        return pd.Series("", index=articles.index)
    return articles[dimension].fillna("").astype(str)
