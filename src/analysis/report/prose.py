"""Sentences of a results section, written from estimates: nothing is typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.inference import FEWEST_IN_STRATUM, mix_difference
from analysis.tables import escape_markdown, interval, percent

Words = Mapping[str, str]
# Total variation distance under which mixes of genres are called nearly alike.
ALIKE = 0.05


def _label(labels: Words, value: str) -> str:
    return escape_markdown(labels.get(value, value)) or "all articles"


def _shown(row: pd.Series, *, share: bool) -> str:
    text = interval(row["estimate"], row["low"], row["high"], digits=1 if share else 2, share=share)
    number, bracket, bounds = text.partition(" [")
    return f"{number} %{bracket}{bounds}" if share else text


def highest(estimates: pd.DataFrame, labels: Words, *, most: int = 3, share: bool = True) -> str:
    """For each group, its classes with the highest estimates, with intervals; as a Markdown list.

    `estimates` has one row a group and class.
    """
    lines = []
    for group, rows in estimates.groupby("group", sort=True):
        top = rows.sort_values(["estimate", "class"], ascending=[False, True]).head(most)
        parts = [f"{_label(labels, row['class'])} {_shown(row, share=share)}" for _, row in top.iterrows()]
        lines.append(f"- **{_label(labels, str(group))}**: {'; '.join(parts)}")
    return "\n".join(lines)


def clear_changes(contrasts: pd.DataFrame, labels: Words, *, share: bool = True, most: int = 8) -> str:
    """The contrasts whose interval leaves out zero, largest first, and how many were looked at.

    With m contrasts, about m / 20 leave out zero by chance alone: the count is said for that reason.
    """
    clear = contrasts[(contrasts["low"] > 0) | (contrasts["high"] < 0)].reset_index(drop=True)
    order = clear["estimate"].abs().sort_values(ascending=False, kind="stable").index
    describe = _describer(labels, share)
    lines = [describe(clear.loc[place]) for place in order[:most]]
    head = f"{len(clear)} of {len(contrasts)} differences have an interval that leaves out zero"
    by_chance = f" (about {max(len(contrasts) // 20, 1)} would by chance alone)" if len(contrasts) else ""
    return "\n".join([f"{head}{by_chance}{':' if lines else '.'}", "", *lines])


def _describer(labels: Words, share: bool) -> Callable[[pd.Series], str]:
    def describe(row: pd.Series) -> str:
        where = [_label(labels, row[name]) for name in ("class", "target", "group") if row[name]]
        text = _shown(row, share=share).replace(" %", " points") if share else _shown(row, share=share)
        sign = "+" if row["estimate"] > 0 else ""
        return f"- {', '.join([*where, escape_markdown(row['contrast'])])}: {sign}{text}"

    return describe


def method(estimates: pd.DataFrame, **where: str) -> str:
    """How the estimates for which the columns `where` hold were made; of several ways (tests that differ by
    contrast), all; empty when there are none."""
    for column, value in where.items():
        estimates = estimates[estimates[column] == value]
    return " / ".join(sorted(set(estimates["method"])))


def top_terms(keyness: pd.DataFrame, *, most: int = 12) -> str:
    """The terms most typical of either side of each contrast, by their z-score; as a Markdown list."""
    lines = []
    for contrast, rows in keyness.groupby("contrast", sort=True):
        error = (rows["high"] - rows["low"]).where(lambda width: width > 0)
        z = rows["estimate"] / error
        first, _, second = str(contrast).partition(" - ")
        for side, chosen in ((first, z[z > 0].nlargest(most)), (second, z[z < 0].nsmallest(most))):
            terms = escape_markdown(", ".join(rows.loc[chosen.index, "class"]))
            lines.append(f"- {escape_markdown(contrast)}: **{escape_markdown(side)}** {terms or 'none'}")
    return "\n".join(lines)


def mixes(groups: pd.Series, strata: pd.Series, labels: Words) -> str:
    """How unlike the genre mixes of groups are, in two sentences; `strata` is each article's genre."""
    found = mix_difference(groups, strata)
    if found.p == 1.0 and found.distance == 0.0:
        return "All groups have the same genres in the same shares."
    own = pd.crosstab(groups.to_numpy(), strata.to_numpy(), normalize="index")
    shares = [
        f"{_label(labels, str(group))} "
        + ", ".join(f"{name} {percent(share, 0)}" for name, share in row.items() if share > 0)
        for group, row in own.iterrows()
    ]
    chance = "p < .001" if found.p < 0.001 else f"p = {found.p:.3f}"
    alike = "differ" if found.distance >= ALIKE else "are nearly alike"
    left = (
        f" {percent(found.left_out, 0)} are of genres of which some group has under {FEWEST_IN_STRATUM},"
        " and are left out."
    )
    return (
        f"The genre mixes {alike}: up to {percent(found.distance, 0)} of a group's articles would need"
        f" another genre to have the mix of all (chi-square test, articles taken as independent: {chance})."
        f"{left if found.left_out > 0 else ''} {'; '.join(shares)}."
    )
