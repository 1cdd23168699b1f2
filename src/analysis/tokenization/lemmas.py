"""Lemmas, once per vocabulary entry: the matrix carries them to the tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.tokenization.dictionaries import dictionary, lemma_of, lemmas_in
from analysis.tokenization.frequencies import Frequencies, frequencies, joined
from analysis.tokenization.stems import light_stem
from analysis.tokenization.table import Integers, lowered

__all__ = ["ambiguous", "fold", "lemmas_of", "lemmatize", "light_stem"]

SAME = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
NONE: Mapping[str, int] = {}


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
    if language.lemmatizer == "de":
        found: list[str] = _german(types, language, frequencies(counts))
    else:
        found = _singly(types, language, NONE if counts is None else counts)
    if overrides:
        own = {fold(form): lemma for form, lemma in overrides.items()}
        found = [own.get(fold(form), lemma) for form, lemma in zip(types, found, strict=True)]
    return found


def lemmas_of(
    forms: pa.LargeStringArray,
    count: Integers,
    seen: Frequencies,
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
) -> pa.LargeStringArray:
    """`lemmatize` for forms with their `count` in a corpus, without Python objects where the language allows
    it."""
    if language.lemmatizer == "none":
        found = lowered(forms)
    elif language.lemmatizer == "de":
        from analysis.tokenization.german import german_lemmas

        found = german_lemmas(forms, language=language, seen=seen, count=count)
    else:
        types: list[str] = forms.to_pylist()
        number = dict(zip(seen.table.strings().to_pylist(), seen.count.tolist(), strict=True))
        found = joined(_singly(types, language, number))
    if not overrides:
        return found
    own = {fold(form): lemma for form, lemma in overrides.items()}
    listed = [own.get(fold(form)) for form in forms.to_pylist()]
    return pc.coalesce(pa.array(listed, pa.large_string()), found)


def ambiguous(types: Sequence[str], lemmas: Sequence[str], *, language: Language) -> list[tuple[str, ...]]:
    """Other lemmas that each form may have beside the one it was given; () for most.

    German: what it is as a noun, or as another word ("Liegen": "liege", "liegen"). Elsewhere: the form
    itself, where other forms of the dictionary have it as their lemma ("left", "building", "saw"). This marks
    what the dictionaries give away, no more: they hold one lemma a form, so most Russian and Polish
    homographs go unseen."""
    if language.lemmatizer in ("none", "stem"):
        return [()] * len(types)
    if language.lemmatizer == "de":
        low, none = [form.lower() for form in types], frequencies(None)
        upper = [form[:1].upper() + form[1:] for form in low]
        read = zip(_german(low, language, none), _german(upper, language, none), strict=True)
        return [tuple(sorted(set(pair) - {given})) for pair, given in zip(read, lemmas, strict=True)]
    known, whole = dictionary(language.lemmatizer), lemmas_in(language.lemmatizer)
    forms = [form.lower() for form in types]
    return [
        (form,) if form != given and form in known and form in whole else ()
        for form, given in zip(forms, lemmas, strict=True)
    ]


def _singly(types: Sequence[str], language: Language, counts: Mapping[str, int]) -> list[str]:
    if language.lemmatizer == "none":
        return [form.lower() for form in types]
    if language.lemmatizer == "stem":
        return [light_stem(form) for form in types]
    return [lemma_of(form, language.lemmatizer, counts) for form in types]


def _german(types: Sequence[str], language: Language, seen: Frequencies) -> list[str]:
    from analysis.tokenization.german import german_lemmas

    if not len(types):
        return []
    found: list[str] = german_lemmas(joined(list(types)), language=language, seen=seen).to_pylist()
    return found
