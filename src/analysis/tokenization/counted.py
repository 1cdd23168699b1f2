"""Counts of a batch of articles and of their sentences, from one pass over its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analysis.tokenization.counting import Rows, count_rows
from analysis.tokenization.scan import Scanned
from analysis.tokenization.table import Bytes, Hashes, Integers, Numbers
from analysis.tokenization.words import Tokens, scan_words

if TYPE_CHECKING:
    from analysis.tokenization.phrases import Phrases

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Counted:
    """Counts of one batch: `ids` of its articles; its forms as written, as bytes (`arena`, `ends`, `hashes`);
    compressed rows of forms by article and by sentence; `sentences_of` is the number of sentences of each
    article. A form with a blank is a phrase."""

    ids: list[str]
    arena: Bytes
    ends: Integers
    hashes: Hashes
    articles: Rows
    sentences: Rows
    sentences_of: Integers


def count_batch(
    ids: Sequence[str],
    texts: Sequence[str],
    sentences: Sequence[Spans] | None = None,
    *,
    language: str,
    phrases: Phrases | None = None,
    left_out: npt.NDArray[np.bool_] | None = None,
) -> Counted:
    """Counts of a batch of articles and (where their spans are given, as `split_sentences` gives them) of its
    sentences. Words of a phrase are counted as that phrase and not as themselves; words for which `left_out`
    is true (one a word, as `tokenize` has them) are not counted."""
    offsets = sentences is not None or phrases is not None
    found = scan_words(texts, language=language, offsets=offsets)
    if left_out is not None:
        found = replace(found, type=np.where(left_out, np.int32(-1), found.type))
    if phrases is not None:
        found = phrases.join(found)
    return count_scanned(ids, found, sentences)


def count_scanned(ids: Sequence[str], found: Scanned, sentences: Sequence[Spans] | None = None) -> Counted:
    """Counts of words that were scanned already; a word whose type is below zero is not counted."""
    width = len(found.ends) - 1
    number = np.fromiter(map(len, sentences or ()), np.int64, len(sentences or ()))
    by_sentence: Rows = (np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    if sentences is not None:
        bounds, types = _bounds_of_sentences(found, sentences, number)
        by_sentence = count_rows(bounds, types, width)
    by_article = count_rows(found.bounds, found.type, width)
    return Counted(list(ids), found.arena, found.ends, found.hashes, by_article, by_sentence, number)


def _bounds_of_sentences(
    found: Scanned, sentences: Sequence[Spans], number: Integers
) -> tuple[Integers, Numbers]:
    """Words of each sentence as bounds, and the types without those that stand before any sentence."""
    row = np.repeat(np.arange(len(number)), np.diff(found.bounds))
    inside = _sentence_at(row, found.start, sentences)
    bounds = np.searchsorted(inside, np.arange(int(number.sum()) + 1), side="left")
    known = inside >= 0
    if known.all():
        return bounds, found.type
    # Words without a sentence are found at the front once all are in the order of their sentences.
    order = np.argsort(inside, kind="stable")
    return np.searchsorted(inside[order], np.arange(int(number.sum()) + 1), side="left"), found.type[order]


def sentence_of(tokens: Tokens, sentences: Sequence[Spans]) -> npt.NDArray[np.int64]:
    """Index of the sentence (over the whole batch, in order) in which each token starts; -1 where the
    token's text has no sentence that begins before it."""
    return _sentence_at(tokens.row, tokens.start, sentences)


def _sentence_at(row: npt.NDArray[np.integer], start: Numbers, sentences: Sequence[Spans]) -> Integers:
    longest = 1 + max((spans[-1][1] for spans in sentences if spans), default=0)
    longest = max(longest, 1 + int(start.max(initial=0)))
    begins: Iterable[int] = (at * longest + begin for at, spans in enumerate(sentences) for begin, _ in spans)
    starts = np.fromiter(begins, np.int64)
    if not len(starts):
        return np.full(len(row), -1, dtype=np.int64)
    found = np.searchsorted(starts, row.astype(np.int64) * longest + start, side="right") - 1
    result: Integers = np.where((found >= 0) & (starts[found] // longest == row), found, -1)
    return result
