"""Stage `estimates`, part co_mention: which actors share sentences more than their mentions explain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import schema
from analysis.pipeline.stages.articles_by import Corpus, completed, load_corpora
from analysis.pipeline.step import Job
from analysis.vocabulary import cooccurrences, day_groups
from analysis.vocabulary.collocation import SCORES

MOST, LEAST, FEWEST = 60, 0.0, 3
METHOD = f"{SCORES['logdice']} of {{}} actors (declared, or in most sentences) in one; jackknife over days"


def build(job: Job) -> list[Path]:
    """Writes the measure `co_mention` of every language: logDice of pairs of actors in the sentences of
    originals, with its interval; n is the number of sentences that name both."""
    corpora = load_corpora(job.processed, job.options["languages"], genres=job.options["genres"])
    rows = [table for corpus in corpora for table in _pairs(job.processed, corpus.scope("original"))]
    return [schema.write(completed(rows, measure="co_mention"), job.processed, "estimates", "co_mention")]


def _pairs(processed: Path, corpus: Corpus) -> Iterator[pd.DataFrame]:
    code = corpus.language
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    sentences = schema.read(processed, "sentences", code, columns=["article", "start"])
    sentences = sentences[sentences["article"].isin(place.index)].reset_index(drop=True)
    spans = schema.read(processed, "spans", f"actor-{code}", columns=["article", "start", "value"])
    spans = spans[spans["article"].isin(place.index)]
    if sentences.empty or spans.empty:
        return
    listed = schema.read(processed, "actors", code, columns=["actor", "declared"])
    named, names = _named(sentences, spans, set(listed.loc[listed["declared"], "actor"]))
    groups, number = day_groups(corpus.cluster[sentences["article"].map(place).to_numpy(np.int64)])
    found = cooccurrences(named, np.arange(len(names)), groups, number, least=LEAST, fewest=FEWEST)
    both = np.array(names, dtype=object)
    pairs = np.sort(np.stack([both[found["one"]], both[found["other"]]]).astype(str), axis=0)
    labels = {"class": pairs[0], "target": pairs[1], "language": code, "scope": "original"}
    table = found.drop(columns=["one", "other"])
    yield table.assign(
        **labels, clusters=number, dimension=corpus.dimension, method=METHOD.format(len(names))
    )


def _named(
    sentences: pd.DataFrame, spans: pd.DataFrame, declared: set[str]
) -> tuple[sparse.csr_array, list[str]]:
    """Which sentence names which actor, of the declared ones and the found ones in most sentences."""
    left = spans.sort_values("start", kind="stable")
    right = sentences.assign(row=np.arange(len(sentences))).sort_values("start", kind="stable")
    rows = pd.merge_asof(left, right, on="start", by="article").dropna(subset=["row"])
    rows = rows[["row", "value"]].drop_duplicates()
    sizes = rows["value"].value_counts().reset_index()
    order = sizes.sort_values(["count", "value"], ascending=[False, True])["value"]
    own = order.isin(declared)
    names = sorted([*order[own], *order[~own].head(MOST)])
    rows = rows[rows["value"].isin(names)]
    column = rows["value"].map({name: place for place, name in enumerate(names)}).to_numpy(np.int64)
    ones = np.ones(len(rows))
    shape = (len(sentences), len(names))
    return sparse.csr_array((ones, (rows["row"].to_numpy(np.int64), column)), shape=shape), names
