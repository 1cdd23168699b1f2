"""Stage `reprints`: near-duplicates over all articles."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.duplicates import find_reprints, merge, shingle_batch
from analysis.pipeline.step import Job

COLUMNS = ["id", "text", "language"]


def build(job: Job) -> list[Path]:
    """Writes `reprints`."""
    options = job.options["duplicates"]
    batches = schema.scan(job.processed, "articles", columns=COLUMNS, size=1_000)
    shingles = merge(job.map(_shingle, batches))
    articles = schema.read(job.processed, "articles", columns=["id", "day", "published"])
    found = find_reprints(articles, shingles, threshold=options.threshold, longest_lag=options.longest_lag)
    return [schema.write(found, job.processed, "reprints")]


def _shingle(batch: pd.DataFrame):  # type: ignore[no-untyped-def]
    language = batch["language"].iloc[0] if batch["language"].nunique() == 1 else ""
    return shingle_batch(batch["id"].tolist(), batch["text"].tolist(), language=language)
