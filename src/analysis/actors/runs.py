"""Names in running text: runs of capitalised words, and what around them tells of whom or what they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.actors import wording as words
from analysis.actors.cases import bare
from analysis.actors.han import beside_functions
from analysis.actors.reading import Integers, Mask, Reading
from analysis.actors.seen import COMMON, LISTED, MAYBE, NAME, SURNAME, Seen
from analysis.actors.wording import Wording

# What around a mention tells of its kind.
PERSON, SPEAKS, BODY, SITE, WITHIN, ORDINARY = 1, 2, 4, 8, 16, 32
LONGEST, APPOSED = 6, 6
ADJECTIVES = (
    *("ый", "ий", "ая", "яя", "ой", "ое", "ого", "ому", "ым", "им", "ом", "ую", "ых", "ы", "і"),
    *("ага", "аму", "ай", "ої", "ій", "ою"),
)
PATRONYMICS = ("вич", "вича", "вичу", "вичем", "виче", "вна", "вны", "вне", "вну", "вной", "віч", "ўна")


@dataclass(frozen=True)
class Runs:
    """Names of a batch in reading order: words [first, last], form as written (without the mark of a
    possessive), and cues: PERSON (a function, title or initial beside it), SPEAKS (beside a verb of speech),
    BODY and SITE (a word of organisations or of places in or before it), WITHIN (a preposition of place)."""

    first: Integers
    last: Integers
    form: list[str]
    cue: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.first)


def find_runs(reading: Reading, seen: Seen, *, wording: Wording) -> Runs:
    """The runs of a batch that may be names of actors.

    A run holds words that the corpus writes with a capital, with initials, particles ("von") and, in names of
    organisations, linking words ("of") between them; functions, titles, function words, days and months end
    it. Runs of more than six words are lists or headlines and left out. Of single words, adjectives of
    nations and common nouns are left out.
    """
    if reading.han:
        return _han_runs(reading, seen)
    part = _parts(reading, seen, wording.language.capital_nouns)
    part |= _bridges(reading, part)
    joined = _joined(reading, part, seen)
    first = np.flatnonzero(part & ~joined)
    last = np.flatnonzero(part & ~np.append(joined[1:], False)) if len(part) else first
    first, last = _behind_functions(reading, first, _with_body(reading, last, wording), wording)
    single = first == last
    known = seen.flags(reading.tokens.types)[reading.tokens.type] if len(part) else np.zeros(0, np.int8)
    alone = (known[first] & (NAME | COMMON) == NAME) & ~_common(reading, first)
    keep = (last - first < LONGEST) & (~single | alone)
    first, last = first[keep], last[keep]
    form = [spelled(reading, one, two) for one, two in zip(first.tolist(), last.tolist(), strict=True)]
    cue = _cues(reading, first, last)
    cue |= ORDINARY * ((first == last) & ((known[first] & LISTED) != 0)).astype(np.int32)
    return Runs(first, last, form, cue)


def _han_runs(reading: Reading, seen: Seen) -> Runs:
    """Words that the corpus has seen as names of persons; a function beside one is its cue."""
    known = seen.flags(reading.tokens.types)[reading.tokens.type] if len(reading.flags) else np.zeros(0)
    place = np.flatnonzero(known == NAME)
    cue = PERSON * np.isin(place, beside_functions(reading)).astype(np.int32)
    form = [reading.tokens.types[kind] for kind in reading.tokens.type[place].tolist()]
    return Runs(place, place, form, cue)


def _parts(reading: Reading, seen: Seen, capital_nouns: bool) -> Mask:
    types, kind = reading.tokens.types, reading.tokens.type
    if not len(kind):
        return np.zeros(0, dtype=bool)
    known = seen.flags(types)[kind]
    out = reading.has(words.STOP | words.FUNCTION | words.TITLE | words.DIGIT)
    may = reading.has(words.CAPITAL) & ~out & ~reading.has(words.INITIAL)
    linked = reading.linked
    strong = may & ((known & NAME) != 0)
    if not capital_nouns:
        # Inside a sentence a capital is enough: "National" is part of a name there, whatever it is elsewhere.
        strong |= may & linked
    maybe = may & ((known & MAYBE) != 0)
    # A word of which the corpus says nothing is a name beside one.
    beside = np.zeros(len(kind), dtype=bool)
    beside[:-1] |= (strong | maybe)[1:] & linked[1:]
    beside[1:] |= strong[:-1] & linked[1:]
    weak = may & ((known & SURNAME) != 0) & ~strong
    behind = np.zeros(len(kind), dtype=bool)
    behind[1:] = strong[:-1] & linked[1:] & ~reading.has(words.ACRONYM)[:-1]
    part: Mask = strong | (maybe & beside) | (weak & behind)
    initial = reading.has(words.INITIAL)
    for _ in range(2):
        after = np.zeros(len(kind), dtype=bool)
        after[:-1] = part[1:] & reading.pointed[1:]
        part |= initial & after
    return part


def _joined(reading: Reading, part: Mask, seen: Seen) -> Mask:
    """Whether each part of a name goes on with the one before it: not behind the possessive of a name
    ("Japan's", but "People's"), and not in another alphabet."""
    joined = np.zeros(len(part), dtype=bool)
    if len(part) < 2:
        return joined
    known = seen.flags(reading.tokens.types)[reading.tokens.type]
    owner = reading.has(words.POSSESSIVE) & ((known & NAME) != 0)
    latin = reading.has(words.LATIN)
    joined[1:] = part[1:] & part[:-1] & reading.linked[1:] & ~owner[:-1] & (latin[1:] == latin[:-1])
    return joined


def _behind_functions(
    reading: Reading, first: Integers, last: Integers, wording: Wording
) -> tuple[Integers, Integers]:
    """Runs of three words or more behind a function, cut before the person's name where cases tell the rest
    from it: "президент Франции | Анна Петрак". A patronymic counts to the name."""
    if wording.language.script != "cyrillic" or not len(first):
        return first, last
    types, kind = reading.tokens.types, reading.tokens.type
    middle = np.array([form.lower().endswith(PATRONYMICS) for form in types], dtype=bool)[kind]
    function = reading.has(words.FUNCTION)[np.maximum(first - 1, 0)] & reading.linked[first] & (first > 0)
    size = np.where(
        middle[np.maximum(last - 1, 0)] | reading.has(words.INITIAL)[np.maximum(last - 1, 0)], 3, 2
    )
    cut = function & (last - first + 1 > size) & ~reading.has(words.INITIAL)[first]
    begin = last - size + 1
    ends = np.concatenate([np.where(cut, begin - 1, last), last[cut]])
    starts = np.concatenate([first, begin[cut]])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _bridges(reading: Reading, part: Mask) -> Mask:
    """Particles, and linking words behind a word of organisations, that stand between two parts of a name."""
    between = np.zeros(len(part), dtype=bool)
    if len(part) < 3:
        return between
    linked = reading.linked[1:-1] & reading.linked[2:] & part[:-2] & part[2:]
    body = reading.has(words.ORGANISATION)[:-2] & reading.has(words.LINKING)[1:-1]
    particle = reading.has(words.PARTICLE)[1:-1] & ~reading.has(words.LOCATIVE | words.DETERMINER)[1:-1]
    between[1:-1] = linked & (body | particle) & ~part[1:-1]
    # "of the": two words between.
    body = reading.has(words.ORGANISATION)[:-3] & reading.has(words.LINKING)[1:-2]
    body &= reading.has(words.DETERMINER)[2:-1] & part[:-3] & part[3:]
    both = body & reading.linked[1:-2] & reading.linked[2:-1] & reading.linked[3:]
    between[1:-2] |= both
    between[2:-1] |= both
    return between


def _with_body(reading: Reading, last: Integers, wording: Wording) -> Integers:
    """Ends of runs, with the word of an organisation right behind them ("Центральный банк")."""
    if wording.language.script != "cyrillic" or not len(last):
        return last
    after = np.minimum(last + 1, len(reading.flags) - 1)
    body = reading.has(words.ORGANISATION | words.PLACE)[after] & ~reading.has(words.CAPITAL)[after]
    ending = np.array([form.endswith(ADJECTIVES) for form in reading.tokens.types])
    adjective = ending[reading.tokens.type[last]]
    follows = (after > last) & reading.linked[after] & body & adjective
    return np.where(follows, after, last)


def _common(reading: Reading, first: Integers) -> Mask:
    """Single words that name nobody: adjectives of nations, words of organisations or places alone."""
    names_nobody = words.DEMONYM | words.INITIAL | words.SHORT
    bodies = words.ORGANISATION | words.PLACE
    acronym = reading.has(words.ACRONYM)[first]
    result: Mask = reading.has(names_nobody)[first] | (reading.has(bodies)[first] & ~acronym)
    return result


def spelled(reading: Reading, first: int, last: int) -> str:
    """Words [first, last] as one form: with one blank between, without the mark of a possessive."""
    types, kind = reading.tokens.types, reading.tokens.type
    forms = [types[kind[place]] for place in range(first, last + 1)]
    flags = reading.flags[first : last + 1].tolist()
    dotted = [
        form + "." if flag & words.INITIAL and place < len(forms) - 1 else form
        for place, (form, flag) in enumerate(zip(forms, flags, strict=True))
    ]
    closing = bare(dotted[-1])
    return " ".join([*dotted[:-1], closing + "." if "." in closing else closing])


def _cues(reading: Reading, first: Integers, last: Integers) -> npt.NDArray[np.int32]:
    """Cues of each run, from its words and the words beside it."""
    if not len(first):
        return np.zeros(0, np.int32)
    flags, linked, top = reading.flags, reading.linked, len(reading.flags) - 1
    before = np.where(linked[first] & (first > 0), flags[np.maximum(first - 1, 0)], 0)
    behind = np.minimum(last + 1, top)
    after = np.where((behind > last) & linked[behind], flags[behind], 0)
    # Behind a body stands the name of one word; of more, it is the person who speaks for it.
    lower = ((before & words.CAPITAL) == 0) & (first == last)
    cue = np.zeros(len(first), np.int32)
    title = (before & (words.FUNCTION | words.TITLE)) != 0
    apposed = _apposed(reading, last) | _after_function(reading, first)
    initial = (reading.has(words.INITIAL)[first]) & (last > first)
    cue |= PERSON * (title | initial | apposed).astype(np.int32)
    speaks = ((after & words.VERB) != 0) | ((before & words.VERB) != 0)
    cue |= SPEAKS * speaks.astype(np.int32)
    inside = np.add.accumulate(np.concatenate([[0], reading.has(words.ORGANISATION).astype(np.int64)]))
    sites = np.add.accumulate(np.concatenate([[0], reading.has(words.PLACE).astype(np.int64)]))
    body = (inside[last + 1] > inside[first]) | ((before & words.ORGANISATION) != 0) & lower
    acronym = reading.has(words.ACRONYM)[first] & (first == last)
    cue |= BODY * (body | acronym).astype(np.int32)
    site = (sites[last + 1] > sites[first]) | ((before & words.PLACE) != 0) & lower
    cue |= SITE * site.astype(np.int32)
    cue |= WITHIN * ((before & words.LOCATIVE) != 0).astype(np.int32)
    return cue


def _apposed(reading: Reading, last: Integers) -> Mask:
    """Whether a function follows a run behind a comma: "Anna Petrak, professor of"."""
    top = len(reading.flags) - 1
    found = np.zeros(len(last), dtype=bool)
    tokens = reading.tokens
    one = np.minimum(last + 1, top)
    same = (one > last) & (tokens.row[one] == tokens.row[last]) & ~reading.linked[one] & ~reading.opens[one]
    close = tokens.start[one] - tokens.end[last] == 2
    for step in (1, 2, 3):
        at = np.minimum(last + step, top)
        run_on = same & close & (tokens.row[at] == tokens.row[last])
        if step > 1:
            run_on &= reading.linked[at] & (np.minimum(last + step, top) == last + step)
        found |= run_on & reading.has(words.FUNCTION)[at]
    return found


def _after_function(reading: Reading, first: Integers) -> Mask:
    """Whether a run stands behind a comma and, shortly before, a function: "The mayor of Graz, Eva Lind"."""
    tokens, place = reading.tokens, np.arange(len(reading.flags))
    last = np.maximum.accumulate(np.where(reading.has(words.FUNCTION), place, -1))
    opened = np.maximum.accumulate(np.where(reading.opens, place, 0))
    before = np.maximum(first - 1, 0)
    comma = (tokens.start[first] - tokens.end[before] == 2) & ~reading.linked[first] & ~reading.opens[first]
    near = (last[before] >= opened[first]) & (first - last[before] <= APPOSED) & (last[before] >= 0)
    result: Mask = comma & near
    return result
