"""Word shifts: contributions by hand, that they sum to the whole, and their intervals."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.vocabulary import (
    KINDS,
    divergence_shift,
    entropy_shift,
    kinds_of,
    proportion_shift,
    tone_shift,
    word_shift,
)

FIRST = np.array([2.0, 1.0, 1.0, 0.0])
SECOND = np.array([1.0, 1.0, 0.0, 2.0])
COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=12)


def texts(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    one, two = np.array(pairs, dtype=float).T
    return one + np.eye(1, len(one))[0], two + np.eye(1, len(two))[0]


def test_shifts_by_hand() -> None:
    """Shares 1/2, 1/4, 1/4, 0 and 1/4, 1/4, 0, 1/2 (Gallagher et al. 2021, EPJ Data Science
    10:4). Entropies are 1.5 bits each. The mixture is 3/8, 1/4, 1/8, 1/4: the first term adds
    3/8 log2(8/3) - (1/2 + 1/2) / 2."""
    assert proportion_shift(FIRST, SECOND).tolist() == [0.25, 0, 0.25, -0.5]
    assert entropy_shift(FIRST, SECOND).tolist() == pytest.approx([0.0, 0.0, 0.5, -0.5])
    expected = [3 / 8 * log2(8 / 3) - 0.5, 0.0, 3 / 8 - 0.25, 0.5 - 0.25]
    assert divergence_shift(FIRST, SECOND).tolist() == pytest.approx(expected)


def test_the_divergence_is_zero_of_like_texts_and_one_of_texts_without_a_common_word() -> None:
    assert divergence_shift(FIRST, 3 * FIRST).sum() == pytest.approx(0)
    assert divergence_shift(np.array([3.0, 1, 0, 0]), np.array([0.0, 0, 5, 5])).sum() == pytest.approx(1)


def test_the_tone_shift_by_hand_with_its_four_kinds() -> None:
    """Gallagher et al. (2021): (score - reference) * difference of shares. Averages are
    (.5 * 1 + .25 * -1 + .25 * .5) = .375 and (.25 - .25 - .25) = -.25."""
    scores = np.array([1.0, -1.0, 0.5, -0.5])
    found = tone_shift(FIRST, SECOND, scores)
    assert found.tolist() == pytest.approx([0.25, 0.0, 0.125, 0.25])
    assert found.sum() == pytest.approx(0.375 + 0.25)
    first, second = np.array([3.0, 1, 1, 3]), np.array([1.0, 3, 3, 1])
    kinds = kinds_of(first, second, np.array([1.0, 1.0, -1.0, -1.0]))
    assert kinds == ["more of above", "less of above", "less of below", "more of below"]
    parts = dict(zip(kinds, np.sign(tone_shift(first, second, np.array([1.0, 1, -1, -1]))), strict=True))
    assert parts == {"more of above": 1, "less of below": 1, "less of above": -1, "more of below": -1}
    assert set(kinds) == set(KINDS)


def test_a_reference_moves_words_between_kinds_but_not_the_total() -> None:
    scores = np.array([1.0, 0.2, 0.5, -0.5])
    plain, moved = tone_shift(FIRST, SECOND, scores), tone_shift(FIRST, SECOND, scores, reference=0.4)
    assert moved.sum() == pytest.approx(plain.sum())
    assert moved.tolist() != pytest.approx(plain.tolist())
    second = np.array([1.0, 3.0, 0.0, 2.0])
    assert kinds_of(FIRST, second, scores)[1] == "less of above"
    assert kinds_of(FIRST, second, scores, reference=0.4)[1] == "less of below"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(COUNTS, st.integers(0, 1_000))
def test_contributions_sum_to_the_difference_and_turn_with_the_texts(
    pairs: list[tuple[int, int]], seed: int
) -> None:
    one, two = texts(pairs)
    p, q = one / one.sum(), two / two.sum()
    scores = np.random.default_rng(seed).uniform(-1, 1, len(one))

    def entropy(share: np.ndarray) -> float:
        return float(-(share[share > 0] * np.log2(share[share > 0])).sum())

    assert proportion_shift(one, two).sum() == pytest.approx(0, abs=1e-12)
    assert entropy_shift(one, two).sum() == pytest.approx(entropy(p) - entropy(q), abs=1e-9)
    assert tone_shift(one, two, scores).sum() == pytest.approx(float(scores @ p - scores @ q), abs=1e-9)
    whole = entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2
    assert divergence_shift(one, two).sum() == pytest.approx(whole, abs=1e-9)
    assert divergence_shift(one, two).min() >= 0
    for shift in (proportion_shift, entropy_shift, lambda a, b: tone_shift(a, b, scores)):
        np.testing.assert_allclose(shift(one, two), -shift(two, one), atol=1e-12)
    np.testing.assert_allclose(divergence_shift(one, two), divergence_shift(two, one), atol=1e-12)


def articles(seed: int = 1, days: int = 12) -> tuple[sparse.csr_array, np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    first = np.arange(4 * days) < 2 * days
    rates = np.where(first[:, None], [[6, 3, 3, 1, 20]], [[3, 3, 3, 4, 20]])
    return sparse.csr_array(dice.poisson(rates)), first, np.arange(4 * days) % days


def test_shares_of_a_group_are_signed_and_sum_to_one_in_size() -> None:
    matrix, first, days = articles()
    found = word_shift(matrix, first, ~first, days, kind="divergence")
    one, two = (np.asarray(matrix[mask].sum(axis=0)).astype(float) for mask in (first, ~first))
    parts = divergence_shift(one, two)
    assert found.terms["estimate"].abs().sum() == pytest.approx(1)
    assert found.total[0] == pytest.approx(parts.sum())
    assert found.terms.loc[0, "estimate"] == pytest.approx(parts[0] / parts.sum())
    assert found.terms.loc[3, "estimate"] == pytest.approx(-parts[3] / parts.sum())
    assert found.terms["contribution"].sum() == pytest.approx(found.total[0])
    assert found.words == matrix.sum()
    assert found.terms["n"].sum() == matrix.sum()
    assert set(found.terms["kind"]) == {""}
    assert found.kinds == {}
    assert found.terms["estimate"].abs().is_monotonic_decreasing


def test_swapping_the_groups_turns_shares_and_intervals() -> None:
    matrix, first, days = articles()
    scores = [1.0, -0.5, np.nan, -1.0, 0.2]
    for kind in ("divergence", "tone"):
        there = word_shift(matrix, first, ~first, days, kind=kind, scores=scores).terms.sort_index()
        back = word_shift(matrix, ~first, first, days, kind=kind, scores=scores).terms.sort_index()
        np.testing.assert_allclose(there["estimate"], -back["estimate"])
        np.testing.assert_allclose(there["low"], -back["high"])


def test_tone_is_of_words_with_a_score_only() -> None:
    """Without the third term: averages over the words that the lexicon knows."""
    matrix, first, days = articles()
    scores = np.array([1.0, -0.5, np.nan, -1.0, 0.2])
    found = word_shift(matrix, first, ~first, days, kind="tone", scores=scores)
    known = [0, 1, 3, 4]
    one, two = (np.asarray(matrix[mask].sum(axis=0))[known] for mask in (first, ~first))
    averages = [scores[known] @ counts / counts.sum() for counts in (one, two)]
    assert found.total[0] == pytest.approx(averages[0] - averages[1])
    assert sorted(found.terms.index) == known
    assert found.terms.loc[3, "kind"] == "less of below"
    assert found.terms.loc[0, "kind"] == "more of above"
    assert sum(found.kinds.values()) == pytest.approx(found.total[0])
    assert found.words == one.sum() + two.sum()


def test_the_interval_leaves_days_of_both_groups_out() -> None:
    matrix, first, days = articles(days=6)
    found = word_shift(matrix, first, ~first, days, kind="divergence")
    totals, shares = [], []
    for day in range(6):
        kept = days != day
        one, two = (np.asarray(matrix[mask & kept].sum(axis=0)).astype(float) for mask in (first, ~first))
        parts = divergence_shift(one, two)
        totals.append(parts.sum())
        shares.append((parts * np.sign(proportion_shift(one, two)) / parts.sum())[3])
    quantile = stats.t.ppf(0.975, 5)
    for value, low, high, left in (
        (*found.total, totals),
        (*found.terms.loc[3, ["estimate", "low", "high"]], shares),
    ):
        margin = quantile * np.sqrt(5 / 6 * ((np.array(left) - np.mean(left)) ** 2).sum())
        assert high == pytest.approx(value + margin)
        assert low == pytest.approx(value - margin)


def test_only_shown_terms_are_told_and_the_total_is_of_all() -> None:
    matrix, first, days = articles()
    whole = word_shift(matrix, first, ~first, days, kind="divergence")
    shown = np.array([True, False, True, True, False])
    part = word_shift(matrix, first, ~first, days, kind="divergence", shown=shown, most=2)
    assert part.total == whole.total
    assert len(part.terms) == 2
    assert part.terms.equals(whole.terms.loc[part.terms.index])


def test_a_shift_that_cannot_be_taken_is_told() -> None:
    matrix, first, days = articles()
    with pytest.raises(ValueError, match="tone needs the score"):
        word_shift(matrix, first, ~first, days, kind="tone")
    with pytest.raises(ValueError, match="the vocabulary is empty"):
        word_shift(matrix, first, ~first, days, kind="tone", scores=[np.nan] * 5)
    with pytest.raises(ValueError, match="the second group has no words"):
        word_shift(matrix, first, np.zeros(len(first), bool), days, kind="divergence")
