"""Keyness beside scattertext, on the same matrix with the same prior in the same run; medians of five."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import grow
import numpy as np
import peers
from scipy import sparse

from analysis.tokenization.vectorizer import TermVectorizer
from analysis.vocabulary import keyness as whole_table
from analysis.vocabulary import log_odds, permutation_test
from analysis.vocabulary.counts import both_sums

TOTAL = 1_000.0


def keyness(data: str) -> None:
    """Log-odds z-scores of two groups of articles: seconds beside scattertext with its `word` scaling."""
    _compare("simulated press", peers.simulated("en"), "en")
    if data:
        _compare("grown German news", list(grow.grow(grow.real_texts(data), 10_000)), "de")


def _compare(title: str, texts: list[str], language: str) -> None:
    vectorizer = TermVectorizer(language=language)
    matrix = vectorizer.fit_transform(texts)
    terms = vectorizer.get_feature_names_out().tolist()
    first = np.arange(len(texts)) % 5 < 2
    print(f"{title}: {matrix.shape[0]:,} articles, {matrix.shape[1]:,} terms, {matrix.nnz:,} counts")
    counts = both_sums(matrix, first, ~first)
    prior = sum(counts) * (TOTAL / sum(counts).sum())
    scores, from_matrix, frequencies = _peer(matrix, first, terms)
    apart = np.abs(log_odds(*counts, prior)[1] - from_matrix().to_numpy()).max()

    def scored(one: np.ndarray, two: np.ndarray) -> object:
        return log_odds(one, two, (one + two) * (TOTAL / (one + two).sum()))

    _told("scoring call alone, from counts", lambda: log_odds(*counts, prior), scores)
    _told("from counts by group, with the prior", lambda: scored(*counts), frequencies)
    _told("from the matrix", lambda: scored(*both_sums(matrix, first, ~first)), from_matrix)
    print(f"  largest difference of z: {apart:.1e}")
    days = np.arange(len(texts)) // 20
    table = peers.median_seconds(lambda: whole_table(matrix, first, ~first, days))
    begin = time.perf_counter()
    tested = np.bincount(matrix.indices, minlength=matrix.shape[1]) >= 5
    permutation_test(matrix, first, ~first, seed=1, tested=tested)
    print(f"  with intervals between days: {table * 1e3:.1f} ms; permutation test of {tested.sum():,} terms,")
    print(f"  999 draws: {time.perf_counter() - begin:.1f} s (scattertext has neither)")


def _peer(
    matrix: Any, first: np.ndarray, terms: list[str]
) -> tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any]]:
    """scattertext's scores: its scoring call alone; all of it from the matrix; and from counts by group."""
    from scattertext import PriorFactory, TermDocMatrixFromScikit
    from scattertext.termsignificance.LogOddsRatioInformativeDirichletPiror import (
        LogOddsRatioInformativeDirichletPrior as Scorer,
    )

    counts, sides = sparse.csr_matrix(matrix), first.astype(int)
    columns = {term: column for column, term in enumerate(terms)}

    def build() -> Any:
        made = TermDocMatrixFromScikit(
            X=counts, y=sides, feature_vocabulary=columns, category_names=["second", "first"]
        )
        return made.build()

    def priors(corpus: Any) -> Any:
        return PriorFactory(corpus, starting_count=0).use_all_categories().get_priors()

    def score(table: Any, prior: Any) -> Any:
        scorer = Scorer(prior, TOTAL, scale_type="word")
        return scorer.get_scores(table["first freq"], table["second freq"])

    def from_matrix() -> Any:
        corpus = build()
        return score(corpus.get_term_freq_df(), priors(corpus))

    corpus = build()
    table, prior = corpus.get_term_freq_df(), priors(corpus)
    return lambda: score(table, prior), from_matrix, lambda: score(table, table.sum(axis=1))


def _told(what: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    own, other = peers.median_seconds(ours), peers.median_seconds(theirs)
    print(f"  {what}: {own * 1e3:.2f} ms, scattertext {other * 1e3:.2f} ms: ratio {other / own:.1f}")
