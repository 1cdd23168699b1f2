"""Who is spoken about and who speaks, who is named beside whom, and in which order."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.frames import SHADES, ink_on
from analysis.figures.layout import finish, nothing
from analysis.figures.marks import interval_rows
from analysis.figures.network import cooccurrence
from analysis.figures.style import DOUBLE, SINGLE, Look, Options, Plot, drawing, start, tidy
from analysis.figures.words import count, decimal

COLUMNS = ["measure", "class", "estimate", "low", "high", "n"]
PAIRS = ["class", "target", "estimate", "denominator"]


@drawing()
def about_and_by(estimates: pd.DataFrame, *, most: int = 15, **options: Unpack[Options]) -> Plot:
    """Share of text about each actor (in sentences that name it) beside that by it (its speech), with 95 %
    intervals: the `most` actors with most text about them.

    `estimates` is a slice of measures "about" and "by" (one group, language, scope, period) with measure,
    class (the actor), estimate, low, high, n. Text in which a pronoun stands for the actor is not counted as
    about it; speech by it may be about it, too, so the shares do not add.
    """
    look = Look(**options)
    frame = tidy(estimates, COLUMNS, key=["measure", "class"])
    frame = frame[frame["measure"].isin(["about", "by"])]
    if frame.empty:
        return nothing(COLUMNS, look)
    about = frame[frame["measure"] == "about"].sort_values(["estimate", "class"], ascending=[False, True])
    kept = list(about["class"].head(most)) or sorted(set(frame["class"]))[:most]
    rows = frame[frame["class"].isin(kept)].reset_index(drop=True)
    return interval_rows(
        rows,
        look,
        row="class",
        by="measure",
        xlabel=look.word("share of text"),
        names={name: look.term(look.label(name), width=38) for name in kept},
    )


@drawing()
def co_mentions(estimates: pd.DataFrame, *, top: int = 40, **options: Unpack[Options]) -> Plot:
    """Actors that share sentences more than their mentions explain: the network of measure "co_mention"
    (columns as for `cooccurrence`), its nodes called as `labels` say."""
    look = Look(**options)
    own = estimates.assign(
        **{side: [look.label(name) for name in estimates[side]] for side in ("class", "target")}
    )
    return cooccurrence(own, top=top, **options)


@drawing()
def name_order(
    estimates: pd.DataFrame, *, most: int = 10, fewest: int = 3, **options: Unpack[Options]
) -> Plot:
    """How often the actor of a row stands before that of a column in the lists that name both, in percent.

    `estimates` is a slice of measure "order" (one group, language, scope, period) with class, target,
    estimate, denominator (lists that name both). Rows run from whom stands before most others down, of the
    `most` actors in most lists; pairs in fewer than `fewest` lists are left empty.
    """
    look = Look(**options)
    frame = tidy(estimates, PAIRS, key=["class", "target"])
    frame = frame[frame["denominator"] >= fewest].dropna(subset=["estimate"]).reset_index(drop=True)
    lists = frame.groupby("class")["denominator"].sum().reset_index()
    lists = lists.sort_values(["denominator", "class"], ascending=[False, True])
    chosen = list(lists["class"].head(most))
    frame = frame[frame["class"].isin(chosen) & frame["target"].isin(chosen)].reset_index(drop=True)
    if frame.empty:
        return nothing(PAIRS, look)
    first = frame.groupby("class")["estimate"].mean()
    rows = sorted(set(frame["class"]) | set(frame["target"]), key=lambda name: (-first.get(name, 0.0), name))
    grid = frame.pivot(index="class", columns="target", values="estimate").reindex(index=rows, columns=rows)
    width = SINGLE if len(rows) <= 4 else DOUBLE
    figure = start(width, 0.4 + 0.26 * len(rows))
    axes: Axes = figure.subplots()
    axes.set_facecolor("#f3f3f3")
    values = np.ma.masked_invalid(grid.to_numpy(dtype=float))
    axes.pcolormesh(values, cmap=SHADES, vmin=0, vmax=1, edgecolors="white", lw=1)
    for row in frame.to_dict("records"):
        share = float(row["estimate"])
        place = (rows.index(row["target"]) + 0.5, rows.index(row["class"]) + 0.5)
        text = decimal(100 * share, 0, look.language)
        axes.text(*place, text, ha="center", va="center", color=ink_on(share), fontsize=7)
    axes.set_ylim(len(rows), 0)
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    names = [
        f"{look.term(look.label(name), width=38)}  {number}"
        for name, number in zip(rows, numbers, strict=True)
    ]
    axes.set_yticks(np.arange(len(rows)) + 0.5, names)
    axes.set_xticks(np.arange(len(rows)) + 0.5, numbers)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    caption = look.word("before in lists").format(count(fewest, look.language))
    return finish(figure, frame, look, caption=caption)
