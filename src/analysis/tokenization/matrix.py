"""One vocabulary and two sparse matrices (by article and by sentence) from counted batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.declarations import Language
from analysis.declarations.study import Terms
from analysis.tokenization.counted import Counted
from analysis.tokenization.counting import Rows, count_forms, merge_columns
from analysis.tokenization.entries import Entries, entries_of
from analysis.tokenization.store import Store, join, reordered
from analysis.tokenization.table import Integers, Numbers, StringTable
from analysis.tokenization.threads import in_threads

Matrix: TypeAlias = Any  # a csr_array of counts; scipy declares no types
PLAIN = Terms()
STRETCH = 1 << 22
# Where the rows of both matrices stand in what is stored of a batch, behind the numbers of its forms.
ARTICLES, SENTENCES = slice(1, 4), slice(4, 7)


@dataclass(frozen=True)
class Vocabulary:
    """What `gather` returns: the sorted ids, the terms table, and the two matrices whose rows are the
    sorted ids and their sentences in order, and whose columns are the rows of `terms`."""

    ids: list[str]
    terms: pd.DataFrame
    articles: Matrix
    sentences: Matrix


def gather(
    batches: Iterable[Counted],
    *,
    language: Language,
    terms: Terms = PLAIN,
    overrides: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Vocabulary:
    """Merge batches into one vocabulary of lemmas and phrases and two matrices in the order of sorted ids.

    Forms without a letter are left out. Terms are numbered in alphabetical order, so the result does not
    depend on the order or the size of the batches. With `folder` (which must exist, and is the caller's to
    remove) counts wait on disk and the matrices are mapped from it: memory then holds one batch and the
    vocabulary.
    """
    store, table = Store(folder), StringTable()
    ids: list[str] = []
    number: list[Integers] = []
    for batch in batches:
        ids += batch.ids
        number.append(batch.sentences_of)
        numbers = table.add(batch.arena, batch.ends, batch.hashes)
        store.append((numbers, *batch.articles, *batch.sentences))
    count = count_forms(((held[0], _rows(held, ARTICLES)) for held in store.each()), len(table))
    entries = entries_of(table, count, language=language, terms=terms, overrides=overrides)
    order = _order(ids)
    sentences_of = np.concatenate(number) if number else np.zeros(0, np.int64)
    by_article = _matrix(store, ARTICLES, entries, order, folder, "articles")
    lines = _sentence_order(sentences_of, order) if len(sentences_of) else sentences_of
    by_sentence = _matrix(store, SENTENCES, entries, lines, folder, "sentences")
    documents = _documents(by_article)
    return Vocabulary(
        [ids[place] for place in order.tolist()],
        entries.frame(language.code, documents),
        by_article,
        by_sentence,
    )


def words_of(matrix: Matrix, terms: pd.Series) -> npt.NDArray[np.float64]:
    """Words of each row of counts; a phrase is one term of several words."""
    of_term = terms.str.count(" ").to_numpy(np.float64) + 1
    return np.asarray(matrix @ of_term, dtype=np.float64).ravel()


def _documents(matrix: Matrix) -> Numbers:
    """Rows with each column, counted a stretch at a time: the matrix may be on disk."""
    total = np.zeros(matrix.shape[1], np.int64)
    for begin in range(0, len(matrix.indices), STRETCH):
        total += np.bincount(matrix.indices[begin : begin + STRETCH], minlength=len(total))
    return total.astype(np.int32)


def _order(ids: Sequence[str]) -> Integers:
    order: Integers = np.argsort(np.array(ids, dtype=object), kind="stable") if ids else np.zeros(0, np.int64)
    return order


def _sentence_order(sentences_of: Integers, order: Integers) -> Integers:
    """Rows of sentences in the order of their articles."""
    begin = np.concatenate([[0], np.cumsum(sentences_of)[:-1]])
    own = sentences_of[order]
    ends = np.cumsum(own)
    result: Integers = np.arange(int(ends[-1])) + np.repeat(begin[order] - ends + own, own)
    return result


def _matrix(
    store: Store, part: slice, entries: Entries, order: Integers, folder: Path | None, name: str
) -> Matrix:
    width = len(entries.terms)

    def merged(held: tuple[Any, ...]) -> Rows:
        first, columns = entries.columns_of(held[0])
        return merge_columns(_rows(held, part), first, columns, width)

    indptr, indices, data = join(in_threads(merged, store.each()), folder, name)
    if (np.diff(order) != 1).any():
        indptr, indices, data = reordered((indptr, indices, data), order, folder, name)
    return sparse.csr_array((data, indices, indptr), shape=(len(order), width), copy=False)


def _rows(held: tuple[Any, ...], part: slice) -> Rows:
    indptr, indices, data = held[part]
    return indptr, indices, data
