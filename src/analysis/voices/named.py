"""Names by their form: a name with any verb ("complained Anna Schmidt"), one surname in two forms."""

from __future__ import annotations

from analysis.voices.words import Words

_TITLED = 7
_MONTH = 3
_INITIALS = 3


def named_clause(words: Words, place: int, *, strict: bool) -> tuple[int, int, int] | None:
    """A clause of a name and any verb at `place`: the name's words [first, last) and the verb's place.

    Either order. The name needs two words behind a stop (`strict`), and where common nouns are capitalised
    unless the verb before it has the ending of a past.
    """
    size = len(words)
    if place >= size or not words.is_word(place):
        return None
    stop, nouns = words.lexicon.stop, words.lexicon.capital_nouns
    if _is_name(words, place):
        end = _name_end(words, place)
        long = end - place > 1
        plain = end < size and words.is_word(end) and not words.capital(end) and words.lower[end] not in stop
        if plain and (long or not (strict or nouns)):
            return place, end, end
        return None
    if words.capital(place) or words.lower[place] in stop or words.tag(place, "preposition"):
        return None
    first = place + 1
    if nouns and first < size and words.lower[first] in stop and not words.tag(first, "preposition"):
        first += 1
    if first >= size or not _is_name(words, first):
        return None
    end = _name_end(words, first)
    if end - first > 1 or not nouns or words.lower[place].endswith("te"):
        return first, end, place
    return None


def _is_name(words: Words, place: int) -> bool:
    low = words.lower[place]
    known = low in words.lexicon.stop or low in words.lexicon.calendar or words.tag(place, "joining")
    return words.is_word(place) and words.capital(place) and not known and not low.endswith(("'s", "’s"))


def _name_end(words: Words, place: int) -> int:
    end = place + 1
    while end < len(words) and (
        _is_name(words, end)
        or (words.lower[end] in words.lexicon.particles and end + 1 < len(words) and _is_name(words, end + 1))
    ):
        end += 1
    return end


def joins_name(words: Words, place: int, last: int) -> bool:
    """Whether a lower-case word stands inside a name: a particle before a capital ("van Gaal"); one that is
    also an article only behind another ("von der Leyen")."""
    low, particles = words.lower[place], words.lexicon.particles
    if low not in particles or place + 1 >= last:
        return False
    if low in words.lexicon.articles:
        return place > 0 and words.lower[place - 1] in particles and words.capital(place + 1)
    article = words.lower[place + 1] in words.lexicon.articles and place + 2 < last
    names = not words.tag(place, "preposition") or low in words.lexicon.linking
    return words.capital(place + 1) or (article and names and words.capital(place + 2))


def is_day(words: Words, place: int) -> bool:
    """Whether a word is one of the calendar, and no first name of its form ("the mayor, Jan Weber, said"): a
    short one that opens a clause or stands behind a verb or function, before another capital."""
    low, calendar, after = words.lower[place], words.lexicon.calendar, place + 1
    if low not in calendar or len(low) > _MONTH or after >= len(words) or not words.capital(place):
        return low in calendar
    follows = words.is_word(after) and words.capital(after) and len(words.forms[after]) > 1
    known = words.lower[after] in words.lexicon.roles
    known = known or words.lower[after] in calendar or words.lower[after] in words.lexicon.stop
    opens = place == 0 or not words.is_word(place - 1) or words.tag(place - 1, "verb")
    return not (follows and not known and (opens or words.lower[place - 1] in words.lexicon.role_words))


def is_adjective(words: Words, place: int) -> bool:
    """Whether a capitalised word stands right before a plain noun ("Korean sailors")."""
    after = place + 1
    if after >= len(words) or not words.is_word(after) or words.capital(after):
        return False
    kinds = ("verb", "preposition", "pronoun", "relative", "joining", "subordinating")
    return words.lower[after] not in words.lexicon.stop and not any(words.tag(after, k) for k in kinds)


def same_surname(one: str, other: str) -> bool:
    """Whether two forms may be one surname: equal but for an ending (one letter, in Cyrillic up to three)."""
    one, other = sorted((one.lower(), other.lower()), key=len)
    if one == other:
        return True
    extra = 3 if "\u0400" <= one[:1] <= "\u04ff" else 1
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return common >= max(3, len(one) - (extra > 1)) and len(other) - common <= extra


def same_first(one: list[str], other: list[str]) -> bool:
    """Whether first names do not speak against one person: one is missing, an initial, or a form of the
    other."""
    if not one or not other:
        return True
    first, second = sorted((one[0].rstrip("."), other[0].rstrip(".")), key=len)
    return second.startswith(first) if len(first) == 1 else same_surname(first, second)


def name_parts(name: str) -> list[str]:
    """The parts of a name, divided by blanks or by the dot of foreign names in Chinese."""
    return name.replace("·", " ").split()


def stem_of(word: str) -> str:
    """A form without its ending: long enough to tell names, short enough to pair cases of one name."""
    word = word.lower()
    return word[: max(4, len(word) - 2)] if len(word) > 4 else word


def title_before(words: Words, name: str) -> tuple[str, str]:
    """A name of three words or more as its title and the rest, when the first word ends like a title and
    common nouns are capitalised; else no title."""
    first, _, rest = name.partition(" ")
    low, endings = first.lower(), words.lexicon.title_endings
    titled = words.lexicon.articles and len(first) >= _TITLED and " " in rest
    if titled and (low.endswith(endings) or (low.endswith("s") and low[:-1].endswith(endings))):
        return first, rest
    return "", name


def as_initials(words: Words, place: int) -> bool:
    """Whether a word of two or three letters is written as initials are, in capitals ("UN", not "Un")."""
    form = words.forms[place]
    return len(form) > _INITIALS or not form.isalpha() or form.isupper() or not form.isascii()
