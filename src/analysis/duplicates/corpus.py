"""What deciding who was first needs to know of each article."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.duplicates.pairs import first_copies
from analysis.duplicates.shingles import Integers, Shingles

UNDATED = 1 << 40


@dataclass(frozen=True)
class Corpus:
    """What is known of each row: its text (the first row with the same words), its place in the order of
    publication, its day as a number, its instant, its outlet, and outlet with
    service, as a number, its title's words."""

    ids: list[str]
    text: Integers
    rank: Integers
    day: Integers
    instant: npt.NDArray[np.datetime64]
    outlet: Integers
    service: Integers
    titles: list[frozenset[str]]

    @classmethod
    def of(cls, articles: pd.DataFrame, shingles: Shingles) -> Corpus:
        info = articles.set_index("id").loc[shingles.ids]
        days = pd.to_datetime(info["day"]).to_numpy("datetime64[D]")
        instant = pd.to_datetime(info["published"], utc=True).dt.tz_localize(None).to_numpy("datetime64[us]")
        day = np.where(np.isnat(days), UNDATED, days.astype(np.int64))
        end = (days + np.timedelta64(1, "D")).astype("datetime64[us]") - np.timedelta64(1, "us")
        moment = np.where(np.isnat(instant), end, instant)
        late = np.where(np.isnat(moment), np.iinfo(np.int64).max, moment.astype(np.int64))
        rank = np.empty(len(info), dtype=np.int64)
        rank[np.lexsort((np.array(shingles.ids, dtype=object).astype(str), late))] = np.arange(len(info))
        outlet, service = (_numbered(info, names) for names in (["outlet"], ["outlet", "service"]))
        titles = info["title"].fillna("") if "title" in info else pd.Series("", index=info.index)
        words = [frozenset(re.findall(r"\w+", title.lower())) for title in titles.tolist()]
        return cls(shingles.ids, first_copies(shingles), rank, day, instant, outlet, service, words)

    def within(self, row: int, other: int, days: int) -> bool:
        """Whether two articles lie at most so many days apart; unknown days do not part copies."""
        apart = abs(int(self.day[row]) - int(self.day[other]))
        return apart <= days or UNDATED in (self.day[row], self.day[other])

    def rows_of(self, texts: set[int]) -> dict[int, list[int]]:
        """The rows of each of these texts, in the order of publication."""
        found: dict[int, list[int]] = defaultdict(list)
        order = np.argsort(self.rank)
        for row, text in zip(order.tolist(), self.text[order].tolist(), strict=True):
            if text in texts:
                found[text].append(row)
        return found


def _numbered(info: pd.DataFrame, names: list[str]) -> Integers:
    """Equal values of the columns as equal numbers; each row its own where a column is missing."""
    if not set(names) <= set(info.columns):
        return np.arange(len(info))
    keys = pd.MultiIndex.from_frame(info[names].fillna("").astype(str))
    return pd.factorize(keys)[0].astype(np.int64)
