"""Direct standardisation to a common mix of strata, and how unlike mixes are: small numbers by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import inference
from analysis.report import prose

MIX = {"news": 0.75, "opinion": 0.25}


def group(news: list[int], opinion: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Values, weights, strata and days (each article its own) of a group with these articles."""
    values = np.array([*news, *opinion], dtype=float)[:, None]
    strata = np.array(["news"] * len(news) + ["opinion"] * len(opinion), dtype=object)
    return values, np.ones_like(values), strata, np.arange(len(values))


def test_estimate_is_the_weighted_sum_of_the_rates() -> None:
    """1 of 4 news and 3 of 4 opinion pieces, in a mix of 3 to 1: .75 * .25 + .25 * .75 = .375."""
    found = inference.standardised(*group([1, 0, 0, 0], [1, 1, 1, 0]), MIX, share=False)
    assert found.estimate == pytest.approx([0.375])
    assert (found.n, found.denominator.tolist(), found.clusters.tolist()) == (8, [8.0], [8])


def test_variance_weights_the_strata() -> None:
    """Each article a day: sum over strata of mix^2 * sum of squares / n^2, times days / (days - 1).

    News: .75 + 3 * .25^2 ... each stratum has squares of 3 * .0625 + .5625 = .75, so the variance is
    (.5625 + .0625) * .75 / 16 * 8 / 7, and the margin t(7) times its root.
    """
    found = inference.standardised(*group([1, 0, 0, 0], [1, 1, 1, 0]), MIX, share=False)
    variance = (0.75**2 + 0.25**2) * 0.75 / 16 * 8 / 7
    margin = 2.3646242510 * np.sqrt(variance)
    assert found.low == pytest.approx([0.375 - margin])
    assert found.high == pytest.approx([0.375 + margin])


def test_articles_of_one_day_stay_together_over_strata() -> None:
    """A news and an opinion piece a day that go up and down together: their parts add before squaring."""
    values, weights, strata, _ = group([1, 0, 1, 0], [1, 0, 1, 0])
    together = np.array([0, 1, 2, 3, 0, 1, 2, 3])
    found = inference.standardised(values, weights, strata, together, MIX, share=False)
    # Residuals are +-.5 in both: a day's part is .5 * (.75 + .25) / 4.
    variance = 4 * 0.125**2 * 4 / 3
    assert found.high - found.estimate == pytest.approx([3.1824463053 * np.sqrt(variance)])


def test_share_has_a_wilson_interval_in_bounds() -> None:
    found = inference.standardised(*group([1, 0, 0, 0] * 10, [1, 1, 1, 0] * 10), MIX, share=True)
    assert 0 < found.low[0] < 0.375 < found.high[0] < 1


def test_own_mix_gives_the_plain_ratio() -> None:
    values, weights, strata, days = group([1, 0, 0, 1, 0, 0], [1, 1])
    own = inference.standardised(values, weights, strata, days, {"news": 6, "opinion": 2}, share=True)
    plain = inference.ratio(values, weights, days, share=True)
    assert own.estimate == pytest.approx(plain.estimate)
    # Within strata articles differ less than over all, so the interval is no wider.
    assert own.high - own.low <= plain.high - plain.low + 1e-12


def test_one_stratum_is_the_plain_ratio_and_others_are_left_out() -> None:
    values, weights, strata, days = group([1, 0, 0, 1, 0, 0], [1, 1])
    found = inference.standardised(values, weights, strata, days, {"news": 1.0}, share=True)
    plain = inference.ratio(values[:6], weights[:6], days[:6], share=True)
    for name in ("estimate", "low", "high", "denominator", "clusters"):
        assert getattr(found, name) == pytest.approx(getattr(plain, name))


def test_a_stratum_that_is_not_there_gives_no_estimate() -> None:
    values, weights, strata, days = group([1, 0, 1], [])
    found = inference.standardised(values, weights, strata, days, MIX, share=True)
    assert np.isnan(found.estimate).all()
    cells = pd.DataFrame({"group": "a", "period": "", "cluster": days, "stratum": strata})
    table = inference.by_cells(values, weights, cells, pd.DataFrame({"class": ["x"]}), share=True, mix=MIX)
    assert len(table) == 0


def test_intervals_hold_the_standardised_rate() -> None:
    """Of 400 draws with day effects, about 95 % hold the true rate .75 * .2 + .25 * .6 = .3."""
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        days = np.repeat(np.arange(60), 3)
        strata = np.where(rng.random(180) < 0.5, "news", "opinion").astype(object)
        shift = rng.normal(0, 0.1, 60)[days]
        chance = np.clip(np.where(strata == "news", 0.2, 0.6) + shift, 0, 1)
        values = (rng.random(180) < chance).astype(float)[:, None]
        found = inference.standardised(values, np.ones_like(values), strata, days, MIX, share=True)
        held += bool(found.low[0] <= 0.3 <= found.high[0])
    assert 0.92 <= held / 400 <= 0.98


def mixes(**counts: dict[str, int]) -> tuple[pd.Series, pd.Series]:
    rows = [(g, genre) for g, own in counts.items() for genre, n in own.items() for _ in range(n)]
    frame = pd.DataFrame(rows, columns=["group", "genre"])
    return frame["group"], frame["genre"]


def test_common_mix_is_over_what_all_groups_have() -> None:
    groups = mixes(a={"news": 60, "opinion": 20, "official": 40}, b={"news": 30, "opinion": 10})
    assert inference.common_mix(*groups) == pytest.approx({"news": 0.75, "opinion": 0.25})
    assert inference.common_mix(*mixes(a={"news": 60}, b={"opinion": 10})) == {}


def test_strata_that_some_group_hardly_has_are_left_out() -> None:
    groups = mixes(a={"news": 60, "opinion": 40}, b={"news": 90, "opinion": 3})
    assert inference.common_mix(*groups) == {"news": 1.0}
    assert inference.common_mix(*groups, fewest=3)["opinion"] == pytest.approx(43 / 193)
    assert inference.mix_difference(*groups).left_out == pytest.approx(43 / 193)


def test_difference_of_mixes() -> None:
    """a: half and half, b: all but a tenth news; together .7 news. Distances .2 each; chi-square 16 * ..."""
    found = inference.mix_difference(*mixes(a={"news": 50, "opinion": 50}, b={"news": 90, "opinion": 10}))
    assert found.distance == pytest.approx(0.2)
    assert found.left_out == 0
    # Sum of (observed - expected)^2 / expected: 4 cells off by 20, expected 70 and 30: 38.095.
    assert found.p == pytest.approx(6.7e-10, rel=0.05)


@pytest.mark.parametrize(
    ("counts", "distance", "p"),
    [
        ({"a": {"news": 5, "opinion": 5}, "b": {"news": 50, "opinion": 50}}, 0.0, 1.0),
        ({"a": {"news": 5}, "b": {"news": 50}}, 0.0, 1.0),
        ({"a": {"news": 5, "opinion": 1}}, 0.0, 1.0),
    ],
)
def test_equal_mixes_do_not_differ(counts: dict[str, dict[str, int]], distance: float, p: float) -> None:
    found = inference.mix_difference(*mixes(**counts))
    assert (found.distance, found.p) == (distance, p)


def test_mixes_are_told_in_sentences() -> None:
    told = prose.mixes(*mixes(a={"news": 50, "opinion": 50}, b={"news": 90, "opinion": 10}), {"a": "The A"})
    assert told.startswith("The genre mixes differ: up to 20")
    assert "p < .001" in told
    assert "The A news 50" in told
    same = prose.mixes(*mixes(a={"news": 10, "opinion": 10}, b={"news": 50, "opinion": 50}), {})
    assert same == "All groups have the same genres in the same shares."
    lone = prose.mixes(*mixes(a={"news": 50, "opinion": 50, "brief": 60}, b={"news": 90, "opinion": 10}), {})
    assert "23" in lone
    assert "left out" in lone


def test_months_left_out_have_no_period_and_do_not_count() -> None:
    """Of January's 40 articles 20 are left out: the other 20 are too few, and the quarter is pooled."""
    days = pd.Series([f"2024-01-{1 + n % 28:02d}" for n in range(40)] + ["2024-02-05"] * 40)
    group_ = pd.Series(["a"] * 80)
    away = np.arange(80) < 20
    assert set(inference.month_cells(days, group_)) == {"2024-01", "2024-02"}
    found = inference.month_cells(days, group_, left_out=away)
    assert found.value_counts().to_dict() == {"2024-Q1": 60, "-": 20}
    whole = inference.month_cells(days, group_, left_out=np.arange(80) < 40)
    assert whole.value_counts().to_dict() == {"2024-02": 40, "-": 40}
