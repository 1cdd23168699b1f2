"""What was planted in a simulated press, beside what is found: precision and recall of voices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis import schema

ROWS = ("direct", "indirect", "speech", "role", "speaker")
COLUMNS = ["part", "planted", "found", "right", "precision", "recall"]
Stretch = tuple[int, int, str, str, str]  # start, end, kind, role, speaker


def recovery(articles: pd.DataFrame, planted: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Precision and recall of speech, its kind, its role and its speaker, in characters of letters and marks
    between them.

    `articles` has id and text; `planted` article, text (of a stretch of speech, as it stands in the
    article), kind, role, speaker; `spans` are rows of table `spans`. One row a part: direct and indirect
    (stretches of that kind), speech (of either), role and speaker (speech with the right one; of two names
    the last words must agree). Columns planted, found and right are characters. Stretches that stand in no
    text (an article that was cut) are left out.
    """
    sums = dict.fromkeys(ROWS, (0, 0, 0))
    speech = schema.speech(spans)
    mine = _by_article(speech, ["start", "end", "class", "value", "speaker"])
    told = _by_article(planted, ["text", "kind", "role", "speaker"])
    for name, text in zip(articles["id"], articles["text"], strict=True):
        was, seen = list(_planted(text, told.get(name, []))), list(_found(text, mine.get(name, [])))
        for part in ROWS if name in told else ():
            one, two, three = _counted(part, was, seen)
            sums[part] = (sums[part][0] + one, sums[part][1] + two, sums[part][2] + three)
    table = pd.DataFrame([(part, *sums[part]) for part in ROWS], columns=COLUMNS[:4])
    table["precision"] = table["right"] / table["found"].where(table["found"] > 0)
    table["recall"] = table["right"] / table["planted"].where(table["planted"] > 0)
    return table


def _by_article(rows: pd.DataFrame, columns: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, *row in rows[["article", *columns]].itertuples(index=False, name=None):
        found.setdefault(name, []).append(tuple(row))
    return found


def _planted(text: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[Stretch]:
    reach: dict[str, int] = {}
    for said, kind, role, speaker in rows:
        start = text.find(said, reach.get(said, 0))
        if start >= 0 and said:
            reach[said] = start + len(said)
            yield start, start + len(said), kind, role, speaker


def _found(text: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[Stretch]:
    """Stretches of speech without the marks at their edges."""
    for start, end, kind, role, speaker in rows:
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        yield start, end, kind, role, speaker


def _counted(part: str, planted: Sequence[Stretch], found: Sequence[Stretch]) -> tuple[int, int, int]:
    """Characters planted, found, and right."""
    if part in ("direct", "indirect"):
        planted, found = ([one for one in side if one[2] == part] for side in (planted, found))
    right = sum(
        max(0, min(one[1], other[1]) - max(one[0], other[0]))
        for one in planted
        for other in found
        if _agree(part, one, other)
    )
    return sum(one[1] - one[0] for one in planted), sum(one[1] - one[0] for one in found), right


def _agree(part: str, one: Stretch, other: Stretch) -> bool:
    if part == "role":
        return one[3] == other[3]
    if part == "speaker":
        return one[4].split()[-1:] == other[4].split()[-1:]
    return True
