"""Who speaks most: one row a speaker, from the spans of many articles."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis import schema

COLUMNS = [
    *("group", "speaker", "function", "role"),
    *("stretches", "characters", "articles", "direct"),
]


def speakers(spans: pd.DataFrame, groups: pd.Series, *, actors: pd.DataFrame | None = None) -> pd.DataFrame:
    """The speakers of each group, those with most characters first.

    `spans` are rows of table `spans`, `groups` the group by article id (spans of other articles are left
    out). Columns: group, speaker, function and role (those met most often), stretches of speech, characters,
    articles, and direct, the share of the characters that is in marks. With `actors` (rows of table `actors`)
    the names of one actor are one speaker, but for names that several actors have. Speech of nobody named is
    left out. A surname that two persons share is one speaker where no article gives a fuller name.
    """
    known = spans[(spans["speaker"] != "") & spans["article"].isin(groups.index)]
    if actors is not None:
        known = known.assign(speaker=known["speaker"].map(_labels(actors)).fillna(known["speaker"]))
    known = known.assign(group=known["article"].map(groups), size=known["end"] - known["start"])
    speech = schema.speech(known)
    own = speech["size"].where(speech["class"] == "direct", 0)
    whole = speech.assign(own=own).groupby(["group", "speaker"], sort=True)
    table = whole.agg(
        stretches=("size", "size"),
        characters=("size", "sum"),
        articles=("article", "nunique"),
        own=("own", "sum"),
    ).reset_index()
    table["direct"] = table["own"] / table["characters"]
    named = known[(known["layer"] == "source") & (known["value"] != "")]
    for column, rows in (("function", named), ("role", speech)):
        keys = zip(table["group"], table["speaker"], strict=True)
        usual = _usual(rows)
        table[column] = [usual.get(key, "") for key in keys]
    order = table.sort_values(["group", "characters", "speaker"], ascending=[True, False, True])
    return order[COLUMNS].reset_index(drop=True)


def _labels(actors: pd.DataFrame) -> dict[str, str]:
    """The label of each form that one actor alone has."""
    rows = zip(actors["forms"], actors["label"], strict=True)
    pairs = [(form, label) for forms, label in rows for form in forms.split(" | ") if form]
    often = Counter(form for form, _ in pairs)
    return {form: label for form, label in pairs if often[form] == 1}


def _usual(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The most frequent value of each group and speaker, the first in the alphabet of several."""
    counted = rows.groupby(["group", "speaker", "value"], sort=True).size().rename("n").reset_index()
    first = counted.sort_values("n", ascending=False, kind="stable").drop_duplicates(["group", "speaker"])
    return {(row[0], row[1]): row[2] for row in first.itertuples(index=False, name=None)}
