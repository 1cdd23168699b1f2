"""Stage `distancing`: which names and actors are mentioned at a distance, in one language."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.pipeline.step import Job
from analysis.voices.distance import distancing


def build(job: Job) -> list[Path]:
    """Writes the measures `distancing` and `mentioned` of one language."""
    layers = [
        schema.read(job.processed, "spans", f"{layer}-{job.part}") for layer in ("voice", "name", "actor")
    ]
    spans = pd.concat([rows for rows in layers if len(rows)] or layers[:1], ignore_index=True)
    held, mentioned = distancing(spans)
    return [
        schema.write(held, job.processed, "measures", f"distancing-{job.part}"),
        schema.write(mentioned, job.processed, "measures", f"mentioned-{job.part}"),
    ]
