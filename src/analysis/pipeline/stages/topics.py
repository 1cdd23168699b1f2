"""Stage `topics`: several runs of a topic model of one language, the central one kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import schema
from analysis.pipeline.stages.batches import articles_of
from analysis.pipeline.step import Job
from analysis.topics import (
    Run,
    central_run,
    components_table,
    fit_nmf,
    loadings,
    order_topics,
    select_terms,
    tfidf,
)


def build(job: Job) -> list[Path]:
    """Writes `components` and the measures `topic` and `topic_stability` of one language.

    The model is fitted on one article of each reprint cluster; every article gets its loadings. A language
    without articles, or with too few for its k, has empty tables, and the reason is printed.
    """
    ids = articles_of(job.processed, job.part)
    found = (schema.empty("components"), schema.empty("measures"), schema.empty("measures"))
    if ids:
        try:
            found = _model(job, ids)
        except ValueError as error:
            print(f"topics[{job.part}]: no model: {error}", flush=True)
    return _written(job, *found)


def _model(job: Job, ids: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    code, options = job.part, job.options["topics"]
    copies = schema.read(job.processed, "reprints", columns=["article", "first"]).query("article != first")
    original = ~np.isin(ids, copies["article"].to_numpy(dtype=object))
    terms = schema.read(job.processed, "terms", code)
    k = options.k_by_language.get(code, options.k)
    columns = select_terms(
        terms, articles=len(ids), min_documents=options.min_documents, max_share=options.max_share
    )
    weighted = tfidf(schema.read_matrix(job.processed, "articles", code)[:, columns])
    fit = partial(_fit, sparse.csr_array(weighted[original]), k)
    best, stability = central_run(list(job.map(fit, options.seeds)))
    shares = loadings(weighted, best.components)
    order = order_topics(shares)
    best, stability, shares = Run(best.seed, best.components[order]), stability[order], shares[:, order]
    names = terms["term"].to_numpy(dtype=object)[columns].tolist()
    components = components_table(best, names, language=code)
    return components, _topic_measure(ids, shares), _stability_measure(code, stability)


def _written(job: Job, components: pd.DataFrame, loaded: pd.DataFrame, stability: pd.DataFrame) -> list[Path]:
    return [
        schema.write(components, job.processed, "components", job.part),
        schema.write(loaded, job.processed, "measures", f"topic-{job.part}"),
        schema.write(stability, job.processed, "measures", f"topic_stability-{job.part}"),
    ]


def _fit(weighted: sparse.csr_array, k: int, seed: int) -> Run:
    return fit_nmf(weighted, k=k, seed=seed)


def _topic_measure(ids: list[str], shares: np.ndarray) -> pd.DataFrame:
    rows, topics = np.nonzero(shares > 0.001)
    table = pd.DataFrame({"unit": np.array(ids, dtype=object)[rows], "value": shares[rows, topics]})
    table["class"] = [f"{topic + 1:02d}" for topic in topics]
    return table.assign(unit_kind="article", measure="topic", target="", voice="")


def _stability_measure(code: str, stability: np.ndarray) -> pd.DataFrame:
    units = [f"{code}:{number:02d}" for number in range(1, len(stability) + 1)]
    table = pd.DataFrame({"unit": units, "value": stability})
    return table.assign(
        **{"unit_kind": "topic", "measure": "topic_stability", "class": "", "target": "", "voice": ""}
    )
