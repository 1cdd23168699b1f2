"""What the declaration of a language says of words, as tables built once per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from unicodedata import combining, normalize

from analysis.declarations.cases import Cases
from analysis.declarations.language import Language, Speech, direct_only
from analysis.voices.cues import Cues, cues_of

_LETTERS = r"[^\W\u3400-\u9fff]+"
WORD = re.compile(rf"[\u3400-\u9fff]|{_LETTERS}(?:[-'’]{_LETTERS})*|\n+|[^\w\s]")
# Fields of the name of a declared list that are made of it in another way.
_MADE = frozenset(["agreement", "finite", "genders"])
_ACCENT = re.compile("[áéíóúüñ]", re.IGNORECASE)


@dataclass(frozen=True)
class Lexicon:
    """The declaration of a language as tables: phrases by their first word, longest first; lists of the
    same name as in `Speech` are those lists; `silent` languages declare no reporting verb."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    roles: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    role_words: Mapping[str, str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    linking: frozenset[str]
    agents: frozenset[str]
    known: tuple[str, ...]
    citing: frozenset[str]
    wordings: frozenset[str]
    grounds: frozenset[str]
    middle: frozenset[str]
    titles: frozenset[str]
    mute: frozenset[str]
    genders: Mapping[str, str]
    plain_that: frozenset[str]
    infinitive: tuple[str, ...]
    finite: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    agreement: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]
    oblique: tuple[str, ...]
    manner: tuple[str, ...]
    manner_not: tuple[str, ...]
    name_ends: tuple[str, ...]
    hosts: frozenset[str]
    possessives: frozenset[str]
    subjectless: frozenset[str]
    anonymous: tuple[str, ...]
    documents: tuple[str, ...]
    events: tuple[str, ...]
    gerunds: tuple[str, ...]
    adverbials: tuple[str, ...]
    short_passives: tuple[str, ...]
    participles: tuple[str, ...]
    cases: Cases
    dictionary: str
    stop: frozenset[str]
    calendar: frozenset[str]
    abbreviations: frozenset[str]
    ordinals: bool
    subject_first: bool
    mood: bool
    mood_ending: str
    mood_not: frozenset[str]
    mood_not_endings: tuple[str, ...]
    mood_placed: frozenset[str]
    mood_placed_endings: tuple[str, ...]
    impersonal: frozenset[str]
    own_voice: frozenset[str]
    consecutive: frozenset[str]
    articles: frozenset[str]
    oblique_articles: frozenset[str]
    genitives: frozenset[str]
    reflexive: frozenset[str]
    title_endings: tuple[str, ...]
    source_prepositions: frozenset[str]
    document_prepositions: frozenset[str]
    split: frozenset[str]
    verb_particles: frozenset[str]
    postposed: frozenset[str]
    attributive: frozenset[str]
    indefinite: frozenset[str]
    surveys: tuple[str, ...]
    dative_plurals: tuple[str, ...]
    mood_past: frozenset[str]
    mood_past_endings: tuple[str, ...]
    han: bool
    capital_nouns: bool
    dashes: bool
    dropped: bool
    sources: tuple[str, ...]
    wordy: frozenset[str]
    issuing: frozenset[str]
    nameless: frozenset[str]
    nameless_endings: tuple[str, ...]
    cyrillic: bool
    silent: bool
    cues: Cues

    @property
    def capital_titles(self) -> bool:
        """True when titles capitalise every word: then one capital alone makes no title."""
        return self.subject_first


def split_words(phrase: str) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in WORD.finditer(phrase))


def _table(rows: Iterable[tuple[str, str, str]]) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, kind, value in rows:
        words = split_words(phrase)
        if words:
            table.setdefault(words[0], []).append((words, kind, value))
    return {word: tuple(sorted(group, key=lambda row: -len(row[0]))) for word, group in table.items()}


def lexicon_of(language: Language, text: str = "") -> Lexicon:
    """The tables of a language, built once per declaration; of a language whose accents may be left out,
    without accents for a text that has none."""
    plain = language.speech.unaccented and bool(text) and not _ACCENT.search(text)
    key = (id(language), plain)
    if key not in _BUILT or _BUILT[key][0] is not language:
        _BUILT[key] = (language, _build(without_accents(language) if plain else language))
    return _BUILT[key][1]


_BUILT: dict[tuple[int, bool], tuple[Language, Lexicon]] = {}


def without_accents(language: Language) -> Language:
    """The declaration with its words of speech, functions and calendar written without accents, but for those
    that would become function words."""
    stop = frozenset(language.stop_words)

    def bare(value: Any) -> Any:
        if isinstance(value, str):
            folded = "".join(mark for mark in normalize("NFD", value) if not combining(mark))
            return value if folded in stop else folded
        if isinstance(value, tuple):
            return tuple(bare(one) for one in value)
        return {key: bare(one) for key, one in value.items()} if isinstance(value, dict) else value

    speech = {item.name: bare(getattr(language.speech, item.name)) for item in fields(language.speech)}
    return replace(
        language,
        speech=Speech(**speech),
        roles=bare(language.roles),
        months=bare(language.months),
        weekdays=bare(language.weekdays),
        stop_words=(*language.stop_words, *bare(language.stop_words)),
    )


def _curled(forms: Iterable[str]) -> frozenset[str]:
    """Forms with either sign for an apostrophe."""
    return frozenset(written for form in forms for written in (form, form.replace("'", "’")))


def _build(language: Language) -> Lexicon:
    speech = language.speech
    rows = [
        *((form, "idiom", "") for form in speech.idioms),
        *((form, "verb", "neutral") for form in speech.neutral),
        *((form, "verb", "affirming") for form in speech.affirming),
        *((form, "verb", "doubting") for form in speech.doubting),
    ]
    for kind in ("that", "according", "backward", "so_called", "subjunctive"):
        rows.extend((form, kind, "") for form in getattr(speech, kind))
    rows.extend((form, "according", "own") for form in speech.according_own)
    rows.extend((form, "according", "his") for form in speech.according_his)
    others = ("pronouns", "relative", "subordinating", "prepositions", "first_person", "nouns")
    more = (
        "as_clause",
        "told",
        "passive",
        "determiners",
        "joining",
        "contrast",
        "committing",
        "objects",
        "daytime",
        "backshift",
        "hearsay",
        "questions",
        "interrogative",
        "meanwhile",
        "formerly",
        "expletives",
        "restricting",
        "quoting",
        "bounding",
        "occasions",
        "doings",
        "body_ends",
        "announcing",
        "resuming",
    )
    for kind in (*others, "asking", "sourced", "infinitive", *more):
        rows.extend((form, kind.rstrip("s"), "") for form in getattr(speech, kind))
    rows.extend(
        (" ".join((head, owner, *rest)), "according", "")
        for head, *rest in map(str.split, speech.according)
        for owner in speech.possessives
        if head not in speech.as_clause and len(rest) == 1
    )
    roles = [(form, "role", role) for role, forms in language.roles.items() for form in forms]
    role_words = {form: role for form, _, role in roles if " " not in form and len(form) >= 5}
    return Lexicon(
        **_as_declared(speech),
        phrases=_table(rows),
        roles=_table(roles),
        role_words=role_words,
        suffixes=frozenset(role_words),
        genders={form: row.split()[0] for row in speech.genders for form in row.split()},
        plain_that=frozenset(speech.that[:2] if speech.subjunctive else speech.that[:1]),
        finite=_curled(speech.finite),
        negations=_curled(language.negations),
        adverbs=frozenset((*language.stop_words, *language.starters, *language.negations)),
        agreement=tuple(
            (tuple(verbs.split()), tuple(nouns.split()), tense) for verbs, nouns, tense in speech.agreement
        ),
        cases=language.cases,
        dictionary="" if language.lemmatizer in ("none", "stem") else language.lemmatizer,
        stop=frozenset(language.stop_words),
        calendar=frozenset(
            form.lower() for group in (*language.months, *language.weekdays) for form in group
        ),
        abbreviations=language.abbreviations.all,
        ordinals=language.ordinals,
        subject_first=speech.bare_clause,
        mood=bool(speech.subjunctive),
        mood_ending=speech.subjunctive_ending,
        mood_not=frozenset(speech.subjunctive_not) | frozenset(language.stop_words),
        mood_not_endings=_endings(speech.subjunctive_not),
        mood_placed=frozenset(speech.subjunctive_placed),
        mood_placed_endings=_endings(speech.subjunctive_placed),
        mood_past=frozenset(speech.subjunctive_past),
        mood_past_endings=_endings(speech.subjunctive_past),
        han=language.script == "han",
        capital_nouns=language.capital_nouns,
        dropped=speech.subject_dropped,
        nameless_endings=_endings(speech.nameless),
        cyrillic=language.script == "cyrillic",
        cues=cues_of(language),
        silent=direct_only(language),
    )


def _as_declared(speech: Speech) -> dict[str, Any]:
    """The word lists of a language that are looked up as they are declared, as sets where they are sets."""
    declared = {item.name: getattr(speech, item.name) for item in fields(speech)}
    same = [item for item in fields(Lexicon) if item.name in declared and item.name not in _MADE]
    return {
        item.name: frozenset(declared[item.name]) if item.type == "frozenset[str]" else declared[item.name]
        for item in same
    }


def _endings(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(form[1:] for form in forms if form.startswith("-"))
