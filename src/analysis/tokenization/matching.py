"""Find a codebook's terms in tokenised text: lemmas, forms, phrases, stars; the longest match wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.declarations import Language
from analysis.tokenization.lemmas import fold, lemmatize
from analysis.tokenization.words import Tokens

WIDEST_GAP = 3
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Matches:
    """Occurrences: index of the first and last token, and of the term in `terms` (label, term)."""

    first: Integers
    last: Integers
    term: Integers
    terms: list[tuple[str, str]]

    def where(self, keep: npt.NDArray[np.bool_]) -> Matches:
        """The occurrences for which `keep` is true."""
        return Matches(self.first[keep], self.last[keep], self.term[keep], self.terms)


def find_terms(
    tokens: Tokens,
    terms: Mapping[str, Sequence[str]],
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
    exclusive: bool = False,
) -> Matches:
    """Where the terms of each label occur.

    A term's tokens match a form or lemma as `fold` compares them (without case); a star at an end of a
    token stands for any characters; tokens of a phrase stand next to each other with at most three
    characters between, whatever these are: a point too. Of matches that overlap the longest is kept (the
    earlier one when equally long): among the matches of one label, or among all labels when `exclusive`
    (rival names of one thing). Cost grows with tokens plus terms times vocabulary, never with their
    product.
    """
    listed = [(label, term) for label, own in sorted(terms.items()) for term in dict.fromkeys(own)]
    lookup = _Lookup(tokens.types, language, overrides)
    firsts: list[Integers] = []
    lasts: list[Integers] = []
    numbers: list[Integers] = []
    near = neighbours(tokens)
    for number, (_, term) in enumerate(listed):
        parts = term.split()
        begin = sequences(tokens, [lookup.matching(part) for part in parts], near)
        firsts.append(begin)
        lasts.append(begin + len(parts) - 1)
        numbers.append(np.full(len(begin), number))
    if not firsts:
        none = np.zeros(0, dtype=np.int64)
        return Matches(none, none, none, [])
    first, last = np.concatenate(firsts), np.concatenate(lasts)
    which = np.concatenate(numbers).astype(np.int64)
    labels = {label: place for place, label in enumerate(sorted(terms))}
    group = np.array([labels[label] for label, _ in listed], dtype=np.int64)[which]
    keep = _longest(first, last, np.zeros_like(group) if exclusive else group)
    return Matches(first[keep], last[keep], which[keep], listed)


class _Lookup:
    """Types of a batch by form and lemma, folded, with stars answered by vectorised string tests."""

    def __init__(self, types: Sequence[str], language: Language, overrides: Mapping[str, str] | None) -> None:
        self.forms = pa.array([fold(form) for form in types], pa.large_string())
        lemmas = [fold(lemma) for lemma in lemmatize(types, language=language, overrides=overrides)]
        self.lemmas = pa.array(lemmas, pa.large_string())
        self.places: dict[str, list[int]] = {}
        for place, (form, lemma) in enumerate(zip(self.forms.to_pylist(), lemmas, strict=True)):
            self.places.setdefault(form, []).append(place)
            if lemma != form:
                self.places.setdefault(lemma, []).append(place)
        self.size = len(types)

    def matching(self, token: str) -> npt.NDArray[np.bool_]:
        wanted = fold(token)
        result = np.zeros(self.size, dtype=bool)
        if "*" not in wanted:
            result[self.places.get(wanted, [])] = True
            return result
        test = _star_test(wanted)
        for column in (self.forms, self.lemmas):
            result |= np.asarray(test(column).to_numpy(zero_copy_only=False), dtype=bool)
        return result


def _star_test(token: str):  # type: ignore[no-untyped-def]
    core = token.strip("*")
    if token.startswith("*") and token.endswith("*"):
        return lambda column: pc.match_substring(column, core)
    if token.startswith("*"):
        return lambda column: pc.ends_with(column, core)
    return lambda column: pc.starts_with(column, core)


def neighbours(tokens: Tokens) -> npt.NDArray[np.bool_]:
    """Whether each token is followed closely by the next one in the same text."""
    if not len(tokens):
        return np.zeros(0, dtype=bool)
    gap = tokens.start[1:] - tokens.end[:-1]
    return np.append((tokens.row[1:] == tokens.row[:-1]) & (gap <= WIDEST_GAP), False)


def sequences(tokens: Tokens, masks: list[npt.NDArray[np.bool_]], near: npt.NDArray[np.bool_]) -> Integers:
    """First tokens of the places where a token of each mask (over types) follows the one before closely."""
    begin = np.flatnonzero(masks[0][tokens.type]) if len(tokens) else np.zeros(0, dtype=np.int64)
    for step, mask in enumerate(masks[1:], start=1):
        begin = begin[near[begin + step - 1]]
        begin = begin[mask[tokens.type[begin + step]]]
    return begin


def _longest(first: Integers, last: Integers, group: Integers) -> Integers:
    """Rows to keep so that no two of a group overlap: longest first, then earliest; in reading order."""
    order = np.lexsort((first, first - last))
    taken: dict[int, set[int]] = {}
    keep = []
    for row in order.tolist():
        used = taken.setdefault(int(group[row]), set())
        covered = range(int(first[row]), int(last[row]) + 1)
        if used.isdisjoint(covered):
            used.update(covered)
            keep.append(row)
    chosen = np.array(keep, dtype=np.int64)
    return chosen[np.lexsort((group[chosen], first[chosen]))]
