"""Names of countries in a text: which country a word names, looked up whole by its form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from analysis.declarations.countries import CountryForm, Grammar, Home, forms_of, load_countries
from analysis.voices.lexicon import WORD
from analysis.voices.words import Words

OWN, FOREIGN, INTERNATIONAL = "own_state", "foreign_state", "international"
_POSSESSIVE = ("'s", "’s")
NOWHERE = frozenset[str]()


class Place(NamedTuple):
    """Words that name a country: how many, as what (name, adjective, people, capital, body), which country
    (several for "Korea"), and whether they stand in the genitive or possessive."""

    size: int
    kinds: frozenset[str]
    codes: frozenset[str]
    genitive: bool


class _Row(NamedTuple):
    words: tuple[frozenset[str], ...]
    genitive: frozenset[str]
    kind: str
    code: str


class States:
    """The countries as one language names them, seen from the country of one outlet."""

    def __init__(self, grammar: Grammar, forms: list[CountryForm], home: str) -> None:
        self.grammar, self.home = grammar, home
        table: dict[str, list[_Row]] = {}
        for form in forms:
            row = _row(form)
            for written in row.words[0]:
                table.setdefault(written, []).append(row)
        self.table: Mapping[str, tuple[_Row, ...]] = {
            written: tuple(sorted(rows, key=lambda row: -len(row.words))) for written, rows in table.items()
        }
        self.of = frozenset(grammar.of)
        self.fillers = frozenset(grammar.fillers)
        self.inside = frozenset(grammar.inside)
        self.seated = frozenset(grammar.seated)
        self.envoys = frozenset(grammar.envoys)
        self.receiving = frozenset(grammar.receiving)
        self.heads = frozenset(grammar.heads)

    def match(self, words: Words, place: int) -> Place | None:
        """The longest name of a country that begins at a place."""
        forms = words.forms
        possessive = forms[place].endswith(_POSSESSIVE)
        rows = self.table.get(forms[place][:-2] if possessive else forms[place])
        if not rows:
            return None
        size, found = 0, list[_Row]()
        for row in rows:
            if len(row.words) < size:
                break
            if _fits(row, forms, place):
                size = len(row.words)
                found.append(row)
        if not found:
            return None
        last = forms[place + size - 1]
        genitive = last.endswith(_POSSESSIVE) or any(forms[place] in row.genitive for row in found)
        kinds, codes = frozenset(row.kind for row in found), frozenset(row.code for row in found)
        return Place(size, kinds, codes, genitive)

    def body(self, words: Words, place: int) -> int:
        """Size of the body of some state that a place names, else 0."""
        found = self.match(words, place) if words.forms[place] in self.table else None
        return found.size if found and "body" in found.kinds else 0

    def of_form(self, form: str) -> frozenset[str]:
        """The countries that one written word names by itself."""
        return frozenset(row.code for row in self.table.get(form, ()) if len(row.words) == 1)

    def side(self, codes: frozenset[str]) -> str:
        """Own or foreign state: own when one of the countries is that of the outlet."""
        return OWN if self.home in codes else FOREIGN


def _row(form: CountryForm) -> _Row:
    words: list[frozenset[str]] = []
    for variants in form.words:
        cut = [tuple(match.group() for match in WORD.finditer(variant)) for variant in variants]
        if len(cut[0]) == 1:
            words.append(frozenset(written for (token,) in cut for written in _writings(token)))
        else:
            words.extend(frozenset({token}) for token in cut[0])
    genitive = frozenset(written for variant in form.genitive for written in _writings(variant))
    return _Row(tuple(words), genitive, form.kind, form.code)


def _writings(form: str) -> tuple[str, ...]:
    """A form as it may be written: a small letter may open a sentence, all letters may be capitals."""
    found = [form]
    if form[0].islower():
        found.append(form[0].upper() + form[1:])
    if len(form) > 2:
        found.append(form.upper())
    return tuple(w for f in dict.fromkeys(found) for w in dict.fromkeys((f, f.replace("'", "’"))))


def _fits(row: _Row, forms: list[str], place: int) -> bool:
    size = len(row.words)
    if size == 1:
        return True
    if place + size > len(forms) or any(
        forms[place + step] not in row.words[step] for step in range(1, size - 1)
    ):
        return False
    last = forms[place + size - 1]
    return last in row.words[-1] or (last.endswith(_POSSESSIVE) and last[:-2] in row.words[-1])


@lru_cache(maxsize=64)
def states_of(language: str, home: Home) -> States:
    """The countries of a language, with what an outlet's declaration adds; built once for each."""
    countries = load_countries(language)
    own = list(forms_of(home.names, home.code, countries.grammar)) if home.code else []
    return States(countries.grammar, [*countries.forms, *own], home.code)
