"""A raw item to a page: decoding, mapping of columns, HTML to fields and body. Nothing is cut here."""

from __future__ import annotations

import json
from collections.abc import Mapping

from analysis.cleaning.exports import check_length, read_export
from analysis.cleaning.html import PageError, extract_html
from analysis.cleaning.page import Note, Page
from analysis.cleaning.repair import lines, repair, unreadable_share
from analysis.declarations import Outlet, Source
from analysis.reading import Item, decode

# Column names that are understood where a study maps none.
USUAL = {
    "text": ("text", "body", "story", "content", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "datetime", "pubdate"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "section": ("section",),
    "byline": ("byline", "author"),
}


def extract(item: Item, *, source: Source, outlet: Outlet) -> Page:
    """The page of a raw item: its fields and lines, repaired (see `repair`), with nothing cut.

    Never raises for what the item holds: a page that cannot be used carries its `problem` (unreadable, too
    large, nested too deep). The result depends on the item, its source and outlet alone.
    """
    try:
        if item.kind == "record":
            return _record(item, source)
        if item.kind == "export":
            return _export(item)
        text, encoding = decode(item.raw, source.encoding or item.metadata.get("charset", ""))
        notes = () if encoding in ("utf-8", "utf-16") else (Note("flag", "encoding", "", encoding),)
        if not text.strip("\0\t\n\r\f "):
            raise PageError("empty", "nothing but white space")
        if unreadable_share(text) > 0.1:
            raise PageError("unreadable", "more than a tenth of the characters are not text")
        if item.kind == "html":
            return _html(item, text, notes)
        return _page(item, dict(item.metadata), repair(text), notes=notes)
    except PageError as error:
        return _page(item, {}, "", problem=Note("set aside", error.rule, "", error.note))
    except (ValueError, RecursionError, AssertionError, AttributeError, TypeError) as error:
        # Parsers of hostile pages fail in many ways; one page must not end the run.
        return _page(
            item,
            {},
            "",
            problem=Note("set aside", "unreadable", "", f"{type(error).__name__}: {error}"[:200]),
        )


def _page(
    item: Item,
    fields: Mapping[str, str],
    text: str,
    *,
    notes: tuple[Note, ...] = (),
    around: tuple[str, ...] = (),
    problem: Note | None = None,
) -> Page:
    told = {name: value for name, value in fields.items() if value}
    if "date" in told:
        told.setdefault("published", told.pop("date"))
    where = item.where
    return Page(item.id, item.source, where, item.hash, item.kind, told, lines(text), around, notes, problem)


def _record(item: Item, source: Source) -> Page:
    row = json.loads(item.raw)
    columns = source.columns or _usual(row)
    if "text" not in columns or columns["text"] not in row:
        raise PageError("no text column", f"the row has {', '.join(row)}; map one of them to text")
    fields = {name: _cell(row.get(column)) for name, column in columns.items()}
    text = repair(fields.pop("text"))
    for name in ("title", "section", "byline"):
        if fields.get(name):
            fields[name] = " ".join(repair(fields[name]).split())
    # A column may be named for the day as well as for the instant; the value says which it is.
    if fields.get("day"):
        fields.setdefault("published", fields.pop("day"))
    return _page(item, fields, text)


def _export(item: Item) -> Page:
    found = read_export(item.raw.decode("utf-8", errors="replace"))
    fields = {name: " ".join(repair(value).split()) for name, value in found.fields.items()}
    return _page(item, fields, repair("\n".join(found.body)), notes=check_length(found))


def _usual(row: Mapping[str, object]) -> dict[str, str]:
    names = {name.lower(): name for name in row}
    found = {
        column: next((names[known] for known in usual if known in names), "")
        for column, usual in USUAL.items()
    }
    return {column: name for column, name in found.items() if name}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return "" if value is None or value == "NA" else str(value).strip()


def _html(item: Item, text: str, notes: tuple[Note, ...]) -> Page:
    fields, body, around = extract_html(text.replace("\0", ""))
    fields = {**{name: " ".join(repair(value).split()) for name, value in fields.items()}, **item.metadata}
    return _page(item, fields, repair(body), notes=notes, around=tuple(repair(line) for line in around))
