"""Numbers of a study as LaTeX macros: no number in the paper is typed by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import pandas as pd

from analysis import tables

NAMED = ("measure", "target", "class", "voice", "group", "contrast", "language", "scope")
DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def macro_name(*pieces: str) -> str:
    """A LaTeX macro name from any texts: letters only, each word capitalised, digits spelled out, letters
    of other scripts by their Unicode names (so that two names in Cyrillic stay two)."""
    words = re.findall(r"[A-Za-z]+|\d", "".join(map(_latin, unicodedata.normalize("NFKD", " ".join(pieces)))))
    return "".join(DIGITS[int(word)] if word.isdigit() else word[0].upper() + word[1:] for word in words)


def _latin(mark: str) -> str:
    if mark.isascii() or mark.isdigit():
        return mark
    return unicodedata.name(mark, "").rpartition(" ")[2].capitalize() if mark.isalpha() else ""


def _add(found: dict[str, str], name: str, text: str) -> None:
    """Enter a number under its name, or under a numbered one when the name is taken: none is lost."""
    free, count = name, 1
    while free in found:
        count += 1
        free = name + macro_name(str(count))
    found[free] = text


def corpus_numbers(numbers: Mapping[str, int], articles: pd.DataFrame) -> dict[str, str]:
    """Counts of the corpus, and of articles by outlet and by language."""
    found = {macro_name("items", name): tables.thousands(value) for name, value in numbers.items()}
    for column in ("outlet", "language"):
        for value, count in articles[column].value_counts().sort_index().items():
            _add(found, macro_name("articles", column, str(value)), tables.thousands(count))
    return found


def estimate_numbers(estimates: pd.DataFrame, *, share: bool) -> dict[str, str]:
    """Each estimate of the whole study and each contrast, with its interval, by a name that tells it."""
    found: dict[str, str] = {}
    for row in estimates.to_dict("records"):
        pieces = [row[name] for name in NAMED]
        name = macro_name(*(str(piece).replace(" - ", " minus ") for piece in pieces))
        numbers = (float(row[column]) for column in ("estimate", "low", "high"))
        _add(found, name, tables.interval(*numbers, digits=1 if share else 3, share=share))
    return found
