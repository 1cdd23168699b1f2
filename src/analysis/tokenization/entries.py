"""The entries of a vocabulary: which forms are one term, which are stop words, compounds, phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.declarations.study import Terms
from analysis.tokenization.compounds import split_compounds
from analysis.tokenization.lemmas import lemmatize
from analysis.tokenization.stopwords import warn_of_lost
from analysis.tokenization.table import Integers, Numbers

LETTER = r"\p{L}"
YO = str.maketrans({"ё": "е", "Ё": "Е"})


@dataclass(frozen=True)
class Entries:
    """`terms` sorted; `first` and `columns` are the terms of each form (form f counts as
    columns[first[f]:first[f + 1]]: none without a letter, one as a rule, its parts for a compound that is
    counted so); `count` of each form."""

    terms: pa.LargeStringArray
    forms: pa.LargeStringArray
    count: Integers
    first: Integers
    columns: Numbers
    stop: npt.NDArray[np.bool_]
    parts: Mapping[str, str]

    def columns_of(self, numbers: Numbers) -> tuple[Integers, Numbers]:
        """The same for a batch whose forms have these `numbers`."""
        size = self.first[numbers + 1] - self.first[numbers]
        first = np.concatenate([[0], np.cumsum(size)])
        which = np.arange(int(first[-1])) + np.repeat(self.first[numbers] - first[:-1], size)
        return first, self.columns[which]

    def frame(self, language: str, documents: Numbers) -> pd.DataFrame:
        """The table `terms`: for each its most frequent form, occurrences, documents."""
        width = len(self.terms)
        form_of = np.repeat(np.arange(len(self.forms)), np.diff(self.first))
        count = np.bincount(self.columns, weights=self.count[form_of], minlength=width)
        # The most frequent form of a term; of equally frequent ones the first in alphabetical order.
        rank = np.empty(len(self.forms), np.int64)
        rank[pc.sort_indices(self.forms).to_numpy()] = np.arange(len(self.forms))
        order = np.lexsort((rank[form_of], -self.count[form_of], self.columns))
        begin = np.searchsorted(self.columns[order], np.arange(width))
        terms = self.terms.to_pylist()
        return pd.DataFrame(
            {
                "language": language,
                "number": np.arange(width, dtype=np.int32),
                "term": terms,
                "form": self.forms.take(pa.array(form_of[order[begin]])).to_pylist() if width else terms,
                "documents": documents,
                "count": count.astype(np.int32),
                "stop": self.stop,
                "kind": np.where(pc.match_substring(self.terms, " "), "phrase", "word") if width else terms,
                "parts": [self.parts.get(term, "") for term in terms],
                "others": "",
            }
        ).astype({"term": "str", "form": "str", "parts": "str"})


def entries_of(
    forms: pa.LargeStringArray,
    count: Integers,
    *,
    language: Language,
    terms: Terms,
    overrides: Mapping[str, str] | None = None,
) -> Entries:
    """Terms of the forms of a corpus with their counts.

    Forms without a letter, and those that were never counted (words only ever met inside phrases), are left
    out. A term is a stop word when at least half of its occurrences are function words or negations of the
    language, or the study says so; words the study keeps never are. ё counts as е in Russian unless the
    study keeps it.
    """
    usable = np.flatnonzero(np.asarray(pc.match_substring_regex(forms, LETTER)) & (count > 0))
    known: list[str] = forms.take(pa.array(usable)).to_pylist()
    seen = dict(zip(known, count[usable].tolist(), strict=True))
    lemmas = [
        form if " " in form else lemma
        for form, lemma in zip(
            known, lemmatize(known, language=language, counts=seen, overrides=overrides), strict=True
        )
    ]
    if language.code == "ru":
        lemmas = [
            _with_yo(lemma, form) if terms.yo else lemma.translate(YO)
            for lemma, form in zip(lemmas, known, strict=True)
        ]
    parts = split_compounds(known, language=language, counts=seen, lemmas=lemmas)
    split = {lemma: " ".join(own) for lemma, own in zip(lemmas, parts, strict=True) if own}
    if terms.compounds == "whole":
        flat, sizes = pa.array(lemmas, pa.large_string()), np.ones(len(known), np.int64)
    else:
        pairs = zip(lemmas, parts, strict=True)
        counted = [_counted(lemma, own, both=terms.compounds == "both") for lemma, own in pairs]
        flat = pa.array([term for own in counted for term in own], pa.large_string())
        sizes = np.fromiter(map(len, counted), np.int64, len(counted))
    return _entries(forms, count, usable, flat, sizes, split, language=language, terms=terms)


def folded_entries(
    forms: pa.LargeStringArray, count: Integers, *, language: Language, terms: Terms
) -> Entries:
    """The same where a term is the lower-cased form, whatever it is made of."""
    every = np.arange(len(forms))
    return _entries(
        forms, count, every, lowered(forms), np.ones(len(forms), np.int64), {}, language=language, terms=terms
    )


def lowered(forms: pa.LargeStringArray) -> pa.LargeStringArray:
    """Each form in lower case, as Python has it."""
    if pc.any(pc.match_substring_regex(forms, "[İΣ]")).as_py():
        return pa.array([form.lower() for form in forms.to_pylist()], pa.large_string())
    return pc.utf8_lower(forms)


def _entries(
    forms: pa.LargeStringArray,
    count: Integers,
    usable: Integers,
    flat: pa.LargeStringArray,
    sizes: Integers,
    split: Mapping[str, str],
    *,
    language: Language,
    terms: Terms,
) -> Entries:
    """Terms `flat` (`sizes` of each usable form) put in alphabetical order."""
    encoded = flat.dictionary_encode()
    order = pc.sort_indices(encoded.dictionary).to_numpy() if len(flat) else np.zeros(0, np.int64)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    columns = place[encoded.indices.to_numpy()] if len(flat) else np.zeros(0, np.int32)
    size = np.zeros(len(forms), np.int64)
    size[usable] = sizes
    first = np.concatenate([[0], np.cumsum(size)])
    names = encoded.dictionary.take(pa.array(order))
    stop = _stop(forms, count, first, columns, names, language, terms)
    return Entries(names, forms, count, first, columns, stop, split)


def _with_yo(lemma: str, form: str) -> str:
    """The lemma with ё where its form is written so: dictionaries print е."""
    if "ё" not in form and "Ё" not in form:
        return lemma
    pairs = zip(lemma, form.lower().ljust(len(lemma)), strict=False)
    return "".join("ё" if (own, written) == ("е", "ё") else own for own, written in pairs)


def _counted(lemma: str, parts: Sequence[str], *, both: bool) -> tuple[str, ...]:
    if not parts:
        return (lemma,)
    return tuple(dict.fromkeys((lemma, *parts) if both else parts))


def _stop(
    forms: pa.LargeStringArray,
    count: Integers,
    first: Integers,
    columns: Numbers,
    names: pa.LargeStringArray,
    language: Language,
    terms: Terms,
) -> npt.NDArray[np.bool_]:
    own = terms.stop_words.get(language.code, ())
    warn_of_lost([*language.stop_words, *own], language=language.code)
    listed = pa.array([*language.stop_words, *language.negations, *own], pa.large_string())
    form_of = np.repeat(np.arange(len(forms)), np.diff(first))
    hit = np.asarray(pc.is_in(pc.utf8_lower(forms), listed)) * count
    share = np.bincount(columns, weights=hit[form_of], minlength=len(names))
    total = np.bincount(columns, weights=count[form_of], minlength=len(names))
    stop = (share >= np.maximum(total, 1) / 2) | np.asarray(pc.is_in(names, listed))
    keep = pa.array(terms.keep.get(language.code, ()), pa.large_string())
    result: npt.NDArray[np.bool_] = stop & ~np.asarray(pc.is_in(names, keep))
    return result
