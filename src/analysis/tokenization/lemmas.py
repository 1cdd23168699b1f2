"""Lemmas, once per vocabulary entry: the matrix carries them to the tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.tokenization.dictionaries import dictionary, lemma_of, lemmas_in
from analysis.tokenization.names import name_lemma
from analysis.tokenization.stems import light_stem

__all__ = ["ambiguous", "fold", "lemmatize", "light_stem"]

SAME = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
NONE: Mapping[str, int] = {}
Flags = npt.NDArray[np.bool_]


def fold(form: str) -> str:
    """A form as terms and lexicons are compared with it: without case, with one apostrophe, ё as е (Russian
    is printed either way). For looking up only: vocabularies keep what was written."""
    return form.lower().translate(SAME)


def lemmatize(
    types: Sequence[str],
    *,
    language: Language,
    counts: Mapping[str, int] | None = None,
    overrides: Mapping[str, str] | None = None,
) -> list[str]:
    """Lower-case lemma of each form: simplemma's dictionary, corrected and completed; a light stem for
    Belarusian; the lower-case form where the language declares no lemmatiser.

    German forms are read by their case, which tells nouns; a capitalised form whose lower-case twin is more
    frequent in `counts` (a sentence's first word) is read as that twin. Forms that the dictionary lacks get a
    lemma through their last part (German compounds, hyphenated words), by their ending (Russian, Polish,
    Spanish, Ukrainian), or stay. Names are led back to their first case only where `counts` has that form:
    without counts they stay as written. Russian lemmas have no ё. `overrides` maps a folded form to its lemma
    and wins.

    It misleads where one form belongs to two words: the dictionaries hold one lemma a form.
    """
    known = NONE if counts is None else counts
    if language.lemmatizer == "none":
        found = [form.lower() for form in types]
    elif language.lemmatizer == "stem":
        found = [light_stem(form) for form in types]
    elif language.lemmatizer == "de":
        found = _german(types, known, language)
    else:
        found = [lemma_of(form, language.lemmatizer, known) for form in types]
    if overrides:
        own = {fold(form): lemma for form, lemma in overrides.items()}
        found = [own.get(fold(form), lemma) for form, lemma in zip(types, found, strict=True)]
    return found


def ambiguous(types: Sequence[str], lemmas: Sequence[str], *, language: Language) -> list[tuple[str, ...]]:
    """Other lemmas that each form may have beside the one it was given; () for most.

    German: what it is as a noun, or as another word ("Liegen": "liege", "liegen"). Elsewhere: the form
    itself, where other forms of the dictionary have it as their lemma ("left", "building", "saw"). This marks
    what the dictionaries give away, no more: they hold one lemma a form, so most Russian and Polish
    homographs go unseen."""
    if language.lemmatizer in ("none", "stem"):
        return [()] * len(types)
    if language.lemmatizer == "de":
        low = [form.lower() for form in types]
        upper = [form[:1].upper() + form[1:] for form in low]
        read = zip(_german(low, NONE, language), _german(upper, NONE, language), strict=True)
        return [tuple(sorted(set(pair) - {given})) for pair, given in zip(read, lemmas, strict=True)]
    known, whole = dictionary(language.lemmatizer), lemmas_in(language.lemmatizer)
    forms = [form.lower() for form in types]
    return [
        (form,) if form != given and form in known and form in whole else ()
        for form, given in zip(forms, lemmas, strict=True)
    ]


def _german(types: Sequence[str], counts: Mapping[str, int], language: Language) -> list[str]:
    from analysis.tokenization.german import casing, german_lemmas
    from analysis.tokenization.lexicon import joined
    from analysis.tokenization.table import buffers_of

    if not len(types):
        return []
    forms = joined(list(types))
    low = pc.utf8_lower(forms)
    as_noun, kept, last = casing(*buffers_of(forms), *buffers_of(low))
    # "Der" is never the noun that its capital makes of it.
    as_noun &= ~np.asarray(pc.is_in(low, pa.array(language.stop_words, pa.large_string())))
    if counts:
        _read(types, forms, low, as_noun, kept, counts)
    found: list[str] = german_lemmas(low, as_noun, last).to_numpy(zero_copy_only=False).tolist()
    for place in np.flatnonzero(kept).tolist():
        found[place] = types[place].lower()
    if counts:
        ending = pc.ends_with(low, "s").to_numpy(zero_copy_only=False) & as_noun
        for place in np.flatnonzero(ending).tolist():
            lower = types[place].lower()
            if found[place] == lower:
                found[place] = (name_lemma(types[place], "de", counts) or lower).lower()
    return found


def _read(
    types: Sequence[str],
    forms: pa.Array,
    low: pa.Array,
    as_noun: Flags,
    kept: Flags,
    counts: Mapping[str, int],
) -> None:
    """Correct, in place, what the corpus tells: which capitalised forms are no nouns, and which forms in
    capitals are no abbreviations."""
    number = counts.get
    for place in _with_twin(types, forms, low, as_noun, counts).tolist():
        as_noun[place] = number(types[place].lower(), 0) <= number(types[place], 0)
    for place in np.flatnonzero(kept).tolist():
        form = types[place]
        if form.isupper() and len(form) > 3:
            noun, other = number(form.capitalize(), 0), number(form.lower(), 0)
            kept[place], as_noun[place] = not (noun or other), noun >= other


def _with_twin(
    types: Sequence[str], forms: pa.Array, low: pa.Array, capital: Flags, counts: Mapping[str, int]
) -> npt.NDArray[np.int64]:
    """Places of capitalised forms whose lower-case twin is counted; a few more, by chance of their hashes."""
    from analysis.tokenization.lexicon import joined
    from analysis.tokenization.table import buffers_of, hash_all

    counted = list(counts)
    keys = forms if counted == list(types) else joined(counted)
    seen = np.zeros(1 << 24, np.bool_)
    seen[(hash_all(*buffers_of(keys)) >> np.uint64(40)).astype(np.int64)] = True
    twins = (hash_all(*buffers_of(low)) >> np.uint64(40)).astype(np.int64)
    return np.flatnonzero(capital & seen[twins])
