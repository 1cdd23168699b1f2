"""Figures about words: what they keep, order and mark, and what they refuse."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from lexicon import (
    LONG,
    QUARTERS,
    TERMS,
    dispersion_rows,
    growth_rows,
    pair_rows,
    shift_rows,
    strip_rows,
    title_rows,
)
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, Rectangle

from analysis import figures
from analysis.figures.network import layout, spread
from analysis.figures.style import SINGLE, Look, Plot

GROUPS = ["agency", "harbour", "courier"]


def words_of(figure: Plot) -> str:
    """What is written around the drawing."""
    return " ".join(text.get_text().replace("\n", " ") for text in figure.texts)


def row_names(figure: Plot, number: int = 0) -> list[str]:
    return [label.get_text() for label in figure.axes[number].get_yticklabels()]


def test_word_shift_shows_the_largest_contributions_first_and_the_total() -> None:
    figure = figures.word_shift(shift_rows(), top=3)
    assert list(figure.plotted["class"]) == ["Unionsstaat", "единство", "Wirtschaftszusammenarbeitsabkommen"]
    widths = [patch.get_width() for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    assert [width for width in widths if abs(width) in (30.0, 25.0, 11.0)] == [30.0, -25.0, -11.0]
    assert "0.123 bits [0.101, 0.145]. The 3 largest of 7 contributions." in words_of(figure)
    assert "contributions" not in words_of(figures.word_shift(shift_rows()))
    assert {"agency →", "← harbour"} <= {text.get_text() for text in figure.axes[0].texts}


def test_word_shift_of_tone_signs_its_total_and_tells_kinds_apart() -> None:
    figure = figures.word_shift(shift_rows("tone", kinds=True), language="de")
    assert "+0,123 [+0,101; +0,145]" in words_of(figure)
    entries = [text.get_text() for text in figure.legends[0].get_texts()]
    assert entries == [
        "positiv, häufiger: agency",
        "positiv, seltener: agency",
        "negativ, häufiger: agency",
        "negativ, seltener: agency",
        "other",
    ]
    looks = {(to_hex(patch.get_facecolor()), patch.get_hatch()) for patch in figure.legends[0].get_patches()}
    assert len(looks) == 5


def test_word_shift_without_bounds_or_total_says_neither() -> None:
    bare = shift_rows().drop(columns="measure").query("`class` != ''").assign(low=np.nan, high=np.nan)
    assert words_of(figures.word_shift(bare)).strip() == ""


def test_word_shift_refuses_a_mixed_slice() -> None:
    both = pd.concat([shift_rows(), shift_rows("tone")])
    with pytest.raises(ValueError, match="one target"):
        figures.word_shift(both)
    with pytest.raises(ValueError, match="one target"):
        figures.word_shift(shift_rows("surprise"))
    with pytest.raises(ValueError, match="one contrast"):
        figures.word_shift(shift_rows().assign(contrast="agency"))
    assert figures.word_shift(shift_rows().assign(contrast="a - b - c"), sides=("a - b", "c")).axes


def test_dispersion_keeps_the_terms_with_most_uses_and_their_days() -> None:
    figure = figures.dispersion(dispersion_rows(GROUPS), strip_rows(GROUPS), top=2)
    assert row_names(figure) == ["$a_b$", "единство"]
    parts = figure.plotted.groupby("part").size()
    assert (parts["dispersion"], parts["strip"]) == (2 * 3, 3 * (5 + 6))
    marks = sum(len(part.get_segments()) for part in figure.axes[0].collections)
    assert marks == parts["strip"]


def test_marks_of_a_day_are_higher_where_a_term_is_used_more() -> None:
    strip = pd.DataFrame(
        {"term": "change", "day": [dt.date(2023, 1, 1), dt.date(2023, 1, 2)], "count": [9, 1]}
    )
    estimates = dispersion_rows(["agency"]).head(1).assign(**{"class": "change"})
    segments = figures.dispersion(estimates, strip).axes[0].collections[0].get_segments()
    tall = [float(abs(segment[1][1] - segment[0][1])) for segment in segments]
    assert tall[0] == pytest.approx(tall[1] * 1.0 / (0.3 + 0.7 / 3))


def test_a_strip_of_all_groups_wears_no_group_s_colour() -> None:
    together = strip_rows(["agency"]).drop(columns="group")
    marks = [
        {to_hex(tint) for part in figure.axes[0].collections for tint in part.get_edgecolors()}
        for figure in (
            figures.dispersion(dispersion_rows(GROUPS), together),
            figures.dispersion(dispersion_rows(GROUPS), strip_rows(GROUPS)),
        )
    ]
    assert (len(marks[0]), len(marks[1])) == (1, 3)
    assert not marks[0] & marks[1]


def test_dispersion_takes_months_and_a_term_without_days() -> None:
    strip = pd.DataFrame({"term": ["единство"], "day": [pd.Timestamp("2023-02-01")], "count": [3]})
    figure = figures.dispersion(dispersion_rows(["agency"]), strip)
    assert list(figure.plotted["day"].dropna()) == [dt.date(2023, 2, 1)]
    assert len(row_names(figure)) == 3
    assert figures.dispersion(dispersion_rows(["agency"]), strip.head(0)).axes


def test_network_keeps_sure_pairs_once() -> None:
    figure = figures.cooccurrence(pair_rows())
    drawn = [frozenset(pair) for pair in figure.plotted[["class", "target"]].to_numpy()]
    assert len(drawn) == len(set(drawn)) == 6
    assert frozenset(("change", "$a_b$")) not in drawn
    assert list(figure.plotted["estimate"]) == sorted(figure.plotted["estimate"], reverse=True)
    widths = [line.get_linewidth() for line in figure.axes[0].lines]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 6
    assert "5.0 to 10.0" in words_of(figure)
    assert len(figures.cooccurrence(pair_rows(), least=6.0).plotted) == 4 - 1 + 0
    assert "The 2 strongest of 6 pairs." in words_of(figures.cooccurrence(pair_rows(), top=2))


def test_network_sizes_points_by_frequency_and_marks_terms() -> None:
    uses = {"Unionsstaat": 400.0, "единство": 100.0}
    figure = figures.cooccurrence(pair_rows().head(1), uses=uses, marked=["единство"])
    circles = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]
    assert len(circles) == 2
    big, small = circles
    assert big.radius == pytest.approx(0.13)
    assert small.radius == pytest.approx(0.035 + 0.095 / 2)
    assert to_hex(big.get_facecolor()) != to_hex(small.get_facecolor())
    assert "Dark" in words_of(figure)


def test_network_without_sure_pairs_says_so() -> None:
    assert figures.cooccurrence(pair_rows(), least=20.0).plotted.empty
    itself = pair_rows().assign(target=pair_rows()["class"])
    assert figures.cooccurrence(itself).plotted.empty


def test_layout_puts_a_path_in_a_row_and_parts_apart() -> None:
    row = layout(4, np.array([[0, 1], [1, 2], [2, 3]]), np.ones(3))
    ranks = list(np.argsort(row[:, 0]))
    assert ranks in ([0, 1, 2, 3], [3, 2, 1, 0])
    parts = layout(5, np.array([[0, 1], [1, 2], [0, 2], [3, 4]]), np.ones(4))
    assert (parts[:, 0].min(), parts[:, 0].max()) == (0.0, 1.0)
    triangle, pair = parts[:3, 0], parts[3:, 0]
    assert triangle.max() < pair.min() or pair.max() < triangle.min()
    assert np.array_equal(layout(1, np.empty((0, 2), dtype=int), np.empty(0)), [[0.5, 0.5]])


@pytest.mark.parametrize("size", [1, 2, 12, 40])
def test_boxes_are_spread_until_none_overlaps(size: int) -> None:
    boxes = np.tile([0.6, 0.3], (size, 1))
    places, height, free = spread(np.full((size, 2), 0.5), boxes, SINGLE if size < 14 else figures.DOUBLE)
    assert free.all()
    for node in range(size):
        for other in range(node):
            gap = np.abs(places[node] - places[other])
            assert gap[0] >= 0.6 - 1e-6 or gap[1] >= 0.3 - 1e-6
    assert (places[:, 1] + 0.15 <= height).all()


def test_boxes_that_never_fit_are_told() -> None:
    _, height, free = spread(np.full((60, 2), 0.5), np.tile([2.0, 0.6], (60, 1)), SINGLE)
    assert height <= 8.0
    assert 0 < free.sum() < 60


def test_growth_draws_curves_of_numbers_of_words() -> None:
    figure = figures.growth(growth_rows(GROUPS))
    assert set(figure.plotted["words"]) == {1_000, 5_000, 20_000}
    assert len(figure.plotted) == 8
    curves = [line for line in figure.axes[0].lines if len(line.get_xdata()) > 2]
    assert [list(line.get_xdata()) for line in curves] == [
        [0, 1_000, 5_000, 20_000],
        [0, 1_000, 5_000],
        [0, 1_000, 5_000, 20_000],
    ]
    assert figures.growth(growth_rows(GROUPS).head(0)).plotted.empty


def test_formula_share_is_a_row_a_group_or_a_line_over_time() -> None:
    frame = title_rows(["agency", "harbour"]).query("`class` == '' and target == 'Anna Muster'")
    whole = figures.formula_share(frame[frame["period"] == ""])
    assert len(row_names(whole)) == 2
    over_time = figures.formula_share(frame)
    assert set(over_time.plotted["period"]) == set(QUARTERS)
    with pytest.raises(ValueError, match="two rows"):
        figures.formula_share(pd.concat([frame, frame]))


def test_term_rates_are_per_ten_thousand_words_in_the_order_of_the_table() -> None:
    frame = pd.DataFrame(
        [
            (term, "agency", period, 2e-4, 1e-4, 3e-4, 7)
            for term in ("единство", "change", "Arbeit")
            for period in ["", *QUARTERS]
        ],
        columns=["class", "group", "period", "estimate", "low", "high", "n"],
    )
    figure = figures.term_rates(frame)
    assert [axes.get_title("left") for axes in figure.axes] == ["единство", "change", "Arbeit", ""]
    assert figure.plotted[["estimate", "low", "high"]].to_numpy() == pytest.approx(
        np.tile([2.0, 1.0, 3.0], (15, 1))
    )
    assert "quarter" in words_of(figure)
    assert figures.term_rates(frame[frame["period"] == ""]).plotted.empty


def test_titles_rank_by_mentions_with_the_name_alone_last() -> None:
    figure = figures.titles(title_rows(["agency"]), top=2)
    assert row_names(figure) == ["Präsidentin", "Staatsoberhaupt", "name alone"]
    assert row_names(figure, 1) == ["Маршал", "name alone"]
    assert "rare" not in set(figure.plotted["class"])
    assert [axes.get_title("left") for axes in figure.axes] == [
        "Anna Muster – agency",
        "Пётр Образец – agency",
    ]
    written = [text.get_text() for text in figure.axes[1].texts]
    assert written.count("10") == len(QUARTERS)
    assert "10.0 [6.0, 14.0]" in written
    assert "wider than 40 points" in words_of(figure)
    assert "wider" not in words_of(figures.titles(title_rows(["agency"]), loose=0.6))


def test_titles_leave_numbers_out_of_narrow_cells() -> None:
    months = [f"{year}-{month:02d}" for year in range(2015, 2024) for month in range(1, 13)]
    one = title_rows(["agency"]).head(1)
    frame = pd.concat([one.assign(period=month) for month in months])
    assert not figures.titles(frame).axes[0].texts
    assert len(figures.titles(frame.head(12)).axes[0].texts) == 12


def test_titles_without_periods_have_nothing_to_show() -> None:
    frame = title_rows(["agency"])
    assert figures.titles(frame[frame["period"] == ""]).plotted.empty
    with pytest.raises(ValueError, match="is needed"):
        figures.titles(frame.assign(period=frame["period"].replace("2023-01", "after")))


def test_keyness_marks_terms_that_passed_the_test() -> None:
    estimate = np.array([2.0, 1.5, -1.5, -2.5])
    frame = pd.DataFrame(
        {"class": TERMS[:4], "contrast": "a - b", "estimate": estimate, "n": [90, 70, 50, 30]}
    )
    frame = frame.assign(low=estimate - 0.5, high=estimate + 0.5)
    tested = figures.keyness(frame.assign(p=[0.01, 0.2, np.nan, 0.04]))
    faces = [
        (len(line.get_xdata()), line.get_markerfacecolor() == "white")
        for line in tested.axes[1].lines
        if line.get_marker() in ("o", "s")
    ]
    assert faces == [(1, False), (1, True), (1, False), (1, True)]
    entries = [text.get_text() for text in tested.legends[0].get_texts()]
    assert entries == ["a", "b", "p < 0.05 (permutation test, adjusted)", "not below 0.05"]
    assert "p" in tested.plotted.columns
    untested = figures.keyness(frame.assign(p=np.nan))
    assert len(untested.legends[0].get_texts()) == 2
    assert "p" not in untested.plotted.columns


@pytest.mark.parametrize(
    ("term", "width", "lines", "shown"),
    [
        ("change", 10, 1, "change"),
        ("alle Völker der Erde", 10, 1, "alle…"),
        ("alle Völker der Erde", 12, 2, "alle Völker\nder Erde"),
        ("Wirtschaftszusammenarbeit", 14, 2, "Wirtschaftszu-\nsammenarbeit"),
        ("deutsch-russische", 10, 2, "deutsch-\nrussische"),
        (LONG, 24, 2, "общественно-политическая\nобстановка в столице и…"),
        ("named", 10, 1, "named"),
    ],
)
def test_terms_are_shortened_and_never_translated(term: str, width: int, lines: int, shown: str) -> None:
    assert Look(labels={"named": "given"}).term(term, width=width, lines=lines) == shown
