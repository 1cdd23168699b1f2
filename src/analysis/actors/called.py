"""Which declared actor a speaker's name means: the whole name, not a name within it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.actors import wording as words
from analysis.actors.cases import name_keys
from analysis.actors.declared import HAN, Declared, is_acronym
from analysis.actors.keys import keys_of
from analysis.tokenization.lemmas import fold

APPOSITION = re.compile(r"\s*[,(]")
OFFICE = words.TITLE | words.FUNCTION | words.DEMONYM
ARTICLES = words.DETERMINER | words.STOP


def called(name: str, declared: Declared) -> int:
    """The number of the declared actor whom a speaker's name means, or -1.

    An alias or a surname must be the whole name, but for an apposition behind a comma, an article, and
    titles and functions before a person: "Critics of Anton Varek" are somebody else. A place is all of it.
    """
    if HAN.search(name):
        return _by_ending(name, declared)
    head = APPOSITION.split(name, maxsplit=1)[0]
    found = _whole(head, declared, apart=head != name)
    return found if found >= 0 or head == name else _whole(name, declared)


def _by_ending(name: str, declared: Declared) -> int:
    """The actor of the longest name in Han characters that ends a speaker's name."""
    _, listed = declared.literal
    ending = [
        alias
        for alias, number in listed.items()
        if name == alias or (name.endswith(alias) and declared.actors[number].kind != "place")
    ]
    return listed[max(ending, key=len)] if ending else -1


def _whole(name: str, declared: Declared, *, apart: bool = False) -> int:
    """The actor whose longest alias ends the name, behind nothing but what may lead it; `apart` from an
    apposition a name is no place."""
    parts = [part for part in re.split(r"[\s.,]+", name) if part]
    code, best = declared.language.code, (-1, -1)
    article, office = _leading(parts, code)
    for alias in declared.aliases:
        size, kind = len(alias.parts), declared.actors[alias.actor].kind
        first = len(parts) - size
        free = {"person": office, "place": -1 if apart else 0}.get(kind, article)
        if best[0] < size and 0 <= first <= free:
            # Behind a function a genitive is somebody else's: of whom one is the spokesman.
            same = _in_any_case if first == article else _as_declared
            if all(same(one, other, code) for one, other in zip(parts[first:], alias.parts, strict=True)):
                best = (size, alias.actor)
    return best[1]


def _leading(parts: Sequence[str], code: str) -> tuple[int, int]:
    """How many words at the front are an article, and that with titles and functions."""
    wording = words.wording_of(code)
    article = int(bool(parts) and bool(wording.of(parts[0]) & ARTICLES))
    place = article
    while place < len(parts):
        low = tuple(part.lower() for part in parts[place:])
        phrases = wording.functions.get(low[0], ())
        size = max((len(phrase) for phrase in phrases if low[: len(phrase)] == phrase), default=0)
        size = size or int(bool(wording.of(parts[place]) & OFFICE))
        if not size:
            break
        place += size
    return article, place


def _in_any_case(form: str, part: str, code: str) -> bool:
    if is_acronym(part):
        return form == part
    return not name_keys(form, code).isdisjoint(keys_of(part)) or fold(form) == fold(part)


def _as_declared(form: str, part: str, code: str) -> bool:
    return fold(form) == fold(part) or not set(keys_of(form)).isdisjoint(keys_of(part))
