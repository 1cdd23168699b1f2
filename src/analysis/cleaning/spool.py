"""What does not fit in memory, kept on disk: batches under way, and rows sorted as they are written."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import schema, storage

# Rows of a table are put into ranges of their first key column: each range is sorted in memory by itself.
RANGE_BYTES = 64_000_000
MOST_RANGES = 128
PENDING_BYTES = 32_000_000
ROW_GROUP = 20_000
HEX = 4


def packed(value: Any) -> bytes:
    """A batch on its way through the spool, compressed. Read back by this program only."""
    data = pickle.dumps(value, protocol=5)
    return len(data).to_bytes(8, "big") + pa.compress(data, codec="lz4_raw", asbytes=True)  # type: ignore[no-any-return]


def unpacked(data: bytes) -> Any:
    size = int.from_bytes(data[:8], "big")
    return pickle.loads(pa.decompress(data[8:], decompressed_size=size, codec="lz4_raw", asbytes=True))


class Spool:
    """Packed batches in one file, read in the order in which they came."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sizes: list[int] = []
        self._stream: IO[bytes] = path.open("wb")

    def add(self, batch: bytes) -> None:
        self._stream.write(batch)
        self._sizes.append(len(batch))

    def read(self) -> Iterator[bytes]:
        """The batches; nothing can be added any more, and the file is gone when the last one was read."""
        self._stream.close()
        with self.path.open("rb") as stream:
            for size in self._sizes:
                yield stream.read(size)
        self.path.unlink()


def ranges_for(size: int) -> int:
    """In how many ranges `size` bytes of text are sorted: a number that depends on the corpus alone."""
    return min(MOST_RANGES, size // RANGE_BYTES + 1)


class SortedTable:
    """Rows of one part of a table, added in any order and written sorted by the table's key.

    The first column of the key must hold hexadecimal digests: they are spread evenly, so each of `ranges`
    ranges holds about the same number of rows, and memory is that of one range.
    """

    def __init__(self, table: str, folder: Path, *, ranges: int) -> None:
        self.spec, self.ranges = schema.TABLES[table], ranges
        self._paths = [folder / f"{table}-{number}.arrow" for number in range(ranges)]
        self._writers: dict[int, Any] = {}
        self._pending: list[pa.Table] = []
        self._bytes = 0

    def add(self, rows: pa.Table) -> None:
        self._pending.append(rows)
        self._bytes += rows.nbytes
        if self._bytes > PENDING_BYTES:
            self._flush()

    def _flush(self) -> None:
        if not self._pending:
            return
        rows = pa.concat_tables(self._pending)
        self._pending, self._bytes = [], 0
        if self.ranges == 1:
            self._writer(0).write_table(rows)
            return
        keys = rows[self.spec.key[0]].to_pylist()
        numbers = np.array([int(key[:HEX], 16) * self.ranges >> 4 * HEX for key in keys], dtype=np.int64)
        for number in np.unique(numbers).tolist():
            self._writer(number).write_table(rows.take(np.flatnonzero(numbers == number)))

    def _writer(self, number: int) -> Any:
        if number not in self._writers:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            plain = self.spec.arrow.remove_metadata()
            self._writers[number] = pa.ipc.new_stream(str(self._paths[number]), plain, options=options)
        return self._writers[number]

    def write(self, path: Path) -> int:
        """Write the sorted rows to `path`, and tell how many. Raises ValueError when a key is not unique."""
        self._flush()
        for writer in self._writers.values():
            writer.close()
        count = [0]

        def save(temporary: Path) -> None:
            with pq.ParquetWriter(temporary, self.spec.arrow, compression="zstd") as writer:
                for group in self._groups():
                    writer.write_table(group, row_group_size=ROW_GROUP)
                    count[0] += group.num_rows

        storage.replace(path, save)
        return count[0]

    def _groups(self) -> Iterator[pa.Table]:
        """Sorted rows in groups of one size, whatever the ranges; one empty group when there are none."""
        left = self.spec.arrow.remove_metadata().empty_table()
        for number, path in enumerate(self._paths):
            if number not in self._writers:
                continue
            with pa.ipc.open_stream(str(path)) as stream:
                rows = stream.read_all()
            path.unlink()
            rows = rows.sort_by([(name, "ascending") for name in self.spec.key])
            self._check(rows)
            left = pa.concat_tables([left, rows])
            while left.num_rows >= ROW_GROUP:
                yield self._named(left.slice(0, ROW_GROUP))
                left = left.slice(ROW_GROUP)
        yield self._named(left)

    def _named(self, rows: pa.Table) -> pa.Table:
        return rows.combine_chunks().replace_schema_metadata(self.spec.arrow.metadata)

    def _check(self, rows: pa.Table) -> None:
        same = None
        for name in self.spec.key:
            column = rows[name].combine_chunks()
            equal = pc.equal(column[1:], column[:-1])
            same = equal if same is None else pc.and_(same, equal)
        if same is not None and pc.any(same).as_py():
            raise ValueError(f"table {self.spec.name}: key {self.spec.key} is not unique")
