"""What the corpus is: where raw items went, when articles appeared, what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from analysis.figures.layout import finish, nothing
from analysis.figures.marks import day_number, month_axis, number_axis
from analysis.figures.style import DOUBLE, GREY, Look, Options, Plot, colour, drawing, start, tidy
from analysis.figures.words import count

REPRINTED, RARER = ("exact", "near"), ("version", "partial")


@drawing()
def flow(ledger: pd.DataFrame, reprints: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Raw items read, set aside by reason, kept; reprints left out; original articles analysed.

    `ledger` needs item, action, rule (a slice with one source is fine); `reprints` needs article, first,
    kind: what stands for itself is left in.
    Counts are items: read = kept + set aside. Rules of cutting and flags are not shown.
    """
    look = Look(**options)
    steps = flow_counts(ledger, reprints)
    if steps.loc[0, "count"] == 0:
        return nothing(list(steps.columns), look)
    return _draw_flow(steps, look)


def flow_counts(ledger: pd.DataFrame, reprints: pd.DataFrame) -> pd.DataFrame:
    """Rows of `flow`: step (read, set aside, kept, reprints, analysed), reason, count."""
    items = tidy(ledger, ["item", "action", "rule"])
    items = items[items["action"].isin(["kept", "set aside"])].drop_duplicates("item")
    kept = int((items["action"] == "kept").sum())
    reasons = items.loc[items["action"] == "set aside", "rule"].value_counts()
    known = tidy(reprints, ["article", "first", "kind"])
    kinds = known.loc[known["article"] != known["first"], "kind"].value_counts()
    copies = [(kind, int(kinds.get(kind, 0))) for kind in REPRINTED]
    copies += [(kind, int(kinds[kind])) for kind in RARER if kind in kinds]
    rows = [("read", "", len(items))]
    rows += sorted(
        (("set aside", str(k), int(v)) for k, v in reasons.items()), key=lambda row: (-row[2], row[1])
    )
    rows += [("kept", "", kept), *(("reprints", kind, number) for kind, number in copies)]
    rows += [("analysed", "", kept - sum(number for _, number in copies))]
    return pd.DataFrame(rows, columns=["step", "reason", "count"])


def _draw_flow(steps: pd.DataFrame, look: Look) -> Plot:
    main = {
        step: int(steps.loc[steps["step"] == step, "count"].sum()) for step in ("read", "kept", "analysed")
    }
    side = {step: steps[steps["step"] == step] for step in ("set aside", "reprints")}
    heights = {step: 0.3 + 0.14 * max(len(rows), 1) for step, rows in side.items()}
    body = 3 * 0.46 + sum(max(height + 0.16, 0.4) for height in heights.values())
    figure = start(DOUBLE, body)
    axes: Axes = figure.subplots()
    axes.set_axis_off()
    axes.set(xlim=(0, DOUBLE), ylim=(0, body))
    top = body - 0.02
    for step, following in (("read", "set aside"), ("kept", "reprints"), ("analysed", "")):
        _box(axes, 0.05, top - 0.42, 2.9, 0.42, look.word(step), [("n", main[step])], look, strong=True)
        top -= 0.42
        if following:
            room = max(heights[following] + 0.16, 0.4) + 0.02
            middle = top - room / 2
            rows = [
                (look.label(r), int(c))
                for r, c in zip(*(side[following][x] for x in ("reason", "count")), strict=True)
            ]
            total = f"{look.word(following)}, n = {count(sum(c for _, c in rows), look.language)}"
            height = heights[following]
            _box(axes, 3.45, middle - height / 2, 3.5, height, total, rows, look)
            _arrow(axes, (1.5, top), (1.5, top - room))
            _arrow(axes, (1.5, middle), (3.45, middle))
            top -= room
    return finish(figure, steps, look)


def _box(
    axes: Axes,
    left: float,
    bottom: float,
    width: float,
    height: float,
    head: str,
    rows: list[tuple[str, int]],
    look: Look,
    *,
    strong: bool = False,
) -> None:
    style = "round,pad=0,rounding_size=0.05"
    face = "#e8f1f8" if strong else "white"
    axes.add_patch(FancyBboxPatch((left, bottom), width, height, boxstyle=style, fc=face, ec=GREY, lw=0.7))
    if strong:
        text = f"{head}\nn = {count(rows[0][1], look.language)}"
        axes.text(left + width / 2, bottom + height / 2, text, ha="center", va="center", linespacing=1.3)
        return
    axes.text(left + 0.1, bottom + height - 0.07, head, va="top")
    for number, (label, size) in enumerate(rows):
        y = bottom + height - 0.24 - 0.14 * number
        axes.text(left + 0.2, y, label, va="top", fontsize=7)
        axes.text(left + width - 0.12, y, count(size, look.language), va="top", ha="right", fontsize=7)


def _arrow(axes: Axes, tail: tuple[float, float], head: tuple[float, float]) -> None:
    axes.add_patch(
        FancyArrowPatch(
            tail, head, arrowstyle="-|>", mutation_scale=7, color=GREY, lw=0.8, shrinkA=0, shrinkB=0
        )
    )


@drawing()
def calendar(
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    every: Literal["month", "week"] = "month",
    coverage: pd.DataFrame | None = None,
    **options: Unpack[Options],
) -> Plot:
    """Articles per month or week of each value of `by`, from the first to the last of the whole slice.

    `articles` needs `by` and day. Months or weeks without a single article are hatched: they may be gaps
    of collection and are no finding. `coverage` (the table, with `by`, start, end, kind) marks gaps and
    periods of incomplete collection. The first and last may be incomplete. Each panel has its own scale.
    """
    look = Look(**options)
    chosen = tidy(articles, [by, "day"])
    counts = calendar_counts(chosen, by=by, every=every)
    if counts.empty:
        return nothing(list(counts.columns), look, width=DOUBLE)
    groups = look.order(list(counts[by]), list(counts["articles"]))
    figure = start(DOUBLE, 0.35 + 0.62 * len(groups))
    grid = figure.subplots(len(groups), 1, sharex=True, squeeze=False)[:, 0]
    marked = _incomplete(coverage, by)
    for axes, group in zip(grid, groups, strict=True):
        _bars(axes, counts[counts[by] == group], look, group=group)
        _mark(axes, marked[marked[by] == group])
    month_axis(grid[-1], counts["start"].min(), counts["end"].max())
    missing = int(chosen["day"].isna().sum())
    undated = f" {count(missing, look.language)} {look.word('without a day')}." if missing else ""
    caption = f"{look.word(f'articles a {every}')}. {look.word('no articles')}{undated}"
    if len(marked):
        caption += f" {look.word('incomplete')}"
    missing_days = [
        _days_within(marked[marked[by] == group], begin, end)
        for group, begin, end in zip(counts[by], counts["start"], counts["end"], strict=True)
    ]
    return finish(figure, counts.assign(incomplete_days=missing_days), look, caption=caption)


def _incomplete(coverage: pd.DataFrame | None, by: str) -> pd.DataFrame:
    columns = [by, "start", "end", "kind"]
    if coverage is None:
        return pd.DataFrame(columns=columns)
    chosen = tidy(coverage, columns)
    return chosen[chosen["kind"] != "complete"]


def _days_within(marked: pd.DataFrame, begin: dt.date, end: dt.date) -> int:
    return sum(
        max((min(last, end) - max(first, begin)).days + 1, 0)
        for first, last in zip(marked["start"], marked["end"], strict=True)
    )


def _mark(axes: Axes, marked: pd.DataFrame) -> None:
    """A bar below the axis over each gap or incomplete period, at least a day wide."""
    low, high = axes.get_ylim()
    for first, last in zip(marked["start"], marked["end"], strict=True):
        begin, end = day_number(first), day_number(last) + 1
        axes.axvspan(begin, end, color=colour(1), alpha=0.25, lw=0, zorder=0)
        axes.plot([begin, end], [0, 0], color=colour(1), lw=4, solid_capstyle="butt", clip_on=False, zorder=4)
    axes.set_ylim(low, high)


def calendar_counts(articles: pd.DataFrame, *, by: str, every: str) -> pd.DataFrame:
    """Rows of `calendar`: `by`, start (first day of the month or week), end, articles; zeros included."""
    frequency = {"month": "M", "week": "W-SUN"}[every]
    dated = articles[articles["day"].notna()]
    columns = [by, "start", "end", "articles"]
    if dated.empty:
        return pd.DataFrame(columns=columns)
    periods = pd.to_datetime(dated["day"]).dt.to_period(frequency)
    whole = pd.period_range(periods.min(), periods.max(), freq=frequency)
    sizes = pd.crosstab(dated[by].astype(str), periods).reindex(columns=whole, fill_value=0)
    rows = [
        (group, period.start_time.date(), period.end_time.date(), int(number))
        for group in sizes.index
        for period, number in zip(whole, sizes.loc[group], strict=True)
    ]
    return pd.DataFrame(rows, columns=columns)


def _bars(axes: Axes, counts: pd.DataFrame, look: Look, *, group: str) -> None:
    left = np.array([day_number(day) for day in counts["start"]])
    width = np.array([day_number(day) for day in counts["end"]]) - left + 1
    heights = counts["articles"].to_numpy()
    axes.bar(left, heights, width=0.86 * width, align="edge", color=colour(0), zorder=2)
    highest = max(int(heights.max()), 1)
    axes.set_ylim(0, 1.08 * highest)
    empty = heights == 0
    axes.bar(
        left[empty],
        1.08 * highest,
        width=width[empty],
        align="edge",
        color="#eeeeee",
        edgecolor=GREY,
        hatch="//////",
        lw=0,
        zorder=1,
    )
    number_axis(axes, "y", look, ticks=2, whole=True)
    total = count(int(heights.sum()), look.language)
    axes.annotate(
        f"{look.label(group, wrap=26)}\nn = {total}",
        (1.01, 0.5),
        xycoords="axes fraction",
        va="center",
        fontsize=7.5,
    )
