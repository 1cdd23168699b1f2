"""Whether it changed at the event: rates over months and quarters, and shifts with their intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.declarations.study import Event
from analysis.figures.layout import finish, nothing
from analysis.figures.marks import (
    LINE,
    day_number,
    end_labels,
    month_axis,
    number_axis,
    points,
    row_axis,
    with_size,
    write_value,
    zero_line,
)
from analysis.figures.style import (
    DOUBLE,
    GREY,
    PALE,
    Look,
    Options,
    Plot,
    clean,
    colour,
    drawing,
    fold,
    line,
    marker,
    start,
    tidy,
)
from analysis.figures.words import bounds, decimal

PANEL = 1.55


def span_of(period: str) -> tuple[dt.date, dt.date]:
    """First day of a month "2023-04" or quarter "2023-Q2", and the first day after it.

    Raises ValueError for anything else.
    """
    year, _, rest = period.partition("-")
    try:
        months = 3 if rest.startswith("Q") else 1
        month = 3 * int(rest[1:]) - 2 if months == 3 else int(rest)
        first = dt.date(int(year), month, 1)
    except ValueError:
        raise ValueError(f"period {period!r}: a month (2023-04) or a quarter (2023-Q2) is needed") from None
    following = month + months
    return first, dt.date(int(year) + (following - 1) // 12, (following - 1) % 12 + 1, 1)


@drawing()
def rate_over_time(
    estimates: pd.DataFrame,
    *,
    events: Sequence[Event] = (),
    percent: bool = True,
    ylabel: str = "",
    **options: Unpack[Options],
) -> Plot:
    """Estimates by month and quarter: one panel a class, one line a group, its 95 % band, dated events.

    `estimates` is a slice (one measure, voice, scope, language) with class, group, period ("2023-04" or
    "2023-Q2"), estimate, low, high, n. A quarter is drawn over its three months: cells with few articles were
    pooled. A line is broken where a month is missing, never drawn across a gap.
    """
    look = Look(**options)
    columns = ["class", "group", "period", "estimate", "low", "high", "n"]
    frame = tidy(estimates, columns, key=["class", "group", "period"])
    frame = frame[frame["period"] != ""].reset_index(drop=True)
    if frame["estimate"].isna().all():
        return nothing(columns, look, width=DOUBLE)
    spans = [span_of(period) for period in frame["period"]]
    first, last = min(start_ for start_, _ in spans), max(end for _, end in spans) - dt.timedelta(days=1)
    classes, groups = look.order(list(frame["class"])), look.order(list(frame["group"]))
    scale = 100.0 if percent else 1.0
    labels = {
        name: with_size(look.label(name, wrap=26), frame[frame["group"] == name], look).replace(" (n", "\n(n")
        for name in groups
    }
    panel = max(PANEL, LINE * sum(label.count("\n") + 1.5 for label in labels.values()))
    figure = start(DOUBLE, 0.4 + panel * len(classes))
    grid = figure.subplots(len(classes), 1, sharex=True, squeeze=False)[:, 0]
    month_axis(grid[-1], first, last)
    for axes, name in zip(grid, classes, strict=True):
        _lines(axes, frame[frame["class"] == name], labels, scale, look, panel)
        axes.set_title(look.label(name) if name and (len(classes) > 1 or name in look.labels) else "")
    _events(list(grid), [event for event in events if first <= event.day <= last])
    figure.supylabel(ylabel or look.word("rate" if percent else "value"), fontsize=8)
    quarters = frame["period"].str.contains("Q").any()
    caption = look.word("band") + (f" {look.word('pooled')}" if quarters else "")
    return finish(figure, frame, look, caption=caption)


def _lines(
    axes: Axes, frame: pd.DataFrame, labels: Mapping[str, str], scale: float, look: Look, panel: float
) -> None:
    ends = series_lines(axes, frame, list(labels), look, scale=scale)
    end_labels(axes, [(height, number, labels[group]) for height, number, group in ends], panel)


def series_lines(
    axes: Axes, frame: pd.DataFrame, groups: Sequence[str], look: Look, *, scale: float = 1.0
) -> list[tuple[float, int, str]]:
    """One line a group over its periods, with bands; returns last value, number and name of each group."""
    ends: list[tuple[float, int, str]] = []
    for number, group in enumerate(groups):
        rows = frame[frame["group"] == group].sort_values("period", key=lambda column: column.map(span_of))
        if rows.empty:
            continue
        shade = 0.18 if len(groups) <= 2 else 0.1
        for x, values in _stretches(rows, scale):
            axes.fill_between(
                x, values[:, 1], values[:, 2], color=colour(number), alpha=shade, lw=0, zorder=1
            )
            axes.plot(x, values[:, 0], color=colour(number), ls=line(number), lw=1.2, zorder=2)
        every = -(-len(rows) // 36)
        for order, (period, value) in enumerate(zip(rows["period"], rows["estimate"], strict=True)):
            if order % every == 0 or "Q" in period:
                _mark(axes, period, scale * float(value), number)
        last = rows["estimate"].dropna().tail(1)
        ends.append((scale * float(last.iloc[0]) if len(last) else 0.0, number, group))
    values = scale * frame[["estimate", "low", "high"]].to_numpy(dtype=float)
    known = values[~np.isnan(values)] if not np.isnan(values).all() else np.zeros(1)
    low, high = float(known.min()), float(known.max())
    floor = 0.0 if low >= 0 else low - 0.06 * (high - low)
    axes.set_ylim(floor, high + 0.2 * max(high - floor, 1e-9))
    axes.grid(axis="y", color=PALE, lw=0.5, zorder=0)
    number_axis(axes, "y", look, ticks=4)
    return ends


def _stretches(rows: pd.DataFrame, scale: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Middles and values of each run of periods without a gap between them."""
    spans = [span_of(period) for period in rows["period"]]
    middles = np.array([(day_number(first) + day_number(end)) / 2 for first, end in spans])
    values = scale * rows[["estimate", "low", "high"]].to_numpy(dtype=float)
    breaks = [i for i in range(1, len(spans)) if spans[i][0] > spans[i - 1][1]]
    return list(zip(np.split(middles, breaks), np.split(values, breaks), strict=True))


def _mark(axes: Axes, period: str, value: float, number: int) -> None:
    first, end = (day_number(day) for day in span_of(period))
    if "Q" in period:
        axes.plot(
            [first + 4, end - 4],
            [value, value],
            color=colour(number),
            lw=2.4,
            solid_capstyle="butt",
            zorder=3,
        )
    axes.plot([(first + end) / 2], [value], marker=marker(number), ms=3.2, color=colour(number), zorder=3)


def _events(grid: Sequence[Axes], events: Sequence[Event]) -> None:
    left, right = grid[0].get_xlim()
    for number, event in enumerate(sorted(events, key=lambda event: (event.day, event.name))):
        x = day_number(event.day)
        for axes in grid:
            axes.axvline(x, color=GREY, ls=(0, (4, 2)), lw=0.9, zorder=1)
        late = (x - left) / (right - left) > 0.6
        grid[0].annotate(
            fold(clean(event.label), 34),
            (x, 0.98 - 0.1 * (number % 2)),
            xycoords=grid[0].get_xaxis_transform(),
            xytext=(-3 if late else 3, 0),
            textcoords="offset points",
            ha="right" if late else "left",
            va="top",
            fontsize=7,
            color=GREY,
            zorder=5,
        )


@drawing()
def event_shift(
    estimates: pd.DataFrame, *, percent: bool = True, xlabel: str = "", **options: Unpack[Options]
) -> Plot:
    """Change after an event, one row a class and group, with its 95 % interval drawn and written.

    `estimates` is a slice with one contrast ("after - before: EVENT") and class, group, contrast, estimate,
    low, high, n. Shares are shown as percentage points. A change after an event need not be its effect: look
    at the line over time, and at groups that the event did not touch.
    """
    look = Look(**options)
    columns = ["class", "group", "contrast", "estimate", "low", "high", "n"]
    frame = tidy(estimates, columns, key=["class", "group"])
    if frame.empty:
        return nothing(columns, look)
    if len(set(frame["contrast"])) > 1:
        raise ValueError(f"event_shift: one contrast a figure, found {sorted(set(frame['contrast']))[:3]}")
    scale = 100.0 if percent else 1.0
    groups = look.order(list(frame["group"]))
    classes = look.order(list(frame["class"]), list(frame["estimate"]))
    headed = len(groups) > 1
    figure = start(DOUBLE, 0.5 + 0.175 * (len(frame) + headed * len(classes)))
    axes: Axes = figure.subplots()
    _forest(axes, frame, classes, groups, scale, look)
    axes.set_xlabel(xlabel or look.word("shift" if percent else "change"))
    caption = f"{clean(frame['contrast'].iloc[0])}. {look.word('interval')}"
    return finish(figure, frame, look, caption=caption)


def _forest(
    axes: Axes, frame: pd.DataFrame, classes: Sequence[str], groups: Sequence[str], scale: float, look: Look
) -> None:
    keyed = {(str(row["class"]), str(row["group"])): dict(row) for row in frame.to_dict("records")}
    headed = len(groups) > 1
    pairs = [
        (name, group)
        for name in classes
        for group in ([None, *groups] if headed else groups)
        if group is None or (name, group) in keyed
    ]
    labels = []
    for height, (name, group) in enumerate(pairs):
        if group is None:
            labels.append(look.label(name))
            axes.axhspan(height - 0.5, height + 0.5, color="#ececec", lw=0, zorder=0)
            continue
        row = keyed[name, group]
        one = pd.DataFrame([row])
        labels.append(with_size(look.label(group if headed else name), one, look))
        points(axes, one, np.array([float(height)]), number=groups.index(group), scale=scale)
        write_value(axes, _written(row, scale, look), height)
    row_axis(axes, labels, bands=False)
    for text, (_, group) in zip(axes.get_yticklabels(), pairs, strict=True):
        text.set_fontweight("bold" if group is None else "normal")
    zero_line(axes)
    number_axis(axes, "x", look)
    axes.grid(axis="x", color=PALE, lw=0.5, zorder=0)


def _written(row: dict[Any, Any], scale: float, look: Look) -> str:
    digits = 1 if scale == 100 else 2
    numbers = (scale * float(row[name]) for name in ("estimate", "low", "high"))
    value, low, high = (decimal(number, digits, look.language, sign=True) for number in numbers)
    return f"{value} {bounds(low, high, look.language)}"
