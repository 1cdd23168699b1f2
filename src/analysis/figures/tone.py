"""Toward whom the outlet's own voice is hostile, and toward whom only its sources are."""

from __future__ import annotations

from typing import Unpack

import pandas as pd

from analysis.figures.marks import interval_rows
from analysis.figures.style import Look, Options, Plot, drawing, tidy


@drawing()
def tone_targets(estimates: pd.DataFrame, **options: Unpack[Options]) -> Plot:
    """Mean tone of sentences that mention each target, by group; the outlet's own voice beside quoted ones.

    `estimates` is a slice of measure "tone_target" with target, group, voice (outlet or quoted), estimate
    (mean lexicon weight, from -1 to 1), low, high, n. A hostile sentence about a war may mention a target
    without hostility toward it; lexica of two languages share no scale.
    """
    look = Look(**options)
    rows = tidy(estimates, ["target", "group", "voice", "estimate", "low", "high", "n"])
    return interval_rows(
        rows, look, row="target", by="group", panels="voice", scale=1.0, xlabel=look.word("tone"), zero=True
    )
