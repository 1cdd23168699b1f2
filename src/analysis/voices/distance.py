"""Which names stand at a distance: in scare quotes or behind "so-called", in whose voice, how often."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.schema import SPEECH
from analysis.voices.measures import MEASURES, OUTLET, QUOTED, covered_characters

LAYERS = ("name", "actor")
_KEY = ["unit", "class", "target", "voice"]


def held_mentions(spans: pd.DataFrame) -> pd.DataFrame:
    """Every mention of a referent's name or an actor, whether it stands at a distance, and in whose voice.

    `spans` are rows of table `spans`: layer voice, and layer name (class a referent, value its name) and
    actor (value the actor). A mention is held at a distance when a stretch of kind distancing shares a
    character with it. Its voice is quoted where direct or indirect speech covers more than half of it, else
    outlet. Columns unit (article), class (name or actor), target (referent, "" for actors), voice, held.

    Misleads where marks mention a word instead of doubting it ("the word 'front'"), and where a quoted
    speaker's marks are those of the outlet that prints them.
    """
    told = spans[spans["layer"].isin(LAYERS)]
    voice = spans[spans["layer"] == "voice"]
    codes, _ = pd.factorize(pd.concat([told["article"], voice["article"]]))
    # Offsets of all articles on one line, each article behind the one before it.
    width = int(spans["end"].max()) + 1 if len(spans) else 1
    shift = codes.astype(np.int64) * width
    begin, end = _placed(told, shift[: len(told)])
    start, stop = _placed(voice, shift[len(told) :])
    kept = (voice["class"] == "distancing").to_numpy(bool)
    speech = voice["class"].isin(SPEECH).to_numpy(bool)
    quoted = 2 * covered_characters(begin, end, start[speech], stop[speech]) > end - begin
    return pd.DataFrame(
        {
            "unit": told["article"].to_numpy(),
            "class": told["value"].to_numpy(),
            "target": np.where(told["layer"] == "name", told["class"], ""),
            "voice": np.where(quoted, QUOTED, OUTLET),
            "held": _touched(begin, end, start[kept], stop[kept]),
        }
    )


def distancing(spans: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measures `distancing` and `mentioned`: mentions at a distance, and all mentions, per article.

    Class is the name or actor, target the referent ("" for actors), voice outlet or quoted, value a count;
    zeros are not stored. Their ratio is the share of mentions held at a distance. See `held_mentions`.
    """
    mentions = held_mentions(spans)
    return _counted(mentions[mentions["held"]], "distancing"), _counted(mentions, "mentioned")


def _placed(
    spans: pd.DataFrame, shift: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    return spans["start"].to_numpy(np.int64) + shift, spans["end"].to_numpy(np.int64) + shift


def _touched(
    begin: npt.NDArray[np.int64],
    end: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    stops: npt.NDArray[np.int64],
) -> npt.NDArray[np.bool_]:
    """Whether each interval [begin, end) shares a point with any of [starts, stops), which may overlap."""
    opened = np.searchsorted(np.sort(starts), end, side="left")
    closed = np.searchsorted(np.sort(stops), begin, side="right")
    return np.asarray(opened > closed, np.bool_)


def _counted(mentions: pd.DataFrame, measure: str) -> pd.DataFrame:
    counts = mentions.groupby(_KEY, sort=True).size().reset_index(name="value")
    return counts.assign(unit_kind="article", measure=measure, value=counts["value"].astype("float64"))[
        MEASURES
    ]
