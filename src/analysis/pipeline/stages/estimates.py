"""Stage `estimates`: rates, means, shares and contrasts of one measure, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis import inference, schema
from analysis.declarations import Event
from analysis.pipeline.stages.articles_by import Corpus, completed, load_corpora
from analysis.pipeline.stages.quantities import QUANTITIES, Quantity, frame
from analysis.pipeline.step import Job

SCOPES = ("original", "all", "standardised")
CLASSES = ["class", "target", "voice"]
FEWEST_DAYS = 10


def build(job: Job) -> list[Path]:
    """Writes the estimates of one measure, for every language, scope, group, period and contrast."""
    measure = job.part
    rows: list[pd.DataFrame] = []
    corpora = load_corpora(
        job.processed,
        job.options["languages"],
        genres=job.options["genres"],
        coverage=job.options["coverage"],
        standardise=job.options["standardise"] == "genre",
    )
    for corpus in corpora:
        rows += _language(job, corpus)
    if measure != "topic" and corpora and corpora[0].dimension == "service":
        rows += _between_services(rows)
    return [schema.write(completed(rows, measure=measure), job.processed, "estimates", measure)]


def _language(job: Job, corpus: Corpus) -> list[pd.DataFrame]:
    """Rows of every scope. `standardised` are originals, whole and between groups only, as if all groups
    had one mix of genres; it is left out where groups share no genre or have but one."""
    rows: list[pd.DataFrame] = []
    for scope in SCOPES if corpus.mix else SCOPES[:2]:
        chosen = corpus.scope(scope)
        if len(chosen.articles) and not (scope == "standardised" and job.part == "reprint"):
            if job.part == "frame":
                quantities = frame(job.processed, chosen, job.options["issues"])
            else:
                quantities = QUANTITIES[job.part](job.processed, chosen)
            if scope == "standardised":
                tables = _standardised(quantities, chosen)
            else:
                tables = rows_of(quantities, chosen, job.options["events"])
            labels = {"scope": scope, "dimension": corpus.dimension, "language": corpus.language}
            rows += [table.assign(**labels) for table in tables]
    return rows


def rows_of(
    quantities: Sequence[Quantity], corpus: Corpus, events: Sequence[Event]
) -> Iterator[pd.DataFrame]:
    """Estimates of quantities: whole, by month or quarter, between groups, around and across events."""
    for quantity in quantities:
        if not len(quantity.classes):
            continue
        whole = _cells(quantity, corpus, "").assign(contrast="")
        yield whole
        months = inference.month_cells(corpus.articles["day"], corpus.lasting, left_out=corpus.incomplete)
        yield _cells(quantity, corpus, months)
        yield from _between(whole)
        for event in events:
            cells = inference.event_cells(corpus.articles["day"], pd.Timestamp(event.day), event.window)
            sides = _cells(quantity, corpus, cells.mask(corpus.incomplete, "-").replace("", "-"))
            yield sides.assign(contrast=f"around {event.name}")
            yield _shift(sides, event)


def _standardised(quantities: Sequence[Quantity], corpus: Corpus) -> Iterator[pd.DataFrame]:
    for quantity in quantities:
        if len(quantity.classes):
            whole = _cells(quantity, corpus, "", mix=corpus.mix).assign(contrast="")
            yield whole
            yield from _between(whole)


def _cells(
    quantity: Quantity, corpus: Corpus, period: pd.Series | str, *, mix: dict[str, float] | None = None
) -> pd.DataFrame:
    """Estimates by group and period; periods are never cut again by groups that are periods themselves."""
    group = corpus.group if isinstance(period, str) else corpus.lasting
    cells = pd.DataFrame(
        {"group": group, "cluster": corpus.cluster, "stratum": corpus.articles["genre"]}
    ).assign(period=period)
    return inference.by_cells(
        quantity.values,
        quantity.weights,
        cells,
        quantity.classes,
        share=quantity.share,
        bounds=quantity.bounds,
        mix=mix,
    )


def _between(whole: pd.DataFrame) -> Iterator[pd.DataFrame]:
    groups = sorted(set(whole["group"]))
    for place, first in enumerate(groups):
        for second in groups[place + 1 :]:
            one, two = whole[whole["group"] == first], whole[whole["group"] == second]
            yield inference.contrast(one, two, CLASSES, f"{first} - {second}").assign(group="", period="")


def _shift(sides: pd.DataFrame, event: Event) -> pd.DataFrame:
    """After minus before, where both sides have days enough for a difference to say something."""
    enough = sides[sides["clusters"] >= FEWEST_DAYS]
    after, before = enough[enough["period"] == "after"], enough[enough["period"] == "before"]
    name = f"after - before {event.name}"
    return inference.contrast(after, before, [*CLASSES, "group"], name).assign(period="")


def _between_services(rows: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Differences of language services, over languages; they compare different dictionaries too."""
    tables = [
        table for table in rows if len(table) and "contrast" in table and (table["contrast"] == "").all()
    ]
    if not tables:
        return []
    whole = pd.concat(tables)
    found = []
    for scope in SCOPES:
        pairs = _between(whole[(whole["scope"] == scope) & (whole["period"] == "")])
        found += [pair.assign(scope=scope, dimension="service", language="") for pair in pairs]
    return found
