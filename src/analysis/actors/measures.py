"""What is measured of actors: mentions by voice, text about and by them, pairs in a sentence, their order."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.actors.mentions import Cast, sentence_of
from analysis.actors.reading import APART, Reading
from analysis.schema import SPEECH

COLUMNS = ["unit_kind", "unit", "measure", "class", "target", "voice", "value"]
OUTLET, QUOTED = "outlet", "quoted"
MOST_NAMES = 50


def measure_actors(
    reading: Reading, mentions: pd.DataFrame, lists: pd.DataFrame, voices: pd.DataFrame, cast: Cast
) -> dict[str, pd.DataFrame]:
    """The measures of a batch, each with the columns of table `measures`; class and target hold the numbers
    of actors, as text, since only names that a corpus keeps are written.

    `voices` are the voice spans of the batch's articles. `actor` counts mentions in the outlet's own text and
    in speech; `about` is the share of an article's characters in sentences that name the actor; `by` that
    in direct or indirect speech of the actor; `named` the number of sentences that name the actor;
    `order` the rank in a list. They cannot see whom a pronoun means:
    `about` is a lower bound.
    """
    lengths = np.array([max(len(text), 1) for text in reading.texts])
    speech = voices[voices["class"].isin(SPEECH)]
    ids = np.array(reading.ids, dtype=object)
    sentence = sentence_of(reading, mentions)
    pairs = pd.DataFrame({"row": mentions["row"], "actor": mentions["actor"], "sentence": sentence})
    pairs = pairs[sentence >= 0].drop_duplicates()
    return {
        "actor": _counts(reading, mentions, speech, ids),
        "about": _about(reading, pairs, lengths, ids),
        "by": _by(reading, mentions, speech, lengths, cast),
        "named": _rows("named", pairs.groupby(["row", "actor"]).size().reset_index(name="value"), ids),
        "order": _order(lists, ids),
    }


def _rows(measure: str, frame: pd.DataFrame, ids: np.ndarray, *, unit_kind: str = "article") -> pd.DataFrame:
    rows = frame.assign(unit_kind=unit_kind, measure=measure)
    rows["class"] = rows["actor"].astype(int).astype(str)
    if "unit" not in rows:
        rows["unit"] = ids[rows["row"].to_numpy(np.int64)] if len(rows) else ""
    for name in ("target", "voice"):
        if name not in rows:
            rows[name] = ""
    return rows[COLUMNS]


def _counts(reading: Reading, mentions: pd.DataFrame, speech: pd.DataFrame, ids: np.ndarray) -> pd.DataFrame:
    row_of = {article: row for row, article in enumerate(reading.ids)}
    rows = speech["article"].map(row_of).to_numpy(np.int64)
    begin = rows * APART + speech["start"].to_numpy(np.int64)
    order = np.argsort(begin)
    begin, end = begin[order], (rows * APART + speech["end"].to_numpy(np.int64))[order]
    place = (mentions["row"] * APART + mentions["start"]).to_numpy(np.int64)
    before = np.searchsorted(begin, place, side="right") - 1
    inside = (
        (before >= 0) & (end[np.maximum(before, 0)] > place) if len(begin) else np.zeros(len(place), bool)
    )
    frame = mentions.assign(voice=np.where(inside, QUOTED, OUTLET))
    counted = frame.groupby(["row", "actor", "voice"]).size().reset_index(name="value")
    return _rows("actor", counted, ids)


def _about(reading: Reading, pairs: pd.DataFrame, lengths: np.ndarray, ids: np.ndarray) -> pd.DataFrame:
    size = (reading.end - reading.begin)[pairs["sentence"].to_numpy(np.int64)] if len(pairs) else 0
    shares = size / lengths[pairs["row"].to_numpy(np.int64)] if len(pairs) else []
    counted = pairs.assign(value=shares).groupby(["row", "actor"])["value"].sum().reset_index()
    return _rows("about", counted.assign(value=counted["value"].clip(upper=1.0)), ids)


def _by(
    reading: Reading, mentions: pd.DataFrame, speech: pd.DataFrame, lengths: np.ndarray, cast: Cast
) -> pd.DataFrame:
    ids = np.array(reading.ids, dtype=object)
    row_of = {article: row for row, article in enumerate(reading.ids)}
    present = _present(mentions)
    spoken = speech[speech["speaker"] != ""]
    known: dict[tuple[int, str], int] = {}
    rows = []
    for article, start, end, speaker in zip(
        *(spoken[name] for name in ("article", "start", "end", "speaker")), strict=True
    ):
        row = row_of[article]
        if (row, speaker) not in known:
            known[row, speaker] = cast.speaker(speaker, present.get(row, set()))
        number = known[row, speaker]
        if number >= 0:
            rows.append((row, number, (end - start) / lengths[row]))
    frame = pd.DataFrame(rows, columns=["row", "actor", "value"])
    return _rows("by", frame.groupby(["row", "actor"])["value"].sum().reset_index(), ids)


def _present(mentions: pd.DataFrame) -> dict[int, set[int]]:
    """The actors that each text names."""
    found: dict[int, set[int]] = {}
    for row, actor in mentions[["row", "actor"]].drop_duplicates().itertuples(index=False, name=None):
        found.setdefault(int(row), set()).add(int(actor))
    return found


def named_in(reading: Reading, mentions: pd.DataFrame) -> pd.DataFrame:
    """Which sentence names which actor (its number), once each in reading order: unit, sentence, actor."""
    sentence = sentence_of(reading, mentions)
    ids = np.array(reading.ids, dtype=object)
    unit = ids[mentions["row"].to_numpy(np.int64)] if len(mentions) else ""
    frame = pd.DataFrame({"unit": unit, "sentence": sentence, "actor": mentions["actor"]})
    return frame[sentence >= 0].drop_duplicates(ignore_index=True)


def together(named: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The measure `together` of a batch from `named_in`, of the actors whose number `names` has.

    A sentence's first MOST_NAMES of them are paired: a list of names has as many pairs as its length squared.
    """
    own = named[named["actor"].isin(names.index)]
    own = own[own.groupby(["unit", "sentence"]).cumcount() < MOST_NAMES]
    own = own.assign(name=own["actor"].map(names).astype(str))
    both = own.merge(own, on=["unit", "sentence"], suffixes=("", "_other"))
    both = both[both["name"] < both["name_other"]]
    counted = both.groupby(["unit", "actor", "actor_other"]).size().reset_index(name="value")
    return _rows("together", counted.assign(target=counted["actor_other"].astype(str)), np.array([]))


def _order(lists: pd.DataFrame, ids: np.ndarray) -> pd.DataFrame:
    unit = [f"{ids[row]}:{start}" for row, start in zip(lists["row"], lists["start"], strict=True)]
    frame = lists.assign(value=lists["rank"].astype(float), unit=unit)
    return _rows("order", frame, ids, unit_kind="list")
