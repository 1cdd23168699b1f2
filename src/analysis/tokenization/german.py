"""Lemmas of German forms: the dictionary's, or for a compound that it lacks those of its last part."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.tokenization.compounds import splitter
from analysis.tokenization.frequencies import Frequencies, counts_of, frequencies
from analysis.tokenization.inflection import RULES, casing, lemma_all, spelled
from analysis.tokenization.lexicon import german
from analysis.tokenization.names import CASES, SHORTEST_NAME
from analysis.tokenization.splitting import BARS
from analysis.tokenization.table import Integers, buffers_of, lowered, strings_of
from analysis.tokenization.threads import in_threads, pieces

Flags = npt.NDArray[np.bool_]
GENITIVES = tuple(ending for ending, _ in CASES["de"])
# What lemmas ask of parts is less than what a split asks: only the last part matters.
EASY = BARS - np.float32(1.5)


@cache
def _known() -> Any:
    return splitter(german(), frequencies(None), EASY)


def german_lemmas(
    forms: pa.LargeStringArray, *, language: Language, seen: Frequencies, count: Integers | None = None
) -> pa.LargeStringArray:
    """Lemmas of forms as `lemmatize` describes them; `count`, their occurrences in `seen`, is looked up where
    it is not given."""
    own = seen.of(forms) if count is None else count
    german(), _known()

    def piece(part: slice) -> pa.LargeStringArray:
        return _lemmas(forms[part], own[part], seen, language)

    return pa.concat_arrays(list(in_threads(piece, pieces(len(forms)))))


def _lemmas(
    forms: pa.LargeStringArray, count: Integers, seen: Frequencies, language: Language
) -> pa.LargeStringArray:
    low = lowered(forms)
    (data, bounds), lexicon = buffers_of(low), german()
    as_noun, kept, last = casing(*buffers_of(forms), data, bounds)
    # "Der" is never the noun that its capital makes of it.
    as_noun &= ~_flags(pc.is_in(low, pa.array(language.stop_words, pa.large_string())))
    if seen:
        as_noun &= counts_of(data, bounds, as_noun, *seen.arrays) <= count
        _in_capitals(forms, low, as_noun, kept, seen)
    size, entry = lemma_all(
        data,
        bounds,
        as_noun,
        last,
        kept,
        *lexicon.arrays,
        lexicon.bits,
        lexicon.other,
        _known(),
        lexicon.others,
        RULES,
    )
    lemmas = strings_of(*spelled(data, bounds, size, entry, *lexicon.arrays[:2]))
    return _without_s(forms, low, lemmas, as_noun, count, seen) if seen else lemmas


def _in_capitals(
    forms: pa.LargeStringArray, low: pa.LargeStringArray, as_noun: Flags, kept: Flags, seen: Frequencies
) -> None:
    """Correct, in place, which forms in capitals are no abbreviations: the corpus has them otherwise."""
    place = np.flatnonzero(kept)
    words = forms.take(pa.array(place))
    place = place[_flags(pc.and_(pc.utf8_is_upper(words), pc.greater(pc.utf8_length(words), 3)))]
    noun = seen.of(pc.utf8_capitalize(forms.take(pa.array(place))))
    other = seen.of(low.take(pa.array(place)))
    kept[place], as_noun[place] = (noun == 0) & (other == 0), noun >= other


def _without_s(
    forms: pa.LargeStringArray,
    low: pa.LargeStringArray,
    lemmas: pa.LargeStringArray,
    as_noun: Flags,
    count: Integers,
    seen: Frequencies,
) -> pa.LargeStringArray:
    """Lemmas with names whose -s is a genitive's led back to the form without it, where the corpus has that
    twice as often."""
    place = np.flatnonzero(_flags(pc.ends_with(low, "s")) & as_noun)
    place = place[_flags(pc.equal(lemmas.take(pa.array(place)), low.take(pa.array(place))))]
    names, own = forms.take(pa.array(place)), count[place]
    cut = np.zeros(len(place), np.int64)
    for ending in GENITIVES:
        stem = pc.utf8_slice_codeunits(names, 0, -len(ending))
        number = seen.of(stem)
        fits = _flags(pc.ends_with(names, ending)) & _flags(
            pc.greater_equal(pc.utf8_length(stem), SHORTEST_NAME)
        )
        cut[(cut == 0) & fits & (number > 0) & (number >= 2 * own)] = len(ending)
    for size in set(map(len, GENITIVES)):
        chosen = cut == size
        if chosen.any():
            mask = np.zeros(len(forms), np.bool_)
            mask[place[chosen]] = True
            short = pc.utf8_slice_codeunits(low.filter(pa.array(mask)), 0, -size)
            lemmas = pc.replace_with_mask(lemmas, pa.array(mask), short)
    return lemmas


def _flags(values: pa.Array) -> Flags:
    found: Flags = values.to_numpy(zero_copy_only=False)
    return found
