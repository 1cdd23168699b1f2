"""Keyness: other priors and measures, against numbers worked out by hand."""

from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.vocabulary import keyness, log_likelihood, log_odds, log_ratio

FIRST = np.array([True, True, False, False])
DAYS = np.array([1, 2, 1, 2])
# Two groups of 100 words: 10, 30, 60 and 20, 30, 50.
COUNTS = sparse.csr_array(np.array([[4, 16, 30], [6, 14, 30], [12, 14, 24], [8, 16, 26]]))


def test_a_prior_of_ones_own_is_scaled_to_its_total() -> None:
    """Counts of 1, 1 and 2 become pseudo-counts of 10, 10 and 20: the odds of the first term are
    (10 + 10) / (100 + 40 - 20) in one group and (20 + 10) / (100 + 40 - 30) in the other."""
    found = keyness(COUNTS, FIRST, ~FIRST, DAYS, prior_total=40, prior=[1, 1, 2])
    delta = log(20 / 120) - log(30 / 110)
    assert found.loc[0, "estimate"] == pytest.approx(delta)
    assert found.loc[0, "z"] == pytest.approx(delta / sqrt(1 / 20 + 1 / 120 + 1 / 30 + 1 / 110))


def test_without_a_prior_it_is_that_of_both_groups() -> None:
    own = keyness(COUNTS, FIRST, ~FIRST, DAYS, prior=[30, 60, 110])
    assert own.equals(keyness(COUNTS, FIRST, ~FIRST, DAYS))
    other = keyness(COUNTS, FIRST, ~FIRST, DAYS, prior=[60, 60, 80])
    assert other["estimate"].tolist() != own["estimate"].tolist()


def test_a_prior_may_know_terms_that_nobody_uses() -> None:
    wide = sparse.csr_array(np.hstack([COUNTS.toarray(), np.zeros((4, 1), int)]))
    assert keyness(wide, FIRST, ~FIRST, DAYS, prior=[1, 1, 1, 7]).index.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("prior", "message"), [([1, 1, 0], "lacks 1 terms"), ([1, 1], "2 counts for 3 terms")]
)
def test_a_prior_that_does_not_fit_is_an_error(prior: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        keyness(COUNTS, FIRST, ~FIRST, DAYS, prior=prior)


def test_the_scores_are_those_of_the_formula_as_others_write_it() -> None:
    """log(y / (n - y)) of each group with the prior in both, and a variance of four terms: written out as
    Monroe et al. (2008) do, without the rearrangement that makes it fast."""
    dice = np.random.default_rng(3)
    one, two = (dice.poisson(dice.pareto(1, 2_000) * 3).astype(float) for _ in range(2))
    prior = (one + two + 0.5) * 0.1
    delta, z = log_odds(one, two, prior)
    sides = []
    for counts in (one, two):
        whole = counts.sum() + prior.sum()
        yes, no = counts + prior, whole - counts - prior
        sides.append((np.log(yes / no), 1 / yes + 1 / no))
    expected = sides[0][0] - sides[1][0]
    np.testing.assert_allclose(delta, expected, atol=1e-9)
    np.testing.assert_allclose(z, expected / np.sqrt(sides[0][1] + sides[1][1]), atol=1e-9)


def test_log_likelihood_by_hand() -> None:
    """Rayson and Garside (2000), page 3: 10 of 100 and 20 of 100 words, of which 15 each are expected; the
    sign is that of the difference. The second term has the expected 30 in both."""
    found = log_likelihood(COUNTS, FIRST, ~FIRST)
    expected = 2 * (10 * log(10 / 15) + 20 * log(20 / 15))
    assert found["estimate"].tolist() == pytest.approx(
        [-expected, 0.0, 2 * (60 * log(60 / 55) + 50 * log(50 / 55))], abs=1e-12
    )
    assert found["n"].tolist() == [30, 60, 110]


def test_log_likelihood_of_groups_unlike_in_size() -> None:
    """12 of 1,000 words and 3 of 4,000: of 15 uses 3 and 12 are expected."""
    counts = sparse.csr_array(np.array([[12, 988, 0], [3, 3996, 1]]))
    first = np.array([True, False])
    found = log_likelihood(counts, first, ~first)
    assert found.loc[0, "estimate"] == pytest.approx(2 * (12 * log(12 / 3) + 3 * log(3 / 12)))
    assert found.loc[2, "estimate"] == pytest.approx(-2 * log(1 / 0.8))


def test_log_ratio_by_hand() -> None:
    """10 of 100 against 20 of 100 words is half: -1. Between days: the first day has 4 of the 10 and 50 of
    the 100 words of one group, 12 of the 20 and 50 of the 100 of the other."""
    found = log_ratio(COUNTS, FIRST, ~FIRST, DAYS)
    assert found["estimate"].tolist() == pytest.approx([-1.0, 0.0, log2(60 / 50)])
    days = [4 / 10 - 12 / 20, 6 / 10 - 8 / 20]
    between = 2 * sum(value**2 for value in days)
    least = 1 / 10 + 1 / 20
    assert between > least / 2
    margin = stats.t.ppf(0.975, 1) * sqrt(max(between, least)) / log(2)
    assert found.loc[0, "high"] - found.loc[0, "estimate"] == pytest.approx(margin)
    assert found.loc[0, "estimate"] - found.loc[0, "low"] == pytest.approx(margin)


def test_the_interval_of_a_ratio_grows_when_a_term_comes_on_few_days() -> None:
    steady = np.array([[5, 95]] * 20 + [[5, 95]] * 20)
    bursty = steady.copy()
    bursty[:20, 0] = [100] + [0] * 19
    first, days = np.arange(40) < 20, np.tile(np.arange(20), 2)
    widths = []
    for counts in (steady, bursty):
        found = log_ratio(sparse.csr_array(counts), first, ~first, days)
        widths.append(found.loc[0, "high"] - found.loc[0, "low"])
    assert widths[1] > 3 * widths[0]


def test_a_term_of_one_group_has_a_finite_ratio() -> None:
    counts = sparse.csr_array(np.array([[8, 92], [0, 100]]))
    first = np.array([True, False])
    found = log_ratio(counts, first, ~first, np.array([1, 2]))
    assert found.loc[0, "estimate"] == pytest.approx(log2(8 / 0.5))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.tuples(*[st.integers(0, 30)] * 4), min_size=2, max_size=6))
def test_swapping_the_groups_turns_every_sign(rows: list[tuple[int, ...]]) -> None:
    counts = sparse.csr_array(np.array(rows).T + np.eye(4, len(rows), dtype=int) + 1)
    for measure in (
        lambda one, two: log_likelihood(counts, one, two),
        lambda one, two: log_ratio(counts, one, two, DAYS),
        lambda one, two: keyness(counts, one, two, DAYS),
    ):
        there, back = measure(FIRST, ~FIRST), measure(~FIRST, FIRST)
        np.testing.assert_allclose(there["estimate"], -back["estimate"], atol=1e-9)


@pytest.mark.parametrize("measure", ["log-likelihood", "log ratio", "keyness"])
def test_bad_groups_are_told(measure: str) -> None:
    def run(matrix: sparse.csr_array, first: np.ndarray, second: np.ndarray) -> object:
        if measure == "log-likelihood":
            return log_likelihood(matrix, first, second)
        return (log_ratio if measure == "log ratio" else keyness)(matrix, first, second, DAYS)

    none = np.zeros(4, bool)
    with pytest.raises(ValueError, match=f"{measure}: the second group has no words"):
        run(COUNTS, FIRST, none)
    with pytest.raises(ValueError, match="2 articles are in both groups"):
        run(COUNTS, FIRST, ~none)
    with pytest.raises(ValueError, match="the vocabulary is empty; prune less"):
        run(sparse.csr_array((4, 0), dtype=int), FIRST, ~FIRST)
