"""Words with offsets: one vectorised pass over the code points of a batch of texts.

A word is a run of letters and digits with their marks. Inside it, an apostrophe, a hyphen or a middle dot
between two word characters belongs to the word ("belarussisch-russische", "don't", "COVID-19"), a point
does between single letters ("U.S", "т.е") and between digits, a comma between digits ("48,7"). A hyphen
that stands at the end of a stump ("Öl- und Gasexporte") does not. Addresses of the web and mail are left
out.
Han characters are segmented by a dictionary (rjieba), since nothing marks their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

OTHER, LETTER, DIGIT, INNER, POINT, COMMA, MARK = range(7)
TABLE_SIZE = 0x30000
# The look-behind keeps a long run of letters without @ from being tried at each of its places; Chinese goes
# on behind an address without a blank.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»„“”\"　-〿㐀-鿿＀-￯]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
INNER_MARKS = "'’ʼ-‐‑·"
HAN = re.compile("[㐀-䶿一-鿿豈-﫿]+")

Integers = npt.NDArray[np.int64]


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


@cache
def _classes() -> npt.NDArray[np.uint8]:
    table = np.zeros(TABLE_SIZE, dtype=np.uint8)
    for code in range(TABLE_SIZE):
        kind = unicodedata.category(chr(code))
        if kind[0] == "L":
            table[code] = LETTER
        elif kind[0] == "M":
            table[code] = MARK
        elif kind == "Nd":
            table[code] = DIGIT
    table[[ord(mark) for mark in INNER_MARKS]] = INNER
    table[ord(".")], table[ord(",")] = POINT, COMMA
    return table


def tokenize(texts: Sequence[str], *, language: str = "") -> Tokens:
    """Words of each text with their offsets; see the module for what a word is.

    Speed is tens of megabytes a second: everything is done on whole arrays. `language` matters only for
    Chinese. Offsets are Python string offsets: texts[row][start:end] is the word.
    """
    joined, starts = _join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    first, last = _runs(codes)
    if language == "zh":
        first, last = _segment(joined, first, last)
    row = np.searchsorted(starts, first, side="right") - 1
    types, index = _encode(codes, first, last)
    offset = starts[row]
    return Tokens(
        row.astype(np.int32),
        (first - offset).astype(np.int32),
        (last - offset).astype(np.int32),
        index,
        types,
    )


def _join(texts: Sequence[str]) -> tuple[str, Integers]:
    cleaned = [_blank_addresses(text) for text in texts]
    lengths = np.fromiter((len(text) + 1 for text in cleaned), dtype=np.int64, count=len(cleaned))
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if len(cleaned) else lengths
    return "\n".join(cleaned) + "\n", starts


def _blank_addresses(text: str) -> str:
    if "@" in text or "://" in text or "www." in text.lower():
        return ADDRESS.sub(lambda match: " " * len(match[0]), text)
    return text


def _runs(codes: npt.NDArray[np.uint32]) -> tuple[Integers, Integers]:
    """Start and end (exclusive) of each word in an array of code points."""
    kind = _classes()[np.minimum(codes, TABLE_SIZE - 1)]
    word = _with_marks(kind, (kind == LETTER) | (kind == DIGIT))
    before, after = _shift(word, 1), _shift(word, -1)
    between = before & after
    letter, digit = kind == LETTER, kind == DIGIT
    point = kind == POINT
    lone_before = letter & ~(_shift(word, 1))
    lone_after = letter & ~(_shift(word, -1))
    single = _shift(lone_before, 1) & _shift(lone_after, -1)
    figures = _shift(digit, 1) & _shift(digit, -1)
    inside = (between & (kind == INNER)) | (point & single) | ((point | (kind == COMMA)) & figures)
    edge = np.diff(np.concatenate([[0], (word | inside).astype(np.int8), [0]]))
    return np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)


def _with_marks(kind: npt.NDArray[np.uint8], word: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """`word` and the marks that follow it; a mark on something else (an emoji's selector) is no word."""
    mark = kind == MARK
    if not mark.any():
        return word
    bearer = np.maximum.accumulate(np.where(mark, 0, np.arange(len(kind))))
    return word[bearer]


def _shift(values: npt.NDArray[np.bool_], by: int) -> npt.NDArray[np.bool_]:
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _encode(
    codes: npt.NDArray[np.uint32], first: Integers, last: Integers
) -> tuple[list[str], npt.NDArray[np.int32]]:
    """Distinct words in order of first appearance, and each word's index among them."""
    if not len(first):
        return [], np.zeros(0, dtype=np.int32)
    size = last - first
    ends = np.cumsum(size)
    position = np.arange(ends[-1]) + np.repeat(first - np.concatenate([[0], ends[:-1]]), size)
    chosen = codes[position]
    data = chosen.astype("<u4").tobytes().decode("utf-32-le").encode("utf-8")
    width = 1 + (chosen >= 0x80) + (chosen >= 0x800).astype(np.int64) + (chosen >= 0x10000)
    bytes_before = np.concatenate([[0], np.cumsum(width)])
    offsets = np.concatenate([[0], bytes_before[ends]]).astype(np.int64)
    words = pa.LargeStringArray.from_buffers(len(first), pa.py_buffer(offsets), pa.py_buffer(data))
    encoded = words.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)


def _segment(joined: str, first: Integers, last: Integers) -> tuple[Integers, Integers]:
    """Split runs of Han characters into dictionary words; other runs stay as they are."""
    import rjieba

    starts: list[int] = []
    ends: list[int] = []
    for begin, stop in zip(first.tolist(), last.tolist(), strict=True):
        piece = joined[begin:stop]
        words = rjieba.cut(piece) if HAN.search(piece) else [piece]
        for word in words:
            end = begin + len(word)
            if any(map(str.isalnum, word)):
                starts.append(begin)
                ends.append(end)
            begin = end
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
