"""Term counts behind scikit-learn's interface, in place of its CountVectorizer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from numbers import Integral
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from analysis.declarations import Language, load_language
from analysis.declarations.study import Terms
from analysis.tokenization.counted import Counted, count_batch, count_scanned
from analysis.tokenization.counting import Rows, count_forms, merge_columns
from analysis.tokenization.entries import Entries, entries_of, folded_entries, no_parts
from analysis.tokenization.lemmas import lemmatize
from analysis.tokenization.phrases import Phrases, as_lemmas
from analysis.tokenization.scan import scan
from analysis.tokenization.table import Integers, Numbers, StringTable, lookup
from analysis.tokenization.threads import in_threads

Batches: TypeAlias = list[tuple[Numbers, Rows]]  # numbers of the forms of a batch, and its counts
BATCH = 4 << 20


class TermVectorizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Documents to a sparse matrix of term counts, terms in alphabetical order.

    With `lemmas`, words become terms of `language` as everywhere in this package: lemmas, German `compounds`
    whole, as parts or both, `phrases` counted as one; without, they are lower-cased forms. `stop_words` is
    "language" (function words), a list, or None. `min_df` and `max_df` prune by articles: whole numbers, or
    shares of them. `rules` "scikit-learn" takes words as CountVectorizer's default pattern does: the same
    counts, several times faster. `workers` threads (0: one a core) give the same result.

    Words of new documents that were not seen in `fit` count where their lemma was. Raises ValueError when
    no term is left: says what was pruned.
    """

    def __init__(
        self,
        *,
        language: str = "en",
        lemmas: bool = True,
        compounds: Literal["whole", "parts", "both"] = "whole",
        phrases: Sequence[str] = (),
        stop_words: Literal["language"] | Sequence[str] | None = None,
        min_df: float = 1,
        max_df: float = 1.0,
        rules: Literal["news", "scikit-learn"] = "news",
        workers: int = 0,
    ) -> None:
        self.language = language
        self.lemmas = lemmas
        self.compounds = compounds
        self.phrases = phrases
        self.stop_words = stop_words
        self.min_df = min_df
        self.max_df = max_df
        self.rules = rules
        self.workers = workers

    def fit(self, raw_documents: Iterable[str], y: Any = None) -> TermVectorizer:
        """Learn the terms of the documents."""
        self.fit_transform(raw_documents, y)
        return self

    def fit_transform(self, raw_documents: Iterable[str], y: Any = None) -> sparse.csr_array:
        """Learn the terms of the documents and return their counts, one row a document."""
        batches, entries, every = self._learn(raw_documents)
        matrix = self._matrix(batches, entries)
        kept = self._kept(matrix, every)
        self.entries_ = entries.only(kept)
        return matrix if kept.all() else _narrowed(matrix, kept)

    def _learn(self, raw_documents: Iterable[str]) -> tuple[Batches, Entries, int]:
        """Counted batches, their terms without stop words, and how many there are with them."""
        self._check()
        if self.lemmas:
            # Reading a dictionary takes memory that is free again for the counts.
            lemmatize(["a"], language=load_language(self.language))
        table, batches = self._count(raw_documents)
        every = replace(self._entries(table, count_forms(batches, len(table))), parts=no_parts)
        return batches, every if self.stop_words is None else every.only(~every.stop), len(every.terms)

    def _check(self) -> None:
        """Raises ValueError for options that would be ignored."""
        if isinstance(self.stop_words, str) and self.stop_words != "language":
            raise ValueError(f'stop_words is "language", a list of words, or None; found {self.stop_words!r}')
        if self.phrases and self.rules == "scikit-learn":
            raise ValueError(
                'phrases need rules="news": scikit-learn\'s pattern does not tell what lies between words'
            )
        if self.compounds != "whole" and not self.lemmas:
            raise ValueError("compounds are split only with lemmas=True")

    def transform(self, raw_documents: Iterable[str]) -> sparse.csr_array:
        """Counts of the terms that `fit` learned, one row a document."""
        check_is_fitted(self)
        table, batches = self._count(raw_documents)
        old, known = self.entries_, StringTable()
        known.add_strings(old.forms)
        number = lookup(known, table.strings()).astype(np.int64)
        new = number < 0
        if not new.any():
            return self._matrix(batches, replace(old, **_moved(old, number)))
        own = self._entries(table, new.astype(np.int64))
        vocabulary = StringTable()
        vocabulary.add_strings(old.terms)
        # Terms of both one after the other; those that `fit` did not learn count for nothing.
        columns = np.concatenate([old.columns, lookup(vocabulary, own.terms)[own.columns]])
        first = np.concatenate([old.first, old.first[-1] + own.first[1:]])
        learned = np.concatenate([[0], np.cumsum(columns >= 0)])
        both = replace(old, first=learned[first], columns=columns[columns >= 0])
        number[new] = len(old.forms) + np.flatnonzero(new)
        return self._matrix(batches, replace(old, **_moved(both, number)))

    @property
    def vocabulary_(self) -> list[str]:
        """Terms, one a column."""
        terms: list[str] = self.entries_.terms.to_pylist()
        return terms

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """Terms, one a column."""
        check_is_fitted(self)
        return np.array(self.vocabulary_, dtype=object)

    def _count(self, raw_documents: Iterable[str]) -> tuple[StringTable, Batches]:
        if isinstance(raw_documents, str):
            raise ValueError("documents are a list of texts; found one text")
        language = load_language(self.language)
        phrases = None
        if self.phrases:
            phrases = Phrases(tuple(as_lemmas(self.phrases, language=language)), language)
        table = StringTable()
        counted = in_threads(
            lambda texts: self._batch(texts, language, phrases), _batches(raw_documents), self.workers
        )
        found = [(table.add(batch.arena, batch.ends, batch.hashes), batch.articles) for batch in counted]
        return table, found

    def _batch(self, texts: list[str], language: Language, phrases: Phrases | None) -> Counted:
        ids = [""] * len(texts)
        if self.rules == "news":
            return count_batch(ids, texts, language=language.code, phrases=phrases)
        # Lower case can be longer than what it came from (İ), and depend on what stands around (Σ).
        texts = [text.lower() if "İ" in text or "Σ" in text else text for text in texts]
        return count_scanned(ids, scan(texts, rules="scikit-learn", offsets=False, shortest=2))

    def _entries(self, table: StringTable, count: Integers) -> Entries:
        language = load_language(self.language)
        words = () if self.stop_words in (None, "language") else tuple(self.stop_words or ())
        terms = Terms(compounds=self.compounds, stop_words={language.code: words})
        if self.lemmas:
            return entries_of(table, count, language=language, terms=terms)
        return folded_entries(table, count, language=language, terms=terms)

    def _matrix(self, batches: Batches, entries: Entries) -> sparse.csr_array:
        """The matrix of all batches, which it takes away one by one: memory holds them once."""
        width = len(entries.terms)

        def merged(batch: tuple[Numbers, Rows]) -> Rows:
            first, columns = entries.columns_of(batch[0])
            return merge_columns(batch[1], first, columns, width)

        lengths, used = [np.zeros(1, np.int64)], 0
        indices, data = np.empty(0, np.int32), np.empty(0, np.int32)
        for bounds, *row in in_threads(merged, _taken(batches), self.workers):
            lengths.append(np.diff(bounds))
            begin, used = used, used + int(bounds[-1])
            for whole, own in zip((indices, data), row, strict=True):
                if used > len(whole):
                    # Large arrays grow where they are: no second copy of the matrix is ever held.
                    whole.resize(used + used // 4, refcheck=False)
                whole[begin:used] = own
        for whole in (indices, data):
            whole.resize(used, refcheck=False)
        indptr = np.cumsum(np.concatenate(lengths))
        return sparse.csr_array((data, indices, indptr), shape=(len(indptr) - 1, width), copy=False)

    def _kept(self, matrix: sparse.csr_array, every: int) -> npt.NDArray[np.bool_]:
        """Terms in enough articles and not in too many."""
        documents = np.bincount(matrix.indices, minlength=matrix.shape[1])
        low, high = (
            value if isinstance(value, Integral) else float(value) * matrix.shape[0]
            for value in (self.min_df, self.max_df)
        )
        kept: npt.NDArray[np.bool_] = (documents >= low) & (documents <= high)
        if not kept.any():
            raise ValueError(
                f"no term is left of {every} in {matrix.shape[0]} documents (min_df={self.min_df},"
                f" max_df={self.max_df}, stop_words={self.stop_words!r}): lower min_df or raise max_df"
            )
        return kept


def _moved(entries: Entries, numbers: Integers) -> dict[str, Any]:
    first, columns = entries.columns_of(numbers)
    return {"first": first, "columns": columns}


def _narrowed(matrix: sparse.csr_array, kept: npt.NDArray[np.bool_]) -> sparse.csr_array:
    """The matrix without the columns that are not `kept`."""
    used = kept[matrix.indices]
    indices = (np.cumsum(kept, dtype=np.int32) - 1)[matrix.indices[used]]
    indptr = np.concatenate([[0], np.cumsum(used)])[matrix.indptr]
    shape = (matrix.shape[0], int(kept.sum()))
    return sparse.csr_array((matrix.data[used], indices, indptr), shape=shape, copy=False)


def _batches(texts: Iterable[str]) -> Iterable[list[str]]:
    """Batches of about four million characters."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _taken(batches: Batches) -> Iterator[tuple[Numbers, Rows]]:
    batches.reverse()
    while batches:
        yield batches.pop()
