"""Codebooks: one file per coding scheme, read by dictionary, seeds, sheets, classifier and evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.declarations.checking import DeclarationError, build, load


@dataclass(frozen=True)
class Variable:
    """A theme, frame or frame element. `terms` maps a language to indicator terms.

    A term is one or more tokens separated by spaces (a phrase). Each token matches a lemma or a form,
    case-folded; a star at its beginning or end stands for any characters ("*sanktion*"). `coded_only`
    variables (a residual Other) are coded by people and never counted by the dictionary.
    """

    name: str
    label: str
    definition: str
    kind: Literal["theme", "frame", "element"] = "frame"
    rule: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seeds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    elements: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    coded_only: bool = False


@dataclass(frozen=True)
class Name:
    """One of the rival names of a referent, with its terms per language (syntax as in `Variable`)."""

    name: str
    label: str
    terms: dict[str, tuple[str, ...]]
    stance: str = ""


@dataclass(frozen=True)
class Referent:
    """One thing that has rival names; the share of each name among all of them measures naming.

    With `context` (terms per language), names count only in articles that also mention one of these:
    "coup" names the protests of one country only where that country is spoken of.
    """

    name: str
    label: str
    definition: str
    names: tuple[Name, ...]
    context: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Codebook:
    """A coding scheme with its variables and referents."""

    name: str
    title: str
    languages: tuple[str, ...]
    source: str = ""
    checked: str = ""
    variable: tuple[Variable, ...] = ()
    referent: tuple[Referent, ...] = ()


@cache
def load_codebook(file: Path) -> Codebook:
    """Read and check a codebook.

    Raises DeclarationError for a malformed file, a name used twice, terms in a language the codebook does
    not list, a variable that the dictionary would count but that has no terms in any language, or one
    term in two variables that exclude each other.
    """
    book = build(Codebook, load(file), file=file)
    names = [*(item.name for item in book.variable), *(item.name for item in book.referent)]
    for name in names:
        if names.count(name) > 1:
            raise DeclarationError(file, "name", f"{name} twice", "each name once")
    for variable in book.variable:
        _check_terms(book, variable.name, variable.terms, file)
        if not variable.coded_only and not any(variable.terms.values()):
            raise DeclarationError(file, f"{variable.name}.terms", "nothing", "terms, or coded_only = true")
    for referent in book.referent:
        if len(referent.names) < 2:
            raise DeclarationError(
                file, f"{referent.name}.names", "fewer than two", "two or more rival names"
            )
        _check_terms(book, f"{referent.name}.context", referent.context, file)
        for name_ in referent.names:
            _check_terms(book, f"{referent.name}.{name_.name}", name_.terms, file)
    _check_exclusions(book, file)
    return book


def _check_terms(book: Codebook, key: str, terms: dict[str, tuple[str, ...]], file: Path) -> None:
    for language, listed in terms.items():
        if language not in book.languages:
            raise DeclarationError(file, f"{key}.terms", language, ", ".join(book.languages))
        for term in listed:
            if not term.strip() or any(not part.strip("*") for part in term.split()):
                raise DeclarationError(
                    file, f"{key}.terms.{language}", repr(term), "words, with stars at an end"
                )


def _check_exclusions(book: Codebook, file: Path) -> None:
    variables = {variable.name: variable for variable in book.variable}
    for variable in book.variable:
        for other in variable.excludes:
            if other not in variables:
                raise DeclarationError(file, f"{variable.name}.excludes", other, ", ".join(variables))
            for language, terms in variable.terms.items():
                shared = set(terms) & set(variables[other].terms.get(language, ()))
                if shared:
                    allowed = f"a term in only one of {variable.name} and {other}, which exclude each other"
                    raise DeclarationError(
                        file, f"{variable.name}.terms.{language}", sorted(shared)[0], allowed
                    )
