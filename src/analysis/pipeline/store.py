"""Records of finished steps: key, parts of the key, outputs with their hashes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import storage

# No step has this name.
FILES = "files"
TABLES = (".parquet", ".npz")


@dataclass(frozen=True)
class Record:
    """A finished step. `outputs` maps a path (below the study's folder) to its hash."""

    parts: dict[str, str]
    outputs: dict[str, str]
    seconds: float = 0.0
    stats: dict[str, list[int]] = field(default_factory=dict)


class Store:
    """The records of one study, in data/processed/NAME/.steps; `root` is what output paths are below."""

    def __init__(self, root: Path, processed: Path) -> None:
        self.root, self.folder = root, processed / ".steps"
        self._files_path = self.folder / f"{FILES}.json"
        self._files: dict[str, list[Any]] = _load(self._files_path) or {}
        self._changed = False

    def record(self, step: str) -> Record | None:
        """The record of a step, or None when it never finished here."""
        content = _load(self.folder / f"{step}.json")
        try:
            return Record(**content) if content else None
        except TypeError:
            return None

    def save(self, step: str, parts: Mapping[str, str], outputs: Iterable[Path], seconds: float) -> Record:
        """Record a finished step; outputs of an earlier run that it no longer makes are removed."""
        root = os.path.abspath(self.root)
        paths = {Path(os.path.abspath(path)).relative_to(root).as_posix(): path for path in outputs}
        former = self.record(step)
        for name in set(former.outputs if former else ()) - set(paths):
            (self.root / name).unlink(missing_ok=True)
        record = Record(
            dict(parts),
            {name: storage.digest_file(path) for name, path in sorted(paths.items())},
            round(seconds, 3),
            {name: _stat(path) for name, path in sorted(paths.items())},
        )
        storage.write_json(self.folder / f"{step}.json", record.__dict__)
        return record

    def forget(self, steps: Iterable[str]) -> None:
        """Remove what belongs to no step of `steps` (all that the study has now): outputs and records of
        steps that are gone, and tables without a record. Variants (a comma in their name) stay.

        Tables are read whole, so the part of a source that was renamed or left out must not stay.
        """
        kept = set(steps)
        known = {path.name.removesuffix(".json") for path in self.folder.glob("*.json")} - {FILES}
        gone = sorted(step for step in known - kept if "," not in step)
        current = {name for step in known.difference(gone) for name in self._outputs(step)}
        for step in gone:
            for name in set(self._outputs(step)) - current:
                (self.root / name).unlink(missing_ok=True)
            (self.folder / f"{step}.json").unlink(missing_ok=True)
        for path in [path for kind in TABLES for path in self.folder.parent.rglob(f"*{kind}")]:
            if path.relative_to(self.root).as_posix() not in current:
                path.unlink(missing_ok=True)

    def _outputs(self, step: str) -> Iterable[str]:
        record = self.record(step)
        return record.outputs if record else ()

    def intact(self, record: Record) -> str:
        """Empty when every output is as it was recorded; else the name of the first that is not.

        A file of the recorded size and time is taken to be unchanged; any other is hashed.
        """
        for name, expected in record.outputs.items():
            path = self.root / name
            if not path.exists():
                return name
            if _stat(path) != record.stats.get(name) and storage.digest_file(path) != expected:
                return name
        return ""

    def file_hash(self, path: Path) -> str:
        """Hash of a file outside the store, remembered by size and time; where it cannot be read, why: the
        step that reads it tells it in the ledger."""
        try:
            name, stat = path.resolve().as_posix(), _stat(path)
            known = self._files.get(name)
            if known and known[:2] == stat:
                return str(known[2])
            value = storage.digest_file(path)
        except OSError as error:
            return f"unreadable: {error.strerror}"
        self._files[name] = [*stat, value]
        self._changed = True
        return value

    def flush(self) -> None:
        """Keep the hashes of outside files for the next run."""
        if self._changed:
            storage.write_json(self._files_path, self._files)
            self._changed = False


def _stat(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]


def _load(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return content if isinstance(content, dict) else None
