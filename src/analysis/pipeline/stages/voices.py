"""Stage `voices`: who speaks in which stretch of text, in one language."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.declarations import Home, load_language
from analysis.declarations.language import direct_only
from analysis.pipeline.stages.batches import SIZE
from analysis.pipeline.step import Job
from analysis.voices import shares, voices


def build(job: Job) -> list[Path]:
    """Writes the voice spans of one language and the measures `voice` and `headline`."""
    language = load_language(job.part)
    if direct_only(language):
        warnings.warn(
            f"{language.name} declares no reporting verbs: only its speech in quotation marks is found",
            stacklevel=2,
        )
    batches = schema.scan(
        job.processed, "articles", columns=["id", "title", "text", "outlet"], language=job.part, size=SIZE
    )
    found = list(job.map(partial(_find, code=job.part, homes=job.options["homes"]), batches))
    written = []
    for place, (table, part) in enumerate(
        (("spans", "voice"), ("measures", "voice"), ("measures", "headline"))
    ):
        frame = schema.joined((pieces[place] for pieces in found), table)
        written.append(schema.write(frame, job.processed, table, f"{part}-{job.part}"))
    return written


def _find(batch: pd.DataFrame, *, code: str, homes: Mapping[str, Home]) -> tuple[pd.DataFrame, ...]:
    spans, headlines = voices(batch, language=load_language(code), homes=homes)
    return spans, shares(spans, batch.set_index("id")["text"].str.len()), headlines
