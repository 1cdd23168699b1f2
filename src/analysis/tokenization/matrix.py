"""Sparse counts by article and by sentence from one pass over the tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.declarations import Language
from analysis.tokenization.lemmas import lemmatize
from analysis.tokenization.words import Tokens, tokenize

Matrix: TypeAlias = Any  # a csr_array of counts; scipy declares no types


@dataclass(frozen=True)
class Counted:
    """Counts of one batch: `ids` of its articles, `types` (forms as written), article by type and
    sentence by type; the sentences of the batch follow the order of its articles."""

    ids: list[str]
    types: list[str]
    articles: Matrix
    sentences: Matrix
    sentences_of: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Vocabulary:
    """What `gather` returns: the sorted ids, the terms table, and the two matrices whose rows are the
    sorted ids and their sentences in order, and whose columns are the rows of `terms`."""

    ids: list[str]
    terms: pd.DataFrame
    articles: Matrix
    sentences: Matrix


def sentence_of(tokens: Tokens, sentences: Sequence[Sequence[tuple[int, int]]]) -> npt.NDArray[np.int64]:
    """Index of the sentence (over the whole batch, in order) in which each token starts; -1 where the
    token's text has no sentence that begins before it."""
    longest = 1 + max((spans[-1][1] for spans in sentences if spans), default=0)
    longest = max(longest, 1 + int(tokens.end.max(initial=0)))
    starts = np.array([row * longest + begin for row, spans in enumerate(sentences) for begin, _ in spans])
    if not len(starts):
        return np.full(len(tokens), -1, dtype=np.int64)
    found = np.searchsorted(starts, tokens.row.astype(np.int64) * longest + tokens.start, side="right") - 1
    return np.where((found >= 0) & (starts[found] // longest == tokens.row), found, -1)


def count_batch(
    ids: Sequence[str],
    texts: Sequence[str],
    sentences: Sequence[Sequence[tuple[int, int]]],
    *,
    language: str,
) -> Counted:
    """Counts of a batch of articles and of their sentences (spans as `split_sentences` gives them)."""
    tokens = tokenize(texts, language=language)
    ones = np.ones(len(tokens), dtype=np.int32)
    width = len(tokens.types)
    number = [len(spans) for spans in sentences]
    inside = sentence_of(tokens, sentences)
    known = inside >= 0
    return Counted(
        list(ids),
        tokens.types,
        sparse.csr_array((ones, (tokens.row, tokens.type)), shape=(len(ids), width)),
        sparse.csr_array((ones[known], (inside[known], tokens.type[known])), shape=(int(sum(number)), width)),
        np.asarray(number, dtype=np.int64),
    )


def gather(
    batches: Iterable[Counted], *, language: Language, overrides: Mapping[str, str] | None = None
) -> Vocabulary:
    """Merge batches into one vocabulary of lemmas and two matrices with rows in the order of sorted ids.

    Forms without a letter are left out. Terms are numbered in alphabetical order, so the result does not
    depend on the order or the size of the batches.
    """
    loaded = list(batches)
    forms = sorted({form for batch in loaded for form in batch.types if any(map(str.isalpha, form))})
    place = {form: number for number, form in enumerate(forms)}
    ids = [item for batch in loaded for item in batch.ids]
    order = np.argsort(np.array(ids, dtype=object), kind="stable") if ids else np.zeros(0, dtype=np.int64)
    articles = _stack([_recolumn(batch.articles, batch.types, place) for batch in loaded], len(forms))[order]
    counts = np.asarray(articles.sum(axis=0)).ravel() if ids else np.zeros(len(forms))
    lemmas = lemmatize(
        forms,
        language=language,
        counts=dict(zip(forms, counts.astype(int).tolist(), strict=True)),
        overrides=overrides,
    )
    terms = sorted(set(lemmas))
    column = {term: number for number, term in enumerate(terms)}
    to_lemma = sparse.csr_array(
        (np.ones(len(forms), dtype=np.int32), (np.arange(len(forms)), [column[lemma] for lemma in lemmas])),
        shape=(len(forms), len(terms)),
    )
    sentences = _stack([_recolumn(batch.sentences, batch.types, place) for batch in loaded], len(forms))
    sentences = sentences[_sentence_order(loaded, order)]
    by_article, by_sentence = _sorted(articles @ to_lemma), _sorted(sentences @ to_lemma)
    table = _terms(terms, forms, lemmas, counts, by_article, language)
    return Vocabulary([ids[i] for i in order], table, by_article, by_sentence)


def _recolumn(matrix: Matrix, types: Sequence[str], place: Mapping[str, int]) -> Matrix:
    keep = [number for number, form in enumerate(types) if form in place]
    target = [place[types[number]] for number in keep]
    move = sparse.csr_array(
        (np.ones(len(keep), dtype=np.int32), (keep, target)), shape=(len(types), len(place))
    )
    return sparse.csr_array(matrix @ move)


def _stack(matrices: Sequence[Matrix], width: int) -> Matrix:
    if not matrices:
        return sparse.csr_array((0, width), dtype=np.int32)
    return sparse.csr_array(sparse.vstack(matrices, format="csr"))


def _sentence_order(batches: Sequence[Counted], order: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    number = np.concatenate([batch.sentences_of for batch in batches]) if batches else np.zeros(0, int)
    begin = np.concatenate([[0], np.cumsum(number)[:-1]]) if len(number) else number
    pieces = [np.arange(begin[i], begin[i] + number[i]) for i in order]
    return np.concatenate(pieces).astype(np.int64) if pieces else np.zeros(0, dtype=np.int64)


def _sorted(matrix: Matrix) -> Matrix:
    result = sparse.csr_array(matrix, dtype=np.int32)
    result.sum_duplicates()
    result.sort_indices()
    return result


def _terms(
    terms: Sequence[str],
    forms: Sequence[str],
    lemmas: Sequence[str],
    counts: npt.NDArray[np.float64],
    matrix: Matrix,
    language: Language,
) -> pd.DataFrame:
    by_form = pd.DataFrame({"form": forms, "lemma": lemmas, "count": counts})
    by_form = by_form.astype({"form": "str", "lemma": "str"})
    stop = set(language.stop_words) | set(language.negations)
    most = by_form.sort_values(["lemma", "count", "form"], ascending=[True, False, True])
    most = most.drop_duplicates("lemma").set_index("lemma")
    stopped = by_form.assign(hit=by_form["form"].str.lower().isin(stop) * by_form["count"]).groupby("lemma")
    share = stopped["hit"].sum() / stopped["count"].sum().clip(lower=1)
    documents = np.bincount(matrix.indices, minlength=len(terms))
    return pd.DataFrame(
        {
            "language": language.code,
            "number": np.arange(len(terms), dtype=np.int32),
            "term": list(terms),
            "form": most.loc[list(terms), "form"].to_numpy(),
            "documents": documents.astype(np.int32),
            "count": np.asarray(matrix.sum(axis=0)).ravel().astype(np.int32),
            "kind": "word",
            "parts": "",
            "others": "",
            "stop": (share.loc[list(terms)] >= 0.5).to_numpy() | pd.Series(terms).isin(stop).to_numpy(),
        }
    )
