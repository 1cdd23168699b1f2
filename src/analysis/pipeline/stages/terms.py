"""Stage `terms`: vocabulary and count matrices of one language, and the length of its articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import schema, storage
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import Text, with_sentences
from analysis.pipeline.step import Job
from analysis.tokenization import Counted, Vocabulary, count_batch, gather
from analysis.tokenization.phrases import Phrases


def build(job: Job) -> list[Path]:
    """Writes `terms`, both matrices and the measure `words` of one language."""
    code, options = job.part, job.options
    listed = schema.read(job.processed, "phrases", code, columns=["term", "form"])
    count = partial(_count, phrases=Phrases(tuple(listed["term"]), load_language(code), options["overrides"]))
    with storage.scratch(job.processed / f".counts-{code}") as folder:
        counted = job.map(count, with_sentences(job.processed, code))
        found = gather(
            counted,
            language=load_language(code),
            terms=options["terms"],
            overrides=options["overrides"],
            folder=folder,
        )
        return _write(job, found, dict(zip(listed["term"], listed["form"], strict=True)))


def _write(job: Job, found: Vocabulary, form_of: Mapping[str, str]) -> list[Path]:
    code = job.part
    terms = found.terms.assign(form=found.terms["term"].map(form_of).fillna(found.terms["form"]))
    # A phrase is one term of several words.
    of_term = found.terms["term"].str.count(" ").to_numpy(np.float64) + 1
    lengths = np.asarray(found.articles @ of_term, dtype=np.float64).ravel()
    words = pd.DataFrame({"unit": found.ids, "value": lengths}).assign(
        **{"unit_kind": "article", "measure": "words", "class": "", "target": "", "voice": ""}
    )
    return [
        schema.write(terms, job.processed, "terms", code),
        schema.write_matrix(found.articles, job.processed, "articles", code),
        schema.write_matrix(found.sentences, job.processed, "sentences", code),
        schema.write(words, job.processed, "measures", f"words-{code}"),
    ]


def _count(batch: Text, *, phrases: Phrases) -> Counted:
    code = phrases.language.code
    return count_batch(batch.ids, batch.texts, batch.sentences, language=code, phrases=phrases)
