"""Clusters of one text: who was first, who repeated it, in whole, in part or as a later version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.duplicates.changes import words_apart
from analysis.duplicates.corpus import UNDATED, Corpus
from analysis.duplicates.pairs import common_shingles, related_pairs
from analysis.duplicates.shingles import Integers, Passages, Shingles

TITLE, UPDATE_DAYS, UPDATE_PART = 0.5, 3, 0.75
COLUMNS = [
    *("article", "cluster", "first", "kind", "lag", "share"),
    *("source", "contained", "version_of", "clock", "added", "dropped"),
]
Linked = dict[int, dict[int, float]]


def find_reprints(
    articles: pd.DataFrame,
    shingles: Shingles,
    *,
    threshold: float = 0.5,
    longest_lag: int = 30,
    part: float = 1 / 3,
    leave_out_partial: bool = False,
    related: pd.DataFrame | None = None,
    passages: Passages | None = None,
) -> pd.DataFrame:
    """Articles that repeat or are repeated, in the shape of the table `reprints`; others are left out.

    `articles` has id, day and published, and (for versions) outlet, service and title; shingles.ids are
    among its ids. `related` are pairs found before (`related_pairs`), `passages` the shingles in order of
    at least the articles that repeat something and of what they repeat: without them added and dropped
    are missing. Columns:

    - first stands for the article in models (one of each cluster): the earliest by instant (end of day
      where only the day is known), then id; cluster is the same id.
    - kind: "first"; "exact" (the words of the first, in order); "version" (an earlier member of at most
      3 days before is of the same outlet and service; an address is no key); "near" (any other member);
      "partial": the earlier article `source` and this one are not similar as wholes, but a `part` of the
      shorter one's shingles stands in the other. A partial reprint is its own first: it stays in models,
      unless `leave_out_partial` puts that of its source in its place.
    - source is the article compared with: the first, or that of which a part is repeated; empty for a
      first that repeats nothing. lag (days since the source; fractions where clock is "minute", both
      instants known; missing without a day), share (of an article's own shingles that the source has),
      contained (of the shorter's shingles), added and dropped (words outside common shingles, here and in
      the source) tell of that pair.
    - version_of is the last such article of the same outlet and service before this one, or empty.

    No cluster chains unrelated texts: each member is, within `longest_lag` days of the first, similar (at
    `threshold`) to the first or to the medoid, which is that text among the first and those similar to it
    that has the greatest sum of similarities. What is connected only through others begins a cluster of
    its own. An article alone joins a first of the same outlet and service as its version, when the titles
    share half of their words, three quarters of the shorter text stand in the other, and at most 3 days lie
    between: a flash and the full report.
    """
    if related is None:
        related = related_pairs(shingles, threshold=threshold, part=part, passages=passages)
    corpus = Corpus.of(articles, shingles)
    linked: Linked = defaultdict(dict)
    near = related[related["jaccard"] >= threshold]
    for left, right, jaccard in _rows(near, "left", "right", "jaccard"):
        linked[left][right] = linked[right][left] = jaccard
    first = np.arange(len(shingles.ids))
    for leader, members in _clusters(corpus, near, linked, longest_lag):
        first[members] = leader
    source = _partial_sources(corpus, related, first, longest_lag)
    _join_versions(corpus, shingles, first, source)
    return _table(corpus, shingles, passages, first, source, leave_out_partial=leave_out_partial)


def _rows(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].tolist() for name in names), strict=True)


def _clusters(
    corpus: Corpus, near: pd.DataFrame, linked: Linked, longest_lag: int
) -> Iterator[tuple[int, list[int]]]:
    """(first, members) of each cluster of two or more rows."""
    count = len(corpus.ids)
    ends = (near["left"].to_numpy(np.int64), near["right"].to_numpy(np.int64))
    graph = sparse.coo_array((np.ones(len(near)), ends), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    label = label[corpus.text]
    several = np.flatnonzero(np.bincount(label, minlength=count)[label] > 1)
    several = several[np.lexsort((corpus.rank[several], label[several]))]
    for rows in np.split(several, np.flatnonzero(np.diff(label[several])) + 1):
        rest = rows.tolist()
        while rest:
            leader = rest[0]
            window = [row for row in rest if corpus.within(row, leader, longest_lag)]
            texts = dict.fromkeys(int(corpus.text[row]) for row in window)
            chosen = _around(int(corpus.text[leader]), texts, linked)
            members = [row for row in window if int(corpus.text[row]) in chosen]
            if len(members) > 1:
                yield leader, members
            taken = set(members)
            rest = [row for row in rest if row not in taken]


def _around(first: int, texts: dict[int, None], linked: Linked) -> set[int]:
    """The texts similar to the first or to the medoid; of equal medoids the earliest."""
    close = [text for text in texts if text == first or text in linked[first]]
    if len(close) == 1:
        return {first}
    sums = [(sum(value for text, value in linked[one].items() if text in texts), one) for one in close]
    best = max(total for total, _ in sums)
    medoid = next(one for total, one in sums if total >= best - 1e-12)
    return {*close, *(text for text in linked[medoid] if text in texts)}


def _partial_sources(
    corpus: Corpus, related: pd.DataFrame, first: Integers, longest_lag: int
) -> dict[int, int]:
    """For rows that are alone or first: the earlier row of which most is repeated, within the lag."""
    rows_of = corpus.rows_of({*related["left"].tolist(), *related["right"].tolist()})
    best: dict[int, tuple[int, int, int]] = {}
    for one, two, common in _rows(related, "left", "right", "common"):
        for text, other in ((one, two), (two, one)):
            for row in rows_of[text]:
                if first[row] != row:
                    continue
                source = _earliest(corpus, rows_of[other], row, longest_lag)
                if source is not None and first[source] != row:
                    best[row] = min(best.get(row, (1, 0, 0)), (-common, int(corpus.rank[source]), source))
    return {row: source for row, (_, _, source) in best.items()}


def _earliest(corpus: Corpus, rows: list[int], row: int, longest_lag: int) -> int | None:
    for other in rows:
        if corpus.rank[other] >= corpus.rank[row]:
            return None
        if corpus.within(row, other, longest_lag):
            return other
    return None


def _join_versions(corpus: Corpus, shingles: Shingles, first: Integers, source: dict[int, int]) -> None:
    """Put articles that stand alone into the cluster of the first whose version they are."""
    alone = np.bincount(first, minlength=len(first))[first] == 1
    for row in sorted(source, key=lambda item: int(corpus.rank[item])):
        other = source[row]
        if (
            alone[row]
            and first[other] == other
            and corpus.service[row] == corpus.service[other]
            and corpus.within(row, other, UPDATE_DAYS)
            and _alike(corpus.titles[row], corpus.titles[other])
            and _contained(shingles, int(corpus.text[row]), int(corpus.text[other])) >= UPDATE_PART
        ):
            first[row], alone[other] = other, False
            del source[row]


def _contained(shingles: Shingles, one: int, two: int) -> float:
    common = common_shingles(shingles, np.array([one]), np.array([two]))[0]
    return float(common / max(min(shingles.sizes[one], shingles.sizes[two]), 1))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two) and len(one & two) >= TITLE * len(one | two)


def _table(
    corpus: Corpus,
    shingles: Shingles,
    passages: Passages | None,
    first: Integers,
    source: dict[int, int],
    *,
    leave_out_partial: bool,
) -> pd.DataFrame:
    kept = np.bincount(first, minlength=len(first))[first] > 1
    kept[list(source)] = True
    kept[list(source.values())] = True
    row = np.flatnonzero(kept)
    compared = np.array([source.get(item, int(first[item])) for item in row.tolist()], dtype=np.int64)
    repeats = compared != row
    text, other = corpus.text[row], corpus.text[compared]
    sizes = np.maximum(shingles.sizes, 1)
    exact, common = text == other, sizes[row]
    common[~exact] = common_shingles(shingles, text[~exact], other[~exact])
    version = _versions(corpus, row, first)
    kind = np.where(version >= 0, "version", "near")
    kind = np.where(exact, "exact", np.where(first[row] == row, "partial", kind))
    kind = np.where(repeats, kind, "first")
    lag, clock = _lag(corpus, row, compared)
    names = np.array([*corpus.ids, ""], dtype=object)
    stands = _roots(first, source) if leave_out_partial else first
    added, dropped = words_apart(passages, names[text].tolist(), names[other].tolist())
    table = {
        "article": names[row],
        "cluster": names[stands[row]],
        "first": names[stands[row]],
        "kind": kind,
        "lag": lag,
        "share": common / sizes[row],
        "source": names[np.where(repeats, compared, -1)],
        "contained": common / np.minimum(sizes[row], sizes[compared]),
        "version_of": names[version],
        "clock": clock,
        "added": added,
        "dropped": dropped,
    }
    return pd.DataFrame(table, columns=COLUMNS).sort_values("article", ignore_index=True)


def _versions(corpus: Corpus, row: Integers, first: Integers) -> Integers:
    """The member of the same cluster, outlet and service just before each row, if at most 3 days; else -1."""
    order = np.lexsort((corpus.rank[row], corpus.service[row], first[row]))
    line = row[order]
    before = np.concatenate([[-1], line[:-1]])
    same = (first[line] == first[before]) & (corpus.service[line] == corpus.service[before])
    near = [same[n] and corpus.within(int(line[n]), int(before[n]), UPDATE_DAYS) for n in range(len(line))]
    found = np.full(len(row), -1)
    found[order] = np.where(np.array(near, dtype=bool) & (before >= 0), before, -1)
    return found


def _lag(
    corpus: Corpus, row: Integers, source: Integers
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.str_]]:
    """Days between two articles, and whether they were counted by minutes or by days."""
    timed = ~(np.isnat(corpus.instant[row]) | np.isnat(corpus.instant[source]))
    dated = (corpus.day[row] < UNDATED) & (corpus.day[source] < UNDATED)
    exact = (corpus.instant[row] - corpus.instant[source]) / np.timedelta64(1, "D")
    # A day east of the source's can begin before it: a reprint is never earlier than what it repeats.
    whole = np.where(dated, np.maximum(corpus.day[row] - corpus.day[source], 0).astype(float), np.nan)
    return np.where(timed, exact, np.where(row == source, 0.0, whole)), np.where(timed, "minute", "day")


def _roots(first: Integers, source: dict[int, int]) -> Integers:
    """For each row the first that stands for it when partial reprints are left out, too."""
    stands = first.copy()
    for row in range(len(first)):
        while stands[row] in source:
            stands[row] = first[source[int(stands[row])]]
    return stands
