"""A step of a study: what it reads, what it depends on, and the key that tells whether it must run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.metadata
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis import storage
from analysis.pipeline.sources import source_hash

Mapper = Callable[..., Iterable[Any]]


@dataclass(frozen=True)
class Step:
    """One node of a study's graph: a stage, for one part (source, language, notebook) and variant.

    `function` is "module:name", imported only when the step runs. `inputs` are names of steps whose
    outputs it reads, `files` other files (raw data, declarations, notebooks) by the name they have in the
    manifest, `options` all it reads of the study. A step that `maps` gets the executor's map and runs in
    the main process; any other runs whole in a worker.
    """

    stage: str
    function: str
    part: str = ""
    variant: str = ""
    inputs: tuple[str, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    maps: bool = False

    @property
    def name(self) -> str:
        label = ",".join(piece for piece in (self.part, self.variant) if piece)
        return f"{self.stage}[{label}]" if label else self.stage


@dataclass(frozen=True)
class Job:
    """What a step's function is given: folders, its part, its options, its files, and a map."""

    processed: Path
    results: Path
    part: str
    options: Mapping[str, Any]
    files: Mapping[str, Path]
    map: Mapper = map


def key_parts(
    step: Step, inputs: Mapping[str, Mapping[str, str]], files: Mapping[str, str]
) -> dict[str, str]:
    """What the key is made of, each part by name, so that a change can be told.

    `inputs` maps an input step to its outputs' hashes, `files` a file's name to its hash.
    """
    module = step.function.partition(":")[0]
    parts = {f"input {name}": _hash(dict(outputs)) for name, outputs in inputs.items()}
    parts |= {f"file {name}": value for name, value in files.items()}
    parts |= {f"option {name}": _hash(value) for name, value in step.options.items()}
    parts |= {f"library {name}": version(name) for name in step.libraries}
    parts["source of " + module] = source_hash((module, *step.modules))
    return parts


@cache
def version(library: str) -> str:
    """Installed version of a distribution; "absent" when it is not installed."""
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def plain(value: Any) -> Any:
    """`value` (dataclasses, tuples, dates, paths excluded) as JSON can hold it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"an option cannot hold {type(value).__name__}")


def _hash(value: Any) -> str:
    return storage.digest(json.dumps(plain(value), sort_keys=True, ensure_ascii=True).encode())
