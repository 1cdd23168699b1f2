"""Files of a source to items, whatever the format; every file, member and row yields an item or a problem."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, BinaryIO, cast

from analysis import storage
from analysis.declarations import DeclarationError, Source
from analysis.reading.containers import DAMAGE, ReadingError, members, read_bounded, told, unzipped
from analysis.reading.documents import document_lines
from analysis.reading.exports import articles, looks_exported, vendor_of
from analysis.reading.formats import (
    GZIP,
    PARQUET,
    WARC,
    ZIP,
    format_of,
    looks_foreign,
    unzipped_head,
)
from analysis.reading.items import Item, Kind, Problem
from analysis.reading.parquet import open_parquet, parquet_names, parquet_rows
from analysis.reading.rows import canonical, csv_rows, json_rows
from analysis.reading.warc import responses

# What must be held whole to be read: a Parquet or web archive inside another archive.
NESTED = 500_000_000
PEEK = 4_096
EXPORTS = ("lexisnexis", "factiva")
Found = Item | Problem


def find_files(raw: Path, patterns: Sequence[str]) -> list[Path]:
    """Files below `raw` that match one of the patterns, sorted by path, each once."""
    found = {path for pattern in patterns for path in raw.glob(pattern) if path.is_file()}
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def read_items(files: Iterable[Path], *, root: Path, source_name: str, source: Source) -> Iterator[Found]:
    """Items and problems of the files of one source, in the order of the files, one in memory at a time.

    Nothing is lost: a file, archive member or row that cannot be read is a Problem with its rule (empty
    file, bad zip, truncated gzip, escapes its folder, encrypted, too large, archive bomb, broken row,
    broken quote, broken record, truncated record, bad parquet, not an article, unknown format, same item
    twice). A declared hash that differs is a flag, and the file is read. Raises
    DeclarationError when a table lacks a column that the study maps.
    """
    seen: set[int] = set()
    for path in files:
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        for found in _Reader(source_name, source, file).read(path):
            if int(found.id, 16) in seen:
                rule = "same item twice" if isinstance(found, Item) else found.rule
                found = Problem(source_name, file, found.place, rule, f"seen before, {len(seen)}")
            seen.add(int(found.id, 16))
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
        empty = True
        try:
            for found in self.told_by_content(stream, name, inside=inside):
                empty = False
                yield found
            if empty:
                raise ReadingError("empty file", "no row, record or member in it")
        except (*DAMAGE, ReadingError) as error:
            yield self.problem(name if inside else "", told(error))

    def told_by_content(self, stream: IO[bytes], name: str, *, inside: bool) -> Iterator[Found]:
        head, suffix, format_ = peek(stream), Path(name).suffix.lower(), self.source.format
        prefix = f"{name} " if inside else ""
        if head.startswith(WARC) or (head.startswith(GZIP) and unzipped_head(head).startswith(WARC)):
            yield from self.web_archive(_seekable(stream, inside=inside), prefix)
        elif head.startswith(GZIP) or (suffix == ".gz" and not format_of(head, "", self.source)):
            inner = name[:-3] if suffix == ".gz" else name
            yield from self.unpacked(unzipped(stream), name, inner, inside=inside)
        elif head.startswith(ZIP) or (suffix == ".zip" and not inside):
            yield from self.zipped(stream, name, inside=inside)
        elif head.startswith(PARQUET) or format_ == "parquet" or suffix == ".parquet":
            yield from self.parquet(_seekable(stream, inside=inside), prefix)
        elif format_ == "warc":
            raise ReadingError("unknown format", "not a web archive (WARC)")
        else:
            yield from self.plain(stream, name, name[:-3] if suffix == ".gz" else name, inside=inside)

    def unpacked(self, stream: IO[bytes], place: str, name: str, *, inside: bool) -> Iterator[Found]:
        """What a gzip file holds: a Parquet file must be held whole, the rest is read as it comes."""
        if peek(stream).startswith(PARQUET):
            yield from self.parquet(_seekable(stream, inside=True), f"{place} " if inside else "")
        else:
            yield from self.plain(stream, place, name, inside=inside)

    def zipped(self, stream: IO[bytes], name: str, *, inside: bool) -> Iterator[Found]:
        """A docx, or an archive; archives inside archives are not opened."""
        if inside:
            stream = io.BytesIO(read_bounded(stream))
        if is_docx(cast(BinaryIO, stream)):
            stream.seek(0)
            yield from self.export(document_lines(read_bounded(stream)), f"{name} " if inside else "")
        elif inside:
            raise ReadingError("unknown format", "an archive inside an archive")
        else:
            yield from self.archive(stream)

    def archive(self, stream: IO[bytes]) -> Iterator[Found]:
        for name, member in members(cast(BinaryIO, stream)):
            if isinstance(member, ReadingError):
                yield self.problem(name, member)
                continue
            with member:
                yield from self.open(member, name, inside=True)

    def plain(self, stream: IO[bytes], place: str, name: str, *, inside: bool) -> Iterator[Found]:
        declared, prefix = self.source.format, f"{place} " if inside else ""
        format_ = format_of(peek(stream), name, self.source) if declared == "auto" else str(declared)
        if format_ in ("csv", "tsv", "jsonl"):
            yield from self.table(stream, format_, prefix)
            return
        raw = read_bounded(stream)
        if not raw:
            yield self.problem(place, ReadingError("empty file"))
        elif (lines := self.exported(raw)) is not None:
            yield from self.export(lines, prefix)
        elif declared == "auto" and looks_foreign(raw, named=bool(format_)):
            yield self.problem(place, ReadingError("unknown format", "not HTML, text or a table of text"))
        else:
            yield self.item(raw, place, name, format_)

    def exported(self, raw: bytes) -> list[str] | None:
        """The lines of an export of a database; None when the bytes are something else."""
        rtf = raw.lstrip()[:5] == b"{\\rtf"
        if self.source.format in EXPORTS or (self.source.format == "auto" and rtf):
            return document_lines(raw, self.source.encoding)
        if self.source.format != "auto" or not looks_exported(raw):
            return None
        lines = document_lines(raw, self.source.encoding)
        return lines if vendor_of(lines) else None

    def export(self, lines: list[str], prefix: str) -> Iterator[Found]:
        vendor = str(self.source.format) if self.source.format in EXPORTS else ""
        for place, article in articles(lines, vendor):
            if isinstance(article, ReadingError):
                yield self.problem(prefix + place, article)
            else:
                yield Item(self.source_name, self.file, prefix + place, article.encode("utf-8"), {}, "export")

    def web_archive(self, stream: BinaryIO, prefix: str) -> Iterator[Found]:
        for number, found in responses(stream):
            place = f"{prefix}record {number}"
            if isinstance(found, ReadingError):
                flag = found.rule == "records left out"
                problem = self.problem(prefix.strip() if flag else place, found)
                yield replace(problem, action="flag") if flag else problem
                continue
            told = {"url": found.url, "crawled": found.crawled, "charset": found.charset}
            metadata = {name: value for name, value in told.items() if value}
            yield Item(self.source_name, self.file, place, found.body, metadata, "html")

    def parquet(self, stream: BinaryIO, prefix: str) -> Iterator[Found]:
        file = open_parquet(stream)
        self.check_columns(parquet_names(file))
        for number, row in parquet_rows(file):
            place = f"{prefix}row {number}"
            if isinstance(row, ReadingError):
                yield self.problem(place, row)
            else:
                yield Item(self.source_name, self.file, place, canonical(row), {}, "record")

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
        self.check_columns(names)
        for row in rows:
            yield row if isinstance(row, ReadingError) else dict(zip(names, row, strict=True))

    def check_columns(self, names: Sequence[str]) -> None:
        for column, name in self.source.columns.items():
            if name not in names:
                key = f"sources.{self.source_name}.columns.{column}"
                raise DeclarationError(self.file, key, name, f"a column of the file: {', '.join(names)}")


def peek(stream: IO[bytes]) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return cast(io.BufferedReader, stream).peek(PEEK)[:PEEK]


def _seekable(stream: IO[bytes], *, inside: bool) -> BinaryIO:
    """The stream itself, or all of it in memory where it can be read forwards only."""
    return io.BytesIO(read_bounded(stream, NESTED)) if inside else cast(BinaryIO, stream)


def is_docx(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            return "word/document.xml" in archive.namelist()
    except DAMAGE:
        return False
