"""The articles of one language as estimates see them: groups, days as clusters, one scope at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import inference, schema
from analysis.coverage import in_months, incomplete_months
from analysis.coverage.calendar import SERVICE
from analysis.declarations import Event
from analysis.declarations.study import Coverage
from analysis.pipeline.stages.batches import articles_of

INFO = ["id", "outlet", "service", "language", "genre", "section", "day"]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Corpus:
    """`articles` (sorted by id) with their group under `dimension`; `cluster` is the day as a number (that
    of the first publication for a reprint); `rows` are their rows in the language's matrices; `incomplete` is
    true for articles of months whose collection is incomplete, which leave the estimates by period; `mix` is
    the genre mix of all groups compared (empty when genres are not to be held, or none is shared)."""

    language: str
    dimension: str
    articles: pd.DataFrame
    group: pd.Series
    cluster: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    original: Mask
    incomplete: Mask
    mix: dict[str, float]

    @property
    def lasting(self) -> pd.Series:
        """The group of each article where time is cut in periods anyway: one for all, when the groups are
        the two halves of the study."""
        return pd.Series("", index=self.group.index) if self.dimension == "period" else self.group

    def scope(self, name: str) -> Corpus:
        """All articles, or (`original`, `standardised`) one of each cluster of reprints."""
        return self if name == "all" else self.pick(self.original)

    def pick(self, mask: Mask) -> Corpus:
        return Corpus(
            self.language,
            self.dimension,
            self.articles[mask].reset_index(drop=True),
            self.group[mask].reset_index(drop=True),
            self.cluster[mask],
            self.rows[mask],
            self.original[mask],
            self.incomplete[mask],
            self.mix,
        )

    def contrasts(self, events: Sequence[Event]) -> Iterator[tuple[str, Mask, Mask]]:
        """Pairs of groups of originals for keyness: each group against the others; a single group after
        against before the first event, or its second half against its first."""
        groups = sorted(set(self.group))
        if len(groups) == 2 and self.dimension != "period":
            first = (self.group == groups[0]).to_numpy()
            yield f"{groups[0]} - {groups[1]}", first & self.original, ~first & self.original
        elif len(groups) > 2:
            for name in groups:
                own = (self.group == name).to_numpy()
                yield f"{name} - others", own & self.original, ~own & self.original
        for event in events:
            cells = inference.event_cells(self.articles["day"], pd.Timestamp(event.day), event.window)
            after, before = (cells == "after").to_numpy(), (cells == "before").to_numpy()
            yield f"after - before {event.name}", after & self.original, before & self.original
        if self.dimension == "period" or (len(groups) == 1 and not events):
            half = inference.group_of(self.articles, "period").to_numpy() == "second half"
            yield "second half - first half", half & self.original, ~half & self.original


def load_corpora(
    processed: Path,
    languages: Sequence[str],
    *,
    genres: Sequence[str] = (),
    coverage: Coverage | None = None,
    standardise: bool = False,
) -> list[Corpus]:
    """The articles of each language, of the given genres (all when none is given); what groups are
    compared by is chosen once, on all languages together.

    With `coverage`, months that the table `coverage` says are incomplete are marked. With `standardise`, the
    common genre mix of the groups: those of one language, or all language services where these are compared.
    """
    table = schema.read(processed, "articles", columns=INFO)
    if genres:
        table = table[table["genre"].isin(genres)]
    reprints = schema.read(processed, "reprints", columns=["article", "first"]).set_index("article")["first"]
    first = table["id"].map(reprints).astype(table["id"].dtype).fillna(table["id"])
    days = schema.read(processed, "articles", columns=["id", "day"]).set_index("id")["day"]
    months = pd.DataFrame(columns=[*SERVICE, "month"])
    if coverage and coverage.leave_out:
        months = incomplete_months(schema.read(processed, "coverage"), keep=coverage.keep)
    table = table.assign(
        first=first,
        cluster=pd.to_datetime(first.map(days)).to_numpy("datetime64[D]").astype(np.int64),
        incomplete=in_months(table, months),
    )
    dimension = inference.choose_dimension(table) if len(table) else "outlet"
    table = table.assign(group=inference.group_of(table, dimension) if len(table) else "")
    own = [table[table["language"] == code] for code in languages]
    held = standardise and dimension in ("outlet", "service")
    mixes = [_mix(table if dimension == "service" else part) if held else {} for part in own]
    return [
        _corpus(part, processed, code, dimension, mix)
        for code, part, mix in zip(languages, own, mixes, strict=True)
    ]


def _mix(table: pd.DataFrame) -> dict[str, float]:
    """The mix of genres of the original articles of all groups; empty when there is nothing to hold."""
    originals = table[table["first"] == table["id"]]
    if originals["group"].nunique() < 2 or originals["genre"].nunique() < 2:
        return {}
    return inference.common_mix(originals["group"], originals["genre"])


def _corpus(
    table: pd.DataFrame, processed: Path, language: str, dimension: str, mix: dict[str, float]
) -> Corpus:
    rows = {article: row for row, article in enumerate(articles_of(processed, language))}
    own = table.sort_values("id", ignore_index=True)
    return Corpus(
        language,
        dimension,
        own[INFO],
        own["group"],
        own["cluster"].to_numpy(np.int64),
        np.asarray(own["id"].map(rows), dtype=np.int64),
        (own["first"] == own["id"]).to_numpy(),
        own["incomplete"].to_numpy(bool),
        mix,
    )


def completed(rows: list[pd.DataFrame], *, measure: str = "") -> pd.DataFrame:
    """Rows of estimates with all columns of their table; with `measure`, that of all rows."""
    columns = schema.TABLES["estimates"].columns
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(columns))
    table = table.assign(corrected=False, **({"measure": measure} if measure else {}))
    for name, kind in columns.items():
        if name not in table:
            table[name] = "" if kind == schema.TEXT else np.nan if name == "p" else 0
        elif kind == schema.TEXT:
            table[name] = table[name].fillna("")
    return table[list(columns)]
