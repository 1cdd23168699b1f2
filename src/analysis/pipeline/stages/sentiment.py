"""Stage `sentiment`: tone of sentences and tone toward targets, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.declarations import Target, load_language, load_lexicon
from analysis.pipeline.stages.batches import Text, with_sentences
from analysis.pipeline.stages.prepared import prepared
from analysis.pipeline.step import Job
from analysis.sentiment import tone, tone_toward


def build(job: Job) -> list[Path]:
    """Writes the measures `tone` and `tone_target`; empty for a language without a lexicon."""
    code = job.part
    find = partial(_find, code=code, targets=job.options["targets"], overrides=job.options["overrides"])
    found = list(job.map(find, with_sentences(job.processed, code, voices=True)))
    written = []
    for place, measure in enumerate(("tone", "tone_target")):
        table = schema.joined((pieces[place] for pieces in found), "measures")
        written.append(schema.write(table, job.processed, "measures", f"{measure}-{code}"))
    return written


def _find(
    text: Text, *, code: str, targets: Sequence[Target], overrides: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    lexicon = load_lexicon(code)
    if not lexicon:
        empty = schema.empty("measures")
        return empty, empty
    batch, language = prepared(text, code), load_language(code)
    return (
        tone(batch, lexicon, language=language),
        tone_toward(batch, lexicon, targets, language=language, overrides=overrides),
    )
