"""Richness of a vocabulary: rarefaction by enumeration, hapaxes, entropy and type-token ratios by hand."""

from __future__ import annotations

from itertools import combinations
from math import comb, log2

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.vocabulary import (
    diversity,
    entropy,
    expected_hapaxes,
    rarefied,
    rarefied_variance,
    segmental_ttr,
)

# Five articles, six terms.
COUNTS = np.array(
    [[1, 2, 0, 0, 0, 3], [1, 0, 1, 0, 0, 1], [0, 0, 1, 0, 0, 1], [1, 0, 0, 4, 0, 1], [2, 0, 0, 0, 1, 1]]
)


def times(counts: np.ndarray) -> np.ndarray:
    return np.bincount((counts > 0).sum(axis=0), minlength=len(counts) + 1).astype(float)


def single(counts: np.ndarray) -> np.ndarray:
    weights = (counts == 1).sum(axis=0)
    return np.bincount((counts > 0).sum(axis=0), weights=weights, minlength=len(counts) + 1)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_rarefaction_is_the_mean_over_all_subsets(size: int) -> None:
    subsets = [COUNTS[list(rows)] for rows in combinations(range(5), size)]
    types = np.mean([(part.sum(axis=0) > 0).sum() for part in subsets])
    hapaxes = np.mean([(part.sum(axis=0) == 1).sum() for part in subsets])
    assert rarefied(times(COUNTS), size) == pytest.approx(types)
    assert expected_hapaxes(single(COUNTS), size) == pytest.approx(hapaxes)


def test_rarefaction_on_random_matrices_is_the_mean_over_all_subsets() -> None:
    generator = np.random.default_rng(5)
    for size in (2, 4, 6):
        counts = generator.poisson(0.5, (7, 12))
        subsets = [counts[list(rows)].sum(axis=0) for rows in combinations(range(7), size)]
        types, hapaxes = (
            np.mean([rule(part).sum() for part in subsets]) for rule in (np.sign, lambda part: part == 1)
        )
        assert rarefied(times(counts), size) == pytest.approx(types)
        assert expected_hapaxes(single(counts), size) == pytest.approx(hapaxes)


def test_unconditional_variance_by_hand() -> None:
    """Colwell et al. (2012): Q1 = 3 terms in one article, Q2 = 1 in two, one each in four and five; T = 5.
    Chao2 = 6 + 4/5 * 3^2 / (2 * 1) = 9.6. For t = 2, the chances to be seen are 1 - C(5 - Y, 2) / 10."""
    assert times(COUNTS).tolist() == [0, 3, 1, 0, 1, 1]
    chances = [1 - comb(4, 2) / 10] * 3 + [1 - comb(3, 2) / 10, 1.0, 1.0]
    assert rarefied(times(COUNTS), 2) == pytest.approx(sum(chances))
    expected = sum(chance**2 for chance in chances) - sum(chances) ** 2 / 9.6
    assert rarefied_variance(times(COUNTS), 2) == pytest.approx(expected)
    whole = 6 - 36 / 9.6
    assert rarefied_variance(times(COUNTS), 5) == pytest.approx(whole)


def test_without_terms_in_two_articles_the_bias_corrected_chao2_is_taken() -> None:
    """Q1 = 2, Q2 = 0, one term in all three: 3 + 2/3 * 2 * 1 / 2 = 11/3 terms."""
    assert rarefied_variance(np.array([0, 2, 0, 1.0]), 3) == pytest.approx(3 - 9 / (11 / 3))


def test_growth_is_monotone_and_whole_numbers_are_joined_smoothly() -> None:
    sizes = np.linspace(0.2, 5, 49)
    curve = np.array([rarefied(times(COUNTS), size) for size in sizes])
    assert (np.diff(curve) > 0).all()
    assert (np.diff(curve, 2) < 1e-9).all()
    assert curve[-1] == pytest.approx(6)
    assert rarefied(times(COUNTS), 0) == pytest.approx(0, abs=1e-12)


def test_no_terms_have_no_variance() -> None:
    assert rarefied(np.array([4.0, 0, 0]), 1) == 0
    assert rarefied_variance(np.array([4.0, 0, 0]), 1) == 0
    assert rarefied_variance(np.array([4.0]), 1) == 0


def test_entropy_by_hand() -> None:
    """Chao and Shen (2003): counts 2, 1, 1, coverage 1 - 2/4 = 1/2, adjusted shares 1/4, 1/8, 1/8."""
    large = -(1 / 4) * log2(1 / 4) / (1 - (3 / 4) ** 4)
    small = -(1 / 8) * log2(1 / 8) / (1 - (7 / 8) ** 4)
    assert entropy(np.array([2, 0, 1, 1])) == pytest.approx(large + 2 * small)


def test_entropy_of_a_large_even_sample_is_the_logarithm_of_the_types() -> None:
    assert entropy(np.full(64, 10_000)) == pytest.approx(6, abs=1e-6)
    assert entropy(np.array([50_000])) == pytest.approx(0, abs=1e-9)
    assert entropy(np.zeros(3)) == 0
    assert np.isfinite(entropy(np.ones(5)))


def test_entropy_is_corrected_for_small_samples() -> None:
    """Of 1,000 equally frequent words (9.97 bits) 500 drawn look like 8.6 bits."""
    generator = np.random.default_rng(2)
    drawn = [np.bincount(generator.integers(1_000, size=500), minlength=1_000) for _ in range(20)]
    plain = [-sum(c / 500 * log2(c / 500) for c in counts[counts > 0]) for counts in drawn]
    assert abs(np.mean([entropy(counts) for counts in drawn]) - log2(1_000)) < 0.15
    assert log2(1_000) - np.mean(plain) > 1


def test_segments_by_hand() -> None:
    """Segments of four words: "a b a b" has two types, "c d e f" four; the last word stands in none."""
    texts = ["a b A b c d e f g", "a b c", "", "a b c d"]
    sums, segments = segmental_ttr(texts, language="en", size=4)
    assert segments.tolist() == [2, 0, 0, 1]
    assert sums.tolist() == [0.5 + 1.0, 0, 0, 1.0]
    empty = segmental_ttr([], language="en")
    assert [len(part) for part in empty] == [0, 0]


def corpus(articles: int, terms: int, *, length: int = 200, seed: int = 1) -> sparse.csr_array:
    """Articles of words drawn evenly from so many of 4,000 terms."""
    generator = np.random.default_rng(seed)
    drawn = generator.integers(terms, size=(articles, length))
    return sparse.csr_array(np.stack([np.bincount(row, minlength=4_000) for row in drawn]))


def table(
    matrix: sparse.csr_array, *names: str, ids: list[str] | None = None, days: np.ndarray | None = None
) -> pd.DataFrame:
    count = matrix.shape[0]
    ids = ids or [f"{number:04d}" for number in range(count)]
    days = np.arange(count) if days is None else days
    return diversity(matrix, ids, np.array(names, dtype=object), days)


def both() -> sparse.csr_array:
    return sparse.csr_array(sparse.vstack([corpus(60, 1_000), corpus(90, 3_000, seed=2)]))


def test_groups_are_compared_at_the_largest_number_of_words_that_both_have() -> None:
    """12,000 and 18,000 words: 75 % of the smaller is 9,000, so that 5,000 is the largest step."""
    found = table(both(), *["a"] * 60, *["b"] * 90)
    whole = found[(found["class"] == "types") & (found["target"] == "")].set_index("group")
    assert whole.loc["a", "method"].startswith("expected number of different terms in 5,000 words")
    expected = [count * (1 - (1 - 1 / count) ** 5_000) for count in (1_000, 3_000)]
    assert whole.loc["a", "estimate"] == pytest.approx(expected[0], rel=0.01)
    assert whole.loc["b", "estimate"] == pytest.approx(expected[1], rel=0.01)
    assert whole.loc["", "contrast"] == "a - b"
    assert whole.loc["", "high"] < 0
    assert set(found.loc[found["group"] == "a", "target"]) == {"", "1000", "2000", "5000"}
    assert set(found.loc[found["group"] == "b", "target"]) == {"", "1000", "2000", "5000", "10000"}
    assert set(found["class"]) == {"types", "hapax_share", "entropy"}
    bits = found[found["class"] == "entropy"].set_index("group")["estimate"]
    assert bits[["a", "b"]].tolist() == pytest.approx([log2(1_000), log2(3_000)], abs=0.25)


def test_one_style_gives_no_difference() -> None:
    matrix = sparse.csr_array(sparse.vstack([corpus(60, 1_000), corpus(200, 1_000, seed=2)]))
    found = table(matrix, *["a"] * 60, *["b"] * 200)
    contrasts = found[found["contrast"] == "a - b"]
    assert len(contrasts) == 3
    assert (contrasts["low"] < 0).all()
    assert (contrasts["high"] > 0).all()


def width(found: pd.DataFrame, name: str) -> float:
    row = found[(found["class"] == name) & (found["target"] == "")].iloc[0]
    return float(row["high"] - row["low"])


def test_days_of_one_kind_widen_the_intervals() -> None:
    """Rich and poor articles alternate from one to the next, or fill ten days each: clusters of one kind."""
    rich, poor = corpus(50, 2_000), corpus(50, 100, seed=2)
    matrix = sparse.csr_array(sparse.vstack([rich, poor]))
    spread = table(matrix, *["a"] * 100, days=np.arange(100))
    clumped = table(matrix, *["a"] * 100, days=np.repeat(np.arange(10), 10))
    for name in ("entropy", "hapax_share"):
        assert width(clumped, name) > 1.5 * width(spread, name)


def test_the_order_of_articles_does_not_matter() -> None:
    matrix, order = both(), np.random.default_rng(3).permutation(150)
    ids, names = np.array([f"{number:04d}" for number in range(150)]), np.array(["a"] * 60 + ["b"] * 90)
    turned = table(matrix[order], *names[order], ids=ids[order].tolist(), days=np.arange(150)[order])
    pd.testing.assert_frame_equal(turned, table(matrix, *names))


@pytest.mark.parametrize(
    ("matrix", "names"),
    [
        (sparse.csr_array((0, 4)), []),
        (corpus(29, 100), ["a"] * 29),
        (corpus(40, 100, length=20), ["a"] * 40),
        (corpus(40, 100), [""] * 40),
        (sparse.csr_array((40, 4), dtype=int), ["a"] * 40),
    ],
)
def test_too_little_gives_no_row(matrix: sparse.csr_array, names: list[str]) -> None:
    found = table(matrix, *names)
    assert found.empty
    assert {"class", "target", "group", "contrast", "estimate", "method"} <= set(found.columns)
