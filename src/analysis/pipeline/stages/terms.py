"""Stage `terms`: vocabulary and count matrices of one language, and the length of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import schema, storage
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import Text, with_sentences
from analysis.pipeline.step import Job
from analysis.tokenization import Counted, Vocabulary, count_batch, gather, tokenize
from analysis.tokenization.matrix import words_of
from analysis.tokenization.phrases import Phrases
from analysis.vocabulary.sequences import formula_tokens, recurring


def build(job: Job) -> list[Path]:
    """Writes `terms`, both matrices and the measure `words` of one language."""
    code, options = job.part, job.options
    listed = schema.read(job.processed, "phrases", code, columns=["term", "form"])
    phrases = Phrases(tuple(listed["term"]), load_language(code), options["overrides"])
    known = recurring_formulas(job) if options["terms"].formulas == "leave_out" else None
    count = partial(_count, phrases=phrases, known=known)
    with storage.scratch(job.processed / f".counts-{code}") as folder:
        found = gathered(job, job.map(count, with_sentences(job.processed, code)), folder)
        return _write(job, found, dict(zip(listed["term"], listed["form"], strict=True)))


def gathered(job: Job, counted: Iterable[Counted], folder: Path) -> Vocabulary:
    """The counts of all batches as one vocabulary with its matrices, spooled in `folder` meanwhile."""
    return gather(
        counted,
        language=load_language(job.part),
        terms=job.options["terms"],
        overrides=job.options["overrides"],
        folder=folder,
    )


def _write(job: Job, found: Vocabulary, form_of: Mapping[str, str]) -> list[Path]:
    code = job.part
    pairs = zip(found.terms["term"], found.terms["form"], strict=True)
    terms = found.terms.assign(form=[form_of.get(term, form) for term, form in pairs])
    lengths = words_of(found.articles, found.terms["term"])
    words = pd.DataFrame({"unit": found.ids, "value": lengths}).assign(
        **{"unit_kind": "article", "measure": "words", "class": "", "target": "", "voice": ""}
    )
    return [
        schema.write(terms, job.processed, "terms", code),
        schema.write_matrix(found.articles, job.processed, "articles", code),
        schema.write_matrix(found.sentences, job.processed, "sentences", code),
        schema.write(words, job.processed, "measures", f"words-{code}"),
    ]


def recurring_formulas(job: Job) -> npt.NDArray[np.int64]:
    """Sequences of words that recur in original articles."""
    reprints = schema.read(job.processed, "reprints", columns=["article", "first"])
    copies = set(reprints.loc[reprints["article"] != reprints["first"], "article"])

    def batches() -> Iterator[tuple[list[str], list[str], list[list[tuple[int, int]]]]]:
        for batch in with_sentences(job.processed, job.part):
            keep = [place for place, article in enumerate(batch.ids) if article not in copies]
            ids, texts = [batch.ids[place] for place in keep], [batch.texts[place] for place in keep]
            yield ids, texts, [batch.sentences[place] for place in keep]

    return recurring(batches, language=job.part)


def words_left_out(batch: Text, known: npt.NDArray[np.int64], code: str) -> npt.NDArray[np.bool_]:
    """Which words of a batch stand in recurring sequences."""
    return formula_tokens(tokenize(batch.texts, language=code), known, sentences=batch.sentences)


def _count(batch: Text, *, phrases: Phrases, known: npt.NDArray[np.int64] | None) -> Counted:
    code = phrases.language.code
    left_out = None if known is None else words_left_out(batch, known, code)
    return count_batch(
        batch.ids, batch.texts, batch.sentences, language=code, phrases=phrases, left_out=left_out
    )
