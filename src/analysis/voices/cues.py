"""Words round a quotation that tell its kind, as declared: nouns with titles, verbs of naming, pretexts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.declarations.language import Language, Quoted

MOST_KNOWN = 200_000


@dataclass(frozen=True)
class Forms:
    """Word forms and beginnings of word forms; `parts` are last parts of compounds."""

    whole: frozenset[str]
    heads: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def holds(self, word: str) -> bool:
        return word in self.whole or (bool(self.heads or self.parts) and _holds(self, word))


@lru_cache(maxsize=100_000)
def _holds(forms: Forms, word: str) -> bool:
    if any(word[:size] in forms.heads for size in range(2, len(word) + 1)):
        return True
    return any(word[cut:] in forms.parts for cut in range(2, len(word) - 2))


@dataclass(frozen=True)
class Phrase:
    """Words that stand in order, with others between, before `tail`, which stands right before the mark."""

    heads: tuple[Forms, ...]
    tail: tuple[Forms, ...]


@dataclass(frozen=True)
class Cues:
    """The declaration `quoted` of a language as tables."""

    titled: Forms
    calling: Forms
    calling_phrases: tuple[Phrase, ...]
    pretending: Forms
    pretending_phrases: tuple[Phrase, ...]
    uttered: Forms
    answers: frozenset[str]
    styled: tuple[tuple[Forms, ...], ...]
    introducing: tuple[tuple[Forms, ...], ...]
    contested: Forms
    definite: frozenset[str]
    indefinite: frozenset[str]
    passive: frozenset[str]
    agent: frozenset[str]
    impersonal: frozenset[str]
    objects: frozenset[str]
    first_person: frozenset[str]
    adjectives: tuple[str, ...]
    naming: Forms
    verb_last: bool
    linking: frozenset[str]
    articled: bool
    adjectives_behind: bool
    endings: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def openers(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """First words of all expressions of distance: whole ones and beginnings."""
        first = [entry[0] for entry in (*self.styled, *self.introducing)]
        whole = frozenset().union(*(forms.whole for forms in first))
        return whole, tuple(sorted(frozenset().union(*(forms.heads for forms in first))))

    def distance(self, words: tuple[str, ...]) -> str:
        """Whether words are an expression of distance: styled, introducing or ""."""
        for kind, entries in (("styled", self.styled), ("introducing", self.introducing)):
            for entry in entries:
                if len(entry) == len(words) and all(f.holds(w) for f, w in zip(entry, words, strict=True)):
                    return kind
        return ""

    def phrases(self, name: str) -> tuple[Phrase, ...]:
        """The phrases of one kind."""
        return self.calling_phrases if name == "calling_phrases" else self.pretending_phrases


_BUILT: dict[int, tuple[Language, Cues]] = {}


def cues_of(language: Language) -> Cues:
    """The tables of a language, built once per declaration."""
    key = id(language)
    if key not in _BUILT or _BUILT[key][0] is not language:
        _BUILT[key] = (language, _build(language.quoted, compounds=language.capital_nouns))
    return _BUILT[key][1]


def _build(quoted: Quoted, *, compounds: bool) -> Cues:
    nouns = [noun + ending for noun in quoted.titled for ending in ("", *quoted.endings) if noun[-1] != "*"]
    stems = [noun for noun in quoted.titled if noun[-1] == "*"]
    titled = _forms([*nouns, *stems])
    calling, calling_phrases = _verbs(quoted.calling)
    pretending, pretending_phrases = _verbs(quoted.pretending)
    styled, introducing = (
        tuple(tuple(_forms([word]) for word in re.findall(r"[^\s.]+|\.", entry)) for entry in entries)
        for entries in (quoted.styled, quoted.introducing)
    )
    contested = _forms([noun + end for noun in quoted.contested for end in ("", *quoted.endings)])
    return Cues(
        titled=Forms(titled.whole, titled.heads, titled.whole if compounds else frozenset()),
        calling=calling,
        calling_phrases=calling_phrases,
        pretending=pretending,
        pretending_phrases=pretending_phrases,
        uttered=_forms(quoted.uttered),
        answers=frozenset(quoted.answers),
        styled=styled,
        introducing=introducing,
        contested=Forms(contested.whole, contested.heads, contested.whole if compounds else frozenset()),
        definite=frozenset(quoted.definite),
        indefinite=frozenset(quoted.indefinite),
        passive=frozenset(quoted.passive),
        agent=frozenset(quoted.agent),
        impersonal=frozenset(quoted.impersonal),
        objects=frozenset(quoted.objects),
        first_person=frozenset(quoted.first_person),
        adjectives=quoted.adjectives,
        naming=_forms(quoted.naming),
        verb_last=quoted.verb_last,
        linking=frozenset(quoted.linking),
        articled=quoted.articled,
        adjectives_behind=quoted.adjectives_behind,
    )


def _forms(entries: Iterable[str]) -> Forms:
    listed = list(entries)
    return Forms(
        frozenset(entry for entry in listed if entry[-1] != "*"),
        frozenset(entry[:-1] for entry in listed if entry[-1] == "*"),
    )


def _verbs(entries: Iterable[str]) -> tuple[Forms, tuple[Phrase, ...]]:
    single, phrases = [], []
    for entry in entries:
        *heads, tail = [
            tuple(_forms(word.split("|")) for word in group.split()) for group in entry.split(" ... ")
        ]
        if not heads and len(tail) == 1:
            single.append(entry)
        else:
            phrases.append(Phrase(tuple(head[0] for head in heads), tail))
    return _forms(single), tuple(phrases)
