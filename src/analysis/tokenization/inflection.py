"""Lemmas of German forms in compiled code: by the dictionary, by their last part, by their ending."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.tokenization.compiled import compiled
from analysis.tokenization.families import seen as seen_in
from analysis.tokenization.splitting import LONGEST, MOST, room, split_word
from analysis.tokenization.table import FNV_OFFSET, buffers_of, find, hash_of
from analysis.tokenization.walks import N, finish, look_up, mix, slot_of

HYPHEN = ord("-")
HEAD, FAMILY_WEIGHT = 5, np.float32(3)


def endings(words: str) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Bytes of the words and their bounds, as compiled code takes them."""
    data, bounds = buffers_of(pa.array(words.split(), pa.large_string()))
    return data, bounds.copy()


# Plurals (all in -n) whose -en or -nen goes; and stems of adjectives and participles, whose inflection goes.
PLURALS = endings("ungen heiten keiten schaften ionen täten")
FEMALE = endings("innen")
STEMS = endings(
    "isch ig lich bar sam los haft iv end iert frei voll arm reich tet tzt gt kt ht ft st lt nt rt ell al är"
)
INFLECTED = endings("en em er es e")
ADJECTIVES = endings("isch ig lich bar sam los haft iv ell")
PARTICLES = endings(
    """
    ab an auf aus bei durch ein fest fort gegen heim her heran heraus herbei herein herum herunter
    hervor hin hinab hinaus hinein hinzu hoch klar los mit nach nieder raus rein runter teil um unter
    vor voran voraus vorbei weg weiter wieder zu zurück zusammen über
    """
)
RULES = (PLURALS, FEMALE, STEMS, INFLECTED, ADJECTIVES, PARTICLES)


@compiled
def casing(text: Any, bounds: Any, low: Any, low_bounds: Any) -> Any:
    """Whether each form begins with a capital; has one inside and no hyphen; has one behind a hyphen."""
    count = len(bounds) - 1
    first, inside, last = np.zeros(count, np.bool_), np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for item in range(count):
        begin, size, shift = bounds[item], bounds[item + 1] - bounds[item], low_bounds[item] - bounds[item]
        if size != low_bounds[item + 1] - low_bounds[item]:
            inside[item] = True
            continue
        hyphen, letter = False, 0
        for place in range(begin, begin + size):
            if text[place] == HYPHEN:
                hyphen, letter = True, place + 1
                last[item] = False
            elif text[place] != low[place + shift]:
                # The second byte of a capital's two may be the one that differs.
                if place - begin < 2 and (place == begin or (text[begin] & 0xC0) == 0xC0):
                    first[item] = True
                else:
                    inside[item] = True
                if hyphen and place - letter < 2:
                    last[item] = True
        if hyphen:
            inside[item] = False
    return first, inside, last


@compiled
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


@compiled
def ends_with(data: Any, size: int, text: Any, bounds: Any) -> int:
    """Length of the first of the words text[bounds[i]:bounds[i+1]] with which data[:size] ends; 0 for
    none."""
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


@compiled
def is_one(data: Any, size: int, text: Any, bounds: Any) -> bool:
    """Whether data[:size] is one of the words text[bounds[i]:bounds[i+1]]."""
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


@compiled
def known_end(size: int, entries: Any, names: Any, head: Any, weight: Any) -> Any:
    """Where the longest productive noun begins of those that `mark_ends` found, and its lemma; (size, -1) for
    none."""
    for first in range(3, size - HEAD + 1):
        entry = entries[first]
        if entry >= 0 and not names[entry] & 2 and weight[head[entry]] >= FAMILY_WEIGHT:
            return first, head[entry]
    return size, -1


@compiled
def adjective(
    data: Any, size: int, arena: Any, ends: Any, other: Any, bits: Any, keys: Any, values: Any, rules: Any
) -> Any:
    """Kept bytes and entry of a lower-case word that the dictionary lacks: its longest end that is a form of
    an adjective, or of a verb behind a particle, or the word without an adjective's ending."""
    cut = ends_with(data, size, *rules[3])
    if cut and size - cut >= 5 and ends_with(data, size - cut, *rules[4]):
        return size - cut, -1
    start, found = size, -1
    state = FNV_OFFSET
    for first in range(size - 1, 1, -1):
        state = mix(state, data[first])
        value = finish(state)
        kind = look_up(value, bits)
        if kind == 0:
            break
        if kind == 1 or size - first < 4 or (data[first] & 0xC0) == 0x80:
            continue
        slot = slot_of(value, keys)
        if keys[slot] == 0:
            continue
        lemma = other[values[slot]]
        if arena[ends[lemma + 1] - 1] == ord("n"):
            if is_one(data, first, *rules[5]):
                start, found = first, lemma
        elif ends[lemma + 1] - ends[lemma] <= size - first and size - first > 4:
            start, found = first, lemma
    if found < 0 and cut and ends_with(data, size - cut, *rules[2]) and size - cut >= 5:
        return size - cut, -1
    return start, found


@compiled
def lemma_all(
    text: Any,
    bounds: Any,
    as_noun: Any,
    last_as_noun: Any,
    whole: Any,
    arena: Any,
    ends: Any,
    slots: Any,
    noun: Any,
    head: Any,
    names: Any,
    known_bits: Any,
    other: Any,
    lexicon: Any,
    others: Any,
    rules: Any,
) -> Any:
    """For each form how many of its bytes its lemma keeps, and the entry that follows them; all of those that
    are kept `whole`."""
    bits, keys, values, kinds, end_bits, end_keys, end_values, part_weight, head_weight, bars = lexicon
    other_bits, other_keys, other_values, _ = others
    total, back, lemma_, entries, above = room()
    data, out = np.zeros(LONGEST + 4, np.uint8), np.zeros(MOST, np.int32)
    kept, lemmas = np.zeros(len(as_noun), np.int32), np.full(len(as_noun), -1, np.int32)
    for item in range(len(as_noun)):
        first, last = bounds[item], bounds[item + 1]
        kept[item] = last - first
        if whole[item] or last - first > LONGEST:
            continue
        start, reading = first, as_noun[item]
        while True:
            entry, lemma, value = -1, -1, hash_of(text, start, last)
            if seen_in(value, known_bits):
                entry = find(text, start, last, value, arena, ends, slots)
            if entry >= 0:
                lemma = noun[entry] if reading else other[entry]
                if lemma < 0:
                    lemma = other[entry] if reading else noun[entry]
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
            for letter in range(size):
                data[letter] = text[start + letter]
            if reading:
                number, cut = split_word(
                    data,
                    size,
                    -1,
                    names,
                    head,
                    bits,
                    keys,
                    values,
                    kinds,
                    end_bits,
                    end_keys,
                    end_values,
                    part_weight,
                    head_weight,
                    bars,
                    total,
                    back,
                    lemma_,
                    entries,
                    above,
                    out,
                )
                if number:
                    kept[item], lemmas[item] = start - first + cut, out[0]
                elif data[size - 1] == N and ends_with(data, size, *rules[0]):
                    kept[item] -= 2
                elif data[size - 1] == N and ends_with(data, size, *rules[1]):
                    kept[item] -= 3
                elif cut < 0:
                    cut, lemma = known_end(size, entries, names, head, head_weight)
                    kept[item], lemmas[item] = start - first + cut, lemma
            else:
                keep, lemma = adjective(
                    data, size, arena, ends, other, other_bits, other_keys, other_values, rules
                )
                kept[item], lemmas[item] = start - first + keep, lemma
            break
    return kept, lemmas
