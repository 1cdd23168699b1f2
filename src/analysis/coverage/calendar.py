"""The calendar of a collection: what each service of an outlet has day by day, and where it is incomplete.

A quiet day and a day that was not collected look alike. Runs of empty days are tested against the service's
own weekday pattern, and against the running numbers of its addresses where they have any: these tell apart
what was not published from what was not collected.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.coverage.numbering import Numbers, running_numbers
from analysis.coverage.rates import (
    SIDE,
    Mask,
    Rates,
    Reals,
    divide,
    empty_probability,
    few_probability,
    learn_rates,
)
from analysis.declarations.study import Coverage, Kept, Period

SERVICE = ["outlet", "service", "language"]
COLUMNS = [*SERVICE, "start", "end", "kind", "articles", "expected", "p", "share_of_numbers"]
# A service with fewer articles is not tested: its rates cannot be told from chance.
FEWEST = 30
# Passes after which what was found no longer changes in practice.
PASSES = 5
# Share of a month's days that lie in gaps or incomplete periods from which on the month counts as incomplete.
MONTH_SHARE = 0.25


@dataclass(frozen=True)
class Stretch:
    """Days begin to end (excluded) of a service, by number, that are a gap or incomplete."""

    begin: int
    end: int
    kind: str
    expected: float
    p: float


def daily(articles: pd.DataFrame, *, period: Period | None = None) -> pd.DataFrame:
    """Articles by outlet, service, language and day, one column a day; days without articles are zero.

    `articles` needs outlet, service, language and day. Days run over the declared period, else from the
    first to the last day of each outlet's own articles, so that a service that begins late is seen to.
    """
    dated = articles[articles["day"].notna()]
    days = pd.to_datetime(dated["day"])
    if dated.empty:
        return pd.DataFrame(index=pd.MultiIndex.from_arrays([[]] * 3, names=SERVICE))
    first, last = (period.start, period.end) if period else (days.min(), days.max())
    counts = dated.assign(day=days).groupby([*SERVICE, "day"]).size().unstack("day", fill_value=0)
    return counts.reindex(columns=pd.date_range(first, last), fill_value=0).sort_index()


def coverage(
    articles: pd.DataFrame, *, options: Coverage | None = None, period: Period | None = None
) -> pd.DataFrame:
    """Stretches of days of each service of an outlet: gap, incomplete or complete. Table `coverage`.

    `articles` needs outlet, service, language, day and url. The language is the one found in the text: a
    wrong language column of the source would make services look incomplete that are not.

    A gap is a run of days without articles whose probability is under `options.threshold`, corrected
    (Bonferroni) for the number of runs of the service. Without running numbers the probability is
    that of a negative binomial count with the run's expected number of articles (weekday factors times the
    lower of the rates of the eight weeks before and after) and the variance of counts of that length. With
    running numbers of which most were seen, it is that of missing every number of the run: a run without
    missing numbers is no gap, however long.

    Incomplete is a period of weeks, found by the best division of the calendar into periods of one rate
    (Jackson et al. 2005, quasi-Poisson), whose rate is under `options.least` of the service's usual one (the
    upper quartile over days), unless running numbers were seen as usual in it. An outlet that truly
    published so little looks the same: `options.keep` says which to trust. Complete means that nothing
    speaks against it; a service of under 30 articles is not tested and its p is missing, as it is for
    complete periods.

    articles is what was seen, expected what the usual rate gives (for a gap the local one), p corrected;
    share_of_numbers is missing where addresses carry no running number. It misleads where an outlet
    stops for weeks and has no numbers (holidays), and sees no gap shorter than the rate lets it see: at
    one article in three days, about five weeks.
    """
    options = options or Coverage()
    rows: list[dict[str, object]] = []
    dated = articles[articles["day"].notna()]
    groups = dict(list(dated.groupby(SERVICE, sort=True)))
    for _, own in dated.groupby("outlet", sort=True):
        table = daily(own, period=period)
        days = pd.DatetimeIndex(table.columns)
        for name, counts in zip(table.index, table.to_numpy(float), strict=True):
            numbers = running_numbers(groups[name], start=days[0])
            found = _stretches(counts, days, numbers, options)
            rows += [_row(name, one, counts, days, numbers) for one in _whole(found, counts)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(
    name: tuple[str, str, str],
    stretch: Stretch,
    counts: Reals,
    days: pd.DatetimeIndex,
    numbers: Numbers | None,
) -> dict[str, object]:
    share = numbers.share(stretch.begin, stretch.end) if numbers else float("nan")
    return {
        **dict(zip(SERVICE, name, strict=True)),
        "start": days[stretch.begin].date(),
        "end": days[stretch.end - 1].date(),
        "kind": stretch.kind,
        "articles": int(counts[stretch.begin : stretch.end].sum()),
        "expected": stretch.expected,
        "p": stretch.p,
        "share_of_numbers": share,
    }


def _whole(found: Sequence[Stretch], counts: Reals) -> Iterator[Stretch]:
    """All days in order: what was found, and complete periods between."""
    used = np.ones(len(counts), dtype=bool)
    for stretch in found:
        used[stretch.begin : stretch.end] = False
    usual = counts[used].mean() if used.any() else 0.0
    place = 0
    for stretch in sorted(found, key=lambda one: one.begin):
        if stretch.begin > place:
            yield Stretch(place, stretch.begin, "complete", usual * (stretch.begin - place), float("nan"))
        yield stretch
        place = stretch.end
    if place < len(counts):
        yield Stretch(place, len(counts), "complete", usual * (len(counts) - place), float("nan"))


def _stretches(
    counts: Reals, days: pd.DatetimeIndex, numbers: Numbers | None, options: Coverage
) -> list[Stretch]:
    """Gaps and incomplete periods; what is found is left out of the rates, until nothing more is found."""
    if counts.sum() < FEWEST:
        return []
    weekday = days.day_of_week.to_numpy()
    away = np.zeros(len(counts), dtype=bool)
    found: list[Stretch] = []
    for _ in range(PASSES):
        rates = learn_rates(counts, weekday, ~away)
        gaps = _gaps(counts, rates, numbers, options.threshold)
        closed = np.zeros(len(counts), dtype=bool)
        for gap in gaps:
            closed[gap.begin : gap.end] = True
        found = [
            *gaps,
            *(one for one in _incomplete(counts, rates, closed, options) if not _silent(one, numbers)),
        ]
        now = np.zeros(len(counts), dtype=bool)
        for stretch in found:
            now[stretch.begin : stretch.end] = True
        if (now == away).all():
            break
        away = now
    return found


def _silent(stretch: Stretch, numbers: Numbers | None) -> bool:
    """Whether the running numbers say that little was published, not that little was collected."""
    if numbers is None:
        return False
    return numbers.share(stretch.begin, stretch.end) >= numbers.share(0, sys.maxsize) / 2


def _gaps(counts: Reals, rates: Rates, numbers: Numbers | None, threshold: float) -> list[Stretch]:
    active = np.flatnonzero(counts > 0)
    edges = [-1, *active.tolist(), len(counts)]
    tests = len(edges) - 1
    found = []
    for before, after in pairwise(edges):
        if after - before <= 1:
            continue
        begin, end = before + 1, after
        expected = _local(counts, rates, begin, end) * float(rates.factor[begin:end].sum())
        inner = before >= 0 and after < len(counts)
        p = numbers.missed(begin, end) if numbers and inner else None
        if p is None:
            p = empty_probability(expected, rates.excess(end - begin))
        if tests * p <= threshold:
            found.append(Stretch(begin, end, "gap", expected, min(tests * p, 1.0)))
    return found


def _local(counts: Reals, rates: Rates, begin: int, end: int) -> float:
    """The lower of the rates before and after a run, from the nearest days that count as collected.

    A side with less than two weeks of them is not heard, unless there is no other.
    """
    sides = []
    for days in (np.arange(begin - 1, -1, -1), np.arange(end, len(counts))):
        near = days[rates.used[days]][:SIDE]
        sides.append((len(near), counts[near].sum() / max(rates.factor[near].sum(), 1e-9)))
    heard = [rate for size, rate in sides if size >= 14] or [max(sides)[1]]
    return float(min(heard))


def _incomplete(counts: Reals, rates: Rates, closed: Mask, options: Coverage) -> list[Stretch]:
    weeks = [np.arange(start, min(start + 7, len(counts))) for start in range(0, len(counts), 7)]
    seen = np.array([counts[week][~closed[week]].sum() for week in weeks])
    exposure = np.array([rates.factor[week][~closed[week]].sum() for week in weeks])
    excess = rates.excess(7)
    parts = divide(seen, exposure, penalty=3 * np.log(max(len(weeks), 2)) * excess)
    sums = [(seen[a:b].sum(), exposure[a:b].sum()) for a, b in parts]
    levels = np.array([x / e if e > 0 else 0.0 for x, e in sums])
    usual = _upper_quartile(levels, np.array([e for _, e in sums]))
    found = []
    for (a, b), (x, e), level in zip(parts, sums, levels, strict=True):
        p = few_probability(x, usual * e, rates.excess(7 * (b - a))) * len(weeks)
        if e > 0 and level < options.least * usual and p <= options.threshold:
            found += _open(weeks[a][0], weeks[b - 1][-1] + 1, closed, usual * rates.factor, min(p, 1.0))
    return found


def _open(begin: int, end: int, closed: Mask, expected: Reals, p: float) -> list[Stretch]:
    """An incomplete period without the gaps that lie in it."""
    inside = np.flatnonzero(~closed[begin:end]) + begin
    runs = np.split(inside, np.flatnonzero(np.diff(inside) > 1) + 1)
    return [
        Stretch(int(run[0]), int(run[-1]) + 1, "incomplete", float(expected[run].sum()), p)
        for run in runs
        if len(run)
    ]


def _upper_quartile(levels: Reals, weights: Reals) -> float:
    order = np.argsort(levels, kind="stable")
    reached = np.cumsum(weights[order])
    return float(levels[order][np.searchsorted(reached, 0.75 * reached[-1])])


def incomplete_months(table: pd.DataFrame, *, keep: Sequence[Kept] = ()) -> pd.DataFrame:
    """Months of a service a quarter of whose days or more lie in gaps or incomplete periods.

    `table` is the table `coverage`; periods that `keep` names (of the outlet and service named there, of
    all when none is) count as complete. Columns outlet, service, language, month ("2024-05").
    """
    rows: list[tuple[str, str, str, str]] = []
    marked = table[table["kind"] != "complete"]
    for key in sorted(set(marked[SERVICE].itertuples(index=False, name=None))):
        group = marked[(marked[SERVICE] == list(key)).all(axis=1)]
        days = pd.DatetimeIndex([])
        for start, end in zip(group["start"], group["end"], strict=True):
            days = days.union(pd.date_range(start, end))
        for kept in keep:
            if kept.outlet in ("", key[0]) and kept.service in ("", key[1]):
                days = days[(days.date < kept.start) | (days.date > kept.end)]
        for month, size in sorted(Counter(days.to_period("M")).items()):
            if size / month.days_in_month >= MONTH_SHARE:
                rows.append((*key, str(month)))
    return pd.DataFrame(rows, columns=[*SERVICE, "month"])


def in_months(articles: pd.DataFrame, months: pd.DataFrame) -> Mask:
    """Whether each article (outlet, service, language, day) lies in one of the months."""
    marked = set(months[[*SERVICE, "month"]].itertuples(index=False, name=None))
    stamp = pd.to_datetime(articles["day"]).dt.strftime("%Y-%m")
    keys = zip(*(articles[name] for name in SERVICE), stamp, strict=True)
    return np.fromiter((key in marked for key in keys), dtype=bool, count=len(articles))
