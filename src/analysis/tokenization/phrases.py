"""Multi-word terms: found in counted words, and found in a corpus by association.

A phrase is a sequence of lemmas ("vereint nation", "union state"); its words stand next to each other with a
blank between, or a point and a blank behind an abbreviation ("U.S. President"), so that it never runs over a
comma or the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.declarations import Language
from analysis.tokenization.compiled import compiled
from analysis.tokenization.lemmas import fold, lemmatize
from analysis.tokenization.scan import NEAR, POINTED, Scanned
from analysis.tokenization.table import Integers, Numbers, buffers_of, hash_all, strings_of
from analysis.tokenization.words import scan_words


def as_lemmas(
    phrases: Iterable[str], *, language: Language, overrides: Mapping[str, str] | None = None
) -> list[str]:
    """Phrases as a list has them, as sequences of folded lemmas, each once, sorted; what is one word
    to the tokeniser is no phrase and left out."""
    found = scan_words(list(phrases), language=language.code)
    forms = strings_of(found.arena, found.ends).to_pylist()
    lemmas = [fold(lemma) for lemma in lemmatize(forms, language=language, overrides=overrides)]
    pairs = zip(found.bounds[:-1].tolist(), found.bounds[1:].tolist(), strict=True)
    words = [[lemmas[kind] for kind in found.type[begin:end].tolist()] for begin, end in pairs]
    return sorted({" ".join(own) for own in words if len(own) > 1})


@dataclass(frozen=True)
class Phrases:
    """Phrases of a language as sequences of folded lemmas, to be counted as one word each."""

    terms: tuple[str, ...]
    language: Language
    overrides: Mapping[str, str] | None = None

    def join(self, found: Scanned) -> Scanned:
        """The words with each phrase as one: its first word takes the phrase as its type and ends where the
        phrase ends, the others are set to -1 and are not counted. The longest match from the left wins.

        Needs offsets. The form of a phrase is its lemmas.
        """
        if not self.terms or not len(found.type):
            return found
        words = sorted({word for term in self.terms for word in term.split()})
        number = {word: place for place, word in enumerate(words)}
        forms = strings_of(found.arena, found.ends).to_pylist()
        lemmas = lemmatize(forms, language=self.language, overrides=self.overrides)
        own = np.array([number.get(fold(lemma), -1) for lemma in lemmas], dtype=np.int32)
        keys, nodes, ends_at = _trie(
            [[number[word] for word in term.split()] for term in self.terms], len(words)
        )
        types, end = found.type.copy(), found.end.copy()
        _join(
            found.bounds,
            np.where(found.type >= 0, own[found.type], -1).astype(np.int32),
            follows(found, forms, self.language),
            found.end,
            keys,
            nodes,
            ends_at,
            len(words),
            types,
            end,
            len(forms),
        )
        return _with_forms(replace(found, type=types, end=end), self.terms)


def follows(found: Scanned, forms: Sequence[str], language: Language) -> npt.NDArray[np.bool_]:
    """Whether each word stands right behind the one before it: behind a blank, or behind the point of an
    abbreviation and a blank. Needs offsets; `forms` are those of the words."""
    short = language.abbreviations.all
    pointed = np.array([form.lower() in short or "." in form for form in forms], dtype=bool)
    before = np.concatenate([[False], pointed[found.type[:-1]]]) if len(found.type) else np.zeros(0, bool)
    result: npt.NDArray[np.bool_] = (found.near == NEAR) | ((found.near == POINTED) & before)
    return result


def _with_forms(found: Scanned, terms: Sequence[str]) -> Scanned:
    """The words with further forms behind those they have."""
    data, bounds = buffers_of(pa.array(terms, pa.large_string()))
    used = found.ends[-1]
    return replace(
        found,
        arena=np.concatenate([found.arena[:used], data]),
        ends=np.concatenate([found.ends, used + bounds[1:]]),
        hashes=np.concatenate([found.hashes, hash_all(data, bounds)]),
    )


def _trie(phrases: Sequence[Sequence[int]], width: int) -> tuple[Integers, Numbers, Numbers]:
    """Transitions node * width + word, sorted; the nodes they lead to; the phrase that ends at a node."""
    steps: dict[tuple[int, int], int] = {}
    ends_at = {0: -1}
    for place, words in enumerate(phrases):
        node = 0
        for word in words:
            node = steps.setdefault((node, word), len(steps) + 1)
            ends_at.setdefault(node, -1)
        ends_at[node] = place
    keys = np.array([node * width + word for node, word in steps], dtype=np.int64)
    order = np.argsort(keys)
    nodes = np.array(list(steps.values()), dtype=np.int32)[order]
    return keys[order], nodes, np.array([ends_at[node] for node in range(len(ends_at))], dtype=np.int32)


@compiled
def _join(
    bounds: Any,
    words: Any,
    close: Any,
    end: Any,
    keys: Any,
    nodes: Any,
    ends_at: Any,
    width: int,
    types: Any,
    new_end: Any,
    forms: int,
) -> None:
    for text in range(len(bounds) - 1):
        at = bounds[text]
        while at < bounds[text + 1]:
            node, last, phrase, word = 0, at, -1, at
            while word < bounds[text + 1] and words[word] >= 0 and (word == at or close[word]):
                key = node * width + words[word]
                step = np.searchsorted(keys, key)
                if step == len(keys) or keys[step] != key:
                    break
                node = nodes[step]
                if ends_at[node] >= 0:
                    phrase, last = ends_at[node], word
                word += 1
            if phrase >= 0:
                types[at], new_end[at] = forms + phrase, end[last]
                for rest in range(at + 1, last + 1):
                    types[rest] = -1
            at = last + 1
