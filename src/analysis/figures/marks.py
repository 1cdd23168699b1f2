"""Marks that several figures share: rows of points with intervals, number axes, legends of series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.figures.layout import apart, finish, nothing
from analysis.figures.style import (
    DOUBLE,
    GREY,
    INK,
    PALE,
    SINGLE,
    Look,
    Plot,
    colour,
    fold,
    line,
    marker,
    start,
    tidy,
)
from analysis.figures.words import decimal, sample_size

INTERVAL = ("estimate", "low", "high")
LINE = 0.118


def number_axis(axis_of: Axes, which: str, look: Look, *, ticks: int = 6, whole: bool = False) -> None:
    """Numbers in the figure's language on the x or y axis."""
    axis = axis_of.xaxis if which == "x" else axis_of.yaxis

    def shown(value: float, _: int | None = None) -> str:
        digits = len(f"{value:.6g}".partition(".")[2])
        return decimal(value, digits, look.language)

    axis.set_major_locator(
        MaxNLocator(ticks, steps=[1, 2, 5, 10] if whole else [1, 2, 2.5, 5, 10], integer=whole)
    )
    axis.set_major_formatter(FuncFormatter(shown))


def day_number(day: dt.date) -> float:
    """A day as a number on the time axis: days since 1970."""
    return float((day - dt.date(1970, 1, 1)).days)


def month_axis(axes: Axes, first: dt.date, last: dt.date, *, ticks: int = 9) -> None:
    """Ticks at the first of a month, as year and month, at most about `ticks` of them."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((size for size in (1, 2, 3, 6, 12, 24, 60) if months / size <= ticks), 120)
    marks = [
        dt.date(year, month, 1)
        for year in range(first.year, last.year + 2)
        for month in range(1, 13)
        if (year * 12 + month - 1) % step == 0 and first <= dt.date(year, month, 1) <= last
    ]
    marks = marks or [first]
    axes.set_xticks(
        [day_number(mark) for mark in marks],
        [f"{mark:%Y}" if step >= 12 else f"{mark:%Y-%m}" for mark in marks],
    )
    axes.set_xlim(day_number(first), day_number(last) + 1)


def row_axis(axes: Axes, labels: Sequence[str], *, bands: bool = True) -> None:
    """Rows from the top down, named at the left, every second one on a pale band."""
    axes.set_yticks(range(len(labels)), list(labels))
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    for number in range(1, len(labels) if bands else 0, 2):
        axes.axhspan(number - 0.5, number + 0.5, color="#f3f3f3", lw=0, zorder=0)


def zero_line(axes: Axes) -> None:
    axes.axvline(0, color=GREY, lw=0.7, zorder=1)


def points(
    axes: Axes,
    frame: pd.DataFrame,
    positions: np.ndarray,
    *,
    number: int = 0,
    scale: float = 1.0,
    hollow: bool = False,
    shade: str = "",
) -> None:
    """Estimates at given heights with their intervals; a missing bound leaves the interval out."""
    tint = shade or colour(number)
    values = frame[list(INTERVAL)].to_numpy(dtype=float) * scale
    axes.hlines(positions, values[:, 1], values[:, 2], color=tint, lw=1.1, zorder=2)
    axes.plot(
        values[:, 0],
        positions,
        linestyle="none",
        marker=marker(number),
        color=tint,
        markerfacecolor="white" if hollow else tint,
        markeredgewidth=0.9,
        zorder=3,
    )


def dodge(number: int, size: int) -> float:
    """How far series `number` of `size` lies below the middle of its row, in rows."""
    return (number - (size - 1) / 2) * min(0.26, 0.8 / max(size, 1))


def row_height(series: int) -> float:
    """Inches that a row with this many series needs."""
    return max(0.2, 0.1 + 0.1 * series)


def series_key(
    frame: pd.DataFrame, by: str, series: Sequence[str], look: Look, *, lines: bool = False
) -> list[tuple[Artist, str]]:
    """Legend entries of series with their sample sizes (column `n`, when the frame has it)."""
    entries: list[tuple[Artist, str]] = []
    for number, name in enumerate(series):
        handle = Line2D(
            [],
            [],
            color=colour(number),
            marker=marker(number),
            linestyle=line(number) if lines else "-",
            linewidth=1.1,
        )
        entries.append((handle, with_size(look.label(name), frame[frame[by] == name], look)))
    return entries


def with_size(label: str, rows: pd.DataFrame, look: Look) -> str:
    """A label followed by the sample size of its rows."""
    size = sample_size([float(value) for value in rows["n"]], look.language) if "n" in rows else ""
    return f"{label} ({size})" if size else label


def interval_rows(
    estimates: pd.DataFrame,
    look: Look,
    *,
    row: str,
    by: str = "",
    panels: str = "",
    scale: float = 100.0,
    xlabel: str,
    zero: bool = False,
    hollow: Mapping[str, bool] | None = None,
    names: Mapping[str, str] | None = None,
    width: float = 0.0,
    caption: str = "",
) -> Plot:
    """Rows of points with 95 % intervals; series `by` side by side in a row, one panel a value of `panels`.

    `scale` is 100 for shares shown in percent. Rows named in `hollow` as true have hollow points. `names`
    replaces the labels of rows. Without `by`, each row's label carries its sample size.
    """
    extra = ["n"] if "n" in estimates.columns else []
    keys = [name for name in (panels, row, by) if name]
    columns = [*keys, *INTERVAL, *extra]
    frame = tidy(estimates, columns, key=keys)
    if frame["estimate"].isna().all():
        return nothing(columns, look)
    rows = look.order(list(frame[row]), list(frame["estimate"]))
    series = look.order(list(frame[by])) if by else [""]
    facets = look.order(list(frame[panels])) if panels else [""]
    facets.sort(key=lambda name: name == "quoted")
    width = width or (SINGLE if len(facets) == 1 and len(series) <= 5 else DOUBLE)
    labels = _row_labels(frame, row, rows, look, by=by, names=names or {}, wrap=19 if width == SINGLE else 26)
    tallest = 0.08 + 0.125 * max(label.count("\n") + 1 for label in labels)
    figure = start(width, 0.42 + max(row_height(len(series)), tallest) * len(rows))
    grid = figure.subplots(1, len(facets), sharex=True, sharey=True, squeeze=False)[0]
    for axes, facet in zip(grid, facets, strict=True):
        part = frame[frame[panels] == facet] if panels else frame
        _panel(axes, part, look, row=row, rows=rows, by=by, series=series, scale=scale, hollow=hollow or {})
        if zero:
            zero_line(axes)
        if len(facets) > 1:
            axes.set_title(look.label(facet))
    number_axis(grid[0], "x", look, ticks=5)
    for axes in grid:
        row_axis(axes, labels)
        axes.grid(axis="x", color=PALE, lw=0.5, zorder=0)
    for axes in grid:
        axes.set_xlabel(xlabel)
    key = series_key(frame, by, series, look) if by and len(series) > 1 else []
    only = with_size(look.label(series[0]), frame, look) + "." if by and not key else ""
    return finish(figure, frame, look, caption=f"{caption} {only} {look.word('interval')}", legend=key)


def _row_labels(
    frame: pd.DataFrame,
    row: str,
    rows: Sequence[str],
    look: Look,
    *,
    by: str,
    names: Mapping[str, str],
    wrap: int,
) -> list[str]:
    labels = [fold(names[name], wrap) if name in names else look.label(name, wrap=wrap) for name in rows]
    if by or "n" not in frame.columns:
        return labels
    sizes = [[float(size) for size in frame.loc[frame[row] == name, "n"]] for name in rows]
    return [f"{label}\n{sample_size(size, look.language)}" for label, size in zip(labels, sizes, strict=True)]


def _panel(
    axes: Axes,
    frame: pd.DataFrame,
    look: Look,
    *,
    row: str,
    rows: Sequence[str],
    by: str,
    series: Sequence[str],
    scale: float,
    hollow: Mapping[str, bool],
) -> None:
    place = {name: number for number, name in enumerate(rows)}
    for number, name in enumerate(series):
        mine = frame[frame[by] == name] if by else frame
        for open_ in (False, True):
            part = mine[np.array([hollow.get(value, False) is open_ for value in mine[row]], dtype=bool)]
            heights = np.array([place[value] for value in part[row]], dtype=float) + dodge(
                number, len(series)
            )
            points(axes, part, heights, number=number, scale=scale, hollow=open_)


def write_value(axes: Axes, text: str, height: float) -> None:
    """A text at the right of the axes at the height of its row."""
    axes.annotate(
        text,
        (1.02, height),
        xycoords=axes.get_yaxis_transform(),
        va="center",
        fontsize=7,
        color=INK,
        annotation_clip=False,
    )


def end_labels(axes: Axes, ends: Sequence[tuple[float, int, str]], panel: float) -> None:
    """Labels of lines at the right of axes `panel` inches high: each end's value, series number and text."""
    low, high = axes.get_ylim()
    tallest = max((label.count("\n") + 1 for _, _, label in ends), default=1)
    gap = (high - low) * LINE * (tallest + 0.3) / panel
    heights = apart([value for value, _, _ in ends], gap, low=low + gap / 2, high=high - gap / 2)
    for (_, number, label), height in zip(ends, heights, strict=True):
        axes.plot(
            [1.015],
            [height],
            marker=marker(number),
            ms=3.2,
            color=colour(number),
            clip_on=False,
            transform=axes.get_yaxis_transform(),
        )
        axes.annotate(
            label,
            (1.03, height),
            xycoords=axes.get_yaxis_transform(),
            va="center",
            fontsize=7,
            color=colour(number),
            annotation_clip=False,
            linespacing=1.05,
        )
