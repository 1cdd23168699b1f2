"""Stage `vocabulary`: which rows it writes for a small study, and what it leaves out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import schema
from analysis.declarations import Event
from analysis.pipeline.stages.vocabulary import build
from analysis.pipeline.step import Job
from analysis.vocabulary import KINDS

TERMS = ("attack", "bridge", "good", "harbour", "s", "the", "treaty", "zebra")
START = dt.date(2023, 1, 1)
EVENT = Event("bridge", "Bridge", dt.date(2023, 4, 11), window=100)


def start(folder: Path, *, outlets: tuple[str, ...] = ("gull", "tern"), count: int = 200) -> np.ndarray:
    """Articles of one sentence each, one a day of each outlet: gull says bridge, tern says treaty; the
    last article of all is a reprint that says zebra a hundred times."""
    dice = np.random.default_rng(1)
    ids = [f"{number:016x}" for number in range(count)]
    names = [outlets[number % len(outlets)] for number in range(count)]
    rates = np.tile([1.0, 1, 2, 3, 2, 20, 1, 0.05], (count, 1))
    own = np.array([name == outlets[0] for name in names])
    rates[own, 1], rates[~own, 6] = 4, 4
    counts = dice.poisson(rates)
    counts[-1] = [0, 0, 0, 0, 0, 1, 0, 100]
    columns = schema.TABLES["articles"].columns
    articles = pd.DataFrame({name: [None] * count for name in columns}).assign(
        id=ids, source="x", outlet=names, service="", language="en", genre="news", section="", text="x"
    )
    articles["day"] = [START + dt.timedelta(days=number // len(outlets)) for number in range(count)]
    schema.write(articles, folder, "articles", "x")
    reprint = {name: [""] for name in schema.TABLES["reprints"].columns} | {
        name: [0] for name in ("lag", "share", "contained", "added", "dropped")
    }
    schema.write(
        pd.DataFrame(reprint).assign(article=ids[-1], first=ids[0], cluster=ids[0]), folder, "reprints"
    )
    terms = pd.DataFrame({"term": TERMS, "form": TERMS, "number": range(len(TERMS))}).assign(
        language="en",
        documents=5,
        count=5,
        kind="word",
        parts="",
        others="",
        stop=[t == "the" for t in TERMS],
    )
    schema.write(terms, folder, "terms", "en")
    for rows in ("articles", "sentences"):
        schema.write_matrix(sparse.csr_array(counts), folder, rows, "en")
    sentences = pd.DataFrame({"article": ids, "number": 0, "start": 0, "end": 1, "hash": ""})
    schema.write(sentences, folder, "sentences", "en")
    return counts


def run(folder: Path, part: str, **options: Any) -> pd.DataFrame:
    given = {"languages": ("en",), "genres": (), "events": (), "watched": {}, "seed": 1, **options}
    build(Job(folder, folder, part, given, {}))
    return schema.read(folder, "estimates", part)


def test_keyness_of_two_outlets(tmp_path: Path) -> None:
    counts = start(tmp_path)
    found = run(tmp_path, "keyness")
    assert set(found["contrast"]) == {"gull - tern"}
    assert set(found["measure"]) == {"keyness", "log_likelihood", "log_ratio"}
    rows = found[found["measure"] == "keyness"].set_index("class")
    assert set(rows.index) == {"attack", "bridge", "good", "harbour", "treaty", "zebra"}
    assert rows.index[rows["p"] < 0.05].tolist() == ["bridge", "treaty"]
    assert rows.loc["bridge", "low"] > 0 > rows.loc["treaty", "high"]
    assert set(rows["denominator"]) == {float(counts[:-1].sum())}
    assert rows.loc["zebra", "n"] == counts[:-1, 7].sum()
    assert "articles change places" in rows["method"].iloc[0]
    assert "both groups together scaled to 1,000 words" in rows["method"].iloc[0]
    likelihood = found[found["measure"] == "log_likelihood"].set_index("class")
    assert likelihood[["low", "high"]].isna().all(axis=None)
    assert likelihood["p"].tolist() == rows.loc[likelihood.index, "p"].tolist()
    ratio = found[found["measure"] == "log_ratio"].set_index("class")
    assert ratio["p"].isna().all()
    assert ratio.loc["bridge", "low"] > 1


def test_before_and_after_are_tested_in_blocks_and_short_sides_not_at_all(tmp_path: Path) -> None:
    start(tmp_path, outlets=("gull",))
    long, short = EVENT, Event("early", "Early", dt.date(2023, 4, 11), window=30)
    found = run(tmp_path, "keyness", events=(long, short)).query("measure == 'keyness'")
    by_name = dict(iter(found.groupby("contrast")))
    halves = by_name.pop("second half - first half")
    assert set(by_name) == {"after - before bridge", "after - before early"}
    assert "blocks of 7 days change places" in halves["method"].iloc[0]
    assert "blocks of 7 days change places" in by_name["after - before bridge"]["method"].iloc[0]
    assert by_name["after - before bridge"]["p"].notna().all()
    told = by_name["after - before early"]["method"].iloc[0]
    assert "no test: one side has only 5 blocks of 7 days, 10 are needed" in told
    assert by_name["after - before early"]["p"].isna().all()


def test_a_side_without_articles_is_skipped(tmp_path: Path) -> None:
    start(tmp_path)
    late = Event("late", "Late", dt.date(2024, 4, 11), window=30)
    for part in ("keyness", "word_shift"):
        assert set(run(tmp_path, part, events=(late,))["contrast"]) == {"gull - tern"}


@pytest.mark.parametrize("part", ["keyness", "collocation", "dispersion", "word_shift"])
def test_without_articles_and_without_terms_there_are_no_rows(tmp_path: Path, part: str) -> None:
    start(tmp_path, count=4)
    found = run(tmp_path, part, genres=("opinion",))
    assert found.empty
    assert list(found.columns) == list(schema.TABLES["estimates"].columns)
    rare = run(tmp_path, part)
    assert rare[~rare["measure"].str.startswith("word_shift_")].empty


def test_collocation_is_of_the_watched_terms(tmp_path: Path) -> None:
    start(tmp_path)
    found = run(tmp_path, "collocation", watched={"en": ("Bridge", "unknown")})
    assert set(found["measure"]) == {"logdice", "pmi", "collocation_ll", "cooccurrence"}
    pairs = found[found["measure"] == "logdice"]
    assert set(pairs["target"]) == {"bridge"}
    assert set(pairs["group"]) == {"", "gull", "tern"}
    assert set(pairs["class"]) & {"bridge", "s", "the"} == set()
    edges = found[found["measure"] == "cooccurrence"]
    assert set(edges["group"]) == {""}
    assert (edges["class"] < edges["target"]).all()
    assert "in one sentence" in pairs["method"].iloc[0]


def test_without_watched_terms_collocation_is_of_the_most_telling(tmp_path: Path) -> None:
    start(tmp_path)
    found = run(tmp_path, "collocation").query("measure == 'logdice'")
    assert {"bridge", "treaty"} <= set(found["target"])


def test_dispersion_by_group(tmp_path: Path) -> None:
    counts = start(tmp_path)
    found = run(tmp_path, "dispersion", watched={"en": ("the",)}).set_index(["group", "class"])
    assert found.loc[("", "the"), "estimate"] < found.loc[("", "bridge"), "estimate"]
    assert found.loc[("tern", "bridge"), "estimate"] > found.loc[("gull", "bridge"), "estimate"]
    assert found.loc[("", "harbour"), "n"] == counts[:-1, 3].sum()
    assert found.loc[("", "harbour"), "denominator"] == len(counts) - 1
    assert "s" not in found.loc[""].index


def test_word_shifts_of_divergence_and_tone(tmp_path: Path) -> None:
    start(tmp_path)
    found = run(tmp_path, "word_shift")
    total = found[found["measure"] == "word_shift_total"].set_index("target")
    assert total.loc["divergence", "low"] > 0
    terms = found[found["measure"] == "word_shift"].set_index(["target", "class"])
    assert terms.loc[("divergence", "bridge"), "low"] > 0 > terms.loc[("divergence", "treaty"), "high"]
    assert set(terms.loc["tone"].index) == {"attack", "good"}
    kinds = found[found["measure"] == "word_shift_kind"].set_index("class")["estimate"]
    assert set(kinds.index) == set(KINDS)
    assert kinds.sum() == pytest.approx(total.loc["tone", "estimate"])
    scores = found[found["measure"] == "word_shift_score"].set_index("class")["estimate"]
    assert scores["attack"] < 0 < scores["good"]


@pytest.mark.parametrize("part", ["keyness", "collocation", "dispersion", "word_shift"])
def test_the_same_bytes_twice(tmp_path: Path, part: str) -> None:
    start(tmp_path)
    written = []
    for _ in range(2):
        run(tmp_path, part, events=(EVENT,))
        written.append(schema.path_of(tmp_path, "estimates", part).read_bytes())
    assert written[0] == written[1]
