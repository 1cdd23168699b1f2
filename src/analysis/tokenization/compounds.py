"""German compounds: the parts a noun is made of, found by the dictionary and weighed by the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc
from numba import njit

from analysis.declarations import Language
from analysis.tokenization.lexicon import Lexicon, german, joined, lookup
from analysis.tokenization.table import FNV_OFFSET, buffers_of, find, hash_of
from analysis.tokenization.walks import LINKED, finish, look_up, mix, slot_of

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
MOST, LONGEST, SEEN, ONCE, TOP = 8, 120, 50, 1, 4000
LOGARITHMS = np.log2(1 + np.arange(TOP + 1)).astype(np.float32)


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
    capital = np.array([form[:1].isupper() for form in types], dtype=np.bool_)
    numbers, parts = split_all_words(
        *buffers_of(words), capital, *lexicon.arrays, splitter(lexicon, counts, BARS)
    )
    return as_tuples(lexicon, numbers, parts)


def weights(lexicon: Lexicon, counts: Mapping[str, int]) -> tuple[Weights, Weights]:
    """Binary logarithms of the family of each lemma as beginning and as end; up to fifty occurrences of it in
    the corpus count like members."""
    seen = np.zeros(len(lexicon.noun), np.int64)
    often = {form: number for form, number in counts.items() if number > ONCE}
    if often:
        entry = lookup(lexicon.table, pc.utf8_lower(joined(list(often))))
        number = np.fromiter(often.values(), np.int64, len(often))
        lemma = np.where(lexicon.noun[entry] >= 0, lexicon.noun[entry], lexicon.other[entry])
        known = (entry >= 0) & (lemma >= 0)
        seen = np.bincount(lemma[known], number[known], len(seen)).astype(np.int64)
    more = np.minimum(seen, SEEN)
    as_part, as_head = (LOGARITHMS[np.minimum(kind + more, TOP)] for kind in (lexicon.as_part, lexicon.as_head))
    return as_part, as_head


def splitter(lexicon: Lexicon, counts: Mapping[str, int], bars: Weights) -> Any:
    """What `split_word` needs to know: the two walks, the head's weight and kind of name by entry."""
    as_part, as_head = weights(lexicon, counts)
    begin, end = lexicon.begin, lexicon.end
    by_entry = as_head[lexicon.head]
    return begin.bits, begin.keys, begin.values, begin.kinds, end.bits, end.keys, end.values, as_part, by_entry, bars


def as_tuples(lexicon: Lexicon, numbers: Any, parts: Any) -> list[tuple[str, ...]]:
    """Rows of `parts` as tuples of strings."""
    used, place = np.unique(parts, return_inverse=True)
    names = lexicon.table.strings().take(used).to_numpy(zero_copy_only=False)
    flat = names[place].tolist()
    found: list[tuple[str, ...]] = [()] * len(numbers)
    cut = np.flatnonzero(numbers)
    last = np.cumsum(numbers[cut])
    for item, begin, end in zip(cut.tolist(), (last - numbers[cut]).tolist(), last.tolist(), strict=True):
        found[item] = tuple(flat[begin:end])
    return found


# Arrays are handed over one by one: taking them out of a tuple costs compiled code more than the work itself.
@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def mark_ends(
    data: Any, size: int, known: int, names: Any, bits: Any, keys: Any, values: Any, weights_: Any, bars: Any,
    entries: Any, above: Any,
) -> int:
    """Where a noun begins with which data[:size] ends: its entry into `entries`, -1 elsewhere, and what it weighs
    above its bar; the last such place, 0 when there is none."""
    row = 3 if known >= 0 else 1
    furthest = 0
    for place in range(size):
        entries[place] = -1
    state = FNV_OFFSET
    for first in range(size - 1, 2, -1):
        state = mix(state, data[first])
        value = finish(state)
        kind = look_up(value, bits)
        if kind == 0:
            break
        if kind == 1 or size - first < 3 or (data[first] & 0xC0) == 0x80:
            continue
        slot = slot_of(value, keys)
        if keys[slot] == 0:
            continue
        entry = values[slot]
        if names[entry] & 2 and (known < 0 or not names[known] & 4):
            continue
        weight = weights_[entry] - bars[row, min(size - first, 8)]
        if weight >= SHORT:
            entries[first], above[first] = entry, weight
            furthest = max(furthest, first)
    return furthest


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def split_word(
    data: Any, size: int, known: int, names: Any, head: Any, bits: Any, keys: Any, values: Any, kinds: Any,
    end_bits: Any, end_keys: Any, end_values: Any, part_weight: Any, head_weight: Any, bars: Any, total: Any,
    back: Any, lemma: Any, entries: Any, above: Any, out: Any,
) -> Any:
    """Parts of the word data[:size] into `out`, last one first, and where the last one begins; (0, 0) for a word
    that stays whole. `known` is its entry as a noun, or -1; the last six arrays are scratch."""
    if size < 6 or size > LONGEST or (known >= 0 and names[known] & 1):
        return 0, 0
    furthest = mark_ends(
        data, size, known, names, end_bits, end_keys, end_values, head_weight, bars, entries, above
    )
    if furthest == 0:
        return 0, 0
    row = 2 if known >= 0 else 0
    for place in range(size + 1):
        total[place] = NEVER
    total[0] = 0
    for first in range(furthest - 2):
        if total[first] == NEVER:
            continue
        state = FNV_OFFSET
        for last in range(first + 1, furthest + 1):
            state = mix(state, data[last - 1])
            value = finish(state)
            kind = look_up(value, bits)
            if kind == 0:
                break
            if kind == 1 or last - first < 3 or (data[last] & 0xC0) == 0x80:
                continue
            slot = slot_of(value, keys)
            if keys[slot] == 0 or values[slot] < 0:
                continue
            found = values[slot]
            weight = part_weight[found] - bars[row, min(last - first, 8)]
            if kinds[slot] > LINKED:
                weight -= 1
            if weight >= SHORT and total[first] + weight - COST > total[last]:
                total[last], back[last], lemma[last] = total[first] + weight - COST, first, found
    place = 0
    for first in range(3, furthest + 1):
        if entries[first] >= 0 and total[first] > NEVER and total[first] + above[first] - COST > total[size]:
            total[size], place = total[first] + above[first] - COST, first
    if place == 0:
        return 0, 0
    start, out[0], number = place, head[entries[place]], 1
    while place > 0 and number < MOST:
        out[number] = lemma[place]
        number += 1
        place = back[place]
    return (number, start) if total[size] + COST * number >= ENOUGH else (0, 0)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def room() -> Any:
    """Scratch arrays of `split_word`."""
    size = LONGEST + 1
    whole = np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(size, np.int32)
    return np.empty(size, np.float32), whole[0], whole[1], whole[2], np.empty(size, np.float32)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def split_all_words(
    text: Any, bounds: Any, chosen: Any, arena: Any, ends: Any, slots: Any, noun: Any, head: Any, names: Any,
    lexicon: Any,
) -> Any:
    """Number of parts of each chosen word text[bounds[i]:bounds[i+1]], and all their parts in order."""
    bits, keys, values, kinds, end_bits, end_keys, end_values, part_weight, head_weight, bars = lexicon
    total, back, lemma_, entries, above = room()
    data, out, stack = np.zeros(LONGEST + 4, np.uint8), np.zeros(MOST, np.int32), np.zeros(256, np.int32)
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
        if entry >= 0 and known < 0:
            continue
        depth = 0
        if known >= 0:
            stack[0], depth = known, 1
        else:
            for letter in range(size):
                data[letter] = text[first + letter]
            number, _ = split_word(
                data, size, -1, names, head, bits, keys, values, kinds, end_bits, end_keys, end_values,
                part_weight, head_weight, bars, total, back, lemma_, entries, above, out,
            )
            for part in range(number):
                stack[part] = out[part]
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
                    number, _ = split_word(
                        data, length, lemma, names, head, bits, keys, values, kinds, end_bits, end_keys, end_values,
                part_weight, head_weight, bars, total, back, lemma_, entries, above, out,
                    )
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
