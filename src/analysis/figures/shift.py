"""Which words make the difference of two groups, and by how much."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.figures.layout import finish, nothing
from analysis.figures.marks import number_axis, row_axis
from analysis.figures.style import (
    FILLS,
    HATCHES,
    INK,
    PALE,
    SINGLE,
    Look,
    Options,
    Plot,
    colour,
    drawing,
    fold,
    start,
    tidy,
)
from analysis.figures.vocabulary import contrast_sides
from analysis.figures.words import bounds, count, decimal

SHIFT = ("class", "target", "contrast", "estimate", "low", "high", "n")
TARGETS = ("divergence", "tone")
FILL: dict[str, tuple[str, str]] = {
    "positive more": ("#7fb8dc", ""),
    "positive less": ("#7fb8dc", "////"),
    "negative more": ("#f0ae7c", ""),
    "negative less": ("#f0ae7c", "////"),
}


@drawing()
def word_shift(
    estimates: pd.DataFrame,
    *,
    top: int = 20,
    sides: tuple[str, str] | None = None,
    **options: Unpack[Options],
) -> Plot:
    """What each word adds to the difference of two groups: the `top` largest contributions, with intervals.

    `estimates` holds one contrast "A - B" and one target, "divergence" or "tone" (Gallagher et al. 2021,
    Generalized word shift graphs): rows of measure "word_shift" with class (the word), target, contrast,
    estimate (share of the whole shift; to the right toward A), low, high, n, and where the column `measure`
    tells them apart, the row of "word_shift_total", which is written below. For divergence, right means that
    A uses the word more; for tone, that the word makes A sound more positive than B. A column `kind`
    ("positive more", "positive less", "negative more", "negative less": the word's tone, its use in A) is
    shown by fill and hatching. `sides` names A and B when the contrast cannot be split at " - ".
    Contributions say where a difference comes from, not whether it is one: see the interval of the total.
    """
    look = Look(**options)
    extra = ["kind"] if "kind" in estimates.columns else []
    total = estimates.iloc[:0]
    if "measure" in estimates.columns:
        total = estimates[estimates["measure"] == "word_shift_total"]
        estimates = estimates[estimates["measure"] == "word_shift"]
    frame = tidy(estimates, [*SHIFT, *extra], key=["class", "target", "contrast"]).dropna(subset=["estimate"])
    if frame.empty:
        return nothing([*SHIFT, *extra], look)
    targets = sorted(set(frame["target"]))
    if len(targets) > 1 or targets[0] not in TARGETS:
        raise ValueError(f"word_shift: one target a figure ({' or '.join(TARGETS)}), found {targets}")
    names = sides or contrast_sides(frame["contrast"])
    named = (look.label(names[0]), look.label(names[1]))
    frame = frame.assign(size=frame["estimate"].abs())
    frame = frame.sort_values(["size", "class"], ascending=[False, True], kind="stable").drop(columns="size")
    best = frame.head(top).reset_index(drop=True)
    labels = [look.term(term, width=28, lines=2) for term in best["class"]]
    figure = start(SINGLE, 0.62 + (0.24 if any("\n" in label for label in labels) else 0.158) * len(best))
    axes: Axes = figure.subplots()
    key = _bars(axes, best, named, look)
    row_axis(axes, labels)
    for text in axes.get_yticklabels():
        text.set_linespacing(0.95)
    axes.tick_params(axis="y", labelsize=7)
    axes.set_xlabel(look.word(f"{targets[0]} shift"))
    _sides(axes, named)
    caption = [_total(total, targets[0], look)]
    if len(frame) > len(best):
        sizes = (count(len(part), look.language) for part in (best, frame))
        caption.append(look.word("largest of").format(*sizes))
    caption.append(look.word("interval") if best["low"].notna().any() else "")
    return finish(figure, best, look, caption=" ".join(filter(None, caption)), legend=key)


def _bars(axes: Axes, rows: pd.DataFrame, names: tuple[str, str], look: Look) -> list[tuple[Patch, str]]:
    values = 100 * rows[["estimate", "low", "high"]].to_numpy(dtype=float)
    heights = np.arange(len(rows))
    kinds = list(rows["kind"].fillna("").astype(str)) if "kind" in rows else [""] * len(rows)
    others = sorted({*kinds} - {*FILL, ""})
    fills = {**FILL, **{kind: (FILLS[i % 10], HATCHES[i % 10]) for i, kind in enumerate(others, 4)}}
    for height, kind, (value, low, high) in zip(heights, kinds, values, strict=True):
        side = ("#7fb8dc", "") if value > 0 else ("#f0ae7c", "////")
        axes.barh(height, value, height=0.74, zorder=2, **_paint(fills.get(kind, side)))
        axes.hlines(height, low, high, color=INK, lw=0.8, zorder=3)
    ends = np.nan_to_num(values)
    reach = 1.04 * max(float(np.abs(ends).max()), 1e-9)
    left = -reach if ends.min() < 0 else 0.0
    axes.set_xlim(left, reach if ends.max() > 0 else 0.0)
    axes.axvline(0, color=INK, lw=0.7, zorder=4)
    axes.grid(axis="x", color=PALE, lw=0.5, zorder=0)
    number_axis(axes, "x", look, ticks=5)
    shown = [kind for kind in fills if kind in kinds]
    words = {kind: look.label(kind).format(names[0]) if kind in FILL else look.label(kind) for kind in shown}
    return [(Patch(**_paint(fills[kind])), words[kind]) for kind in shown]


def _paint(fill: tuple[str, str]) -> dict[str, Any]:
    return {"facecolor": fill[0], "hatch": fill[1], "edgecolor": "white", "linewidth": 0}


def _sides(axes: Axes, names: tuple[str, str]) -> None:
    """The names of both groups above the halves of the axes that have bars."""
    left, right = axes.get_xlim()
    width = 18 if left < 0 < right else 38
    place: dict[str, Any] = {
        "xycoords": axes.get_xaxis_transform(),
        "textcoords": "offset points",
        "fontsize": 7,
    }
    for side, name, arrow in ((right, names[0], "{} →"), (left, names[1], "← {}")):
        if side:
            axes.annotate(
                fold(arrow.format(name), width),
                (side / 25, 1.0),
                xytext=(0, 3),
                ha="left" if side > 0 else "right",
                va="bottom",
                color=colour(int(side < 0)),
                **place,
            )


def _total(rows: pd.DataFrame, target: str, look: Look) -> str:
    chosen = rows[rows["target"] == target] if "target" in rows else rows
    if chosen.empty or chosen["estimate"].isna().all():
        return ""
    signed = target == "tone"
    value, low, high = (
        decimal(float(chosen[name].iloc[0]), 3, look.language, sign=signed)
        for name in ("estimate", "low", "high")
    )
    interval = bounds(low, high, look.language) if chosen[["low", "high"]].notna().all(axis=None) else ""
    return look.word(f"{target} total").format(value, interval).replace(" .", ".")
