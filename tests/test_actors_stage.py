"""The stage `actors`: planted persons of the simulated press are found again, tables are whole."""

from __future__ import annotations

import csv
import gzip
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import press
import pytest
from actors_toys import actor

from analysis import schema
from analysis.actors.models import ModelError, load_model
from analysis.declarations import FoundActors, load_study
from analysis.pipeline.stages import actors, sentences, voices
from analysis.pipeline.step import Job

TRUTH = press.PROJECT / "data" / "raw" / "simulated" / "truth"
MOST = 150


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(TRUTH / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def run(folder: Path, texts: dict[str, str], code: str, **options: Any) -> None:
    """The stages up to `actors` on texts by id."""
    columns = schema.TABLES["articles"].columns
    empty = {name: "" if kind == schema.TEXT else None for name, kind in columns.items()}
    table = pd.DataFrame(
        [{**empty, "id": key, "text": text, "language": code} for key, text in texts.items()]
    )
    schema.write(table.assign(position=0), folder, "articles", "toy")
    for stage in (sentences, voices):
        stage.build(Job(folder, folder, code, {"homes": {}}, {}))
    given = {"actors": (), "actors_found": FoundActors(), "overrides": {}, **options}
    actors.build(Job(folder, folder, code, given, {}))


@pytest.mark.parametrize("code", ["de", "en", "ru"])
def test_planted_persons_are_found_again(code: str, tmp_path: Path) -> None:
    """Whoever speaks is planted with a full name; the stage must name the same person in the same article."""
    texts = {row["place"]: row["text"] for row in list(rows_of(f"text_{code}"))[:MOST]}
    declared = load_study(str(press.PROJECT / "studies" / "default.toml")).actors
    run(tmp_path, texts, code, actors=declared, actors_found=FoundActors(least=1))
    labels = {"varek": ("Anton Warek", "Anton Varek", "Антон Варек"), "rehl": ("Tomas Rehl", "Томас Рель")}
    labels |= {"castel": ("Julia Castel", "Юлия Кастель"), "radan": ("Eva Radan", "Ева Радан")}
    called = {name: key for key, names in labels.items() for name in names}
    planted = {
        (row["place"], called.get(row["speaker"], row["speaker"]))
        for row in rows_of("voices")
        if row["place"] in texts and row["speaker"]
    }
    spans = schema.read(tmp_path, "spans", f"actor-{code}")
    found = set(spans[["article", "value"]].itertuples(index=False, name=None))
    # Some are named by their function alone, which is no name.
    named = {(place, name) for place, name in planted if _stands(texts[place], name, called)}
    assert len(named) > 100
    assert len(named & found) >= 0.93 * len(named)
    kinds = schema.read(tmp_path, "actors", code).set_index("actor")["kind"]
    people = [name for name in {name for _, name in named} if name in kinds.index]
    assert sum(kinds[name] == "person" for name in people) >= 0.8 * len(people)


def _stands(text: str, name: str, called: dict[str, str]) -> bool:
    names = [full for full, key in called.items() if key == name] or [name]
    return any(full.split()[-1][:4] in text for full in names)


def test_tables_are_whole(tmp_path: Path) -> None:
    texts = {
        f"{number:016x}": "Present were Anton Arlen, Berta Benn and Carl Corlin. Arlen said that all is well."
        for number in range(3)
    }
    texts["ff"] = "Minister Dora Delm came."
    listed = (actor("arlen", "Anton Arlen", role="own_state"), actor("nobody", "Nobody Atall"))
    run(tmp_path, texts, "en", actors=listed, actors_found=FoundActors(least=2))
    table = schema.read(tmp_path, "actors", "en").set_index("actor")
    assert table.loc["arlen"].to_dict() == {
        "language": "en",
        "label": "Arlen",
        "kind": "person",
        "role": "own_state",
        "declared": True,
        "forms": "Anton Arlen | Arlen",
        "articles": 3,
        "mentions": 6,
    }
    # A declared actor is told even where nobody names it; a found one needs two articles here.
    assert table.loc["nobody", ["forms", "articles"]].tolist() == ["", 0]
    assert set(table.index) == {"arlen", "nobody", "Berta Benn", "Carl Corlin"}
    spans = schema.read(tmp_path, "spans", "actor-en")
    assert set(spans["value"]) == {"arlen", "Berta Benn", "Carl Corlin"}
    assert all(
        texts[row.article][row.start : row.end].split()[-1] in ("Arlen", "Benn", "Corlin")
        for row in spans.itertuples()
    )
    order = schema.read(tmp_path, "measures", "order-en")
    assert set(order["unit_kind"]) == {"list"}
    assert set(zip(order["class"], order["value"], strict=True)) == {
        ("arlen", 1.0),
        ("Berta Benn", 2.0),
        ("Carl Corlin", 3.0),
    }
    said = schema.read(tmp_path, "measures", "by-en")
    assert set(said["class"]) == {"arlen"}
    together = schema.read(tmp_path, "measures", "together-en")
    assert (together["class"] < together["target"]).all()
    assert len(together) == 9


def test_without_patterns_only_declared_actors_are_told(tmp_path: Path) -> None:
    texts = {"aa": "Minister Anton Arlen met Berta Benn."}
    run(
        tmp_path,
        texts,
        "en",
        actors=(actor("arlen", "Anton Arlen"),),
        actors_found=FoundActors(patterns=False, least=1),
    )
    assert schema.read(tmp_path, "actors", "en")["actor"].tolist() == ["arlen"]


def test_a_model_of_spacy_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for spaCy: its pipelines give documents with entities, as this one does."""

    class Entity:
        def __init__(self, start: int, end: int, label: str) -> None:
            self.start_char, self.end_char, self.label_ = start, end, label

    class Document:
        def __init__(self, text: str) -> None:
            place = text.find("der kleine Rat")
            self.ents = [Entity(place, place + 14, "ORG"), Entity(0, 3, "DATE")] if place >= 0 else []

    class Pipeline:
        def pipe(self, texts: list[str]) -> Iterator[Document]:
            return map(Document, texts)

    stub = types.SimpleNamespace(load=lambda name: Pipeline())
    monkeypatch.setitem(sys.modules, "spacy", stub)
    load_model.cache_clear()
    found = FoundActors(least=1, spacy={"de": "de_core_news_sm"})
    run(tmp_path, {"aa": "Gestern tagte der kleine Rat in Ostrin."}, "de", actors_found=found)
    load_model.cache_clear()
    table = schema.read(tmp_path, "actors", "de")
    assert table[["actor", "kind"]].to_numpy().tolist() == [["der kleine Rat", "organisation"]]


def test_a_model_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(name)

    load_model.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", types.SimpleNamespace(load=missing))
    with pytest.raises(ModelError, match="spaCy has no model xx_sm: pip install a wheel of xx_sm"):
        load_model("xx_sm")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ModelError, match="spaCy is not installed"):
        load_model("xx_sm")
