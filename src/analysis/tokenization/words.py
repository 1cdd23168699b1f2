"""Words with offsets: one compiled pass over a batch of texts.

A word is a run of letters and digits with their marks. Inside it, an apostrophe, a hyphen or a middle dot
between two word characters belongs to the word ("belarussisch-russische", "don't", "COVID-19"), a point
does between single letters ("U.S", "т.е") and between digits, a comma between digits ("48,7"). A hyphen
that stands at the end of a stump ("Öl- und Gasexporte") does not. Addresses of the web and mail are left
out.
Han characters are segmented by a dictionary (rjieba), since nothing marks their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.tokenization.scan import Scanned, scan
from analysis.tokenization.table import StringTable, strings_of

HAN = re.compile("[㐀-䶿一-鿿豈-﫿]+")


@dataclass(frozen=True)
class Tokens:
    """Words of a batch, in reading order. `row` is the text's index, `start` and `end` character offsets
    into that text, `type` an index into `types`, the distinct forms as written (case kept)."""

    row: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    type: npt.NDArray[np.int32]
    types: list[str]

    def __len__(self) -> int:
        return len(self.row)


def tokenize(texts: Sequence[str], *, language: str = "") -> Tokens:
    """Words of each text with their offsets; see the module for what a word is.

    `language` matters only for Chinese. Offsets are Python string offsets: texts[row][start:end] is the
    word. Types are numbered in order of first appearance.
    """
    found = scan_words(texts, language=language)
    row = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(found.bounds))
    types = strings_of(found.arena, found.ends).to_pylist()
    return Tokens(row, found.start, found.end, found.type, types)


def scan_words(texts: Sequence[str], *, language: str = "", offsets: bool = True) -> Scanned:
    """What `tokenize` finds, its forms still as bytes: for what counts millions of words."""
    found = scan(texts, offsets=offsets)
    return _segment(found) if language == "zh" else found


def _segment(found: Scanned) -> Scanned:
    """Runs of Han characters split into dictionary words, once per distinct run; others stay as they are."""
    runs = strings_of(found.arena, found.ends).to_pylist()
    pieces = [_pieces(run) for run in runs]
    number = np.fromiter(map(len, pieces), np.int64, len(pieces))
    first = np.concatenate([[0], np.cumsum(number)])
    words = StringTable()
    flat = [piece for own in pieces for piece in own]
    types = words.add_strings(pa.array([word for word, _ in flat], pa.large_string()))
    begin = np.fromiter((place for _, place in flat), np.int64, len(flat))
    size = np.fromiter((len(word) for word, _ in flat), np.int64, len(flat))
    many = number[found.type]
    bounds = np.concatenate([[0], np.cumsum(many)])
    which = np.arange(bounds[-1]) + np.repeat(first[found.type] - bounds[:-1], many)
    start = end = found.start
    near = found.near
    if len(found.start):
        # Words of one run stand next to each other; the first has what the run has before it.
        near = np.ones(int(bounds[-1]), np.uint8)
        near[bounds[:-1][many > 0]] = found.near[many > 0]
        start = (np.repeat(found.start, many) + begin[which]).astype(np.int32)
        end = (start + size[which]).astype(np.int32)
    arena, ends = words.arena[: words.ends[len(words)]], words.ends[: len(words) + 1]
    return Scanned(
        bounds[found.bounds], start, end, near, types[which], arena, ends, words.hashes[: len(words)]
    )


def _pieces(run: str) -> list[tuple[str, int]]:
    """Words of a run with their places in it."""
    import rjieba

    found: list[tuple[str, int]] = []
    place = 0
    for word in rjieba.cut(run) if HAN.search(run) else [run]:
        if any(map(str.isalnum, word)):
            found.append((word, place))
        place += len(word)
    return found
