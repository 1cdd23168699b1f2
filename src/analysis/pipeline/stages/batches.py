"""Batches of articles of one language with what later stages need of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import schema

SIZE = 1_000


@dataclass(frozen=True)
class Text:
    """Ids, texts, sentence spans of each, and (when asked for) the voice spans of the batch."""

    ids: list[str]
    texts: list[str]
    sentences: list[list[tuple[int, int]]]
    voices: pd.DataFrame


class Grouped:
    """Rows of a table sorted by article, found by article."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self.articles: npt.NDArray[np.object_] = frame["article"].to_numpy(dtype=object)

    def of(self, article: str) -> slice:
        """The rows of one article."""
        begin = int(np.searchsorted(self.articles, article, side="left"))
        return slice(begin, int(np.searchsorted(self.articles, article, side="right")))


def texts(processed: Path, language: str) -> Iterator[tuple[list[str], list[str]]]:
    """Batches of (ids, texts) of a language's articles."""
    for batch in schema.scan(processed, "articles", columns=["id", "text"], language=language, size=SIZE):
        yield batch["id"].tolist(), batch["text"].tolist()


def with_sentences(processed: Path, language: str, *, voices: bool = False) -> Iterator[Text]:
    """Batches with their sentences and, with `voices`, their voice spans."""
    sentences = Grouped(schema.read(processed, "sentences", language, columns=["article", "start", "end"]))
    bounds = sentences.frame[["start", "end"]].to_numpy()
    spans = Grouped(
        schema.read(processed, "spans", f"voice-{language}") if voices else pd.DataFrame({"article": []})
    )
    for ids, bodies in texts(processed, language):
        own = [[(int(a), int(b)) for a, b in bounds[sentences.of(article)]] for article in ids]
        heard = pd.concat([spans.frame[spans.of(article)] for article in ids]) if voices else spans.frame
        yield Text(ids, bodies, own, heard)


def articles_of(processed: Path, language: str) -> list[str]:
    """Sorted ids of a language: the rows of its article matrix."""
    table = schema.read(processed, "articles", columns=["id", "language"])
    return sorted(table.loc[table["language"] == language, "id"])
