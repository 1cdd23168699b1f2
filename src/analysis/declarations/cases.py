"""What the rules know of the cases of a language: endings with which a form is put in the first case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cases:
    """Rows are strings: an ending and what stands for it in the first case ("-" for nothing); the first that
    fits counts.

    `nouns` are rows of common nouns in the singular, `plural` of those in the plural, `plurals` make a plural
    of a singular; `adjectives` are rows of an ending and the four of masculine, feminine, neuter and plural,
    `adjective_lemmas` endings of their first form. `feminine` and `neuter` are endings of such nouns. `first`
    are rows of first names, `surnames` of surnames; `surname_ends` tell a surname from a common noun,
    `patronymics` are endings of patronymics in any case, `places` of places in the second case, `singular` of
    common nouns behind a preposition, `infinitives` of the lemmas of verbs.

    `he` and `she` are pronouns and possessives, `he_verbs` and `she_verbs` endings of verbs, `he_ends` and
    `she_ends` of patronymics and surnames; `she_names` are first names without the ending of the feminine,
    `either` those of both, `open_ends` endings of first names that tell nothing.
    `instrumental` are endings of who a passive verb says it by; `invariable` ends bodies that have no
    cases; `second` are endings of places before a name, `governed` of adjectives that name a place,
    `within` of bodies behind a preposition, `objects` of whom a verb cites."""

    nouns: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    adjective_lemmas: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    neuter: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    surname_ends: tuple[str, ...] = ()
    patronymics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    infinitives: tuple[str, ...] = ()
    he: tuple[str, ...] = ()
    she: tuple[str, ...] = ()
    he_verbs: tuple[str, ...] = ()
    she_verbs: tuple[str, ...] = ()
    he_ends: tuple[str, ...] = ()
    she_ends: tuple[str, ...] = ()
    she_names: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    open_ends: tuple[str, ...] = ()
    instrumental: tuple[str, ...] = ()
    invariable: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    governed: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
