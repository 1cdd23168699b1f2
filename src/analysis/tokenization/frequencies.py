"""How often each form of a corpus occurs, looked up for many strings at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from analysis.tokenization.compiled import compiled
from analysis.tokenization.families import bitmap, seen
from analysis.tokenization.table import Integers, StringTable, find, hash_of, lookup


@dataclass(frozen=True)
class Frequencies:
    """The forms of a corpus and, for each, its number of occurrences."""

    table: StringTable
    count: Integers

    def of(self, strings: pa.LargeStringArray) -> Integers:
        """Occurrences of each string; 0 for what is no form of the corpus."""
        number = lookup(self.table, strings)
        found = np.zeros(len(number), np.int64)
        found[number >= 0] = self.count[number[number >= 0]]
        return found

    @cached_property
    def arrays(self) -> tuple[Any, ...]:
        """What compiled code looks them up with: bits of hashes, the table, numbers."""
        table = self.table
        bits = bitmap(table.hashes[: len(table)], np.zeros(len(table), np.int32))
        return bits, table.arena, table.ends, table.slots, self.count

    def __bool__(self) -> bool:
        return len(self.count) > 0


@compiled
def counts_of(
    data: Any, bounds: Any, chosen: Any, bits: Any, arena: Any, ends: Any, slots: Any, count: Any
) -> Any:
    """Occurrences of the chosen strings; 0 for others."""
    found = np.zeros(len(chosen), np.int64)
    for item in range(len(chosen)):
        if chosen[item]:
            first, last = bounds[item], bounds[item + 1]
            value = hash_of(data, first, last)
            if seen(value, bits):
                number = find(data, first, last, value, arena, ends, slots)
                if number >= 0:
                    found[item] = count[number]
    return found


def frequencies(counts: Mapping[str, int] | None) -> Frequencies:
    """The same of a mapping."""
    table = StringTable()
    if counts:
        table.add_strings(joined(list(counts)))
    return Frequencies(table, np.fromiter((counts or {}).values(), np.int64))


def joined(strings: list[str]) -> pa.LargeStringArray:
    """An Arrow array of strings; several times as fast as `pa.array` where none holds a line break."""
    data = np.frombuffer(("\n".join(strings) + "\n").encode(), np.uint8) if strings else np.zeros(0, np.uint8)
    breaks = np.flatnonzero(data == 10)
    if len(breaks) != len(strings):
        return pa.array(strings, pa.large_string())
    offsets = np.concatenate([[0], breaks - np.arange(len(breaks))]).astype(np.int64)
    return pa.LargeStringArray.from_buffers(
        len(strings), pa.py_buffer(offsets), pa.py_buffer(data[data != 10])
    )
