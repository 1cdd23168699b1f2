"""Running numbers in addresses: which of them a collection has."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]
NUMBER = re.compile(r"(?<![\d.])\d{3,12}(?!\d)")
DATED = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?$")
# Share of a service's articles whose numbers must rise with their days: else they are no running numbers.
RISING = 0.9
# Share of numbers seen under which missing ones say nothing: other services may use the same counter.
MOSTLY = 0.5


@dataclass(frozen=True)
class Numbers:
    """Numbers that rise with the days: `days` (counted from the start) and `numbers` of the articles in
    order, all numbers `seen`, sorted, and the days of articles whose number is not known."""

    days: Integers
    numbers: Integers
    seen: Integers
    unknown: Integers

    def share(self, begin: int, end: int) -> float:
        """Share of the numbers given out on days begin to end (excluded) that were seen; nan when none was.

        Those are the numbers from the first to the last of these days' articles; where there are none, the
        numbers between the last one before and the first one after.
        """
        inside = self.numbers[(self.days >= begin) & (self.days < end)]
        if len(inside):
            low, high = int(inside[0]) - 1, int(inside[-1]) + 1
        else:
            low, high, _ = self._bounds(begin, end)
        return self._between(low, high) / (high - low - 1) if high - low > 1 else float("nan")

    def missed(self, begin: int, end: int) -> float | None:
        """Probability that all numbers given out on days without articles are unseen, were they seen as often
        as all others; one where none is missing.

        None where too few are seen for that to say anything, and where a longer run of empty days lies
        between the same two numbers: the missing ones are counted for that one alone.
        """
        low, high, unknown = self._bounds(begin, end)
        numbered = self.days[[np.searchsorted(self.days, begin) - 1, np.searchsorted(self.days, end)]]
        if int(np.diff(np.unique([*unknown, *numbered])).max()) - 1 > end - begin:
            return None
        given = max(high - low - 1 - self._between(low, high) - len(unknown), 0)
        others = int(self.numbers[-1] - self.numbers[0]) + 1 - given
        if len(self.seen) < MOSTLY * others:
            return None
        # One more number, unseen, so that the share of numbers seen is never taken for certain.
        return float((1 - len(self.seen) / (others + 1)) ** given)

    def _bounds(self, begin: int, end: int) -> tuple[int, int, Integers]:
        """The numbers on either side of these days, and the days of articles without one that lie between."""
        before, after = np.flatnonzero(self.days < begin), np.flatnonzero(self.days >= end)
        low = int(self.numbers[before[-1]]) if len(before) else int(self.numbers[0]) - 1
        high = int(self.numbers[after[0]]) if len(after) else int(self.numbers[-1]) + 1
        first = self.days[before[-1]] if len(before) else -1
        last = self.days[after[0]] if len(after) else np.iinfo(np.int64).max
        return low, high, self.unknown[(self.unknown >= first) & (self.unknown <= last)]

    def _between(self, low: int, high: int) -> int:
        return int(np.searchsorted(self.seen, high, "left") - np.searchsorted(self.seen, low, "right"))


def running_number(url: str) -> int | None:
    """The last number of three digits or more in an address that is no date; None when there is none."""
    parts = urlsplit(url) if "://" in url else None
    path = f"{parts.path}?{parts.query}" if parts else url
    found = [match.group() for match in NUMBER.finditer(path)]
    plain = [number for number in found if not DATED.fullmatch(number)]
    # A year stands in a path as a folder; alone at its end it may be a running number.
    chosen = plain or [number for number in found[-1:] if path.rstrip("/").endswith(number)]
    return int(chosen[-1]) if chosen else None


def running_numbers(articles: pd.DataFrame, *, start: pd.Timestamp) -> Numbers | None:
    """The running numbers of a service's addresses; None when they have none that rise with the days.

    `articles` needs url and day. Articles out of order (reprints with numbers of their own, corrections)
    are left out of the order, and their numbers count as seen.
    """
    found = articles["url"].map(running_number)
    have = found.notna()
    if have.sum() < max(MOSTLY * len(articles), 10):
        return None
    day = (pd.to_datetime(articles["day"]) - start).dt.days
    days, unknown = (day[mask].to_numpy(np.int64) for mask in (have, ~have))
    numbers = found[have].to_numpy(np.int64)
    if len(np.unique(numbers)) < RISING * len(numbers):
        return None
    order = np.lexsort((numbers, days))
    days, numbers = days[order], numbers[order]
    rising = _rising(numbers)
    if len(rising) < RISING * len(np.unique(numbers)):
        return None
    chain = numbers[rising]
    inside = np.unique(numbers[(numbers >= chain[0]) & (numbers <= chain[-1])])
    return Numbers(days[rising].astype(np.int64), chain, inside, np.asarray(unknown, dtype=np.int64))


def _rising(numbers: Integers) -> Integers:
    """Places of a longest strictly rising subsequence."""
    tails: list[int] = []
    places: list[int] = []
    before = np.full(len(numbers), -1, dtype=np.int64)
    for place, number in enumerate(numbers.tolist()):
        at = bisect_left(tails, number)
        before[place] = places[at - 1] if at else -1
        if at == len(tails):
            tails.append(number)
            places.append(place)
        else:
            tails[at], places[at] = number, place
    chain, place = [], places[-1] if places else -1
    while place >= 0:
        chain.append(place)
        place = int(before[place])
    return np.array(chain[::-1], dtype=np.int64)
