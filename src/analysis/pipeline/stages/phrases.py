"""Stage `phrases`: multi-word terms of one language, declared and found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import texts
from analysis.pipeline.step import Job
from analysis.tokenization.association import Neighbours, associated, neighbours, phrase_table, sequences
from analysis.tokenization.lemmas import fold, lemmatize
from analysis.tokenization.phrases import as_lemmas

Batch = tuple[list[str], list[str]]


def build(job: Job) -> list[Path]:
    """Writes `phrases` of one language."""
    language, options = load_language(job.part), job.options
    own = {"code": job.part, "overrides": options["overrides"]}
    declared = as_lemmas(options["declared"], language=language, overrides=options["overrides"])
    found: Iterable[pd.DataFrame] = []
    if options["terms"].find_phrases:
        counted = job.map(partial(_neighbours, **own), texts(job.processed, job.part))
        pairs = associated(counted, language=language)
        found = job.map(partial(_sequences, pairs=pairs, **own), texts(job.processed, job.part))
    table = phrase_table(found, declared, language=language, apart=_watched(job))
    return [schema.write(table, job.processed, "phrases", job.part)]


def _watched(job: Job) -> list[str]:
    """Single words that the study watches, as folded lemmas."""
    words = [term for term in job.options["terms"].watched.get(job.part, ()) if " " not in term]
    whole = [word for word in words if "*" not in word]
    lemmas = lemmatize(whole, language=load_language(job.part), overrides=job.options["overrides"])
    return [*map(fold, lemmas), *(fold(word) for word in words if word.endswith("*"))]


def _neighbours(batch: Batch, *, code: str, overrides: Mapping[str, str]) -> Neighbours:
    return neighbours(batch[1], language=load_language(code), overrides=overrides)


def _sequences(batch: Batch, *, code: str, overrides: Mapping[str, str], pairs: pd.DataFrame) -> pd.DataFrame:
    return sequences(batch[1], pairs, language=load_language(code), overrides=overrides)
