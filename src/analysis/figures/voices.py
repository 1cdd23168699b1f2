"""Who may speak, and whose words become the outlet's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.declarations.study import Event
from analysis.figures.layout import finish, nothing
from analysis.figures.marks import interval_rows, number_axis
from analysis.figures.panels import panels_over_time
from analysis.figures.style import DOUBLE, FILLS, HATCHES, INK, Look, Options, Plot, drawing, start, tidy
from analysis.figures.time import rate_over_time
from analysis.figures.words import decimal, sample_size

LEAST = 0.045
ROWS = ["class", "group", "estimate", "low", "high", "n"]


@drawing()
def voice_shares(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of text by who speaks, one bar a group, with shares of at least 4.5 % written in.

    `estimates` is a slice of measure "voice" with class (role; "outlet" is the outlet's own text), group,
    voice, estimate, n; direct and indirect quotation of a role are added, rows of both together (voice "")
    left out. The plotted rows are group, class, share, n. Intervals belong in the table beside it: a stacked
    bar cannot show them.
    Raises ValueError when the shares of a group sum to more than one: the slice mixes scopes or periods.
    """
    look = Look(**options)
    rows = tidy(estimates, ["class", "group", "voice", "estimate", "n"], key=["class", "group", "voice"])
    rows = rows[rows["voice"] != ""]
    table = rows.groupby(["group", "class"], as_index=False).agg(share=("estimate", "sum"), n=("n", "max"))
    if table.empty:
        return nothing(list(table.columns), look, width=DOUBLE)
    sums = table.groupby("group")["share"].sum()
    if (sums > 1.005).any():
        raise ValueError(f"voice_shares: shares of {sums.idxmax()!r} sum to {sums.max():.3f}, more than one")
    roles = look.order(list(table["class"]), list(table["share"]))
    if "outlet" in roles and "outlet" not in look.labels:
        roles.sort(key=lambda role: role != "outlet")
    groups = look.order(list(table["group"]))
    figure = start(DOUBLE, 0.45 + 0.32 * len(groups))
    axes: Axes = figure.subplots()
    key = _stack(axes, table, roles, groups, look)
    labels = []
    for name in groups:
        sizes = [float(value) for value in table.loc[table["group"] == name, "n"]]
        labels.append(f"{look.label(name, wrap=24)}\n{sample_size(sizes, look.language)}")
    axes.set_yticks(range(len(groups)), labels)
    axes.set(xlim=(0, 100), ylim=(len(groups) - 0.5, -0.5))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(look.word("share of text"))
    number_axis(axes, "x", look, ticks=5)
    return finish(figure, table, look, legend=key)


def _stack(
    axes: Axes, table: pd.DataFrame, roles: Sequence[str], groups: Sequence[str], look: Look
) -> list[tuple[Patch, str]]:
    shares = table.pivot(index="group", columns="class", values="share").reindex(
        index=list(groups), columns=list(roles)
    )
    left = np.zeros(len(groups))
    key = []
    for number, role in enumerate(roles):
        width = 100 * shares[role].fillna(0.0).to_numpy(dtype=float)
        fill: dict[str, Any] = {
            "facecolor": FILLS[number % len(FILLS)],
            "hatch": HATCHES[number % len(HATCHES)],
            "edgecolor": "white",
            "linewidth": 0.5,
        }
        axes.barh(range(len(groups)), width, left=left, height=0.72, **fill)
        for row, size in enumerate(width):
            if size >= 100 * LEAST:
                box = {"boxstyle": "round,pad=0.12", "fc": fill["facecolor"], "ec": "none"}
                text = decimal(float(size), 0, look.language)
                axes.text(
                    left[row] + size / 2, row, text, ha="center", va="center", fontsize=7, color=INK, bbox=box
                )
        left = left + width
        key.append((Patch(**fill), look.label(role)))
    return key


@drawing()
def quoted_over_time(
    estimates: pd.DataFrame, *, events: Sequence[Event] = (), **options: Unpack[Options]
) -> Plot:
    """Share of text in quoted voices by month or quarter and group.

    `estimates` is a slice of measure "quoted"; columns as for `rate_over_time`.
    """
    label = Look(**options).word("quoted share")
    return rate_over_time(estimates, events=events, ylabel=label, **options)


@drawing()
def who_speaks(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of text by role and group, with 95 % intervals: what a stacked bar cannot show.

    `estimates` is a slice of measure "voice" with class (role), group, voice, estimate, low, high, n; only
    rows of both kinds of speech together (voice "") are drawn.
    """
    look = Look(**options)
    rows = tidy(estimates, [*ROWS, "voice"])
    rows = rows[rows["voice"] == ""].drop(columns="voice")
    return interval_rows(rows, look, row="class", by="group", xlabel=look.word("share of text"))


@drawing()
def official_share(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Share of the characters of speech that officials say, by group.

    `estimates` is a slice of measure "official" with class (own_state, and official: own and foreign states
    and international bodies), group, voice, estimate, low, high, n (characters of speech); only rows of both
    kinds of speech together (voice "") are drawn. An official named without the office counts for none.
    """
    look = Look(**options)
    rows = tidy(estimates, [*ROWS, "voice"])
    rows = rows[rows["voice"] == ""].drop(columns="voice")
    return interval_rows(rows, look, row="class", by="group", xlabel=look.word("official share"))


@drawing()
def speaker_numbers(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Mean number of different named speakers of an article, of each role and of all (class "").

    `estimates` is a slice of measure "speakers" with class, group, estimate, low, high, n (articles). Longer
    articles have more speakers.
    """
    look = Look(**options)
    rows = tidy(estimates, ROWS)
    named = rows.assign(**{"class": rows["class"].replace("", "all speakers")})
    return interval_rows(named, look, row="class", by="group", scale=1.0, xlabel=look.word("speakers"))


@drawing()
def roles_over_time(estimates: pd.DataFrame, *, most: int = 6, **options: Unpack[Options]) -> Plot:
    """Share of text by month or quarter, one panel for each of the `most` roles with most text.

    `estimates` is a slice of measure "voice" with class, group, voice, period, estimate, low, high, n; rows
    of both kinds of speech together (voice "") are drawn. n is the number of articles of each point.
    """
    look = Look(**options)
    columns = [*ROWS, "voice", "period"]
    frame = tidy(estimates, columns, key=["class", "group", "voice", "period"])
    frame = (
        frame[(frame["voice"] == "") & (frame["period"] != "")].drop(columns="voice").reset_index(drop=True)
    )
    if frame["estimate"].isna().all():
        return nothing(list(frame.columns), look, width=DOUBLE)
    mean = frame.groupby("class")["estimate"].sum().sort_index().sort_values(ascending=False, kind="stable")
    return panels_over_time(
        frame[frame["class"].isin(mean.index[:most])].reset_index(drop=True),
        look,
        classes=list(mean.index[:most]),
        title=lambda role, _: look.label(role),
        ylabel=look.word("share of text"),
        scale=100.0,
        caption=look.word("articles of points"),
    )


@drawing()
def speech_length(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Mean number of characters of a stretch of speech by role and group, direct and indirect apart.

    `estimates` is a slice of measure "stretch" with class (role; "" for all, left out), group, voice,
    estimate, low, high, n (stretches). A few long stretches widen an interval more than many short ones.
    """
    look = Look(**options)
    rows = tidy(estimates, [*ROWS, "voice"])
    rows = rows[(rows["class"] != "") & rows["voice"].isin(["direct", "indirect"])]
    return interval_rows(
        rows, look, row="class", by="group", panels="voice", scale=1.0, xlabel=look.word("stretch")
    )


@drawing()
def direct_share(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Who is quoted in their own words: share of a role's speech that is in marks, by group.

    `estimates` is a slice of measure "direct" with class (role; "" for all, left out), group, estimate, low,
    high, n (characters of speech). What stands in marks need not have been said so.
    """
    look = Look(**options)
    rows = tidy(estimates, ROWS)
    rows = rows[rows["class"] != ""]
    return interval_rows(rows, look, row="class", by="group", xlabel=look.word("direct share"))


@drawing()
def distancing(estimates: pd.DataFrame, *, most: int = 10, **options: Unpack[Options]) -> Plot:
    """Share of the mentions of each name that are held at a distance, by group; own and quoted voice apart.

    `estimates` is a slice of measure "distancing" with class (the name), target (its referent; "" for actors,
    whose name is the class), group, voice (outlet or quoted), estimate, low, high, n (mentions). All names of
    referents are shown, and the `most` actors with most mentions at a distance. A name that is hardly ever
    used has a wide interval, whatever its share.
    """
    look = Look(**options)
    rows = tidy(estimates, [*ROWS, "target", "voice"])
    rows = rows[(rows["class"] != "") & rows["voice"].isin(["outlet", "quoted"])]
    times = (rows["estimate"] * rows["n"])[rows["target"] == ""].groupby(rows["class"]).sum().sort_index()
    chosen = times[times > 0].sort_values(ascending=False, kind="stable").index[:most]
    rows = rows[(rows["target"] != "") | rows["class"].isin(chosen)]
    told = {
        (target, name): f"{look.label(target)}: {look.label(name)}" if target else look.label(name)
        for target, name in zip(rows["target"], rows["class"], strict=True)
    }
    rows = rows.assign(name=[told[key] for key in zip(rows["target"], rows["class"], strict=True)])
    return interval_rows(
        rows, look, row="name", by="group", panels="voice", xlabel=look.word("held at a distance")
    )


@drawing()
def reporting_verbs(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """How words are reported, by role: share of doubting, neutral and affirming verbs, with intervals.

    `estimates` needs class (neutral, affirming or doubting), group (the role of who speaks), estimate, low,
    high, n. Roles of which few are quoted have wide intervals, and a verb's stance depends on context.
    """
    look = Look(**options)
    rows = tidy(estimates, ["class", "group", "estimate", "low", "high", "n"])
    return interval_rows(rows, look, row="group", by="class", xlabel=look.word("verbs"))
