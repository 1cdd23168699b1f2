"""Stop words: whether the tokeniser leaves them whole, and which a corpus proposes."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import pandas as pd

from analysis.tokenization.words import tokenize

LEAST = 0.5


def lost(words: Sequence[str], *, language: str) -> list[str]:
    """Words that the tokeniser never gives as they are written here, so that listing them has no effect."""
    tokens = tokenize(words, language=language)
    whole = {
        row
        for row, kind in zip(tokens.row.tolist(), tokens.type.tolist(), strict=True)
        if tokens.types[kind] == words[row]
    }
    return [word for row, word in enumerate(words) if row not in whole]


def warn_of_lost(words: Sequence[str], *, language: str) -> None:
    """A warning that names the stop words which have no effect."""
    if gone := lost(words, language=language):
        listed = ", ".join(gone)
        warnings.warn(
            f"stop words that the tokeniser cuts, so that they leave nothing out: {listed}", stacklevel=2
        )


def proposed(terms: pd.DataFrame, *, articles: int, least: float = LEAST) -> pd.DataFrame:
    """Terms in at least a share `least` of the articles that are no stop words yet: term, documents,
    count, share. Proposals only: a word can be everywhere and still be what a study is about."""
    share = terms["documents"] / max(articles, 1)
    found = terms.assign(share=share)[(share >= least) & ~terms["stop"]]
    columns = ["term", "documents", "count", "share"]
    return found.sort_values(["share", "term"], ascending=[False, True])[columns].reset_index(drop=True)
