"""Every mention of an actor in a batch: declared ones first, then found ones, surnames led to full names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.actors.called import called
from analysis.actors.declared import Declared, find_declared
from analysis.actors.grouping import Register, key_of
from analysis.actors.reading import APART, Reading
from analysis.actors.runs import Runs

COLUMNS = ["row", "start", "end", "actor", "form"]


@dataclass(frozen=True)
class Cast:
    """Whom a corpus names: declared actors, numbered first, and found ones behind them."""

    declared: Declared
    register: Register

    @property
    def names(self) -> list[str]:
        """The name of each actor as tables have it; a found one that is called as a declared one says so."""
        own = [actor.name for actor in self.declared.actors]
        found = (actor.name for actor in self.register.actors)
        return [*own, *(f"{name} (found)" if name in own else name for name in found)]

    @property
    def kinds(self) -> list[str]:
        """person, organisation, place or unknown of each actor."""
        return [*(a.kind for a in self.declared.actors), *(a.kind for a in self.register.actors)]

    def speaker(self, name: str, present: set[int]) -> int:
        """The actor whom a speaker's name means, in an article that names the actors `present`; or -1."""
        number = called(name, self.declared)
        if number >= 0:
            return number
        found = self.register.find(name)
        alone = _namesake(name, found, present, self)
        return alone if alone >= 0 else found + len(self.declared.actors) if found >= 0 else -1


def find_mentions(reading: Reading, runs: Runs, cast: Cast) -> pd.DataFrame:
    """Mentions of a batch in reading order: row (text), start, end, actor (number), form as written.

    A found name that overlaps a declared one is left to it. A surname alone means the person of the article
    that has it, when there is only one, else whom the corpus mostly means by it.
    """
    declared = find_declared(reading, runs, cast.declared)
    declared["form"] = [
        reading.texts[row][start:end]
        for row, start, end in declared[["row", "start", "end"]].itertuples(index=False, name=None)
    ]
    found = _found(reading, runs, cast)
    free = ~_overlaps(found, declared)
    both = pd.concat([declared[COLUMNS], found[free]], ignore_index=True)
    frame = both.sort_values(["row", "start"], ignore_index=True)
    return _resolved(frame, cast)


def _found(reading: Reading, runs: Runs, cast: Cast) -> pd.DataFrame:
    register, offset = cast.register, len(cast.declared.actors)
    number = np.array([register.of_form.get(form, -1) for form in runs.form], dtype=np.int64)
    lead = np.array([register.lead.get(form, 0) for form in runs.form], dtype=np.int64)
    first = runs.first + lead
    tokens = reading.tokens
    start, last = tokens.start[first], runs.last
    forms = [" ".join(form.split()[skip:]) for form, skip in zip(runs.form, lead.tolist(), strict=True)]
    end = tokens.end[last].astype(np.int64)
    types = tokens.types
    kept = [types[kind] for kind in tokens.type[last].tolist()]
    # The mark of a possessive, which forms have not, is no part of the name.
    cut = [len(word) - len(form.split()[-1].rstrip(".")) for word, form in zip(kept, forms, strict=True)]
    end = end - np.maximum(np.array(cut, dtype=np.int64), 0)
    frame = pd.DataFrame({"row": tokens.row[first], "start": start, "end": end, "actor": number + offset})
    return frame.assign(form=forms).astype({"row": np.int64, "start": np.int64})[number >= 0]


def _overlaps(found: pd.DataFrame, declared: pd.DataFrame) -> np.ndarray:
    """Which found mentions overlap a declared one."""
    if declared.empty or found.empty:
        return np.zeros(len(found), dtype=bool)
    begin = (declared["row"] * APART + declared["start"]).to_numpy()
    end = (declared["row"] * APART + declared["end"]).to_numpy()
    first = (found["row"] * APART + found["start"]).to_numpy()
    last = (found["row"] * APART + found["end"]).to_numpy()
    before = np.searchsorted(begin, last, side="left") - 1
    return np.asarray((before >= 0) & (end[np.maximum(before, 0)] > first))


def _resolved(frame: pd.DataFrame, cast: Cast) -> pd.DataFrame:
    """Surnames alone with the person of their article."""
    plain = np.array([" " not in form for form in frame["form"]], dtype=bool)
    single = plain & (frame["actor"] >= len(cast.declared.actors)).to_numpy(dtype=bool)
    if not single.any():
        return frame
    present = frame.groupby("row")["actor"].agg(set)
    actors = frame["actor"].to_numpy().copy()
    rows, forms = frame["row"].tolist(), frame["form"].tolist()
    for place in np.flatnonzero(single).tolist():
        row, number, form = int(rows[place]), int(actors[place]), str(forms[place])
        same = _namesake(form, number - len(cast.declared.actors), present[row], cast)
        actors[place] = same if same >= 0 else number
    return frame.assign(actor=actors)


def _namesake(form: str, number: int, present: set[int], cast: Cast) -> int:
    """The one person among those present whose surname a word is, or -1; a place stays a place."""
    register, offset = cast.register, len(cast.declared.actors)
    if " " in form or (number >= 0 and register.actors[number].kind in ("place", "organisation")):
        return -1
    key = key_of(form, register.code)
    here = [
        other + offset
        for other in register.surnames.get(key[-1] if key else "", ())
        if other + offset in present
    ]
    return here[0] if len(here) == 1 else -1


def sentence_of(reading: Reading, frame: pd.DataFrame) -> np.ndarray:
    """The number, in the batch, of the sentence in which each mention begins."""
    place = (frame["row"] * APART + frame["start"]).to_numpy(np.int64)
    return np.asarray(np.searchsorted(reading.begin, place, side="right") - 1)
