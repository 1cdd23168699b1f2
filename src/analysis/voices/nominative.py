"""The first case of names and functions that stand in another one ("по словам ректора Ильи Савина").

A dictionary gives the first case of common nouns and of first names where the language has one; the endings
that the language declares do the rest. Words behind the head of a phrase stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from analysis.declarations.cases import Cases
from analysis.tokenization.dictionaries import dictionary
from analysis.voices.lexicon import Lexicon

_NONE: Mapping[str, str] = {}
_MASCULINE, _FEMININE, _NEUTER, _PLURAL = range(4)


def lemmas(lexicon: Lexicon) -> Mapping[str, str]:
    """Forms and lemmas, empty where the language has no dictionary."""
    return dictionary(lexicon.dictionary) if lexicon.dictionary else _NONE


def is_common(lexicon: Lexicon, form: str) -> bool:
    """Whether a capitalised form is a common noun or adjective that only opens its sentence."""
    low = form.lower()
    if (form.isupper() and len(form) > 1) or lemmas(lexicon).get(form, "")[:1].isupper():
        return False
    if any(len(phrase) == 1 for phrase, *_ in lexicon.roles.get(low, ())):
        return True
    lemma = lemmas(lexicon).get(low)
    if lemma is None or lemma != lemma.lower():
        return False
    return lemma == low or not low.endswith(lexicon.cases.surname_ends)


def fold(form: str) -> str:
    """A form as dictionaries have it, without the letter that print may leave out."""
    return form.replace("ё", "е").replace("Ё", "Е")


def is_first_case(lexicon: Lexicon, form: str) -> bool:
    """Whether the dictionary has a form as a lemma."""
    lemma = lemmas(lexicon).get(form)
    return lemma is not None and fold(lemma) == fold(form)


def is_other_case(lexicon: Lexicon, low: str) -> bool:
    """Whether the dictionary has a form as one of a noun, but not its first."""
    cases, lemma = lexicon.cases, lemmas(lexicon).get(low)
    if lemma is None or fold(lemma) == fold(low) or low.endswith(cases.adjective_lemmas):
        return False
    return not lemma.endswith((*cases.adjective_lemmas, *cases.infinitives))


def is_infinitive(lexicon: Lexicon, low: str) -> bool:
    """Whether a form is an infinitive by its ending and, where there is one, the dictionary."""
    return (
        bool(lexicon.cases.infinitives)
        and low.endswith(lexicon.cases.infinitives)
        and is_verb(lexicon, low) is not False
    )


def is_verb(lexicon: Lexicon, low: str) -> bool | None:
    """Whether the dictionary has a form as one of a verb; None where it has not the form."""
    lemma = lemmas(lexicon).get(low)
    return None if lemma is None else lemma.endswith(lexicon.cases.infinitives)


def name_in_first_case(lexicon: Lexicon, name: str, *, oblique: bool) -> str:
    """A person's name in the first case. A name whose first part is in it already stays as it is; one with an
    unknown first part is changed only when it is known to be `oblique`."""
    first, *others = name.split()
    lemma = lemmas(lexicon).get(first, "")
    if not others:
        if not oblique or first.lower().endswith(lexicon.cases.invariable):
            return name
        return lemma if lemma[:1].isupper() else by_ending(name, lexicon.cases.surnames)
    known = lemma if lemma[:1].isupper() else ""
    if fold(known) == fold(first) or (not known and not oblique):
        return name
    if not first.endswith("."):
        first = known or by_ending(first, lexicon.cases.first)
    return " ".join([first, *(by_ending(part, lexicon.cases.surnames) for part in others)])


def function_in_first_case(lexicon: Lexicon, forms: Sequence[str]) -> list[str]:
    """The words of a function or body with its adjectives and head in the first case."""
    head = 0
    while head + 1 < len(forms) and _is_adjective(lexicon, forms[head]):
        head += 1
    noun = _noun(lexicon, forms[head])
    gender = _gender(lexicon.cases, noun, forms[head])
    adjectives = [_adjective(lexicon.cases, form, gender) for form in forms[:head]]
    return [*adjectives, noun, *forms[head + 1 :]]


@cache
def _rows(rows: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    split = [row.split() for row in rows]
    return tuple((ending, tuple("" if new == "-" else new for new in news)) for ending, *news in split)


def _is_adjective(lexicon: Lexicon, form: str) -> bool:
    low = form.lower()
    if len(low) < 5 or not any(low.endswith(ending) for ending, _ in _rows(lexicon.cases.adjectives)):
        return False
    lemma = lemmas(lexicon).get(low)
    return lemma is None or lemma.endswith((*lexicon.cases.adjective_lemmas, *lexicon.cases.neuter))


def _noun(lexicon: Lexicon, form: str) -> str:
    low, cases = form.lower(), lexicon.cases
    named = lemmas(lexicon).get(form, "")
    if (form.isupper() and len(form) > 1) or (form[:1].isupper() and low.endswith(cases.invariable)):
        return form
    if form[:1].isupper() and named[:1].isupper() and named not in (form, form.upper()):
        return named
    lemma = lemmas(lexicon).get(low)
    if lemma and lemma != lemma.lower():
        lemma = None
    if lemma != low and _is_plural(cases, low):
        adjective = lemma is None or lemma.endswith(cases.adjective_lemmas)
        plural = by_ending(low, cases.plural) if adjective else by_ending(str(lemma), cases.plurals)
        return _as_written(form, plural)
    return _as_written(form, lemma) if lemma else _known(lexicon, form)


def _known(lexicon: Lexicon, form: str) -> str:
    """The first case by ending: a declared function where one of the endings gives one."""
    low, rows = form.lower(), _rows(lexicon.cases.nouns)
    found = [low[: len(low) - len(end)] + news[0] for end, news in rows if low.endswith(end)]
    roles = (one for one in found if any(len(phrase) == 1 for phrase, *_ in lexicon.roles.get(one, ())))
    return _as_written(form, next(roles, by_ending(low, lexicon.cases.nouns)))


def declared_in_first_case(lexicon: Lexicon, function: str) -> str:
    """A function of one word in the first case, where an ending gives another declared function; else as it
    is."""
    low = function.lower()
    for ending, news in _rows(lexicon.cases.nouns):
        other = low[: len(low) - len(ending)] + news[0]
        if low.endswith(ending) and any(len(phrase) == 1 for phrase, *_ in lexicon.roles.get(other, ())):
            return _as_written(function, other)
    return function


def _is_plural(cases: Cases, low: str) -> bool:
    return any(low.endswith(ending) for ending, _ in _rows(cases.plural))


def _gender(cases: Cases, noun: str, form: str) -> int:
    if _is_plural(cases, form.lower()) and noun.lower() != form.lower():
        return _PLURAL
    if noun.lower().endswith(cases.neuter):
        return _NEUTER
    return _FEMININE if noun.lower().endswith(cases.feminine) else _MASCULINE


def _adjective(cases: Cases, form: str, gender: int) -> str:
    for ending, news in _rows(cases.adjectives):
        if form.lower().endswith(ending):
            return form[: len(form) - len(ending)] + news[gender]
    return form


def by_ending(form: str, rows: tuple[str, ...]) -> str:
    """The form with the first declared ending that fits put in the first case; as it is when none fits."""
    low = form.lower()
    for ending, news in _rows(rows):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return form[: len(form) - len(ending)] + news[0]
    return form


def _as_written(form: str, low: str) -> str:
    return low[:1].upper() + low[1:] if form[:1].isupper() else low
