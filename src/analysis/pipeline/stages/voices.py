"""Stage `voices`: who speaks in which stretch of text, in one language."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import texts
from analysis.pipeline.step import Job
from analysis.voices import shares, voices


def build(job: Job) -> list[Path]:
    """Writes the voice spans of one language and the measure `voice`."""
    found = list(job.map(partial(_find, code=job.part), texts(job.processed, job.part)))
    spans = pd.concat([one for one, _ in found], ignore_index=True) if found else _empty("spans")
    lengths = pd.concat([two for _, two in found], ignore_index=True) if found else _empty("measures")
    return [
        schema.write(spans, job.processed, "spans", f"voice-{job.part}"),
        schema.write(lengths, job.processed, "measures", f"voice-{job.part}"),
    ]


def _find(batch: tuple[list[str], list[str]], *, code: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids, bodies = batch
    spans = voices(pd.DataFrame({"id": ids, "text": bodies}), language=load_language(code))
    return spans, shares(spans, pd.Series([len(text) for text in bodies], index=ids))


def _empty(table: str) -> pd.DataFrame:
    return pd.DataFrame(columns=list(schema.TABLES[table].columns))
