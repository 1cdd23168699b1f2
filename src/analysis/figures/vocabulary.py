"""What is said here and not there: keyness of terms, and the rival names of one thing."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from analysis.figures.layout import finish, nothing, place_labels
from analysis.figures.marks import interval_rows, number_axis, points, row_axis, series_key, zero_line
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
    marker,
    start,
    tidy,
)
from analysis.figures.words import count, decimal

SPREAD = 2 * 1.959964
KEYNESS = ("class", "contrast", "estimate", "low", "high", "n")


@drawing()
def keyness(
    estimates: pd.DataFrame,
    *,
    top: int = 12,
    sides: tuple[str, str] | None = None,
    level: float = 0.05,
    **options: Unpack[Options],
) -> Plot:
    """Terms that two groups use unequally: z against frequency, and the top terms with their intervals.

    `estimates` is a slice of measure "keyness" with one contrast "A - B" and columns class (the term),
    contrast, estimate (log-odds ratio with Dirichlet prior), low, high, n (uses in both groups).
    z is the estimate over its standard error, taken from the width of the interval (Monroe, Colaresi and
    Quinn 2008, Fightin' Words); it ranks and does not test. Where a column p (adjusted, of a permutation
    test) holds any number, terms with p below `level` are filled and the others hollow. A term whose label
    found no free spot is in the list at the right all the same. `sides` names A and B when the contrast
    cannot be split at " - ".
    """
    look = Look(**options)
    tested = "p" in estimates and bool(estimates["p"].notna().any())
    columns = [*KEYNESS, "p"] if tested else list(KEYNESS)
    terms = tidy(estimates, columns, key=["class", "contrast"]).dropna(
        subset=["estimate", "low", "high", "n"]
    )
    if terms.empty:
        return nothing([*columns, "z"], look, width=DOUBLE)
    filled = terms["p"].astype(float) < level if tested else pd.Series(True, index=terms.index)
    names = sides or contrast_sides(terms["contrast"])
    width = (terms["high"] - terms["low"]).to_numpy(dtype=float)
    terms["z"] = terms["estimate"] * SPREAD / np.where(width > 0, width, np.nan)
    terms = terms.assign(filled=filled)
    terms = terms.sort_values(["z", "class"], ascending=[False, True], kind="stable").reset_index(drop=True)
    best = [terms[terms["low"] > 0].head(top), terms[terms["high"] < 0].tail(top)[::-1]]
    rows = sum(len(part) for part in best)
    figure = start(DOUBLE, max(2.6, 0.5 + 0.148 * rows))
    cloud, listed = figure.subplots(1, 2, width_ratios=[1.9, 1])
    _cloud(cloud, terms, look)
    _list(listed, best, look)
    label = series_key(pd.DataFrame({"side": []}), "side", [clean(name) for name in names], look)
    caption = [look.word("grey terms"), look.word("interval")]
    if tested:
        test = look.word("tested").format(decimal(level, 2, look.language))
        label = [*label, *_fill_key(test, look.word("not tested").format(decimal(level, 2, look.language)))]
    done = finish(figure, terms.drop(columns="filled"), look, caption=" ".join(caption), legend=label)
    _write_terms(cloud, best, terms, look)
    return done


def contrast_sides(contrasts: pd.Series) -> tuple[str, str]:
    """The two groups of the one contrast "A - B"; raises ValueError when there are several, or no " - "."""
    found = sorted(set(contrasts))
    parts = found[0].split(" - ")
    if len(found) != 1 or len(parts) != 2:
        raise ValueError(f"figure: one contrast 'A - B' is needed (or `sides`), found {found[:3]}")
    return parts[0], parts[1]


def _fill_key(filled: str, hollow: str) -> list[tuple[Artist, str]]:
    """Legend entries of filled and hollow marks."""
    return [
        (Line2D([], [], ls="none", marker="o", color=GREY, markerfacecolor=face, markeredgewidth=0.9), text)
        for face, text in ((GREY, filled), ("white", hollow))
    ]


def _cloud(axes: Axes, terms: pd.DataFrame, look: Look) -> None:
    sides = (terms["low"] > 0, terms["high"] < 0)
    rest = terms[~sides[0] & ~sides[1]]
    # Thousands of dots would make a vector file of megabytes.
    many = len(terms) > 3_000
    axes.scatter(rest["n"], rest["z"], s=3, color="#b5b5b5", lw=0, rasterized=many, zorder=2)
    for number, side in enumerate(sides):
        for filled, part in ((True, terms[side & terms["filled"]]), (False, terms[side & ~terms["filled"]])):
            axes.scatter(
                part["n"],
                part["z"],
                s=9,
                edgecolors=colour(number),
                facecolors=colour(number) if filled else "white",
                marker=marker(number),
                lw=0.6,
                rasterized=many,
                zorder=3,
            )
    axes.set_xscale("log")
    wide = float(terms["n"].max()) > 200 * max(float(terms["n"].min()), 1.0)
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0,) if wide else (1.0, 2.0, 5.0), numticks=12))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: count(value, look.language)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.axhline(0, color=GREY, lw=0.7, zorder=1)
    axes.margins(x=0.12, y=0.08)
    axes.set_xlabel(look.word("uses"))
    axes.set_ylabel(look.word("z"))
    number_axis(axes, "y", look)


def _list(axes: Axes, best: list[pd.DataFrame], look: Look) -> None:
    rows = pd.concat(best, ignore_index=True)
    sizes = [len(part) for part in best]
    if rows.empty:
        axes.set_axis_off()
        return
    row_axis(axes, [look.term(term, width=32) for term in rows["class"]])
    for number, part in enumerate(best):
        heights = np.arange(len(part)) + (sizes[0] if number else 0)
        for filled in (True, False):
            chosen = part["filled"].to_numpy(dtype=bool) == filled
            points(axes, part[chosen], heights[chosen], number=number, hollow=not filled)
    if all(sizes):
        axes.axhline(sizes[0] - 0.5, color=GREY, lw=0.5)
    axes.tick_params(axis="y", labelsize=7)
    axes.set_xlabel(look.word("log-odds"))
    axes.grid(axis="x", color=PALE, lw=0.5, zorder=0)
    zero_line(axes)
    number_axis(axes, "x", look, ticks=5)


def _write_terms(axes: Axes, best: list[pd.DataFrame], terms: pd.DataFrame, look: Look) -> None:
    rows = pd.concat(best, ignore_index=True).assign(
        side=[i for i, part in enumerate(best) for _ in range(len(part))]
    )
    rows = rows.assign(size=rows["z"].abs()).sort_values(
        ["size", "class"], ascending=[False, True], kind="stable"
    )
    texts: list[Text] = []
    places: list[tuple[float, float]] = []
    for row in rows.to_dict("records"):
        places.append((float(row["n"]), float(row["z"])))
        text = look.term(row["class"])
        texts.append(axes.text(*places[-1], text, fontsize=7, color=colour(int(row["side"])), zorder=4))
    others = terms.loc[(terms["low"] > 0) | (terms["high"] < 0), ["n", "z"]]
    place_labels(axes, places, texts, obstacles=[(float(n), float(z)) for n, z in others.to_numpy()])


@drawing()
def naming(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of each rival name among all names of a referent, by group; own and quoted voice apart.

    `estimates` is a slice of measure "naming" for one referent (target) with class (the name), group, voice
    (outlet or quoted), estimate, low, high, n. Raises ValueError for several referents: one figure each.
    A name that is the only one an outlet's sources use says less about the outlet than its own voice does.
    """
    look = Look(**options)
    rows = tidy(estimates, ["target", "class", "group", "voice", "estimate", "low", "high", "n"])
    referents = sorted(set(rows["target"]))
    if len(referents) > 1:
        raise ValueError(f"naming: one referent a figure, found {referents}")
    return interval_rows(
        rows,
        look,
        row="class",
        by="group",
        panels="voice",
        xlabel=look.word("share of names"),
        caption=f"{look.label(referents[0])}." if referents else "",
    )
