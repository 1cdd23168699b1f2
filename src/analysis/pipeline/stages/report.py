"""Stage `report`: the HTML report and the methods section."""

from __future__ import annotations

from pathlib import Path

from analysis import schema, storage
from analysis.declarations import load_study
from analysis.pipeline.graph import REPORTED, notebook_files
from analysis.pipeline.step import Job, version
from analysis.report import document, methods


def build(job: Job) -> list[Path]:
    """Writes results/NAME/report.html and methods.md."""
    study = load_study(str(next(path for key, path in job.files.items() if key.startswith("studies/"))))
    ledger = schema.read(job.processed, "ledger", columns=["item", "action", "rule"])
    articles = schema.read(job.processed, "articles", columns=["id"])
    reprints = schema.read(job.processed, "reprints", columns=["article", "first"])
    numbers = methods.counts(ledger, articles, reprints)
    versions = {name: version(name) for name in REPORTED}
    coverage = schema.read(job.processed, "coverage")
    parts = methods.paragraphs(study, numbers, ledger, versions, coverage)
    page = document.render(
        title=study.title,
        description=study.description,
        simulated=study.simulated,
        results=job.results,
        parts=document.sections(job.results, notebook_files(study)),
        methods=parts,
    )
    return [
        storage.write_text(job.results / "report.html", page),
        storage.write_text(job.results / "methods.md", methods.as_markdown(parts)),
    ]
