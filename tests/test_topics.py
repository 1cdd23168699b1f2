"""Topics: planted blocks are found whatever the seed, runs are matched, articles get their shares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import schema
from analysis.topics import (
    Run,
    central_run,
    components_table,
    fit_nmf,
    loadings,
    match,
    order_topics,
    select_terms,
    tfidf,
)

BLOCKS, TERMS, ARTICLES = 4, 12, 40


def planted(seed: int = 0, noise: float = 0.02) -> tuple[sparse.csr_array, np.ndarray]:
    """Counts of articles that each use one block of terms, and the block of each article."""
    generator = np.random.default_rng(seed)
    block = np.repeat(np.arange(BLOCKS), ARTICLES)
    rates = np.full((len(block), BLOCKS * TERMS), noise)
    for row, own in enumerate(block):
        rates[row, own * TERMS : (own + 1) * TERMS] = 2.0
    return sparse.csr_array(generator.poisson(rates)), block


TRUTH = np.kron(np.eye(BLOCKS), np.full(TERMS, 1 / TERMS))


@pytest.mark.parametrize("seed", range(6))
def test_planted_blocks_are_found_whatever_the_seed(seed: int) -> None:
    counts, block = planted()
    run = fit_nmf(tfidf(counts), k=BLOCKS, seed=seed)
    place, cosine = match(TRUTH, run.components)
    assert sorted(place.tolist()) == list(range(BLOCKS))
    assert cosine.min() > 0.9
    shares = loadings(tfidf(counts), run.components)
    assert (place[block] == shares.argmax(axis=1)).all()
    assert shares.max(axis=1).min() > 0.8


def test_a_seed_gives_the_same_model_and_another_seed_another_start() -> None:
    weighted = tfidf(planted()[0])
    one, same = (fit_nmf(weighted, k=BLOCKS, seed=3) for _ in range(2))
    assert one.components.tolist() == same.components.tolist()


def test_another_seed_is_another_start() -> None:
    """Where nothing was planted, what is found depends on the start."""
    weighted = tfidf(sparse.csr_array(np.random.default_rng(8).poisson(0.5, (60, 40))))
    one, other = (fit_nmf(weighted, k=10, seed=seed).components for seed in (3, 4))
    assert match(one, other)[1].min() < 0.95


def test_components_are_shares_of_terms() -> None:
    components = fit_nmf(tfidf(planted()[0]), k=BLOCKS, seed=1).components
    assert components.shape == (BLOCKS, BLOCKS * TERMS)
    assert components.min() >= 0
    assert components.sum(axis=1).tolist() == pytest.approx([1.0] * BLOCKS)


@pytest.mark.parametrize(("shape", "k"), [((3, 10), 4), ((10, 3), 4)])
def test_too_many_topics_are_refused(shape: tuple[int, int], k: int) -> None:
    with pytest.raises(ValueError, match="topics: k = 4 exceeds 3, the fewer of articles and terms"):
        fit_nmf(sparse.csr_array(np.ones(shape)), k=k, seed=1)


def test_tfidf_by_hand() -> None:
    """idf = ln((1 + 2) / (1 + df)) + 1: 1 for the term in both articles, ln(1.5) + 1 for the other."""
    found = tfidf(sparse.csr_array(np.array([[1, 3], [2, 0]]))).toarray()
    row = np.array([1.0, (1 + np.log(3)) * (np.log(1.5) + 1)])
    assert found[0].tolist() == pytest.approx((row / np.linalg.norm(row)).tolist())
    assert found[1].tolist() == [1.0, 0.0]


def test_match_undoes_a_permutation() -> None:
    generator = np.random.default_rng(2)
    first = generator.random((5, 9))
    order = np.array([3, 0, 4, 1, 2])
    place, cosine = match(first[order], first)
    assert place.tolist() == order.tolist()
    assert cosine.tolist() == pytest.approx([1.0] * 5)


def test_match_is_one_to_one_and_best_in_sum() -> None:
    """Both topics are nearest to the first of the others; the sum is largest when the second yields."""
    first = np.array([[1.0, 0.0], [0.9, 0.1]])
    second = np.array([[1.0, 0.05], [0.5, 0.5]])
    place, cosine = match(first, second)
    assert place.tolist() == [0, 1]
    assert cosine[1] == pytest.approx((0.9 * 0.5 + 0.1 * 0.5) / (np.hypot(0.9, 0.1) * np.hypot(0.5, 0.5)))


def test_an_empty_topic_has_cosine_zero() -> None:
    _, cosine = match(np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0]]))
    assert cosine.tolist() == [1.0, 0.0]


def test_identical_runs_are_perfectly_stable() -> None:
    components = np.random.default_rng(1).random((3, 7))
    for runs in (
        [Run(seed, components.copy()) for seed in range(3)],
        [Run(1, components)] * 2,
        [Run(1, components), Run(2, components[[2, 0, 1]])],
        [Run(1, components)],
    ):
        run, stability = central_run(runs)
        assert stability.tolist() == pytest.approx([1.0] * 3)
        assert run.seed == runs[0].seed


def test_the_run_that_agrees_best_is_kept_by_hand() -> None:
    """Two runs agree in one topic, a third is turned by 90 degrees in it: cosines 1 and 0."""
    base = np.eye(4)
    one, two = Run(1, base[[0, 1]]), Run(2, base[[0, 1]])
    odd = Run(3, base[[0, 2]])
    run, stability = central_run([odd, one, two])
    assert run.seed == 1
    assert stability.tolist() == [1.0, 0.5]


def test_shares_sum_to_one_except_where_no_term_is_known() -> None:
    counts, _ = planted()
    components = fit_nmf(tfidf(counts), k=BLOCKS, seed=1).components
    some = sparse.csr_array(np.vstack([counts[:3].toarray(), np.zeros((1, BLOCKS * TERMS))]))
    shares = loadings(tfidf(some), components)
    assert shares.shape == (4, BLOCKS)
    assert shares.sum(axis=1).tolist() == pytest.approx([1.0, 1.0, 1.0, 0.0])
    assert shares.min() >= 0


def test_a_mixed_article_is_shared_between_its_topics() -> None:
    mixture = sparse.csr_array(0.75 * TRUTH[[0]] + 0.25 * TRUTH[[2]])
    assert loadings(mixture, TRUTH)[0].tolist() == pytest.approx([0.75, 0, 0.25, 0], abs=1e-3)


def test_topics_are_numbered_by_prevalence_and_ties_keep_their_order() -> None:
    shares = np.array([[0.2, 0.5, 0.1, 0.2], [0.2, 0.3, 0.3, 0.2]])
    assert order_topics(shares).tolist() == [1, 0, 2, 3]


def test_terms_that_enter_the_model() -> None:
    terms = pd.DataFrame(
        {
            "number": range(6),
            "term": ["the", "x", "rare", "common", "harbour", "trade"],
            "documents": [90, 40, 4, 51, 50, 5],
            "stop": [True, False, False, False, False, False],
        }
    )
    assert select_terms(terms, articles=100, min_documents=5, max_share=0.5).tolist() == [4, 5]
    message = r"no term is left with min_documents = 60 and max_share = 0.5; lower the first"
    with pytest.raises(ValueError, match=message):
        select_terms(terms, articles=100, min_documents=60, max_share=0.5)


def test_table_of_components() -> None:
    run = Run(1, np.array([[0.5, 0.0, 0.3, 0.2], [0.0, 0.25, 0.25, 0.5]]))
    found = components_table(run, ["a", "b", "c", "d"], language="en", most=3)
    assert found[["topic", "term", "weight"]].to_numpy().tolist() == [
        [1, "a", 0.5],
        [1, "c", 0.3],
        [1, "d", 0.2],
        [2, "d", 0.5],
        [2, "b", 0.25],
        [2, "c", 0.25],
    ]
    assert components_table(run, ["a", "b", "c", "d"], language="en", most=1)["term"].tolist() == ["a", "d"]
    schema.conform(found, "components")
