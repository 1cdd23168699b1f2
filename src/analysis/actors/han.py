"""Names of persons in Chinese: told where a function stands beside them, then known everywhere."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.actors.reading import Integers, Reading
from analysis.declarations.language import Language

SHORTEST, LONGEST, LONGEST_FUNCTION = 2, 3, 8
COLUMNS = ["capital", "lower", "first", "noun"]


def count_han_names(reading: Reading) -> pd.DataFrame:
    """Words that look like a person's name, with the columns of `count_forms`: `capital` beside a function,
    `lower` all occurrences. What a corpus never names with a function stays unknown: nothing else tells a
    name there without a model."""
    types, kind = reading.tokens.types, reading.tokens.type
    sums = np.bincount(kind[beside_functions(reading)], minlength=len(types))
    total = np.bincount(kind, minlength=len(types))
    frame = pd.DataFrame({"capital": sums, "lower": total, "first": 0, "noun": 0}, index=types)
    shaped = [SHORTEST <= len(form) <= LONGEST for form in types]
    return frame[np.array(shaped, dtype=bool)][COLUMNS].sort_index()


def beside_functions(reading: Reading) -> Integers:
    """Words of two or three characters that begin with a family name and stand right beside a function of a
    person ("国家主席" before it, "总书记" behind it)."""
    language = reading.wording.language
    families, functions = frozenset(language.names.families), _functions(language)
    tokens = reading.tokens
    shaped = np.array(
        [
            SHORTEST <= len(form) <= LONGEST and (form[0] in families or form[:2] in families)
            for form in tokens.types
        ],
        dtype=bool,
    )
    place = np.flatnonzero(shaped[tokens.type]) if len(tokens) else np.zeros(0, np.int64)
    keep = []
    for word in place.tolist():
        text, start, end = reading.texts[tokens.row[word]], int(tokens.start[word]), int(tokens.end[word])
        before, after = text[max(start - LONGEST_FUNCTION, 0) : start], text[end : end + LONGEST_FUNCTION]
        sizes = range(2, LONGEST_FUNCTION + 1)
        keep.append(any(before[-size:] in functions or after[:size] in functions for size in sizes))
    own = [tokens.types[kind] not in functions for kind in tokens.type[place].tolist()]
    found: Integers = place[np.array(keep, dtype=bool) & np.array(own, dtype=bool)]
    return found


def _functions(language: Language) -> frozenset[str]:
    """Functions of persons among the roles: what does not end as a body does."""
    bodies = language.names.organisations
    listed = (form for forms in language.roles.values() for form in forms)
    return frozenset(form for form in listed if not form.endswith(bodies))
