"""Stage `frames`: dictionary frames and naming of one language, and the number of sentences by voice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.declarations import Target, load_codebook, load_language
from analysis.frames import Batch, count_by_sentence, dictionary_frames, find_terms, naming
from analysis.pipeline.stages.batches import Text, with_sentences
from analysis.pipeline.stages.prepared import prepared
from analysis.pipeline.step import Job


def build(job: Job) -> list[Path]:
    """Writes the measures `frame`, `naming`, `issue` and `sentences`, and the spans of terms and names."""
    code = job.part
    find = partial(
        _find,
        code=code,
        codebook=job.files["codebook"],
        issues=job.options["issues"],
        referents=job.options["referents"],
        overrides=job.options["overrides"],
    )
    found = list(job.map(find, with_sentences(job.processed, code, voices=True)))
    written = []
    for place, (table, part) in enumerate(
        (
            ("measures", "frame"),
            ("spans", "frame"),
            ("measures", "naming"),
            ("spans", "name"),
            ("measures", "issue"),
            ("measures", "sentences"),
        )
    ):
        rows = schema.joined((pieces[place] for pieces in found), table)
        written.append(schema.write(rows, job.processed, table, f"{part}-{code}"))
    return written


def _find(
    text: Text,
    *,
    code: str,
    codebook: Path,
    issues: Sequence[Target],
    referents: Sequence[str],
    overrides: dict[str, str],
) -> tuple[pd.DataFrame, ...]:
    batch, language, book = prepared(text, code), load_language(code), load_codebook(codebook)
    framed = dictionary_frames(batch, book, language=language, overrides=overrides)
    chosen = [referent for referent in book.referent if not referents or referent.name in referents]
    named = naming(batch, chosen, language=language, overrides=overrides)
    terms = {issue.name: issue.terms.get(code, ()) for issue in issues}
    about = find_terms(batch.tokens, terms, language=language, overrides=overrides)
    return (*framed, *named, count_by_sentence(batch, about, measure="issue"), _sentence_counts(batch))


def _sentence_counts(batch: Batch) -> pd.DataFrame:
    """Number of sentences of each article by voice: the denominator of shares of sentences."""
    articles = [article for article, spans in zip(batch.ids, batch.sentences, strict=True) for _ in spans]
    rows = pd.DataFrame({"unit": articles, "voice": list(batch.voices)})
    counted = rows.groupby(["unit", "voice"], sort=True).size().reset_index(name="value")
    return counted.assign(**{"unit_kind": "article", "measure": "sentences", "class": "", "target": ""})
