"""Keyness against numbers worked out from the paper's formulas."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.vocabulary import keyness

FIRST = np.array([True, True, False, False])
DAYS = np.array([1, 2, 1, 2])
# Two groups of two articles, three terms: 10, 30, 60 and 20, 30, 50 words of 100 each.
COUNTS = np.array([[4, 16, 30], [6, 14, 30], [12, 14, 24], [8, 16, 26]])


def scored(
    counts: np.ndarray, first: np.ndarray = FIRST, days: np.ndarray = DAYS, **options: float
) -> pd.DataFrame:
    return keyness(sparse.csr_array(counts), first, ~first, days, **options)


def test_log_odds_and_z_by_hand() -> None:
    """Monroe, Colaresi and Quinn (2008), equations 16 and 22, for a prior of 40 words.

    The prior is 40 * (30, 60, 110) / 200 = (6, 12, 22). For the first term the odds are (10 + 6) /
    (100 + 40 - 10 - 6) in one group and (20 + 6) / (100 + 40 - 20 - 6) in the other.
    """
    found = scored(COUNTS, prior_total=40)
    delta = log(16 / 124) - log(26 / 114)
    assert found["estimate"].tolist() == pytest.approx([delta, 0.0, log(82 / 58) - log(72 / 68)], abs=1e-12)
    assert found.loc[0, "z"] == pytest.approx(delta / sqrt(1 / 16 + 1 / 124 + 1 / 26 + 1 / 114))
    last = sqrt(1 / 82 + 1 / 58 + 1 / 72 + 1 / 68)
    assert found.loc[2, "z"] == pytest.approx(found.loc[2, "estimate"] / last)
    assert found["n"].tolist() == [30, 60, 110]
    assert found["documents"].tolist() == [4, 4, 4]


def test_interval_between_days_by_hand() -> None:
    """Two days of 50 and 450 words, all in term A on the first day: the delta method on (A_d, N_d).

    With the prior 100 * (1, 3) / 4 = (25, 75): slope = 1/(A + 25) + 1/(N - A + 75), base = 1/(N - A + 75);
    a day contributes slope * A_d - base * N_d; the variance is CR1, 2/1 * sum of squares around the mean.
    """
    first = np.array([[50, 0], [0, 450], [200, 300], [0, 0]])
    found = scored(first, prior_total=100)
    slope, base = 1 / (50 + 25) + 1 / (450 + 75), 1 / (450 + 75)
    days = [slope * 50 - base * 50, slope * 0 - base * 450]
    mean = sum(days) / 2
    one = 2 * sum((day - mean) ** 2 for day in days)
    slope, base = 1 / (200 + 25) + 1 / (300 + 75), 1 / (300 + 75)
    days = [slope * 200 - base * 500, 0.0]
    mean = sum(days) / 2
    two = 2 * sum((day - mean) ** 2 for day in days)
    assert one > 1 / 75
    assert two > 1 / 225
    margin = 1.959963984540054 * sqrt(one + two)
    assert found.loc[0, "high"] - found.loc[0, "estimate"] == pytest.approx(margin)
    assert found.loc[0, "estimate"] - found.loc[0, "low"] == pytest.approx(margin)


def test_a_term_that_a_group_never_uses_has_a_wide_interval() -> None:
    """No day differs from another there, but that does not make the odds known: 1 / prior is the least."""
    counts = np.array([[0, 500], [0, 500], [40, 460], [40, 460]])
    found = scored(counts, prior_total=50)
    prior = 50 * 80 / 2000
    width = found.loc[0, "high"] - found.loc[0, "low"]
    assert width >= 2 * 1.96 * sqrt(1 / prior)
    assert width > 3 * (found.loc[1, "high"] - found.loc[1, "low"])


def test_swapping_the_groups_turns_the_sign() -> None:
    one, two = scored(COUNTS), scored(COUNTS, ~FIRST)
    assert two["estimate"].tolist() == pytest.approx((-one["estimate"]).tolist())
    assert two["z"].tolist() == pytest.approx((-one["z"]).tolist())
    assert two["low"].tolist() == pytest.approx((-one["high"]).tolist())
    assert two["high"].tolist() == pytest.approx((-one["low"]).tolist())


def test_equal_groups_have_no_keyness() -> None:
    found = scored(np.vstack([COUNTS[:2], COUNTS[:2]]))
    assert found["estimate"].abs().max() < 1e-12
    assert (found["low"] < 0).all()
    assert (found["high"] > 0).all()


def test_a_larger_prior_shrinks_rare_terms_most() -> None:
    counts = np.array([[2, 200, 800], [2, 200, 800], [0, 100, 900], [0, 100, 900]])
    small, large = (scored(counts, prior_total=total)["estimate"].abs() for total in (10, 10_000))
    assert (large < small).all()
    assert large[0] / small[0] < large[1] / small[1]


def test_unused_terms_and_other_articles_are_left_out() -> None:
    counts = np.insert(COUNTS, 1, 0, axis=1)
    other = np.vstack([counts, [7, 7, 7, 7]])
    mask, days = np.append(FIRST, False), np.append(DAYS, 3)
    second = np.array([False, False, True, True, False])
    found = keyness(sparse.csr_array(other), mask, second, days)
    assert found.index.tolist() == [0, 2, 3]
    assert found["estimate"].tolist() == pytest.approx(scored(COUNTS)["estimate"].tolist())
    assert found["documents"].tolist() == [4, 4, 4]


def test_the_order_of_articles_does_not_matter() -> None:
    order = np.array([2, 0, 3, 1])
    pd.testing.assert_frame_equal(scored(COUNTS[order], FIRST[order], DAYS[order]), scored(COUNTS))


def test_one_day_gives_no_interval() -> None:
    found = scored(COUNTS, days=np.array([1, 1, 1, 2]))
    assert found["low"].isna().all()
    assert found["estimate"].notna().all()


@pytest.mark.parametrize(
    ("counts", "first", "name"),
    [
        (COUNTS, np.zeros(4, dtype=bool), "first"),
        (COUNTS, np.ones(4, dtype=bool), "second"),
        (np.vstack([np.zeros((2, 3), dtype=int), COUNTS[2:]]), FIRST, "first"),
    ],
)
def test_a_group_without_words_is_refused(counts: np.ndarray, first: np.ndarray, name: str) -> None:
    with pytest.raises(ValueError, match=f"the {name} group has no words; choose groups"):
        scored(counts, first)


def test_days_that_use_a_term_together_widen_its_interval() -> None:
    """Forty articles in bursts on two of twenty days, against the same articles spread over all days."""
    generator = np.random.default_rng(4)
    counts = np.column_stack([np.repeat([3, 0], [8, 32]), generator.poisson(100, 40)])
    counts = np.vstack([counts, np.column_stack([np.full(40, 1), np.full(40, 99)])])
    first = np.repeat([True, False], 40)
    burst = np.concatenate([np.repeat(np.arange(10), 4), np.arange(40)])
    spread = np.concatenate([np.tile(np.arange(10), 4), np.arange(40)])
    wide, narrow = (scored(counts, first, days) for days in (burst, spread))
    assert wide["estimate"].tolist() == narrow["estimate"].tolist()
    assert wide.loc[0, "high"] - wide.loc[0, "low"] > 1.5 * (narrow.loc[0, "high"] - narrow.loc[0, "low"])
