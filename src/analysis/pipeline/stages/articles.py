"""Stage `articles`: the raw files of one source become articles and a ledger."""

from __future__ import annotations

from pathlib import Path

from analysis import schema
from analysis.cleaning import Options, clean_to
from analysis.cleaning.position import positions
from analysis.declarations import load_outlet
from analysis.pipeline.step import Job
from analysis.reading import read_items


def build(job: Job) -> list[Path]:
    """Writes `articles` and `ledger` of one source. Raises ValueError when no article is left."""
    source, name = job.options["source"], job.part
    files = [job.files[file] for file in job.options["raw"]]
    root = _root(files[0], job.options["raw"][0])
    declared = job.files.get(f"outlets/{source.outlet}.toml")
    outlet = load_outlet(source.outlet, declared.parent if declared else None)
    options = Options(
        source, outlet, job.options["languages"], job.options["period"], job.options["cleaning"]
    )
    items = read_items(files, root=root, source_name=name, source=source)
    written, kept = clean_to(job.processed, name, items, options=options, map=job.map)
    if source.position == "rows":
        articles = schema.read(job.processed, "articles", name)
        schema.write(articles.assign(position=positions(articles)), job.processed, "articles", name)
    if not kept:
        ledger = schema.read(job.processed, "ledger", name, columns=["action", "rule"])
        ended = ledger[ledger["action"] == "set aside"]["rule"].value_counts().sort_index()
        reasons = ", ".join(f"{rule} {count}" for rule, count in ended.items()) or "nothing was read"
        raise ValueError(
            f"source {name}: no article is left ({reasons}); see the ledger, period and languages"
        )
    return written


def _root(file: Path, name: str) -> Path:
    """The raw folder: what stands before a file's name below it."""
    return file.parents[len(Path(name).parts) - 1]
