"""A table of distinct strings as UTF-8 bytes: numbers for words in compiled code, without Python objects.

Strings lie one after another in an arena; open addressing finds them by hash and bytes. Numbers are given in
order of first appearance.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.tokenization.compiled import compiled

Bytes = npt.NDArray[np.uint8]
Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]

FNV_OFFSET, FNV_PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)
SMALLEST = 1 << 10


@compiled
def hash_of(data: Any, first: int, last: int) -> Any:
    """Hash of data[first:last]: FNV-1a (Fowler, Noll and Vo), its bits spread by a last multiplication."""
    value = FNV_OFFSET
    for place in range(first, last):
        value = (value ^ np.uint64(data[place])) * FNV_PRIME
    value ^= value >> np.uint64(32)
    return value * np.uint64(0x9E3779B97F4A7C15)


@compiled
def find(data: Any, first: int, last: int, value: Any, arena: Any, ends: Any, slots: Any) -> int:
    """Where data[first:last] with hash `value` stands: its number, or -1 - slot when it is new.

    A slot holds the upper half of the hash above the number, so that most others are told by it alone.
    """
    mask = len(slots) - 1
    slot = np.int64(value & np.uint64(mask))
    tag = np.int64(value >> np.uint64(33))
    while True:
        entry = slots[slot]
        if entry < 0:
            return int(-1 - slot)
        if entry >> 32 == tag:
            number = entry & 0xFFFFFFFF
            begin = ends[number]
            if ends[number + 1] - begin == last - first:
                same = True
                for place in range(last - first):
                    if arena[begin + place] != data[first + place]:
                        same = False
                        break
                if same:
                    return int(number)
        slot = (slot + 1) & mask


@compiled
def put(slots: Any, slot: int, value: Any, number: int) -> None:
    """Enter a number with its hash at a free slot."""
    slots[slot] = np.int64(value >> np.uint64(33)) << 32 | number


@compiled
def rehash(hashes: Any, count: int, size: int) -> Any:
    """Slots of a table of `count` strings, `size` (a power of two) of them."""
    slots = np.full(size, -1, np.int64)
    mask = np.uint64(size - 1)
    for number in range(count):
        slot = np.int64(hashes[number] & mask)
        while slots[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        put(slots, int(slot), hashes[number], number)
    return slots


@compiled
def longer(array: Any, size: int) -> Any:
    """The array with room for `size` entries at least."""
    if size <= len(array):
        return array
    grown = np.empty(max(size, 2 * len(array)), array.dtype)
    grown[: len(array)] = array
    return grown


@compiled
def absorb(
    arena: Any, ends: Any, hashes: Any, slots: Any, count: int, data: Any, bounds: Any, values: Any
) -> Any:
    """Number of each string data[bounds[i]:bounds[i+1]], added where it is new; the grown table."""
    numbers = np.empty(len(values), np.int32)
    for item in range(len(values)):
        first, last, value = bounds[item], bounds[item + 1], values[item]
        found = find(data, first, last, value, arena, ends, slots)
        if found < 0:
            used = ends[count]
            arena = longer(arena, used + last - first)
            arena[used : used + last - first] = data[first:last]
            ends, hashes = longer(ends, count + 2), longer(hashes, count + 1)
            ends[count + 1], hashes[count] = used + last - first, value
            put(slots, -1 - found, value, count)
            found = count
            count += 1
            if 2 * count > len(slots):
                slots = rehash(hashes, count, 4 * len(slots))
        numbers[item] = found
    return numbers, arena, ends, hashes, slots, count


@compiled
def hash_all(data: Any, bounds: Any) -> Any:
    """Hash of each string data[bounds[i]:bounds[i+1]]."""
    values = np.empty(len(bounds) - 1, np.uint64)
    for item in range(len(values)):
        values[item] = hash_of(data, bounds[item], bounds[item + 1])
    return values


class StringTable:
    """Distinct strings numbered in order of first appearance.

    `add` takes strings as they lie in another arena (bytes, bounds, hashes) and returns their numbers.
    """

    def __init__(self) -> None:
        self.arena: Bytes = np.empty(SMALLEST * 8, np.uint8)
        self.ends: Integers = np.zeros(SMALLEST + 1, np.int64)
        self.hashes: Hashes = np.empty(SMALLEST, np.uint64)
        self.slots: Integers = np.full(4 * SMALLEST, -1, np.int64)
        self.count = 0

    def __len__(self) -> int:
        return self.count

    def add(self, data: Bytes, bounds: Integers, values: Hashes) -> Numbers:
        """Numbers of the strings data[bounds[i]:bounds[i+1]] with their hashes; new ones are added."""
        own = (self.arena, self.ends, self.hashes, self.slots, self.count)
        numbers, *table = absorb(*own, data, bounds, values)
        self.arena, self.ends, self.hashes, self.slots, self.count = table
        result: Numbers = numbers
        return result

    def add_strings(self, strings: pa.LargeStringArray) -> Numbers:
        """Numbers of the strings of an Arrow array; new ones are added."""
        data, bounds = buffers_of(strings)
        return self.add(data, bounds, hash_all(data, bounds))

    def strings(self) -> pa.LargeStringArray:
        """All strings in the order of their numbers."""
        return strings_of(self.arena, self.ends[: self.count + 1])


def strings_of(arena: Bytes, bounds: Integers) -> pa.LargeStringArray:
    """The strings arena[bounds[i]:bounds[i+1]] as an Arrow array that shares or copies the bytes."""
    own = np.ascontiguousarray(bounds, dtype=np.int64)
    used = np.ascontiguousarray(arena[: int(own[-1])])
    return pa.LargeStringArray.from_buffers(len(own) - 1, pa.py_buffer(own), pa.py_buffer(used))


def buffers_of(strings: pa.LargeStringArray) -> tuple[Bytes, Integers]:
    """Bytes and bounds of an Arrow array of strings without nulls."""
    _, offsets, data = strings.buffers()
    bounds = np.frombuffer(offsets, np.int64)[strings.offset : strings.offset + len(strings) + 1]
    if data is None:
        return np.zeros(0, np.uint8), np.zeros(len(strings) + 1, np.int64)
    return np.frombuffer(data, np.uint8), bounds


def lookup(table: StringTable, strings: pa.LargeStringArray) -> Numbers:
    """Number of each string in the table, -1 for none."""
    found: Numbers = look(*buffers_of(strings), table.arena, table.ends, table.slots)
    return found


@compiled
def look(data: Any, bounds: Any, arena: Any, ends: Any, slots: Any) -> Any:
    numbers = np.empty(len(bounds) - 1, np.int32)
    for item in range(len(numbers)):
        first, last = bounds[item], bounds[item + 1]
        numbers[item] = max(-1, find(data, first, last, hash_of(data, first, last), arena, ends, slots))
    return numbers


def lowered(strings: pa.LargeStringArray) -> pa.LargeStringArray:
    """Each string in lower case, as Python has it."""
    data, bounds = buffers_of(strings)
    if len(bounds) > 1 and special(data[bounds[0] : bounds[-1]]):
        return pa.array([string.lower() for string in strings.to_pylist()], pa.large_string())
    return pc.utf8_lower(strings)


@compiled
def special(data: Any) -> bool:
    """Whether there is an İ or a Σ, which Arrow brings into lower case in another way than Python."""
    for place in range(len(data) - 1):
        if (data[place] == 0xC4 and data[place + 1] == 0xB0) or (
            data[place] == 0xCE and data[place + 1] == 0xA3
        ):
            return True
    return False


@compiled
def plain_letter(data: Any, bounds: Any) -> Any:
    """Whether there is a letter from A to Z in each string data[bounds[i]:bounds[i+1]]."""
    found = np.zeros(len(bounds) - 1, np.bool_)
    for item in range(len(found)):
        for place in range(bounds[item], bounds[item + 1]):
            if ord("a") <= (data[place] | 32) <= ord("z"):
                found[item] = True
                break
    return found
