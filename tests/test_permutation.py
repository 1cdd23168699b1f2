"""The permutation test: its p by hand, calibrated under chance, deaf to one article that repeats a word."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import sparse, stats

from analysis.vocabulary import log_likelihood, permutation_test, time_blocks


def random_counts(
    dice: np.random.Generator, articles: int = 60, terms: int = 40, *, clumps: float = 1.0
) -> np.ndarray:
    """Counts of articles whose words come in clumps, with rates from common to rare."""
    rates = 40 / np.arange(1, terms + 1)
    return dice.poisson(dice.gamma(clumps, rates / clumps, size=(articles, terms)))


def test_p_is_the_share_of_all_partitions() -> None:
    """Six articles of ten words, three a side: of the 20 partitions those with a difference as large as
    that of the data are counted by hand; many draws come near."""
    uses = np.array([5, 3, 2, 1, 1, 0])
    counts = sparse.csr_array(np.stack([uses, 10 - uses], axis=1))
    first = np.arange(6) < 3
    differences = [2 * sum(uses[list(chosen)]) - uses.sum() for chosen in combinations(range(6), 3)]
    exact = np.mean([abs(value) >= 8 for value in differences])
    assert exact == 2 / 20
    found = permutation_test(counts, first, ~first, seed=1, rounds=3_999)
    assert found.loc[0, "p"] == pytest.approx(exact, abs=0.015)
    assert found.loc[0, "estimate"] == pytest.approx(10 / 30 - 2 / 30)


def test_the_smallest_p_is_one_in_the_draws_and_the_data() -> None:
    uses = np.repeat([9, 1], 30)
    counts = sparse.csr_array(np.stack([uses, 10 - uses], axis=1))
    found = permutation_test(counts, uses == 9, uses == 1, seed=1, rounds=99)
    assert found["p"].tolist() == [0.01, 0.01]
    assert found["adjusted"].tolist() == [0.01, 0.01]
    assert found["t"].tolist() == pytest.approx([found.loc[0, "t"], -found.loc[0, "t"]])


def test_under_chance_some_term_is_significant_in_five_of_a_hundred_runs() -> None:
    """Without any difference, the smallest adjusted p of 40 terms is below .05 in 5 % of 200 runs; that of
    the single terms without adjustment nearly always is."""
    dice = np.random.default_rng(11)
    adjusted = plain = 0
    for run in range(200):
        counts = sparse.csr_array(random_counts(dice))
        first = dice.permutation(60) < 25
        found = permutation_test(counts, first, ~first, seed=run, rounds=199)
        adjusted += bool((found["adjusted"] <= 0.05).any())
        plain += bool((found["p"] <= 0.05).any())
    low, high = stats.binom.ppf([0.001, 0.999], 200, 0.05)
    assert low <= adjusted <= high
    assert plain > 140


def test_what_one_article_repeats_is_not_significant_although_g2_says_so() -> None:
    dice = np.random.default_rng(5)
    counts = random_counts(dice, clumps=20)
    first = np.arange(60) < 30
    counts[3, 39] += 80
    matrix = sparse.csr_array(counts)
    assert abs(log_likelihood(matrix, first, ~first).loc[39, "estimate"]) > 50
    assert permutation_test(matrix, first, ~first, seed=1).loc[39, "adjusted"] > 0.5


def test_a_planted_difference_is_found_and_nothing_else() -> None:
    dice = np.random.default_rng(6)
    counts = random_counts(dice, clumps=20)
    first = np.arange(60) < 30
    counts[:30, 20] += dice.poisson(3, 30)
    found = permutation_test(sparse.csr_array(counts), first, ~first, seed=1)
    assert found.index[found["adjusted"] < 0.05].tolist() == [20]
    assert found.loc[20, "t"] > 0


def test_rare_terms_do_not_hide_frequent_ones() -> None:
    """Among many terms that one draw in ten leaves to one side, what all articles show stays seen: a word
    that one side uses more, and the filler whose share it takes."""
    dice = np.random.default_rng(8)
    rare = np.zeros((40, 300), dtype=int)
    for column in range(300):
        rare[dice.choice(40, 5, replace=False), column] = 1
    common = np.where(np.arange(40) < 20, 9, 3) + dice.poisson(2, 40)
    counts = np.column_stack([common, rare, np.full(40, 60)])
    first = np.arange(40) < 20
    found = permutation_test(sparse.csr_array(counts), first, ~first, seed=1)
    assert found.index[found["adjusted"] < 0.05].tolist() == [0, 301]


def test_articles_of_one_unit_move_together() -> None:
    """Twenty copies of one article are one article: what only they say is not significant any more."""
    dice = np.random.default_rng(7)
    counts = random_counts(dice, clumps=20)
    first = np.arange(60) < 30
    counts[:20] = counts[0]
    counts[:20, 39] += 10
    matrix = sparse.csr_array(counts)
    units = np.where(np.arange(60) < 20, 0, np.arange(60))
    alone = permutation_test(matrix, first, ~first, seed=1).loc[39, "adjusted"]
    together = permutation_test(matrix, first, ~first, seed=1, units=units).loc[39, "adjusted"]
    assert alone == 0.001
    assert together > 0.2


def test_within_strata_a_difference_of_strata_is_none_of_groups() -> None:
    """One genre uses the word, and the first group has more of that genre: within genres nothing is left."""
    dice = np.random.default_rng(9)
    counts = random_counts(dice, articles=80, clumps=20)
    genre = np.repeat(["news", "opinion"], 40)
    counts[40:, 39] += dice.poisson(30, 40)
    first = np.concatenate([np.arange(40) < 10, np.arange(40) < 30])
    matrix = sparse.csr_array(counts)
    assert permutation_test(matrix, first, ~first, seed=1).loc[39, "adjusted"] < 0.01
    assert permutation_test(matrix, first, ~first, seed=1, strata=genre).loc[39, "adjusted"] > 0.1


def test_within_strata_a_difference_of_groups_is_found_beside_one_of_strata() -> None:
    """The genre that the first group has more of uses the word less, the first group uses it more: over all
    the two cancel out."""
    dice = np.random.default_rng(9)
    genre = np.repeat(["news", "opinion"], 40)
    first = np.concatenate([np.arange(40) < 10, np.arange(40) < 30])
    uses = dice.poisson(np.where(genre == "news", 12, 6) + np.where(first, 3, 0))
    matrix = sparse.csr_array(np.stack([uses, np.full(80, 50)], axis=1))
    assert permutation_test(matrix, first, ~first, seed=1).loc[0, "p"] > 0.05
    within = permutation_test(matrix, first, ~first, seed=1, strata=genre)
    assert within.loc[0, "p"] < 0.05
    assert within.loc[0, "t"] > 0


def test_only_tested_terms_are_told_and_the_others_still_count_as_words() -> None:
    dice = np.random.default_rng(4)
    matrix = sparse.csr_array(random_counts(dice))
    first, tested = np.arange(60) < 30, np.arange(40) % 2 == 0
    whole = permutation_test(matrix, first, ~first, seed=1)
    part = permutation_test(matrix, first, ~first, seed=1, tested=tested)
    assert part.index.tolist() == list(range(0, 40, 2))
    assert part["p"].tolist() == whole.loc[part.index, "p"].tolist()
    assert (part["adjusted"] <= whole.loc[part.index, "adjusted"]).all()


def test_neither_batches_nor_articles_of_neither_group_change_a_p(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(4)
    counts = random_counts(dice)
    first = np.arange(60) < 30
    whole = permutation_test(sparse.csr_array(counts), first, ~first, seed=1, rounds=99)
    monkeypatch.setattr("analysis.vocabulary.permutation.TERMS_AT_ONCE", 7)
    more = sparse.csr_array(np.vstack([counts, random_counts(dice)]))
    sides = np.concatenate([first, np.zeros(60, bool)]), np.concatenate([~first, np.zeros(60, bool)])
    np.testing.assert_allclose(permutation_test(more, *sides, seed=1, rounds=99), whole, rtol=1e-12)


def test_small_batches_of_draws_are_drawn_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(4)
    matrix, first = sparse.csr_array(random_counts(dice)), np.arange(60) < 30
    whole = permutation_test(matrix, first, ~first, seed=1, rounds=99)
    monkeypatch.setattr("analysis.vocabulary.permutation.CELLS_AT_ONCE", 600)
    assert permutation_test(matrix, first, ~first, seed=1, rounds=99).equals(whole)


def test_time_blocks_begin_where_the_groups_part() -> None:
    """Days 0 to 29, the second group from day 11 on: blocks of 7 are counted from there both ways."""
    days = np.arange(30)
    first = days >= 11
    blocks = time_blocks(days, first, ~first)
    assert blocks[first].tolist() == [2] * 7 + [3] * 7 + [4] * 5
    assert blocks[~first].tolist() == [0] * 4 + [1] * 7
    assert time_blocks(days, ~first, first).tolist() == blocks.tolist()
    some = days >= 20
    assert time_blocks(days, some, days < 11)[11:20].tolist() == [-1] * 9


def test_a_wave_of_days_is_not_taken_for_a_shift() -> None:
    """A topic of two weeks among twenty: articles say that the groups differ. Of blocks, both are on one side
    in 9 of 19 draws, which is as far apart as they come."""
    days = np.repeat(np.arange(140), 6)
    first = days >= 70
    wave = np.isin(days // 7, [12, 13])
    counts = np.column_stack([np.where(wave, 3, 0), np.where(wave, 47, 50)])
    matrix = sparse.csr_array(counts)
    by_article = permutation_test(matrix, first, ~first, seed=1).loc[0, "p"]
    by_block = permutation_test(matrix, first, ~first, seed=1, units=time_blocks(days, first, ~first))
    assert by_article < 0.01
    assert by_block.loc[0, "p"] == pytest.approx(9 / 19, abs=0.05)


def test_what_cannot_be_tested_is_told() -> None:
    matrix = sparse.csr_array(np.ones((4, 2), dtype=int))
    first = np.array([True, True, False, False])
    with pytest.raises(ValueError, match="1 units have articles of both groups"):
        permutation_test(matrix, first, ~first, seed=1, units=np.array([0, 1, 1, 2]))
    with pytest.raises(ValueError, match="1 units have articles of two strata"):
        permutation_test(
            matrix, first, ~first, seed=1, units=np.array([0, 0, 1, 2]), strata=["a", "b", "a", "a"]
        )
    with pytest.raises(ValueError, match="the first group has no words"):
        permutation_test(matrix, np.zeros(4, bool), first, seed=1)
    with pytest.raises(ValueError, match="the groups overlap in time"):
        time_blocks(np.array([1, 5, 3, 9]), first, ~first)
