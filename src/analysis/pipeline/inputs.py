"""What a step of a study depends on besides tables: files by their name in the manifest, its description."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.declarations import DeclarationError, Study, countries
from analysis.declarations import language as languages
from analysis.declarations import outlet as outlets
from analysis.pipeline.sources import imports_in


def described(study: Study) -> dict[str, Any]:
    """What the report and the numbers tell of a study; no path of this machine."""
    return {
        "name": study.name,
        "title": study.title,
        "description": study.description,
        "simulated": study.simulated,
        "languages": study.languages,
        "sources": study.sources,
        "period": study.period,
        "events": study.events,
        "targets": study.targets,
        "topics": study.topics,
        "duplicates": study.duplicates,
        "coverage": study.coverage,
        "standardise": study.standardise,
        "cleaning": study.cleaning,
        "codebook": study.codebook,
        "genres": study.genres,
    }


def study_file(study: Study) -> dict[str, Path]:
    return {f"studies/{study.name}.toml": Path(study.file)}


def declarations_of(study: Study) -> dict[str, Path]:
    """The outlets, languages and countries whose labels and checks are told in figures and report."""
    found = language_files(study.languages)
    for code in study.languages:
        found |= country_files(code)
    for source in study.sources.values():
        found |= outlet_file(study, source.outlet)
    return found


def language_files(codes: Sequence[str]) -> dict[str, Path]:
    return {f"languages/{code}.toml": languages.HERE / "languages" / f"{code}.toml" for code in codes}


def country_files(code: str) -> dict[str, Path]:
    files = (countries.HERE / f"{code}{ending}" for ending in (".toml", ".csv"))
    return {f"countries/{file.name}": file for file in files if file.exists()}


def model_file(model: str) -> dict[str, Path]:
    """What tells the version of a spaCy model that is a folder; one that is a distribution has its own."""
    return {"spacy/meta.json": Path(model) / "meta.json"} if model and Path(model).is_dir() else {}


def lexicon_file(code: str) -> dict[str, Path]:
    file = languages.HERE / "lexicons" / f"tone_{code}.csv"
    return {f"lexicons/{file.name}": file} if file.exists() else {}


def outlet_file(study: Study, outlet: str) -> dict[str, Path]:
    places = (study.outlets_folder / f"{outlet}.toml", outlets.HERE / f"{outlet}.toml")
    found = next((path for path in places if path.exists()), None)
    return {f"outlets/{outlet}.toml": found} if found else {}


def is_text(name: str) -> bool:
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def matching(raw: Path, pattern: str) -> list[Path]:
    try:
        return sorted(path for path in raw.glob(pattern) if path.is_file())
    except ValueError:
        return []


def code_of(notebook: Path) -> list[str]:
    """The code cells of a notebook; raises DeclarationError when it is none."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError) as error:
        raise DeclarationError(notebook, "", f"no notebook ({error})", "a notebook in format 4") from None


def imported(cell: str) -> set[str]:
    """Modules of this package that a cell imports; line by line where it is no Python for its magics."""
    lines = [line for line in cell.splitlines() if not line.lstrip().startswith(("%", "!", "?"))]
    try:
        return imports_in("\n".join(lines))
    except SyntaxError:
        return set().union(*(imported(line.strip()) for line in lines)) if len(lines) > 1 else set()
