"""Topics: non-negative matrix factorisation from several random starts, matched, with stability."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.optimize import linear_sum_assignment

Reals = npt.NDArray[np.float64]
MOST_ROUNDS = 400


@dataclass(frozen=True)
class Run:
    """One fitted model: `components` (topics, terms) with rows that sum to one, from one seed."""

    seed: int
    components: Reals


def select_terms(
    terms: pd.DataFrame, *, articles: int, min_documents: int, max_share: float
) -> npt.NDArray[np.int64]:
    """Columns that enter the model: no function words, at least two characters, in at least
    `min_documents` articles and at most `max_share` of them. Raises ValueError when none is left."""
    keep = (
        ~terms["stop"]
        & (terms["term"].str.len() > 1)
        & (terms["documents"] >= min_documents)
        & (terms["documents"] <= max_share * articles)
    )
    chosen = terms.loc[keep, "number"].to_numpy(np.int64)
    if not len(chosen):
        raise ValueError(
            f"topics: no term is left with min_documents = {min_documents} and max_share = {max_share};"
            " lower the first or raise the second in [topics]"
        )
    return chosen


def tfidf(matrix: sparse.csr_array) -> sparse.csr_array:
    """Rows of unit length with weights (1 + log tf) * idf (smoothed, as in scikit-learn)."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return sparse.csr_array(TfidfTransformer(sublinear_tf=True).fit_transform(sparse.csr_matrix(matrix)))


def fit_nmf(weighted: sparse.csr_array, *, k: int, seed: int) -> Run:
    """NMF (Frobenius norm, coordinate descent) from a random start, so that seeds do differ. It stops after
    400 rounds where it has not converged before: the stability over seeds tells what that costs.

    Raises ValueError when k exceeds the number of articles or terms.
    """
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from threadpoolctl import threadpool_limits

    if k > min(weighted.shape):
        raise ValueError(f"topics: k = {k} exceeds {min(weighted.shape)}, the fewer of articles and terms")
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = NMF(n_components=k, init="random", random_state=seed, max_iter=MOST_ROUNDS, tol=2e-4)
        model.fit(sparse.csr_matrix(weighted))
    components = np.asarray(model.components_, dtype=np.float64)
    return Run(seed, components / np.maximum(components.sum(axis=1, keepdims=True), 1e-300))


def match(first: Reals, second: Reals) -> tuple[npt.NDArray[np.int64], Reals]:
    """For each topic of `first` the topic of `second` in the best one-to-one assignment, and their
    cosine."""
    one = first / np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-300)
    two = second / np.maximum(np.linalg.norm(second, axis=1, keepdims=True), 1e-300)
    cosine = one @ two.T
    rows, columns = linear_sum_assignment(-cosine)
    return columns[np.argsort(rows)], cosine[rows, columns]


def central_run(runs: Sequence[Run]) -> tuple[Run, Reals]:
    """The run that agrees best with all others (after Rieger et al. 2020), and the stability of each of
    its topics: the mean cosine of a topic with its matches in the other runs (1 when there is no other).

    Seeds alone say how much the start matters, not how much the articles do.
    """
    agreement = [
        np.array(
            [match(run.components, other.components)[1] for there, other in enumerate(runs) if there != here]
        )
        for here, run in enumerate(runs)
    ]
    if len(runs) == 1:
        return runs[0], np.ones(len(runs[0].components))
    best = int(np.argmax([values.mean() for values in agreement]))
    return runs[best], agreement[best].mean(axis=0)


def loadings(weighted: sparse.csr_array, components: Reals) -> Reals:
    """Share of each topic in each article (articles, topics): non-negative least squares on the fixed
    components, rows summing to one; a row of zeros for an article without any of the terms."""
    from sklearn.decomposition import non_negative_factorization
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        found, _, _ = non_negative_factorization(
            sparse.csr_matrix(weighted),
            H=components,
            n_components=len(components),
            update_H=False,
            tol=1e-5,
            max_iter=300,
        )
    values = np.asarray(found, dtype=np.float64)
    result: Reals = values / np.maximum(values.sum(axis=1, keepdims=True), 1e-300)
    return result


def order_topics(shares: Reals) -> npt.NDArray[np.int64]:
    """Topics from the most to the least prevalent: the one numbering used in every table and figure."""
    return np.argsort(-shares.mean(axis=0), kind="stable")


def components_table(run: Run, terms: Sequence[str], *, language: str, most: int = 200) -> pd.DataFrame:
    """The `most` heaviest terms of each topic, in the shape of the table `components`."""
    rows = []
    for number, weights in enumerate(run.components, start=1):
        top = np.argsort(-weights, kind="stable")[:most]
        top = top[weights[top] > 0]
        frame = pd.DataFrame({"term": [terms[i] for i in top], "weight": weights[top]})
        rows.append(frame.assign(model="nmf", language=language, topic=number))
    return pd.concat(rows, ignore_index=True)
