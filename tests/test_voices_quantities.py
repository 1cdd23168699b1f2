"""What the measures of voices and actors contribute to estimates, by hand; what the key of `voices` holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import press
import pytest
from scipy import sparse
from test_voice_stages import estimates, write_articles, write_counts, write_spans

from analysis import schema
from analysis.declarations import countries, load_outlet, load_study
from analysis.pipeline.graph import steps_of
from analysis.pipeline.inputs import model_file
from analysis.pipeline.stages import co_mentions
from analysis.pipeline.stages.articles_by import load_corpora
from analysis.pipeline.stages.quantities import about, by, distancing, headline, order, verb
from analysis.pipeline.step import Job, Step, key_parts
from analysis.storage import digest_file

Sums = dict[tuple[str, str, str], tuple[float, float]]


def write_measure(folder: Path, measure: str, rows: list[tuple[str, str, str, str, float]]) -> None:
    """Rows are unit, class, target, voice and value."""
    table = pd.DataFrame(rows, columns=["unit", "class", "target", "voice", "value"])
    table = table.assign(unit_kind="article", measure=measure)
    schema.write(table, folder, "measures", f"{measure}-en")


def sums(folder: Path, quantity: object) -> Sums:
    """Sums of values and of weights by class, target and voice."""
    (found,) = quantity(folder, load_corpora(folder, ["en"])[0])  # type: ignore[operator]
    keys = found.classes[["class", "target", "voice"]].itertuples(index=False, name=None)
    both = zip(found.values.sum(axis=0).tolist(), found.weights.sum(axis=0).tolist(), strict=True)
    return dict(zip(keys, both, strict=True))


def write_actors(folder: Path, declared: tuple[str, ...], found: tuple[str, ...]) -> None:
    table = pd.DataFrame({"actor": [*declared, *found]}).assign(
        language="en", label="", kind="person", role="", forms="", articles=1, mentions=1
    )
    schema.write(table.assign(declared=table["actor"].isin(declared)), folder, "actors", "en")


def test_share_of_headlines_by_role_and_voice(tmp_path: Path) -> None:
    """Three of four articles have a headline."""
    ids = write_articles(tmp_path, ["x"] * 4, ["gull"] * 4)
    rows = [("expert", "direct"), ("outlet", "outlet"), ("expert", "direct")]
    table = [(name, role, "", voice, 1.0) for name, (role, voice) in zip(ids[:3], rows, strict=True)]
    write_measure(tmp_path, "headline", table)
    assert sums(tmp_path, headline) == {
        ("expert", "", "direct"): (2.0, 3.0),
        ("outlet", "", "outlet"): (1.0, 3.0),
    }


def test_share_of_verbs_by_stance_and_role(tmp_path: Path) -> None:
    """Experts: said, said, claimed; the media: claimed. No verb, and a verb of no stance, are no report."""
    ids = write_articles(tmp_path, ["x" * 99] * 2, ["gull"] * 2)
    verbs = [("expert", "said"), ("expert", "said"), ("expert", "claimed"), ("expert", ""), ("media", "sang")]
    rows: list[tuple[object, ...]] = [
        (ids[0], 10 * place, 10 * place + 5, "voice", "indirect", role, "", word)
        for place, (role, word) in enumerate(verbs)
    ]
    rows.append((ids[1], 0, 5, "voice", "direct", "media", "", "claimed"))
    write_spans(tmp_path, rows)
    assert sums(tmp_path, verb) == {
        ("neutral", "expert", "quoted"): (2.0, 3.0),
        ("doubting", "expert", "quoted"): (1.0, 3.0),
        ("doubting", "media", "quoted"): (1.0, 1.0),
    }


@pytest.mark.parametrize(("measure", "quantity"), [("about", about), ("by", by)])
def test_share_of_text_of_an_actor(measure: str, quantity: object, tmp_path: Path) -> None:
    """Articles that do not have an actor count: .5 + .25 of three articles. Declared actors are told besides
    thirty found ones, of whom those in most articles are taken, then the first in the alphabet."""
    ids = write_articles(tmp_path, ["x"] * 3, ["gull"] * 3)
    found = tuple(f"f{number:02d}" for number in range(32))
    write_actors(tmp_path, ("zz",), found)
    rows = [(ids[0], "zz", "", "", 0.5), (ids[1], "zz", "", "", 0.25)]
    rows += [(ids[0], name, "", "", 0.5) for name in found]
    rows.append((ids[2], "f31", "", "", 0.25))
    write_measure(tmp_path, measure, rows)
    expected: Sums = {(name, "", ""): (0.5, 3.0) for name in found[:29]}
    expected |= {("zz", "", ""): (0.75, 3.0), ("f31", "", ""): (0.75, 3.0)}
    assert sums(tmp_path, quantity) == expected


def test_who_stands_before_whom(tmp_path: Path) -> None:
    """Two lists of one article and one of another: a before b in two of three, c behind both in its one."""
    ids = write_articles(tmp_path, ["x"] * 2, ["gull"] * 2)
    write_actors(tmp_path, ("a", "b", "c"), ())
    lists = {f"{ids[0]}:0": "abc", f"{ids[0]}:50": "ba", f"{ids[1]}:0": "ab"}
    rows = [
        (unit, name, "", "", float(rank))
        for unit, names in lists.items()
        for rank, name in enumerate(names, start=1)
    ]
    write_measure(tmp_path, "order", rows)
    assert sums(tmp_path, order) == {
        ("a", "b", ""): (2.0, 3.0),
        ("b", "a", ""): (1.0, 3.0),
        ("a", "c", ""): (1.0, 1.0),
        ("b", "c", ""): (1.0, 1.0),
        ("c", "a", ""): (0.0, 1.0),
        ("c", "b", ""): (0.0, 1.0),
    }


def test_share_of_mentions_held_at_a_distance(tmp_path: Path) -> None:
    """A referent of two names, one of them held at a distance by the outlet once; an actor, never."""
    (one,) = write_articles(tmp_path, ["x"], ["gull"])
    said = [("so", "north", "outlet", 3.0), ("no", "north", "outlet", 1.0), ("so", "north", "quoted", 2.0)]
    said.append(("ann", "", "outlet", 4.0))
    write_measure(tmp_path, "mentioned", [(one, *row) for row in said])
    write_measure(tmp_path, "distancing", [(one, "so", "north", "outlet", 1.0)])
    assert sums(tmp_path, distancing) == {
        ("so", "north", "outlet"): (1.0, 3.0),
        ("no", "north", "outlet"): (0.0, 1.0),
        ("so", "north", "quoted"): (0.0, 2.0),
        ("so", "north", ""): (1.0, 5.0),
        ("no", "north", ""): (0.0, 1.0),
        ("", "north", "outlet"): (1.0, 4.0),
        ("", "north", "quoted"): (0.0, 2.0),
        ("", "north", ""): (1.0, 6.0),
        ("ann", "", "outlet"): (0.0, 4.0),
        ("ann", "", ""): (0.0, 4.0),
    }


def test_voices_change_places_within_their_article_only(tmp_path: Path) -> None:
    """What is quoted says bridge a little more often in each article; articles differ far more."""
    count = 40
    write_counts(tmp_path, count=count)
    counts = np.tile([20, 20, 20, 0, 20, 20, 0], (count, 2, 1))
    counts[:, :, 1] = 8 * (np.arange(count)[:, None] % 10)
    counts[:, 1, 1] += 2
    schema.write_matrix(sparse.csr_array(counts.sum(axis=1)), tmp_path, "articles", "en")
    schema.write_matrix(sparse.csr_array(counts.reshape(2 * count, -1)), tmp_path, "voices", "en")
    table = estimates(tmp_path)
    assert table[(table["group"] == "") & (table["class"] == "bridge")]["p"].item() < 0.01


def co_mentioned(folder: Path, reprinted: int) -> set[tuple[str, str, int]]:
    """Six articles of one sentence with actors a and b each, the last `reprinted` of them reprints."""
    ids = write_articles(folder, ["x" * 20] * 6, ["gull"] * 6)
    sentences = pd.DataFrame({"article": ids, "number": 0, "start": 0, "end": 20, "hash": ""})
    schema.write(sentences, folder, "sentences", "en")
    rows = [
        (name, start, start + 1, "actor", "person", actor, "", "")
        for name in ids
        for start, actor in ((0, "a"), (5, "b"))
    ]
    schema.write(
        pd.DataFrame(rows, columns=list(schema.TABLES["spans"].columns)), folder, "spans", "actor-en"
    )
    write_actors(folder, ("b",), ("a",))
    columns = {name: [0] * reprinted for name in schema.TABLES["reprints"].columns}
    again = {"article": ids[6 - reprinted :], "first": [ids[0]] * reprinted}
    schema.write(pd.DataFrame({**columns, **again}), folder, "reprints")
    job = Job(folder, folder, "co_mention", {"languages": ("en",), "genres": ()}, {})
    co_mentions.build(job)
    table = schema.read(folder, "estimates", "co_mention")
    return set(table[["class", "target", "n"]].itertuples(index=False, name=None))


def test_only_originals_tell_who_is_named_with_whom(tmp_path: Path) -> None:
    assert co_mentioned(tmp_path, 0) == {("a", "b", 6)}
    assert co_mentioned(tmp_path, 2) == {("a", "b", 4)}


def test_declared_actors_are_among_those_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the found ones that in most sentences is taken; a declared one in a single sentence stays."""
    monkeypatch.setattr(co_mentions, "MOST", 1)
    sentences = pd.DataFrame({"article": ["x", "x"], "start": [0, 10]})
    rows = [("x", 0, "often"), ("x", 11, "often"), ("x", 3, "seldom"), ("x", 12, "own")]
    spans = pd.DataFrame(rows, columns=["article", "start", "value"])
    matrix, names = co_mentions._named(sentences, spans, {"own", "absent"})
    assert names == ["often", "own"]
    assert matrix.toarray().tolist() == [[1, 0], [1, 1]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.start_press(tmp_path_factory.mktemp("keys") / "project", count=2)


def steps(project: Path) -> dict[str, Step]:
    return {step.name: step for step in steps_of(load_study(str(project / "studies" / "kurier.toml")))}


def parts(step: Step) -> dict[str, str]:
    files = {name: digest_file(path) for name, path in step.files.items() if name.startswith("countries")}
    return key_parts(step, {}, files)


def test_the_key_of_voices_holds_the_names_of_countries(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = parts(steps(project)["voices[en]"])
    told = [name for name in before if name.startswith("file countries/en.")]
    assert told
    for name in told:
        file = countries.HERE / name.rpartition("/")[2]
        (tmp_path / file.name).write_bytes(file.read_bytes() + b"\n")
    monkeypatch.setattr(countries, "HERE", tmp_path)
    after = parts(steps(project)["voices[en]"])
    assert {name for name in after if before[name] != after[name]} == set(told)


def test_the_key_of_voices_holds_the_country_of_an_outlet(project: Path) -> None:
    file = project / "outlets" / "kurier.toml"
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("country =")]
    found = []
    for code in ("RU", "BY"):
        file.write_text("\n".join([f'country = "{code}"', *lines]) + "\n", encoding="utf-8")
        load_outlet.cache_clear()
        found.append(parts(steps(project)["voices[en]"]))
    file.write_text(text, encoding="utf-8")
    load_outlet.cache_clear()
    assert {name for name in found[0] if found[0][name] != found[1][name]} == {"option homes"}


def test_the_key_of_actors_holds_the_version_of_a_model(project: Path, tmp_path: Path) -> None:
    """A model is a distribution of its name, or a folder that says its version in a file."""
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    assert model_file("xx_sm") == {}
    assert model_file("") == {}
    assert model_file(str(tmp_path)) == {"spacy/meta.json": tmp_path / "meta.json"}
    file = project / "studies" / "kurier.toml"
    text = file.read_text(encoding="utf-8")
    more = f'\n[actors_found]\nspacy = {{ en = "xx_sm", de = "{tmp_path.as_posix()}" }}\n'
    file.write_text(text + more, encoding="utf-8")
    found = steps(project)
    file.write_text(text, encoding="utf-8")
    assert {"spacy", "xx_sm"} <= set(found["actors[en]"].libraries)
    assert found["actors[de]"].files["spacy/meta.json"] == tmp_path / "meta.json"
    assert "spacy" not in found["actors[ru]"].libraries
