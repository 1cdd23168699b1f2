"""The one place that writes: atomic, and equal bytes for equal content.

A file appears under its name only when it is complete (temporary name, then rename), so a run that is
killed leaves either the old file or the new one. Compressed members carry no clock, host or user.
Standard library only: the check for "nothing to do" imports this module.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)
NUMERIC = re.compile(r"[+-]?(\d+([.,]\d+)*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
# What a spreadsheet takes for the beginning of a formula, in its full-width forms too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def digest(data: bytes, *, size: int = 16) -> str:
    """Hex blake2b of `data`, `size` bytes long (32 hex digits by default)."""
    return hashlib.blake2b(data, digest_size=size).hexdigest()


def digest_file(path: Path) -> str:
    """Hex blake2b of a file's bytes, read in blocks; the same value as `digest` of its content."""
    hasher = hashlib.blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            hasher.update(block)
    return hasher.hexdigest()


def replace(path: Path, write: Callable[[Path], object]) -> Path:
    """Call `write` with a temporary path beside `path`, then move the result into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """An empty folder that is removed at the end; what a killed run left under its name is removed first."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def write_bytes(path: Path, data: bytes) -> Path:
    """Write `data` to `path` atomically."""
    return replace(path, lambda temporary: temporary.write_bytes(data))


def write_text(path: Path, text: str) -> Path:
    """Write `text` as UTF-8 with line feeds, atomically."""
    return write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: Any) -> Path:
    """Write `value` as JSON with sorted keys, indented, atomically."""
    return write_text(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def neutral(cell: str) -> str:
    """`cell` with a leading apostrophe when a spreadsheet could run it as a formula; numbers stay.

    Blanks and control characters before the sign do not hide it.
    """
    bare = re.sub(r"^[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]+", "", cell)
    risky = bare.startswith(FORMULA) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if risky and not NUMERIC.fullmatch(cell) else cell


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV with line feeds; missing values are empty, text is neutralised for spreadsheets.

    A carriage return inside text becomes a line feed: the csv module would leave it unquoted, and what
    follows it would be read as a row of its own.
    """

    def cell(value: Any) -> Any:
        if value is None or value != value:
            return ""
        if isinstance(value, str):
            return neutral(value).replace("\r\n", "\n").replace("\r", "\n")
        return value

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def write_gzip(path: Path, data: bytes) -> Path:
    """Write `data` gzipped without name or time."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", mtime=0) as stream:
        stream.write(data)
    return write_bytes(path, buffer.getvalue())


def write_zip(path: Path, members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> Path:
    """Write a zip whose members are sorted by name and dated 1980-01-01."""
    pairs = members.items() if isinstance(members, Mapping) else members

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w") as archive:
            for name, data in sorted(pairs):
                info = zipfile.ZipInfo(name, date_time=EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, data, compresslevel=9)

    return replace(path, write)
