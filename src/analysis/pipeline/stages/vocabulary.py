"""Stage `vocabulary`: what counts of terms tell: keyness, collocation, dispersion, word shifts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import schema
from analysis.declarations import Event, load_language, load_lexicon
from analysis.pipeline.stages.articles_by import Corpus, completed, load_corpora
from analysis.pipeline.step import Job
from analysis.tokenization import lemmatize
from analysis.tokenization.lemmas import fold
from analysis.vocabulary import (
    BOTH,
    DISPERSION,
    FEWEST_UNITS,
    JACKKNIFE,
    KEYNESS,
    LOG_LIKELIHOOD,
    LOG_RATIO,
    PERMUTED,
    SCORES,
    SHIFT,
    WordShift,
    collocates,
    cooccurrences,
    day_groups,
    dispersion,
    in_sentences,
    keyness,
    log_likelihood,
    log_ratio,
    permutation_test,
    time_blocks,
    word_shift,
)
from analysis.vocabulary.counts import Integers, Mask, Reals

FEWEST_DOCUMENTS = 5
PRIOR_TOTAL = 1_000.0
MOST_TERMS = 300
NODES = 8
NETWORK = 200
SHIFTS = {
    "divergence": "Jensen-Shannon divergence in bits",
    "tone": "mean weight of the tone lexicon's words",
}


@dataclass(frozen=True)
class Counts:
    """Counts of one language: the original articles and their words, the terms that may be shown (no
    function words, no single letters), the columns of the watched ones."""

    corpus: Corpus
    terms: pd.DataFrame
    matrix: sparse.csr_array
    shown: Mask
    watched: Integers

    def contrasts(self, events: Sequence[Event]) -> Iterator[tuple[str, Mask, Mask]]:
        """Those of the corpus whose both sides have words."""
        words = np.diff(self.matrix.indptr) > 0
        for name, first, second in self.corpus.contrasts(events):
            if (first & words).any() and (second & words).any():
                yield name, first, second

    def groups(self) -> Iterator[tuple[str, Mask]]:
        """All articles, and where there are several groups, each group."""
        yield "", np.ones(len(self.corpus.articles), bool)
        names = sorted(set(self.corpus.group))
        for name in names if len(names) > 1 else []:
            yield name, (self.corpus.group == name).to_numpy()

    def labelled(self, found: pd.DataFrame, rows: Mask, **labels: Any) -> pd.DataFrame:
        """Rows of estimates: with the labels, and without what only some tables have."""
        days = len(np.unique(self.corpus.cluster[rows]))
        own = {"language": self.corpus.language, "scope": "original", "dimension": self.corpus.dimension}
        table = found.assign(**{"clusters": days, **own, **labels})
        return table[[name for name in table if name in schema.TABLES["estimates"].columns]]

    def names(self, columns: pd.Index | pd.Series | Integers) -> Any:
        return self.terms["term"].to_numpy(object)[np.asarray(columns, dtype=np.int64)]


def build(job: Job) -> list[Path]:
    """Writes one part of `estimates`, for every language that has articles."""
    told = {"keyness": _keyness, "collocation": _collocation, "dispersion": _dispersion, "word_shift": _shift}
    rows: list[pd.DataFrame] = []
    for corpus in load_corpora(job.processed, job.options["languages"], genres=job.options["genres"]):
        if len(corpus.articles):
            rows += told[job.part](job, read_counts(job, corpus.scope("original")))
    return [schema.write(completed(rows), job.processed, "estimates", job.part)]


def read_counts(job: Job, corpus: Corpus) -> Counts:
    """Counts of the articles of a corpus; option `watched` of the job names terms."""
    terms = schema.read(job.processed, "terms", corpus.language)
    matrix = schema.read_matrix(job.processed, "articles", corpus.language)[corpus.rows]
    documents = np.bincount(matrix.indices, minlength=matrix.shape[1])
    letter = [len(term) == 1 and unicodedata.category(term) != "Lo" for term in terms["term"]]
    shown = ~terms["stop"].to_numpy(bool) & ~np.array(letter, dtype=bool) & (documents >= FEWEST_DOCUMENTS)
    return Counts(corpus, terms, matrix, shown, _columns_of(terms, job.options["watched"], corpus.language))


def _columns_of(terms: pd.DataFrame, watched: dict[str, Sequence[str]], language: str) -> Integers:
    """Columns of terms named by lemma or most frequent form."""
    wanted = {fold(term) for term in watched.get(language, ())}
    known = [
        fold(term) in wanted or fold(form) in wanted
        for term, form in zip(terms["term"], terms["form"], strict=True)
    ]
    return np.flatnonzero(known)


def _keyness(job: Job, counts: Counts) -> Iterator[pd.DataFrame]:
    """All terms in enough documents; log-likelihood and log ratio of the most telling and the watched."""
    matrix, days = counts.matrix, counts.corpus.cluster
    for name, first, second in counts.contrasts(job.options["events"]):
        found = keyness(matrix, first, second, days, prior_total=PRIOR_TOTAL)
        found = found[(found["documents"] >= FEWEST_DOCUMENTS) & counts.shown[found.index]]
        if found.empty:
            continue
        p, how = _tested(matrix, first, second, days, found.index.to_numpy(), seed=job.options["seed"])
        told = found.index[found.index.isin(_largest(found["z"], counts.watched))]
        tables = {
            "keyness": (found, KEYNESS.format(source=BOTH, total=PRIOR_TOTAL) + how),
            "log_likelihood": (log_likelihood(matrix, first, second).loc[told], LOG_LIKELIHOOD + how),
            "log_ratio": (log_ratio(matrix, first, second, days).loc[told], LOG_RATIO),
        }
        for measure, (table, method) in tables.items():
            own = {"measure": measure, "contrast": name, "method": method, "class": counts.names(table.index)}
            own |= {"p": np.nan if measure == "log_ratio" else p.loc[table.index]}
            own |= {} if "low" in table else {"low": np.nan, "high": np.nan}
            words = float(matrix[first | second].sum())
            yield counts.labelled(table, first | second, denominator=words, **own)


def _largest(values: pd.Series, watched: Integers, most: int = MOST_TERMS) -> Integers:
    """Columns of the largest values by size, ties by column, and the watched ones."""
    columns = values.index.to_numpy()
    order = columns[np.lexsort((columns, -values.abs().to_numpy()))][:most]
    return np.union1d(order, watched)


def _tested(
    matrix: sparse.csr_array, first: Mask, second: Mask, days: Integers, columns: Integers, *, seed: int
) -> tuple[pd.Series, str]:
    """Adjusted p of each column, and the words that say how: articles change places, or, where the groups
    follow one another in time, blocks of days."""
    try:
        units, what = time_blocks(days, first, second), "blocks of 7 days"
    except ValueError:
        units, what = np.arange(len(days)), "articles"
    number = min(len(np.unique(units[first])), len(np.unique(units[second])))
    if number < FEWEST_UNITS:
        none = pd.Series(np.nan, index=columns)
        return none, f"; no test: one side has only {number} {what}, {FEWEST_UNITS} are needed"
    tested = np.zeros(matrix.shape[1], bool)
    tested[columns] = True
    found = permutation_test(matrix, first, second, units=units, tested=tested, seed=seed)
    return found["adjusted"], PERMUTED.format(units=what)


def _collocation(job: Job, counts: Counts) -> Iterator[pd.DataFrame]:
    """Collocates of the watched terms, or of the most telling ones, and the network of frequent terms."""
    nodes = counts.watched if len(counts.watched) else _telling(counts, job.options["events"])
    matrix = schema.read_matrix(job.processed, "sentences", counts.corpus.language)
    place = pd.Series(np.arange(len(counts.corpus.articles)), index=counts.corpus.articles["id"])
    told = schema.read(job.processed, "sentences", counts.corpus.language, columns=["article"])["article"]
    article = told.map(place).fillna(-1).to_numpy(np.int64)
    for group, own in counts.groups():
        rows = np.flatnonzero((article >= 0) & own[article])
        days = counts.corpus.cluster[article[rows]]
        if not len(rows):
            continue
        groups, number = day_groups(days)
        found = collocates(in_sentences(matrix[rows], nodes, groups, number), shown=counts.shown)
        labels = {"class": counts.names(found["term"]), "target": counts.names(found["node"]), "group": group}
        method = found["measure"].map(SCORES) + f", in one sentence; {JACKKNIFE}"
        yield counts.labelled(found, own, method=method, **labels)
        if not group:
            yield _network(counts, matrix[rows], groups, number)


def _telling(counts: Counts, events: Sequence[Event]) -> Integers:
    for _, first, second in counts.contrasts(events):
        found = keyness(counts.matrix, first, second, counts.corpus.cluster, prior_total=PRIOR_TOTAL)
        return _largest(found["z"][counts.shown[found.index]], np.zeros(0, dtype=np.int64), NODES)
    return np.zeros(0, dtype=np.int64)


def _network(counts: Counts, sentences: sparse.csr_array, groups: Integers, number: int) -> pd.DataFrame:
    uses = pd.Series(np.asarray(counts.matrix.sum(axis=0)).ravel())[counts.shown]
    chosen = _largest(uses, counts.watched, NETWORK)
    found = cooccurrences(sentences, chosen, groups, number)
    names = np.sort(np.stack([counts.names(found["one"]), counts.names(found["other"])]), axis=0)
    labels = {"measure": "cooccurrence", "class": names[0], "target": names[1]}
    method = f"{SCORES['logdice']} of the {len(chosen)} most frequent terms, in one sentence; {JACKKNIFE}"
    return counts.labelled(found, np.ones(len(counts.corpus.articles), bool), method=method, **labels)


def _dispersion(job: Job, counts: Counts) -> Iterator[pd.DataFrame]:
    """The most frequent terms, and the watched ones."""
    for group, own in counts.groups():
        matrix = counts.matrix[own]
        uses = pd.Series(np.asarray(matrix.sum(axis=0)).ravel())
        chosen = _largest(uses[counts.shown & (uses > 0)], counts.watched)
        if not len(chosen) or (np.diff(matrix.indptr) > 0).sum() < 2:
            continue
        found = dispersion(matrix, counts.corpus.cluster[own], columns=chosen)
        labels = {"measure": "dispersion", "class": counts.names(found.index), "method": DISPERSION}
        yield counts.labelled(found, own, group=group, denominator=found["parts"].astype(float), **labels)


def _shift(job: Job, counts: Counts) -> Iterator[pd.DataFrame]:
    """Which words make two groups differ, and which make their tone differ."""
    scores = _scores(counts)
    known = np.diff(counts.matrix[:, np.flatnonzero(~np.isnan(scores))].indptr) > 0
    for name, first, second in counts.contrasts(job.options["events"]):
        for kind, what in SHIFTS.items():
            if kind == "tone" and not ((first & known).any() and (second & known).any()):
                continue
            found = word_shift(
                *(counts.matrix, first, second, counts.corpus.cluster),
                kind="tone" if kind == "tone" else "divergence",
                scores=scores,
                shown=counts.shown,
                most=MOST_TERMS,
            )
            labels = {"contrast": name, "target": kind, "method": SHIFT.format(what=what)}
            for measure, table in _tables_of(found, counts, scores).items():
                own = {"measure": measure, "denominator": found.words, **labels}
                yield counts.labelled(table, first | second, **own)


def _tables_of(found: WordShift, counts: Counts, scores: Reals) -> dict[str, pd.DataFrame]:
    """The terms of a shift, its total and, of tone, the sums by kind and the score of each term."""
    total = pd.DataFrame([found.total], columns=["estimate", "low", "high"]).assign(n=found.words)
    terms = found.terms.assign(**{"class": counts.names(found.terms.index)})
    tables = {"word_shift": terms, "word_shift_total": total}
    if found.kinds:
        sums = pd.DataFrame({"class": list(found.kinds), "estimate": list(found.kinds.values())})
        tables["word_shift_kind"] = sums.assign(low=np.nan, high=np.nan, n=found.words)
        tables["word_shift_score"] = terms.assign(estimate=scores[terms.index], low=np.nan, high=np.nan)
    return tables


def _scores(counts: Counts) -> Reals:
    """Weight of each term in the tone lexicon, by form, then by lemma; nan where it has none. Negations
    before a word are not seen here."""
    language = load_language(counts.corpus.language)
    lexicon = load_lexicon(language.code)
    listed = lemmatize(list(lexicon), language=language) if language.lemmatizer == "stem" else list(lexicon)
    by_lemma = dict(zip(map(fold, listed), lexicon.values(), strict=True))
    by_form = {fold(form): weight for form, weight in lexicon.items()}
    pairs = zip(counts.terms["form"], counts.terms["term"], strict=True)
    found = [by_form.get(fold(form), by_lemma.get(fold(term), np.nan)) for form, term in pairs]
    return np.array(found, dtype=np.float64)
