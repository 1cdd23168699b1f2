"""Lemmas of German forms: the dictionary's, or for a compound that it lacks those of its last part."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit

from analysis.tokenization.compounds import BARS, LONGEST, MOST, room, split_word, weights
from analysis.tokenization.lexicon import FNV_OFFSET, Lexicon, finish, german, mix, seen
from analysis.tokenization.table import buffers_of, find, hash_of, strings_of

HYPHEN = ord("-")


def endings(words: str) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Bytes of the words and their bounds, as compiled code takes them."""
    data, bounds = buffers_of(pa.array(words.split(), pa.large_string()))
    return data, bounds.copy()


# Plurals whose -en or -nen goes; and stems of adjectives and participles, whose inflection goes.
PLURALS = endings("ungen heiten keiten schaften ionen täten")
FEMALE = endings("innen")
STEMS = endings("isch ig lich bar sam los haft iv end iert frei voll arm reich tet tzt gt kt ht ft st lt nt rt ell al är")
INFLECTED = endings("en em er es e")
ADJECTIVES = endings("isch ig lich bar sam los haft iv ell")
PARTICLES = endings("""ab an auf aus bei durch ein fest fort gegen heim her heran heraus herbei herein herum herunter hervor
    hin hinab hinaus hinein hinzu hoch klar los mit nach nieder raus rein runter teil um unter vor voran voraus vorbei weg
    weiter wieder zu zurück zusammen über""")
# What lemmas ask of parts is less than what a split asks: only the last part matters.
EASY = BARS - np.float32(1.5)
HEAD, FAMILY_WEIGHT = 5, np.float32(3)


def german_lemmas(
    low: pa.LargeStringArray, as_noun: npt.NDArray[np.bool_], last_as_noun: npt.NDArray[np.bool_]
) -> pa.LargeStringArray:
    """Lemma of each lower-case form, read as a noun or as another word, and so what follows its last hyphen."""
    lexicon = german()
    kept, entry = lemma_all(
        *buffers_of(low), as_noun, last_as_noun, lexicon.arrays, lexicon.others, lexicon.heads, lexicon.names,
        *weights(lexicon, {}), EASY, (PLURALS, FEMALE, STEMS, INFLECTED, ADJECTIVES, PARTICLES),
    )
    return strings_of(*spelled(*buffers_of(low), kept, entry, *lexicon.arrays[:2]))


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def spelled(text: Any, bounds: Any, kept: Any, entry: Any, arena: Any, ends: Any) -> Any:
    """The first `kept` bytes of each form, and behind them its entry (none where it is -1)."""
    offsets = np.zeros(len(kept) + 1, np.int64)
    for item in range(len(kept)):
        size = kept[item]
        if entry[item] >= 0:
            size += ends[entry[item] + 1] - ends[entry[item]]
        offsets[item + 1] = offsets[item] + size
    data = np.empty(offsets[-1], np.uint8)
    for item in range(len(kept)):
        place = offsets[item]
        for number in range(kept[item]):
            data[place] = text[bounds[item] + number]
            place += 1
        if entry[item] >= 0:
            for number in range(ends[entry[item]], ends[entry[item] + 1]):
                data[place] = arena[number]
                place += 1
    return data, offsets


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def ends_with(data: Any, size: int, words: Any) -> int:
    """Length of the first of the words with which data[:size] ends; 0 for none."""
    text, bounds = words
    for word in range(len(bounds) - 1):
        length = bounds[word + 1] - bounds[word]
        if length < size:
            same = True
            for place in range(length):
                if data[size - length + place] != text[bounds[word] + place]:
                    same = False
                    break
            if same:
                return int(length)
    return 0


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def begins(data: Any, size: int, words: Any) -> bool:
    """Whether data[:size] is one of the words."""
    text, bounds = words
    for word in range(len(bounds) - 1):
        if bounds[word + 1] - bounds[word] == size:
            same = True
            for place in range(size):
                if data[place] != text[bounds[word] + place]:
                    same = False
                    break
            if same:
                return True
    return False


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def known_end(data: Any, size: int, arrays: Any, heads: Any, names: Any, as_head: Any) -> Any:
    """Where the longest noun begins with which data[:size] ends, and its lemma; (size, -1) for none."""
    arena, ends, slots, _, _, _, _, head = arrays
    for first in range(3, size - HEAD + 1):
        if (data[first] & 0xC0) == 0x80:
            continue
        state = FNV_OFFSET
        for place in range(first, size):
            state = mix(state, data[place])
        value = finish(state)
        if not seen(value, heads):
            continue
        entry = find(data, first, size, value, arena, ends, slots)
        if entry >= 0 and head[entry] >= 0 and not names[entry] & 2 and as_head[head[entry]] >= FAMILY_WEIGHT:
            return first, head[entry]
    return size, -1


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def adjective(data: Any, size: int, arrays: Any, others: Any, rules: Any) -> Any:
    """Kept bytes and entry of a lower-case word that the dictionary lacks: its longest end that is a form of an
    adjective, or the word without an adjective's ending."""
    arena, ends, slots, noun, other, _, _, _ = arrays
    _, _, stems, inflected, adjectives, particles = rules
    cut = ends_with(data, size, inflected)
    if cut and size - cut >= 5 and ends_with(data, size - cut, adjectives):
        return size - cut, -1
    for first in range(2, size - 3):
        if (data[first] & 0xC0) == 0x80:
            continue
        state = FNV_OFFSET
        for place in range(first, size):
            state = mix(state, data[place])
        value = finish(state)
        if not seen(value, others):
            continue
        entry = find(data, first, size, value, arena, ends, slots)
        if entry < 0 or other[entry] < 0:
            continue
        lemma = other[entry]
        length = ends[lemma + 1] - ends[lemma]
        last = arena[ends[lemma + 1] - 1]
        if last == ord("n"):
            if begins(data, first, particles):
                return first, lemma
        elif length <= size - first and size - first > 4:
            return first, lemma
    if cut and ends_with(data, size - cut, stems) and size - cut >= 5:
        return size - cut, -1
    return size, -1


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def lemma_all(
    text: Any, bounds: Any, as_noun: Any, last_as_noun: Any, arrays: Any, others: Any, heads: Any, names: Any, part_weight: Any,
    head_weight: Any, bars: Any, rules: Any,
) -> Any:
    """For each form how many of its bytes its lemma keeps, and the entry that follows them."""
    arena, ends, slots, noun, other, _, _, _ = arrays
    lexicon = (arrays, heads, names, part_weight, head_weight, bars)
    scratch, data, out = room(), np.zeros(LONGEST + 4, np.uint8), np.zeros(MOST, np.int32)
    kept, lemmas = np.zeros(len(as_noun), np.int32), np.full(len(as_noun), -1, np.int32)
    for item in range(len(as_noun)):
        first, last = bounds[item], bounds[item + 1]
        kept[item] = last - first
        if last - first > LONGEST:
            continue
        start, reading = first, as_noun[item]
        while True:
            entry = find(text, start, last, hash_of(text, start, last), arena, ends, slots)
            lemma = -1
            if entry >= 0:
                one, two = (noun, other) if reading else (other, noun)
                lemma = one[entry] if one[entry] >= 0 else two[entry]
            if lemma >= 0:
                kept[item], lemmas[item] = start - first, lemma
                break
            if start == first:
                for place in range(last - 2, first, -1):
                    if text[place] == HYPHEN:
                        start, reading = place + 1, last_as_noun[item]
                        break
                if start > first:
                    continue
            size = last - start
            data[:size] = text[start:last]
            if reading:
                number, head = split_word(data, size, -1, lexicon, scratch, out)
                if number:
                    kept[item], lemmas[item] = start - first + head, out[0]
                elif ends_with(data, size, rules[0]):
                    kept[item] -= 2
                elif ends_with(data, size, rules[1]):
                    kept[item] -= 3
                else:
                    head, lemma = known_end(data, size, arrays, heads, names, head_weight)
                    kept[item], lemmas[item] = start - first + head, lemma
            else:
                keep, lemma = adjective(data, size, arrays, others, rules)
                kept[item], lemmas[item] = start - first + keep, lemma
            break
    return kept, lemmas
