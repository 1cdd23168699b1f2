"""Figures: they show what they were given, whole and readable, and are saved as equal bytes."""

from __future__ import annotations

import csv
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from lexicon import dispersion_rows, growth_rows, pair_rows, shift_rows, strip_rows, title_rows
from matplotlib import _pylab_helpers, font_manager
from matplotlib.text import Text

from analysis import figures
from analysis.declarations import Event
from analysis.figures.layout import apart, renderer_of
from analysis.figures.style import Plot, clean
from analysis.figures.time import span_of
from analysis.figures.words import _WORDS, LANGUAGES, count, decimal, percent, sample_size

GROUPS = {"agency": "State agency, German service", "harbour": "Harbour Post", "courier": "Daily Courier"}
SIMULATED = "Simulated press"
EVENT = Event(name="vote", label="Parliamentary election", day=dt.date(2023, 3, 5))


def rows(**columns: object) -> pd.DataFrame:
    """All combinations of the lists given, with an estimate that rises from row to row."""
    frame = pd.MultiIndex.from_product(list(columns.values()), names=list(columns)).to_frame(index=False)
    size = len(frame)
    estimate = np.linspace(0.1, 0.6, size)
    return frame.assign(estimate=estimate, low=estimate - 0.04, high=estimate + 0.06, n=range(30, 30 + size))


def ordered() -> pd.DataFrame:
    """Shares of lists in which the one stands before the other; one pair in too few lists."""
    names = [
        "Anna Petrak",
        "Антон Варек",
        "castel",
        "A name that is much longer than the others are in any list",
    ]
    frame = pd.DataFrame([(a, b) for a in names for b in names if a != b], columns=["class", "target"])
    places = [(names.index(a), names.index(b)) for a, b in zip(frame["class"], frame["target"], strict=True)]
    few = frame["class"].isin(names[:2]) & frame["target"].isin(names[:2])
    return frame.assign(estimate=[0.9 if a < b else 0.1 for a, b in places], denominator=np.where(few, 2, 12))


def ledger() -> pd.DataFrame:
    kept = [(f"k{i}", "kept", "") for i in range(1200)]
    gone = [(f"s{i}", "set aside", "too short" if i % 3 else "no date") for i in range(9)]
    cuts = [("k1", "cut", "menu"), ("k1", "flag", "quote not closed")]
    return pd.DataFrame([*kept, *gone, *cuts], columns=["item", "action", "rule"])


def reprints() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("a1", "a1", "first", 0.0),
            ("h1", "a1", "exact", 0.0),
            ("h2", "a1", "near", 3.0),
            ("c1", "a1", "exact", 1.0),
            ("a2", "h1", "near", 4.0),
        ],
        columns=["article", "first", "kind", "lag"],
    )


def articles() -> pd.DataFrame:
    days = [dt.date(2023, 1, 5), dt.date(2023, 1, 31), dt.date(2023, 3, 1), dt.date(2023, 2, 2), None]
    outlets = ["agency", "agency", "agency", "harbour", "harbour"]
    ids = ["a1", "a2", "a3", "h1", "h2"]
    frame = pd.DataFrame({"id": ids, "outlet": outlets, "day": days})
    return pd.concat(
        [frame, pd.DataFrame({"id": ["c1"], "outlet": ["courier"], "day": [dt.date(2023, 3, 9)]})]
    )


def terms() -> pd.DataFrame:
    estimate = np.array([2.0, 1.5, 0.1, -0.1, -1.5, -2.5])
    return pd.DataFrame(
        {
            "class": ["Unionsstaat", "единство", "$a_b^2$", "Tag", "Häftlinge", "Exil"],
            "contrast": "State agency - Harbour Post",
            "estimate": estimate,
            "low": estimate - 0.5,
            "high": estimate + 0.5,
            "n": [120, 80, 900, 700, 60, 40],
        }
    )


def components() -> pd.DataFrame:
    weights = [(t, f"word{t}{i}", 0.2 / (i + 1)) for t in (1, 2, 3) for i in range(12)]
    return pd.DataFrame(weights, columns=["topic", "term", "weight"]).assign(model="nmf", language="de")


STABILITY = pd.DataFrame({"unit": ["de:01", "de:02", "de:03"], "value": [0.9, 0.4, 0.71]})
MONTHS = ["2022-Q4", "2023-01", "2023-02", "2023-03", "2023-05"]
FRAMES = ["conflict", "morality"]
VOICES = ["outlet", "quoted"]
NAMES = ["operation", "war"]
ROLES = ["", "own_state", "expert", "opposition"]
TABLES = ["frame_rates", "frame_heatmap", "reporting_verbs", "event_shift", "rate_over_time"]


def shares() -> pd.DataFrame:
    frame = rows(**{"class": ["outlet", "own_state", "expert"], "group": list(GROUPS)})
    direct = frame.assign(voice="direct", estimate=np.repeat([0.6, 0.2, 0.05], 3))
    indirect = direct[direct["class"] == "own_state"].assign(voice="indirect", estimate=0.1)
    return pd.concat([direct, indirect], ignore_index=True)


def spoken() -> pd.DataFrame:
    """Shares with rows of both kinds of speech together, as the measure has them."""
    both = shares()[shares()["class"] != "outlet"].groupby(["class", "group"], as_index=False).sum()
    return pd.concat([shares(), both.assign(voice="")], ignore_index=True)


def held() -> pd.DataFrame:
    named = rows(target=["war"], **{"class": ["", *NAMES], "group": list(GROUPS), "voice": ["", *VOICES]})
    actors = rows(target=[""], **{"class": ["Civic Choice"], "group": list(GROUPS), "voice": VOICES})
    return pd.concat([named, actors], ignore_index=True)


def shifts() -> pd.DataFrame:
    frame = rows(**{"class": FRAMES, "group": list(GROUPS)})
    return frame.assign(contrast="after - before: vote")


def planted() -> pd.DataFrame:
    return rows(measure=["frame", "voice"], place=[1, 2]).assign(planted=[0.1, 0.3, 0.42, 0.9])


FIGURES: dict[str, Callable[..., Plot]] = {
    "flow": lambda **o: figures.flow(ledger(), reprints(), **o),
    "flow_sources": lambda **o: figures.flow_sources(sourced(), reprints(), **o),
    "calendar": lambda **o: figures.calendar(articles(), **o),
    "calendar_week": lambda **o: figures.calendar(articles(), every="week", **o),
    "reprint_lag": lambda **o: figures.reprint_lag(reprints(), **o),
    "reprint_network": lambda **o: figures.reprint_network(reprints(), articles(), **o),
    "originality": lambda **o: figures.originality(rows(group=list(GROUPS)), **o),
    "keyness": lambda **o: figures.keyness(terms(), **o),
    "naming": lambda **o: figures.naming(
        rows(**{"target": ["war"], "class": ["operation", "war"], "group": list(GROUPS), "voice": VOICES}),
        **o,
    ),
    "topic_table": lambda **o: figures.topic_table(components(), STABILITY, **o),
    "topic_prevalence": lambda **o: figures.topic_prevalence(
        rows(**{"class": ["01", "02"], "group": list(GROUPS)}).assign(language="de"), STABILITY, **o
    ),
    "topic_agreement": lambda **o: figures.topic_agreement(STABILITY, **o),
    "frame_rates": lambda **o: figures.frame_rates(rows(**{"class": FRAMES, "group": list(GROUPS)}), **o),
    "frame_heatmap": lambda **o: figures.frame_heatmap(rows(**{"class": FRAMES, "group": list(GROUPS)}), **o),
    "recovery": lambda **o: figures.recovery(planted(), **o),
    "tone_targets": lambda **o: figures.tone_targets(
        rows(target=["Neighbour", "Union"], group=list(GROUPS), voice=VOICES), **o
    ),
    "voice_shares": lambda **o: figures.voice_shares(shares(), **o),
    "who_speaks": lambda **o: figures.who_speaks(spoken(), **o),
    "official_share": lambda **o: figures.official_share(
        rows(**{"class": ["official", "own_state"], "group": list(GROUPS), "voice": ["", "direct"]}), **o
    ),
    "speaker_numbers": lambda **o: figures.speaker_numbers(
        rows(**{"class": ROLES, "group": list(GROUPS)}), **o
    ),
    "roles_over_time": lambda **o: figures.roles_over_time(
        rows(**{"class": ROLES, "group": list(GROUPS), "voice": ["", "direct"], "period": MONTHS}), **o
    ),
    "speech_length": lambda **o: figures.speech_length(
        rows(**{"class": ROLES, "group": list(GROUPS), "voice": ["direct", "indirect"]}), **o
    ),
    "direct_share": lambda **o: figures.direct_share(rows(**{"class": ROLES, "group": list(GROUPS)}), **o),
    "distancing": lambda **o: figures.distancing(held(), **o),
    "quoted_over_time": lambda **o: figures.quoted_over_time(
        rows(**{"class": [""], "group": list(GROUPS), "period": MONTHS}), events=[EVENT], **o
    ),
    "reporting_verbs": lambda **o: figures.reporting_verbs(
        rows(**{"class": ["neutral", "doubting"], "group": ["own_state", "opposition"]}), **o
    ),
    "rate_over_time": lambda **o: figures.rate_over_time(
        rows(**{"class": FRAMES, "group": list(GROUPS), "period": MONTHS}), events=[EVENT], **o
    ),
    "event_shift": lambda **o: figures.event_shift(shifts(), **o),
    "keyness_tested": lambda **o: figures.keyness(
        terms().assign(p=[0.01, 0.2, 1, 1, 0.04, float("nan")]), **o
    ),
    "word_shift": lambda **o: figures.word_shift(shift_rows(), **o),
    "word_shift_tone": lambda **o: figures.word_shift(shift_rows("tone", kinds=True), **o),
    "dispersion": lambda **o: figures.dispersion(
        dispersion_rows(list(GROUPS)), strip_rows(list(GROUPS)), **o
    ),
    "cooccurrence": lambda **o: figures.cooccurrence(pair_rows(), **o),
    "growth": lambda **o: figures.growth(growth_rows(list(GROUPS)), **o),
    "formula_share": lambda **o: figures.formula_share(rows(group=list(GROUPS), period=[""]), **o),
    "formula_share_months": lambda **o: figures.formula_share(rows(group=list(GROUPS), period=MONTHS), **o),
    "term_rates": lambda **o: figures.term_rates(
        rows(**{"class": ["единство", "change"], "group": list(GROUPS), "period": MONTHS}), **o
    ),
    "about_and_by": lambda **o: figures.about_and_by(
        rows(measure=["about", "by"], **{"class": ["varek", "Министр Анна Петрак", "Coastal League"]}), **o
    ),
    "co_mentions": lambda **o: figures.co_mentions(pair_rows(), **o),
    "name_order": lambda **o: figures.name_order(ordered(), **o),
    "titles": lambda **o: figures.titles(title_rows(list(GROUPS)), **o),
}


def shown_texts(figure: Plot) -> list[Text]:
    """Texts that are drawn: tick labels outside the view are not."""
    hidden: set[Text] = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    hidden |= {tick.label1, tick.label2}
    found = figure.findobj(Text)
    return [text for text in found if text.get_visible() and text.get_text().strip() and text not in hidden]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_text_lies_on_the_page_and_covers_no_other(name: str, language: str) -> None:
    figure = FIGURES[name](note=SIMULATED, language=language, labels=GROUPS, title="Titel, заголовок")
    with figures.drawing():
        figure.draw_without_rendering()
    renderer = renderer_of(figure)
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in shown_texts(figure)]
    assert SIMULATED in " ".join(text for text, _ in boxes)
    for number, (text, box) in enumerate(boxes):
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.width and box.y1 <= figure.bbox.height
        assert inside, f"{text!r} is cut off"
        for other, place in boxes[:number]:
            assert not box.padded(-3).overlaps(place.padded(-3)), f"{text!r} covers {other!r}"


@pytest.mark.parametrize("name", FIGURES)
def test_widths_are_those_of_a_column_or_a_page(name: str) -> None:
    assert FIGURES[name]().get_figwidth() in (figures.SINGLE, figures.DOUBLE)


@pytest.mark.parametrize(
    "name", ["frame_rates", "frame_heatmap", "reporting_verbs", "event_shift", "rate_over_time"]
)
def test_plotted_data_equal_the_input(name: str) -> None:
    given = {
        "rate_over_time": rows(**{"class": FRAMES, "group": list(GROUPS), "period": MONTHS}),
        "reporting_verbs": rows(**{"class": ["neutral", "doubting"], "group": ["own_state", "opposition"]}),
        "event_shift": shifts(),
    }.get(name, rows(**{"class": FRAMES, "group": list(GROUPS)}))
    plotted = FIGURES[name]().plotted
    pd.testing.assert_frame_equal(plotted, given[list(plotted.columns)])


def test_points_lie_where_the_estimates_are() -> None:
    frame = rows(**{"class": ["a", "b"], "group": ["x"]})
    axes = figures.frame_rates(frame).axes[0]
    drawn = sorted(float(value) for line in axes.lines for value in line.get_xdata())
    assert drawn == pytest.approx(sorted(100 * frame["estimate"]))
    bars = [segment for part in axes.collections for segment in part.get_segments()]
    assert sorted(float(bar[0][0]) for bar in bars) == pytest.approx(sorted(100 * frame["low"]))


def test_order_of_names_runs_from_first_to_last() -> None:
    figure = figures.name_order(ordered())
    listed = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert [text.split()[0] for text in listed] == ["Anna", "Антон", "castel", "A"]
    assert set(figure.plotted["denominator"]) == {12}
    assert len(figures.name_order(ordered(), fewest=2).plotted) == 12
    assert figures.name_order(ordered(), fewest=20).plotted.empty


def test_text_about_and_by_keeps_those_most_written_about() -> None:
    frame = rows(measure=["about", "by"], **{"class": ["a", "b", "c"]})
    assert set(figures.about_and_by(frame, most=1).plotted["class"]) == {"c"}
    assert set(figures.about_and_by(frame).plotted["measure"]) == {"about", "by"}
    assert figures.about_and_by(frame.head(0)).plotted.empty


def test_missing_bounds_leave_the_interval_out() -> None:
    frame = rows(**{"class": ["a"], "group": ["x"]}).assign(low=np.nan, high=np.nan)
    axes = figures.frame_rates(frame).axes[0]
    assert [float(value) for line in axes.lines for value in line.get_xdata()] == pytest.approx([10.0])


def test_flow_counts_add_up() -> None:
    steps = figures.flow(ledger(), reprints()).plotted
    assert list(steps.itertuples(index=False, name=None)) == [
        ("read", "", 1209),
        ("set aside", "too short", 6),
        ("set aside", "no date", 3),
        ("kept", "", 1200),
        ("reprints", "exact", 2),
        ("reprints", "near", 2),
        ("analysed", "", 1196),
    ]


def test_calendar_counts_months_with_their_gaps() -> None:
    plotted = figures.calendar(articles()).plotted
    assert list(plotted.loc[plotted["outlet"] == "agency", "articles"]) == [2, 0, 1]
    assert list(plotted.loc[plotted["outlet"] == "harbour", "articles"]) == [0, 1, 0]
    weeks = figures.calendar(articles(), every="week").plotted
    assert weeks["articles"].sum() == 5
    assert {day.weekday() for day in weeks["start"]} == {0}


def test_undated_articles_are_counted_under_the_calendar() -> None:
    texts = [text.get_text() for text in figures.calendar(articles()).texts]
    assert any("1 without a date" in text for text in texts)


def test_reprint_lag_is_a_cumulative_share() -> None:
    plotted = figures.reprint_lag(reprints()).plotted
    exact = plotted[plotted["kind"] == "exact"]
    assert list(zip(exact["lag"], exact["reprints"], exact["share"], strict=True)) == [
        (0.0, 1, 0.5),
        (1.0, 1, 1.0),
    ]
    assert "first" not in set(plotted["kind"])


def test_reprint_network_counts_shares_of_the_reprinter() -> None:
    plotted = figures.reprint_network(reprints(), articles()).plotted
    edges = {(row["first"], row["reprinter"]): row["share"] for row in plotted.to_dict("records")}
    assert edges == {
        ("agency", "harbour"): 1.0,
        ("agency", "courier"): 1.0,
        ("harbour", "agency"): pytest.approx(1 / 3),
    }


def test_originality_turns_the_share_and_its_bounds() -> None:
    given = pd.DataFrame({"group": ["x"], "estimate": [0.3], "low": [0.2], "high": [0.45], "n": [50]})
    plotted = figures.originality(given).plotted.iloc[0]
    assert (plotted["estimate"], plotted["low"], plotted["high"]) == pytest.approx((0.7, 0.55, 0.8))


def test_keyness_lists_the_top_of_both_sides_and_z() -> None:
    figure = figures.keyness(terms(), top=1)
    listed = [label.get_text() for label in figure.axes[1].get_yticklabels()]
    assert listed == ["Unionsstaat", "Exil"]
    plotted = figure.plotted.set_index("class")
    assert plotted.loc["Unionsstaat", "z"] == pytest.approx(2.0 / (0.5 / 1.959964))
    with pytest.raises(ValueError, match="one contrast"):
        figures.keyness(terms().assign(contrast="A"))
    assert figures.keyness(terms().assign(contrast="A - B - C"), sides=("A - B", "C")).axes


def test_voice_shares_adds_direct_and_indirect() -> None:
    plotted = figures.voice_shares(shares()).plotted
    own = plotted.set_index(["group", "class"])["share"]
    assert own["agency", "own_state"] == pytest.approx(0.3)
    with pytest.raises(ValueError, match="more than one"):
        figures.voice_shares(shares().assign(estimate=0.5))


def test_both_kinds_together_are_not_added_to_the_stack() -> None:
    pd.testing.assert_frame_equal(
        figures.voice_shares(spoken()).plotted, figures.voice_shares(shares()).plotted
    )
    plotted = figures.who_speaks(spoken()).plotted
    assert set(plotted["class"]) == {"own_state", "expert"}
    own = plotted.set_index(["group", "class"])["estimate"]
    assert own["agency", "own_state"] == pytest.approx(0.3)


def test_roles_over_time_shows_those_with_most_text() -> None:
    frame = rows(**{"class": ROLES[1:], "group": ["x"], "voice": ["", "direct"], "period": MONTHS})
    figure = figures.roles_over_time(frame, most=2)
    assert [axes.get_title("left") for axes in figure.axes] == ["opposition", "expert"]
    given = frame[(frame["voice"] == "") & frame["class"].isin(["opposition", "expert"])]
    assert list(figure.plotted["estimate"]) == list(given["estimate"])


def test_all_roles_together_are_no_row_beside_roles() -> None:
    for name in ("speech_length", "direct_share"):
        assert set(FIGURES[name]().plotted["class"]) == set(ROLES[1:])
    lengths = rows(**{"class": ["expert"], "group": ["x"], "voice": ["", "direct"]})
    assert figures.speech_length(lengths).plotted["estimate"].tolist() == [0.6]


def test_distancing_names_the_referent_beside_the_name() -> None:
    axes = figures.distancing(held(), labels={"war": "The war", **GROUPS}).axes
    labels = {text.get_text().replace("\n", " ") for text in axes[0].get_yticklabels()}
    assert labels == {"The war: The war", "The war: operation", "Civic Choice"}
    assert [a.get_title("left") for a in axes] == ["Outlet's own voice", "Quoted voices"]


def test_of_actors_those_held_at_a_distance_are_shown() -> None:
    frame = rows(target=[""], **{"class": ["never", "once", "often"], "group": ["x"], "voice": ["outlet"]})
    frame = frame.assign(estimate=[0.0, 0.1, 0.2], n=20)
    assert list(figures.distancing(frame).plotted["name"]) == ["once", "often"]
    assert list(figures.distancing(frame, most=1).plotted["name"]) == ["often"]
    assert figures.distancing(frame.assign(estimate=0.0)).plotted.empty


def test_recovery_marks_what_was_missed() -> None:
    plotted = figures.recovery(planted()).plotted
    assert list(plotted["covered"]) == [True, True, True, False]


def test_topic_table_marks_unstable_topics() -> None:
    figure = figures.topic_table(components(), STABILITY, top=3, labels={"01": "Energy"})
    titles = [axes.get_title("left") for axes in figure.axes[:3]]
    assert titles == ["Energy (0.90)", "Topic 02 (0.40)", "Topic 03 (0.71)"]
    hatched = [bool(axes.patches[0].get_hatch()) for axes in figure.axes[:3]]
    assert hatched == [False, True, False]
    assert list(figure.plotted.groupby("topic").size()) == [3, 3, 3]


def test_a_line_is_broken_at_a_gap() -> None:
    frame = rows(**{"class": [""], "group": ["x"], "period": MONTHS})
    axes = figures.rate_over_time(frame).axes[0]
    lengths = sorted(len(line.get_xdata()) for line in axes.lines if line.get_linestyle() != "None")
    assert lengths[-1] == 4


@pytest.mark.parametrize(
    ("period", "first", "end"),
    [
        ("2023-04", dt.date(2023, 4, 1), dt.date(2023, 5, 1)),
        ("2023-12", dt.date(2023, 12, 1), dt.date(2024, 1, 1)),
        ("2023-Q1", dt.date(2023, 1, 1), dt.date(2023, 4, 1)),
        ("2023-Q4", dt.date(2023, 10, 1), dt.date(2024, 1, 1)),
    ],
)
def test_periods(period: str, first: dt.date, end: dt.date) -> None:
    assert span_of(period) == (first, end)


@pytest.mark.parametrize("period", ["", "2023", "before", "2023-13", "2023-Q5", "2023-W01"])
def test_other_periods_are_refused(period: str) -> None:
    with pytest.raises(ValueError, match="is needed"):
        span_of(period)


def test_slices_that_one_mark_cannot_show_are_refused() -> None:
    frame = rows(**{"class": ["a"], "group": ["x"]})
    with pytest.raises(ValueError, match="two rows for"):
        figures.frame_rates(pd.concat([frame, frame]))
    with pytest.raises(ValueError, match="missing columns"):
        figures.frame_rates(frame.drop(columns="low"))
    with pytest.raises(ValueError, match="one referent"):
        figures.naming(rows(**{"target": ["a", "b"], "class": ["c"], "group": ["g"], "voice": VOICES}))
    with pytest.raises(ValueError, match="one language"):
        figures.topic_table(components().assign(language=["de", "en"] * 18))
    with pytest.raises(ValueError, match="one contrast"):
        figures.event_shift(shifts().assign(contrast=[f"c{i}" for i in range(6)]))
    with pytest.raises(ValueError, match="figures speak"):
        figures.frame_rates(frame, language="fr")


def test_nothing_to_show_is_said_and_can_be_saved(tmp_path: Path) -> None:
    figure = figures.frame_rates(rows(**{"class": ["a"], "group": ["x"]}).head(0), language="de")
    assert "Keine Daten für diese Abbildung" in [text.get_text() for text in shown_texts(figure)]
    saved = figures.save(figure, tmp_path, "nothing")
    assert saved[-1].read_text(encoding="utf-8") == "class,group,estimate,low,high,n\n"


def test_hostile_labels_are_drawn_as_text() -> None:
    frame = rows(**{"class": ["$\\frac{1}{$", "_x", "a\nb\x07"], "group": ["_y", "$z$"]})
    texts = {text.get_text() for text in shown_texts(figures.frame_rates(frame))}
    assert {"$\\frac{1}{$", "_x", "a b", "_y (n = 30–34)", "$z$ (n = 31–35)"} <= texts
    assert clean("a\u202eb\r\n c") == "a b c"


def test_save_writes_four_files_with_the_data(tmp_path: Path) -> None:
    frame = rows(**{"class": ["=1+1", "ё"], "group": ["x"]})
    paths = figures.save(figures.frame_rates(frame), tmp_path, "rates")
    assert [path.name for path in paths] == ["rates.pdf", "rates.svg", "rates.png", "rates.csv"]
    with paths[3].open(encoding="utf-8", newline="") as stream:
        read = list(csv.DictReader(stream))
    assert [row["class"] for row in read] == ["'=1+1", "ё"]
    assert [float(row["estimate"]) for row in read] == list(frame["estimate"])
    for path in paths[:3]:
        content = path.read_bytes()
        assert b"Date" not in content
        assert b"Matplotlib" not in content
    assert b"<text" not in paths[1].read_bytes()
    for name in ("../x", "", "a/b"):
        with pytest.raises(ValueError, match="file name"):
            figures.save(figures.frame_rates(frame), tmp_path, name)


@pytest.mark.parametrize("text", ["白俄罗斯", "ไทย"])
def test_a_missing_glyph_raises_and_nothing_is_written(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Glyph"):
        figures.frame_rates(rows(**{"class": [text], "group": ["x"]}))
    figure = figures.frame_rates(rows(**{"class": ["a"], "group": ["x"]}))
    figure.text(0.5, 0.5, text)
    with pytest.raises(ValueError, match="Glyph"):
        figures.save(figure, tmp_path, "missing")
    assert not list(tmp_path.iterdir())


def test_figures_without_data_are_not_saved(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plotted data"):
        figures.save(Plot(), tmp_path, "bare")


def test_every_wording_has_glyphs_in_three_languages(tmp_path: Path) -> None:
    for key, wordings in _WORDS.items():
        assert len(wordings) == len(LANGUAGES) == len(set(map(bool, wordings))) + 2, key
    text = " ".join(word for wordings in _WORDS.values() for word in wordings)
    figure = figures.frame_rates(rows(**{"class": ["a"], "group": ["x"]}), note=text)
    assert figures.save(figure, tmp_path, "words")


def test_nothing_leaks() -> None:
    before = dict(mpl.rcParams)
    for make in FIGURES.values():
        make()
    assert dict(mpl.rcParams) == before
    assert not _pylab_helpers.Gcf.figs


def test_only_fonts_of_matplotlib_itself_are_used() -> None:
    FIGURES["frame_rates"]()
    folder = Path(mpl.get_data_path())
    assert font_manager.fontManager.ttflist
    assert all(folder in Path(entry.fname).parents for entry in font_manager.fontManager.ttflist)
    with figures.drawing():
        assert folder in Path(font_manager.findfont(font_manager.FontProperties())).parents


def test_a_notebook_shows_a_picture() -> None:
    picture = FIGURES["frame_rates"]()._repr_png_()
    assert picture.startswith(b"\x89PNG")
    assert b"Software" not in picture


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_figures as t
for name in sys.argv[3:]:
    figure = t.FIGURES[name](note="N", labels=t.GROUPS)
    t.figures.save(figure, Path(sys.argv[2]), name)
    if name in t.TABLES:
        t.figures.save(figure, Path(sys.argv[2]) / "again", name)
"""


def test_equal_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(tmp_path / seed), *FIGURES]
        subprocess.run(command, check=True, env=environment)
    written = sorted(path.relative_to(tmp_path / "0") for path in (tmp_path / "0").rglob("*.*"))
    assert len(written) == 4 * len(FIGURES) + 4 * len(TABLES)
    for path in written:
        content = (tmp_path / "0" / path).read_bytes()
        assert content == (tmp_path / "4711" / path).read_bytes(), path
        assert content == (tmp_path / "0" / path.name).read_bytes(), path


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([], []),
        ([5.0], [5.0]),
        ([1.0, 9.0], [1.0, 9.0]),
        ([5.0, 5.0], [4.5, 5.5]),
        ([9.9, 10.0], [9.0, 10.0]),
        ([3.0, 1.0, 3.0], [2.5, 1.0, 3.5]),
    ],
)
def test_labels_move_apart(positions: list[float], expected: list[float]) -> None:
    assert apart(positions, 1.0, low=0.0, high=10.0) == pytest.approx(expected)


def test_too_many_labels_are_spaced_evenly() -> None:
    assert apart([5.0] * 5, 1.0, low=0.0, high=2.0) == pytest.approx([0, 0.5, 1, 1.5, 2])


def test_numbers_in_three_languages() -> None:
    assert [count(1234567, language) for language in LANGUAGES] == [
        "1,234,567",
        "1.234.567",
        "1\u202f234\u202f567",
    ]
    assert [decimal(-0.04, 1, language) for language in LANGUAGES] == ["0.0", "0,0", "0,0"]
    assert decimal(-1.25, 1, "de", sign=True) == "−1,2"
    assert decimal(1.0, 1, sign=True) == "+1.0"
    assert decimal(float("nan")) == "–"
    assert percent(0.123, 1, "en") == "12.3%"
    assert sample_size([30.0, 30.0]) == "n = 30"
    assert sample_size([30.0, 1200.0], "de") == "n = 30–1.200"
    assert sample_size([float("nan")]) == ""


def sourced() -> pd.DataFrame:
    """A ledger of two sources that hold the articles of `reprints`."""
    items = [("a1", "agency"), ("a2", "agency"), ("h1", "harbour"), ("h2", "harbour"), ("c1", "harbour")]
    kept = [(item, source, "kept", "") for item, source in items]
    gone = [("x", "agency", "set aside", "no date"), ("y", "harbour", "set aside", "empty")]
    return pd.DataFrame([*kept, *gone], columns=["item", "source", "action", "rule"])


def test_flow_by_source_adds_up_downwards_and_across() -> None:
    table = figures.flow_table(sourced(), reprints())
    rows = {(row[0], row[1]): tuple(row[2:]) for row in table.itertuples(index=False, name=None)}
    assert list(table.columns) == ["step", "reason", "agency", "harbour", "all"]
    assert rows["read", ""] == (3, 4, 7)
    assert rows["set aside", "no date"] == (1, 0, 1)
    assert rows["set aside", "empty"] == (0, 1, 1)
    assert rows["kept", ""] == (2, 3, 5)
    assert rows["reprints", "exact"] == (0, 2, 2)
    assert rows["reprints", "near"] == (1, 1, 2)
    assert rows["analysed", ""] == (1, 0, 1)


def test_flow_by_source_draws_every_number_it_plots() -> None:
    figure = figures.flow_sources(sourced(), reprints())
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert {"agency", "harbour", "All"} <= set(texts)
    assert len(figure.plotted) == 3 * 7
    alone = figures.flow_sources(sourced().query("source == 'agency'"), reprints())
    assert set(alone.plotted["source"]) == {"agency"}


def test_calendar_marks_gaps() -> None:
    coverage = pd.DataFrame(
        {
            "outlet": ["agency", "harbour"],
            "start": [dt.date(2023, 1, 28), dt.date(2023, 2, 1)],
            "end": [dt.date(2023, 2, 10), dt.date(2023, 2, 28)],
            "kind": ["gap", "complete"],
        }
    )
    figure = figures.calendar(articles(), coverage=coverage)
    plotted = figure.plotted
    assert list(plotted.loc[plotted["outlet"] == "agency", "incomplete_days"]) == [4, 10, 0]
    assert plotted.loc[plotted["outlet"] == "harbour", "incomplete_days"].sum() == 0
    assert any("Orange" in text.get_text() for text in figure.texts)
    assert not any("Orange" in text.get_text() for text in figures.calendar(articles()).texts)
