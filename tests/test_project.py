"""Rules of the repository: lock, sources, notebooks' place, Makefile, README, and the wheel."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import press
import pytest
from press import PROJECT

from analysis import __version__
from analysis.cli import _parser

PACKAGE = PROJECT / "src" / "analysis"
ROOMS = (
    *("storage", "declarations", "schema", "simulation", "reading", "cleaning", "tokenization", "duplicates"),
    *(
        "coverage",
        "voices",
        "actors",
        "vocabulary",
        "stories",
        "coding",
        "frames",
        "sentiment",
        "topics",
        "inference",
        "figures",
    ),
    *("tables", "report", "pipeline", "multiverse", "template", "cli", "__main__"),
)
TARGETS = {"help", "reproduce", "test", "lab", "lint", "gold", "bench", "status", "verify", "lock", "clean"}
MEGABYTE = 1 << 20
CORPUS = "data/raw/simulated/"


def in_git() -> list[Path]:
    """Files that are in git or would be added; without git, the files of a fresh copy."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        named = [PROJECT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
        return sorted(path for path in named if path.is_file())
    made = {"results", "processed", "build", "dist", "__pycache__"}
    return sorted(
        path
        for path in PROJECT.rglob("*")
        if path.is_file()
        and not any(piece in made or piece.startswith(".") for piece in path.relative_to(PROJECT).parts[:-1])
    )


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def declared() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def distribution(requirement: str) -> str:
    return normal(re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0])


LOCKS = ("requirements.lock", "benchmarks/requirements.lock")


def locked(name: str = LOCKS[0]) -> dict[str, list[str]]:
    """Each requirement of a lock, with its hashes."""
    text = (PROJECT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        requirement, *hashes = line.split(" --hash=")
        found[requirement.strip()] = [value.strip() for value in hashes]
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_a_version_and_hashes_for_everything(lock: str) -> None:
    requirements = locked(lock)
    assert len(requirements) > 50
    for requirement, hashes in requirements.items():
        assert re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[\w.!+]+( ; .+)?", requirement), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_place(lock: str) -> None:
    text = (PROJECT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^\s*(#|-|\.|/)(?!-hash=)", text)
    assert not re.search(r"(?m)(^|[\s=@'\"])(/|~|[A-Za-z]:\\)", text)
    assert " @ " not in text


def test_the_lock_holds_every_dependency() -> None:
    project = declared()["project"]
    extras = project["optional-dependencies"]
    for lock, own in ((LOCKS[0], ("scale", "dev")), (LOCKS[1], ("bench",))):
        wanted = [*project["dependencies"], *(name for extra in own for name in extras[extra])]
        assert {distribution(name) for name in wanted} <= {distribution(name) for name in locked(lock)}


def test_the_locks_agree() -> None:
    """What is measured beside its peers is what users install."""
    one, other = ({line.partition(" ; ")[0] for line in locked(lock)} for lock in LOCKS)
    shared = {distribution(line) for line in one} & {distribution(line) for line in other}
    assert {line for line in other if distribution(line) in shared} <= one


def test_the_project_as_declared() -> None:
    project = declared()["project"]
    assert project["name"] != "analysis"
    assert project["scripts"] == {"analysis": "analysis.cli:main"}
    assert project["requires-python"] == ">=3.11,<3.15"
    assert set(project["optional-dependencies"]) == {"scale", "bench", "dev"}
    assert (project["license"], project["license-files"]) == ("MIT", ["LICENSE"])
    for requirement in project["dependencies"]:
        assert ">=" in requirement, requirement
    assert f"version: {__version__}\n" in (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {__version__} " in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["README.md", "LICENSE", "CITATION.cff", "CONTRIBUTING.md", "CHANGELOG.md", ".pre-commit-config.yaml"],
)
def test_files_that_a_repository_needs(name: str) -> None:
    assert (PROJECT / name).stat().st_size > 200


def test_imports_never_point_forward() -> None:
    """A room imports earlier rooms only; nothing flows backwards."""
    place = {room: number for number, room in enumerate(ROOMS)}
    for name, tree in modules():
        room = name.split("/")[0].removesuffix(".py")
        for node in ast.walk(tree):
            named: list[str] = []
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{name}: relative imports are not followed by the pipeline's keys"
                named = [node.module or ""]
                if node.module == "analysis":
                    named = [f"analysis.{alias.name}" for alias in node.names]
            for module in named:
                pieces = module.split(".")
                if pieces[0] != "analysis" or pieces[1:] in ([], ["__version__"]):
                    continue
                assert pieces[1] in place, f"{name} imports {module}: no known room"
                assert room == "__init__" or place[pieces[1]] <= place[room], f"{name} imports {module}"


def test_every_room_is_in_the_order() -> None:
    found = {name.split("/")[0].removesuffix(".py") for name, _ in modules()} - {"__init__"}
    assert found <= set(ROOMS)
    assert {"storage", "declarations", "schema", "pipeline", "cli"} <= found


def test_what_is_imported_is_declared() -> None:
    project = declared()["project"]
    wanted = {
        distribution(name) for name in (*project["dependencies"], *project["optional-dependencies"]["scale"])
    }
    known = importlib.metadata.packages_distributions()
    for name, tree in modules():
        for node in ast.walk(tree):
            named: list[str] = []
            if isinstance(node, ast.Import):
                named = [alias.name.split(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                named = [node.module.split(".")[0]]
            for module in set(named) - set(sys.stdlib_module_names) - {"analysis"}:
                # Dask's own distribution brings `distributed` only with an extra that may be missing here.
                found = {
                    normal(item)
                    for item in known.get(module, ["dask" if module == "distributed" else module])
                }
                assert found & (wanted | {"distributed", "spacy"}), (
                    f"{name} imports {module}: not among the dependencies"
                )


WRITERS = {
    "write_text",
    "write_bytes",
    "to_csv",
    "to_json",
    "to_parquet",
    "to_pickle",
    "write_table",
    "writestr",
}


def test_all_writing_goes_through_one_place() -> None:
    for name, tree in modules():
        # The spool of a source is gone when the source is read, counts on disk when they are merged.
        if name in ("storage.py", "schema.py", "cleaning/spool.py", "tokenization/store.py"):
            continue
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name))):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if called in WRITERS and owner:
                assert ast.unparse(owner) == "storage", f"{name}:{node.lineno} {called}"
            if called == "open":
                modes = [item.value for item in node.args if isinstance(item, ast.Constant)]
                # The lock of a run is a file that is only opened.
                assert not [mode for mode in modes if len(str(mode)) <= 3 and set(str(mode)) & set("wx+")], (
                    f"{name}:{node.lineno}"
                )


def test_nothing_is_pickled_or_evaluated() -> None:
    """But for batches under way, which the run that wrote them reads back."""
    for name, tree in modules():
        if name == "cleaning/spool.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                named = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert not named & {"pickle", "joblib", "dill", "shelve", "marshal"}, name
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, f"{name}:{node.lineno}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr != "import_module" or name == "pipeline/run.py", f"{name}:{node.lineno}"


def test_modules_are_read_in_five_minutes() -> None:
    lines = {path.name: len(text_of(path).splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_files_are_small() -> None:
    sizes = {path.relative_to(PROJECT).as_posix(): path.stat().st_size for path in in_git()}
    large = {name for name, size in sizes.items() if size > MEGABYTE and not name.startswith(CORPUS)}
    assert large == set()
    assert sum(size for name, size in sizes.items() if name.startswith(CORPUS)) < 6 * MEGABYTE


def test_nothing_that_is_made_is_in_git() -> None:
    names = [path.relative_to(PROJECT).as_posix() for path in in_git()]
    assert [name for name in names if re.match(r"results/|\.venv/|dist/|build/", name)] == []
    assert [name for name in names if name.startswith("data/processed/")] in ([], ["data/processed/.gitkeep"])
    raw = [name for name in names if name.startswith("data/raw/")]
    assert [name for name in raw if not name.startswith((CORPUS, "data/raw/README.md"))] == []
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".parquet"))] == []


def test_no_machine_and_no_registry_is_named() -> None:
    homes = re.compile(r"(?<![\w.])/(?:work|root|home|Users|farm)/\w")
    hosts = re.compile(
        "|".join(re.escape(host) for host in ("pypi" + ".org", "python" + "hosted", "registry" + ".npm"))
    )
    for path in in_git():
        text = text_of(path)
        assert not homes.search(text), path
        assert not hosts.search(text), path


def test_only_the_checks_name_the_shared_data() -> None:
    named = [path.relative_to(PROJECT).as_posix() for path in in_git() if "shared" + "/data" in text_of(path)]
    assert named in ([], [".ci/run"])


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z][a-z-]*):", (PROJECT / "Makefile").read_text(encoding="utf-8")))


def test_targets_of_make() -> None:
    assert targets() == TARGETS
    phony = re.search(r"(?m)^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(encoding="utf-8"))
    assert phony is not None
    assert set(phony.group(1).split()) == TARGETS
    told = make("help")
    assert told.returncode == 0, told.stderr
    assert {line.split()[1] for line in told.stdout.splitlines()} == TARGETS
    assert make().stdout == told.stdout


def test_make_hands_on_what_it_is_given() -> None:
    told = make("--dry-run", "reproduce", "STUDY=kcna", "RAW=a b", "WORKERS=1").stdout
    assert told.splitlines()[-1] == '.venv/bin/analysis run --study "kcna" --raw "a b" --workers 1'
    plain = make("--dry-run", "reproduce").stdout
    assert plain.splitlines()[-1] == '.venv/bin/analysis run --study "default"  --workers 0'


@pytest.mark.parametrize(
    ("lacks", "line"),
    [
        (
            "version_info",
            "Python 3.11 or newer is needed: install it, or name it:  make PYTHON=python3.12 ...",
        ),
        ("ensurepip", "Python's venv is missing: install it (on Debian: apt-get install python3-venv)"),
    ],
)
def test_make_says_what_to_install(lacks: str, line: str, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{lacks}*) exit 1;; esac\n', encoding="utf-8")
    python.chmod(0o755)
    told = make("reproduce", f"PYTHON={python}", f"VENV={tmp_path / 'venv'}")
    assert told.returncode != 0
    assert told.stdout.splitlines() == [line]
    assert not (tmp_path / "venv").exists()


def readme() -> str:
    return (PROJECT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Lines of the README's code blocks, one command each."""
    blocks = [text for kind, text in re.findall(r"(?ms)^```(\w*)\n(.*?)^```", readme()) if not kind]
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [part.strip() for line in lines if line for part in line.split("&&")]


def test_commands_of_the_readme_exist() -> None:
    found = commands()
    assert {"make reproduce", "make test"} <= set(found)
    for line in found:
        words = [word for word in shlex.split(line, comments=True) if not re.fullmatch(r"[A-Z_]+=.*", word)]
        words = words[: words.index(">")] if ">" in words else words
        if not words or words[0] in ("cd", "git"):
            continue
        if words[0] == "make":
            assert set(words[1:]) <= TARGETS, line
        else:
            assert Path(words[0]).name == "analysis", line
            assert _parser().parse_args(words[1:]).command, line


def test_python_in_the_readme_runs() -> None:
    blocks = re.findall(r"(?ms)^```python\n(.*?)^```", readme())
    assert len(blocks) == 1
    known: dict[str, Any] = {"texts": ["Die Häuser der Stadt"] * 5}
    exec(compile(blocks[0], "README.md", "exec"), known)
    assert known["counts"].shape == (5, 2)


def test_commands_in_the_text_of_the_readme_exist() -> None:
    inline = re.findall(r"`((?:make|analysis) [^`]+)`", re.sub(r"(?ms)^```.*?^```", "", readme()))
    for line in inline:
        words = [word for word in shlex.split(line) if not re.fullmatch(r"[A-Z_]+=.*", word)]
        if words[0] == "make":
            assert set(words[1:]) <= TARGETS, line
        else:
            assert _parser().parse_args(words[1:]).command, line


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/tables.md"])
def test_files_that_are_named_exist(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    linked = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    named = re.findall(
        r"`((?:src|docs|studies|codebooks|notebooks|tests|benchmarks|template)/[\w./-]*)`", text
    )
    for path in (*linked, *(path for path in named if "NAME" not in path and "CODE" not in path)):
        assert (PROJECT / path).exists() or (PROJECT / name).parent.joinpath(path).exists(), path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PROJECT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("*.whl")
    return found


def test_what_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind, pattern in (("notebooks", "*.ipynb"), ("codebooks", "*.toml"), ("template", "*.toml")):
        shipped = {f"analysis/shipped/{kind}/{path.name}" for path in (PROJECT / kind).glob(pattern)}
        assert shipped
        assert shipped <= names
    inside = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    assert {name for name in inside if "__pycache__" not in name} <= names
    foreign = [name for name in names if not name.startswith(("analysis/", "framing_workflow-"))]
    assert foreign == []
    assert [name for name in names if name.endswith((".pyc", ".parquet", ".html"))] == []


def test_the_wheel_works_outside_of_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Installed alone, beside libraries that are here already, it starts a study and runs it."""
    venv, study = tmp_path / "venv", tmp_path / "elsewhere" / "first_study"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin" / "python"
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ANALYSIS"))}
    own = Path(sysconfig.get_path("purelib", vars={"base": str(venv)}))
    (own / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")

    def run(*words: str | Path, cwd: Path = tmp_path) -> str:
        done = subprocess.run(words, cwd=cwd, env=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel)
    where = "import analysis.declarations as d; print(d.__file__); print(d.shipped('codebooks'))"
    assert [Path(line).is_relative_to(own) for line in run(python, "-c", where).splitlines()] == [True, True]
    command = venv / "bin" / "analysis"
    assert run(command, "--version") == f"{__version__}\n"
    run(command, "init", study)
    for kind in ("notebooks", "codebooks"):
        assert press.hashes(study / kind) == press.hashes(PROJECT / kind)
    template = (PROJECT / "template" / "study.toml").read_text(encoding="utf-8")
    file = study / "studies" / "first_study.toml"
    assert file.read_text(encoding="utf-8") == template.replace('"NAME"', '"first_study"')
    shutil.rmtree(study / "codebooks")
    press.write_csv(study / "data" / "raw" / "first" / "en.csv", press.rows_of("en"))
    told = run(command, "run", "--study", "first_study", "--until", "estimates", "--workers", "2", cwd=study)
    assert told.splitlines()[-1] == ("first: read 56, kept 53, set aside 3 (empty 1, no date 1, too short 1)")
    made = press.hashes(study / "data" / "processed" / "first_study")
    assert {"estimates/frame.parquet", "components/en.parquet", "articles/first.parquet"} <= set(made)
