"""Lists of those present: three persons or more named one after another in a sentence, and their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.actors.mentions import Cast, sentence_of
from analysis.actors.reading import Reading
from analysis.actors.wording import Wording

FEWEST = 3
# Room for functions between two names, in characters.
WIDEST = 120
COMMAS = re.compile(r"[,;，、；]")


def find_lists(reading: Reading, mentions: pd.DataFrame, cast: Cast, *, wording: Wording) -> pd.DataFrame:
    """Ranks in lists: row, start (of the list's first name), actor, rank from 1.

    A list are persons of one sentence with commas, semicolons or the last "and" between each two, beside
    their functions; a verb of speech between two ends it. Whoever is named twice has the first rank. Names
    of several words of unknown kind count as persons. Order is telling only where a list follows a
    protocol: in lists of victims or winners it is not.
    """
    kinds = np.array(cast.kinds, dtype=object)
    frame = mentions.assign(sentence=sentence_of(reading, mentions))
    kind = kinds[frame["actor"].to_numpy(np.int64)] if len(frame) else kinds[:0]
    several = np.array([" " in form for form in frame["form"]], dtype=bool)
    person = (kind == "person") | ((kind == "unknown") & several)
    frame = frame[person].reset_index(drop=True)
    rows: list[tuple[int, int, int, int]] = []
    chain: list[int] = []
    columns = {name: frame[name].tolist() for name in ("row", "start", "end", "actor", "sentence")}
    for place in range(len(frame)):
        if chain and not _goes_on(reading, columns, chain[-1], place, wording):
            rows += _ranks(columns, chain)
            chain = []
        chain.append(place)
    rows += _ranks(columns, chain)
    return pd.DataFrame(rows, columns=["row", "start", "actor", "rank"])


def _goes_on(reading: Reading, columns: dict[str, list[int]], one: int, other: int, wording: Wording) -> bool:
    """Whether the second name goes on with the list of the first."""
    same = columns["sentence"][one] == columns["sentence"][other]
    begin, end = columns["end"][one], columns["start"][other]
    if not same or end - begin > WIDEST:
        return False
    between = reading.texts[columns["row"][one]][begin:end]
    listing = wording.language.names.listing
    inner = re.findall(r"\w+", between.lower())
    if any(word in _verbs(wording) for word in inner):
        return False
    if COMMAS.search(between):
        return True
    if wording.language.script == "han":
        return between.strip() in listing
    return bool(inner) and inner[0] in listing


def _verbs(wording: Wording) -> frozenset[str]:
    speech = wording.language.speech
    return frozenset((*speech.neutral, *speech.affirming, *speech.doubting))


def _ranks(columns: dict[str, list[int]], chain: Sequence[int]) -> list[tuple[int, int, int, int]]:
    actors = list(dict.fromkeys(columns["actor"][place] for place in chain))
    if len(actors) < FEWEST:
        return []
    row, start = columns["row"][chain[0]], columns["start"][chain[0]]
    return [(row, start, actor, rank) for rank, actor in enumerate(actors, start=1)]
