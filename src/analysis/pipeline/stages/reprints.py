"""Stage `reprints`: what repeats what, over all articles; how much of each stood in another outlet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.duplicates import (
    Passages,
    Shingles,
    candidates,
    copied_shares,
    distinct,
    find_reprints,
    in_stretches,
    join_passages,
    merge,
    passage_batch,
    related_pairs,
    sketch,
    spread,
)
from analysis.pipeline.step import Job

COLUMNS = ["id", "text", "language"]
INFO = ["id", "outlet", "service", "language", "title", "day", "published"]


def build(job: Job) -> list[Path]:
    """Writes `reprints` and the measure `copied` of each language.

    Texts are read three times, so that only samples of all their shingles are held: all to find candidates,
    these to compare them, and those that proved related to see where the shingles stand.
    """
    options = job.options["duplicates"]
    sketches = merge(job.map(_sketch, _texts(job.processed)))
    chosen = {"threshold": options.threshold, "part": options.part}
    proposed = candidates(sketches, **chosen)
    loaded = merge(job.map(_shingles, _texts(job.processed, _named(sketches, *proposed))))
    shingles = spread(loaded, sketches)
    del sketches, loaded
    related = related_pairs(shingles, proposed=proposed, **chosen)
    named = _named(shingles, related["left"], related["right"])
    passages = join_passages(job.map(_passages, _texts(job.processed, named)))
    related = in_stretches(related, shingles, passages, threshold=options.threshold)
    articles = schema.read(job.processed, "articles", columns=INFO)
    found = find_reprints(
        articles,
        shingles,
        longest_lag=options.longest_lag,
        leave_out_partial=options.leave_out_partial,
        related=related,
        passages=passages,
        **chosen,
    )
    copied = copied_shares(articles, shingles, related, passages, longest_lag=options.longest_lag)
    return [schema.write(found, job.processed, "reprints"), *_measures(job, copied, articles)]


def _texts(processed: Path, ids: frozenset[str] | None = None) -> Iterator[tuple[pd.DataFrame, bool]]:
    """Batches of articles (of `ids`, when given), those in Chinese apart: they are segmented."""
    for batch in schema.scan(processed, "articles", columns=COLUMNS, size=1_000):
        chosen = batch if ids is None else batch[[name in ids for name in batch["id"]]]
        for chinese, part in chosen.groupby(chosen["language"] == "zh"):
            yield part, bool(chinese)


def _named(shingles: Shingles, *rows: Any) -> frozenset[str]:
    return frozenset(shingles.ids[row] for row in np.unique(np.concatenate(rows)).tolist())


def _sketch(batch: tuple[pd.DataFrame, bool]) -> Shingles:
    return sketch(_shingles(batch))


def _shingles(batch: tuple[pd.DataFrame, bool]) -> Shingles:
    return distinct(_passages(batch))


def _passages(batch: tuple[pd.DataFrame, bool]) -> Passages:
    table, chinese = batch
    return passage_batch(table["id"].tolist(), table["text"].tolist(), language="zh" if chinese else "")


def _measures(job: Job, copied: pd.DataFrame, articles: pd.DataFrame) -> list[Path]:
    language = copied["article"].map(articles.set_index("id")["language"])
    table = copied.rename(columns={"article": "unit", "outlet": "class", "share": "value"}).assign(
        unit_kind="article", measure="copied", target="", voice=""
    )
    return [
        schema.write(table[language == code], job.processed, "measures", f"copied-{code}")
        for code in job.options["languages"]
    ]
