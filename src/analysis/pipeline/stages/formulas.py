"""Stage `formulas`: what running words tell: formulas, titles of leaders, diversity, rates of terms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import inference, schema
from analysis.declarations import Language, load_language
from analysis.pipeline.stages.articles_by import Corpus, completed, load_corpora
from analysis.pipeline.stages.batches import with_sentences
from analysis.pipeline.stages.estimates import rows_of
from analysis.pipeline.stages.quantities import Quantity
from analysis.pipeline.step import Job
from analysis.tokenization import find_terms, tokenize
from analysis.tokenization.lemmas import fold
from analysis.tokenization.matrix import words_of
from analysis.vocabulary import (
    SEGMENT,
    SEGMENTAL,
    TITLE,
    Formulas,
    Sampling,
    diversity,
    formula_share,
    formulas,
    running,
    segmental_ttr,
    term_candidates,
    title_contexts,
    titles,
)
from analysis.vocabulary.keyness import most_telling

# A group's articles beyond these are left out by chance, so that words of all fit in memory.
MOST_READ = 20_000
FEWEST_IN_PERIOD = 100
DRAWS_IN_PERIOD = 3
MOST_TITLES = 20
BESIDE = {"formula": ("formula_use", "formula_term")}
WATCHED = 8
USES = "uses per 1,000 articles, {first} to {last}; linearised ratio, day clusters (CR1), t quantile"
RATE = "uses of a term among all words; linearised ratio, day clusters (CR1), t quantile"
Mask = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Batch = tuple[list[str], list[str], list[list[tuple[int, int]]]]


def build(job: Job) -> list[Path]:
    """Writes one part of `estimates`, for every language that has articles: `formula` (with the parts
    `formula_use` and `formula_term`), `title`, `diversity` or `term_rate`."""
    told = {"formula": _formula, "title": _title, "diversity": _diversity, "term_rate": _term_rate}
    rows: list[pd.DataFrame] = []
    options = job.options
    for corpus in load_corpora(
        job.processed, options["languages"], genres=options["genres"], coverage=options["coverage"]
    ):
        own = corpus.scope("original")
        if len(own.articles):
            labels = {"scope": "original", "dimension": corpus.dimension, "language": corpus.language}
            rows += [table.assign(**labels) for table in told[job.part](job, own)]
    table = completed(rows)
    written = []
    for measure in (job.part, *BESIDE.get(job.part, ())):
        part = table[table["measure"] == measure] if len(table) else table
        written.append(schema.write(part, job.processed, "estimates", measure))
    return written


def _batches(job: Job, language: str, wanted: Collection[str]) -> Iterator[Batch]:
    """Ids, texts and sentences of the wanted articles."""
    for batch in with_sentences(job.processed, language):
        keep = [place for place, article in enumerate(batch.ids) if article in wanted]
        if keep:
            yield (
                [batch.ids[place] for place in keep],
                [batch.texts[place] for place in keep],
                [batch.sentences[place] for place in keep],
            )


def _formula(job: Job, corpus: Corpus) -> Iterator[pd.DataFrame]:
    """Share of words in formulas by group, period and event; formulas of each group; candidates for terms."""
    corpus = corpus.pick(_at_most(corpus, MOST_READ))
    batches = _batches(job, corpus.language, set(corpus.articles["id"]))
    words = running(batches, language=corpus.language)
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    read = place.loc[words.ids].to_numpy(np.int64)
    group, lasting = (column.to_numpy(object)[read] for column in (corpus.group, corpus.lasting))
    days, sampling = corpus.cluster[read], Sampling(seed=job.options["seed"])
    yield formula_share(words, group, days, sampling=sampling).assign(measure="formula")
    months = inference.month_cells(
        corpus.articles["day"], corpus.lasting, fewest=FEWEST_IN_PERIOD, left_out=corpus.incomplete
    ).to_numpy(object)[read]
    cells = np.where(months == "-", "", lasting + "\x1f" + months)
    drawn = replace(sampling, draws=DRAWS_IN_PERIOD)
    shares = formula_share(words, cells, days, sampling=drawn, fewest_articles=FEWEST_IN_PERIOD, pairs=False)
    told = [cell.split("\x1f") for cell in shares["group"]]
    if told:
        period = [cell[1] for cell in told]
        yield shares.assign(group=[cell[0] for cell in told], period=period, measure="formula")
    for event in job.options["events"]:
        sides = inference.event_cells(corpus.articles["day"], pd.Timestamp(event.day), event.window)
        side = sides.mask(corpus.incomplete, "").to_numpy(object)[read]
        for name in sorted(set(lasting)):
            around = formula_share(words, np.where(lasting == name, side, ""), days, sampling=sampling)
            yield _around(around, name, event.name).assign(measure="formula")
    language = load_language(corpus.language)
    stop, blank = language.stop_words, "" if language.script == "han" else " "
    for name in sorted(set(group)):
        own = group == name
        found = formulas(words.pick(own), days, stop_words=stop, blank=blank)
        yield _listed(job, language.code, found, days, own).assign(group=name, measure="formula_use")
    found = term_candidates(words, days, stop_words=stop, blank=blank)
    whole = np.ones(len(days), dtype=bool)
    yield _listed(job, language.code, found, days, whole).assign(measure="formula_term")


def _at_most(corpus: Corpus, most: int) -> Mask:
    """At most so many articles of a group, drawn by hashes of their ids."""
    hashes = [blake2b(article.encode(), digest_size=7).digest() for article in corpus.articles["id"]]
    chance = pd.Series([int.from_bytes(digest, "big") for digest in hashes])
    return (chance.groupby(corpus.group.to_numpy()).rank(method="first") <= most).to_numpy(bool)


def _around(found: pd.DataFrame, group: str, event: str) -> pd.DataFrame:
    """Both sides of an event, and after less before; nothing where one has too few articles."""
    if len(found) < 3:
        return found[:0]
    whole = found["contrast"] == ""
    contrast = np.where(whole, f"around {event}", f"after - before {event}")
    return found.assign(period=found["group"], group=group, contrast=contrast)


def _listed(job: Job, code: str, found: Formulas, days: Integers, own: Mask) -> pd.DataFrame:
    """Formulas with their uses per 1,000 articles; target is the leader whose name one holds."""
    texts, uses = found.table["formula"].tolist(), found.uses[own].toarray()
    interval = inference.ratio(uses, np.ones((len(uses), 1)), days[own], share=False)
    span = found.table[["first", "last"]].to_numpy(np.int64).astype("datetime64[D]").astype(str)
    table = {
        "class": texts,
        "target": _held(texts, _leaders(job, code), load_language(code), _overrides(job, code)),
        "estimate": 1_000 * interval.estimate,
        "low": 1_000 * np.maximum(interval.low, 0),
        "high": 1_000 * interval.high,
        "n": found.table["uses"],
        "denominator": float(len(uses)),
        "clusters": len(np.unique(days[own])),
        "method": [USES.format(first=first, last=last) for first, last in span.tolist()],
    }
    return pd.DataFrame(table)


def _leaders(job: Job, code: str) -> dict[str, Sequence[str]]:
    return {leader.name: leader.terms[code] for leader in job.options["leaders"] if leader.terms.get(code)}


def _overrides(job: Job, code: str) -> dict[str, str]:
    found: dict[str, str] = job.options["overrides"].get(code, {})
    return found


def _held(
    texts: list[str],
    leaders: Mapping[str, Sequence[str]],
    language: Language,
    overrides: Mapping[str, str],
) -> list[str]:
    """The first leader that each text names."""
    tokens = tokenize(texts, language=language.code)
    found = find_terms(tokens, leaders, language=language, overrides=overrides, exclusive=True)
    held = [""] * len(texts)
    for first, term in zip(found.first.tolist()[::-1], found.term.tolist()[::-1], strict=True):
        held[int(tokens.row[first])] = found.terms[term][0]
    return held


def _title(job: Job, corpus: Corpus) -> Iterator[pd.DataFrame]:
    """Share of a leader's mentions that have each title, the most frequent ones; "bare" is none."""
    leaders = _leaders(job, corpus.language)
    if not leaders:
        return
    language, overrides = load_language(corpus.language), _overrides(job, corpus.language)
    contexts = (
        title_contexts(*batch, leaders, language=language, overrides=overrides)
        for batch in _batches(job, corpus.language, set(corpus.articles["id"]))
    )
    found = titles(contexts, language=language, overrides=overrides)
    place = pd.Series(np.arange(len(corpus.articles)), index=corpus.articles["id"])
    row = found["article"].map(place).to_numpy(np.int64)
    for name in leaders:
        own = (found["leader"] == name).to_numpy()
        mentioned = np.isin(np.arange(len(corpus.articles)), row[own])
        if mentioned.any():
            among = (np.cumsum(mentioned) - 1)[row[own]]
            quantity = _title_shares(found[own], among, int(mentioned.sum()), name)
            yield from _counted(rows_of([quantity], corpus.pick(mentioned), job.options["events"]))


def _title_shares(found: pd.DataFrame, row: Integers, count: int, leader: str) -> Quantity:
    """Titles behind the name are written with the comma that parts them from it."""
    after = found["after"].where(found["after"] == "", ", " + found["after"])
    bare = (found["before"] == "") & (found["after"] == "")
    told = pd.concat([found["before"].where(~bare, "bare"), after], keys=[0, 1])
    rows = np.concatenate([row, row])[(told != "").to_numpy()]
    told = told[told != ""]
    often = told.value_counts().sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    names = sorted({"bare", *often.index[:MOST_TITLES]})
    column = told.map({name: number for number, name in enumerate(names)})
    values = np.zeros((count, len(names)))
    known = column.notna().to_numpy()
    np.add.at(values, (rows[known], column[known].to_numpy(np.int64)), 1)
    weights = np.bincount(row, minlength=count).astype(np.float64)[:, None]
    classes = pd.DataFrame({"class": names, "target": leader, "voice": ""})
    return Quantity(values, np.repeat(weights, len(names), axis=1), classes, share=True)


def _counted(tables: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Numbers of mentions with a title in the place of numbers of articles; how titles are found."""
    for table in tables:
        n = (table["estimate"] * table["denominator"]).round()
        table = table.assign(n=table["n"].where(_differs(table), n).astype(int), measure="title")
        yield table.assign(method=TITLE.format(fewest=3) + "; " + table["method"])


def _differs(table: pd.DataFrame) -> Mask:
    """Which rows are differences of two groups or of before and after."""
    names = table["contrast"] if "contrast" in table else pd.Series("", index=table.index)
    return names.fillna("").str.contains(" - ", regex=False).to_numpy(bool)


def _diversity(job: Job, corpus: Corpus) -> Iterator[pd.DataFrame]:
    """Measures of the vocabulary at one number of words, and the mean type-token ratio of segments."""
    matrix = schema.read_matrix(job.processed, "articles", corpus.language)[corpus.rows]
    ids, group = corpus.articles["id"].tolist(), corpus.group.to_numpy(object)
    found = diversity(matrix, ids, group, corpus.cluster, seed=job.options["seed"])
    yield found.assign(measure="diversity")
    place = dict(zip(ids, range(len(ids)), strict=True))
    sums, segments = np.zeros((len(ids), 1)), np.zeros((len(ids), 1))
    for names, texts, _ in _batches(job, corpus.language, place):
        rows = [place[name] for name in names]
        sums[rows, 0], segments[rows, 0] = segmental_ttr(texts, language=corpus.language)
    classes = pd.DataFrame({"class": ["mean_segmental_ttr"], "target": "", "voice": ""})
    quantity = Quantity(sums, segments, classes, share=False)
    for table in rows_of([quantity], corpus, job.options["events"]):
        how = table["method"].where(_differs(table), SEGMENTAL.format(size=SEGMENT))
        yield table.assign(method=how, measure="diversity")


def _term_rate(job: Job, corpus: Corpus) -> Iterator[pd.DataFrame]:
    """Uses of the watched terms, or of the most telling ones, among all words."""
    terms = schema.read(job.processed, "terms", corpus.language)
    matrix = schema.read_matrix(job.processed, "articles", corpus.language)[corpus.rows]
    watched = job.options["watched"].get(corpus.language) or _telling(job, corpus)
    words = words_of(matrix, terms["term"]).reshape(-1, 1)
    folded = [(fold(term), fold(form)) for term, form in zip(terms["term"], terms["form"], strict=True)]
    uses, sought = [], []
    for term in watched:
        columns = [number for number, pair in enumerate(folded) if fold(term) in pair]
        sought += [] if columns else [term]
        uses.append(np.asarray(matrix[:, columns].sum(axis=1), dtype=np.float64))
    for term, column in _sought(job, corpus, sought).items():
        uses[list(watched).index(term)] = column
    if not uses:
        return
    classes = pd.DataFrame({"class": list(watched), "target": "", "voice": ""})
    quantity = Quantity(np.stack(uses, axis=1), np.repeat(words, len(uses), axis=1), classes, share=False)
    for table in rows_of([quantity], corpus, job.options["events"]):
        yield table.assign(method=table["method"].where(_differs(table), RATE), measure="term_rate")


def _telling(job: Job, corpus: Corpus) -> list[str]:
    """The terms with the clearest log-odds of the first contrast, where none are watched."""
    rows = schema.read(job.processed, "estimates", "keyness")
    rows = rows[(rows["measure"] == "keyness") & (rows["language"] == corpus.language)]
    for name, _, _ in corpus.contrasts(job.options["events"]):
        own = rows[rows["contrast"] == name]
        if len(own):
            return sorted(most_telling(own, most=WATCHED))
    return []


def _sought(job: Job, corpus: Corpus, terms: Sequence[str]) -> dict[str, npt.NDArray[np.float64]]:
    """Uses by article of terms that are no entry of the vocabulary: phrases, or with a star."""
    ids = {article: row for row, article in enumerate(corpus.articles["id"])}
    found = {term: np.zeros(len(ids)) for term in terms}
    language = load_language(corpus.language)
    for names, texts, _ in _batches(job, corpus.language, ids) if terms else ():
        tokens = tokenize(texts, language=language.code)
        rows = np.array([ids[name] for name in names])
        matches = find_terms(
            tokens,
            {term: [term] for term in terms},
            language=language,
            overrides=_overrides(job, corpus.language),
        )
        for number, (term, _) in enumerate(matches.terms):
            own = tokens.row[matches.first[matches.term == number]]
            np.add.at(found[term], rows[own], 1)
    return found
