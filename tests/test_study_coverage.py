"""What a study says of cleaning rules, genres and coverage, and what estimates make of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import schema
from analysis.coverage import coverage
from analysis.declarations import DeclarationError, load_study
from analysis.declarations.checks import RULES
from analysis.declarations.study import Coverage, Kept
from analysis.pipeline import steps_of
from analysis.pipeline.stages import coverage as coverage_stage
from analysis.pipeline.stages import estimates
from analysis.pipeline.step import Job
from analysis.report import methods

SMALL = """\
name = "small"
title = "A small study"
languages = ["en"]
codebook = "state_media"

[sources.first]
files = ["first/*.csv"]
outlet = "generic"
"""
START = dt.date(2023, 1, 1)


def study(folder: Path, more: str) -> Path:
    file = folder / "studies" / "small.toml"
    file.parent.mkdir(parents=True)
    file.write_text(SMALL + more, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("more", "key", "found", "allowed"),
    [
        (
            '[cleaning]\noff = ["captions"]\n',
            "cleaning.off",
            "captions (did you mean caption?)",
            ", ".join(RULES),
        ),
        ('[cleaning]\noff = ["caption", "language"]\n', "cleaning.off", "language", ", ".join(RULES)),
        ("[coverage]\nthreshold = 2.0\n", "coverage.threshold", "2.0", "a number from 0 to 1"),
        ("[coverage]\nleast = -1\n", "coverage.least", "-1.0", "a number from 0 to 1"),
        (
            "[[coverage.keep]]\nstart = 2023-02-01\nend = 2023-01-01\n",
            "coverage.keep[0]",
            "2023-02-01 to 2023-01-01",
            "a start that is not after the end",
        ),
        (
            '[[coverage.keep]]\nstart = 2023-01-01\nend = 2023-02-01\noutlet = "kcna"\n',
            "coverage.keep[0].outlet",
            "kcna",
            "generic",
        ),
        ('[sources.first.position]\nx = "y"\n', "sources.first.position", "{'x': 'y'}", "one of , rows"),
    ],
)
def test_bad_declarations_say_what_is_allowed(
    tmp_path: Path, more: str, key: str, found: str, allowed: str
) -> None:
    with pytest.raises(DeclarationError) as caught:
        load_study(str(study(tmp_path, more)))
    assert (caught.value.key, caught.value.found, caught.value.allowed) == (key, found, allowed)


@pytest.mark.parametrize("line", ['genres = ["comment"]', 'standardise = "section"'])
def test_unknown_genres_and_strata(tmp_path: Path, line: str) -> None:
    file = study(tmp_path, "")
    file.write_text(f"{line}\n{SMALL}", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"news|genre"):
        load_study(str(file))


def test_every_rule_can_be_switched_off(tmp_path: Path) -> None:
    named = ", ".join(f'"{rule}"' for rule in RULES)
    assert load_study(str(study(tmp_path, f"[cleaning]\noff = [{named}]\n"))).cleaning.off == RULES


def test_estimates_wait_for_the_calendar(tmp_path: Path) -> None:
    file = study(tmp_path, "")
    raw = tmp_path / "data/raw/first/a.csv"
    raw.parent.mkdir(parents=True)
    raw.write_text("date,text\n", encoding="utf-8")
    steps = {step.name: step for step in steps_of(load_study(str(file)))}
    assert "coverage" in steps["estimates[frame]"].inputs
    assert {"coverage", "standardise"} <= set(steps["estimates[frame]"].options)
    assert "foreign[en]" in steps["report"].inputs


def corpus(folder: Path) -> pd.DataFrame:
    """Two outlets, four articles a day in half a year, in a gap of forty days none of outlet b. Outlet a
    prints news and opinion half and half, b three to one; quoted text is a tenth of news, half of opinion."""
    rng = np.random.default_rng(6)
    rows = []
    for outlet, opinion in (("a", 0.5), ("b", 0.25)):
        for number in range(180):
            for place in range(4):
                if outlet == "b" and 60 <= number < 100:
                    continue
                genre = "opinion" if rng.random() < opinion else "news"
                day = START + dt.timedelta(number)
                rows.append((f"{outlet}{number:03d}{place}", outlet, genre, day))
    articles = pd.DataFrame(rows, columns=["id", "outlet", "genre", "day"])
    empty = dict.fromkeys(set(schema.TABLES["articles"].columns) - set(articles), "")
    missing = dict.fromkeys(["published", "crawled", "dateline_date", "position"])
    articles = articles.assign(**{**empty, **missing, "service": "en", "language": "en"})
    schema.write(articles, folder, "articles", "s")
    none = pd.DataFrame(columns=list(schema.TABLES["reprints"].columns))
    schema.write(none, folder, "reprints")
    shares = pd.DataFrame(
        {
            "unit_kind": "article",
            "unit": articles["id"],
            "measure": "voice",
            "class": "expert",
            "target": "",
            "voice": "direct",
            "value": np.where(articles["genre"] == "opinion", 0.5, 0.1),
        }
    )
    schema.write(shares, folder, "measures", "voice-en")
    return articles


def estimated(folder: Path, options: Coverage, *, standardise: str = "genre") -> pd.DataFrame:
    given = {"coverage": options, "period": None}
    coverage_stage.build(Job(folder, folder, "", given, {}))
    more = {"languages": ("en",), "genres": (), "events": (), "standardise": standardise}
    estimates.build(Job(folder, folder, "quoted", {**given, **more}, {}))
    return schema.read(folder, "estimates", "quoted")


def test_standardised_estimates_take_the_genre_mix_out(tmp_path: Path) -> None:
    corpus(tmp_path)
    rows = estimated(tmp_path, Coverage())
    whole = rows[(rows["period"] == "") & (rows["contrast"] == "")].set_index(["scope", "group"])["estimate"]
    assert whole["original", "a"] == pytest.approx(0.3, abs=0.02)
    assert whole["original", "b"] == pytest.approx(0.2, abs=0.02)
    assert whole["standardised", "a"] == pytest.approx(whole["standardised", "b"])
    between = rows[rows["contrast"] == "a - b"].set_index("scope")
    assert between.loc["original", "low"] > 0.05
    assert between.loc["standardised", "estimate"] == pytest.approx(0.0, abs=1e-9)
    assert between["method"].notna().all()
    assert (rows.loc[rows["scope"] == "standardised", "period"] == "").all()


def test_standardising_can_be_switched_off(tmp_path: Path) -> None:
    corpus(tmp_path)
    assert set(estimated(tmp_path, Coverage(), standardise="none")["scope"]) == {"original", "all"}


def test_incomplete_months_leave_the_periods_unless_the_study_keeps_them(tmp_path: Path) -> None:
    """The gap of b is 2 March to 10 April: both months go, for b alone."""
    corpus(tmp_path)

    def months(options: Coverage, group: str) -> list[str]:
        rows = estimated(tmp_path, options)
        rows = rows[(rows["scope"] == "original") & (rows["group"] == group) & (rows["period"] != "")]
        return sorted(rows["period"])

    every = [f"2023-0{number}" for number in range(1, 7)]
    assert months(Coverage(), "a") == every
    assert months(Coverage(), "b") == ["2023-01", "2023-02", "2023-05", "2023-06"]
    # One day of March is left: too few articles, so its quarter is pooled.
    assert months(Coverage(leave_out=False), "b") == ["2023-04", "2023-05", "2023-06", "2023-Q1"]
    april = Kept(dt.date(2023, 4, 1), dt.date(2023, 4, 30), outlet="b")
    assert months(Coverage(keep=(april,)), "b") == ["2023-01", "2023-02", "2023-04", "2023-05", "2023-06"]


def test_the_methods_section_says_it(tmp_path: Path) -> None:
    articles = corpus(tmp_path)
    table = coverage(articles)
    given = load_study(str(study(tmp_path, "")))
    ledger = pd.DataFrame(columns=["item", "action", "rule"])
    numbers = dict.fromkeys(("read", "kept", "aside", "repeats", "originals"), 1)
    told = dict(methods.paragraphs(given, numbers, ledger, {}, table))["Collection"]
    assert "b (en) 2023-03-02 to 2023-04-10" in told
    assert "b (en) 2023-03, b (en) 2023-04" in told
    assert "left out of all estimates by period" in told
    whole = dict(methods.paragraphs(given, numbers, ledger, {}, table[:1]))["Collection"]
    assert "No gap or incomplete period was found" in whole
