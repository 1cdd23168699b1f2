"""The notebooks: as they are stored, and as they run on one outlet with three language services."""

from __future__ import annotations

import ast
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from press import NAME, PROJECT, Finished

STORED = sorted((PROJECT / "notebooks").glob("*.ipynb"))
NUMBERED = [
    "01_corpus",
    "02_vocabulary",
    "03_topics",
    "04_frames",
    "05_sentiment",
    "06_voices",
    "07_framing_over_time",
]
# What the notebooks save of one outlet with three services; where a name ends in digits, any number of them.
FIGURES = {
    "01": {"calendar", "flow", "flow_sources", "original_services", "reprint_lag"},
    "02": {
        "naming_services_sanctions",
        *(f"keyness_{code}_#" for code in ("de", "en", "ru")),
        *(
            f"{kind}_{code}"
            for kind in (
                "dispersion",
                "formula",
                "growth",
                "network",
                "rates",
                "shift_divergence",
                "shift_tone",
            )
            for code in ("de", "en", "ru")
        ),
    },
    "03": {
        "agreement",
        *(f"{kind}_{code}" for kind in ("words", "prevalence") for code in ("de", "en", "ru")),
    },
    "04": {"heatmap_services", "issue_border_services", "own_services", "rates_services"},
    "05": {"targets_services"},
    "06": {
        *(f"{kind}_services" for kind in ("direct", "distancing", "length", "months", "numbers", "official")),
        *(f"{kind}_services" for kind in ("quoted", "roles", "shares")),
        *(f"{kind}_{code}_#" for kind in ("actors", "keyness", "verbs") for code in ("de", "en", "ru")),
        "together_en",
    },
    "07": {"frames_services", "shift_reform_services", "tone_reform_services"},
}
TABLES = {
    "01": {"coverage", "cuts", "flags", "overview", "repeats", "sources"},
    "02": {"companions", "formula_terms", "formulas", "keyness", "naming"},
    "03": {"topics"},
    "04": {"rates"},
    "05": {"overall", "targets"},
    "06": {"direct", "headlines", "keyness", "kinds", "shares", "speakers"},
    "07": {"shifts"},
}


def cells(path: Path, kind: str = "") -> list[dict[str, Any]]:
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if not kind or cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_stored_are_the_seven() -> None:
    assert [path.stem for path in STORED] == NUMBERED


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_without_outputs(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    assert set(content["metadata"]) == {"kernelspec", "language_info"}
    assert content["metadata"]["language_info"] == {"name": "python"}
    for cell in cells(path):
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_ids_are_numbers_in_order(path: Path) -> None:
    """Ids drawn at random would change with every copy and make two equal notebooks differ."""
    ids = [cell["id"] for cell in cells(path)]
    assert all(re.fullmatch(path.name[:2] + r"-\d\d", name) for name in ids)
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_notebooks_ask_a_question(path: Path) -> None:
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    heading, _, lead = source(first).partition("\n\n")
    assert re.fullmatch(r"# [A-Z].*\?", heading)
    assert len(lead) > 80


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_notebooks_define_nothing(path: Path) -> None:
    """Functions live in the library: a notebook imports first, and ends with what it saves."""
    trees = [ast.parse(source(cell)) for cell in cells(path, "code")]
    for tree in trees:
        defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        assert not [node.name for node in ast.walk(tree) if isinstance(node, defined)]
    assert isinstance(trees[0].body[0], (ast.Import, ast.ImportFrom))
    assert f'Book("{path.name[:2]}")' in source(cells(path, "code")[0])
    last = trees[-1].body[-1]
    assert isinstance(last, ast.Expr)
    assert ast.unparse(last).startswith("book.save(")
    assert cells(path)[-1]["cell_type"] == "code"


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_stored_notebooks_name_no_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(?:home|tmp|root|Users|work)/|[A-Z]:\\\\\\\\", text)
    assert "http" not in text


@pytest.mark.parametrize("name", NUMBERED)
def test_executed_in_order_without_an_error(name: str, finished: Finished) -> None:
    path = finished.results / "notebooks" / f"{name}.ipynb"
    executed = cells(path, "code")
    assert [cell["execution_count"] for cell in executed] == list(range(1, len(executed) + 1))
    outputs = [output for cell in executed for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} <= {"display_data", "execute_result", "stream"}
    assert any("image/png" in output.get("data", {}) for output in outputs)
    stored = PROJECT / "notebooks" / f"{name}.ipynb"
    assert [(cell["id"], source(cell)) for cell in cells(path)] == [
        (cell["id"], source(cell)) for cell in cells(stored)
    ]


@pytest.mark.parametrize("name", NUMBERED)
def test_executed_copies_hold_nothing_of_the_run(name: str, finished: Finished) -> None:
    """No time, no address in memory, no path, no warning: two runs must give equal bytes."""
    text = (finished.results / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
    assert str(finished.root) not in text
    assert not re.search(r" at 0x[0-9a-f]{6,}|ipykernel_\d+|\"iopub\.", text)
    for cell in cells(finished.results / "notebooks" / f"{name}.ipynb"):
        assert "execution" not in cell["metadata"]
        assert not [output for output in cell.get("outputs", []) if output.get("name") == "stderr"]


def names(folder: Path, ending: str, number: str) -> set[str]:
    """Names of what a notebook saved, without its own number; a number at the end is a #."""
    found = {path.stem for path in folder.glob(f"{number}_*{ending}")}
    return {re.sub(r"_\d\d$", "_#", name.removeprefix(f"{number}_")) for name in found}


@pytest.mark.parametrize("number", FIGURES)
def test_figures_that_are_saved(number: str, finished: Finished) -> None:
    folder = finished.results / "figures"
    for ending in (".pdf", ".svg", ".png", ".csv"):
        assert names(folder, ending, number) == FIGURES[number]
        for path in folder.glob(f"{number}_*{ending}"):
            assert path.stat().st_size > (20 if ending == ".csv" else 1_000), path.name


@pytest.mark.parametrize("number", TABLES)
def test_tables_that_are_saved(number: str, finished: Finished) -> None:
    folder = finished.results / "tables"
    for ending in (".csv", ".tex", ".md"):
        assert names(folder, ending, number) == TABLES[number]
        assert all(path.read_text(encoding="utf-8") for path in folder.glob(f"{number}_*{ending}"))


def test_every_figure_and_table_stands_in_the_report(finished: Finished) -> None:
    page = (finished.results / "report.html").read_text(encoding="utf-8")
    plain = html.unescape(page)
    for path in STORED:
        assert source(cells(path)[0]).partition("\n")[0].lstrip("# ") in plain
        captions = json.loads((finished.results / "captions" / f"{path.name[:2]}.json").read_text("utf-8"))
        shown = {saved[0] for saved in (*captions["figures"], *captions["tables"])}
        saved = {
            file.stem
            for kind, ending in (("figures", "*.pdf"), ("tables", "*.tex"))
            for file in (finished.results / kind).glob(f"{path.name[:2]}_{ending}")
        }
        assert shown == saved
        for saved in (*captions["figures"], *captions["tables"]):
            assert saved[1].strip() in plain
    assert page.count("<img ") == len(list((finished.results / "figures").glob("*.png")))
    assert "http://" not in re.sub(r"http://www\.w3\.org/", "", page)
    assert "<script" not in page


def test_the_report_says_what_was_kept_and_checked(finished: Finished) -> None:
    page = (finished.results / "report.html").read_text(encoding="utf-8")
    assert "One outlet, three language services" in page
    assert "Simulated press" not in page
    methods = (finished.results / "methods.md").read_text(encoding="utf-8")
    assert "168 raw items from 2023-01-01 to 2023-12-31 were read; 156 articles were kept" in methods
    assert "no date (3)" in methods
    assert "rules of Kurier of the Coast: the tests" in methods


def test_numbers_are_macros(finished: Finished) -> None:
    lines = (finished.results / "numbers.tex").read_text(encoding="utf-8").splitlines()
    macros = [re.fullmatch(r"\\newcommand\{\\([A-Za-z]+)\}\{(.*)\}", line) for line in lines if line]
    assert all(macros)
    named = {match.group(1): match.group(2) for match in macros if match}
    assert len(named) == len(macros)
    assert (named["ItemsRead"], named["ItemsKept"], named["ItemsAside"]) == ("168", "156", "12")
    assert {name for name in named if name.startswith("ArticlesLanguage")} == {
        "ArticlesLanguageDe",
        "ArticlesLanguageEn",
        "ArticlesLanguageRu",
    }
    assert NAME == "kurier"
