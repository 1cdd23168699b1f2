"""How much of an outlet's text stood in another outlet before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.duplicates.corpus import Corpus
from analysis.duplicates.places import Places
from analysis.duplicates.shingles import Passages, Shingles


def copied_shares(
    articles: pd.DataFrame,
    shingles: Shingles,
    related: pd.DataFrame,
    passages: Passages,
    *,
    longest_lag: int = 30,
) -> pd.DataFrame:
    """Share of an article's characters that stands in earlier articles of other outlets.

    Counted are 5-word shingles in common with texts related to it (`related_pairs`) that another outlet
    published before it, at most `longest_lag` days; each passage counts once, for the outlet that had it
    first. A paragraph that is less than a third of both articles is not found: the share is a lower bound.
    `articles` has id, outlet, day, published; `passages` at least the texts of `related`. Columns: article,
    outlet (copied from), share; articles that copy nothing have no row.
    """
    corpus, places = Corpus.of(articles, shingles), Places(passages)
    outlets = articles.set_index("id")["outlet"].loc[shingles.ids].tolist()
    found: dict[tuple[str, str], float] = defaultdict(float)
    for row, sources in _elsewhere(corpus, related, longest_lag):
        text = corpus.ids[corpus.text[row]]
        if text not in places.place:
            found[corpus.ids[row], outlets[sources[0]]] = 1.0
            continue
        widths = passages.widths[places.span(text)]
        fresh = np.ones(len(widths), dtype=bool)
        for source in sources:
            words = places.covered(text, corpus.ids[corpus.text[source]])
            found[corpus.ids[row], outlets[source]] += float(widths[words & fresh].sum()) / widths.sum()
            fresh &= ~words
    rows = [(article, outlet, share) for (article, outlet), share in sorted(found.items()) if share]
    return pd.DataFrame(rows, columns=["article", "outlet", "share"])


def _elsewhere(corpus: Corpus, related: pd.DataFrame, longest_lag: int) -> Iterator[tuple[int, list[int]]]:
    """Rows with the earlier rows of other outlets that have the same or a related text, in their order."""
    texts, sizes = np.unique(corpus.text, return_counts=True)
    linked: dict[int, list[int]] = {int(text): [int(text)] for text in texts[sizes > 1]}
    for one, two in zip(related["left"].tolist(), related["right"].tolist(), strict=True):
        linked.setdefault(one, [one]).append(two)
        linked.setdefault(two, [two]).append(one)
    rows_of = corpus.rows_of(set(linked))
    for text, others in linked.items():
        for row in rows_of[text]:
            sources = [
                source
                for other in others
                if (source := _first_elsewhere(corpus, rows_of[other], row, longest_lag)) is not None
            ]
            if sources:
                yield row, sorted(sources, key=lambda source: int(corpus.rank[source]))


def _first_elsewhere(corpus: Corpus, rows: list[int], row: int, longest_lag: int) -> int | None:
    for other in rows:
        if corpus.rank[other] >= corpus.rank[row]:
            return None
        if corpus.outlet[other] != corpus.outlet[row] and corpus.within(row, other, longest_lag):
            return other
    return None
