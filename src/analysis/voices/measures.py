"""Voices as tables: spans, shares of text by role, the voice of each sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import schema
from analysis.declarations.countries import Home
from analysis.declarations.language import Language
from analysis.schema import SPEECH
from analysis.voices.headlines import find_in_headline
from analysis.voices.spans import Span

Integers = npt.NDArray[np.int64]
SPANS = ["article", "start", "end", "layer", "class", "value", "speaker", "verb"]
MEASURES = ["unit_kind", "unit", "measure", "class", "target", "voice", "value"]
OUTLET, QUOTED = "outlet", "quoted"


def voices(
    articles: pd.DataFrame, *, language: Language, homes: Mapping[str, Home] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of table `spans` for articles (columns id, title and text), and the measure `headline`.

    With `homes` (the country of each outlet) articles need a column outlet; without it own and foreign state
    are told as for an unknown country.

    Layer voice: class is the kind, value the role. Layer source: the words that name a speaker; class is
    name, function or pronoun, value the function as written. Offsets are Python string offsets into `text`.
    See `find_voices` for what is measured. The measure `headline` has one row an article with a headline:
    value 1, class and voice those of the role that covers more than half of its characters, else outlet.
    """
    rows: list[tuple[str, int, int, str, str, str, str, str]] = []
    headlines: list[tuple[str, str, str]] = []
    outlets = articles["outlet"] if homes else [""] * len(articles)
    columns = (articles["id"], articles["title"], articles["text"], outlets)
    for name, title, text, outlet in zip(*columns, strict=True):
        home = (homes or {}).get(outlet, Home())
        head, found = find_in_headline(title or "", text or "", language=language, country=home)
        if title:
            headlines.append((name, *_voice_of_headline(head, len(title))))
        rows += [
            (name, span.start, span.end, "voice", span.kind, span.role, span.speaker, span.verb)
            for span in found
        ]
        rows += sorted(
            {
                (name, *span.source, "source", span.by, span.function, span.speaker, "")
                for span in found
                if span.source[0] >= 0
            }
        )
    frame = pd.DataFrame(rows, columns=SPANS).drop_duplicates(SPANS[:6], ignore_index=True)
    measured = pd.DataFrame(headlines, columns=["unit", "class", "voice"]).assign(
        unit_kind="article", measure="headline", target="", value=1.0
    )
    return frame.astype({"start": "int32", "end": "int32"}), measured[MEASURES]


def _voice_of_headline(spans: list[Span], size: int) -> tuple[str, str]:
    """Role and kind of the speech that covers more than half of a headline, else the outlet's: a headline
    with two sides and no majority is nobody's."""
    covered = Counter[tuple[str, str]]()
    for span in spans:
        if span.kind in SPEECH:
            covered[span.role, span.kind] += span.end - span.start
    for (role, kind), characters in covered.items():
        if 2 * characters > size:
            return role, kind
    return OUTLET, OUTLET


def shares(spans: pd.DataFrame, lengths: pd.Series) -> pd.DataFrame:
    """Measure `voice`: share of each article's characters by role (class) and voice.

    `spans` is as `voices` makes it; `lengths` are characters by article id. Voice is direct, indirect, or
    outlet (class outlet too) for what nobody is made to say; the shares of an article sum to 1. Articles
    without characters have no row; zeros are not stored. Raises ValueError for a span of an article that
    `lengths` does not name.
    """
    speech = schema.speech(spans)
    unknown = set(speech["article"]) - set(lengths.index)
    if unknown:
        raise ValueError(f"lengths do not name the articles {sorted(unknown)[:3]}")
    sized = lengths[lengths > 0].astype("float64")
    covered = (
        speech.assign(size=speech["end"] - speech["start"])
        .groupby(["article", "value", "class"], sort=True)["size"]
        .sum()
        .reset_index()
    )
    covered = covered[covered["article"].isin(sized.index)]
    covered["share"] = covered["size"].to_numpy() / sized.reindex(covered["article"]).to_numpy()
    rest = 1.0 - covered.groupby("article")["share"].sum().reindex(sized.index, fill_value=0.0)
    own = rest[rest > 1e-12]
    units = [*covered["article"], *own.index]
    frame = pd.DataFrame(
        {
            "unit_kind": "article",
            "unit": units,
            "measure": "voice",
            "class": [*covered["value"], *[OUTLET] * len(own)],
            "target": "",
            "voice": [*covered["class"], *[OUTLET] * len(own)],
            "value": [*covered["share"], *own],
        },
        columns=MEASURES,
    )
    return frame.sort_values(["unit", "class", "voice"], ignore_index=True)


def covered_characters(
    starts: npt.ArrayLike, ends: npt.ArrayLike, span_starts: npt.ArrayLike, span_ends: npt.ArrayLike
) -> Integers:
    """Characters of each interval [start, end) that the spans cover; spans must not overlap each other."""
    first, last = np.asarray(span_starts, np.int64), np.asarray(span_ends, np.int64)
    order = np.argsort(first, kind="stable")
    first, last = first[order], last[order]
    before = np.concatenate([[0], np.cumsum(last - first)])

    def up_to(offsets: npt.ArrayLike) -> Integers:
        points = np.asarray(offsets, np.int64)
        index = np.searchsorted(first, points, side="right")
        if not len(first):
            return np.zeros_like(points)
        inside = np.maximum(last[np.maximum(index - 1, 0)] - points, 0)
        return np.asarray(before[index] - np.where(index > 0, inside, 0), np.int64)

    return up_to(ends) - up_to(starts)


def voice_of(
    starts: npt.ArrayLike, ends: npt.ArrayLike, span_starts: npt.ArrayLike, span_ends: npt.ArrayLike
) -> npt.NDArray[np.str_]:
    """For each sentence [start, end) of one article: the voice that covers most of its characters.

    `span_starts`, `span_ends` are the article's direct and indirect spans in any order (not distancing or
    titles), which do not overlap. Returns "quoted" where they cover more than half, else "outlet".
    """
    begin, stop = np.asarray(starts, np.int64), np.asarray(ends, np.int64)
    quoted = 2 * covered_characters(begin, stop, span_starts, span_ends) > stop - begin
    return np.where(quoted, QUOTED, OUTLET)
