"""The calendar of a collection: gaps that are found, gaps that are not there, numbers, and what follows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import schema
from analysis.coverage import coverage, daily, in_months, incomplete_months
from analysis.coverage.numbering import running_number, running_numbers
from analysis.coverage.rates import divide, empty_probability, learn_rates
from analysis.declarations.study import Coverage, Kept, Period
from analysis.simulation import pages, simulate

PROJECT = Path(__file__).parents[1]
YEARS = 730
START = dt.date(2022, 1, 3)


def calendar(counts: np.ndarray, *, service: str = "en") -> pd.DataFrame:
    """Articles with so many a day from START on, without addresses."""
    days = np.repeat(pd.date_range(START, periods=len(counts)).date, counts.astype(int))
    return pd.DataFrame({"outlet": "x", "service": service, "language": "en", "day": days, "url": ""})


def draw(rng: np.random.Generator, kind: str, rate: float) -> np.ndarray:
    """Counts of two years without a gap, fewer at weekends."""
    days = np.arange(YEARS)
    mean = rate * np.where(days % 7 > 4, 0.4, 1.24)
    if kind == "clumped":
        mean = mean * rng.gamma(1.0, 1.0, YEARS)
    if kind == "trend":
        mean = mean * np.linspace(0.6, 1.4, YEARS)
    if kind == "season":
        mean = mean * (1 + 0.4 * np.sin(2 * np.pi * days / 365))
    if kind == "weekdays only":
        mean = np.where(days % 7 > 4, 0.0, mean)
    return rng.poisson(mean)


def kinds(articles: pd.DataFrame, **options: object) -> list[tuple[str, dt.date, dt.date]]:
    table = coverage(articles, **options)  # type: ignore[arg-type]
    rows = table[table["kind"] != "complete"]
    return list(zip(rows["kind"], rows["start"], rows["end"], strict=True))


@pytest.mark.parametrize("kind", ["steady", "clumped", "trend", "season", "weekdays only"])
def test_few_outlets_without_gaps_get_one(kind: str) -> None:
    """At most one in twenty: 60 calendars of each rate, from an article in five days to ten a day."""
    rng = np.random.default_rng(11)
    drawn = [draw(rng, kind, rate) for rate in (0.2, 0.5, 2, 10) for _ in range(60)]
    false = [bool(kinds(calendar(counts))) for counts in drawn]
    assert np.mean(false) <= 0.05


@pytest.mark.parametrize(
    ("rate", "length", "least"), [(0.33, 60, 0.9), (1, 28, 0.9), (3, 10, 0.7), (10, 8, 0.7), (30, 1, 0.9)]
)
def test_planted_gaps_are_found(rate: float, length: int, least: float) -> None:
    """Of gaps that are long for the rate of the outlet, most are found, and where they are."""
    rng = np.random.default_rng(5)
    found = 0
    for begin in rng.integers(200, 500, 20).tolist():
        counts = draw(rng, "steady" if rate > 20 else "clumped", rate)
        counts[begin : begin + length] = 0
        if rate > 20:
            counts[begin - 1] = counts[begin + length] = 20
        first, last = START + dt.timedelta(begin), START + dt.timedelta(begin + length - 1)
        found += any(one <= first and other >= last for _, one, other in kinds(calendar(counts)))
    assert found / 20 >= least


def test_planted_gaps_of_the_simulated_press_are_found_and_no_others() -> None:
    """By the running numbers: at an article in three to five days, three empty weeks say little alone."""
    press = simulate().articles
    rows = pd.DataFrame(
        [(a.slot.outlet, a.slot.service, a.slot.language, a.slot.day, pages.url(a), a.file) for a in press],
        columns=["outlet", "service", "language", "day", "url", "file"],
    )
    rows.loc[rows["file"] == pages.COPIED_FILE, "url"] = ""
    period = Period(dt.date(2023, 1, 1), dt.date(2024, 12, 31))
    table = coverage(rows, period=period)
    gaps = pd.read_csv(PROJECT / "data/raw/simulated/truth/gaps.csv.gz", parse_dates=["start", "end"])
    found = table[table["kind"] != "complete"]
    assert len(found) == len(gaps) == 2
    for gap in gaps.to_dict("records"):
        own = found[(found["outlet"] == gap["outlet"]) & (found["service"] == gap["service"])].iloc[0]
        assert own["start"] <= gap["start"].date()
        assert own["end"] >= gap["end"].date()
        assert own["share_of_numbers"] == 0
    without = coverage(rows.assign(url=""), period=period)
    assert (without["kind"] == "complete").all()


def test_a_service_that_begins_late_has_its_onset_marked() -> None:
    rng = np.random.default_rng(3)
    late = rng.poisson(4, YEARS)
    late[:200] = 0
    late[[40, 90, 150]] = 1
    table = coverage(pd.concat([calendar(rng.poisson(20, YEARS)), calendar(late, service="es")]))
    marked = table[(table["service"] == "es") & (table["kind"] != "complete")]
    assert marked["start"].min() == START
    assert abs((marked["end"].max() - START).days - 199) <= 7
    assert (table[table["service"] == "en"]["kind"] == "complete").all()
    months = incomplete_months(table)
    assert set(months["service"]) == {"es"}
    assert list(months["month"]) == [f"2022-0{number}" for number in range(1, 8)]


def test_a_trickle_before_the_stream_is_incomplete() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(np.where(np.arange(YEARS) < 250, 0.4, 5.0))
    found = kinds(calendar(counts))
    assert found[0][0] == "incomplete"
    assert abs((found[-1][2] - START).days - 249) <= 7


def test_half_the_output_is_no_incomplete_collection() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(np.where(np.arange(YEARS) < 365, 2.5, 5.0))
    assert kinds(calendar(counts)) == []


def test_stretches_cover_every_day_once_and_all_articles() -> None:
    rng = np.random.default_rng(8)
    counts = draw(rng, "clumped", 3)
    counts[300:330] = 0
    table = coverage(calendar(counts))
    assert table["articles"].sum() == counts.sum()
    ends = [day + dt.timedelta(1) for day in table["end"]]
    assert list(table["start"])[1:] == ends[:-1]
    assert set(table["kind"]) == {"complete", "gap"}
    assert schema.conform(table, "coverage").num_rows == len(table)


def test_the_order_of_articles_does_not_matter() -> None:
    counts = draw(np.random.default_rng(9), "clumped", 2)
    counts[100:130] = 0
    articles = calendar(counts)
    shuffled = articles.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(coverage(articles), coverage(shuffled))


def test_few_articles_are_not_tested() -> None:
    counts = np.zeros(YEARS, dtype=int)
    counts[:28] = 1
    assert kinds(calendar(counts)) == []
    assert len(coverage(calendar(counts)[:0])) == 0


def test_daily_counts_have_zeros_and_the_declared_period() -> None:
    counts = np.array([2, 0, 1])
    table = daily(calendar(counts), period=Period(START, START + dt.timedelta(3)))
    assert table.to_numpy().tolist() == [[2, 0, 1, 0]]


def test_probability_of_no_article() -> None:
    """exp(-m) for a Poisson count; (1 + m / r) ** -r for a negative binomial one of size r = m / (v - 1)."""
    assert empty_probability(2.0, 1.0) == pytest.approx(np.exp(-2))
    assert empty_probability(2.0, 2.0) == pytest.approx((1 + 2 / 2) ** -2)
    assert empty_probability(3.0, 4.0) == pytest.approx((1 + 3 / 1) ** -1)


def test_division_of_a_series() -> None:
    seen, exposure = np.array([1.0, 0, 1, 9, 11, 10, 2]), np.ones(7)
    assert divide(seen, exposure, penalty=4.0) == [(0, 3), (3, 6), (6, 7)]
    assert divide(seen, exposure, penalty=500.0) == [(0, 7)]


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://x.example/en/news/12345", 12345),
        ("https://x.example/news/title-of-a-text-163034-2024/", 163034),
        ("https://x.example/2024/05/24/title-7731.html", 7731),
        ("https://x.example/show?id=4711&lang=de", 4711),
        ("https://x.example/2024/05/24/title", None),
        ("https://x.example/item/2011/201112/2011-12-01ee.html", None),
        ("https://x.example/20240524/title", None),
        ("https://x.example/top10", None),
        ("", None),
    ],
)
def test_running_numbers_in_addresses(url: str, number: int | None) -> None:
    assert running_number(url) == number


def numbered(days: list[int], numbers: list[int | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "outlet": "x",
            "service": "en",
            "language": "en",
            "day": [START + dt.timedelta(day) for day in days],
            "url": [f"https://x.example/{number}" if number else "" for number in numbers],
        }
    )


def test_numbers_tell_silence_from_loss() -> None:
    """Twenty days without articles: a gap when numbers are missing, none when they go on."""
    days = [*range(100), *range(120, 220)]
    silent = numbered(days, list(range(1000, 1200)))
    lost = numbered(days, [*range(1000, 1100), *range(1120, 1220)])
    assert kinds(silent) == []
    assert [kind for kind, _, _ in kinds(lost)] == ["gap"]
    assert kinds(lost.assign(url=""))[0][0] == "gap"
    table = coverage(lost).set_index("kind")["share_of_numbers"]
    assert table["gap"] == 0
    assert (table["complete"] == 1).all()


def test_numbers_that_do_not_rise_are_no_running_numbers() -> None:
    rng = np.random.default_rng(2)
    articles = numbered(list(range(100)), rng.permutation(np.arange(1000, 1100)).tolist())
    assert running_numbers(articles, start=pd.Timestamp(START)) is None
    one = numbered(list(range(100)), [4711] * 100)
    assert running_numbers(one, start=pd.Timestamp(START)) is None


def test_articles_without_a_number_are_not_missing() -> None:
    numbers: list[int | None] = list(range(1000, 1100))
    numbers[50:53] = [None, None, None]
    found = running_numbers(numbered(list(range(0, 200, 2)), numbers), start=pd.Timestamp(START))
    assert found is not None
    assert found.missed(101, 102) == 1.0
    assert found.missed(11, 12) == 1.0


def test_kept_periods_stay() -> None:
    table = pd.DataFrame(
        [
            ("x", "en", "en", dt.date(2024, 1, 1), dt.date(2024, 2, 20), "gap"),
            ("x", "es", "es", dt.date(2024, 1, 1), dt.date(2024, 1, 5), "incomplete"),
            ("x", "es", "es", dt.date(2024, 3, 1), dt.date(2024, 3, 20), "incomplete"),
            ("x", "es", "es", dt.date(2024, 4, 1), dt.date(2024, 5, 20), "complete"),
        ],
        columns=["outlet", "service", "language", "start", "end", "kind"],
    )

    def months(*keep: Kept) -> list[tuple[str, str]]:
        found = incomplete_months(table, keep=keep)
        return list(zip(found["service"], found["month"], strict=True))

    assert months() == [("en", "2024-01"), ("en", "2024-02"), ("es", "2024-03")]
    january = (dt.date(2024, 1, 1), dt.date(2024, 1, 31))
    assert months(Kept(*january)) == [("en", "2024-02"), ("es", "2024-03")]
    assert months(Kept(*january, service="es")) == months()
    assert months(Kept(*january, outlet="y")) == months()
    articles = pd.DataFrame(
        {"outlet": "x", "service": ["en", "en", "es"], "language": ["en", "en", "es"]}
    ).assign(day=[dt.date(2024, 1, 9), dt.date(2024, 3, 9), dt.date(2024, 1, 9)])
    assert in_months(articles, incomplete_months(table)).tolist() == [True, False, False]


def test_options_move_the_threshold() -> None:
    counts = draw(np.random.default_rng(9), "steady", 2)
    counts[100:112] = 0
    strict = kinds(calendar(counts), options=Coverage(threshold=1e-12))
    loose = kinds(calendar(counts), options=Coverage(threshold=0.05))
    assert strict == []
    assert len(loose) == 1


def test_a_calendar_shorter_than_the_smoothing() -> None:
    """The level of a day is that of the days around it, however few there are."""
    counts = np.full(20, 3.0)
    rates = learn_rates(counts, np.arange(20) % 7, np.ones(20, dtype=bool))
    assert len(rates.factor) == 20
    assert rates.factor.mean() == pytest.approx(1, abs=0.02)
