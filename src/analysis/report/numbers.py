"""Numbers of a study as LaTeX macros: no number in the paper is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis import tables

DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def macro_name(*pieces: str) -> str:
    """A LaTeX macro name from any texts: letters only, each word capitalised, digits spelled out."""
    words = re.findall(r"[A-Za-z]+|\d", " ".join(pieces))
    return "".join(DIGITS[int(word)] if word.isdigit() else word[0].upper() + word[1:] for word in words)


def corpus_numbers(numbers: Mapping[str, int], articles: pd.DataFrame) -> dict[str, str]:
    """Counts of the corpus, and of articles by outlet and by language."""
    found = {macro_name("items", name): tables.thousands(value) for name, value in numbers.items()}
    for column in ("outlet", "language"):
        for value, count in articles[column].value_counts().sort_index().items():
            found[macro_name("articles", column, str(value))] = tables.thousands(count)
    return found


def estimate_numbers(estimates: pd.DataFrame, *, share: bool) -> dict[str, str]:
    """Each estimate of the whole study and each contrast, with its interval, by a name that tells it."""
    found: dict[str, str] = {}
    for row in estimates.itertuples():
        pieces = (row.measure, row.target, row[2], row.voice, row.group, row.contrast, row.language, row.scope)
        name = macro_name(*(str(piece).replace(" - ", " minus ") for piece in pieces))
        found[name] = tables.interval(row.estimate, row.low, row.high, digits=1 if share else 3, share=share)
    return found
