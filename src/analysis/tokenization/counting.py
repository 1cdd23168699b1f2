"""Sparse counts in compiled code: words to rows of counts, columns brought together, rows put in order."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np

from analysis.tokenization.compiled import compiled
from analysis.tokenization.table import Integers, Numbers

SCRATCH, MOST_ROWS = threading.local(), 1 << 30
Rows: TypeAlias = tuple[Integers, Numbers, Numbers]  # indptr, indices, data of compressed rows


@compiled
def count_rows(bounds: Any, types: Any, width: int) -> Any:
    """How often each type stands between two `bounds`, in order of first appearance; types below zero are
    not counted."""
    last, place = np.full(width, -1, np.int64), np.empty(width, np.int64)
    indptr = np.zeros(len(bounds), np.int64)
    indices, data = np.empty(len(types), np.int32), np.empty(len(types), np.int32)
    used = 0
    for row in range(len(bounds) - 1):
        for word in range(bounds[row], bounds[row + 1]):
            kind = types[word]
            if kind < 0:
                continue
            if last[kind] != row:
                last[kind], place[kind] = row, used
                indices[used], data[used] = kind, 1
                used += 1
            else:
                data[place[kind]] += 1
        indptr[row + 1] = used
    return indptr, indices[:used].copy(), data[:used].copy()


def merge_columns(rows: Rows, first: Integers, columns: Numbers, width: int) -> Rows:
    """Rows whose entry of column c is added to columns[first[c]:first[c + 1]] (to none where these are
    none), of `width` columns; indices sorted."""
    # Each thread keeps its scratch: with many columns, filling it costs more than the rows of a batch.
    kept = vars(SCRATCH)
    if "met" not in kept or len(kept["met"]) < width or kept["used"] > MOST_ROWS:
        kept.update(met=np.full((width, 2), -1, np.int32), used=0)
    base = kept["used"]
    kept["used"] += len(rows[0])
    merged: Rows = _merge(*rows, first, columns, kept["met"], base)
    return merged


@compiled
def _merge(indptr: Any, indices: Any, data: Any, first: Any, columns: Any, met: Any, base: int) -> Any:
    """`met` holds, side by side for each column, the row in which it was met last, counted from `base`, and
    its sum there."""
    room = 0
    for entry in range(len(indices)):
        room += first[indices[entry] + 1] - first[indices[entry]]
    bounds = np.zeros(len(indptr), np.int64)
    merged, sums = np.empty(room, np.int32), np.empty(room, np.int32)
    used = 0
    for row in range(len(indptr) - 1):
        begin = used
        for entry in range(indptr[row], indptr[row + 1]):
            for place in range(first[indices[entry]], first[indices[entry] + 1]):
                column = columns[place]
                if met[column, 0] != base + row:
                    met[column, 0], met[column, 1] = base + row, 0
                    merged[used] = column
                    used += 1
                met[column, 1] += data[entry]
        merged[begin:used].sort()
        for entry in range(begin, used):
            sums[entry] = met[merged[entry], 1]
        bounds[row + 1] = used
    return bounds, merged[:used].copy(), sums[:used].copy()


def count_forms(batches: Iterable[tuple[Numbers, Rows]], width: int) -> Integers:
    """Occurrences of each of `width` forms, from rows of counts and the numbers of their columns' forms."""
    total = np.zeros(width, np.int64)
    for numbers, (_, indices, data) in batches:
        total[numbers] += np.bincount(indices, weights=data, minlength=len(numbers)).astype(np.int64)
    return total


@compiled
def take_rows(indptr: Any, indices: Any, data: Any, order: Any, new_indices: Any, new_data: Any) -> Any:
    """The rows in `order`, written to `new_indices` and `new_data`; returns their indptr."""
    bounds = np.zeros(len(order) + 1, np.int64)
    for row in range(len(order)):
        begin, end = indptr[order[row]], indptr[order[row] + 1]
        at = bounds[row]
        for entry in range(end - begin):
            new_indices[at + entry] = indices[begin + entry]
            new_data[at + entry] = data[begin + entry]
        bounds[row + 1] = at + end - begin
    return bounds
