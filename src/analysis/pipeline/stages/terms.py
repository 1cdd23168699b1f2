"""Stage `terms`: vocabulary and count matrices of one language, and the length of its articles."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import schema
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import Text, with_sentences
from analysis.pipeline.step import Job
from analysis.tokenization import Counted, count_batch, gather


def build(job: Job) -> list[Path]:
    """Writes `terms`, both matrices and the measure `words` of one language."""
    code = job.part
    counted = job.map(partial(_count, code=code), with_sentences(job.processed, code))
    found = gather(counted, language=load_language(code), overrides=job.options["overrides"])
    lengths = np.asarray(found.articles.sum(axis=1), dtype=np.float64).ravel()
    words = pd.DataFrame({"unit": found.ids, "value": lengths}).assign(
        **{"unit_kind": "article", "measure": "words", "class": "", "target": "", "voice": ""}
    )
    return [
        schema.write(found.terms, job.processed, "terms", code),
        schema.write_matrix(found.articles, job.processed, "articles", code),
        schema.write_matrix(found.sentences, job.processed, "sentences", code),
        schema.write(words, job.processed, "measures", f"words-{code}"),
    ]


def _count(batch: Text, *, code: str) -> Counted:
    return count_batch(batch.ids, batch.texts, batch.sentences, language=code)
