"""Collocation: scores by hand and from a printed table, windows, intervals, the network."""

from __future__ import annotations

from math import log, log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.vocabulary import association, collocates, cooccurrences, in_sentences, in_windows

# Eight sentences of four terms: the first with the second in three, with the third in one.
SENTENCES = sparse.csr_array(
    np.array(
        [
            [1, 1, 0, 0],
            [2, 1, 0, 1],
            [1, 3, 0, 0],
            [1, 0, 1, 0],
            [0, 0, 1, 1],
            [0, 0, 1, 0],
            [0, 1, 0, 1],
            [0, 0, 0, 1],
        ]
    )
)
DAYS = np.arange(8)
ALL = np.ones(4, bool)


def scores(joint: float, node: float, term: float, total: float, *, span: int = 1) -> dict[str, float]:
    counts = (np.array([value], dtype=float) for value in (joint, node, term, total))
    return {name: float(value[0]) for name, value in association(*counts, span=span).items()}


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "printed"),
    [
        (110, 2442, 111, 29114, 270.72),
        (29, 13, 123, 31612, 263.90),
        (31, 23, 139, 31584, 256.84),
        (10, 0, 3, 31764, 167.23),
        (76, 104, 2476, 29121, 157.21),
        (16, 16, 51, 31694, 157.03),
    ],
)
def test_log_likelihood_of_a_printed_table(
    both: int, first: int, second: int, neither: int, printed: float
) -> None:
    """Dunning (1993, Computational Linguistics 19, pages 61-74), the table of bigrams ranked by
    log-likelihood, with their four cells."""
    total = both + first + second + neither
    found = scores(both, both + first, both + second, total)["collocation_ll"]
    assert found == pytest.approx(printed, abs=0.005)


@pytest.mark.parametrize(
    ("joint", "node", "term", "expected"),
    [
        (50, 50, 50, 14.0),  # Rychly (2008), page 9: 14 is the largest value, all uses of both are together
        (1, 16_000, 16_000, 14 - log2(16_000)),  # and 0 is less than one common use in 16,000 of either
        (25, 50, 50, 13.0),  # one point less is half as often
        (30, 40, 80, 14 + log2(60 / 120)),
    ],
)
def test_logdice(joint: int, node: int, term: int, expected: float) -> None:
    assert scores(joint, node, term, 1e6)["logdice"] == pytest.approx(expected)
    assert scores(joint, node, term, 1e9)["logdice"] == pytest.approx(expected)


def test_mutual_information_by_hand() -> None:
    """8 common sentences where 40 * 50 / 1000 = 2 are expected: two bits. In windows of two words to either
    side there are four places beside each node."""
    assert scores(8, 40, 50, 1_000)["pmi"] == pytest.approx(2.0)
    assert scores(8, 40, 50, 1_000, span=4)["pmi"] == pytest.approx(0.0)


def test_what_is_rarer_than_chance_is_negative() -> None:
    found = scores(1, 40, 50, 1_000)
    assert found["pmi"] == pytest.approx(-1.0)
    assert found["collocation_ll"] < 0
    none = scores(0, 40, 50, 1_000)
    assert none["logdice"] == none["pmi"] == -np.inf
    cells = 40 * log(40 / 38) + 50 * log(50 / 48) + 910 * log(910 / 912)
    assert none["collocation_ll"] == pytest.approx(-2 * cells)


def test_collocates_in_sentences_by_hand() -> None:
    """The first term is in sentences 0 to 3, the second in 0, 1, 2, 6: three in common of four and four."""
    joint = in_sentences(SENTENCES, np.array([0]), DAYS, 8)
    found = collocates(joint, shown=ALL, fewest=1)
    dice = found[found["measure"] == "logdice"].set_index("term")
    assert dice["estimate"].to_dict() == pytest.approx(
        {1: 14 + log2(6 / 8), 2: 14 + log2(2 / 7), 3: 14 + log2(2 / 8)}
    )
    assert dice["n"].to_dict() == {1: 3, 2: 1, 3: 1}
    assert dice["denominator"].tolist() == [4.0] * 3
    pmi = found[found["measure"] == "pmi"].set_index("term")["estimate"]
    assert pmi[1] == pytest.approx(log2(3 * 8 / (4 * 4)))
    assert found["term"].tolist() == [1, 2, 3] * 3


def test_only_shown_terms_that_are_common_enough_are_collocates() -> None:
    joint = in_sentences(SENTENCES, np.array([0, 2]), DAYS, 8)
    assert collocates(joint, shown=ALL, fewest=2)[["node", "term"]].drop_duplicates().to_numpy().tolist() == [
        [0, 1]
    ]
    shown = np.array([True, False, True, True])
    assert set(collocates(joint, shown=shown, fewest=1)["term"]) == {0, 2, 3}
    assert collocates(joint, shown=ALL, fewest=9).empty
    strongest = collocates(joint, shown=ALL, fewest=1, most=1)
    assert strongest["term"].tolist() == [1] * 3 + [0] * 3


def test_the_interval_leaves_days_out() -> None:
    """Delete a day: logDice of the first two terms without each of eight days in turn, by hand."""
    joint = in_sentences(SENTENCES, np.array([0]), DAYS, 8)
    found = collocates(joint, shown=ALL, fewest=1)
    row = found[(found["measure"] == "logdice") & (found["term"] == 1)].iloc[0]
    one, other = ({0, 1, 2, 3}, {0, 1, 2, 6})
    left = []
    for day in range(8):
        both = len((one & other) - {day})
        left.append(14 + log2(2 * both / (len(one - {day}) + len(other - {day}))))
    variance = 7 / 8 * sum((value - np.mean(left)) ** 2 for value in left)
    assert row["estimate"] - row["low"] == pytest.approx(2.3646242510 * variance**0.5)
    assert row["high"] == pytest.approx(min(14, row["estimate"] + 2.3646242510 * variance**0.5))


def test_a_pair_of_one_day_has_no_interval_and_one_that_is_never_apart_is_not_sure() -> None:
    counts = np.zeros((40, 4), dtype=int)
    counts[:10, :2] = 1
    counts[10:15, 2:] = 1
    matrix = sparse.csr_array(counts)
    days = np.where(np.arange(40) < 10, np.arange(40), 20)
    groups = np.unique(days, return_inverse=True)[1]
    joint = in_sentences(matrix, np.array([0, 2]), groups, 11)
    found = collocates(joint, shown=ALL).query("measure == 'logdice'").set_index("node")
    assert found["estimate"].tolist() == [14.0, 14.0]
    assert found.loc[0, "high"] == 14
    assert found.loc[0, "low"] == pytest.approx(14 + log2(10 / (10 + 1.959964**2)), abs=1e-5)
    assert np.isnan(found.loc[2, "low"])


def test_windows_by_hand() -> None:
    """Words A b C a - d A | A b: one sentence of seven words, one of two; a window of two to either side."""
    term = np.array([0, 1, 2, 0, -1, 3, 0, 0, 1])
    sentence = np.array([0] * 7 + [1] * 2)
    joint = in_windows(term, sentence, np.array([0]), np.array([0, 1]), window=2, vocabulary=4)
    pairs = [part.toarray().tolist() for part in joint.joint]
    # The first A sees b and C, the second b, C and d, the third d; A in the other sentence sees b.
    assert pairs == [[[0, 2, 2, 2], [0, 1, 0, 0]]]
    assert joint.node.tolist() == [[3], [1]]
    assert joint.term.toarray().tolist() == [[3, 1, 1, 1], [1, 1, 0, 0]]
    assert joint.total.tolist() == [6, 2]
    assert joint.span == 4
    narrow = in_windows(term, sentence, np.array([0]), np.array([0, 1]), window=1, vocabulary=4)
    assert narrow.joint[0].toarray().tolist() == [[0, 1, 1, 1], [0, 1, 0, 0]]


def test_words_outside_of_sentences_are_near_nothing() -> None:
    term, sentence = np.array([0, 1, 0, 1]), np.array([-1, -1, 0, 0])
    joint = in_windows(term, sentence, np.array([0]), np.array([0]), window=2, vocabulary=2)
    assert joint.joint[0].toarray().tolist() == [[0, 1]]
    assert joint.node.tolist() == [[1]]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(-1, 5), max_size=12), min_size=1, max_size=6), st.integers(1, 4))
def test_windows_are_those_of_a_plain_loop(sentences: list[list[int]], window: int) -> None:
    term = np.array([item for words in sentences for item in words], dtype=np.int64)
    sentence = np.array([number for number, words in enumerate(sentences) for _ in words], dtype=np.int64)
    found = in_windows(
        term, sentence, np.array([0, 3]), np.arange(len(sentences)), window=window, vocabulary=6
    )
    for place, node in enumerate((0, 3)):
        expected = np.zeros((len(sentences), 6))
        for number, words in enumerate(sentences):
            for here, word in enumerate(words):
                for there, other in enumerate(words):
                    if word == node and other >= 0 and 0 < abs(here - there) <= window:
                        expected[number, other] += 1
        assert found.joint[place].toarray().tolist() == expected.tolist()


def test_the_network_by_hand() -> None:
    found = cooccurrences(SENTENCES, np.array([2, 0, 1]), DAYS, 8, least=0, fewest=1)
    edges = {(row.one, row.other): (row.estimate, row.n, row.denominator) for row in found.itertuples()}
    assert edges == {
        (0, 1): (pytest.approx(14 + log2(6 / 8)), 3, 5),
        (0, 2): (pytest.approx(14 + log2(2 / 7)), 1, 6),
    }
    assert found["estimate"].is_monotonic_decreasing
    assert len(cooccurrences(SENTENCES, np.array([0, 1, 2]), DAYS, 8, least=13, fewest=1)) == 1
    assert cooccurrences(SENTENCES, np.array([0, 1, 2]), DAYS, 8, least=0, fewest=4).empty


def test_the_network_and_the_collocates_agree() -> None:
    dice = np.random.default_rng(1)
    matrix = sparse.csr_array(dice.poisson(0.4, size=(300, 6)))
    groups = dice.integers(0, 20, 300)
    pairs = cooccurrences(matrix, np.arange(6), groups, 20, least=0).set_index(["one", "other"])
    joint = in_sentences(matrix, np.arange(6), groups, 20)
    found = collocates(joint, shown=np.ones(6, bool)).query("measure == 'logdice'")
    assert len(found) == 2 * len(pairs) == 30
    for row in found.itertuples():
        edge = pairs.loc[(min(row.node, row.term), max(row.node, row.term))]
        assert edge[["estimate", "low", "high"]].tolist() == pytest.approx([row.estimate, row.low, row.high])
