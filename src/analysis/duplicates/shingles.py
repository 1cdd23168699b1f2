"""Shingles: hashes of five successive words, of whole batches at once, without a loop over words.

A word is a run of letters, digits and their marks, compared without case; all else parts words. Chinese,
which parts none, is segmented by dictionary. A word's hash is a polynomial over random numbers of its
characters modulo 2^64, taken from running sums; two different shingles agree by chance about once in 1e18.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.tokenization import tokenize

SHINGLE = 5
SAMPLE = 4
FEW = 80
TABLE_SIZE, BLOCK = 0x30000, 1 << 15
BASE, INVERSE = 0x9E3779B97F4A7C15, pow(0x9E3779B97F4A7C15, -1, 1 << 64)
POSITIVE = np.uint64((1 << 63) - 1)
Integers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Shingles:
    """Distinct hashes of 5-word shingles per article: those of ids[i] are
    values[bounds[i]:bounds[i + 1]], sorted; `exact` is a hash of the words in order, `sizes` the number of
    distinct shingles, also of a sketch, which holds only a sample of their values."""

    ids: list[str]
    values: Integers
    bounds: Integers
    exact: list[int]
    sizes: Integers


@dataclass(frozen=True)
class Passages:
    """Shingles where they stand: word j of article ids[i] is at bounds[i] + j of `hashes` (of the shingle
    that begins with it, -1 for the last four words) and of `widths` (characters to the next word)."""

    ids: list[str]
    hashes: Integers
    widths: npt.NDArray[np.int32]
    bounds: Integers
    exact: list[int]


def shingle_batch(ids: Sequence[str], texts: Sequence[str], *, language: str = "") -> Shingles:
    """Shingle hashes of a batch. An article of fewer than five words has one shingle of all of them."""
    return distinct(passage_batch(ids, texts, language=language))


def passage_batch(ids: Sequence[str], texts: Sequence[str], *, language: str = "") -> Passages:
    """Shingles of a batch in the order of words."""
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    # Arrays of a block stay in the processor's cache: twice as fast as a whole batch at once.
    cuts = np.searchsorted(ends, np.arange(BLOCK, int(ends[-1]) if len(ends) else 0, BLOCK)).tolist()
    blocks = pairwise([0, *dict.fromkeys(cut for cut in cuts if cut), len(ids)])
    return join_passages(_block(ids[begin:end], texts[begin:end], language) for begin, end in blocks)


def _block(ids: Sequence[str], texts: Sequence[str], language: str) -> Passages:
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    # A lone surrogate is no character, but must not end the run.
    coded = ("\n".join(texts) + "\n").encode("utf-32-le", "surrogatepass")
    codes = np.minimum(np.frombuffer(coded, dtype=np.uint32), TABLE_SIZE - 1)
    characters = _characters()[codes]
    first, last = _chinese(texts, starts) if language == "zh" else _runs(characters)
    bounds = np.searchsorted(first, starts)
    words = _words(characters, first, last)
    widths = np.diff(np.append(first, starts[-1]))
    ends = np.flatnonzero(bounds[1:] > bounds[:-1])
    widths[bounds[1:][ends] - 1] = starts[1:][ends] - 1 - first[bounds[1:][ends] - 1]
    return Passages(list(ids), _roll(words, bounds), widths.astype(np.int32), bounds, _exact(words, bounds))


@cache
def _characters() -> Hashes:
    """A random number for each character of words, that of its lower case; 0 for all others."""
    table = np.zeros(TABLE_SIZE, dtype=np.uint64)
    known = [code for code in range(TABLE_SIZE - 1) if unicodedata.category(chr(code)) in KINDS]
    lower = [ord(form) if len(form := chr(code).lower()) == 1 else code for code in known]
    table[known] = _mix(np.array(lower, dtype=np.uint64) * np.uint64(BASE) + np.uint64(1)) | np.uint64(1)
    return table


KINDS = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd"))


@cache
def _powers(base: int, length: int) -> Hashes:
    steps = np.full(length, base, dtype=np.uint64)
    steps[:1] = 1
    return np.multiply.accumulate(steps)


def _upto(base: int, length: int) -> Hashes:
    """The first powers of `base`, from a table whose length is a power of two."""
    return _powers(base, 1 << max(int(length).bit_length(), 16))[:length]


def _runs(characters: Hashes) -> tuple[Integers, Integers]:
    word = np.concatenate([[False], characters != 0, [False]])
    edges = np.flatnonzero(word[1:] != word[:-1])
    return edges[::2], edges[1::2]


def _chinese(texts: Sequence[str], starts: Integers) -> tuple[Integers, Integers]:
    tokens = tokenize(texts, language="zh")
    offset = starts[tokens.row]
    return tokens.start + offset, tokens.end + offset


def _words(characters: Hashes, first: Integers, last: Integers) -> Hashes:
    """Hash of each word: sum of character j times base^j, from its first character on."""
    total = np.zeros(len(characters) + 1, dtype=np.uint64)
    np.cumsum(characters * _upto(BASE, len(characters)), out=total[1:])
    return _mix((total[last] - total[first]) * _upto(INVERSE, len(characters))[first])


def _roll(words: Hashes, bounds: Integers) -> Integers:
    """Hash of the shingle that begins at each word; -1 where the article ends before it does."""
    size = len(words)
    rolled = np.zeros(size, dtype=np.uint64)
    for step in range(SHINGLE):
        rolled[: max(size - step, 0)] += words[step:] * np.uint64(pow(BASE, step + 1, 1 << 64))
    found = (_mix(rolled) & POSITIVE).astype(np.int64)
    lengths = np.diff(bounds)
    for back in range(1, SHINGLE):
        found[bounds[1:][lengths >= back] - back] = -1
    for row in np.flatnonzero((lengths > 0) & (lengths < SHINGLE)):
        own = words[bounds[row] : bounds[row + 1]]
        whole = (own * _upto(BASE, len(own))).sum(dtype=np.uint64, keepdims=True)
        found[bounds[row]] = (_mix(whole) & POSITIVE).astype(np.int64)[0]
    return found


def _exact(words: Hashes, bounds: Integers) -> list[int]:
    place = np.arange(len(words)) - np.repeat(bounds[:-1], np.diff(bounds))
    powers = _upto(BASE, int(np.diff(bounds).max(initial=0)))
    total = np.zeros(len(words) + 1, dtype=np.uint64)
    np.cumsum(words * powers[place], out=total[1:])
    result: list[int] = _mix(total[bounds[1:]] - total[bounds[:-1]]).tolist()
    return result


def _mix(values: Hashes) -> Hashes:
    """Finalizer of splitmix64 (Steele et al. 2014), so that low bits can be used for sampling."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def distinct(passages: Passages) -> Shingles:
    """The distinct shingles of each article."""
    count = len(passages.ids)
    here = passages.hashes >= 0
    row, values = np.repeat(np.arange(count), np.diff(passages.bounds))[here], passages.hashes[here]
    begins = np.searchsorted(row, np.arange(count + 1)).tolist()
    for begin, end in pairwise(begins):
        values[begin:end].sort()
    new = np.ones(len(values), dtype=bool)
    new[1:] = (values[1:] != values[:-1]) | (row[1:] != row[:-1])
    sizes = np.bincount(row[new], minlength=count)
    bounds = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Shingles(passages.ids, values[new], bounds, passages.exact, sizes)


def sampled(shingles: Shingles) -> npt.NDArray[np.bool_]:
    """Which values belong to the sample."""
    chosen: npt.NDArray[np.bool_] = shingles.values % SAMPLE == 0
    chosen |= (shingles.sizes <= FEW)[owners(shingles)]
    return chosen


def owners(shingles: Shingles) -> npt.NDArray[np.int32]:
    """The row of each value."""
    return np.repeat(np.arange(len(shingles.ids), dtype=np.int32), np.diff(shingles.bounds))


def sketch(shingles: Shingles) -> Shingles:
    """One in four hash values only (all of an article of up to 80 shingles): enough to find candidates and
    exact copies, at a quarter of the memory."""
    keep = sampled(shingles)
    total = np.concatenate([[0], np.cumsum(keep)])
    return replace(shingles, values=shingles.values[keep], bounds=total[shingles.bounds])


def spread(shingles: Shingles, whole: Shingles) -> Shingles:
    """The articles of `whole` with the values of those that `shingles` has, and of no others."""
    place = {name: row for row, name in enumerate(shingles.ids)}
    rows = np.array([place.get(name, -1) for name in whole.ids], dtype=np.int64)
    lengths = np.append(np.diff(shingles.bounds), 0)[rows]
    index = np.arange(lengths.sum()) + np.repeat(
        np.append(shingles.bounds, 0)[rows] - np.cumsum(lengths) + lengths, lengths
    )
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return replace(whole, values=shingles.values[index], bounds=bounds)


def merge(batches: Iterable[Shingles]) -> Shingles:
    """Batches as one, in order."""
    loaded = list(batches)
    values, sizes, lengths = (
        np.concatenate([np.zeros(0, np.int64), *arrays])
        for arrays in (
            [batch.values for batch in loaded],
            [batch.sizes for batch in loaded],
            [np.diff(batch.bounds) for batch in loaded],
        )
    )
    return Shingles(
        [item for batch in loaded for item in batch.ids],
        values,
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        [item for batch in loaded for item in batch.exact],
        sizes,
    )


def join_passages(batches: Iterable[Passages]) -> Passages:
    """Batches as one, in order."""
    loaded = list(batches)
    lengths = np.concatenate([np.zeros(0, np.int64), *(np.diff(batch.bounds) for batch in loaded)])
    return Passages(
        [item for batch in loaded for item in batch.ids],
        np.concatenate([np.zeros(0, np.int64), *(batch.hashes for batch in loaded)]),
        np.concatenate([np.zeros(0, np.int32), *(batch.widths for batch in loaded)]),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        [item for batch in loaded for item in batch.exact],
    )
