"""How a corpus writes its words: what tells a name from a word that only opens a sentence, or from a noun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.actors.cases import bare
from analysis.actors.han import count_han_names
from analysis.actors.reading import Reading
from analysis.actors.wording import ADJECTIVE, CAPITAL, DETERMINER, DIGIT, STOP, VERB, Wording

COLUMNS = ["capital", "lower", "first", "noun"]
Flags = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
NAME, MAYBE, SURNAME, COMMON, LISTED = 1, 2, 4, 8, 16
FEW, RARELY, NOT_OFTEN, OFTEN, SELDOM = 5, 0.08, 0.3, 0.5, 5


def count_forms(reading: Reading) -> pd.DataFrame:
    """Occurrences of each form (lower case, index) of a batch: `capital` where the place does not ask for
    one, `lower` without a capital, `first` with one that the place asks for, `noun` those of `capital` that a
    determiner, numeral or adjective precedes."""
    types, kind = reading.tokens.types, reading.tokens.type
    if reading.han:
        return count_han_names(reading)
    capital, inside = reading.has(CAPITAL), reading.inside
    before = np.zeros(len(kind), dtype=bool)
    flags = reading.flags
    adjective = ((flags & ADJECTIVE) != 0) & ((flags & (STOP | VERB)) == 0)
    before[1:] = (((flags & (DETERMINER | DIGIT)) != 0) | adjective)[:-1]
    columns = (capital & inside, ~capital, capital & ~inside, capital & inside & before)
    sums = [np.bincount(kind[column], minlength=len(types)) for column in columns]
    frame = pd.DataFrame(dict(zip(COLUMNS, sums, strict=True)))
    return frame.groupby([bare(form).lower() for form in types], sort=True).sum()


def add_up(batches: Iterable[pd.DataFrame], columns: Sequence[str] = COLUMNS) -> pd.DataFrame:
    """The sums of batches of counts by form (those of `count_forms`); time grows as the corpus does."""
    total = pd.DataFrame(columns=list(columns), dtype=np.int64)
    waiting: list[pd.DataFrame] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) > max(len(total), 200_000):
            total, waiting = pd.concat([total, *waiting]).groupby(level=0).sum(), []
    return pd.concat([total, *waiting]).groupby(level=0).sum().astype(np.int64)


@dataclass(frozen=True)
class Seen:
    """Which forms of a corpus may be parts of names. Built by `seen_in`."""

    kinds: Mapping[str, int]

    def flags(self, types: Sequence[str]) -> Flags:
        """NAME, MAYBE (never seen within a sentence), SURNAME (behind a given name only), COMMON (a
        noun, no name when it stands alone), LISTED (in the dictionary, as a noun or name) of each form."""
        return np.array([self.kinds.get(bare(form).lower(), 0) for form in types], dtype=np.int8)


def seen_in(counts: pd.DataFrame, *, wording: Wording) -> Seen:
    """What `counts` of a corpus (of `add_up`) say of its forms.

    A form is part of names where it has a capital within sentences more often than none. Where common nouns
    have capitals too, that says nothing: there, what the dictionary knows as a noun is none unless
    determiners, numerals and adjectives rarely precede it; it may still be a surname behind a given name.
    """
    forms = counts.index.to_list()
    if wording.language.script == "han":
        named = counts["capital"] * SELDOM >= np.maximum(counts["lower"], 1)
        return Seen(dict.fromkeys(counts.index[named].to_list(), NAME))
    capital, lower, first, noun = (counts[name].to_numpy() for name in COLUMNS)
    often = (capital > 0) & (capital > lower)
    maybe = (capital == 0) & (lower == 0) & (first > 0)
    if not wording.language.capital_nouns:
        unknown = maybe & ~_ordinary(forms, maybe, wording)
        kinds = np.where(often, NAME, np.where(unknown, MAYBE, 0))
        return Seen(_kept(forms, kinds))
    rate = noun / np.maximum(capital, 1)
    common, compound, listed = _german(forms)
    plain = often & common & ~compound & (capital >= FEW) & (rate < RARELY)
    name = often & ~common & ~compound & (rate < np.where(listed, NOT_OFTEN, OFTEN))
    # "Kurz" is an adjective more often than not; with a capital behind a given name it is none.
    surname = (capital > 0) & ~compound & ((rate < NOT_OFTEN) | (capital < FEW))
    unknown = maybe & ~common & ~compound
    kinds = NAME * (name | plain) + COMMON * plain + SURNAME * (surname | name | plain) + MAYBE * unknown
    kinds = kinds + LISTED * listed
    return Seen(_kept(forms, kinds))


def _kept(forms: Sequence[str], kinds: npt.NDArray[np.int64]) -> dict[str, int]:
    return {form: int(kind) for form, kind in zip(forms, kinds.tolist(), strict=True) if kind}


def _ordinary(forms: Sequence[str], asked: npt.NDArray[np.bool_], wording: Wording) -> npt.NDArray[np.bool_]:
    """Which of the forms asked about are words of the dictionary, written without a capital."""
    result = np.zeros(len(forms), dtype=bool)
    if wording.language.lemmatizer in ("none", "stem"):
        return result
    from analysis.tokenization.dictionaries import dictionary

    known = dictionary(wording.language.lemmatizer)
    for place in np.flatnonzero(asked).tolist():
        lemma = known.get(forms[place])
        result[place] = lemma is not None and str(lemma)[:1].islower()
    return result


def _german(forms: Sequence[str]) -> tuple[Mask, Mask, Mask]:
    """Which forms are common nouns or other words of the German dictionary, which are compounds (also with a
    hyphen before a common noun), and which the dictionary has at all, names among them."""
    import pyarrow as pa

    from analysis.declarations.language import load_language
    from analysis.tokenization.compounds import split_compounds
    from analysis.tokenization.lexicon import german
    from analysis.tokenization.table import lookup

    lexicon = german()
    last = [form.rsplit("-", 1)[-1] for form in forms]
    entry = lookup(lexicon.table, pa.array(last, pa.large_string()))
    known = entry >= 0
    lemma = np.where(known, lexicon.noun[entry], -1)
    plural = (lemma >= 0) & ((lexicon.names[lemma] & 4) != 0)
    common = plural | (known & (lexicon.other[entry] >= 0))
    capitals = [form[:1].upper() + form[1:] for form in last]
    parts = split_compounds(capitals, language=load_language("de"), counts={})
    hyphen = np.array(["-" in form for form in forms], dtype=bool)
    compound = np.array([bool(own) for own in parts], dtype=bool)
    return common, compound | (hyphen & common), known & (lemma >= 0) & ((lexicon.names[lemma] & 1) == 0)
