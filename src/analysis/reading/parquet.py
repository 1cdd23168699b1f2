"""Parquet: rows in batches, so that a file of any size is read in the memory of one batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from analysis.reading.containers import ReadingError

BATCH = 500
BUFFER = 1 << 20


def parquet_names(file: Any) -> list[str]:
    """Names of the top-level columns."""
    return [str(name) for name in file.schema_arrow.names]


def open_parquet(stream: BinaryIO) -> Any:
    """The file, opened; raises ReadingError when its footer is missing or broken."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # A buffer makes it read columns piece by piece instead of whole row groups.
        return pq.ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER)
    except (pa.ArrowException, OSError) as error:
        raise ReadingError("bad parquet", str(error).split("\n")[0][:200]) from None


def parquet_rows(
    file: Any, columns: Sequence[str] | None = None
) -> Iterator[tuple[int, dict[str, object] | ReadingError]]:
    """Number and fields of each row, from 1; the rows of a row group that cannot be read come as one error.

    With `columns`, others are not read. Values are as Arrow gives them to Python; bytes are decoded.
    """
    import pyarrow as pa

    begin = 1
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        number = begin
        try:
            for batch in file.iter_batches(
                batch_size=BATCH, row_groups=[group], columns=columns, use_threads=False
            ):
                for row in batch.to_pylist():
                    yield number, {name: _plain(value) for name, value in row.items()}
                    number += 1
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            note = f"rows {number} to {begin + rows - 1}: {type(error).__name__}: {error}"
            yield number, ReadingError("bad parquet", note.split("\n")[0][:200])
        begin += rows


def _plain(value: Any) -> object:
    """A value that JSON can hold: dates and numbers of other kinds in their usual writing."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return str(value)
