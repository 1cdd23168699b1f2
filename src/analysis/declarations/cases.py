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
    common nouns behind a preposition, `infinitives` of the lemmas of verbs."""

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
