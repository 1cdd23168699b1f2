"""What leaders are called: their titles and epithets over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.figures.frames import SHADES, ink_on
from analysis.figures.layout import finish, nothing
from analysis.figures.marks import day_number, month_axis, row_axis, write_value
from analysis.figures.style import DOUBLE, GREY, Look, Options, Plot, drawing, start, tidy
from analysis.figures.time import span_of
from analysis.figures.words import bounds, decimal, percent

COLUMNS = ["class", "target", "group", "period", "estimate", "low", "high", "n"]
DIGIT = 0.075


@drawing()
def titles(estimates: pd.DataFrame, *, top: int = 6, loose: float = 0.4, **options: Unpack[Options]) -> Plot:
    """Share of each leader's mentions that carry each title, by month or quarter: strips with numbers.

    `estimates` is a slice of measure "title" with class (the title or epithet as written; "" is the name
    alone), target (the leader), group, period ("2023-04", "2023-Q2", or "" for the whole period, written at
    the right with its interval), estimate, low, high, n (mentions with the title). One strip a leader and
    group with the `top` titles of the leader; cells whose interval is wider than `loose` have a dashed edge.
    A mention may carry two titles: shares of a leader need not sum to one. Where a period is too narrow for
    numbers only the shades remain. Two leaders in three groups fill a page: slice the table for more.
    """
    look = Look(**options)
    frame = tidy(estimates, COLUMNS, key=["class", "target", "group", "period"]).dropna(subset=["estimate"])
    cells = frame[frame["period"] != ""]
    if cells.empty:
        return nothing(COLUMNS, look, width=DOUBLE)
    leaders = look.order(list(frame["target"]), list(frame["n"]))
    rows = {leader: _frequent(frame[frame["target"] == leader], top) for leader in leaders}
    shown = [name in rows[leader] for name, leader in zip(frame["class"], frame["target"], strict=True)]
    frame = frame[np.array(shown)].reset_index(drop=True)
    strips = [
        (leader, group, part)
        for leader in leaders
        for group in look.order(list(frame.loc[frame["target"] == leader, "group"]))
        if len(part := frame[(frame["target"] == leader) & (frame["group"] == group)])
    ]
    sizes = [len(rows[leader]) for leader, _, _ in strips]
    figure = start(DOUBLE, 0.25 + 0.3 * len(strips) + 0.19 * sum(sizes))
    grid = figure.subplots(len(strips), 1, sharex=True, squeeze=False, height_ratios=sizes)[:, 0]
    spans = [span_of(period) for period in cells["period"]]
    month_axis(
        grid[-1], min(begin for begin, _ in spans), max(end for _, end in spans) - dt.timedelta(days=1)
    )
    highest = max(float(frame.loc[frame["period"] != "", "estimate"].max()), 1e-9)
    for axes, (leader, group, part) in zip(grid, strips, strict=True):
        _strip(axes, part, rows[leader], highest, loose, look)
        axes.set_title(
            look.term(look.label(leader), width=50) + (f" – {look.label(group)}" if group else ""), pad=3
        )
    done = finish(figure, frame, look, caption=_caption(frame, highest, loose, look))
    for axes, (leader, _, part) in zip(grid, strips, strict=True):
        _numbers(axes, part, rows[leader], highest, look)
    return done


def _frequent(frame: pd.DataFrame, top: int) -> list[str]:
    """The `top` titles of a leader with most mentions, and the name alone at the end."""
    whole = frame[frame["period"] == ""]
    uses = (whole if len(whole) else frame).groupby("class")["n"].sum().sort_index()
    named = uses.drop("", errors="ignore").sort_values(ascending=False, kind="stable")
    return [*named.index[:top], *([""] if (frame["class"] == "").any() else [])]


def _caption(frame: pd.DataFrame, highest: float, loose: float, look: Look) -> str:
    caption = look.word("share of mentions").format(percent(highest, 0, look.language))
    cells = frame[frame["period"] != ""]
    if (cells["high"] - cells["low"] > loose).any():
        caption += " " + look.word("loose").format(decimal(100 * loose, 0, look.language))
    return caption


def _strip(
    axes: Axes, part: pd.DataFrame, rows: Sequence[str], highest: float, loose: float, look: Look
) -> None:
    row_axis(axes, [look.term(name, width=34) if name else look.word("bare name") for name in rows])
    axes.set_facecolor("#f3f3f3")
    axes.tick_params(axis="y", labelsize=7)
    axes.tick_params(axis="x", length=0)
    axes.spines["bottom"].set_visible(False)
    for row in part.to_dict("records"):
        height = rows.index(row["class"])
        value, low, high = (float(row[name]) for name in ("estimate", "low", "high"))
        if not row["period"]:
            numbers = (decimal(100 * number, 1, look.language) for number in (value, low, high))
            text, below, above = numbers
            write_value(axes, f"{text} {bounds(below, above, look.language)}" if low == low else text, height)
            continue
        x, width = _cell(str(row["period"]))
        axes.add_patch(
            Rectangle(
                (x, height - 0.47), width, 0.94, fc=SHADES(value / highest), ec="white", lw=0.8, zorder=2
            )
        )
        if high - low > loose:
            inner = (x + 0.06 * width, height - 0.38)
            edge = Rectangle(
                inner, 0.88 * width, 0.76, fc="none", ec=GREY, lw=0.6, ls=(0, (2, 1.5)), zorder=3
            )
            axes.add_patch(edge)
    if (part["period"] == "").any():
        axes.annotate(
            look.word("whole period"),
            (1.02, 1.0),
            xycoords="axes fraction",
            xytext=(0, 3),
            textcoords="offset points",
            va="bottom",
            fontsize=7,
            color=GREY,
            annotation_clip=False,
        )


def _cell(period: str) -> tuple[float, float]:
    """Where a period begins on the time axis, and its length in days."""
    begin, end = (day_number(day) for day in span_of(period))
    return begin, end - begin


def _numbers(axes: Axes, part: pd.DataFrame, rows: Sequence[str], highest: float, look: Look) -> None:
    """Write percentages into the cells that are wide enough for them."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    left, right = axes.get_xlim()
    inches = axes.get_position().width * figure.get_figwidth() / (right - left)
    for row in part[part["period"] != ""].to_dict("records"):
        x, width = _cell(str(row["period"]))
        text = decimal(100 * float(row["estimate"]), 0, look.language)
        if width * inches > 2 * DIGIT:
            axes.text(
                x + width / 2,
                rows.index(row["class"]),
                text,
                ha="center",
                va="center",
                fontsize=6.5,
                color=ink_on(float(row["estimate"]) / highest),
                zorder=4,
            )
