"""The manifest: hashes of all inputs and outputs of a study, and the check of them."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis import __version__, storage
from analysis.declarations import Study
from analysis.pipeline.step import Step, version
from analysis.pipeline.store import Record


def write_manifest(study: Study, steps: Sequence[Step], records: Mapping[str, Record]) -> Path:
    """Write results/NAME/manifest.json from the records of a finished run.

    It holds no clock, host, path or number of workers: equal inputs give an equal file.
    """
    inputs: dict[str, str] = {}
    for step in steps:
        parts = records[step.name].parts
        inputs |= {name: parts[f"file {name}"] for name in step.files}
    outputs = {name: value for record in records.values() for name, value in record.outputs.items()}
    libraries = sorted({name for step in steps for name in step.libraries})
    content = {
        "study": study.name,
        "version": __version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "libraries": {name: version(name) for name in libraries},
        "inputs": inputs,
        "outputs": outputs,
    }
    return storage.write_json(study.results / "manifest.json", content)


def verify(study: Study, steps: Sequence[Step]) -> list[str]:
    """Recompute all hashes against the manifest; returns one line for each file that differs or is
    missing (none when all is as the manifest says). Raises FileNotFoundError without a manifest."""
    path = study.results / "manifest.json"
    if not path.exists():
        raise FileNotFoundError(f"no manifest of study {study.name}; run  analysis run --study {study.name}")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return [f"manifest {path}: damaged ({error})"]
    known = {name: file for step in steps for name, file in step.files.items()}
    told = []
    for name, expected in content["inputs"].items():
        told += _compare("input", name, known.get(name), expected)
    told += [f"input {name}: not in the manifest" for name in known if name not in content["inputs"]]
    for name, expected in content["outputs"].items():
        told += _compare("output", name, study.folder / name, expected)
    return told


def _compare(kind: str, name: str, path: Path | None, expected: str) -> list[str]:
    if path is None or not path.exists():
        return [f"{kind} {name}: missing"]
    try:
        found = storage.digest_file(path)
    except OSError as error:
        found = f"unreadable: {error.strerror}"
    return [] if found == expected else [f"{kind} {name}: {found}, the manifest says {expected}"]
