"""Countries as a language names them: names, adjectives, inhabitants, capitals, bodies of the state.

One CSV a language lists them in their first form, one TOML beside it says how forms are inflected and how an
office is tied to a country. Forms are made once, by declared endings, and looked up whole: nothing matches
by its beginning, so that "Polen" never meets "polemisch".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.declarations.checking import DeclarationError, build, load

HERE = Path(__file__).parent / "countries"
KINDS = {
    "names": "name",
    "adjectives": "adjective",
    "people": "people",
    "capitals": "capital",
    "bodies": "body",
}
CODE = re.compile("[A-Z]{2}")


@dataclass(frozen=True)
class Paradigm:
    """Words that end with one of `ends` lose `drop` letters and take the endings `forms`; those of
    `genitive` make a genitive. With `column` it is for that column only, and goes before those of every
    column; else the longest end decides. Words all in capitals are not inflected."""

    ends: tuple[str, ...]
    forms: tuple[str, ...]
    drop: int = 0
    genitive: tuple[str, ...] = ()
    column: str = ""


@dataclass(frozen=True)
class Grammar:
    """How a language ties an office to a country; all words lower case.

    `of` link it ("of Poland"), over `fillers` ("of the Republic of"); `genitive` says that a country in the
    genitive stands right behind the office, `gap` that words which end in none of `verbal` may stand between
    ("министр обороны России"), `adjective_after` that its adjective does, `bare_before` that its bare name
    stands before the office ("China foreign ministry"). A place behind `inside` tells the country of `seated`
    bodies ("the government in Kyiv"). For `envoys` a country behind `receiving` (or before them, behind
    `posted`) is where they serve. `joining` words join what an office is for ("trade and industry"); `heads`
    are offices whose role is that of what they lead or speak for. `short_after` are the words behind which a
    country's one-letter name may stand."""

    checked: str
    of: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    seated: tuple[str, ...] = ()
    envoys: tuple[str, ...] = ()
    receiving: tuple[str, ...] = ()
    posted: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    verbal: tuple[str, ...] = ()
    short_after: tuple[str, ...] = ()
    genitive: bool = False
    gap: bool = False
    adjective_after: bool = False
    bare_before: bool = False
    paradigm: tuple[Paradigm, ...] = ()


@dataclass(frozen=True)
class CountryNames:
    """What one language calls one country, in first forms; "A:B:C" lists a name's forms, the second the
    genitive."""

    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountryForm:
    """One name with its forms: for each of its words the forms; those of the first that are a genitive."""

    words: tuple[tuple[str, ...], ...]
    genitive: tuple[str, ...]
    kind: str
    code: str


@dataclass(frozen=True)
class Countries:
    """The countries of a language: its grammar, and all names with their forms."""

    grammar: Grammar
    forms: tuple[CountryForm, ...]


@cache
def load_countries(language: str) -> Countries:
    """The countries as a language names them; none for a language that declares none.

    Raises DeclarationError for a malformed file, a column, a code or a first form that cannot be.
    """
    grammar_file, table = HERE / f"{language}.toml", HERE / f"{language}.csv"
    if not grammar_file.exists():
        return Countries(Grammar(checked="undeclared"), ())
    grammar = build(Grammar, load(grammar_file), file=grammar_file)
    for number, paradigm in enumerate(grammar.paradigm):
        if paradigm.column not in ("", *KINDS):
            key = f"paradigm[{number}].column"
            raise DeclarationError(grammar_file, key, paradigm.column, ", ".join(KINDS))
    forms = [form for code, names in _rows(table) for form in forms_of(names, code, grammar)]
    return Countries(grammar, tuple(forms))


def forms_of(names: CountryNames, code: str, grammar: Grammar) -> Iterator[CountryForm]:
    """All forms of one country's names, by the language's paradigms."""
    for column, kind in KINDS.items():
        for name in getattr(names, column):
            words, genitive = _inflected(name, column, grammar.paradigm)
            yield CountryForm(words, genitive, kind, code)


def _rows(file: Path) -> Iterator[tuple[str, CountryNames]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DeclarationError(file, "", f"unreadable ({error})", "a CSV file in UTF-8") from None
    rows = csv.DictReader(lines)
    expected = ["code", *KINDS]
    if rows.fieldnames != expected:
        raise DeclarationError(file, "line 1", ",".join(rows.fieldnames or ()), ",".join(expected))
    seen: set[str] = set()
    for line, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise DeclarationError(
                file, f"line {line}", "another number of columns", f"{len(expected)} columns"
            )
        code = row["code"]
        if not CODE.fullmatch(code) or code in seen:
            raise DeclarationError(file, f"line {line}", repr(code), "a country's two letters, once a file")
        seen.add(code)
        yield code, CountryNames(**{column: _cells(row[column], file, line, column) for column in KINDS})


def _cells(cell: str, file: Path, line: int, column: str) -> tuple[str, ...]:
    names = tuple(name for name in cell.split("|") if cell)
    if any(not name.strip() or name != name.strip() for name in names):
        raise DeclarationError(file, f"line {line}, {column}", repr(cell), "names with | between them")
    return names


def _inflected(
    name: str, column: str, paradigms: Iterable[Paradigm]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The forms of each word of a name, and the genitives of its first word."""
    listed = name.split(":")
    if len(listed) > 1:
        words = tuple(
            tuple(dict.fromkeys(forms)) for forms in zip(*(form.split() for form in listed), strict=True)
        )
        return words, (listed[1].split()[0],)
    made = [_forms(word, column, paradigms) for word in name.split()]
    return tuple(forms for forms, _ in made), made[0][1]


def _forms(word: str, column: str, paradigms: Iterable[Paradigm]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if word.isupper():
        return (word,), (word,)
    fitting = [
        (bool(paradigm.column), len(end), -number, paradigm)
        for number, paradigm in enumerate(paradigms)
        if paradigm.column in ("", column)
        for end in paradigm.ends
        if word.endswith(end)
    ]
    if not fitting:
        return (word,), ()
    chosen = max(fitting)[3]
    stem = word[: len(word) - chosen.drop]
    forms = tuple(dict.fromkeys((word, *(stem + ending for ending in chosen.forms))))
    return forms, tuple(stem + ending for ending in chosen.genitive)


@dataclass(frozen=True)
class Home:
    """The country of an outlet: its code ("" when unknown), and names that the shipped lists lack."""

    code: str = ""
    names: CountryNames = CountryNames()
