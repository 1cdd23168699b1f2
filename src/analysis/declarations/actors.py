"""Actors of a study: persons, organisations and places with the names that they go by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from analysis.declarations.checking import DeclarationError
from analysis.declarations.language import load_language

Kind = Literal["person", "organisation", "place"]
Role = Literal[
    "",
    "own_state",
    "foreign_state",
    "international",
    "expert",
    "business",
    "citizen",
    "opposition",
    "media",
]
ROLES: tuple[str, ...] = tuple(role for role in get_args(Role) if role)


@dataclass(frozen=True)
class Actor:
    """Somebody whose mentions and speech are counted. `aliases` are names in any script, in their first case:
    inflected forms and other transliterations of each are found by rule; of a person's names the surname
    alone counts in articles that hold a full one, or everywhere where it is listed itself. `terms` (codebook
    syntax, per language) are what aliases cannot say."""

    name: str
    label: str
    kind: Kind
    role: Role = ""
    aliases: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundActors:
    """Actors that are not declared: found by pattern or not at all, `least` articles of an actor that counts,
    and spaCy models by language, to find them with where the user has these installed."""

    patterns: bool = True
    least: int = 5
    spacy: dict[str, str] = field(default_factory=dict)


def same_name(alias: str) -> str:
    """An alias as two of them are compared: without case, blanks and hyphens alike."""
    return " ".join(alias.casefold().replace("-", " ").split())


def check_actors(actors: Sequence[Actor], found: FoundActors, languages: Sequence[str], file: Path) -> None:
    """Raise DeclarationError for an actor that could not be told: no alias and no term, an empty alias, one
    given twice or shared by two actors, a term or model of a language that the study has not."""
    owner: dict[str, str] = {}
    for actor in actors:
        key = f"actors.{actor.name}"
        if not actor.aliases and not any(actor.terms.values()):
            raise DeclarationError(file, f"{key}.aliases", "an empty list", "one or more names, or terms")
        for alias in actor.aliases:
            _check_alias(alias, actor, owner, file)
            owner[same_name(alias)] = actor.name
        _check_languages(f"{key}.terms", actor.terms, languages, file)
        for code, terms in actor.terms.items():
            for term in terms:
                if not term.strip() or any(not part.strip("*") for part in term.split()):
                    allowed = "words, with stars at an end"
                    raise DeclarationError(file, f"{key}.terms.{code}", repr(term), allowed)
    _check_languages("actors_found.spacy", found.spacy, languages, file)
    for code, model in found.spacy.items():
        if not model.strip():
            raise DeclarationError(file, f"actors_found.spacy.{code}", repr(model), "the name of a model")
    if not 1 <= found.least <= 1_000_000:
        allowed = "a number from 1 to 1e+06"
        raise DeclarationError(file, "actors_found.least", str(found.least), allowed)


def _check_alias(alias: str, actor: Actor, owner: Mapping[str, str], file: Path) -> None:
    key = f"actors.{actor.name}.aliases"
    if not any(map(str.isalnum, alias)):
        raise DeclarationError(file, key, repr(alias), "a name")
    if "*" in alias:
        raise DeclarationError(file, key, alias, "a whole name (stars belong into terms)")
    taken = owner.get(same_name(alias), "")
    if taken:
        found = f"{alias} twice" if taken == actor.name else f"{alias}, an alias of {taken}"
        raise DeclarationError(file, key, found, "each alias once, of one actor")


def _check_languages(key: str, declared: Mapping[str, object], languages: Sequence[str], file: Path) -> None:
    for code in declared:
        if code not in languages:
            raise DeclarationError(file, key, code, ", ".join(languages))
        load_language(code)
