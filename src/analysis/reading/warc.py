"""Web archives: the HTML responses of a WARC file, plain or gzipped; a broken record costs itself alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from analysis.reading.containers import ITEM_LIMIT, ReadingError

HTML = frozenset(("text/html", "application/xhtml+xml"))
GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
BLOCK = 1 << 20
# A file that is damaged all over is given up after so many false beginnings in a row.
FALSE_STARTS = 10_000


@dataclass(frozen=True)
class Response:
    """One HTML response: its number among the file's records, address, day of the crawl, charset, body."""

    number: int
    url: str
    crawled: str
    charset: str
    body: bytes


def responses(stream: BinaryIO) -> Iterator[tuple[int, Response | ReadingError]]:
    """The HTML responses of a WARC with the numbers of their records; what is broken comes as its reason.

    After damage, reading goes on at the next record that can be found (so records are numbered as found).
    Requests, images, redirects and errors of the server are counted in one last ReadingError of the rule
    "records left out". The stream must be seekable.
    """
    left: Counter[str] = Counter()
    number, begin, false = 0, 0, 0
    while begin >= 0:
        position = begin
        try:
            for record in _records(stream, begin):
                number, position, false = number + 1, begin + record.stream_pos, 0
                found = _response(record, number, left)
                if found is not None:
                    yield number, found
            break
        except OSError as error:
            if not false:
                number += 1
                yield number, ReadingError("broken record", f"near byte {position:,}: {error}")
            false += 1
            begin = _next(stream, position + 1) if false < FALSE_STARTS else -1
    if left:
        note = ", ".join(f"{count} {what}" for what, count in sorted(left.items()))
        yield number, ReadingError("records left out", note)


def _records(stream: BinaryIO, begin: int) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator

    stream.seek(begin)
    yield from ArchiveIterator(stream, parse_http=False)


def _response(record: Any, number: int, left: Counter[str]) -> Response | ReadingError | None:
    """The record's HTML; None when it is something else, which is counted."""
    kind = str(record.record_type)
    if kind == "unknown":
        raise OSError("a record of no known type")
    if kind != "response" or not record.is_http:
        left[kind] += 1
        return None
    declared = record.content_length
    if declared > ITEM_LIMIT:
        return ReadingError("too large", f"a record of {declared:,} bytes")
    record.freeze()
    if record.content_length < declared:
        return ReadingError("truncated record", f"{record.content_length:,} of {declared:,} bytes")
    record.parse_http(auto_decode="all")
    status = record.http_headers.status_code if record.http_headers else None
    if status != 200:
        left[f"status {status or 'unknown'}"] += 1
        return None
    sort = (record.http_content_type or "").lower()
    if sort and sort not in HTML:
        left[sort] += 1
        return None
    body = record.reader.read(ITEM_LIMIT + 1)
    if len(body) > ITEM_LIMIT:
        return ReadingError("too large", f"more than {ITEM_LIMIT:,} bytes when unpacked")
    if not body:
        return ReadingError("empty record")
    date, url = record.record_date, record.headers.get("WARC-Target-URI", "").strip("<>")
    return Response(number, url, date.isoformat() if date else "", record.http_charset or "", body)


def _next(stream: BinaryIO, begin: int) -> int:
    """Where the next record may begin, at or after `begin`; -1 when there is none."""
    stream.seek(0)
    mark = GZIP if stream.read(2) == GZIP[:2] else PLAIN
    stream.seek(begin)
    kept = b""
    while block := stream.read(BLOCK):
        window = kept + block
        if (at := window.find(mark)) >= 0:
            return begin - len(kept) + at
        kept = window[1 - len(mark) :]
        begin += len(block)
    return -1
