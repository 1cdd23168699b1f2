"""Several lines over time: one panel a class, two panels side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pandas as pd

from analysis.figures.layout import finish
from analysis.figures.marks import month_axis, series_key
from analysis.figures.style import DOUBLE, Look, Plot, start
from analysis.figures.time import series_lines, span_of


def panels_over_time(
    frame: pd.DataFrame,
    look: Look,
    *,
    classes: Sequence[str],
    title: Callable[[str, int], str],
    ylabel: str,
    scale: float = 1.0,
    caption: str = "",
) -> Plot:
    """Rows with class, group, period, estimate, low, high, n; every panel has its own scale.

    `title` is called with a class and the number of characters there is room for.
    """
    spans = [span_of(period) for period in frame["period"]]
    first, last = min(begin for begin, _ in spans), max(end for _, end in spans) - dt.timedelta(days=1)
    groups = look.order(list(frame["group"]))
    across = 1 if len(classes) == 1 else 2
    down = -(-len(classes) // across)
    figure = start(DOUBLE, 0.3 + 1.25 * down)
    grid = list(figure.subplots(down, across, sharex=True, squeeze=False).flat)
    month_axis(grid[0], first, last, ticks=9 // across)
    for axes, name in zip(grid, classes, strict=False):
        series_lines(axes, frame[frame["class"] == name], groups, look, scale=scale)
        axes.set_title(title(name, 70 // across))
    for axes in grid[len(classes) :]:
        axes.set_axis_off()
        grid[len(classes) - across].tick_params(labelbottom=True)
    figure.supylabel(ylabel, fontsize=8)
    quarters = frame["period"].str.contains("Q").any()
    told = " ".join([caption, look.word("growth bands"), look.word("pooled") if quarters else ""])
    return finish(
        figure, frame, look, caption=told.strip(), legend=series_key(frame, "group", groups, look, lines=True)
    )
