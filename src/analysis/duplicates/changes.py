"""What a repeated text added and left out, and how much of an outlet's text stood elsewhere before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.declarations import Language
from analysis.duplicates.places import Places
from analysis.duplicates.shingles import Passages
from analysis.tokenization import split_sentences

REWORDED = 0.5
Reals = npt.NDArray[np.float64]


def words_apart(
    passages: Passages | None, articles: Sequence[str], sources: Sequence[str]
) -> tuple[Reals, Reals]:
    """Numbers of words of each article outside the shingles it has in common with its source, and of the
    source outside them; missing without passages, 0 for an article compared with itself."""
    added, dropped = np.full((2, len(articles)), np.nan if passages is None else 0.0)
    if passages is not None:
        places = Places(passages)
        for number, (article, source) in enumerate(zip(articles, sources, strict=True)):
            if article != source:
                added[number] = (~places.covered(article, source)).sum()
                dropped[number] = (~places.covered(source, article)).sum()
    return added, dropped


def changes(first_text: str, other_text: str, *, language: Language) -> pd.DataFrame:
    """What another version of a text added, dropped and reworded, sentence by sentence.

    Sentences are aligned in order (Ratcliff and Obershelp, difflib); one that stands elsewhere in the other
    text was moved, and is no change. Between aligned ones, a dropped and an added sentence that share at
    least half of their words are one reworded sentence. Successive sentences of a paragraph are one
    passage. Columns: change (dropped, added, reworded), paragraph (its number in the text that has it; in
    the other text for reworded), first, other (the passages; empty where there is none), words (of the
    passage; of the other's for reworded). Case and punctuation do not count.
    """
    one, two = _sentences(first_text, language), _sentences(other_text, language)
    keys = [[" ".join(_words(text)) for _, text in side] for side in (one, two)]
    rows: list[tuple[str, int, str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag != "equal":
            gone = [one[n] for n in range(a, b) if keys[0][n] not in keys[1]]
            new = [two[n] for n in range(c, d) if keys[1][n] not in keys[0]]
            rows += _gap(gone, new)
    table = pd.DataFrame(_passages(rows), columns=["change", "paragraph", "first", "other"])
    shown = table["other"].where(table["other"] != "", table["first"])
    return table.assign(words=[len(_words(text)) for text in shown.tolist()])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _sentences(text: str, language: Language) -> list[tuple[int, str]]:
    """(paragraph, sentence) of each sentence that has a word."""
    found = split_sentences(text, language=language)
    return [
        (1 + len(re.findall(r"\n\s*\n", text[:begin])), text[begin:end])
        for begin, end in found
        if _words(text[begin:end])
    ]


def _gap(gone: list[tuple[int, str]], new: list[tuple[int, str]]) -> list[tuple[str, int, str, str]]:
    """Changes between two aligned sentences, in the order of the other text, dropped ones first."""
    rows: list[tuple[str, int, str, str]] = []
    rest = list(gone)
    for paragraph, text in new:
        scores = [_alike(text, old) for _, old in rest]
        if scores and max(scores) >= REWORDED:
            at = scores.index(max(scores))
            rows += [("dropped", number, old, "") for number, old in rest[:at]]
            rows.append(("reworded", paragraph, rest[at][1], text))
            rest = rest[at + 1 :]
        else:
            rows.append(("added", paragraph, "", text))
    return rows + [("dropped", number, old, "") for number, old in rest]


def _alike(one: str, two: str) -> float:
    """Dice coefficient of the sets of words."""
    first, second = set(_words(one)), set(_words(two))
    return 2 * len(first & second) / (len(first) + len(second))


def _passages(rows: Iterable[tuple[str, int, str, str]]) -> list[tuple[str, int, str, str]]:
    joined: list[tuple[str, int, str, str]] = []
    for change, paragraph, first, other in rows:
        if joined and change != "reworded" and joined[-1][:2] == (change, paragraph):
            _, _, before, behind = joined.pop()
            first, other = f"{before} {first}".strip(), f"{behind} {other}".strip()
        joined.append((change, paragraph, first, other))
    return joined
