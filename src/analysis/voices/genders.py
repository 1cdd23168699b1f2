"""He or she: what pronouns, verbs and names tell of a speaker, where the language's forms tell it."""

from __future__ import annotations

from analysis.voices.lexicon import Lexicon
from analysis.voices.speakers import Speaker
from analysis.voices.words import Words

HE, SHE, UNKNOWN = "he", "she", ""


def gender_told(words: Words, pronoun: int, verb: int) -> str:
    """Who a pronoun or, without one, a verb may mean."""
    cases = words.lexicon.cases
    if pronoun >= 0:
        form = words.lower[pronoun]
        for place in range(pronoun, min(pronoun + 4, len(words))):
            if words.lower[place] in (*cases.he, *cases.she):
                form = words.lower[place]
                break
        return HE if form in cases.he else SHE if form in cases.she else UNKNOWN
    return gender_of_verb(words.lexicon, words.lower[verb]) if verb >= 0 else UNKNOWN


def gender_of_verb(lexicon: Lexicon, low: str) -> str:
    cases = lexicon.cases
    return SHE if low.endswith(cases.she_verbs) else HE if low.endswith(cases.he_verbs) else UNKNOWN


def gender_of_name(lexicon: Lexicon, name: str) -> str:
    """The gender of a person by patronymic or surname, else by the ending of the first name."""
    cases, parts = lexicon.cases, name.lower().split()
    for part in reversed(parts):
        if part.endswith(cases.she_ends):
            return SHE
        if part.endswith(cases.he_ends):
            return HE
    if len(parts) < 2 or parts[0] in cases.either or parts[0].endswith("."):
        return UNKNOWN
    if parts[0].endswith(cases.feminine) or parts[0] in cases.she_names:
        return SHE
    return UNKNOWN if parts[0].endswith(cases.open_ends) else HE


def may_be(lexicon: Lexicon, speaker: Speaker, gender: str) -> bool:
    """Whether a speaker may be meant by a form of a gender: by the name, else by the head of the function."""
    if not gender or not speaker.name:
        return True
    if speaker.person or speaker.by == "name":
        told = gender_of_name(lexicon, speaker.name)
        return told in (gender, UNKNOWN)
    head = _head(lexicon, speaker.name)
    verbs = lexicon.cases.he_verbs[:1] if gender == HE else lexicon.cases.she_verbs[:1]
    rows = [nouns for ends, nouns, _ in lexicon.agreement if ends[0].endswith(verbs)]
    neuter = gender == HE and head.lower().endswith(lexicon.cases.neuter)
    return neuter or head.isupper() or not rows or head.lower().endswith(rows[0])


def _head(lexicon: Lexicon, function: str) -> str:
    """The first word of a function that is no adjective."""
    parts = function.split()
    ends = (*lexicon.cases.adjective_lemmas, "ая", "яя", "ое", "ее")
    return next((part for part in parts[:-1] if not part.lower().endswith(ends)), parts[-1])
