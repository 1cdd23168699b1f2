"""The articles of one language as estimates see them: groups, days as clusters, one scope at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import inference, schema
from analysis.declarations import Event
from analysis.pipeline.stages.batches import articles_of

INFO = ["id", "outlet", "service", "language", "genre", "section", "day"]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Corpus:
    """`articles` (sorted by id) with their group under `dimension`; `cluster` is the day as a number (that
    of the first publication for a reprint); `rows` are their rows in the language's matrices."""

    language: str
    dimension: str
    articles: pd.DataFrame
    group: pd.Series
    cluster: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    original: Mask

    @property
    def lasting(self) -> pd.Series:
        """The group of each article where time is cut in periods anyway: one for all, when the groups are
        the two halves of the study."""
        return pd.Series("", index=self.group.index) if self.dimension == "period" else self.group

    def scope(self, name: str) -> Corpus:
        """All articles, or (`original`) one of each cluster of reprints."""
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


def load_corpora(processed: Path, languages: Sequence[str], *, genres: Sequence[str] = ()) -> list[Corpus]:
    """The articles of each language, of the given genres (all when none is given); what groups are
    compared by is chosen once, on all languages together."""
    table = schema.read(processed, "articles", columns=INFO)
    if genres:
        table = table[table["genre"].isin(genres)]
    reprints = schema.read(processed, "reprints", columns=["article", "first"]).set_index("article")["first"]
    first = table["id"].map(reprints).fillna(table["id"])
    days = schema.read(processed, "articles", columns=["id", "day"]).set_index("id")["day"]
    table = table.assign(
        first=first, cluster=pd.to_datetime(first.map(days)).to_numpy("datetime64[D]").astype(np.int64)
    )
    dimension = inference.choose_dimension(table) if len(table) else "outlet"
    return [_corpus(table[table["language"] == code], processed, code, dimension) for code in languages]


def _corpus(table: pd.DataFrame, processed: Path, language: str, dimension: str) -> Corpus:
    rows = {article: row for row, article in enumerate(articles_of(processed, language))}
    own = table.sort_values("id", ignore_index=True)
    return Corpus(
        language,
        dimension,
        own[INFO],
        inference.group_of(own, dimension),
        own["cluster"].to_numpy(np.int64),
        np.asarray(own["id"].map(rows), dtype=np.int64),
        (own["first"] == own["id"]).to_numpy(),
    )
