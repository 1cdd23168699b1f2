"""Stage `foreign`: passages of one language's articles that are in another language."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.cleaning.foreign import passages
from analysis.pipeline.stages.batches import texts
from analysis.pipeline.step import Job

COLUMNS = list(schema.TABLES["spans"].columns)


def build(job: Job) -> list[Path]:
    """Writes the spans of layer `foreign language` of one language's articles; class is the language."""
    found = list(job.map(partial(_find, code=job.part), texts(job.processed, job.part)))
    spans = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)
    return [schema.write(spans, job.processed, "spans", f"foreign-{job.part}")]


def _find(batch: tuple[list[str], list[str]], *, code: str) -> pd.DataFrame:
    rows = [
        (article, start, end, "foreign language", language, "", "", "")
        for article, text in zip(*batch, strict=True)
        for start, end, language in passages(text, code)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
