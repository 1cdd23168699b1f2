"""Stage `numbers`: numbers.tex, every number of the paper as a macro."""

from __future__ import annotations

from pathlib import Path

from analysis import schema, storage, tables
from analysis.pipeline.step import Job
from analysis.report.methods import counts
from analysis.report.numbers import corpus_numbers, estimate_numbers

SHARES = ("frame", "naming", "voice", "quoted", "topic", "reprint")


def build(job: Job) -> list[Path]:
    """Writes results/NAME/numbers.tex."""
    ledger = schema.read(job.processed, "ledger", columns=["item", "action", "rule"])
    articles = schema.read(job.processed, "articles", columns=["id", "outlet", "language"])
    reprints = schema.read(job.processed, "reprints", columns=["article", "first"])
    found = corpus_numbers(counts(ledger, articles, reprints), articles)
    for measure in (*SHARES, "tone", "tone_target"):
        rows = schema.read(job.processed, "estimates", measure)
        rows = rows[(rows["period"] == "") & (rows["scope"] == "original")]
        found |= estimate_numbers(rows, share=measure in SHARES)
    return [storage.write_text(job.results / "numbers.tex", tables.macros(found))]
