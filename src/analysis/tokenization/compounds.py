"""German compounds: the parts a noun is made of, found by the dictionary and weighed by the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.tokenization.compiled import compiled
from analysis.tokenization.families import seen as seen_in
from analysis.tokenization.frequencies import Frequencies, frequencies, joined
from analysis.tokenization.inflection import casing
from analysis.tokenization.lexicon import Lexicon, german
from analysis.tokenization.splitting import BARS, LONGEST, MOST, room, split_word
from analysis.tokenization.table import Numbers, buffers_of, find, hash_of, lookup, lowered
from analysis.tokenization.threads import in_threads, pieces

Weights = npt.NDArray[np.float32]
SEEN, ONCE, TOP = 50, 1, 4000
LOGARITHMS = np.log2(1 + np.arange(TOP + 1)).astype(np.float32)


def split_compounds(
    types: Sequence[str],
    *,
    language: Language,
    counts: Mapping[str, int],
    lemmas: Sequence[str] | None = None,
) -> list[tuple[str, ...]]:
    """Parts of each form as lower-case lemmas ("Sanktionsdruck": "sanktion", "druck"); () where it stays
    whole.

    Only German is split, and of it only what is written with a capital. `lemmas` are those of `lemmatize`,
    which is called where they are not given; `counts` of a corpus's forms are evidence for parts beside the
    dictionary. Parts are split as far as they can be. Names of places and derived words ("Zusammenarbeit")
    stay whole; surnames made of two nouns are told from compounds only by a list of their usual ends.
    """
    if language.code != "de":
        return [()] * len(types)
    from analysis.tokenization.lemmas import lemmatize

    given = list(lemmatize(types, language=language, counts=counts) if lemmas is None else lemmas)
    numbers, parts = split_lemmas(joined(list(types)), joined(given), frequencies(counts))
    return as_tuples(numbers, parts)


def as_tuples(numbers: Numbers, parts: Numbers) -> list[tuple[str, ...]]:
    """The parts of each form as strings."""
    used, place = np.unique(parts, return_inverse=True)
    flat = german().table.strings().take(used).to_numpy(zero_copy_only=False)[place].tolist()
    last = np.cumsum(numbers)
    ends = zip((last - numbers).tolist(), last.tolist(), strict=True)
    return [tuple(flat[begin:end]) for begin, end in ends]


def spelled_parts(lemmas: pa.LargeStringArray, numbers: Numbers, parts: Numbers) -> dict[str, str]:
    """The parts of each lemma that has some, with blanks between them."""
    split = np.flatnonzero(numbers)
    own = as_tuples(numbers[split], parts)
    return dict(zip(lemmas.take(pa.array(split)).to_pylist(), map(" ".join, own), strict=True))


def split_lemmas(
    forms: pa.LargeStringArray, lemmas: pa.LargeStringArray, seen: Frequencies
) -> tuple[Numbers, Numbers]:
    """Number of parts of each form (0: it stays whole), and the parts of all as entries of the lexicon."""
    lexicon = german()
    known = splitter(lexicon, seen, BARS)

    def piece(part: slice) -> Any:
        own = forms[part]
        capital, _, _ = casing(*buffers_of(own), *buffers_of(lowered(own)))
        return split_all_words(*buffers_of(lemmas[part]), capital, *lexicon.arrays, lexicon.bits, known)

    found = list(in_threads(piece, pieces(len(forms))))
    numbers, parts = (np.concatenate([pair[side] for pair in found]) for side in range(2))
    return numbers, parts


@cache
def _own_weights() -> tuple[Weights, Weights]:
    lexicon = german()
    as_part, as_head = (LOGARITHMS[np.minimum(kind, TOP)] for kind in (lexicon.as_part, lexicon.as_head))
    return as_part, as_head


def weights(lexicon: Lexicon, seen: Frequencies) -> tuple[Weights, Weights]:
    """Binary logarithms of the family of each lemma as beginning and as end; up to fifty occurrences of it in
    the corpus count like members."""
    as_part, as_head = _own_weights()
    often = np.flatnonzero(seen.count > ONCE)
    if not len(often):
        return as_part, as_head
    low = pc.utf8_lower(seen.table.strings().take(pa.array(often)))
    parts = in_threads(lambda part: lookup(lexicon.table, low[part]), pieces(len(low)))
    entry = np.concatenate(list(parts))
    lemma = np.where(lexicon.noun[entry] >= 0, lexicon.noun[entry], lexicon.other[entry])
    known = (entry >= 0) & (lemma >= 0)
    found, place = np.unique(lemma[known], return_inverse=True)
    more = np.minimum(np.bincount(place, seen.count[often[known]]), SEEN).astype(np.int64)
    as_part, as_head = as_part.copy(), as_head.copy()
    as_part[found] = LOGARITHMS[np.minimum(lexicon.as_part[found] + more, TOP)]
    as_head[found] = LOGARITHMS[np.minimum(lexicon.as_head[found] + more, TOP)]
    return as_part, as_head


def splitter(lexicon: Lexicon, seen: Frequencies, bars: Weights) -> Any:
    """What `split_word` needs to know: the two walks, and what lemmas weigh as beginning and as head."""
    as_part, as_head = weights(lexicon, seen)
    begin, end = lexicon.begin, lexicon.end
    return (
        begin.bits,
        begin.keys,
        begin.values,
        begin.kinds,
        end.bits,
        end.keys,
        end.values,
        as_part,
        as_head,
        bars,
    )


@compiled
def split_all_words(
    text: Any,
    bounds: Any,
    chosen: Any,
    arena: Any,
    ends: Any,
    slots: Any,
    noun: Any,
    head: Any,
    names: Any,
    known_bits: Any,
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
        value = hash_of(text, first, first + size)
        # Most words are told to be unknown by one look at the bits of all hashes.
        entry = -1
        if seen_in(value, known_bits):
            entry = find(text, first, first + size, value, arena, ends, slots)
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
                        data,
                        length,
                        lemma,
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
