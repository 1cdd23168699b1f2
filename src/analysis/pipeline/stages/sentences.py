"""Stage `sentences`: sentence boundaries of one language, with abbreviations learned from its corpus."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema, storage
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import texts
from analysis.pipeline.step import Job
from analysis.tokenization import learn_abbreviations, split_all


def build(job: Job) -> list[Path]:
    """Writes `sentences` of one language."""
    sample = (text for _, bodies in texts(job.processed, job.part) for text in bodies)
    learned = learn_abbreviations(sample)
    split = partial(_split, code=job.part, learned=learned)
    pieces = list(job.map(split, texts(job.processed, job.part)))
    columns = list(schema.TABLES["sentences"].columns)
    table = pd.concat(pieces, ignore_index=True) if pieces else pd.DataFrame(columns=columns)
    return [schema.write(table, job.processed, "sentences", job.part)]


def _split(batch: tuple[list[str], list[str]], *, code: str, learned: frozenset[str]) -> pd.DataFrame:
    ids, bodies = batch
    found = split_all(bodies, language=load_language(code), learned=learned)
    rows = [
        (article, number, begin, end, storage.digest(text[begin:end].encode(), size=8))
        for article, text, spans in zip(ids, bodies, found, strict=True)
        for number, (begin, end) in enumerate(spans)
    ]
    return pd.DataFrame(rows, columns=["article", "number", "start", "end", "hash"])
