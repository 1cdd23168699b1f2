"""Stage `actors`: whom the texts of one language name, declared actors and found ones, and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import schema
from analysis.actors import (
    Cast,
    Declared,
    Reading,
    Runs,
    Seen,
    add_up,
    count_forms,
    count_names,
    find_lists,
    find_mentions,
    find_runs,
    grouping,
    measure_actors,
    named_in,
    read,
    register,
    seen_in,
    together,
    wording_of,
)
from analysis.actors.models import load_model, model_runs
from analysis.declarations import Actor, load_language
from analysis.pipeline.stages.batches import Text, with_sentences
from analysis.pipeline.step import Job

MEASURES = ("actor", "about", "by", "named", "together", "order")


@dataclass(frozen=True)
class Batch:
    """What a batch says of actors: spans with the actor's number as value, mentions and articles of each
    actor and form, who is named in which sentence, and the measures with numbers as classes."""

    spans: pd.DataFrame
    forms: pd.DataFrame
    articles: pd.DataFrame
    named: pd.DataFrame
    measures: Mapping[str, pd.DataFrame]


def build(job: Job) -> list[Path]:
    """Writes the table `actors`, the spans of layer actor, and the measures `actor`, `about`, `by`, `named`,
    `together` and `order` of one language.

    Three passes over the text: how its words are written, which names it has, and who is meant where.
    """
    code, found = job.part, job.options["actors_found"]
    model = found.spacy.get(code, "")
    counted = job.map(partial(_count, code=code), with_sentences(job.processed, code))
    seen = seen_in(add_up(counted), wording=wording_of(code))
    counts = pd.DataFrame(columns=grouping.COLUMNS, dtype=np.int64)
    if found.patterns or model:
        names = partial(_names, code=code, seen=seen, model=model)
        counts = add_up(job.map(names, with_sentences(job.processed, code)), grouping.COLUMNS)
    cast = Cast(
        Declared(job.options["actors"], load_language(code), job.options["overrides"]),
        register(counts, code=code, places=_datelines(job.processed, code)),
    )
    mark = partial(_mark, seen=seen, cast=cast, model=model)
    batches = list(job.map(mark, with_sentences(job.processed, code, voices=True)))
    return _write(job, batches, cast, found.least)


def _datelines(processed: Path, code: str) -> list[str]:
    table = schema.read(processed, "articles", columns=["language", "dateline_place"])
    places = table.loc[table["language"] == code, "dateline_place"].dropna()
    return sorted({str(place).title() for place in places if place})


def _read(text: Text, code: str) -> Reading:
    return read(text.ids, text.texts, text.sentences, wording=wording_of(code))


def _count(text: Text, *, code: str) -> pd.DataFrame:
    return count_forms(_read(text, code))


def _runs(reading: Reading, code: str, seen: Seen, model: str) -> Runs:
    if model:
        return model_runs(reading, load_model(model))
    return find_runs(reading, seen, wording=wording_of(code))


def _names(text: Text, *, code: str, seen: Seen, model: str) -> pd.DataFrame:
    reading = _read(text, code)
    return count_names(reading, _runs(reading, code, seen, model))


def _mark(text: Text, *, seen: Seen, cast: Cast, model: str) -> Batch:
    code = cast.declared.language.code
    reading = _read(text, code)
    mentions = find_mentions(reading, _runs(reading, code, seen, model), cast)
    lists = find_lists(reading, mentions, cast, wording=wording_of(code))
    spans = pd.DataFrame(
        {
            "article": np.array(text.ids, dtype=object)[mentions["row"].to_numpy(np.int64)],
            "start": mentions["start"],
            "end": mentions["end"],
            "actor": mentions["actor"],
        }
    )
    forms = mentions.groupby(["actor", "form"]).size().reset_index(name="mentions")
    articles = mentions.groupby("actor")["row"].nunique().reset_index(name="articles")
    measures = measure_actors(reading, mentions, lists, text.voices, cast)
    return Batch(spans, forms, articles, named_in(reading, mentions), measures)


def _write(job: Job, batches: Sequence[Batch], cast: Cast, least: int) -> list[Path]:
    code = job.part
    table = _table(batches, cast, code)
    kept = table[table["declared"] | (table["articles"] >= least)]
    kept = kept[(kept["articles"] > 0) | kept["declared"]]
    names = pd.Series(kept["actor"].to_numpy(), index=kept.index.astype(str))
    own = names.set_axis(kept.index)
    kinds = pd.Series(kept["kind"].to_numpy(), index=kept.index)
    written = [schema.write(kept, job.processed, "actors", code)]
    spans = (
        pd.concat([batch.spans for batch in batches]) if batches else schema.empty("spans").assign(actor=[])
    )
    spans = spans[spans["actor"].isin(kinds.index)]
    spans = spans.assign(layer="actor", value=spans["actor"].astype(str).map(names), speaker="", verb="")
    spans["class"] = spans["actor"].map(kinds)
    columns = list(schema.TABLES["spans"].columns)
    written.append(schema.write(spans[columns], job.processed, "spans", f"actor-{code}"))
    for measure in MEASURES:
        rows = [
            together(batch.named, own) if measure == "together" else batch.measures[measure]
            for batch in batches
        ]
        frame = pd.concat(rows, ignore_index=True) if rows else schema.empty("measures")
        frame = _named(frame, names)
        written.append(schema.write(frame, job.processed, "measures", f"{measure}-{code}"))
    return written


def _named(frame: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Measures with names for numbers, of the actors that are kept."""
    both = frame["class"].isin(names.index) & (frame["target"].isin(names.index) | (frame["target"] == ""))
    own = frame[both]
    target = own["target"].map(names).where(own["target"] != "", "")
    return own.assign(**{"class": own["class"].map(names).astype(str), "target": target.astype(str)})


def _table(batches: Sequence[Batch], cast: Cast, code: str) -> pd.DataFrame:
    """The table `actors` with the actors' numbers as index."""
    actors: Sequence[Actor] = cast.declared.actors
    numbers = range(len(cast.names))
    forms: dict[int, dict[str, int]] = {}
    articles = dict.fromkeys(numbers, 0)
    for batch in batches:
        for number, form, size in batch.forms.itertuples(index=False, name=None):
            own = forms.setdefault(number, {})
            own[form] = own.get(form, 0) + size
        for number, size in batch.articles.itertuples(index=False, name=None):
            articles[number] += size
    listed = [
        sorted(forms.get(number, {}).items(), key=lambda pair: (-pair[1], pair[0])) for number in numbers
    ]
    size = len(actors)
    return pd.DataFrame(
        {
            "language": code,
            "actor": cast.names,
            "label": [*(actor.label for actor in actors), *cast.names[size:]],
            "kind": cast.kinds,
            "role": [*(actor.role for actor in actors), *([""] * (len(numbers) - size))],
            "declared": [number < size for number in numbers],
            "forms": [" | ".join(form for form, _ in own) for own in listed],
            "articles": [articles[number] for number in numbers],
            "mentions": [sum(count for _, count in own) for own in listed],
        }
    )
