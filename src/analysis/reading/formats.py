"""What a file is, by its content first and by its name where the content leaves it open."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

from analysis.declarations import Source
from analysis.reading.encoding import MARKS

SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".txt": "text",
    ".csv": "csv",
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
}
TABLES = frozenset(("csv", "tsv", "jsonl"))
GZIP, ZIP, PARQUET, WARC = b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"WARC/"
BINARY = re.compile(
    rb"^(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8[79]a|\x7fELF|Rar!|7z\xbc|\xd0\xcf\x11\xe0|BM.{4}\0\0\0\0)"
)
JSON = re.compile(rb"^\s*(?:\{|\[[\s\[{\"])")
HTML = re.compile(
    r"^(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
# Column names that show a table where a study maps none: one of the text, and one that says what it is.
TEXTS = frozenset(("text", "body", "story", "content", "article"))
FIELDS = frozenset(("title", "headline", "date", "published", "datetime", "pubdate", "url", "link"))
LONGEST_HEADER = 2_000


def looks_foreign(raw: bytes, *, named: bool = False) -> bool:
    """Whether the bytes are of a format that is not read: an image, a PDF, a program, JSON in one piece.

    With `named`, the name says that it is a page or text: null bytes and a brace are then no sign.
    """
    if BINARY.match(raw):
        return True
    wide = raw.startswith(tuple(mark for mark, _ in MARKS))
    return not named and (bool(JSON.match(raw)) or (b"\0" in raw[:1000] and not wide))


def unzipped_head(head: bytes) -> bytes:
    """The first bytes of what the beginning of a gzip file unpacks to; empty when it is broken."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def format_of(head: bytes, name: str, source: Source) -> str:
    """html, text, csv, tsv or jsonl; empty when neither the first bytes nor the name tell.

    A table saved as .txt and a page saved as .csv are told by their first line; otherwise the name is
    believed.
    """
    text = _text(head)
    named = SUFFIXES.get(Path(name).suffix.lower(), "")
    if HTML.match(text.lstrip()):
        return "html"
    if named in TABLES:
        return named
    first = text.lstrip().split("\n", 1)[0].strip()
    # JSON in one piece is not JSON lines: a second object must follow, or the first one go on.
    follows = text.lstrip()[len(first) :].lstrip().startswith("{") or len(first) > LONGEST_HEADER
    if first.startswith("{") and follows and _json_row(first, source):
        return "jsonl"
    return named if named == "html" else _table(first, source) or named


def _text(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore").lstrip("\ufeff")
    return head.decode("utf-8", errors="replace")


def _json_row(line: str, source: Source) -> bool:
    """Whether a line, or its beginning, is an object with the column of the text."""
    texts = {source.columns["text"]} if "text" in source.columns else TEXTS
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        names = re.findall(r'[{,]\s*"([^"\\]{1,80})"\s*:', line)
        return len(line) > LONGEST_HEADER and any(name in texts for name in names)
    return isinstance(value, dict) and any(name in texts for name in value)


def _table(first: str, source: Source) -> str:
    """csv or tsv when the line is a header that holds the mapped columns, or usual ones; else nothing."""
    if len(first) > LONGEST_HEADER:
        return ""
    wanted = {name for name in source.columns.values() if not name.isdigit()}
    for delimiter in ",;\t|":
        names = {name.strip().strip("\"'") for name in first.split(delimiter)}
        low = {name.lower() for name in names}
        if len(names) > 1 and (wanted <= names if wanted else bool(low & TEXTS) and bool(low & FIELDS)):
            return "tsv" if delimiter == "\t" else "csv"
    return ""
