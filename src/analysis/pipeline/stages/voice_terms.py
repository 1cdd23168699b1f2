"""Stage `voice_terms`: words of each article's own voice and of its quoted ones, in one language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis import schema, storage
from analysis.declarations import load_language
from analysis.pipeline.stages.batches import Grouped, Text, with_sentences
from analysis.pipeline.stages.terms import gathered, recurring_formulas, words_left_out
from analysis.pipeline.step import Job
from analysis.tokenization import Counted, count_batch
from analysis.tokenization.phrases import Phrases

# Rows of an article: its own words, words in speech. Words that name a speaker are in neither.
OWN, QUOTED, NAMED = 0, 1, 2
ROWS = 2
Bounds = tuple[int, int]


def build(job: Job) -> list[Path]:
    """Writes the matrix `voices` of one language: two rows an article, columns those of the other matrices.

    Cut at the edges of the stretches of speech, where a sentence that holds both voices is cut too. Raises
    ValueError when the vocabulary is not that of `terms`.
    """
    code, options = job.part, job.options
    phrases = Phrases(
        tuple(schema.read(job.processed, "phrases", code, columns=["term"])["term"]),
        load_language(code),
        options["overrides"],
    )
    known = recurring_formulas(job) if options["terms"].formulas == "leave_out" else None
    count = partial(_count, phrases=phrases, known=known)
    with storage.scratch(job.processed / f".voices-{code}") as folder:
        found = gathered(job, job.map(count, with_sentences(job.processed, code, voices=True)), folder)
        listed = schema.read(job.processed, "terms", code, columns=["term"])["term"]
        if found.terms["term"].tolist() != listed.tolist():
            raise ValueError(f"voice_terms[{code}]: other terms than in the table; run stage terms again")
        return [schema.write_matrix(found.sentences, job.processed, "voices", code)]


def _count(batch: Text, *, phrases: Phrases, known: npt.NDArray[np.int64] | None) -> Counted:
    code = phrases.language.code
    spans = Grouped(batch.voices.sort_values("article", kind="stable"))
    cut = [pieces(spans.frame[spans.of(article)]) for article in batch.ids]
    counted = count_batch(
        batch.ids,
        batch.texts,
        [[(start, end) for start, end, _ in own] for own in cut],
        language=code,
        phrases=phrases,
        left_out=None if known is None else words_left_out(batch, known, code),
    )
    return _by_voice(counted, [voice for own in cut for *_, voice in own])


def pieces(spans: pd.DataFrame) -> list[tuple[int, int, int]]:
    """The text of one article cut into (start, end, voice), from its rows of table `spans`; the last piece
    has no end of its own. What both speech and the naming of a speaker cover is speech."""
    layer, kind = spans["layer"].to_numpy(), spans["class"].to_numpy()
    bounds = list(zip(spans["start"].tolist(), spans["end"].tolist(), strict=True))
    speech = sorted(
        bound
        for bound, where, what in zip(bounds, layer, kind, strict=True)
        if where == "voice" and what in ("direct", "indirect")
    )
    named = sorted(bound for bound, where in zip(bounds, layer, strict=True) if where == "source")
    edges = sorted({0, *(edge for bound in (*speech, *named) for edge in bound)})
    return [
        (start, end, QUOTED if _inside(start, speech) else NAMED if _inside(start, named) else OWN)
        for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True)
    ]


def _inside(place: int, bounds: list[Bounds]) -> bool:
    """Whether one of the sorted bounds, which do not overlap, covers the place."""
    number = bisect_right(bounds, place, key=lambda bound: bound[0])
    return number > 0 and place < bounds[number - 1][1]


def _by_voice(counted: Counted, voices: Iterable[int]) -> Counted:
    """Rows of pieces added up to two rows an article; those that name a speaker are dropped."""
    number = counted.sentences_of
    row = ROWS * np.repeat(np.arange(len(number)), number) + np.fromiter(voices, np.int64)
    kept = np.flatnonzero(np.fromiter(voices, np.int64) != NAMED)
    indptr, indices, data = counted.sentences
    width = len(counted.ends) - 1
    matrix = sparse.csr_array((data, indices, indptr), shape=(len(indptr) - 1, width))
    pick = sparse.csr_array(
        (np.ones(len(kept), np.int32), (row[kept], kept)), shape=(ROWS * len(number), len(indptr) - 1)
    )
    summed = sparse.csr_array(pick @ matrix)
    summed.sort_indices()
    rows = (
        summed.indptr.astype(np.int64),
        summed.indices.astype(np.int32),
        summed.data.astype(np.int32),
    )
    return replace(counted, sentences=rows, sentences_of=np.full(len(number), ROWS, np.int64))
