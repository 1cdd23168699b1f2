"""Dispersion: DP and DPnorm of printed examples, by hand, and with their interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.vocabulary import dispersion

LETTERS = ("bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat")


def counts_of(parts: tuple[str, ...]) -> tuple[np.ndarray, list[str]]:
    letters = sorted(set("".join(parts)))
    return np.array([[part.count(letter) for letter in letters] for part in parts]), letters


def test_the_letters_of_gries() -> None:
    """Gries (2008), the corpus of five parts and fifty words on page 406: a has 1, 2, 3, 4, 5 uses in
    parts of 9, 10, 10, 10, 11 words. |1/15 - 9/50| + ... = .36, half of it is DP (page 416); divided by
    1 - 9/50 it is DPnorm. x and u are in one part only, b is twice in each."""
    counts, letters = counts_of(LETTERS)
    found = dispersion(sparse.csr_array(counts), np.arange(5)).set_axis(letters)
    assert found.loc["a", "dp"] == pytest.approx(0.18)
    assert found.loc["a", "estimate"] == pytest.approx(0.18 / 0.82)
    assert found.loc["x", "dp"] == pytest.approx(1 - 11 / 50)
    assert found.loc["u", "estimate"] == pytest.approx(1.0)
    assert found.loc["a", "n"] == 15
    assert set(found["parts"]) == {5}
    assert found.loc["b", "dp"] == pytest.approx((abs(2 / 10 - 9 / 50) + abs(2 / 10 - 11 / 50)) / 2)


def test_three_parts_of_the_correction() -> None:
    """Lijffijt and Gries (2012), pages 147-148: three equal parts, two thirds of the uses in the first and
    one third in the second: DP is .333 and DPnorm .5; all uses in one part give 1."""
    counts = sparse.csr_array(np.array([[2, 5, 23], [1, 0, 29], [0, 0, 30]]))
    found = dispersion(counts, np.arange(3))
    assert found["dp"].tolist()[:2] == pytest.approx([1 / 3, 2 / 3])
    assert found["estimate"].tolist()[:2] == pytest.approx([0.5, 1.0])


def test_sizes_of_ones_own_and_parts_without_words() -> None:
    counts = np.array([[2, 1], [0, 0], [1, 0]])
    whole = dispersion(sparse.csr_array(counts), np.arange(3), sizes=np.array([30.0, 30.0, 30.0]))
    assert whole.loc[0, "dp"] == pytest.approx(1 / 3)
    without = dispersion(sparse.csr_array(counts), np.arange(3))
    assert without.loc[0, "parts"] == 2
    assert without.loc[0, "dp"] == pytest.approx(abs(2 / 3 - 3 / 4))


def test_only_the_columns_asked_for() -> None:
    counts, letters = counts_of(LETTERS)
    matrix = sparse.csr_array(counts)
    whole = dispersion(matrix, np.arange(5))
    some = np.array([letters.index("x"), letters.index("a")])
    assert dispersion(matrix, np.arange(5), columns=some).equals(whole.loc[some])
    unused = sparse.csr_array(np.hstack([counts, np.zeros((5, 1), int)]))
    assert dispersion(unused, np.arange(5), columns=np.array([len(letters), 0])).index.tolist() == [0]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=2, max_size=12))
def test_it_is_the_formula_of_a_dense_table(rows: list[tuple[int, ...]]) -> None:
    counts = np.array(rows) + np.array([0, 0, 1])
    found = dispersion(sparse.csr_array(counts), np.arange(len(rows)))
    share = counts.sum(axis=1) / counts.sum()
    for term, row in found.iterrows():
        there = counts[:, term] / counts[:, term].sum()
        assert row["dp"] == pytest.approx(np.abs(there - share).sum() / 2)
        assert row["estimate"] == pytest.approx(row["dp"] / (1 - share.min()))
        assert -1e-9 <= row["estimate"] <= 1 + 1e-9


def test_the_interval_leaves_days_out() -> None:
    """DPnorm without each of six days of two articles, each from the formula; the interval is made on the
    logit scale with the t quantile of five degrees of freedom."""
    dice = np.random.default_rng(2)
    counts = dice.poisson([[2, 20]], size=(12, 2)) + np.array([0, 1])
    days = np.repeat(np.arange(6), 2)
    found = dispersion(sparse.csr_array(counts), days).loc[0]

    def norm(part: np.ndarray) -> float:
        share = part.sum(axis=1) / part.sum()
        return float(np.abs(part[:, 0] / part[:, 0].sum() - share).sum() / 2 / (1 - share.min()))

    left = np.array([norm(counts[days != day]) for day in range(6)])
    spread = np.sqrt(5 / 6 * ((left - left.mean()) ** 2).sum())
    assert found["estimate"] == pytest.approx(norm(counts))
    centre = np.log(found["estimate"] / (1 - found["estimate"]))
    wide = 2.5705818356 * spread / (found["estimate"] * (1 - found["estimate"]))
    assert found["low"] == pytest.approx(1 / (1 + np.exp(wide - centre)))
    assert found["high"] == pytest.approx(1 / (1 + np.exp(-wide - centre)))


def test_a_word_of_one_day_has_no_interval() -> None:
    counts = np.ones((10, 2), dtype=int) * np.array([0, 20])
    counts[3, 0] = 4
    found = dispersion(sparse.csr_array(counts), np.arange(10))
    assert np.isnan(found.loc[0, "low"])
    few = dispersion(sparse.csr_array(counts[:4]), np.arange(4))
    assert few[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("counts", [[[0, 0]] * 3, [[0, 0], [4, 5]]])
def test_a_single_article_has_no_dispersion(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="fewer than two articles have words"):
        dispersion(sparse.csr_array(np.array(counts)), np.arange(len(counts)))
