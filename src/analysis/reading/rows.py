"""Rows of tables: CSV and TSV with their dialect found, JSON lines; a broken row stays alone."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from analysis.reading.containers import DAMAGE, ITEM_LIMIT, ReadingError, read_bounded, told
from analysis.reading.encoding import MARKS, decode

LINES_A_ROW = 5_000
# Text of wide characters is not split into lines as bytes; it is held whole.
WHOLE_LIMIT = 200_000_000
HEAD = 50


@dataclass(frozen=True)
class Dialect:
    delimiter: str
    quote: str


def canonical(row: dict[str, object]) -> bytes:
    """A row as JSON with sorted keys: the raw bytes of a table's item."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def text_lines(stream: IO[bytes], encoding: str = "") -> Iterator[str | ReadingError]:
    """Lines with their ends, each decoded by itself; damage of the stream is the last thing yielded."""
    try:
        first = stream.readline(ITEM_LIMIT)
        if first.startswith(tuple(mark for mark, name in MARKS if name != "utf-8")):
            text, _ = decode(first + read_bounded(stream, WHOLE_LIMIT))
            yield from text.splitlines(keepends=True)
            return
        line = first
        while line:
            if len(line) >= ITEM_LIMIT:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(ITEM_LIMIT)
                yield ReadingError("too large", f"a line of more than {ITEM_LIMIT:,} bytes")
            else:
                yield decode(line, encoding)[0]
            line = stream.readline(ITEM_LIMIT)
    except (*DAMAGE, ReadingError) as error:
        yield told(error)


def find_dialect(head: list[str], *, tabs: bool) -> Dialect:
    """The delimiter and quote under which most of the first rows have as many fields as the very first."""
    first = head[0] if head else ""
    tried = [
        Dialect(delimiter, quote)
        for delimiter in ("\t" if tabs else ",;\t|")
        for quote in "\"'"
        if quote == '"' or any(line.startswith(quote) or delimiter + quote in line for line in head)
    ]
    return max(tried, key=lambda dialect: (_agreement(head, dialect), first.count(dialect.delimiter)))


def _agreement(head: list[str], dialect: Dialect) -> float:
    reader = csv.reader(head, delimiter=dialect.delimiter, quotechar=dialect.quote)
    try:
        widths = [len(row) for row in reader if row]
    except csv.Error:
        return 0.0
    if not widths or widths[0] < 2:
        return 0.0
    # A quote that is not one swallows lines, so rows are counted against the lines that they took.
    return sum(width == widths[0] for width in widths) / len(widths) + 0.01 * len(widths) / len(head)


def csv_rows(
    stream: IO[bytes], *, tabs: bool = False, encoding: str = "", header: bool = True
) -> Iterator[list[str] | ReadingError]:
    """Rows as lists of fields, the header first; with header=False columns are named "1", "2", ...

    A quote that is never closed would swallow the rest of the file: where a row of several lines has the
    wrong number of fields, only its first line is given up, and reading goes on at the next.
    """
    source = text_lines(stream, encoding)
    pending: deque[str | ReadingError] = deque()
    for line in source:
        pending.append(line)
        if len(pending) == HEAD or isinstance(line, ReadingError):
            break
    dialect = find_dialect([line for line in pending if isinstance(line, str)], tabs=tabs)
    width = 0
    while pending or (following := next(source, None)) is not None:
        if not pending:
            assert following is not None
            pending.append(following)
        row, used, failure = _one_row(pending, source, dialect)
        if row is not None and not row:
            continue
        if row is not None and not width:
            width = len(row)
            if not header:
                yield [str(number) for number in range(1, width + 1)]
        if row is not None and len(row) != width:
            failure = ReadingError("broken row", f"{len(row)} fields where the first row has {width}")
        if failure is None:
            assert row is not None
            yield row
            continue
        if len(used) > 1:
            failure = ReadingError(
                "broken quote", "a quotation mark that is never closed, or closed too late"
            )
            pending.extendleft(reversed(used[1:]))
        yield failure


def _one_row(
    pending: deque[str | ReadingError], source: Iterator[str | ReadingError], dialect: Dialect
) -> tuple[list[str] | None, list[str | ReadingError], ReadingError | None]:
    """The next row, the lines that it took, and why it failed."""
    used: list[str | ReadingError] = []

    def feed() -> Iterator[str]:
        while len(used) < LINES_A_ROW:
            line = pending.popleft() if pending else next(source, None)
            if line is None:
                return
            if isinstance(line, ReadingError):
                if not used:
                    raise line
                pending.appendleft(line)
                return
            used.append(line)
            yield line

    csv.field_size_limit(2 * ITEM_LIMIT)
    reader = csv.reader(feed(), delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)
    try:
        return next(reader, []), used, None
    except ReadingError as error:
        return None, used, error
    except csv.Error as error:
        return None, used, ReadingError("broken row", str(error))


def json_rows(stream: IO[bytes], *, encoding: str = "") -> Iterator[dict[str, object] | ReadingError]:
    """One object a line; a line that is not an object comes as ReadingError, blank lines not at all."""
    for line in text_lines(stream, encoding):
        if isinstance(line, ReadingError):
            yield line
        elif line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield ReadingError("broken row", f"not JSON: {error}")
                continue
            yield value if isinstance(value, dict) else ReadingError("broken row", "not a JSON object")
