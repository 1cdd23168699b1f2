"""Small tables of estimates about words, in the format of the table `estimates`."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

CONTRAST = "agency - harbour"
TERMS = (
    "Unionsstaat",
    "единство",
    "$a_b$",
    "change",
    "Wirtschaftszusammenarbeitsabkommen",
    "братские народы",
)
LONG = "общественно-политическая обстановка в столице и во всех областях страны"
QUARTERS = ["2022-Q3", "2022-Q4", "2023-01", "2023-02", "2023-03"]


def shift_rows(target: str = "divergence", *, kinds: bool = False) -> pd.DataFrame:
    """Contributions of seven words, the last without interval, and the row of the total."""
    estimate = np.array([0.3, -0.25, 0.02, 0.08, -0.11, -0.04, 0.06])
    frame = pd.DataFrame(
        {
            "measure": "word_shift",
            "class": [*TERMS, LONG],
            "target": target,
            "contrast": CONTRAST,
            "estimate": estimate,
            "low": estimate - 0.03,
            "high": estimate + 0.03,
            "n": [120, 80, 9, 40, 33, 20, 12],
        }
    )
    frame.loc[6, ["low", "high"]] = np.nan
    if kinds:
        frame["kind"] = ["positive more", "negative more", "", "negative less", "positive less", "other", ""]
    total = {"measure": "word_shift_total", "class": "", "target": target, "contrast": CONTRAST}
    total |= {"estimate": 0.123, "low": 0.101, "high": 0.145, "n": 900}
    return pd.concat([frame, pd.DataFrame([total])], ignore_index=True)


def dispersion_rows(groups: list[str]) -> pd.DataFrame:
    frame = pd.MultiIndex.from_product([TERMS[:3], groups], names=["class", "group"]).to_frame(index=False)
    estimate = np.linspace(0.2, 0.9, len(frame))
    return frame.assign(
        estimate=estimate, low=estimate - 0.05, high=estimate + 0.05, n=range(9, 9 + len(frame))
    )


def strip_rows(groups: list[str]) -> pd.DataFrame:
    rows = [
        (term, group, dt.date(2023, 1, 5) + dt.timedelta(days=9 * step + 40 * number), 1 + step % 4)
        for number, term in enumerate(TERMS)
        for group in groups
        for step in range(4 + number)
    ]
    return pd.DataFrame(rows, columns=["term", "group", "day", "count"])


def pair_rows() -> pd.DataFrame:
    """Pairs of terms: two parts without a path between them, one pair given twice, two not sure."""
    rows = [
        ("Unionsstaat", "единство", 10.0, 9.2),
        ("единство", "Unionsstaat", 10.0, 9.2),
        ("Unionsstaat", "change", 8.0, 7.0),
        ("единство", "change", 6.5, 5.0),
        ("$a_b$", "братские народы", 9.0, 8.1),
        ("$a_b$", LONG, 5.0, 2.0),
        ("change", "$a_b$", 3.0, -1.0),
        ("change", "братские народы", 3.0, float("nan")),
        (TERMS[4], "Unionsstaat", 7.0, 6.0),
    ]
    frame = pd.DataFrame(rows, columns=["class", "target", "estimate", "low"])
    return frame.assign(high=2 * frame["estimate"] - frame["low"], n=[40, 40, 22, 13, 9, 5, 4, 3, 17])


def growth_rows(groups: list[str]) -> pd.DataFrame:
    """Curves of which the last group's ends early, besides rows that are not part of a curve."""
    rows = [
        ("types", str(words), group, 10 * words**0.6 * (1 + 0.1 * number), 300)
        for number, group in enumerate(groups)
        for words in (20_000, 1_000, 5_000)
        if words < 20_000 or number + 1 < len(groups) or len(groups) == 1
    ]
    rows += [("types", "", groups[0], 9_999.0, 300), ("entropy", "", groups[0], 11.0, 300)]
    frame = pd.DataFrame(rows, columns=["class", "target", "group", "estimate", "n"])
    return frame.assign(low=0.95 * frame["estimate"], high=1.05 * frame["estimate"])


def title_rows(groups: list[str]) -> pd.DataFrame:
    """Titles of two leaders by quarter and month and for the whole period; "" is the name alone."""
    titles = {"Anna Muster": ["Präsidentin", "Staatsoberhaupt", "rare", ""], "Пётр Образец": ["Маршал", ""]}
    rows = [
        (title, leader, group, period, 0.1 + 0.12 * number, 90 - 20 * number)
        for leader, names in titles.items()
        for number, title in enumerate(names)
        for group in groups
        for period in ["", *QUARTERS]
    ]
    frame = pd.DataFrame(rows, columns=["class", "target", "group", "period", "estimate", "n"])
    wide = np.where(frame["period"] == "2023-03", 0.25, 0.04)
    return frame.assign(low=(frame["estimate"] - wide).clip(0, 1), high=(frame["estimate"] + wide).clip(0, 1))
