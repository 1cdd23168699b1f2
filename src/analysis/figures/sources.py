"""Where the raw items of each source went, as a table and as a figure."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.corpus import flow_counts
from analysis.figures.layout import finish, nothing
from analysis.figures.style import DOUBLE, Look, Options, Plot, drawing, start, tidy
from analysis.figures.words import count


def flow_table(ledger: pd.DataFrame, reprints: pd.DataFrame) -> pd.DataFrame:
    """`flow_counts` with one column a source (and "all" last, where there are several): step, reason, counts.

    `ledger` needs source beside the columns of `flow`. A reprint counts in the source that holds it.
    """
    chosen = tidy(ledger, ["source", "item", "action", "rule"])
    kept = chosen[chosen["action"] == "kept"].drop_duplicates("item").set_index("item")["source"]
    source_of = tidy(reprints, ["article", "first", "kind"]).assign(
        source=lambda frame: frame["article"].map(kept)
    )
    names = sorted(set(chosen["source"]))
    counted = {
        name: flow_counts(chosen[chosen["source"] == name], source_of[source_of["source"] == name])
        for name in names
    }
    if len(names) > 1:
        counted["all"] = flow_counts(chosen, source_of)
    whole = flow_counts(chosen, source_of)[["step", "reason"]]
    for name, steps in counted.items():
        sizes = steps.set_index(["step", "reason"])["count"]
        keys = list(whole[["step", "reason"]].itertuples(index=False, name=None))
        whole[name] = [int(sizes.get(key, 0)) for key in keys]
    return whole


@drawing()
def flow_sources(ledger: pd.DataFrame, reprints: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """`flow` with one column a source: where the raw items of each source went.

    Needs source beside the columns of `flow`. Columns follow the names of the sources; counts add up from
    top to bottom: read = set aside + kept, kept = reprints + analysed.
    """
    look = Look(**options)
    table = flow_table(ledger, reprints)
    sources = list(table.columns[2:])
    plotted = table.melt(["step", "reason"], var_name="source", value_name="count")
    if not sources or not table[sources].to_numpy().any():
        return nothing(["step", "reason", "source", "count"], look)
    rows = _flow_rows(table, look)
    left, high = 2.4, 0.19
    figure = start(DOUBLE, high * (len(rows) + 1.3))
    axes: Axes = figure.subplots()
    axes.set_axis_off()
    axes.set(xlim=(0, DOUBLE), ylim=(len(rows) - 0.4, -1.7))
    places = left + (np.arange(len(sources)) + 1) * (DOUBLE - left) / len(sources)
    for place, name in zip(places, sources, strict=True):
        shown = look.word("all sources") if name == "all" else look.label(name.replace("_", " "), wrap=13)
        axes.text(place, -0.7, shown, ha="right", va="bottom", fontsize=7, linespacing=1.1)
    for line, (label, strong, counts) in enumerate(rows):
        if strong:
            axes.axhspan(line - 0.5, line + 0.5, color="#e8f1f8", lw=0)
        axes.text(0.05 if strong else 0.2, line, label, va="center", fontsize=8 if strong else 7)
        for place, number in zip(places, counts, strict=True):
            text = count(number, look.language)
            axes.text(place, line, text, ha="right", va="center", fontsize=8 if strong else 7)
    return finish(figure, plotted, look)


def _flow_rows(table: pd.DataFrame, look: Look) -> list[tuple[str, bool, list[int]]]:
    """Lines of `flow_sources`: label, whether it is a step of its own, and counts."""
    rows: list[tuple[str, bool, list[int]]] = []
    for step in dict.fromkeys(["read", "set aside", *table["step"]]):
        own = table[table["step"] == step]
        numbers = own.iloc[:, 2:].to_numpy(int)
        strong = step in ("read", "kept", "analysed")
        rows.append((look.word(step), strong, numbers.sum(axis=0).tolist()))
        if not strong:
            reasons = zip(own["reason"], numbers.tolist(), strict=True)
            rows += [(f"   {look.label(reason)}", False, counts) for reason, counts in reasons]
    return rows
