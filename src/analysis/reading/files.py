"""Files of a source to items, whatever the format; every file, member and row yields an item or a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO, cast

from analysis import storage
from analysis.declarations import DeclarationError, Source
from analysis.reading.containers import DAMAGE, ReadingError, members, read_bounded, told, unzipped
from analysis.reading.items import Item, Kind, Problem
from analysis.reading.rows import canonical, csv_rows, json_rows

SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".txt": "text",
    ".csv": "csv",
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
}
FOREIGN = re.compile(
    rb"^(?:\s*(?:\{|\[[\s\[{\"])|%PDF|\x89PNG|\xff\xd8\xff|GIF8|\x7fELF|Rar!|7z\xbc|PAR1|\xd0\xcf\x11\xe0)"
)
Found = Item | Problem


def looks_foreign(raw: bytes) -> bool:
    """Whether the bytes are of a format that is not read: an image, a PDF, JSON in one piece, a program."""
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return bool(FOREIGN.match(raw)) or (b"\0" in raw[:1000] and not wide)


def find_files(raw: Path, patterns: Sequence[str]) -> list[Path]:
    """Files below `raw` that match one of the patterns, sorted by path, each once."""
    found = {path for pattern in patterns for path in raw.glob(pattern) if path.is_file()}
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def read_items(files: Iterable[Path], *, root: Path, source_name: str, source: Source) -> Iterator[Found]:
    """Items and problems of the files of one source, in the order of the files, one in memory at a time.

    Nothing is lost: a file, archive member or row that cannot be read is a Problem with its rule (empty
    file, bad zip, truncated gzip, escapes its folder, encrypted, too large, archive bomb, broken row,
    broken quote, unknown format, same item twice). A declared hash that differs is a flag, and the
    file is read. Raises DeclarationError when a table lacks a column that the study maps.
    """
    seen: set[str] = set()
    for path in files:
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        for found in _Reader(source_name, source, file).read(path):
            if found.id in seen:
                rule = "same item twice" if isinstance(found, Item) else found.rule
                found = Problem(source_name, file, found.place, rule, f"seen before, {len(seen)}")
            seen.add(found.id)
            yield found


class _Reader:
    """One file of a source; it knows the names that its problems carry."""

    def __init__(self, source_name: str, source: Source, file: str) -> None:
        self.source_name, self.source, self.file = source_name, source, file

    def problem(self, place: str, reason: ReadingError) -> Problem:
        return Problem(self.source_name, self.file, place, reason.rule, reason.note)

    def read(self, path: Path) -> Iterator[Found]:
        try:
            if not path.stat().st_size:
                yield self.problem("", ReadingError("empty file"))
                return
            yield from self.check_hash(path)
            with path.open("rb") as stream:
                yield from self.open(stream, path.name, inside=False)
        except DAMAGE as error:
            yield self.problem("", told(error))

    def check_hash(self, path: Path) -> Iterator[Problem]:
        declared = self.source.hashes.get(self.file)
        if declared and (found := storage.digest_file(path)) != declared:
            note = f"declared {declared}, found {found}"
            yield Problem(self.source_name, self.file, "", "hash differs", note, action="flag")

    def open(self, stream: IO[bytes], name: str, *, inside: bool) -> Iterator[Found]:
        """Items of a file or member named `name`: `inside` says that it lies in an archive."""
        suffix = Path(name).suffix.lower()
        try:
            if suffix == ".gz":
                yield from self.plain(unzipped(stream), name, name[:-3], inside=inside)
            elif suffix == ".zip" and not inside:
                yield from self.archive(stream)
            else:
                yield from self.plain(stream, name, name, inside=inside)
        except (*DAMAGE, ReadingError) as error:
            yield self.problem(name if inside else "", told(error))

    def archive(self, stream: IO[bytes]) -> Iterator[Found]:
        for name, member in members(cast(BinaryIO, stream)):
            if isinstance(member, ReadingError):
                yield self.problem(name, member)
                continue
            with member:
                yield from self.open(member, name, inside=True)

    def plain(self, stream: IO[bytes], place: str, name: str, *, inside: bool) -> Iterator[Found]:
        format_ = self.source.format
        if format_ == "auto":
            format_ = SUFFIXES.get(Path(name).suffix.lower(), "")  # type: ignore[assignment]
        if format_ in ("csv", "tsv", "jsonl"):
            yield from self.table(stream, format_, f"{place} " if inside else "")
            return
        raw = read_bounded(stream)
        if not raw:
            yield self.problem(place, ReadingError("empty file"))
        elif not format_ and looks_foreign(raw):
            yield self.problem(place, ReadingError("unknown format", "not HTML, text or a table of text"))
        else:
            yield self.item(raw, place, name, format_)

    def item(self, raw: bytes, place: str, name: str, format_: str) -> Item:
        if not format_:
            format_ = "html" if raw.lstrip()[:1] == b"<" else "text"
        pattern, metadata = self.source.name_pattern, {}
        if pattern and format_ != "html":
            format_ = "txt"
        if pattern and (match := re.search(pattern, Path(name).name)):
            metadata = {key: value for key, value in match.groupdict().items() if value}
        return Item(self.source_name, self.file, place, raw, metadata, cast(Kind, format_))

    def table(self, stream: IO[bytes], format_: str, prefix: str) -> Iterator[Found]:
        wanted, encoding = self.source.columns, self.source.encoding
        rows: Iterator[dict[str, object] | ReadingError]
        if format_ == "jsonl":
            rows = json_rows(stream, encoding=encoding)
        else:
            header = not (wanted and all(name.isdigit() for name in wanted.values()))
            rows = self.named(csv_rows(stream, tabs=format_ == "tsv", encoding=encoding, header=header))
        for number, row in enumerate(rows, 1):
            place = f"{prefix}row {number}"
            if isinstance(row, ReadingError):
                yield self.problem(place, row)
            else:
                yield Item(self.source_name, self.file, place, canonical(row), {}, "record")

    def named(self, rows: Iterator[list[str] | ReadingError]) -> Iterator[dict[str, object] | ReadingError]:
        """Fields with the names of the header, which must hold every column that the study maps."""
        header = next(rows, None)
        if not isinstance(header, list):
            yield header or ReadingError("empty file")
            return
        names = [name.strip() for name in header]
        for column, name in self.source.columns.items():
            if name not in names:
                key = f"sources.{self.source_name}.columns.{column}"
                raise DeclarationError(self.file, key, name, f"a column of the file: {', '.join(names)}")
        for row in rows:
            yield row if isinstance(row, ReadingError) else dict(zip(names, row, strict=True))
