"""What is on the agenda, and whether another seed agrees: top words, prevalence, stability of topics."""

from __future__ import annotations

import math
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.layout import finish, nothing
from analysis.figures.marks import interval_rows, number_axis, row_axis
from analysis.figures.style import (
    DOUBLE,
    GREY,
    INK,
    PALE,
    SINGLE,
    Look,
    Options,
    Plot,
    clean,
    colour,
    drawing,
    fold,
    start,
    tidy,
)
from analysis.figures.words import decimal

STABLE = 0.7


def stability_of(measures: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Stability by (language, topic "01") from rows of measure "topic_stability" (unit "de:01", value)."""
    rows = tidy(measures, ["unit", "value"], key=["unit"])
    pairs = [
        (str(unit).partition(":"), float(value))
        for unit, value in zip(rows["unit"], rows["value"], strict=True)
    ]
    return {(language, topic): value for (language, _, topic), value in pairs}


@drawing()
def topic_table(
    components: pd.DataFrame,
    stability: pd.DataFrame | None = None,
    *,
    top: int = 8,
    stable: float = STABLE,
    columns: int = 4,
    **options: Unpack[Options],
) -> Plot:
    """The words of highest weight in each topic of one model and language; unstable topics grey and hatched.

    `components` needs language, topic, term, weight; `stability` is a slice of measure "topic_stability"
    with unit, value (mean matched cosine over seeds). `labels` may name topics ("01": "Energy"). The
    weights of a topic sum to one over the vocabulary. Top words mislead where topics share them.
    """
    look = Look(**options)
    words = tidy(components, ["language", "topic", "term", "weight"], key=["language", "topic", "term"])
    if words.empty:
        return nothing(["language", "topic", "term", "weight", "stability"], look, width=DOUBLE)
    languages = sorted(set(words["language"]))
    if len(languages) > 1:
        raise ValueError(f"topic_table: one language a figure, found {languages}")
    known = stability_of(stability) if stability is not None else {}
    words["topic"] = [f"{int(topic):02d}" for topic in words["topic"]]
    words = words.sort_values(["topic", "weight", "term"], ascending=[True, False, True], kind="stable")
    words = words.groupby("topic", sort=True).head(top).reset_index(drop=True)
    words["stability"] = [known.get((languages[0], topic), math.nan) for topic in words["topic"]]
    topics = look.order(list(words["topic"]))
    columns = min(columns, len(topics))
    rows = math.ceil(len(topics) / columns)
    figure = start(DOUBLE, rows * (0.5 + 0.118 * top))
    grid = figure.subplots(rows, columns, squeeze=False)
    for axes, topic in zip(grid.flat, topics, strict=False):
        _words(axes, words[words["topic"] == topic], look, topic=topic, stable=stable)
    for axes in grid.flat[len(topics) :]:
        axes.set_axis_off()
    marked = _below("hatched", stable, look) if known else ""
    return finish(figure, words, look, caption=f"{look.word('weights')} {marked}")


def _words(axes: Axes, words: pd.DataFrame, look: Look, *, topic: str, stable: float) -> None:
    stability = float(words["stability"].iloc[0])
    weak = stability < stable
    heights = np.arange(len(words))
    axes.barh(
        heights,
        words["weight"],
        height=0.84,
        color="#e6e6e6" if weak else "#b3d4ea",
        hatch="//////" if weak else "",
        edgecolor="#c2c2c2",
        lw=0,
    )
    longest = float(words["weight"].max())
    for height, term in zip(heights, words["term"], strict=True):
        axes.text(0.015 * longest, float(height), clean(term), va="center_baseline", fontsize=7)
    axes.set_ylim(len(words) - 0.5, -0.5)
    axes.set_yticks([])
    axes.tick_params(axis="x", labelsize=6.5)
    number_axis(axes, "x", look, ticks=3)
    known = "" if math.isnan(stability) else f" ({decimal(stability, 2, look.language)})"
    axes.set_title(fold(_name(topic, look) + known, 28), fontsize=7.5, color=GREY if weak else INK, pad=3)


def _name(topic: str, look: Look) -> str:
    return look.label(topic) if topic in look.labels else f"{look.word('topic')} {topic}"


def _below(key: str, stable: float, look: Look) -> str:
    return look.word(key).format(decimal(stable, 2, look.language))


@drawing()
def topic_prevalence(
    estimates: pd.DataFrame,
    stability: pd.DataFrame | None = None,
    *,
    stable: float = STABLE,
    **options: Unpack[Options],
) -> Plot:
    """Share of each topic by group, with 95 % intervals; unstable topics hollow.

    `estimates` is a slice of measure "topic" in one language with class (topic "01"), group, estimate, low,
    high, n and, when `stability` is given, language. Topics of two languages have nothing in common but
    their number.
    """
    look = Look(**options)
    columns = ["class", "group", "estimate", "low", "high", "n"]
    rows = tidy(estimates, columns if stability is None else [*columns, "language"], key=["class", "group"])
    weak: dict[str, bool] = {}
    if stability is not None:
        known = stability_of(stability)
        weak = {
            topic: known.get((language, topic), math.inf) < stable
            for language, topic in zip(rows["language"], rows["class"], strict=True)
        }
    return interval_rows(
        rows,
        look,
        row="class",
        by="group",
        xlabel=look.word("prevalence"),
        hollow=weak,
        width=DOUBLE,
        names={topic: _name(topic, look) for topic in rows["class"]},
        caption=_below("hollow", stable, look) if any(weak.values()) else "",
    )


@drawing()
def topic_agreement(measures: pd.DataFrame, *, stable: float = STABLE, **options: Unpack[Options]) -> Plot:
    """How well other seeds find each topic again, by language; topics below `stable` hollow.

    `measures` is a slice of measure "topic_stability" with unit ("de:01") and value: the mean cosine of the
    topic with its best match in the model of each other seed. A model with few, coarse topics agrees with
    itself more easily. The plotted rows are language, topic, value.
    """
    look = Look(**options)
    known = stability_of(measures)
    table = pd.DataFrame(
        [(language, topic, value) for (language, topic), value in known.items()],
        columns=["language", "topic", "value"],
    )
    if table.empty:
        return nothing(list(table.columns), look)
    table = table.sort_values(
        ["language", "value", "topic"], ascending=[True, False, True], ignore_index=True
    )
    languages = look.order(list(table["language"]))
    most = int(table["language"].value_counts().max())
    figure = start(SINGLE if len(languages) == 1 else DOUBLE, 0.6 + 0.16 * most)
    grid = figure.subplots(1, len(languages), sharex=True, squeeze=False)[0]
    for axes, language in zip(grid, languages, strict=True):
        _agreement(axes, table[table["language"] == language], look, stable=stable)
        axes.set_title(look.label(language) if len(languages) > 1 else "")
        axes.set_ylim(most - 0.5, -0.5)
        axes.set_xlabel(look.word("agreement").replace(" (", "\n("))
    return finish(figure, table, look, caption=_below("hollow", stable, look))


def _agreement(axes: Axes, rows: pd.DataFrame, look: Look, *, stable: float) -> None:
    row_axis(axes, [fold(_name(topic, look), 24) for topic in rows["topic"]])
    for height, value in enumerate(rows["value"]):
        face = colour(0) if value >= stable else "white"
        axes.plot([0, value], [height, height], color=PALE, lw=1, zorder=1)
        axes.plot(
            [value], [height], marker="o", color=colour(0), markerfacecolor=face, zorder=3, clip_on=False
        )
    axes.axvline(stable, color=GREY, ls=(0, (4, 2)), lw=0.8, zorder=2)
    axes.set_xlim(0, 1)
    number_axis(axes, "x", look, ticks=5)
