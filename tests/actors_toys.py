"""A small corpus of one language, read for actors as the stage does it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.actors import (
    Cast,
    Declared,
    Reading,
    add_up,
    count_forms,
    count_names,
    find_mentions,
    find_runs,
    read,
    register,
    seen_in,
    wording_of,
)
from analysis.declarations import Actor, load_language
from analysis.tokenization import split_all


def actor(name: str, *aliases: str, kind: str = "person", **more: object) -> Actor:
    return Actor(name, name.title(), kind, aliases=aliases, **more)  # type: ignore[arg-type]


def named(
    texts: Sequence[str], *, code: str, actors: Sequence[Actor] = ()
) -> tuple[Reading, pd.DataFrame, Cast]:
    """The mentions of texts, and whom they mean."""
    language, wording = load_language(code), wording_of(code)
    ids = [f"{number:02d}" for number in range(len(texts))]
    reading = read(ids, texts, split_all(texts, language=language), wording=wording)
    seen = seen_in(add_up([count_forms(reading)]), wording=wording)
    runs = find_runs(reading, seen, wording=wording)
    cast = Cast(Declared(tuple(actors), language, {}), register(count_names(reading, runs), code=code))
    return reading, find_mentions(reading, runs, cast), cast


def pairs(texts: Sequence[str], *, code: str, actors: Sequence[Actor] = ()) -> list[tuple[str, str]]:
    """Each mention as (words, actor), in reading order."""
    reading, mentions, cast = named(texts, code=code, actors=actors)
    return [
        (reading.texts[row][start:end], cast.names[number])
        for row, start, end, number in mentions[["row", "start", "end", "actor"]].itertuples(
            index=False, name=None
        )
    ]


def declared_words(text: str, *, code: str, actors: Sequence[Actor]) -> list[tuple[str, str]]:
    """Mentions of the declared actors in one text."""
    names = {actor.name for actor in actors}
    return [pair for pair in pairs([text], code=code, actors=actors) if pair[1] in names]
