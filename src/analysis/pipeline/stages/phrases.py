"""Stage `phrases`: multi-word terms of one language, declared and found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import texts
from analysis.pipeline.step import Job
from analysis.tokenization.association import Neighbours, associated, neighbours, phrase_table, sequences
from analysis.tokenization.phrases import as_lemmas

Batch = tuple[list[str], list[str]]


def build(job: Job) -> list[Path]:
    """Writes `phrases` of one language."""
    language, options = load_language(job.part), job.options
    own = {"code": job.part, "overrides": options["overrides"]}
    declared = as_lemmas(options["declared"], language=language, overrides=options["overrides"])
    found: list[pd.DataFrame] = []
    if options["terms"].find_phrases:
        counted = job.map(partial(_neighbours, **own), texts(job.processed, job.part))
        pairs = associated(counted, language=language)
        found = list(job.map(partial(_sequences, pairs=pairs, **own), texts(job.processed, job.part)))
    table = phrase_table(found, declared, language=language)
    return [schema.write(table, job.processed, "phrases", job.part)]


def _neighbours(batch: Batch, *, code: str, overrides: Mapping[str, str]) -> Neighbours:
    return neighbours(batch[1], language=load_language(code), overrides=overrides)


def _sequences(batch: Batch, *, code: str, overrides: Mapping[str, str], pairs: pd.DataFrame) -> pd.DataFrame:
    return sequences(batch[1], pairs, language=load_language(code), overrides=overrides)
