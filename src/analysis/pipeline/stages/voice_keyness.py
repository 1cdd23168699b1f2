"""Stage `voice_keyness`: the outlet's own words beside those it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import schema
from analysis.declarations import Language, load_language
from analysis.pipeline.stages.articles_by import completed, load_corpora
from analysis.pipeline.stages.vocabulary import FEWEST_DOCUMENTS, PRIOR_TOTAL, Counts, read_counts
from analysis.pipeline.stages.voice_terms import OWN, QUOTED, ROWS
from analysis.pipeline.step import Job
from analysis.tokenization import lemmatize
from analysis.tokenization.lemmas import fold
from analysis.vocabulary import FEWEST_UNITS, KEYNESS, PERMUTED, keyness, permutation_test
from analysis.vocabulary.counts import Integers, Mask

CONTRAST = "quoted - outlet"
BOTH = "both voices together"
WITHIN = "the two voices of an article, in articles that have both,"
ATTRIBUTION = "; reporting verbs and the words that name a speaker left out"


def build(job: Job) -> list[Path]:
    """Writes the part `voice_keyness` of `estimates`, for every language that has articles."""
    rows: list[pd.DataFrame] = []
    for corpus in load_corpora(job.processed, job.options["languages"], genres=job.options["genres"]):
        if len(corpus.articles):
            rows += _language(job, read_counts(job, corpus.scope("original")))
    return [schema.write(completed(rows), job.processed, "estimates", job.part)]


def _language(job: Job, counts: Counts) -> Iterator[pd.DataFrame]:
    """All articles, and where there are several groups, each group."""
    corpus, language = counts.corpus, load_language(counts.corpus.language)
    places = (ROWS * corpus.rows[:, None] + np.array([OWN, QUOTED])).ravel()
    voices = schema.read_matrix(job.processed, "voices", corpus.language)[places]
    shown = counts.shown & ~reporting(counts.terms, language)
    days = np.repeat(corpus.cluster, ROWS)
    for group, own in counts.groups():
        quoted = np.repeat(own, ROWS) & (np.arange(len(days)) % ROWS == QUOTED)
        outlet = np.repeat(own, ROWS) & ~quoted
        words = np.diff(voices.indptr) > 0
        if not ((quoted & words).any() and (outlet & words).any()):
            continue
        found = keyness(voices, quoted, outlet, days, prior_total=PRIOR_TOTAL)
        found = found[(found["documents"] >= FEWEST_DOCUMENTS) & shown[found.index]]
        if found.empty:
            continue
        p, how = _tested(voices, quoted, outlet, found.index.to_numpy(), seed=job.options["seed"])
        labels = {"measure": "voice_keyness", "contrast": CONTRAST, "group": group, "p": p}
        method = KEYNESS.format(source=BOTH, total=PRIOR_TOTAL) + ATTRIBUTION + how
        total = float(voices[quoted | outlet].sum())
        names = counts.names(found.index)
        yield counts.labelled(found, own, **labels, **{"class": names}, method=method, denominator=total)


def _tested(
    voices: sparse.csr_array, quoted: Mask, outlet: Mask, columns: Integers, *, seed: int
) -> tuple[pd.Series, str]:
    """Adjusted p of each column when the voices of an article change places, and the words that say so.

    What an article is about is in both of its voices: only what differs within articles is tested.
    """
    article = np.arange(len(quoted)) // ROWS
    words = np.diff(voices.indptr) > 0
    both = np.repeat((words & (quoted | outlet)).reshape(-1, ROWS).all(axis=1), ROWS)
    number = int(both.sum()) // ROWS
    if number < FEWEST_UNITS:
        none = pd.Series(np.nan, index=columns)
        return none, f"; no test: only {number} articles have both voices, {FEWEST_UNITS} are needed"
    tested = np.zeros(voices.shape[1], bool)
    tested[columns] = True
    found = permutation_test(voices, quoted & both, outlet & both, strata=article, tested=tested, seed=seed)
    return found["adjusted"], PERMUTED.format(units=WITHIN)


def reporting(terms: pd.DataFrame, language: Language) -> Mask:
    """Reporting verbs, and phrases with one: they stand beside speech, among the outlet's words. Those of
    other patterns ("according to") are not told from what else they mean, and stay."""
    speech = language.speech
    listed = (*speech.neutral, *speech.affirming, *speech.doubting, *speech.told)
    words = sorted({form for form in listed if form and " " not in form})
    known = {fold(word) for word in (*words, *lemmatize(words, language=language))}
    pairs = zip(terms["term"], terms["form"], strict=True)
    found = [fold(form) in known or not known.isdisjoint(fold(term).split()) for term, form in pairs]
    return np.array(found, dtype=bool)
