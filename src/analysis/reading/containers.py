"""Files and the members of archives, opened within bounds."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

ITEM_LIMIT = 20_000_000
ARCHIVE_LIMIT = 20_000_000_000
ARCHIVE_RATIO = 500


class ReadingError(Exception):
    """Why something cannot be read: the rule that sets it aside, and a note for the ledger."""

    def __init__(self, rule: str, note: str = "") -> None:
        self.rule, self.note = rule, note
        super().__init__(f"{rule}: {note}" if note else rule)


DAMAGE = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


def told(error: BaseException) -> ReadingError:
    """An error of gzip or zipfile in a user's words."""
    if isinstance(error, ReadingError):
        return error
    if isinstance(error, EOFError):
        return ReadingError("truncated gzip", "the compressed data ends before its end mark")
    if isinstance(error, gzip.BadGzipFile):
        return ReadingError("bad gzip", str(error))
    if isinstance(error, zipfile.BadZipFile):
        return ReadingError("bad zip", str(error))
    return ReadingError("unreadable", f"{type(error).__name__}: {error}")


def read_bounded(stream: IO[bytes], limit: int = ITEM_LIMIT) -> bytes:
    """All bytes of `stream`; raises ReadingError when there are more than `limit` (the header may lie)."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadingError("too large", f"more than {limit:,} bytes when unpacked")
    return data


def members(stream: BinaryIO) -> Iterator[tuple[str, IO[bytes] | ReadingError]]:
    """Name and stream of each file in a zip, by name; what must not be opened comes with its reason.

    Raises ReadingError when the archive as a whole is broken or a bomb.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGE as error:
        raise told(error) from None
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        packed, unpacked = (
            sum(entry.compress_size for entry in entries),
            sum(entry.file_size for entry in entries),
        )
        if unpacked > ARCHIVE_LIMIT or (unpacked > 1e9 and unpacked > ARCHIVE_RATIO * max(packed, 1)):
            raise ReadingError("archive bomb", f"{packed:,} bytes would unpack to {unpacked:,}")
        seen: dict[str, int] = {}
        for entry in sorted(entries, key=lambda entry: entry.filename):
            count = seen[entry.filename] = seen.get(entry.filename, 0) + 1
            name = entry.filename if count == 1 else f"{entry.filename} ({count})"
            yield name, _open(archive, entry)


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes] | ReadingError:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return ReadingError("escapes its folder", "the member's name leads out of the archive")
    if entry.flag_bits & 1:
        return ReadingError("encrypted", "the member needs a password")
    try:
        return archive.open(entry)
    except DAMAGE as error:
        return told(error)


def unzipped(stream: IO[bytes]) -> IO[bytes]:
    """The unpacked bytes of a gzip stream, read as they are needed."""
    return io.BufferedReader(gzip.GzipFile(fileobj=stream, mode="rb"))
