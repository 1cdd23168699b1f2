"""Estimators fed with the true labels of the simulated press: do their intervals hold what was planted?"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import inference

TRUTH = Path(__file__).parents[1] / "data" / "raw" / "simulated" / "truth"
NAMES = ["outlet", "language", "period"]


def estimated() -> pd.DataFrame:
    """Rates of each frame by outlet, language and period, from true labels of original articles."""
    articles = pd.read_csv(TRUTH / "articles.csv.gz").query("kind == 'original' and day == day")
    frames = pd.read_csv(TRUTH / "frames.csv.gz")
    rates = pd.read_csv(TRUTH / "rates.csv.gz")
    names = sorted(set(rates["frame"]))
    present = frames.assign(value=1.0).pivot_table(index="place", columns="frame", values="value")
    values = present.reindex(index=articles["place"], columns=names).fillna(0.0).to_numpy()
    cells = pd.DataFrame(
        {
            "group": (articles["outlet"] + "|" + articles["language"]).to_numpy(),
            "period": articles["period"].to_numpy(),
            "cluster": pd.to_datetime(articles["day"]).to_numpy("datetime64[D]").astype(np.int64),
        }
    )
    classes = pd.DataFrame({"class": names})
    found = inference.by_cells(values, np.ones_like(values), cells, classes, share=True)
    planted = rates.assign(group=rates["outlet"] + "|" + rates["language"])
    return found.merge(
        planted[["group", "period", "frame", "rate"]],
        left_on=["group", "period", "class"],
        right_on=["group", "period", "frame"],
        validate="one_to_one",
    )


def shifts(rates: pd.DataFrame) -> pd.DataFrame:
    after, before = rates[rates["period"] == "after"], rates[rates["period"] == "before"]
    found = inference.contrast(after, before, ["group", "class"], "shift")
    planted = after.set_index(["group", "class"])["rate"] - before.set_index(["group", "class"])["rate"]
    return found.assign(rate=planted.loc[list(zip(found["group"], found["class"], strict=True))].to_numpy())


@pytest.mark.parametrize("what", ["rates", "shifts"])
def test_intervals_hold_what_was_planted(what: str) -> None:
    table = estimated() if what == "rates" else shifts(estimated())
    held = (table["low"] <= table["rate"]) & (table["rate"] <= table["high"])
    missed = table[~held][["group", "class", "rate", "estimate", "low", "high"]]
    print(f"{what}: {held.sum()} of {len(table)} planted values lie in their intervals; missed:\n{missed}")
    assert len(table) >= 50
    assert held.mean() >= 0.90


def test_intervals_are_not_so_wide_that_they_say_nothing() -> None:
    table = estimated()
    assert (table["high"] - table["low"]).median() < 0.25
    clear = shifts(table)
    assert (np.sign(clear["low"]) == np.sign(clear["high"])).sum() >= 5


def test_day_effects_are_planted_and_intervals_know_it() -> None:
    """With independent articles taken for granted, intervals are too narrow: that is why days cluster."""
    table = estimated()
    plain = inference.wilson(table["estimate"].to_numpy(), table["n"].to_numpy(float))
    assert ((table["high"] - table["low"]) >= (plain[1] - plain[0]) - 1e-12).all()
    assert ((table["high"] - table["low"]) > 1.02 * (plain[1] - plain[0])).mean() > 0.2
