"""Reprints: how late, from whom, and how much is an outlet's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.transforms import Bbox

from analysis.figures.layout import finish, nothing
from analysis.figures.marks import interval_rows, number_axis
from analysis.figures.style import (
    DOUBLE,
    GREY,
    INK,
    PALE,
    SINGLE,
    Look,
    Options,
    Plot,
    colour,
    drawing,
    line,
    start,
    tidy,
)
from analysis.figures.words import count, decimal, percent

NODE = 1.02
BEND = 0.18


@drawing()
def reprint_lag(reprints: pd.DataFrame, *, by: str = "kind", **options: Unpack[Options]) -> Plot:
    """Share of reprints that had appeared so many days after the first publication.

    `reprints` needs kind, lag (days) and `by`; first publishers are left out. Lags are whole days where
    only the day of an article is known, so a lag of 0 says "the same day". The plotted rows are `by`, lag,
    reprints (how many had exactly this lag) and share (of all with this lag or a smaller one).
    """
    look = Look(**options)
    chosen = tidy(reprints, list(dict.fromkeys([by, "kind", "lag"])))
    copies = chosen[(chosen["kind"] != "first") & chosen["lag"].notna()]
    table = copies.groupby([by, "lag"]).size().rename("reprints").reset_index()
    if table.empty:
        return nothing([by, "lag", "reprints", "share"], look)
    groups = table.groupby(by)["reprints"]
    table["share"] = groups.cumsum() / groups.transform("sum")
    series = look.order(list(copies[by]))
    longest = max(float(table["lag"].max()), 1.0)
    figure = start(SINGLE, 2.1)
    axes: Axes = figure.subplots()
    key = []
    for number, name in enumerate(series):
        rows = table[table[by] == name]
        days = np.concatenate([[0.0], rows["lag"].to_numpy(), [longest]])
        shares = 100 * np.concatenate([[0.0], rows["share"].to_numpy(), [1.0]])
        axes.step(days, shares, where="post", color=colour(number), ls=line(number), lw=1.4)
        median = decimal(float(copies.loc[copies[by] == name, "lag"].median()), 1, look.language)
        size = count(int(rows["reprints"].sum()), look.language)
        text = f"{look.label(name)} (n = {size}, {look.word('median')} {median} {look.word('days')})"
        key.append((Line2D([], [], color=colour(number), ls=line(number), lw=1.4), text))
    axes.set(xlim=(-0.02 * longest, longest), ylim=(0, 102))
    axes.set_xlabel(look.word("lag"))
    axes.set_ylabel(look.word("share of reprints"))
    axes.grid(color=PALE, lw=0.5)
    number_axis(axes, "x", look, whole=True)
    number_axis(axes, "y", look)
    return finish(figure, table, look, legend=key)


@drawing()
def reprint_network(
    reprints: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", **options: Unpack[Options]
) -> Plot:
    """Who reprints whom: arrows from first publisher to reprinting outlet.

    `reprints` needs article, first, kind (and source, where partial reprints are to point at what they
    repeat); `articles` needs id and `by`. An arrow's width is the share of the reprinting outlet's articles
    that were first published by the other one, in whole or in part; the first publisher is the earliest in
    this corpus, not in the world. An outlet's reprints and versions of its own articles are left out, and a
    small share is not written where arrows crowd.
    """
    look = Look(**options)
    edges = reprint_edges(reprints, articles, by=by)
    if edges.empty:
        return nothing(list(edges.columns), look)
    sizes = articles[by].astype(str).value_counts()
    nodes = look.order([*edges["first"], *edges["reprinter"]])
    width, height = (SINGLE, 3.0) if len(nodes) <= 5 else (DOUBLE, 3.6)
    figure = start(width, height)
    axes: Axes = figure.subplots()
    axes.set_axis_off()
    axes.set(xlim=(-width / 2, width / 2), ylim=(-height / 2, height / 2))
    texts = {
        name: f"{look.label(name, wrap=17)}\nn = {count(int(sizes.get(name, 0)), look.language)}"
        for name in nodes
    }
    tall = 0.12 + 0.115 * max(text.count("\n") + 1 for text in texts.values())
    boxes: dict[str, FancyBboxPatch] = {}
    for number, name in enumerate(nodes):
        angle = np.pi / 2 - 2 * np.pi * number / len(nodes)
        x = (width / 2 - NODE / 2 - 0.08) * np.cos(angle)
        y = (height / 2 - tall / 2 - 0.08) * np.sin(angle)
        boxes[name] = _node(axes, float(x), float(y), tall, texts[name])
    widest, taken = float(edges["share"].max()), [box.get_bbox() for box in boxes.values()]
    for edge in edges.sort_values("share", kind="stable", ascending=False).to_dict("records"):
        share = float(edge["share"])
        curve = _edge(axes, boxes[edge["first"]], boxes[edge["reprinter"]], 0.6 + 2.2 * share / widest)
        _write_share(axes, curve, percent(share, 1, look.language), taken)
    return finish(figure, edges, look, caption=look.word("network"))


def reprint_edges(reprints: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """Rows of `reprint_network`: first, reprinter, reprints, share of the reprinter's articles."""
    origin = "source" if "source" in reprints else "first"
    copies = tidy(reprints, ["article", origin, "kind"])
    copies = copies[~copies["kind"].isin(["first", "version"])]
    known = tidy(articles, ["id", by], key=["id"])
    owner = known.set_index("id")[by].astype(str)
    pairs = pd.DataFrame(
        {"first": copies[origin].map(owner), "reprinter": copies["article"].map(owner)}
    ).dropna()
    pairs = pairs[pairs["first"] != pairs["reprinter"]]
    edges = pairs.groupby(["first", "reprinter"]).size().rename("reprints").reset_index()
    edges["share"] = edges["reprints"] / edges["reprinter"].map(owner.value_counts()).astype(float)
    return edges


def _node(axes: Axes, x: float, y: float, height: float, text: str) -> FancyBboxPatch:
    style = "round,pad=0,rounding_size=0.05"
    corner = (x - NODE / 2, y - height / 2)
    box = FancyBboxPatch(corner, NODE, height, boxstyle=style, fc="#e8f1f8", ec=GREY, lw=0.7, zorder=4)
    axes.add_patch(box)
    axes.text(x, y, text, ha="center", va="center", fontsize=7, zorder=5)
    return box


def _edge(axes: Axes, tail: FancyBboxPatch, head: FancyBboxPatch, width: float) -> list[np.ndarray]:
    """Draw a bent arrow; the three control points of its quadratic curve."""
    begin, end = (
        np.array([box.get_x() + NODE / 2, box.get_y() + box.get_height() / 2]) for box in (tail, head)
    )
    arrow = FancyArrowPatch(
        (float(begin[0]), float(begin[1])),
        (float(end[0]), float(end[1])),
        patchA=tail,
        patchB=head,
        connectionstyle=f"arc3,rad={BEND}",
        arrowstyle="-|>",
        mutation_scale=8,
        lw=width,
        color=colour(0),
        alpha=0.75,
        shrinkA=1,
        shrinkB=3,
        zorder=2,
    )
    axes.add_patch(arrow)
    bend = (begin + end) / 2 + BEND * np.array([end[1] - begin[1], begin[0] - end[0]])
    return [begin, bend, end]


def _write_share(axes: Axes, curve: Sequence[np.ndarray], text: str, taken: list[Bbox]) -> None:
    """Write a share on its arrow where it covers no box and no other share, or not at all."""
    begin, bend, end = curve
    for t in (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72):
        x, y = (1 - t) ** 2 * begin + 2 * t * (1 - t) * bend + t**2 * end
        spot = Bbox.from_bounds(float(x) - 0.2, float(y) - 0.07, 0.4, 0.14)
        if not spot.count_overlaps(taken):
            box = {"boxstyle": "round,pad=0.12", "fc": "white", "ec": "none", "alpha": 0.9}
            shown = axes.text(float(x), float(y), text, fontsize=6.5, color=INK, bbox=box, zorder=6)
            shown.set(ha="center", va="center")
            taken.append(spot)
            return


@drawing()
def originality(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of each group's articles that are its own, with 95 % intervals.

    `estimates` is a slice of measure "reprint" (the share of reprints, scope all) with group, estimate,
    low, high, n; the plotted rows are one minus it.
    """
    look = Look(**options)
    rows = tidy(estimates, ["group", "estimate", "low", "high", "n"], key=["group"])
    flipped = rows.assign(estimate=1 - rows["estimate"], low=1 - rows["high"], high=1 - rows["low"])
    return interval_rows(flipped, look, row="group", xlabel=look.word("original"))


@drawing()
def copied_text(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of each group's text that stood in another outlet before, with 95 % intervals.

    `estimates` is a slice of measure "copied" (scope all, one class: "" is all other outlets together)
    with group, estimate, low, high, n. A lower bound: passages shorter than a third of both articles are
    not found.
    """
    look = Look(**options)
    rows = tidy(estimates, ["group", "estimate", "low", "high", "n"], key=["group"])
    return interval_rows(rows, look, row="group", xlabel=look.word("copied"))
