"""Where the shingles of single articles stand, and which stretches two articles have in common."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.duplicates.shingles import SHINGLE, Integers, Passages

Flags = npt.NDArray[np.bool_]


class Places:
    """Where the shingles of single articles stand."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.place = {name: number for number, name in enumerate(passages.ids)}

    def span(self, article: str) -> slice:
        number = self.place[article]
        return slice(int(self.passages.bounds[number]), int(self.passages.bounds[number + 1]))

    def words(self, article: str) -> Integers:
        """The shingle that begins at each word of an article."""
        return self.passages.hashes[self.span(article)]

    def covered(self, article: str, other: str) -> Flags:
        """Which words of an article lie in a shingle that the other has, too."""
        own, their = self.words(article), self.words(other)
        starts = np.isin(own, their) & (own >= 0)
        words = starts.copy()
        for step in range(1, min(SHINGLE, len(own))):
            words[step:] |= starts[:-step]
        return words

    def longest(self, article: str, other: str) -> int:
        """Words of the longest stretch of an article that lies in common shingles."""
        edges = np.diff(np.concatenate([[0], self.covered(article, other).astype(np.int8), [0]]))
        begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        return int((ends - begins).max(initial=0))
