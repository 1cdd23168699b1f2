"""A raw item, and a thing that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from analysis import storage

Kind = Literal["html", "text", "txt", "record", "export"]


@dataclass(frozen=True)
class Item:
    """One raw item: its bytes, and where they were found.

    `file` is the path below the raw folder; `place` the position inside the container ("de/a.html" of a
    zip, "row 12" of a table), or the file's own name where the file is the item. `kind` is html, text
    (copied page), txt (an article with its metadata in the name), record (one row, as canonical JSON) or
    export (the lines of one article of a database's export). `metadata` holds what the name of the file or
    the record of a web archive told.
    """

    source: str
    file: str
    place: str
    raw: bytes
    metadata: dict[str, str] = field(default_factory=dict)
    kind: Kind = "text"

    @cached_property
    def hash(self) -> str:
        """Hash of the raw bytes: 32 hex digits of blake2b."""
        return storage.digest(self.raw)

    @cached_property
    def id(self) -> str:
        """16 hex digits that depend on source name, place and raw bytes, never on cleaning or folders."""
        return storage.digest("\0".join((self.source, self.place, self.hash)).encode(), size=8)

    @property
    def where(self) -> str:
        """File and place in one string, "folder/pages.zip#de/a.html"; the file alone where it is the item."""
        return where(self.file, self.place)


@dataclass(frozen=True)
class Problem:
    """Something that is not an item: set aside with its rule, or a flag on a whole file."""

    source: str
    file: str
    place: str
    rule: str
    note: str = ""
    action: Literal["set aside", "flag"] = "set aside"

    @cached_property
    def id(self) -> str:
        parts = (self.source, self.file, self.place, self.rule, self.note)
        return storage.digest("\0".join(parts).encode("utf-8", "surrogateescape"), size=8)

    @property
    def where(self) -> str:
        return where(self.file, self.place)


def where(file: str, place: str) -> str:
    return file if not place or file.rpartition("/")[2] == place else f"{file}#{place}"
