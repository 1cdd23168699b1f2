"""Words over a corpus: growth of the vocabulary, dispersion and rates of watched terms, formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.figures.layout import finish, nothing
from analysis.figures.marks import (
    LINE,
    day_number,
    dodge,
    end_labels,
    interval_rows,
    month_axis,
    number_axis,
    points,
    row_axis,
    row_height,
    series_key,
    with_size,
)
from analysis.figures.panels import panels_over_time
from analysis.figures.style import (
    DOUBLE,
    GREY,
    PALE,
    SINGLE,
    Look,
    Options,
    Plot,
    colour,
    drawing,
    line,
    marker,
    start,
    tidy,
)
from analysis.figures.time import rate_over_time
from analysis.figures.words import count

PER = 10_000


@drawing()
def growth(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """How many different words a text of a given length has, one curve a group, with 95 % bands.

    `estimates` holds rows of measure "diversity" with class "types", target (number of words, "10000"),
    group, estimate, low, high, n; rows with another class or without a number are left out. Only points at
    the same number of words compare: a curve that ends early belongs to a group with less text. More
    different words may come from more subjects, more names or more errors of spelling.
    """
    look = Look(**options)
    columns = ["group", "target", "estimate", "low", "high", "n"]
    frame = tidy(estimates[estimates["class"] == "types"], columns, key=["group", "target"])
    frame = frame.assign(words=pd.to_numeric(frame["target"], errors="coerce"))
    frame = frame.dropna(subset=["words", "estimate"]).sort_values(["group", "words"], kind="stable")
    if frame.empty:
        return nothing([*columns, "words"], look)
    groups = look.order(list(frame["group"]))
    labels = {
        name: with_size(look.label(name, wrap=13), frame[frame["group"] == name], look).replace(" (n", "\n(n")
        for name in groups
    }
    panel = max(2.1, LINE * len(groups) * max(label.count("\n") + 1.3 for label in labels.values()))
    figure = start(SINGLE, panel + 0.35)
    axes: Axes = figure.subplots()
    ends = [_curve(axes, frame[frame["group"] == name], number) for number, name in enumerate(groups)]
    highest = float(np.nanmax(frame[["estimate", "high"]].to_numpy(dtype=float)))
    axes.set(xlim=(0, 1.06 * frame["words"].max()), ylim=(0, 1.05 * highest))
    axes.set_xlabel(look.word("words"))
    axes.set_ylabel(look.word("different words"))
    axes.grid(color=PALE, lw=0.5, zorder=0)
    _whole_numbers(axes, look)
    end_labels(axes, [(end, number, labels[groups[number]]) for number, end in enumerate(ends)], panel)
    caption = look.word("growth bands") if frame["low"].notna().any() else ""
    return finish(figure, frame, look, caption=caption)


def _curve(axes: Axes, rows: pd.DataFrame, number: int) -> float:
    """Draw one group's curve from the origin; returns where it ends."""
    x = np.append(0.0, rows["words"].to_numpy(dtype=float))
    values = np.vstack([np.zeros(3), rows[["estimate", "low", "high"]].to_numpy(dtype=float)])
    axes.fill_between(x, values[:, 1], values[:, 2], color=colour(number), alpha=0.15, lw=0, zorder=1)
    axes.plot(x, values[:, 0], color=colour(number), ls=line(number), zorder=2)
    axes.plot(x[-1], values[-1, 0], color=colour(number), marker=marker(number), ms=3.2, zorder=3)
    return float(values[-1, 0])


def _whole_numbers(axes: Axes, look: Look) -> None:
    for axis, ticks in ((axes.xaxis, 4), (axes.yaxis, 6)):
        axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10], integer=True))
        axis.set_major_formatter(FuncFormatter(lambda value, _: count(value, look.language)))


@drawing()
def formula_share(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of words inside formulas (word sequences that recur across articles), with 95 % intervals.

    `estimates` is a slice of measure "formula" without contrasts: group, period, estimate, low, high, n. With
    any month or quarter among the periods it is drawn over time, else as one row a group. Shares of two
    groups compare only where they were measured on samples of equal size: more text has more repetition.
    """
    look = Look(**options)
    frame = tidy(estimates, ["group", "period", "estimate", "low", "high", "n"], key=["group", "period"])
    label = look.word("formula share")
    if (frame["period"] != "").any():
        return rate_over_time(frame.assign(**{"class": ""}), ylabel=label, **options)
    return interval_rows(frame.drop(columns="period"), look, row="group", xlabel=label)


@drawing()
def term_rates(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Uses of watched terms per 10,000 words over months and quarters: one panel a term, one line a group.

    `estimates` is a slice of measure "term_rate" without contrasts: class (the term), group, period, estimate
    (per word), low, high, n; rows of the whole period are left out. The plotted rows are per 10,000 words.
    Every panel has its own scale; terms keep their order in the table.
    """
    look = Look(**options)
    columns = ["class", "group", "period", "estimate", "low", "high", "n"]
    frame = tidy(estimates, columns, key=["class", "group", "period"])
    frame = frame[frame["period"] != ""].reset_index(drop=True)
    if frame["estimate"].isna().all():
        return nothing(columns, look, width=DOUBLE)
    frame = frame.assign(**{name: PER * frame[name] for name in ("estimate", "low", "high")})
    return panels_over_time(
        frame,
        look,
        classes=list(dict.fromkeys(frame["class"])),
        title=lambda term, width: look.term(term, width=width),
        ylabel=look.word("per 10,000"),
    )


@drawing()
def dispersion(
    estimates: pd.DataFrame, strip: pd.DataFrame, *, top: int = 12, **options: Unpack[Options]
) -> Plot:
    """Where terms occur over time, and how evenly over the articles: a strip of days and DPnorm a term.

    `estimates` is a slice of measure "dispersion" with class (the term), group, estimate (Gries' DPnorm: 0 as
    even as the lengths of the articles allow, 1 all in one article), low, high, n (uses). `strip` has day (a
    date; the first of a month for counts by month), term, count, and may have group. The `top` terms with
    most uses are shown, the least even first. Rare terms are uneven of necessity: compare terms of like
    frequency. The plotted rows are those of both tables (column `part`).
    """
    look = Look(**options)
    columns = ["class", "group", "estimate", "low", "high", "n"]
    frame = tidy(estimates, columns, key=["class", "group"]).dropna(subset=["estimate"])
    if frame.empty:
        return nothing(["part", *columns, "day", "count"], look, width=DOUBLE)
    uses = frame.groupby("class")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
    frame = frame[frame["class"].isin(uses.index[:top])]
    terms = look.order(
        list(frame["class"]), list(frame["estimate"] / frame.groupby("class")["n"].transform("size"))
    )
    groups = look.order(list(frame["group"]))
    days = _days(strip, terms, groups)
    lanes = len(groups) if (days["group"] != "").any() else 1
    labels = [look.term(term, width=26, lines=2) for term in terms]
    height = max(
        row_height(max(lanes, len(groups))), 0.08 + 0.125 * max(label.count("\n") + 1 for label in labels)
    )
    figure = start(DOUBLE, 0.42 + height * len(terms))
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1.7, 1])
    # A strip of all groups together must not wear the colour of one of them.
    tints = [colour(number) if lanes == len(groups) else GREY for number in range(lanes)]
    _ticks(left, days, terms, groups if lanes > 1 else [""], tints)
    for number, group in enumerate(groups):
        rows = frame[frame["group"] == group]
        heights = np.array([terms.index(term) for term in rows["class"]]) + dodge(number, len(groups))
        points(right, rows, heights, number=number)
    for axes in (left, right):
        row_axis(axes, labels)
    right.set(xlim=(-0.02, 1.02), xlabel="DPnorm")
    right.grid(axis="x", color=PALE, lw=0.5, zorder=0)
    number_axis(right, "x", look, ticks=5)
    plotted = pd.concat([frame.assign(part="dispersion"), days.assign(part="strip")], ignore_index=True)
    caption = f"{look.word('strip')} {look.word('interval')}"
    key = series_key(frame, "group", groups, look) if len(groups) > 1 else []
    return finish(figure, plotted[["part", *columns, "day", "count"]], look, caption=caption, legend=key)


def _days(strip: pd.DataFrame, terms: Sequence[str], groups: Sequence[str]) -> pd.DataFrame:
    """The days of the terms shown, as class, group, day, count; group is "" when the strip has none."""
    days = tidy(
        strip if "group" in strip.columns else strip.assign(group=""), ["term", "group", "day", "count"]
    )
    days = days.rename(columns={"term": "class"}).dropna(subset=["day"])
    days = days[days["class"].isin(terms) & days["group"].isin([*groups, ""]) & (days["count"] > 0)]
    return days.assign(day=pd.to_datetime(days["day"]).dt.date).reset_index(drop=True)


def _ticks(
    axes: Axes, days: pd.DataFrame, terms: Sequence[str], lanes: Sequence[str], tints: Sequence[str]
) -> None:
    """A mark for each day of a term, as high as the root of its count, in the lane of its group."""
    first, last = (days["day"].min(), days["day"].max()) if len(days) else (dt.date(2000, 1, 1),) * 2
    month_axis(axes, first, last, ticks=6)
    most = np.sqrt(max(float(days["count"].max()), 1.0)) if len(days) else 1.0
    span = 0.86 / len(lanes)
    many = len(days) > 5_000
    for number, (lane, tint) in enumerate(zip(lanes, tints, strict=True)):
        rows = days[days["group"] == lane] if len(lanes) > 1 else days
        floor = np.array([terms.index(term) for term in rows["class"]]) - 0.43 + span * (number + 1)
        tall = 0.94 * span * (0.3 + 0.7 * np.sqrt(rows["count"].to_numpy(dtype=float)) / most)
        x = np.array([day_number(day) + 0.5 for day in rows["day"]])
        axes.vlines(x, floor - tall, floor, color=tint, lw=0.6, rasterized=many, zorder=2)
