"""The pipeline: what is run again and why, what is kept, and that nothing depends on who worked on it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import press
import pytest

from analysis import schema, storage
from analysis.declarations import DeclarationError, Study, load_study
from analysis.pipeline import (
    BusyError,
    Job,
    Step,
    StepError,
    Store,
    examine,
    execute,
    notebook_files,
    only_run,
    steps_of,
)
from analysis.pipeline import sources as module_sources
from analysis.pipeline import step as steps_module
from analysis.pipeline.executor import Immediate, workers
from analysis.pipeline.sources import closure_of, imports_in, source_hash
from analysis.pipeline.step import key_parts, plain
from analysis.pipeline.store import Record

STAGES = "analysis.pipeline.stages"


class Toy:
    """A folder with a store in it, on which toy graphs are run."""

    def __init__(self, root: Path) -> None:
        self.root, self.processed, self.results = root, root / "processed", root / "results"
        self.said: list[str] = []

    @property
    def store(self) -> Store:
        return Store(self.root, self.processed)

    def run(self, *steps: Step, pool: Any = None) -> dict[str, Record]:
        folders = (self.processed, self.results)
        return execute(steps, self.store, folders=folders, pool=pool or Immediate(), report=self.said.append)

    def why(self, *steps: Step) -> dict[str, str]:
        """Why each step that is not up to date is not."""
        return {state.step.name: state.why for state in examine(steps, self.store) if not state.current}

    def ran(self) -> list[str]:
        """The steps that really ran since this was last asked."""
        log = self.processed / "ran.log"
        lines = log.read_text(encoding="utf-8").split() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    return Toy(tmp_path)


def write(part: str = "a", text: str = "abc", **more: Any) -> Step:
    return Step("write", "toys:write", part, options={"text": text}, **more)


def measure(*of: str, part: str = "size") -> Step:
    inputs = tuple(f"write[{name}]" for name in of)
    return Step("measure", "toys:measure", part, inputs=inputs, options={"of": list(of)})


def last(part: str = "end") -> Step:
    return Step("measure", "toys:measure", part, inputs=("measure[size]",), options={"of": ["size"]})


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (Step("reprints", "m:f"), "reprints"),
        (Step("topics", "m:f", "de"), "topics[de]"),
        (Step("topics", "m:f", "de", "k10"), "topics[de,k10]"),
        (Step("topics", "m:f", variant="k10"), "topics[k10]"),
    ],
)
def test_names_of_steps(step: Step, name: str) -> None:
    assert step.name == name


def test_a_first_run_does_everything_and_a_second_nothing(toy: Toy) -> None:
    graph = (write(), measure("a"), last())
    assert toy.why(*graph) == {
        "write[a]": "never ran",
        "measure[size]": "waits for write[a]",
        "measure[end]": "waits for measure[size]",
    }
    records = toy.run(*graph)
    assert toy.ran() == ["write[a]", "measure[size]", "measure[end]"]
    assert [line.split()[0] for line in toy.said] == ["write[a]", "measure[size]", "measure[end]"]
    assert list(records["write[a]"].outputs) == ["processed/a.txt"]
    assert toy.why(*graph) == {}
    assert toy.run(*graph) == records
    assert toy.ran() == []


def test_only_what_changed_runs_again(toy: Toy) -> None:
    toy.run(write(), write("b"), measure("a"), measure("b", part="other"))
    toy.ran()
    changed = (write(), write("b", "longer"), measure("a"), measure("b", part="other"))
    assert toy.why(*changed) == {
        "write[b]": "option text changed",
        "measure[other]": "waits for write[b]",
    }
    toy.run(*changed)
    assert toy.ran() == ["write[b]", "measure[other]"]
    assert (toy.processed / "other.txt").read_text(encoding="utf-8") == "[6]\n"


def test_equal_outputs_stop_the_wave(toy: Toy) -> None:
    toy.run(write(text="abc"), measure("a"), last())
    toy.ran()
    toy.run(write(text="xyz"), measure("a"), last())
    assert toy.ran() == ["write[a]", "measure[size]"]
    assert toy.why(write(text="xyz"), measure("a"), last()) == {}


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("damage", [Path.unlink, _flip, lambda path: path.write_bytes(b"")])
def test_a_damaged_output_is_made_again(toy: Toy, damage: Callable[[Path], object]) -> None:
    graph = (write(), measure("a"), last())
    first = toy.run(*graph)
    toy.ran()
    damage(toy.processed / "size.txt")
    assert toy.why(*graph) == {
        "measure[size]": "processed/size.txt is missing or was changed",
        "measure[end]": "waits for measure[size]",
    }
    again = toy.run(*graph)
    assert toy.ran() == ["measure[size]"]
    assert {name: record.outputs for name, record in again.items()} == {
        name: record.outputs for name, record in first.items()
    }


def test_a_new_time_is_no_change(toy: Toy) -> None:
    toy.run(write())
    os.utime(toy.processed / "a.txt", (1, 1))
    assert toy.why(write()) == {}


def test_a_file_from_outside_is_followed_by_its_content(toy: Toy) -> None:
    raw = toy.root / "raw.txt"
    raw.write_text("one", encoding="utf-8")
    step = Step("write", "toys:write", "a", files={"text": raw})
    toy.run(step)
    os.utime(raw, (1, 1))
    assert toy.why(step) == {}
    raw.write_text("two", encoding="utf-8")
    assert toy.why(step) == {"write[a]": "file text changed"}


def test_a_file_that_cannot_be_read_does_not_end_the_check(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = toy.root / "raw.txt"
    raw.write_text("one", encoding="utf-8")
    step = Step("write", "toys:write", "a", files={"text": raw})
    toy.run(step)
    raw.write_text("two", encoding="utf-8")

    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(storage, "digest_file", refuse)
    assert toy.store.file_hash(raw) == "unreadable: Permission denied"
    assert toy.store.file_hash(toy.root / "gone") == "unreadable: No such file or directory"
    assert toy.why(step) == {"write[a]": "file text changed"}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (write(text="b"), "option text changed"),
        (dataclasses.replace(write(), options={}), "option text is gone"),
        (dataclasses.replace(write(), options={"text": "abc", "x": 1}), "option x is new"),
        (dataclasses.replace(write(), libraries=("pytest",)), "library pytest is new"),
        (
            dataclasses.replace(write(), options={"text": "b", "x": 1}, libraries=("pytest", "ruff")),
            "option text changed; library pytest is new; library ruff is new",
        ),
    ],
)
def test_what_is_told_of_a_change(toy: Toy, changed: Step, why: str) -> None:
    toy.run(write())
    assert toy.why(changed) == {"write[a]": why}


def test_another_version_of_a_library(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    step = dataclasses.replace(write(), libraries=("numpy", "pandas"))
    toy.run(step)
    monkeypatch.setattr(steps_module, "version", lambda name: "99.0" if name == "pandas" else "1")
    toy.run(step)
    monkeypatch.setattr(steps_module, "version", lambda name: "100.0" if name == "pandas" else "1")
    assert toy.why(step) == {"write[a]": "library pandas changed"}


def test_an_absent_library_has_a_version_too() -> None:
    assert steps_module.version("no-such-distribution") == "absent"


def test_what_is_no_longer_made_is_removed(toy: Toy) -> None:
    step = Step("pieces", "toys:pieces", options={"count": 3})
    toy.run(step)
    assert len(list(toy.results.iterdir())) == 3
    toy.run(dataclasses.replace(step, options={"count": 2}))
    assert sorted(path.name for path in toy.results.iterdir()) == ["piece-0.txt", "piece-1.txt"]


def test_steps_that_are_gone_leave_nothing_behind(toy: Toy) -> None:
    shared = Step("pieces", "toys:pieces", "shared", options={"count": 1})
    gone = Step("pieces", "toys:pieces", "gone", options={"count": 3})
    variant = Step("write", "toys:write", "v", "k10", options={"text": "kept"})
    toy.run(write(), shared, gone, variant)
    orphan = toy.processed / "articles" / "never_recorded.parquet"
    orphan.parent.mkdir()
    orphan.write_bytes(b"x")
    toy.store.forget(["write[a]", "pieces[shared]"])
    assert sorted(press.hashes(toy.root)) == [
        "processed/a.txt",
        "processed/ran.log",
        "processed/v.txt",
        "results/piece-0.txt",
    ]
    assert toy.why(write(), shared, gone, variant) == {"pieces[gone]": "never ran"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"parts": {}}', '{"more": 1}', "\udcff"])
def test_a_damaged_record_is_none(toy: Toy, text: str) -> None:
    toy.run(write())
    file = toy.processed / ".steps" / "write[a].json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert toy.why(write()) == {"write[a]": "never ran"}
    toy.run(write())
    assert toy.why(write()) == {}


def test_processed_data_may_lie_on_another_disk(toy: Toy, tmp_path_factory: pytest.TempPathFactory) -> None:
    toy.processed.symlink_to(tmp_path_factory.mktemp("disk"), target_is_directory=True)
    toy.run(write(), measure("a"))
    assert toy.why(write(), measure("a")) == {}


def failing(message: str = "it broke") -> Step:
    return Step("fail", "toys:fail", options={"message": message}, inputs=("write[a]",))


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_failing_step_keeps_what_is_finished(toy: Toy, place: int) -> None:
    steps = [write(), measure("a"), last()]
    graph = [*steps[:place], failing(), *steps[place:]]
    with pytest.raises(StepError, match=r"^step fail failed: ValueError: it broke$") as caught:
        toy.run(*graph)
    assert caught.value.step == "fail"
    assert isinstance(caught.value.__cause__, ValueError)
    done = {*toy.ran()} - {"fail[]"}
    assert "write[a]" in done
    assert set(toy.why(*graph)) == {step.name for step in graph} - done
    toy.run(*steps)
    assert set(toy.ran()) == {step.name for step in steps} - done


def test_steps_side_by_side_end_when_one_fails(toy: Toy) -> None:
    """What runs when another step fails is finished and recorded."""
    slow = Step("squares", "toys:squares", "slow", options={"count": 30})
    with workers(2) as pool, pytest.raises(StepError, match=r"step fail failed"):
        toy.run(dataclasses.replace(failing(), inputs=()), dataclasses.replace(slow, maps=False), pool=pool)
    assert toy.why(slow) == {}


@pytest.mark.parametrize("pool", ["here", "workers"])
def test_a_batch_that_fails(toy: Toy, pool: str) -> None:
    step = Step("squares", "toys:squares", "s", options={"count": 100}, maps=True)
    with (
        workers(2) if pool == "workers" else Immediate() as chosen,
        pytest.raises(StepError, match=r"^step squares\[s\] failed: ValueError: 99 is too much$"),
    ):
        toy.run(step, pool=chosen)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("plain"), "ValueError: plain"),
        (KeyError("k"), "KeyError: 'k'"),
        (RuntimeError(), "RuntimeError: "),
        (
            RuntimeError("cell 3\n\x1b[31mZeroDivisionError\x1b[0m: division by zero\n"),
            "ZeroDivisionError: division by zero",
        ),
    ],
)
def test_an_error_is_told_in_one_line(error: Exception, line: str) -> None:
    assert str(StepError("s", error)) == f"step s failed: {line}"


def test_results_do_not_depend_on_the_workers(tmp_path: Path) -> None:
    graph = (
        write(),
        write("b", "defg"),
        measure("a", "b"),
        Step("squares", "toys:squares", "s", options={"count": 23}, maps=True),
        last(),
    )
    found = []
    for name, count in (("none", 0), ("one", 1), ("three", 3)):
        toy = Toy(tmp_path / name)
        if count:
            with workers(count) as pool:
                records = toy.run(*graph, pool=pool)
        else:
            records = toy.run(*graph)
        found.append({step: (record.parts, record.outputs) for step, record in records.items()})
        assert json.loads((toy.processed / "s.json").read_text(encoding="utf-8")) == [n**2 for n in range(23)]
    assert found[0] == found[1] == found[2]


def test_few_batches_are_under_way_at_a_time(toy: Toy) -> None:
    toy.run(Step("ahead", "toys:ahead", maps=True))
    most, taken = json.loads((toy.processed / "ahead.json").read_text(encoding="utf-8"))
    assert taken == 50
    assert most <= 5


def test_a_study_is_held_by_one_run(tmp_path: Path) -> None:
    processed, results = tmp_path / "processed", tmp_path / "results"
    with (
        only_run(processed, results),
        pytest.raises(BusyError, match="another run works on this study"),
        only_run(processed, results),
    ):
        pass
    with only_run(processed, results):
        assert (processed / ".lock").exists()


def test_what_a_killed_run_left_half_written_is_removed(tmp_path: Path) -> None:
    processed, results = tmp_path / "processed", tmp_path / "results"
    left = [processed / "articles" / ".a.parquet.77.part", results / "figures" / ".f.pdf.77.part"]
    kept = [processed / "articles" / "a.parquet", results / "figures" / "f.part.pdf"]
    for path in (*left, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with only_run(processed, results):
        assert [path.exists() for path in (*left, *kept)] == [False, False, True, True]


@dataclasses.dataclass(frozen=True)
class Option:
    name: str
    days: tuple[dt.date, ...] = ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (None, None),
        (True, True),
        (1.5, 1.5),
        (("a", ["b"]), ["a", ["b"]]),
        ({"a": {"b": dt.date(2024, 5, 24)}}, {"a": {"b": "2024-05-24"}}),
        (Option("n", (dt.date(2024, 5, 24),)), {"name": "n", "days": ["2024-05-24"]}),
    ],
)
def test_options_as_they_are_hashed(value: Any, expected: Any) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize("value", [Path("/tmp"), {1, 2}, b"x", object()])
def test_what_no_option_can_hold(value: object) -> None:
    with pytest.raises(TypeError, match="an option cannot hold"):
        plain(value)


def test_the_order_of_options_does_not_matter() -> None:
    one = Step("s", "toys:write", options={"a": {"x": 1, "y": 2}, "b": 1})
    other = Step("s", "toys:write", options={"b": 1, "a": {"y": 2, "x": 1}})
    assert key_parts(one, {"i": {"p": "1", "q": "2"}}, {}) == key_parts(
        other, {"i": {"q": "2", "p": "1"}}, {}
    )


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small package called `analysis` whose sources are hashed instead of the real one's."""
    folder = tmp_path / "analysis"
    modules = {
        "__init__": "",
        "storage": "import json\n",
        "figures/__init__": "from analysis.figures.style import colour\n",
        "figures/style": "colour = 1\n",
        "topics": "from analysis import storage\n",
        "stages/__init__": "",
        "stages/topics": "from analysis.topics import fit\n",
        "stages/late": "def build(job):\n    import analysis.figures as shown\n",
        "report/__init__": "from pathlib import Path\n",
    }
    for name, source in modules.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    (folder / "report" / "page.css").write_text("p {}", encoding="utf-8")
    caches = (module_sources.imports_of, module_sources._file_of, module_sources._file_hash)
    monkeypatch.setattr(module_sources, "PACKAGE", folder)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def hashed(*modules: str) -> dict[str, str]:
    for cached in (module_sources.imports_of, module_sources._file_of, module_sources._file_hash):
        cached.cache_clear()
    return {module: source_hash([f"analysis.{module}"]) for module in modules}


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ("storage.py", {"stages.topics"}),
        ("topics.py", {"stages.topics"}),
        ("figures/style.py", {"stages.late"}),
        ("figures/__init__.py", {"stages.late"}),
        ("stages/__init__.py", {"stages.topics", "stages.late"}),
        ("__init__.py", {"stages.topics", "stages.late", "report"}),
        ("report/page.css", {"report"}),
    ],
)
def test_a_change_of_source_reaches_those_who_import_it(
    package: Path, changed: str, reached: set[str]
) -> None:
    modules = ("stages.topics", "stages.late", "report")
    before = hashed(*modules)
    with (package / changed).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    after = hashed(*modules)
    assert {module for module in modules if before[module] != after[module]} == reached


def test_a_module_that_is_added_or_that_is_not_ours(package: Path) -> None:
    assert imports_in("import numpy\nfrom analysis import topics, nothing\nimport toys.topics\n") == {
        "analysis",
        "analysis.topics",
    }
    assert closure_of(["toys.topics", "numpy"]) == set()


ROOMS = {
    "articles": {"cleaning", "reading"},
    "reprints": {"duplicates", "tokenization"},
    "sentences": {"tokenization"},
    "phrases": {"tokenization"},
    "terms": {"tokenization", "vocabulary"},
    "voices": {"voices", "tokenization"},
    "voice_terms": {"tokenization", "vocabulary"},
    "voice_keyness": {"inference", "vocabulary", "coverage", "tokenization"},
    "frames": {"frames", "tokenization", "voices"},
    "distancing": {"voices", "tokenization"},
    "actors": {"actors", "voices", "tokenization"},
    "co_mentions": {"inference", "vocabulary", "coverage", "tokenization"},
    "sentiment": {"sentiment", "frames", "tokenization", "voices"},
    "topics": {"topics"},
    "coverage": {"coverage"},
    "foreign": {"cleaning", "reading"},
    "estimates": {"inference", "coverage"},
    "vocabulary": {"inference", "vocabulary", "coverage", "tokenization"},
    "formulas": {"inference", "vocabulary", "coverage", "tokenization"},
    "numbers": {"report", "tables", "figures", "coverage", "inference"},
    "report": {"report", "tables", "figures", "coverage", "inference"},
    "notebooks": {"figures"},
}
COMMON = {"analysis", "declarations", "pipeline", "schema", "storage"}


@pytest.mark.parametrize("stage", ROOMS)
def test_the_rooms_that_a_stage_depends_on(stage: str) -> None:
    """Changing a figure does not compute the topics anew: a stage hangs on no more than it calls."""
    found = closure_of([f"{STAGES}.{stage}"])
    rooms = {module.split(".")[1] if "." in module else module for module in found}
    assert rooms <= ROOMS[stage] | COMMON
    assert ROOMS[stage] <= rooms
    if stage != "notebooks":
        assert not [module for module in found if module.startswith(STAGES) and module.endswith("notebooks")]


def test_every_stage_is_known_here() -> None:
    folder = Path(module_sources.__file__).parent / "stages"
    with_build = {
        path.stem for path in folder.glob("*.py") if "def build(" in path.read_text(encoding="utf-8")
    }
    assert with_build == set(ROOMS)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.start_press(tmp_path_factory.mktemp("graph") / "project", count=2)


def keys(study: Study) -> dict[str, dict[str, str]]:
    """The own parts of every step's key, without its inputs."""
    store = Store(study.folder, study.processed)
    return {
        step.name: key_parts(step, {}, {name: store.file_hash(path) for name, path in step.files.items()})
        for step in steps_of(study)
    }


UNMAPPED = ("coverage", "distancing", "estimates", "notebooks", "numbers", "report")


def test_the_graph_is_in_order_and_names_no_place(project: Path) -> None:
    steps = steps_of(load_study(str(project / "studies" / "kurier.toml")))
    seen: set[str] = set()
    for step in steps:
        assert step.name not in seen
        assert seen.issuperset(step.inputs)
        seen.add(step.name)
        assert not [name for name in step.files if name.startswith(("/", ".")) or str(project) in name]
        assert str(project) not in json.dumps(plain(step.options))
        assert step.maps == (step.stage not in UNMAPPED)
    assert [step.part for step in steps if step.stage == "notebooks"] == [
        path.stem for path in sorted((press.PROJECT / "notebooks").glob("*.ipynb"))
    ]


TOLD = {"notebooks", "numbers", "report"}


@pytest.mark.parametrize(
    ("old", "new", "reached"),
    [
        ("k = 3", "k = 4", {"topics", *TOLD}),
        ("seeds = [1, 2]", "seeds = [1, 3]", {"topics", *TOLD}),
        ("window = 150", "window = 151", {"estimates", *TOLD}),
        ("end = 2023-12-31", "end = 2023-12-30", {"articles", "coverage", *TOLD}),
        ('en = ["opposition*"]', 'en = ["opposition"]', {"sentiment", *TOLD}),
        ('en = ["border*", "customs"]', 'en = ["border*"]', {"frames", "estimates", "notebooks", "report"}),
        ("[topics]", "[duplicates]\nthreshold = 0.6\n[topics]", {"reprints", *TOLD}),
        ("[topics]", "[cleaning]\nshortest = 60\n[topics]", {"articles", *TOLD}),
        (
            "[topics]",
            '[overrides.en]\nmedia = "media"\n[topics]',
            {
                "phrases",
                "terms",
                "voice_terms",
                "actors",
                "frames",
                "sentiment",
                "estimates",
                "notebooks",
                "report",
            },
        ),
        ("[period]", 'genres = ["news"]\n[period]', {"estimates", *TOLD}),
        ("Written for", "Made for", TOLD),
        ("# no comment", "# a comment", {"notebooks", "report"}),
    ],
)
def test_an_option_reaches_the_steps_that_read_it(
    project: Path, tmp_path: Path, old: str, new: str, reached: set[str]
) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    file = copy / "studies" / "kurier.toml"
    text = file.read_text(encoding="utf-8") + "# no comment\n"
    file.write_text(text, encoding="utf-8")
    before = keys(load_study(str(file)))
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    after = keys(load_study(str(file)))
    changed = {name.split("[")[0] for name in before if before[name] != after[name]}
    assert changed == reached
    # One option of one language leaves the others alone.
    if new.startswith("[overrides.en]"):
        assert before["terms[de]"] == after["terms[de]"]


@pytest.mark.parametrize(
    ("file", "reached"),
    [
        ("data/raw/kurier/de.csv", {"articles"}),
        ("outlets/kurier.toml", {"articles", "notebooks", "report"}),
        ("codebooks/state_media.toml", {"frames", "notebooks"}),
        ("notebooks/03_topics.ipynb", {"notebooks"}),
    ],
)
def test_a_file_reaches_the_steps_that_read_it(
    project: Path, tmp_path: Path, file: str, reached: set[str]
) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    study = load_study(str(copy / "studies" / "kurier.toml"))
    before = keys(study)
    with (copy / file).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    after = keys(study)
    changed = {name.split("[")[0] for name in before if before[name] != after[name]}
    assert changed == reached


def test_declarations_of_languages_are_inputs(project: Path) -> None:
    """Dates are read with the months of all languages; labels and checks are told in figures and report."""
    steps = {step.name: step for step in steps_of(load_study(str(project / "studies" / "kurier.toml")))}
    every = {f"languages/{code}.toml" for code in ("be", "de", "en", "es", "pl", "ru", "uk", "zh")}
    own = {f"languages/{code}.toml" for code in ("de", "en", "ru")}
    assert every <= set(steps["articles[kurier]"].files)
    for name in ("report", "notebooks[01_corpus]", "estimates[verb]"):
        assert own <= set(steps[name].files)
    for stage in ("sentences", "phrases", "terms", "voices", "actors", "frames", "sentiment"):
        assert {name for name in steps[f"{stage}[en]"].files if name in every} == {"languages/en.toml"}


def test_a_language_without_articles_has_empty_tables(project: Path, tmp_path: Path) -> None:
    """A service that printed nothing in the period must not end the run of the others."""
    for table in ("articles", "reprints"):
        schema.write(pd.DataFrame(columns=list(schema.TABLES[table].columns)), tmp_path, table)
    steps = [
        step for step in steps_of(load_study(str(project / "studies" / "kurier.toml"))) if step.part == "ru"
    ]
    assert len(steps) == 11
    for step in steps:
        build = importlib.import_module(step.function.partition(":")[0]).build
        written = build(Job(tmp_path, tmp_path / "results", "ru", step.options, step.files))
        assert all(path.exists() for path in written)
    assert schema.read_matrix(tmp_path, "articles", "ru").shape == (0, 0)
    for table in ("sentences", "terms", "spans", "components", "measures"):
        assert schema.parts(tmp_path, table)
        assert schema.read(tmp_path, table).empty


def notebook(folder: Path, name: str, *cells: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    content = {"cells": [{"cell_type": "code", "source": cell} for cell in cells], "nbformat": 4}
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "modules"),
    [
        ("from analysis import figures", ("analysis", "analysis.figures")),
        ("%%time\nimport analysis.tables", ("analysis.tables",)),
        ("!ls\nfrom analysis import (\n    tables,\n)", ("analysis", "analysis.tables")),
        ("for x in y:\n    %time x\nfrom analysis import tables", ("analysis", "analysis.tables")),
        ("?len\nlen?\nimport analysis.tables", ("analysis.tables",)),
        ("import numpy", ()),
        ("", ()),
        ("def (", ()),
    ],
)
def test_imports_of_a_notebook(project: Path, tmp_path: Path, cell: str, modules: tuple[str, ...]) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    for path in (copy / "notebooks").iterdir():
        path.unlink()
    notebook(copy / "notebooks", "01_mine.ipynb", "x = 1", cell)
    steps = steps_of(load_study(str(copy / "studies" / "kurier.toml")))
    assert [step.modules for step in steps if step.stage == "notebooks"] == [modules]


def test_notebooks_that_cannot_be_steps(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    study = load_study(str(copy / "studies" / "kurier.toml"))
    second = notebook(copy / "notebooks", "01_second.ipynb", "x = 1")
    with pytest.raises(DeclarationError, match=r"01_second.ipynb: file: found the number of 01_corpus.ipynb"):
        steps_of(study)
    second.rename(copy / "notebooks" / "08_second.ipynb")
    assert len(notebook_files(study)) == 8
    (copy / "notebooks" / "08_second.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(
        DeclarationError, match=r"08_second.ipynb: file: found no notebook \(.*\); allowed: a note"
    ):
        steps_of(study)


def test_without_notebooks_of_its_own_a_project_uses_those_that_ship(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    shutil.rmtree(copy / "notebooks")
    found = notebook_files(load_study(str(copy / "studies" / "kurier.toml")))
    assert [path.name for path in found] == [
        path.name for path in sorted((press.PROJECT / "notebooks").glob("*.ipynb"))
    ]
