"""Concordances: a word in its context."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd


def concordance(
    articles: Iterable[tuple[str, str]], pattern: str, *, width: int = 60, most: int = 1_000
) -> pd.DataFrame:
    """Keyword in context: one row a match of the regular expression, matched without case.

    `articles` are pairs (id, text). Columns: article, start, end, left, keyword, right; line breaks in the
    context are shown as a slash. At most `most` rows, in the order of the articles. Raises ValueError for
    a pattern that is no regular expression.
    """
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"concordance: {pattern!r} is not a regular expression ({error})") from None
    rows: list[dict[str, object]] = []
    for article, text in articles:
        for match in compiled.finditer(text):
            left = text[max(0, match.start() - width) : match.start()].replace("\n", " / ")
            right = text[match.end() : match.end() + width].replace("\n", " / ")
            where = {"article": article, "start": match.start(), "end": match.end()}
            rows.append({**where, "left": left, "keyword": match[0], "right": right})
            if len(rows) >= most:
                return pd.DataFrame(rows)
    return pd.DataFrame(rows, columns=["article", "start", "end", "left", "keyword", "right"])
