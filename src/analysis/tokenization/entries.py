"""The entries of a vocabulary: which forms are one term, which are stop words, compounds, phrases."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language, load_language
from analysis.declarations.study import Terms
from analysis.tokenization.alphabet import sorted_once
from analysis.tokenization.compiled import compiled
from analysis.tokenization.compounds import spelled_parts, split_lemmas
from analysis.tokenization.frequencies import Frequencies
from analysis.tokenization.lemmas import ambiguous, lemmas_of
from analysis.tokenization.lexicon import german
from analysis.tokenization.stopwords import warn_of_lost
from analysis.tokenization.table import Integers, Numbers, StringTable, buffers_of, lowered, plain_letter

LETTER, BLANK = r"\p{L}", ord(" ")


@dataclass(frozen=True)
class Entries:
    """`terms` sorted; `first` and `columns` are the terms of each form (form f counts as
    columns[first[f]:first[f + 1]]: none without a letter, one as a rule, its parts for a compound that is
    counted so); `count` of each form. `parts` gives the parts of the terms that are compounds."""

    terms: pa.LargeStringArray
    forms: pa.LargeStringArray
    count: Integers
    first: Integers
    columns: Numbers
    stop: npt.NDArray[np.bool_]
    parts: Callable[[], Mapping[str, str]]

    def columns_of(self, numbers: Numbers | Integers) -> tuple[Integers, Numbers]:
        """The same for a batch whose forms have these `numbers`."""
        size = self.first[numbers + 1] - self.first[numbers]
        first = np.concatenate([[0], np.cumsum(size)])
        which = np.arange(int(first[-1])) + np.repeat(self.first[numbers] - first[:-1], size)
        return first, self.columns[which]

    def only(self, kept: npt.NDArray[np.bool_]) -> Entries:
        """The same without the terms that are not `kept`: their forms count for less, or for nothing."""
        if kept.all():
            return self
        used = kept[self.columns]
        first = np.concatenate([[0], np.cumsum(used)])[self.first]
        columns = (np.cumsum(kept, dtype=np.int32) - 1)[self.columns[used]]
        terms = self.terms.filter(pa.array(kept))
        return replace(self, terms=terms, first=first, columns=columns, stop=self.stop[kept])

    def frame(self, language: str, documents: Numbers) -> pd.DataFrame:
        """The table `terms`: for each its most frequent form, occurrences, documents, and what other lemmas
        that form may have."""
        width = len(self.terms)
        form_of = np.repeat(np.arange(len(self.forms)), np.diff(self.first))
        count = np.bincount(self.columns, weights=self.count[form_of], minlength=width)
        # The most frequent form of a term; of equally frequent ones the first in alphabetical order.
        _, rank = sorted_once(self.forms)
        order = np.lexsort((rank[form_of], -self.count[form_of], self.columns))
        begin = np.searchsorted(self.columns[order], np.arange(width))
        terms, parts = self.terms.to_pylist(), self.parts()
        most = self.forms.take(pa.array(form_of[order[begin]])).to_pylist() if width else terms
        others = ambiguous(most, terms, language=load_language(language))
        return pd.DataFrame(
            {
                "language": language,
                "number": np.arange(width, dtype=np.int32),
                "term": terms,
                "form": most,
                "documents": documents,
                "count": count.astype(np.int32),
                "stop": self.stop,
                "kind": np.where(pc.match_substring(self.terms, " "), "phrase", "word") if width else terms,
                "parts": [parts.get(term, "") for term in terms],
                "others": [" ".join(own) for own in others],
            }
        ).astype({"term": "str", "form": "str", "parts": "str", "others": "str"})


def no_parts() -> Mapping[str, str]:
    return {}


def entries_of(
    table: StringTable,
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
    if language.lemmatizer == "none" and language.script != "han":
        warnings.warn(
            f"{language.name} has no lemmatiser: forms count as they are written; bring those of one word"
            f" together with [overrides.{language.code}] in the study file, or name a lemmatizer in its"
            " language file",
            stacklevel=2,
        )
    forms = table.strings()
    usable = np.flatnonzero(_with_letter(forms) & (count > 0))
    known = forms if len(usable) == len(forms) else forms.take(pa.array(usable))
    seen = Frequencies(table, count)
    lemmas = lemmas_of(known, count[usable], seen, language=language, overrides=overrides)
    if (table.arena[: table.ends[len(table)]] == BLANK).any():
        lemmas = pc.if_else(pc.match_substring(known, " "), known, lemmas)
    if language.code == "ru":
        lemmas = _with_yo(known, lemmas) if terms.yo else pc.replace_substring(lemmas, "ё", "е")
    if language.code != "de":
        return _entries(forms, count, usable, lemmas, language=language, terms=terms)
    if terms.compounds == "whole":

        def later() -> Mapping[str, str]:
            return spelled_parts(lemmas, *split_lemmas(known, lemmas, seen))

        return _entries(forms, count, usable, lemmas, language=language, terms=terms, parts=later)
    numbers, parts = split_lemmas(known, lemmas, seen)
    used, place = np.unique(parts, return_inverse=True)
    names = german().table.strings().take(pa.array(used))
    sizes, which = chosen(numbers, place, terms.compounds == "both")
    return _entries(
        forms,
        count,
        usable,
        pa.concat_arrays([lemmas, names]),
        sizes,
        which,
        language=language,
        terms=terms,
        parts=lambda: spelled_parts(lemmas, numbers, parts),
    )


def folded_entries(table: StringTable, count: Integers, *, language: Language, terms: Terms) -> Entries:
    """The same where a term is the lower-cased form, whatever it is made of."""
    forms = table.strings()
    return _entries(forms, count, np.arange(len(forms)), lowered(forms), language=language, terms=terms)


@compiled
def chosen(numbers: Any, parts: Any, both: bool) -> Any:
    """How many terms each form counts as, and which: its lemma by its own number, parts by numbers behind
    those of all lemmas, each once."""
    sizes, which = np.zeros(len(numbers), np.int64), np.empty(len(numbers) + len(parts), np.int64)
    used, at = 0, 0
    for form in range(len(numbers)):
        begin = used
        if both or not numbers[form]:
            which[used] = form
            used += 1
        for _ in range(numbers[form]):
            term, new = len(numbers) + parts[at], True
            at += 1
            for place in range(begin, used):
                new = new and which[place] != term
            if new:
                which[used] = term
                used += 1
        sizes[form] = used - begin
    return sizes, which[:used].copy()


def _entries(
    forms: pa.LargeStringArray,
    count: Integers,
    usable: Integers,
    strings: pa.LargeStringArray,
    sizes: Integers | None = None,
    which: Integers | None = None,
    *,
    language: Language,
    terms: Terms,
    parts: Callable[[], Mapping[str, str]] = no_parts,
) -> Entries:
    """Terms put in alphabetical order: of the usable forms, each has `sizes` of the strings, whose numbers
    are `which`; or one, in their order."""
    names, columns = sorted_once(strings)
    size = np.zeros(len(forms), np.int64)
    size[usable] = 1 if sizes is None else sizes
    if which is not None:
        columns = columns[which]
        used = np.zeros(len(names), np.bool_)
        used[columns] = True
        if not used.all():
            names = names.filter(pa.array(used))
            columns = (np.cumsum(used, dtype=np.int32) - 1)[columns]
    first = np.concatenate([[0], np.cumsum(size)])
    stop = _stop(forms, count, first, columns, names, language, terms)
    return Entries(names, forms, count, first, columns, stop, parts)


def _with_yo(forms: pa.LargeStringArray, lemmas: pa.LargeStringArray) -> pa.LargeStringArray:
    """Lemmas with ё where their forms are written so: dictionaries print е."""
    written = pc.match_substring_regex(forms, "[ёЁ]")
    pairs = zip(lemmas.filter(written).to_pylist(), lowered(forms.filter(written)).to_pylist(), strict=True)
    with_yo = [
        "".join(
            "ё" if (own, letter) == ("е", "ё") else own
            for own, letter in zip(lemma, form.ljust(len(lemma)), strict=False)
        )
        for lemma, form in pairs
    ]
    return pc.replace_with_mask(lemmas, written, pa.array(with_yo, pa.large_string()))


def _with_letter(forms: pa.LargeStringArray) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = plain_letter(*buffers_of(forms))
    others = np.flatnonzero(~found)
    found[others] = _flags(pc.match_substring_regex(forms.take(pa.array(others)), LETTER))
    return found


def _flags(values: pa.Array) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = values.to_numpy(zero_copy_only=False)
    return found


def _stop(
    forms: pa.LargeStringArray,
    count: Integers,
    first: Integers,
    columns: Numbers,
    names: pa.LargeStringArray,
    language: Language,
    terms: Terms,
) -> npt.NDArray[np.bool_]:
    given = terms.stop_words.get(language.code, ())
    warn_of_lost([*language.stop_words, *given], language=language.code)
    own = [word.lower() for word in given]
    listed = pa.array([*language.stop_words, *language.negations, *own], pa.large_string())
    form_of = np.repeat(np.arange(len(forms)), np.diff(first))
    hit = _flags(pc.is_in(pc.utf8_lower(forms), listed)) * count
    share = np.bincount(columns, weights=hit[form_of], minlength=len(names))
    total = np.bincount(columns, weights=count[form_of], minlength=len(names))
    stop: npt.NDArray[np.bool_] = (share >= np.maximum(total, 1) / 2) | _flags(pc.is_in(names, listed))
    if keep := [word.lower() for word in terms.keep.get(language.code, ())]:
        stop &= ~_flags(pc.is_in(names, pa.array(keep, pa.large_string())))
    return stop
