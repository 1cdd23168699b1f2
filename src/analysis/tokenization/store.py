"""Counts that wait to be merged: in memory, or in files of a folder from which they are mapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from analysis.tokenization.counting import Rows, take_rows
from analysis.tokenization.table import Integers, Numbers


class Store:
    """Tuples of arrays in memory, or as files of a folder, read back in the order they came."""

    def __init__(self, folder: Path | None) -> None:
        self.folder, self.held, self.count = folder, list[tuple[Any, ...]](), 0

    def append(self, arrays: tuple[Any, ...]) -> None:
        if self.folder is None:
            self.held.append(arrays)
        else:
            with (self.folder / f"{self.count:06d}").open("wb") as stream:
                for array in arrays:
                    np.save(stream, array, allow_pickle=False)
        self.count += 1

    def each(self) -> Iterator[tuple[Any, ...]]:
        if self.folder is None:
            yield from self.held
            return
        for place in range(self.count):
            with (self.folder / f"{place:06d}").open("rb") as stream:
                yield tuple(np.load(stream, allow_pickle=False) for _ in range(7))


def join(rows: Iterable[Rows], folder: Path | None, name: str) -> Rows:
    """Batches of rows as one; in files of `folder` where there is one."""
    if folder is None:
        held = list(rows)
        sizes = [np.diff(indptr) for indptr, _, _ in held]
        indptr = np.concatenate([[0], np.cumsum(np.concatenate(sizes) if sizes else [])]).astype(np.int64)
        empty = [np.zeros(0, np.int32)]
        return (
            indptr,
            np.concatenate([*empty, *(indices for _, indices, _ in held)]),
            np.concatenate([*empty, *(data for _, _, data in held)]),
        )
    lengths = []
    files = [folder / f"{name}.{kind}" for kind in ("indices", "data")]
    with files[0].open("wb") as first, files[1].open("wb") as second:
        for indptr, indices, data in rows:
            lengths.append(np.diff(indptr))
            indices.tofile(first)
            data.tofile(second)
    total = np.concatenate([[0], np.cumsum(np.concatenate(lengths) if lengths else [])]).astype(np.int64)
    return total, _mapped(files[0], int(total[-1]), "r"), _mapped(files[1], int(total[-1]), "r")


def _mapped(file: Path, size: int, mode: Any) -> Numbers:
    return np.memmap(file, np.int32, mode, shape=(size,)) if size else np.zeros(0, np.int32)


def reordered(rows: Rows, order: Integers, folder: Path | None, name: str) -> Rows:
    size = len(rows[1])
    if folder is None:
        into = [np.empty(size, np.int32) for _ in range(2)]
    else:
        into = [_mapped(folder / f"{name}.sorted.{kind}", size, "w+") for kind in ("indices", "data")]
    return take_rows(*rows, order, *into), into[0], into[1]
