"""How one issue is framed: rates of frames by group, and how well planted rates are found again."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D

from analysis.figures.layout import finish, nothing
from analysis.figures.marks import interval_rows, number_axis
from analysis.figures.style import (
    DOUBLE,
    GREY,
    INK,
    SINGLE,
    Look,
    Options,
    Plot,
    colour,
    drawing,
    marker,
    start,
    tidy,
)
from analysis.figures.words import bounds, decimal, sample_size

SHADES = LinearSegmentedColormap.from_list("shades", ["#f7fbff", "#9ecae1", "#08519c"])


@drawing()
def frame_rates(estimates: pd.DataFrame, *, xlabel: str = "", **options: Unpack[Options]) -> Plot:
    """Rate of each frame by group, with 95 % intervals.

    `estimates` is a slice of measure "frame" (one voice, scope, language, period) with class, group,
    estimate (a share), low, high, n. Frames overlap: rates of a group do not sum to one.
    """
    look = Look(**options)
    rows = tidy(estimates, ["class", "group", "estimate", "low", "high", "n"])
    return interval_rows(rows, look, row="class", by="group", xlabel=xlabel or look.word("frame rate"))


@drawing()
def frame_heatmap(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Rate of each frame (rows) in each group (columns), in percent, with its 95 % interval below.

    Columns as for `frame_rates`. Shades run from 0 to the largest rate shown; the numbers carry the
    finding, since shades of neighbouring cells are easily misread.
    """
    look = Look(**options)
    columns = ["class", "group", "estimate", "low", "high", "n"]
    frame = tidy(estimates, columns, key=["class", "group"])
    if frame.empty:
        return nothing(columns, look)
    rows = look.order(list(frame["class"]), list(frame["estimate"]))
    groups = look.order(list(frame["group"]))
    grid = frame.pivot(index="class", columns="group", values="estimate").reindex(index=rows, columns=groups)
    width = SINGLE if len(groups) <= 3 else DOUBLE
    wrap = max(8, int((width - 1.4) / len(groups) / 0.068))
    heads = [_head(frame, name, look, wrap) for name in groups]
    tallest = max(head.count("\n") + 1 for head in heads)
    figure = start(width, 0.2 + 0.13 * tallest + 0.3 * len(rows))
    axes: Axes = figure.subplots()
    highest = float(np.nanmax(np.append(grid.to_numpy(dtype=float), 1e-9)))
    axes.pcolormesh(grid.to_numpy(dtype=float), cmap=SHADES, vmin=0, vmax=highest, edgecolors="white", lw=1)
    _cells(axes, frame, rows, groups, highest, look)
    axes.set_ylim(len(rows), 0)
    axes.set_yticks(np.arange(len(rows)) + 0.5, [look.label(name, wrap=24) for name in rows])
    axes.set_xticks(np.arange(len(groups)) + 0.5, heads)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return finish(figure, frame, look, caption=f"{look.word('frame rate')}; {look.word('in brackets')}")


def _head(frame: pd.DataFrame, group: str, look: Look, wrap: int) -> str:
    sizes = [float(value) for value in frame.loc[frame["group"] == group, "n"]]
    return f"{look.label(group, wrap=wrap)}\n{sample_size(sizes, look.language)}"


def _cells(
    axes: Axes, frame: pd.DataFrame, rows: list[str], groups: list[str], highest: float, look: Look
) -> None:
    for row in frame.to_dict("records"):
        x, y = groups.index(row["group"]) + 0.5, rows.index(row["class"]) + 0.5
        value, low, high = (100 * float(row[name]) for name in ("estimate", "low", "high"))
        ink = ink_on(value / (100 * highest))
        axes.text(x, y - 0.2, decimal(value, 1, look.language), ha="center", va="center", color=ink)
        if low == low and high == high:
            text = bounds(decimal(low, 1, look.language), decimal(high, 1, look.language), look.language)
            axes.text(x, y + 0.24, text, ha="center", va="center", color=ink, fontsize=6)


def ink_on(share: float) -> str:
    """The colour of text that stands out on `SHADES` at this share of the darkest."""
    shade = SHADES(share)
    # The brightness at which black and white text stand out equally.
    return "white" if 0.2126 * shade[0] + 0.7152 * shade[1] + 0.0722 * shade[2] < 0.55 else INK


@drawing()
def recovery(
    estimates: pd.DataFrame, *, by: str = "measure", percent: bool = True, **options: Unpack[Options]
) -> Plot:
    """Measured against planted values of a simulated press, with 95 % intervals; misses are crossed.

    `estimates` needs planted, estimate, low, high and `by` (the series). For simulated data only: it says
    how the instrument measures what was planted, nothing about a real outlet. `percent` for shares.
    """
    look = Look(**options)
    columns = [by, "planted", "estimate", "low", "high"]
    frame = tidy(estimates, columns).dropna(subset=["planted", "estimate"]).reset_index(drop=True)
    if frame.empty:
        return nothing([*columns, "covered"], look)
    frame["covered"] = (frame["low"] <= frame["planted"]) & (frame["planted"] <= frame["high"])
    scale = 100.0 if percent else 1.0
    series = look.order(list(frame[by]))
    figure = start(SINGLE, 3.1)
    axes: Axes = figure.subplots()
    for number, name in enumerate(series):
        _recovered(axes, frame[frame[by] == name], number, scale)
    ends = scale * frame[["planted", "estimate", "low", "high"]].to_numpy(dtype=float)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    pad = 0.05 * max(high - low, 0.01 * scale)
    axes.plot([low - pad, high + pad], [low - pad, high + pad], color=GREY, lw=0.7, ls=(0, (4, 2)), zorder=1)
    axes.set(xlim=(low - pad, high + pad), ylim=(low - pad, high + pad), aspect="equal")
    unit = " (%)" if percent else ""
    axes.set_xlabel(look.word("planted") + unit)
    axes.set_ylabel(look.word("measured") + unit)
    number_axis(axes, "x", look, ticks=5)
    number_axis(axes, "y", look, ticks=5)
    caption = look.word("covered").format(int(frame["covered"].sum()), len(frame))
    key = [
        (Line2D([], [], color=colour(i), marker=marker(i), lw=1), look.label(s)) for i, s in enumerate(series)
    ]
    return finish(figure, frame, look, caption=caption, legend=key if len(series) > 1 else [])


def _recovered(axes: Axes, rows: pd.DataFrame, number: int, scale: float) -> None:
    values = scale * rows[["planted", "estimate", "low", "high"]].to_numpy(dtype=float)
    axes.vlines(values[:, 0], values[:, 2], values[:, 3], color=colour(number), lw=0.8, alpha=0.6, zorder=2)
    axes.plot(
        values[:, 0], values[:, 1], ls="none", marker=marker(number), ms=3.2, color=colour(number), zorder=3
    )
    missed = values[~rows["covered"].to_numpy(dtype=bool)]
    axes.plot(missed[:, 0], missed[:, 1], ls="none", marker="x", ms=8, mew=1, color=INK, zorder=4)
