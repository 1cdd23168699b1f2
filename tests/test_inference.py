"""Intervals against published tables, hand-worked clusters and simulated coverage; cells and dimensions."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import inference
from analysis.inference import (
    Interval,
    by_cells,
    choose_dimension,
    contrast,
    difference,
    event_cells,
    group_of,
    month_cells,
    ratio,
    wilson,
)

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
WILSON = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize(("seen", "n", "low", "high"), WILSON)
def test_wilson_against_the_published_table(seen: int, n: int, low: float, high: float) -> None:
    found = wilson(np.array([seen / n]), np.array([float(n)]))
    assert [round(float(side[0]), 4) for side in found] == [low, high]


def share_of(seen: int, n: int) -> Interval:
    estimate = np.array([seen / n])
    low, high = wilson(estimate, np.array([float(n)]))
    return Interval(estimate, low, high, n, np.array([float(n)]), np.array([n]))


@pytest.mark.parametrize(("one", "n", "two", "m", "low", "high"), NEWCOMBE)
def test_differences_against_the_published_table(
    one: int, n: int, two: int, m: int, low: float, high: float
) -> None:
    found = difference(share_of(one, n), share_of(two, m))
    assert found.estimate[0] == pytest.approx(one / n - two / m)
    assert [round(float(side[0]), 4) for side in (found.low, found.high)] == [low, high]
    assert (found.n, found.denominator[0], found.clusters[0]) == (n + m, n + m, n + m)


def test_a_difference_turned_round_changes_sign() -> None:
    one, two = share_of(56, 70), share_of(48, 80)
    assert difference(two, one).low == pytest.approx(-difference(one, two).high)
    assert difference(two, one).high == pytest.approx(-difference(one, two).low)


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


def by_formula(estimate: float, n: float, quantile: float) -> list[float]:
    """Wilson (1927): the two shares p at which |estimate - p| = quantile * sqrt(p (1 - p) / n)."""
    a, b, c = 1 + quantile**2 / n, -(2 * estimate + quantile**2 / n), estimate**2
    root = sqrt(b * b - 4 * a * c)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


def test_a_share_with_day_clusters_by_hand() -> None:
    """Days with 2 of 2, 1 of 2 and 0 of 2 hits: residuals 1/6, 0, -1/6; variance 2/36 * 3/2 = 1/12; so the
    six articles are worth .5 * .5 / (1/12) = 3, with t(2) = 4.303."""
    values, days = column(1, 1, 1, 0, 0, 0), np.array([5, 5, 6, 6, 9, 9])
    found = ratio(values, np.ones((6, 1)), days, share=True)
    expected = by_formula(0.5, 3, 4.302652729911275)
    assert found.estimate[0] == 0.5
    assert [found.low[0], found.high[0]] == pytest.approx(expected)
    assert (found.n, found.denominator[0], found.clusters[0]) == (6, 6, 3)


def test_a_mean_with_day_clusters_by_hand() -> None:
    """Sums 6, 1, 3 over 3, 1, 1 sentences: mean 2; residuals 0, -1/5, 1/5; variance 2/25 * 3/2 = .12."""
    values, weights = column(4, 2, 1, 3), column(1, 2, 1, 1)
    found = ratio(values, weights, np.array([1, 1, 2, 3]), share=False)
    margin = 4.302652729911275 * sqrt(0.12)
    assert found.estimate[0] == 2.0
    assert [found.low[0], found.high[0]] == pytest.approx([2 - margin, 2 + margin])
    assert (found.n, found.denominator[0], found.clusters[0]) == (4, 5, 3)


def test_a_day_an_article_is_the_binomial_case() -> None:
    """Variance p (1 - p) / n * n / (n - 1): the effective number is n - 1."""
    found = ratio(column(*[1] * 12 + [0] * 28), np.ones((40, 1)), np.arange(40), share=True)
    expected = by_formula(0.3, 39, stats.t.ppf(0.975, 39))
    assert [found.low[0], found.high[0]] == pytest.approx(expected)


def test_a_mean_of_single_articles_is_students_interval() -> None:
    values = np.random.default_rng(1).normal(size=20)
    found = ratio(values[:, None], np.ones((20, 1)), np.arange(20), share=False)
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert [found.low[0], found.high[0]] == pytest.approx([expected.low, expected.high])


def test_whole_days_that_agree_are_worth_one_article_each() -> None:
    values, days = column(*[1] * 50 + [0] * 150), np.repeat(np.arange(20), 10)
    clustered = ratio(values, np.ones((200, 1)), days, share=True)
    single = ratio(values[::10], np.ones((20, 1)), days[::10], share=True)
    assert clustered.low[0] == pytest.approx(single.low[0])
    assert clustered.high[0] == pytest.approx(single.high[0])


@pytest.mark.parametrize(("value", "low", "high"), [(0, 0.0, None), (1, None, 1.0)])
def test_nothing_or_everything_seen_says_something_but_not_all(
    value: int, low: float | None, high: float | None
) -> None:
    """200 articles on 10 days: as many as the days are worth, 10 with t(9)."""
    days = np.repeat(np.arange(10), 20)
    found = ratio(np.full((200, 1), value, float), np.ones((200, 1)), days, share=True)
    expected = by_formula(value, 10, stats.t.ppf(0.975, 9))
    assert [found.low[0], found.high[0]] == pytest.approx(expected)
    assert found.high[0] - found.low[0] > 0.25
    assert (low is None or found.low[0] == low) and (high is None or found.high[0] == high)  # noqa: PT018


def test_a_share_is_never_worth_more_than_its_articles() -> None:
    """Every day has the same share: the variance between days is 0, and the days are what is left."""
    values = np.tile([1.0, 0.0], 15)[:, None]
    days, quantile = np.repeat(np.arange(15), 2), stats.t.ppf(0.975, 14)
    found = ratio(values, np.ones((30, 1)), days, share=True)
    assert [found.low[0], found.high[0]] == pytest.approx(by_formula(0.5, 15, quantile))
    nearly = ratio(np.append(values, [[1.0]], axis=0), np.ones((31, 1)), np.append(days, 0), share=True)
    assert [nearly.low[0], nearly.high[0]] == pytest.approx(by_formula(16 / 31, 31, quantile))


def test_one_day_gives_a_wide_share_and_no_interval_of_a_mean() -> None:
    values, ones, days = column(1, 0, 1, 0), np.ones((4, 1)), np.zeros(4, dtype=int)
    share = ratio(values, ones, days, share=True)
    assert share.low[0] < 0.02
    assert share.high[0] > 0.98
    mean = ratio(values, ones, days, share=False)
    assert mean.estimate[0] == 0.5
    assert np.isnan([mean.low[0], mean.high[0]]).all()


@pytest.mark.parametrize("share", [True, False])
def test_articles_without_weight_change_nothing(share: bool) -> None:
    """A name used on four days of a hundred is known from four days, not from a hundred."""
    generator = np.random.default_rng(3)
    weights = generator.integers(1, 4, (12, 1)).astype(float)
    values, days = np.minimum(generator.integers(0, 3, (12, 1)), weights), np.repeat(np.arange(4), 3)
    few = ratio(values, weights, days, share=share)
    padded = [np.append(array, np.zeros((96, 1)), axis=0) for array in (values, weights)]
    many = ratio(*padded, np.append(days, np.arange(4, 100)), share=share)
    for name in ("estimate", "low", "high", "denominator", "clusters"):
        assert getattr(many, name) == pytest.approx(getattr(few, name))


def test_a_class_without_weight_is_missing_not_zero() -> None:
    weights = np.array([[1.0, 0.0], [1.0, 0.0]])
    for share in (True, False):
        found = ratio(np.array([[1.0, 0.0], [0.0, 0.0]]), weights, np.array([1, 2]), share=share)
        assert np.isnan([found.estimate[1], found.low[1], found.high[1]]).all()
        assert not np.isnan([found.estimate[0], found.low[0], found.high[0]]).any()


def test_the_order_of_articles_and_the_names_of_days_do_not_matter() -> None:
    generator = np.random.default_rng(5)
    values, days = generator.integers(0, 2, (50, 3)).astype(float), generator.integers(0, 12, 50)
    one = ratio(values, np.ones((50, 3)), days, share=True)
    order = generator.permutation(50)
    two = ratio(values[order], np.ones((50, 3)), (days * 7 + 100)[order], share=True)
    assert one.low == pytest.approx(two.low)
    assert one.high == pytest.approx(two.high)


REPLICATIONS = 400


def simulated(days: int, size: int, rate: float, spread: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Hits of one article a row and one replication a column. The rate of a day is drawn from a beta
    distribution, whose intraclass correlation is `spread`; days hold 1 to 2 * size - 1 articles."""
    generator = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(days), generator.integers(1, 2 * size, days))
    total = 1 / spread - 1
    daily = generator.beta(rate * total, (1 - rate) * total, (days, REPLICATIONS))
    return (generator.random((len(cluster), REPLICATIONS)) < daily[cluster]).astype(float), cluster


SETTINGS = [(25, 2, 0.3, 0.1), (60, 4, 0.1, 0.2), (60, 4, 0.5, 0.3), (120, 3, 0.05, 0.1), (40, 8, 0.2, 0.05)]


@pytest.mark.parametrize(("days", "size", "rate", "spread"), SETTINGS)
def test_intervals_of_shares_cover_the_truth(days: int, size: int, rate: float, spread: float) -> None:
    values, cluster = simulated(days, size, rate, spread, seed=days + size)
    found = ratio(values, np.ones_like(values), cluster, share=True)
    covered = np.mean((found.low <= rate) & (rate <= found.high))
    assert 0.92 <= covered <= 0.985


@pytest.mark.parametrize(("days", "size", "rate", "spread"), SETTINGS)
def test_intervals_that_ignore_days_would_not(days: int, size: int, rate: float, spread: float) -> None:
    """The simulation can fail: with every article its own day, coverage is lower."""
    values, cluster = simulated(days, size, rate, spread, seed=days + size)
    ones = np.ones_like(values)
    widths = [ratio(values, ones, own, share=True) for own in (cluster, np.arange(len(values)))]
    assert (widths[1].high - widths[1].low).mean() < (widths[0].high - widths[0].low).mean()


@pytest.mark.parametrize("days", [12, 40])
def test_intervals_of_means_cover_the_truth(days: int) -> None:
    generator = np.random.default_rng(days)
    cluster = np.repeat(np.arange(days), 5)
    weights = np.repeat(generator.integers(1, 6, (5 * days, 1)), REPLICATIONS, axis=1).astype(float)
    daily = generator.normal(0.2, 0.1, (days, REPLICATIONS))
    means = daily[cluster] + generator.normal(0, 0.3, weights.shape)
    found = ratio(means * weights, weights, cluster, share=False)
    covered = np.mean((found.low <= 0.2) & (found.high >= 0.2))
    assert 0.92 <= covered <= 0.985


@pytest.mark.parametrize(("one", "two"), [(0.3, 0.3), (0.1, 0.3)])
def test_intervals_of_differences_cover_the_truth(one: float, two: float) -> None:
    shares = []
    for rate, seed in ((one, 1), (two, 2)):
        values, cluster = simulated(40, 4, rate, 0.1, seed)
        shares.append(ratio(values, np.ones_like(values), cluster, share=True))
    found = difference(*shares)
    covered = np.mean((found.low <= one - two) & (one - two <= found.high))
    assert 0.92 <= covered <= 0.985


CLASSES = pd.DataFrame({"class": ["a", "b"], "target": ["", ""], "voice": ["", ""]})
CELLS = pd.DataFrame(
    {
        "group": ["x", "x", "x", "y", "y", "x"],
        "period": ["1", "1", "2", "1", "1", "-"],
        "cluster": [1, 2, 3, 1, 2, 3],
    }
)
VALUES = np.array([[1, 0], [0, 1], [1, 1], [1, 0], [1, 0], [1, 1]], dtype=float)


def test_cells_are_estimated_apart() -> None:
    found = by_cells(VALUES, np.ones((6, 1)), CELLS, CLASSES, share=True)
    rows = found.set_index(["group", "period", "class"])
    assert rows["estimate"].to_dict() == {
        ("x", "1", "a"): 0.5,
        ("x", "1", "b"): 0.5,
        ("x", "2", "a"): 1.0,
        ("x", "2", "b"): 1.0,
        ("y", "1", "a"): 1.0,
        ("y", "1", "b"): 0.0,
    }
    assert rows.loc[("x", "1", "a"), ["n", "denominator", "clusters"]].tolist() == [2, 2.0, 2]
    alone = ratio(VALUES[:2], np.ones((2, 2)), np.array([1, 2]), share=True)
    assert rows.loc[("x", "1"), "low"].tolist() == pytest.approx(alone.low.tolist())
    assert found["method"].str.startswith("share; Wilson").all()


def test_cells_without_weight_give_no_row_and_means_are_cut_at_their_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inference, "FEWEST_DAYS", 1)
    weights = np.array([[1, 0], [1, 0], [1, 0], [1, 1], [1, 1], [1, 1]], dtype=float)
    found = by_cells(VALUES * weights, weights, CELLS, CLASSES, share=False, bounds=(0, 1))
    assert set(zip(found["group"], found["class"], strict=True)) == {("x", "a"), ("y", "a"), ("y", "b")}
    known = found.dropna(subset=["low"])
    assert known["low"].min() >= 0
    assert known["high"].max() <= 1
    free = by_cells(VALUES * weights, weights, CELLS, CLASSES, share=False)
    assert free["low"].min() < 0


def test_no_cells_keep_the_columns() -> None:
    some = by_cells(VALUES, np.ones((6, 1)), CELLS, CLASSES, share=True)
    none = by_cells(VALUES, np.ones((6, 1)), CELLS.assign(period="-"), CLASSES, share=True)
    assert none.empty
    assert list(none.columns) == list(some.columns)


def test_contrasts_are_matched_by_class() -> None:
    found = by_cells(VALUES, np.ones((6, 1)), CELLS, CLASSES, share=True)
    one, two = (found[(found["group"] == name) & (found["period"] == "1")] for name in "xy")
    table = contrast(one.iloc[::-1], two, ["class", "target", "voice"], "x - y").set_index("class")
    assert table["estimate"].to_dict() == {"a": -0.5, "b": 0.5}
    assert table["contrast"].unique().tolist() == ["x - y"]
    days = np.array([1, 2])
    sides = [ratio(VALUES[rows], np.ones((2, 2)), days, share=True) for rows in ([0, 1], [3, 4])]
    expected = difference(*sides)
    assert table.loc[["a", "b"], "low"].tolist() == pytest.approx(expected.low.tolist())
    assert table.loc["a", ["n", "denominator", "clusters"]].tolist() == [4, 4.0, 4]


def test_contrast_of_a_class_that_only_one_side_has_is_left_out() -> None:
    found = by_cells(VALUES, np.ones((6, 1)), CELLS, CLASSES, share=True)
    one, two = (found[(found["group"] == name) & (found["period"] == "1")] for name in "xy")
    assert contrast(one, two[two["class"] == "b"], ["class"], "x - y")["class"].tolist() == ["b"]


def months(**articles: int) -> tuple[pd.Series, pd.Series]:
    """So many articles in each month: m01=30 is 30 articles in January, all of group g."""
    days = [f"2024-{name[1:]}-15" for name, number in articles.items() for _ in range(number)]
    return pd.Series(days, index=range(100, 100 + len(days))), pd.Series("g", index=range(len(days)))


@pytest.mark.parametrize(
    ("articles", "periods"),
    [
        ({"m01": 30, "m02": 40, "m03": 30}, ["2024-01", "2024-02", "2024-03"]),
        ({"m01": 30, "m02": 29, "m03": 90}, ["2024-Q1"]),
        ({"m03": 29, "m04": 30, "m05": 31}, ["2024-04", "2024-05", "2024-Q1"]),
        ({"m12": 1}, ["2024-Q4"]),
    ],
)
def test_months_are_pooled_by_quarter_when_one_is_small(articles: dict[str, int], periods: list[str]) -> None:
    days, group = months(**articles)
    found = month_cells(days, group)
    assert sorted(set(found)) == periods
    assert found.index.equals(days.index)


def test_groups_are_pooled_apart_and_the_fewest_can_be_set() -> None:
    days = pd.Series(["2024-01-01"] * 35 + ["2024-01-01"] * 5)
    group = pd.Series(["big"] * 35 + ["small"] * 5)
    found = month_cells(days, group)
    assert found[:35].unique().tolist() == ["2024-01"]
    assert found[35:].unique().tolist() == ["2024-Q1"]
    assert month_cells(days, group, fewest=5).unique().tolist() == ["2024-01"]


def test_windows_around_an_event() -> None:
    days = pd.Series(["2024-03-05", "2024-03-06", "2024-03-09", "2024-03-10", "2024-03-13", "2024-03-14"])
    found = event_cells(days, pd.Timestamp("2024-03-10"), 4)
    assert found.tolist() == ["", "before", "before", "after", "after", ""]


ONE = {
    "outlet": ["a", "a"],
    "service": ["de", "de"],
    "day": ["2024-05-01", "2024-05-20"],
    "section": ["x", "x"],
}


@pytest.mark.parametrize(
    ("change", "dimension"),
    [
        ({"outlet": ["a", "b"], "service": ["de", "en"]}, "outlet"),
        ({"service": ["de", "en"], "day": ["2024-05-01", "2024-06-01"]}, "service"),
        ({"day": ["2024-05-31", "2024-06-01"], "section": ["x", "y"]}, "period"),
        ({"section": ["x", "y"]}, "section"),
        ({}, "speaker"),
        ({"section": ["x", None]}, "speaker"),
        ({"section": ["x", ""]}, "speaker"),
        ({"service": ["de", ""], "section": ["x", "y"]}, "section"),
    ],
)
def test_comparisons_fall_back(change: dict[str, list[str | None]], dimension: str) -> None:
    assert choose_dimension(pd.DataFrame({**ONE, **change})) == dimension


def test_without_speakers_sections_are_the_last_resort() -> None:
    assert choose_dimension(pd.DataFrame(ONE), speaker=False) == "section"


def test_groups_of_each_dimension() -> None:
    change = {"section": ["x", None], "day": ["2024-05-01", "2024-07-01"]}
    articles = pd.DataFrame({**ONE, **change}, index=[7, 3])
    assert group_of(articles, "outlet").tolist() == ["a", "a"]
    assert group_of(articles, "section").tolist() == ["x", ""]
    assert group_of(articles, "period").tolist() == ["first half", "second half"]
    assert group_of(articles, "speaker").tolist() == ["", ""]
    assert group_of(articles, "period").index.tolist() == [7, 3]
