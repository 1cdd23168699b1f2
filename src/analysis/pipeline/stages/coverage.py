"""Stage `coverage`: the calendar of the collection, and what is missing in it."""

from __future__ import annotations

from pathlib import Path

from analysis import schema
from analysis.coverage import coverage
from analysis.pipeline.step import Job

COLUMNS = ["outlet", "service", "language", "day", "url"]


def build(job: Job) -> list[Path]:
    """Writes `coverage`."""
    articles = schema.read(job.processed, "articles", columns=COLUMNS)
    found = coverage(articles, options=job.options["coverage"], period=job.options["period"])
    return [schema.write(found, job.processed, "coverage")]
