"""What a language's declaration says of each word form, as flags: looked up once per form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from analysis.actors.cases import STEM, bare, stem_key
from analysis.declarations.language import Language, load_language
from analysis.voices.lexicon import lexicon_of
from analysis.voices.words import has_suffix

CAPITAL, STOP, INITIAL, ACRONYM, ORGANISATION, PLACE, LOCATIVE, TITLE = (1 << bit for bit in range(8))
VERB, PARTICLE, LINKING, DETERMINER, DIGIT, DEMONYM, FUNCTION, LISTING = (1 << bit for bit in range(8, 16))
POSSESSIVE, ADJECTIVE, FAMILY, LATIN, SHORT = (1 << bit for bit in range(16, 21))
Flags = npt.NDArray[np.int32]
LONGEST_ACRONYM = 6
SHORTEST_FUNCTION = 5


@dataclass(frozen=True)
class Wording:
    """Word lists of a language as tables: single words with their flags, patterns with stars, and phrases
    that are functions of persons, by their first word."""

    language: Language
    words: dict[str, int]
    starred: tuple[tuple[re.Pattern[str], int], ...]
    functions: dict[str, tuple[tuple[str, ...], ...]]
    suffixes: frozenset[str]
    stems: frozenset[str]

    def flags(self, types: Sequence[str]) -> Flags:
        """Flags of each form."""
        return np.array([self.of(form) for form in types], dtype=np.int32)

    def of(self, form: str) -> int:
        """Flags of one form."""
        own = bare(form)
        low = own.lower()
        found = self.words.get(low, 0)
        for pattern, flag in self.starred:
            if pattern.fullmatch(low):
                found |= flag
        if own[:1].isdigit():
            found |= DIGIT
        if low.isascii():
            found |= LATIN
        if len(low) >= SHORTEST_FUNCTION and stem_key(low, self.language.code) in self.stems:
            found |= FUNCTION
        if not own[:1].isupper():
            adjective = self.language.capital_nouns and re.search("(?:e[nmrs]?)$", low)
            return found | (ADJECTIVE if adjective else 0)
        found |= CAPITAL | (POSSESSIVE if own != form and form[-1:] in "sS'’" else 0)
        letters = [letter for letter in own if letter.isalpha()]
        if len(letters) == 1 and len(own) == 1:
            found |= INITIAL
        elif 2 <= len(letters) <= LONGEST_ACRONYM and own.isupper():
            found |= ACRONYM
        if self.language.capital_nouns and len(low) > 7 and has_suffix(low, self.suffixes):
            found |= FUNCTION
        return found


@cache
def wording_of(code: str) -> Wording:
    """The word lists of a language, built once."""
    language = load_language(code)
    names, speech, lexicon = language.names, language.speech, lexicon_of(language)
    verbs = [form for form in (*speech.neutral, *speech.affirming, *speech.doubting) if " " not in form]
    lists: tuple[tuple[Iterable[str], int], ...] = (
        ((*language.stop_words, *lexicon.calendar), STOP),
        (names.organisations, ORGANISATION),
        (names.places, PLACE),
        (names.locatives, LOCATIVE),
        (names.titles, TITLE),
        (verbs, VERB),
        (speech.particles, PARTICLE),
        (names.linking, LINKING),
        (names.listing, LISTING),
        (names.determiners, DETERMINER),
        (names.demonyms, DEMONYM),
        (names.families, FAMILY),
        (language.abbreviations.all, SHORT),
    )
    words: dict[str, int] = {}
    starred = []
    for listed, flag in lists:
        whole = [form for form in listed if "*" not in form]
        for form in whole:
            words[form] = words.get(form, 0) | flag
        stars = [re.escape(form).replace(r"\*", ".*") for form in listed if "*" in form]
        if stars:
            starred.append((re.compile("|".join(stars)), flag))
    bodies = [pattern for pattern, flag in starred if flag == ORGANISATION]
    functions, suffixes = _functions(language, words, bodies)
    stems = {stem_key(form, code) for form in suffixes} if code in STEM else set()
    return Wording(language, words, tuple(starred), functions, suffixes, frozenset(stems))


def _functions(
    language: Language, words: dict[str, int], bodies: Sequence[re.Pattern[str]]
) -> tuple[dict[str, tuple[tuple[str, ...], ...]], frozenset[str]]:
    """Phrases of the roles that are functions of persons, not bodies; single ones are flagged in `words`."""

    def is_body(part: str) -> bool:
        known = bool(words.get(part, 0) & ORGANISATION)
        return known or any(pattern.fullmatch(part) for pattern in bodies)

    phrases: dict[str, list[tuple[str, ...]]] = {}
    suffixes = set()
    for role, forms in language.roles.items():
        for form in forms:
            parts = tuple(form.lower().split())
            # The head of a phrase is a person unless it is a body: "minister of the army" has both.
            head = (
                parts[-1]
                if language.capital_nouns or (language.speech.bare_clause and "of" not in parts)
                else parts[0]
            )
            if is_body(head) or (role in ("international", "media") and len(parts) == 1 and len(form) < 5):
                continue
            if len(parts) == 1:
                words[form] = words.get(form, 0) | FUNCTION
                if len(form) >= 5:
                    suffixes.add(form)
            else:
                phrases.setdefault(parts[0], []).append(parts)
    ordered = {first: tuple(sorted(group, key=len, reverse=True)) for first, group in phrases.items()}
    return ordered, frozenset(suffixes)
