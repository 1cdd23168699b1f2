"""Which names of a corpus mean one actor: forms with one key, initials and surnames of one full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.actors.cases import STEM, first_cases, stem_key
from analysis.actors.reading import Reading
from analysis.actors.runs import BODY, ORDINARY, PATRONYMICS, PERSON, SITE, SPEAKS, WITHIN, Runs
from analysis.declarations import load_language

CUES = {
    "person": PERSON,
    "speaks": SPEAKS,
    "body": BODY,
    "site": SITE,
    "within": WITHIN,
    "ordinary": ORDINARY,
}
COLUMNS = ["mentions", "articles", *CUES]
DOMINANT, OFTENER, EXACT, FEWEST, SITE_RATE = 0.8, 15, 3, 3, 20
Key = tuple[str, ...]


def count_names(reading: Reading, runs: Runs) -> pd.DataFrame:
    """Mentions, articles and cues of each form (index) of a batch."""
    frame = pd.DataFrame(
        {name: (runs.cue & bit) != 0 for name, bit in CUES.items()} | {"form": runs.form, "mentions": 1}
    )
    frame["article"] = reading.tokens.row[runs.first] if len(runs) else []
    grouped = frame.groupby("form", sort=True)
    sums = grouped[["mentions", *CUES]].sum().astype(np.int64)
    return sums.assign(articles=grouped["article"].nunique())[COLUMNS]


@dataclass
class Found:
    """One actor that was found: canonical `name`, `kind`, and the forms met with their mentions."""

    name: str
    kind: str = "unknown"
    forms: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """The actors found in a corpus of one language. `of_form` gives the number of an actor by form, `of_key`
    by the key of a name, `surnames` the numbers of the persons with a surname's key, `lead` the
    words of another name that a form begins with ("Франции" in "Франции Анна Петрак")."""

    code: str
    actors: Sequence[Found]
    of_form: Mapping[str, int]
    of_key: Mapping[Key, int]
    surnames: Mapping[str, tuple[int, ...]]
    lead: Mapping[str, int]

    def find(self, form: str) -> int:
        """The number of the actor that a name means, or -1."""
        if form in self.of_form:
            return self.of_form[form]
        return self.of_key.get(key_of(form, self.code), -1)


def key_of(form: str, code: str) -> Key:
    """The key of a name: those of its words without patronymics; initials as they are."""
    parts = form.split()
    inner = [part for part in parts[1:-1] if not part.lower().endswith(PATRONYMICS)]
    kept = (*parts[:1], *inner, *(parts[-1:] if parts[1:] else ()))
    # Short names and acronyms have too few letters for their spelling to be folded.
    return tuple(
        part.lower() if part.isupper() or len(part) <= EXACT else stem_key(part, code) for part in kept
    )


def register(counts: pd.DataFrame, *, code: str, places: Iterable[str] = ()) -> Register:
    """Actors from `counts` of forms (of `count_names`, summed over a corpus).

    Forms with one key are one actor. Initials and a surname join the full name where one person has at least
    four fifths of the mentions of that surname; a surname alone only where the person is. `places` are names
    known as places (of datelines).
    """
    table: dict[str, dict[str, int]] = {
        str(form): {str(name): int(value) for name, value in row.items()}
        for form, row in counts.to_dict("index").items()
    }
    lead = _leads(table, code)
    plain = {form: _plain(form, lead.get(form, 0), table, code) for form in counts.index}
    groups: dict[Key, list[str]] = {}
    for form in counts.index:
        groups.setdefault(key_of(plain[form], code), []).append(form)
    given = _given_names(groups, table)
    known = {key_of(place, code) for place in places if place}
    kinds = {key: _kind(key, forms, table, given, known) for key, forms in groups.items()}
    sizes = {key: _sum(forms, table, "mentions") for key, forms in groups.items()}
    kinds = {key: _by_surname(key, kind, kinds, sizes) for key, kind in kinds.items()}
    target = _joined(groups, kinds, table, code)
    members: dict[Key, list[str]] = {}
    for key, forms in groups.items():
        members.setdefault(target.get(key, key), []).extend(forms)
    actors: list[Found] = []
    of_form: dict[str, int] = {}
    of_key: dict[Key, int] = {}
    for key, forms in members.items():
        full = groups[key]
        if _is_noun(key, forms, table):
            continue
        number = len(actors)
        ordered = sorted(forms, key=lambda form: (-table[form]["mentions"], form))
        whole = [form for form in full if plain[form] == form] or full
        name = plain[_first_case(whole, table, code)]
        actors.append(Found(name, kinds[key], {form: table[form]["mentions"] for form in ordered}))
        of_form.update(dict.fromkeys(forms, number))
        of_key[key] = number
    of_key.update({key: of_key[to] for key, to in target.items() if to in of_key})
    surnames: dict[str, list[int]] = {}
    for key, number in of_key.items():
        if len(key) > 1 and actors[number].kind == "person":
            surnames.setdefault(key[-1], []).append(number)
    own = {last: tuple(sorted(set(numbers))) for last, numbers in surnames.items()}
    return Register(code, actors, of_form, of_key, own, lead)


def _leads(table: Mapping[str, Mapping[str, int]], code: str) -> dict[str, int]:
    """Forms of three words or more that begin with a place and go on with a name of their own."""
    places: dict[str, list[int]] = {}
    for form, row in table.items():
        if " " not in form:
            sums = places.setdefault(stem_key(form, code), [0, 0])
            sums[0] += row["mentions"]
            sums[1] += row["within"] + row["site"]
    ends = {key_of(form, code) for form in table}
    found = {}
    for form in table:
        parts = form.split()
        total, within = places.get(stem_key(parts[0], code), (0, 0))
        if len(parts) < 3 or total < FEWEST or 10 * within < total:
            continue
        if code in STEM or key_of(" ".join(parts[1:]), code) in ends:
            found[form] = 1
    return found


def _plain(form: str, lead: int, table: Mapping[str, Mapping[str, int]], code: str) -> str:
    """A form without the words of another name before it, and without the ending of a genitive."""
    own = " ".join(form.split()[lead:])
    ending = load_language(code).names.genitive
    base = own.removesuffix(ending)
    if base != own and base in table:
        return base if 2 * table[base]["mentions"] >= table[form]["mentions"] else own
    return own


def _in_han(key: Key) -> bool:
    """Whether a name is written in Han characters: only a function tells a person there."""
    return "㐀" <= key[0][:1] <= "鿿"


def _sum(forms: Sequence[str], table: Mapping[str, Mapping[str, int]], column: str) -> int:
    return sum(table[form][column] for form in forms)


def _given_names(groups: Mapping[Key, list[str]], table: Mapping[str, Mapping[str, int]]) -> frozenset[str]:
    """Keys of words that begin the names of persons: those with a function before them, and no body's."""
    person: dict[str, int] = {}
    other: dict[str, int] = {}
    total: dict[str, int] = {}
    for key, forms in groups.items():
        if len(key) < 2:
            continue
        hits = _sum(forms, table, "person")
        person[key[0]] = person.get(key[0], 0) + hits
        rest = _sum(forms, table, "body") + _sum(forms, table, "site")
        other[key[0]] = other.get(key[0], 0) + rest
        total[key[0]] = total.get(key[0], 0) + _sum(forms, table, "mentions")
    return frozenset(
        first for first, hits in person.items() if hits > other[first] and 5 * hits >= total[first]
    )


def _kind(
    key: Key,
    forms: Sequence[str],
    table: Mapping[str, Mapping[str, int]],
    given: frozenset[str],
    places: set[Key],
) -> str:
    """person, organisation, place or unknown, by the cues of all mentions."""
    total = _sum(forms, table, "mentions")
    sums = {name: _sum(forms, table, name) for name in CUES}
    if key in places:
        return "place"
    if 2 * sums["body"] > total:
        return "organisation"
    if 2 * sums["site"] > total:
        return "place"
    many = len(key) > 1
    person = 2 * sums["person"] + sums["speaks"]
    if _in_han(key) and sums["person"]:
        return "person"
    if sums["person"] and person >= 2 * sums["within"] and (4 if many else 2) * person >= total:
        return "person"
    if SITE_RATE * sums["within"] >= total and sums["within"] > sums["speaks"] + sums["person"]:
        return "place"
    if many and key[0] in given and len(key) <= 4:
        return "person"
    if not many and 4 * sums["speaks"] >= total and sums["speaks"] > 2 * sums["within"]:
        return "person"
    return "unknown"


def _by_surname(key: Key, kind: str, kinds: Mapping[Key, str], sizes: Mapping[Key, int]) -> str:
    """A name of two words of which nothing else is known is a person's where its surname alone is one's, and
    stands alone about as often."""
    last = key[-1:]
    surname = kind == "unknown" and len(key) == 2 and kinds.get(last) == "person"
    return "person" if surname and 2 * sizes[last] >= sizes[key] else kind


def _joined(
    groups: Mapping[Key, list[str]],
    kinds: Mapping[Key, str],
    table: Mapping[str, Mapping[str, int]],
    code: str,
) -> dict[Key, Key]:
    """Keys of surnames and of names with initials, with the full name that they mean."""
    full: dict[str, dict[Key, int]] = {}
    for key, forms in groups.items():
        if len(key) > 1 and kinds[key] == "person" and not _initials(key):
            full.setdefault(key[-1], {})[key] = _sum(forms, table, "mentions")
    found: dict[Key, Key] = {}
    for key, forms in groups.items():
        alone = len(key) == 1 and kinds[key] in ("person", "unknown")
        if not (alone or _initials(key)) or key[-1] not in full:
            continue
        fits = full[key[-1]]
        if _initials(key):
            letter = key[0][:1]
            fits = {other: size for other, size in fits.items() if other[0][:1] == letter}
        if not fits:
            continue
        best = max(fits, key=lambda other: (fits[other], other))
        often = _sum(forms, table, "mentions") > OFTENER * fits[best]
        if fits[best] >= DOMINANT * sum(fits.values()) and not often:
            found[key] = best
    return found


def _initials(key: Key) -> bool:
    return len(key) > 1 and len(key[0].strip(".")) == 1


def _is_noun(key: Key, forms: Sequence[str], table: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a single word of the dictionary never stands where names stand."""
    if len(key) > 1 or not _sum(forms, table, "ordinary"):
        return False
    cues = sum(_sum(forms, table, name) for name in ("person", "speaks", "site", "within"))
    return 10 * cues < _sum(forms, table, "mentions")


def _first_case(forms: Sequence[str], table: Mapping[str, Mapping[str, int]], code: str) -> str:
    """The form that most mentions of a name could be led back to; of equals the more frequent one."""
    if code not in STEM:
        bare = {form: _sum([form], table, "mentions") for form in forms}
        if ending := load_language(code).names.genitive:
            plain = [f for f in forms if not (f.endswith(ending) and f.removesuffix(ending) in bare)]
            bare = {form: bare[form] for form in plain} or bare
        return max(sorted(bare), key=lambda form: bare[form])
    votes = dict.fromkeys(forms, 0.0)
    for form in forms:
        cases = [set(first_cases(part, code)) for part in form.split()]
        for other in forms:
            parts = other.split()
            if len(parts) == len(cases) and all(
                part in case for part, case in zip(parts, cases, strict=True)
            ):
                votes[other] += table[form]["mentions"]
    return max(sorted(votes), key=lambda form: (votes[form], table[form]["mentions"], -len(form)))
