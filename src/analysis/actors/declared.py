"""Declared actors in text: aliases in every case and transliteration, surnames, terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.actors import wording as words
from analysis.actors.cases import bare, name_keys
from analysis.actors.keys import keys_of
from analysis.actors.reading import Integers, Mask, Reading
from analysis.actors.runs import Runs
from analysis.declarations import Actor, Language
from analysis.tokenization import find_terms
from analysis.tokenization.lemmas import fold, lemmatize
from analysis.tokenization.matching import sequences

HAN = re.compile("[㐀-鿿]")
FULL, SURNAME, SINGLE, TERM = range(4)
SHORTEST_SURNAME = 3
LONGEST_SYLLABLE = 5
COLUMNS = ["row", "start", "end", "actor", "how"]


@dataclass(frozen=True)
class Alias:
    """The words of a name, the number of its actor, and how it names: FULL, SURNAME (of a full name: counts
    in articles that have one), or SINGLE (one declared word of a person: as a surname it stands alone)."""

    parts: tuple[str, ...]
    actor: int
    how: int


@dataclass(frozen=True)
class Declared:
    """The declared actors of a study as they are looked for in one language."""

    actors: Sequence[Actor]
    language: Language
    overrides: Mapping[str, str]

    @cached_property
    def aliases(self) -> list[Alias]:
        """All names that words can spell, each once; the first actor that has it keeps it."""
        found: dict[tuple[tuple[str, ...], int], Alias] = {}
        for number, actor in enumerate(self.actors):
            for name in actor.aliases:
                for alias in _spellings(name, number, actor.kind == "person"):
                    found.setdefault((alias.parts, number), alias)
        for number, actor in enumerate(self.actors):
            if actor.kind == "person":
                for name in actor.aliases:
                    surname = _surname(name, self.language)
                    if surname and ((surname,), number) not in found:
                        found[(surname,), number] = Alias((surname,), number, SURNAME)
        return list(found.values())

    @cached_property
    def literal(self) -> tuple[re.Pattern[str] | None, dict[str, int]]:
        """Names in Han characters, which stand in text without blanks: the longest from the left wins."""
        listed = {
            name: number
            for number, actor in enumerate(self.actors)
            for name in actor.aliases
            if HAN.search(name)
        }
        ordered = sorted(listed, key=lambda name: (-len(name), name))
        return (re.compile("|".join(map(re.escape, ordered))) if ordered else None), listed


def find_declared(reading: Reading, runs: Runs, declared: Declared) -> pd.DataFrame:
    """Mentions of declared actors in a batch, in reading order: row (text), start, end, actor (number), how.

    A word matches a word of an alias when both may be forms or transliterations of one name, or have one
    lemma; capitals and acronyms must agree. A surname counts when it is no part of another name, and an alias
    with it stands in the article, or it is itself declared. Of mentions that overlap the longest is kept.
    """
    tables = [
        _by_words(reading, runs, declared),
        _by_characters(reading, declared),
        _by_terms(reading, declared),
    ]
    frame = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    frame = _apart(frame)
    full = frame.loc[frame["how"] != SURNAME, ["row", "actor"]].drop_duplicates()
    named = frame.merge(full.assign(named=True), on=["row", "actor"], how="left")["named"].notna()
    return frame[named.to_numpy(dtype=bool)].reset_index(drop=True)


def _apart(frame: pd.DataFrame) -> pd.DataFrame:
    """Mentions that do not overlap: the longest first, then surnames last, then the earlier declared."""
    size = frame["end"] - frame["start"]
    order = np.lexsort((frame["actor"], frame["how"] == SURNAME, frame["start"], -size))
    taken: dict[int, set[int]] = {}
    keep = []
    columns = [frame[name].tolist() for name in ("row", "start", "end")]
    for place in order.tolist():
        row, start, end = (column[place] for column in columns)
        used = taken.setdefault(row, set())
        covered = range(start, end)
        if used.isdisjoint(covered):
            used.update(covered)
            keep.append(place)
    return frame.iloc[keep].sort_values(["row", "start"], ignore_index=True)


def _spellings(name: str, number: int, person: bool) -> list[Alias]:
    """An alias as words: hyphens as blanks too, and Korean given names in one word or two."""
    if HAN.search(name):
        return []
    parts = tuple(re.sub(r"[.,]", " ", name).split())
    how = SINGLE if person and len(parts) == 1 else FULL
    found = [Alias(parts, number, how)]
    apart = tuple(" ".join(parts).replace("-", " ").split())
    if apart != parts:
        found.append(Alias(apart, number, FULL))
    if person and len(apart) == 3 and all(len(part) <= LONGEST_SYLLABLE for part in apart):
        for last in (f"{apart[1]}-{apart[2]}", f"{apart[1]}{apart[2].lower()}"):
            found.append(Alias((apart[0], last), number, FULL))
            found.append(Alias((last, apart[0]), number, FULL))
        found.append(Alias((*apart[1:], apart[0]), number, FULL))
    return found


def _surname(name: str, language: Language) -> str:
    """The word of a full name that may stand alone: the last, or a family name that stands first; "" when
    there is none, or when the name is three short words (Korean family names are shared by too many)."""
    parts = [part for part in re.sub(r"[.,]", " ", name).split() if part[:1].isupper()]
    if len(parts) < 2 or HAN.search(name):
        return ""
    if parts[0].lower() in language.names.families:
        given = "".join(parts[1:])
        return parts[0] if len(parts) == 2 and "-" not in given else ""
    return parts[-1] if len(parts[-1]) >= SHORTEST_SURNAME else ""


def is_acronym(part: str) -> bool:
    return part.isupper() and 2 <= sum(map(str.isalpha, part)) <= words.LONGEST_ACRONYM


def _by_words(reading: Reading, runs: Runs, declared: Declared) -> pd.DataFrame:
    tokens, aliases = reading.tokens, declared.aliases
    if not len(tokens) or not aliases:
        return pd.DataFrame(columns=COLUMNS, dtype=np.int64)
    masks = _masks(tokens.types, sorted({part for alias in aliases for part in alias.parts}), declared)
    near = np.append(reading.linked[1:], False)
    alone = _alone(reading, runs)
    firsts, lasts, numbers, ways = [], [], [], []
    for alias in aliases:
        own = [masks[part] for part in alias.parts]
        if any(not mask.any() for mask in own):
            continue
        begin = sequences(tokens, own, near)
        if alias.how in (SURNAME, SINGLE):
            begin = begin[alone[begin]]
        firsts.append(begin)
        lasts.append(begin + len(alias.parts) - 1)
        numbers.append(np.full(len(begin), alias.actor))
        ways.append(np.full(len(begin), alias.how))
    if not firsts:
        return pd.DataFrame(columns=COLUMNS, dtype=np.int64)
    first, last = np.concatenate(firsts), np.concatenate(lasts)
    return _table(reading, first, last, np.concatenate(numbers), np.concatenate(ways))


def _table(reading: Reading, first: Integers, last: Integers, actor: Integers, how: Integers) -> pd.DataFrame:
    tokens = reading.tokens
    owner = reading.has(words.POSSESSIVE)[last]
    trailing = np.array([len(form) - len(bare(form)) for form in tokens.types], dtype=np.int64)
    end = tokens.end[last] - np.where(owner, trailing[tokens.type[last]], 0)
    columns = (tokens.row[first], tokens.start[first], end, actor, how)
    frame = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))).astype(np.int64)
    return frame.drop_duplicates(COLUMNS[:4])


def _masks(types: Sequence[str], parts: Sequence[str], declared: Declared) -> dict[str, Mask]:
    """Which types may be forms of each word of the aliases."""
    code = declared.language.code
    by_key: dict[str, list[str]] = {}
    for part in parts:
        for key in () if is_acronym(part) else keys_of(part):
            by_key.setdefault(key, []).append(part)
    masks = {part: np.zeros(len(types), dtype=bool) for part in parts}
    heads = {fold(part)[:3] for part in parts}
    alike = []
    for place, form in enumerate(types):
        if form in masks:
            masks[form][place] = True
        if form[:1].isupper():
            for key in name_keys(form, code):
                for part in by_key.get(key, ()):
                    masks[part][place] |= part[:1].isupper()
        if fold(form)[:3] in heads:
            alike.append(place)
    _by_lemma([types[place] for place in alike], alike, parts, masks, declared)
    return masks


def _by_lemma(
    forms: Sequence[str],
    places: Sequence[int],
    parts: Sequence[str],
    masks: Mapping[str, npt.NDArray[np.bool_]],
    declared: Declared,
) -> None:
    """Add types that share a lemma with a word of an alias: words that are no names ("Совета министров")."""
    own = [part for part in parts if not is_acronym(part)]
    both = [*own, *forms]
    given = {"language": declared.language, "overrides": declared.overrides}
    lemmas = [fold(lemma) for lemma in lemmatize(both, **given)] if both else []  # type: ignore[arg-type]
    by_lemma: dict[str, list[str]] = {}
    for part, lemma in zip(own, lemmas[: len(own)], strict=True):
        for word in {lemma, fold(part)}:
            by_lemma.setdefault(word, []).append(part)
    for place, form, lemma in zip(places, forms, lemmas[len(own) :], strict=True):
        for word in {lemma, fold(form)}:
            for part in by_lemma.get(word, ()):
                # A capital of the alias must be one of the text, too; elsewhere headlines may have more.
                masks[part][place] |= form[:1].isupper() or not part[:1].isupper()


def _alone(reading: Reading, runs: Runs) -> Mask:
    """Words that are no part of a longer name: "Varek" does not stand in "Elsa Varek"."""
    alone = np.ones(len(reading.tokens), dtype=bool)
    initial = reading.has(words.INITIAL)
    for first, last in zip(runs.first.tolist(), runs.last.tolist(), strict=True):
        if last > first and not initial[first:last].all():
            alone[first : last + 1] = False
    return alone


def _by_characters(reading: Reading, declared: Declared) -> pd.DataFrame:
    pattern, listed = declared.literal
    rows = [
        (row, match.start(), match.end(), listed[match.group()], FULL)
        for row, text in enumerate(reading.texts)
        for match in (pattern.finditer(text) if pattern is not None else ())
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(np.int64)


def _by_terms(reading: Reading, declared: Declared) -> pd.DataFrame:
    code = declared.language.code
    terms = {str(number): actor.terms.get(code, ()) for number, actor in enumerate(declared.actors)}
    terms = {number: listed for number, listed in terms.items() if listed}
    if not terms:
        return pd.DataFrame(columns=COLUMNS, dtype=np.int64)
    found = find_terms(
        reading.tokens, terms, language=declared.language, overrides=declared.overrides, exclusive=True
    )
    numbers = np.array([int(label) for label, _ in found.terms], dtype=np.int64)[found.term]
    return _table(reading, found.first, found.last, numbers, np.full(len(numbers), TERM))
