"""Stage `estimates`: what is compared with what when a study has one outlet, and which cells say nothing."""

import numpy as np
import pandas as pd

from analysis import inference
from analysis.declarations import Event
from analysis.pipeline.stages.articles_by import Corpus
from analysis.pipeline.stages.estimates import rows_of
from analysis.pipeline.stages.quantities import Quantity


def one_outlet(days: pd.DatetimeIndex) -> Corpus:
    """Articles of one outlet and language, one a day; groups are the two halves of the study."""
    table = pd.DataFrame(
        {
            "id": [f"{number:04d}" for number in range(len(days))],
            **dict.fromkeys(("outlet", "service", "genre", "section"), "x"),
            "language": "en",
            "day": days,
        }
    )
    return Corpus(
        "en",
        "period",
        table,
        inference.group_of(table, "period"),
        np.arange(len(days)),
        np.arange(len(days)),
        np.ones(len(days), dtype=bool),
        np.zeros(len(days), dtype=bool),
        {},
    )


def test_a_shift_is_never_cut_at_the_middle_of_the_study() -> None:
    """The event lies in the last quarter: within the second half alone, "before" would be half as long."""
    corpus = one_outlet(pd.date_range("2023-01-01", "2023-12-31"))
    event = Event("bridge", "Bridge", pd.Timestamp("2023-10-01").date(), window=90)
    after = (corpus.articles["day"] >= "2023-10-01").to_numpy(float)[:, None]
    classes = pd.DataFrame({"class": ["frame"], "target": [""], "voice": [""]})
    tables = list(rows_of([Quantity(after, np.ones_like(after), classes, share=True)], corpus, [event]))
    shift = pd.concat(tables).query("contrast == 'after - before bridge'")
    assert shift["group"].tolist() == [""]
    assert shift["n"].tolist() == [180]
    assert shift["estimate"].tolist() == [1.0]
    months = pd.concat(tables).query("period.str.match('2023-')", engine="python")
    assert not months.duplicated(["period", "class"]).any()
    assert set(months["group"]) == {""}


def test_a_shift_with_a_side_of_few_days_is_left_out() -> None:
    corpus = one_outlet(pd.date_range("2023-01-01", "2023-03-31"))
    event = Event("early", "Early", pd.Timestamp("2023-01-06").date(), window=60)
    values = np.zeros((90, 1))
    classes = pd.DataFrame({"class": ["frame"], "target": [""], "voice": [""]})
    tables = list(rows_of([Quantity(values, np.ones_like(values), classes, share=True)], corpus, [event]))
    assert pd.concat(tables).query("contrast == 'after - before early'").empty


def test_means_of_fewer_than_five_days_are_left_out_and_shares_are_not() -> None:
    cells = pd.DataFrame({"group": "x", "period": "", "cluster": [1, 2, 3, 4]})
    classes = pd.DataFrame({"class": ["tone"], "target": [""], "voice": [""]})
    values = np.array([[-0.75], [-0.75], [-0.75], [-0.75]])
    weights = np.ones_like(values)
    assert inference.by_cells(values, weights, cells, classes, share=False).empty
    share = inference.by_cells(np.abs(values) > 1, weights, cells, classes, share=True)
    assert share["high"].item() > 0.3
