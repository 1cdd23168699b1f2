"""German compounds: the parts a noun is made of, found by the dictionary and weighed by the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
from numba import njit

from analysis.declarations import Language
from analysis.tokenization.lexicon import Lexicon, finish, german, joined, lookup, mix, modifier, seen
from analysis.tokenization.table import FNV_OFFSET, buffers_of, find, hash_of

Weights = npt.NDArray[np.float32]

# What a part of 3, 4, ... 8 and more bytes must weigh (binary logarithm of its family): short ones are found
# in many words by accident. Rows: beginnings and ends in words the dictionary lacks, then in those it has.
BARS = np.array(
    [
        [99, 99, 99, 5, 4, 3, 2.5, 2, 1.5],
        [99, 99, 99, 6, 5, 3.5, 3, 2, 1.5],
        [99, 99, 99, 6, 4.5, 3.5, 3, 2.5, 2],
        [99, 99, 99, 6.5, 5, 4, 3, 2.5, 2],
    ],
    np.float32,
)
# A cut costs COST, so that two parts go before three; a part may miss its bar by SHORT when all together are
# ENOUGH above theirs.
COST, SHORT, ENOUGH = np.float32(6), np.float32(-1.5), np.float32(1)
NEVER = np.float32(-1e9)
MOST, LONGEST, SEEN = 8, 120, 50


def split_compounds(
    types: Sequence[str],
    *,
    language: Language,
    counts: Mapping[str, int],
    lemmas: Sequence[str] | None = None,
) -> list[tuple[str, ...]]:
    """Parts of each form as lower-case lemmas ("Sanktionsdruck": "sanktion", "druck"); () where it stays whole.

    Only German is split, and of it only what is written with a capital. `lemmas` are those of `lemmatize`,
    which is called where they are not given; `counts` of a corpus's forms are evidence for parts beside the
    dictionary. Parts are split as far as they can be. Names of places and derived words ("Zusammenarbeit")
    stay whole; surnames made of two nouns are told from compounds only by a list of their usual ends.
    """
    if language.code != "de":
        return [()] * len(types)
    from analysis.tokenization.lemmas import lemmatize

    words = joined(list(lemmatize(types, language=language, counts=counts) if lemmas is None else lemmas))
    lexicon = german()
    first = pc.utf8_slice_codeunits(joined(list(types)), 0, 1)
    capital = pc.not_equal(first, pc.utf8_lower(first)).to_numpy(zero_copy_only=False)
    numbers, parts = split_all_words(
        *buffers_of(words), capital, lexicon.arrays, lexicon.heads, lexicon.names, *weights(lexicon, counts), BARS
    )
    return as_tuples(lexicon, numbers, parts)


def weights(lexicon: Lexicon, counts: Mapping[str, int]) -> tuple[Weights, Weights]:
    """Binary logarithms of the family of each lemma as beginning and as end; up to fifty occurrences of it in
    the corpus count like members."""
    seen_ = np.zeros(len(lexicon.noun), np.int64)
    if counts:
        entry = lookup(lexicon.table, pc.utf8_lower(joined(list(counts))))
        number = np.fromiter(counts.values(), np.int64, len(counts))
        known = entry >= 0
        lemma = np.where(lexicon.noun[entry] >= 0, lexicon.noun[entry], lexicon.other[entry])
        known &= lemma >= 0
        np.add.at(seen_, lemma[known], number[known])
    more = np.minimum(seen_, SEEN)
    as_part, as_head = (np.log2(1 + family + more) for family in (lexicon.as_part, lexicon.as_head))
    return as_part.astype(np.float32), as_head.astype(np.float32)


def as_tuples(lexicon: Lexicon, numbers: Any, parts: Any) -> list[tuple[str, ...]]:
    """Rows of `parts` as tuples of strings."""
    used, place = np.unique(parts, return_inverse=True)
    names = lexicon.table.strings().take(used).to_pylist()
    flat = [names[index] for index in place.tolist()]
    found: list[tuple[str, ...]] = []
    begin = 0
    for number in numbers.tolist():
        found.append(tuple(flat[begin : begin + number]) if number else ())
        begin += number
    return found


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def split_word(data: Any, size: int, known: int, lexicon: Any, scratch: Any, out: Any) -> Any:
    """Parts of the word data[:size] into `out`, last one first, and where the last one begins; (0, 0) for a word
    that stays whole. `known` is its entry as a noun, or -1."""
    arrays, heads, names, part_weight, head_weight, bars = lexicon
    arena, ends, slots, _, _, _, _, head = arrays
    total, back, lemma = scratch
    if size > LONGEST or (known >= 0 and names[known] & 1):
        return 0, 0
    row = 2 if known >= 0 else 0
    total[: size + 1] = NEVER
    total[0] = 0
    for first in range(size - 2):
        if total[first] == NEVER:
            continue
        state = before = FNV_OFFSET
        for last in range(first + 1, size + 1):
            before, state = state, mix(state, data[last - 1])
            if last - first < 3 or (last < size and (size - last < 3 or (data[last] & 0xC0) == 0x80)):
                continue
            if last == size:
                value = finish(state)
                if first == 0 or not seen(value, heads):
                    continue
                entry = find(data, first, last, value, arena, ends, slots)
                if entry < 0 or head[entry] < 0 or (names[entry] & 2 and (known < 0 or not names[known] & 4)):
                    continue
                found, weight = head[entry], head_weight[head[entry]] - bars[row + 1, min(last - first, 8)]
            else:
                found, weight = modifier(data, first, last, state, before, arrays, part_weight)
                if found < 0:
                    continue
                weight -= bars[row, min(last - first, 8)]
            if weight >= SHORT and total[first] + weight - COST > total[last]:
                total[last], back[last], lemma[last] = total[first] + weight - COST, first, found
    if total[size] == NEVER:
        return 0, 0
    number, place = 0, size
    while place > 0 and number < MOST:
        out[number] = lemma[place]
        number += 1
        place = back[place]
    return (number, back[size]) if total[size] + COST * number >= ENOUGH else (0, 0)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def room() -> Any:
    """Scratch arrays of `split_word`."""
    return np.empty(LONGEST + 1, np.float32), np.zeros(LONGEST + 1, np.int32), np.zeros(LONGEST + 1, np.int32)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def split_all_words(
    text: Any, bounds: Any, chosen: Any, arrays: Any, heads: Any, names: Any, part_weight: Any, head_weight: Any,
    bars: Any,
) -> Any:
    """Number of parts of each chosen word text[bounds[i]:bounds[i+1]], and all their parts in order."""
    arena, ends, slots, noun, _, _, _, _ = arrays
    lexicon = (arrays, heads, names, part_weight, head_weight, bars)
    scratch, data = room(), np.zeros(LONGEST + 4, np.uint8)
    out, stack = np.zeros(MOST, np.int32), np.zeros(256, np.int32)
    numbers = np.zeros(len(chosen), np.int32)
    parts, used = np.empty(2 * len(chosen) + 64, np.int32), 0
    # Splits of single lemmas: how many parts (-1: not looked at yet), and where they stand in `kept`.
    done, place = np.full(len(noun), -1, np.int8), np.zeros(len(noun), np.int32)
    kept, filled = np.empty(1024, np.int32), 0
    for item in range(len(chosen)):
        first, size = bounds[item], bounds[item + 1] - bounds[item]
        if not chosen[item] or size < 6 or size > LONGEST:
            continue
        entry = find(text, first, first + size, hash_of(text, first, first + size), arena, ends, slots)
        known = noun[entry] if entry >= 0 else -1
        depth = 0
        if known >= 0:
            stack[0], depth = known, 1
        else:
            data[:size] = text[first : first + size]
            number, _ = split_word(data, size, -1, lexicon, scratch, out)
            stack[:number] = out[:number]
            depth = number
        begin = used
        while depth > 0:
            depth -= 1
            lemma = stack[depth]
            if done[lemma] < 0:
                length = ends[lemma + 1] - ends[lemma]
                number = 0
                if 6 <= length <= LONGEST:
                    data[:length] = arena[ends[lemma] : ends[lemma + 1]]
                    number, _ = split_word(data, length, lemma, lexicon, scratch, out)
                if filled + MOST > len(kept):
                    grown = np.empty(2 * len(kept), np.int32)
                    grown[:filled] = kept[:filled]
                    kept = grown
                kept[filled : filled + number] = out[:number]
                done[lemma], place[lemma] = number, filled
                filled += number
            if done[lemma] > 0 and depth + done[lemma] < len(stack):
                stack[depth : depth + done[lemma]] = kept[place[lemma] : place[lemma] + done[lemma]]
                depth += done[lemma]
                continue
            if used == len(parts):
                grown = np.empty(2 * len(parts), np.int32)
                grown[:used] = parts[:used]
                parts = grown
            parts[used] = lemma
            used += 1
        if used - begin < 2:
            used = begin
        numbers[item] = used - begin
    return numbers, parts[:used]
