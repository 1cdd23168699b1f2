"""Stage `formulas`: rates of watched terms by hand; what each part writes for small and strange studies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import schema
from analysis.declarations import Event, Target
from analysis.declarations.study import Coverage, Terms
from analysis.pipeline import Job
from analysis.pipeline.stages import formulas, terms, vocabulary

START = dt.date(2024, 1, 1)
COLUMNS = schema.TABLES["articles"].columns
LEADER = Target("varen", "Ada Varen", {"en": ("ada varen",)})
OPTIONS: dict[str, Any] = {
    "languages": ("en",),
    "genres": (),
    "events": (),
    "coverage": Coverage(),
    "seed": 1,
    "leaders": (LEADER,),
    "overrides": {},
    "terms": Terms(),
    "watched": {"en": ("port", "grain board", "ship*")},
}


def project(
    folder: Path, texts: Iterable[tuple[str, str, int]], reprints: dict[str, str] | None = None
) -> Path:
    """Tables of a study in English from (outlet, text, day); reprints maps an article's id to its first's."""
    rows = [
        {
            **dict.fromkeys(COLUMNS),
            "id": f"{number:016x}",
            "outlet": outlet,
            **dict.fromkeys(("source", "service", "section", "title", "byline", "url", "origin"), ""),
            **dict.fromkeys(("precision", "dateline_place", "file", "raw_hash"), ""),
            "language": "en",
            "genre": "news",
            "day": START + dt.timedelta(days=day),
            "crawled": START,
            "position": 0,
            "text": text,
        }
        for number, (outlet, text, day) in enumerate(texts)
    ]
    articles = pd.DataFrame(rows, columns=list(COLUMNS))
    articles["published"] = pd.to_datetime(articles["published"], utc=True)
    schema.write(articles, folder, "articles", "a")
    spans = [
        {"article": row["id"], "number": 0, "start": 0, "end": len(row["text"]), "hash": ""} for row in rows
    ]
    schema.write(
        pd.DataFrame(spans, columns=["article", "number", "start", "end", "hash"]), folder, "sentences", "en"
    )
    empty = {
        name: pd.DataFrame(columns=list(schema.TABLES[name].columns)) for name in ("reprints", "coverage")
    }
    copies = [
        {**dict.fromkeys(empty["reprints"].columns, 0), "article": one, "first": first}
        | dict.fromkeys(("cluster", "kind", "source", "version_of", "clock"), "")
        for one, first in (reprints or {}).items()
    ]
    schema.write(pd.DataFrame(copies, columns=empty["reprints"].columns), folder, "reprints")
    schema.write(empty["coverage"], folder, "coverage")
    terms.build(job(folder, "en"))
    return folder


def job(folder: Path, part: str, **options: Any) -> Job:
    return Job(folder, folder, part, {**OPTIONS, **options}, {})


def built(folder: Path, part: str, *, read: str = "", **options: Any) -> pd.DataFrame:
    formulas.build(job(folder, part, **options))
    return schema.read(folder, "estimates", read or part)


def small() -> list[tuple[str, str, int]]:
    """Ten days; outlet a writes ten words with one "port" an article, outlet b twenty with none or two."""
    one = "the port is open and all of them may come"
    two = "nothing of this is told here by the paper of the town that has more words in it"
    three = two.replace("nothing", "ports").replace("paper", "port").replace("town", "grain board")
    texts = [("a", one, day) for day in range(10)]
    return texts + [("b", two if day % 2 else three, day) for day in range(10)]


def test_rates_by_hand(tmp_path: Path) -> None:
    """Outlet a: 10 of 100 words. Outlet b: five articles of 18 words without, five of 19 with two ports and a
    board: 10 of 185 words, and 5 of 185."""
    found = built(project(tmp_path, small()), "term_rate")
    whole = found[(found["period"] == "") & (found["contrast"] == "")].set_index(["class", "group"])
    assert whole.loc[("port", "a"), "estimate"] == pytest.approx(10 / 100)
    assert whole.loc[("port", "b"), "estimate"] == pytest.approx(10 / 185)
    assert whole.loc[("grain board", "b"), "estimate"] == pytest.approx(5 / 185)
    assert whole.loc[("ship*", "b"), "estimate"] == 0
    assert whole.loc[("port", "b"), "denominator"] == 185
    assert whole.loc[("port", "a"), "low"] == pytest.approx(0.1)
    assert whole.loc[("port", "b"), "low"] < 10 / 185 < whole.loc[("port", "b"), "high"]
    between = found[found["contrast"] == "a - b"].set_index("class")["estimate"]
    assert between["port"] == pytest.approx(1 / 10 - 10 / 185)
    assert set(found["scope"]) == {"original"}
    assert set(found["measure"]) == {"term_rate"}


def test_reprints_are_left_out_and_events_compared(tmp_path: Path) -> None:
    texts = [("a", "the port is open", day) for day in range(20)]
    texts += [("a", "the town is closed and quiet", day) for day in range(20, 40)] + [
        ("a", "port port port", 39)
    ]
    folder = project(tmp_path, texts, {f"{40:016x}": f"{0:016x}"})
    event = Event("closing", "Closing", START + dt.timedelta(days=20), window=20)
    found = built(folder, "term_rate", events=(event,))
    assert found.loc[found["contrast"] == "", "denominator"].max() == 20 * 4 + 20 * 6
    shift = found[(found["contrast"] == "after - before closing") & (found["class"] == "port")]
    assert shift["estimate"].tolist() == [pytest.approx(-1 / 4)]


def test_without_watched_terms_the_most_telling_ones_are_taken(tmp_path: Path) -> None:
    folder = project(tmp_path, small())
    events: dict[str, Any] = {"watched": {}, "events": ()}
    vocabulary.build(job(folder, "keyness", **events))
    found = built(folder, "term_rate", **events)
    assert "port" in set(found["class"]) or "grain" in set(found["class"])
    assert found["class"].nunique() <= 8


@pytest.mark.parametrize("part", ["formula", "title", "diversity", "term_rate"])
def test_an_empty_corpus_and_few_articles_write_empty_parts(part: str, tmp_path: Path) -> None:
    for number, texts in enumerate(([], [("a", "The port.", 1)])):
        found = built(project(tmp_path / str(number), texts), part)
        assert found.empty or set(found["measure"]) == {part}
        assert list(found.columns) == list(schema.TABLES["estimates"].columns)
    assert len(schema.read(tmp_path / "1", "estimates", "formula_use")) == 0
    assert len(schema.read(tmp_path / "1", "estimates", "formula_term")) == 0


def press() -> list[tuple[str, str, int]]:
    """Two outlets of forty articles; a has a formula with a leader's name in thirty, b a title in ten."""
    fill = ["alpha{0} beta{0}", "gamma{0} delta{0} epsilon{0}", "zeta{0} eta{0} theta{0}"]
    texts = []
    for day in range(40):
        body = " ".join(piece.format(day) for piece in fill)
        told = "under the wise guidance of President Ada Varen" if day % 4 else "by Ada Varen"
        texts.append(("a", f"{body} {told} {body}", day))
    for day in range(40):
        body = " ".join(piece.format(100 + day) for piece in fill)
        title = "chairwoman" if day < 10 else ""
        texts.append(
            ("b", f"{body} by {title} Ada Varen {body} iota{day} kappa{day} mu{day} nu{day} xi{day}", day)
        )
    return texts


def test_formulas_and_titles_of_a_small_press(tmp_path: Path) -> None:
    folder = project(tmp_path, press())
    shares = built(folder, "formula")
    whole = shares[shares["period"] == ""].set_index(["group", "contrast"])
    # Thirty articles of 16 + 8 words and ten of 16 + 3: the eight are inside.
    assert whole.loc[("a", ""), "estimate"] == pytest.approx(240 / 910)
    assert whole.loc[("b", ""), "estimate"] == 0
    assert whole.loc[("", "a - b"), "low"] > 0
    uses = schema.read(folder, "estimates", "formula_use")
    assert uses[["class", "target", "group", "n"]].values.tolist() == [
        ["under the wise guidance of President Ada Varen", "varen", "a", 30]
    ]
    assert uses["estimate"].item() == pytest.approx(1_000 * 30 / 40)
    assert uses["method"].item().startswith("uses per 1,000 articles, 2024-01-02 to 2024-02-09;")
    terms = schema.read(folder, "estimates", "formula_term").set_index("class")
    assert terms["n"].to_dict() == {"Ada Varen": 80}
    titles = built(folder, "title")
    own = titles[(titles["period"] == "") & (titles["contrast"] == "")].set_index(["group", "class"])
    assert own["target"].unique().tolist() == ["varen"]
    assert own.loc[("a", "President"), ["estimate", "n", "denominator"]].tolist() == [0.75, 30, 40]
    assert own.loc[("b", "chairwoman"), ["estimate", "n"]].tolist() == [0.25, 10]
    assert own.loc[("a", "bare"), "estimate"] == 0.25
    assert own.loc[("b", "bare"), "estimate"] == 0.75
    assert set(titles["contrast"]) == {"", "a - b"}


def test_no_leaders_no_titles(tmp_path: Path) -> None:
    folder = project(tmp_path, press())
    assert built(folder, "title", leaders=()).empty
    unknown = Target("nobody", "Nobody", {"en": ("no one",), "de": ("niemand",)})
    assert built(folder, "title", leaders=(unknown,)).empty
    elsewhere = Target("elsewhere", "Elsewhere", {"de": ("ada varen",)})
    assert built(folder, "title", leaders=(elsewhere,)).empty
    uses = built(folder, "formula", read="formula_use", leaders=())
    assert uses["target"].tolist() == [""]


def test_type_token_ratio_by_outlet(tmp_path: Path) -> None:
    """Segments of a hundred words: one of a hundred types, one of fifty, articles of b too short."""
    rich, poor = " ".join(f"a{n}x" for n in range(100)), " ".join(f"a{n}x" for n in range(50))
    texts = [("a", f"{rich} {poor} {poor}", day) for day in range(10)] + [
        ("b", poor, day) for day in range(10)
    ]
    found = built(project(tmp_path, texts), "diversity")
    ratio = found[(found["class"] == "mean_segmental_ttr") & (found["period"] == "")]
    assert ratio["group"].tolist() == ["a"]
    assert ratio["estimate"].item() == pytest.approx(0.75)
    assert ratio["denominator"].item() == 20


@pytest.mark.parametrize("part", ["formula", "title", "diversity", "term_rate"])
def test_equal_inputs_give_equal_bytes(part: str, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        built(project(tmp_path / name, press()), part)
        found.append((tmp_path / name / "estimates" / f"{part}.parquet").read_bytes())
    assert found[0] == found[1]


def test_words_inside_formulas_are_left_out_when_the_study_says_so(tmp_path: Path) -> None:
    """A sequence that stands in six articles is not counted; what each says besides is."""
    said = "the dear leader gave wise guidance"
    texts = [("a", f"{word}{word} {said} {word}{word}.", day) for day, word in enumerate("bcdefg")]
    folder = project(tmp_path, texts)
    terms.build(Job(folder, folder, "en", {**OPTIONS, "terms": Terms(formulas="leave_out")}, {}))
    assert schema.read(folder, "terms", "en")["term"].tolist() == [word * 2 for word in "bcdefg"]
    assert schema.read_matrix(folder, "sentences", "en").sum(axis=1).tolist() == [2] * 6


def test_words_of_reprints_make_no_formula(tmp_path: Path) -> None:
    texts = [("a", "The dear leader gave wise guidance.", day) for day in range(6)]
    folder = project(tmp_path, texts, {f"{number:016x}": f"{0:016x}" for number in range(1, 6)})
    terms.build(Job(folder, folder, "en", {**OPTIONS, "terms": Terms(formulas="leave_out")}, {}))
    assert schema.read_matrix(folder, "articles", "en").sum() == 36
