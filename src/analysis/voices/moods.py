"""Reports in languages with a mood of report: where one begins behind a verb, where it ends, and a
subjunctive without any verb of saying."""

from __future__ import annotations

from analysis.voices.clauses import Report, in_first_person, last_word, mood_at, past_mood_at
from analysis.voices.layout import Part
from analysis.voices.words import Words

_SECOND = 6


def mood_start(words: Words, parts: list[Part], verb: int, index: int) -> int:
    """First word of the clauses after the reporting clause when one of them is in the subjunctive."""
    if not words.lexicon.mood:
        return -1
    for here in range(index + 1, min(index + 4, len(parts))):
        if parts[here].block >= 0:
            return -1
        if mood_at(words, parts[here]) >= 0:
            return parts[index + 1].first if here - index <= 2 else parts[here].first
    if index + 1 < len(parts) and words.tag(verb, "verb"):
        following = parts[index + 1]
        if _stands_alone(words, following) or (
            verb == parts[index].last - 1 and _ambiguous(words, following)
        ):
            return following.first
    return -1


def _stands_alone(words: Words, part: Part) -> bool:
    """Whether a clause behind a comma is a main clause in the second subjunctive ("they had known")."""
    place = past_mood_at(words, part)
    if place <= part.first or part.before not in (",", ":") or place - part.first > _SECOND:
        return False
    if words.tag(part.first, "relative") and words.capital(part.first + 1) and place < part.last - 1:
        return True
    return not any(words.tag(part.first, k) for k in ("relative", "subordinating", "joining", "preposition"))


def _ambiguous(words: Words, part: Part) -> bool:
    """Whether a main clause ends with a past that may be a second subjunctive ("a few days would do")."""
    last = part.last - 1
    low = words.lower[last]
    if part.before != "," or last - part.first < 2 or words.capital(last) or low in words.lexicon.adverbs:
        return False
    opened = any(
        words.tag(part.first, k) for k in ("relative", "subordinating", "joining", "preposition", "that")
    )
    article = words.tag(part.first, "relative") is not None and words.capital(part.first + 1)
    return low.endswith(("ten", "te")) and (article or not opened)


def closes_before_report(words: Words, parts: list[Part], index: int) -> bool:
    """Whether a relative clause ends with its verb before a conjunction clause ("who knew, that ...")."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    if not words.lexicon.mood or following is None or following.block >= 0 or following.before != ",":
        return False
    return words.tag(following.first, "that") is not None


def infinitive_start(words: Words, parts: list[Part], place: int, index: int) -> int:
    """First word of an infinitive clause right behind the reporting clause, or -1."""
    if index + 1 >= len(parts) or words.lexicon.subject_first or words.tag(place, "asking"):
        return -1
    part = parts[index + 1]
    if part.block >= 0 or part.before != "," or part.last - part.first < 3:
        return -1
    if words.tag(part.first, "subordinating") or words.tag(part.first, "joining"):
        return -1
    inside = any(marker in words.lower[part.last - 1][2:-3] for marker in words.lexicon.infinitive)
    return part.first if inside or words.tag(part.last - 2, "infinitive") else -1


def subjunctive(words: Words, sentence: tuple[int, int], parts: list[Part]) -> list[Report]:
    """A main clause in the subjunctive of report is speech; a later clause alone is speech by itself."""
    end = last_word(words, sentence)
    for index, part in enumerate(parts):
        place = mood_at(words, part)
        if place < 0:
            continue
        if words.tag(part.first, "subordinating") or place == part.first or in_first_person(words, part):
            continue
        if _wished(words, part, place) or words.tag(part.first, "idiom"):
            continue
        if index == 0 and words.tag(part.first, "that"):
            return [
                Report(((part.first, part.last),), part.last, parts[min(1, len(parts) - 1)].last, -1, "mood")
            ]
        if index == 0 or (parts[0].block < 0 and mood_at(words, parts[0]) >= 0):
            return [Report(((parts[0].first, end),), part.first, min(place + 6, part.last), -1, "main")]
        if index == 1 and words.tag(parts[0].first, "subordinating"):
            return [Report(((parts[0].first, end),), part.first, min(place + 6, part.last), -1, "main")]
        if part.before in (",", ":") and not words.tag(part.first, "relative"):
            return [Report(((part.first, part.last),), parts[0].first, part.first, -1, "mood")]
    return []


def goes_on(words: Words, sentence: tuple[int, int], parts: list[Part]) -> list[Report]:
    """A sentence behind a report whose main clause has a second subjunctive goes on with it, unless it holds
    a condition or the first person."""
    end, main = last_word(words, sentence), parts[0]
    place = past_mood_at(words, main)
    if place <= main.first or any(part.block >= 0 for part in parts) or words.tag(main.first, "joining"):
        return []
    if any(words.lower[p] in words.lexicon.impersonal for p in range(main.first, place + 2)):
        return []
    if any(words.tag(part.first, "subordinating") or in_first_person(words, part) for part in parts):
        return []
    if end < len(words) and words.forms[end] == "?":
        return []
    return [Report(((main.first, end),), main.first, min(place + 6, main.last), -1, "main")]


def _wished(words: Words, part: Part, place: int) -> bool:
    """Whether a subjunctive is a request ("one take"): no auxiliary, and right behind the impersonal
    pronoun."""
    behind = place == part.first + 1 and words.lower[part.first] in words.lexicon.impersonal
    return behind and words.lower[place] not in words.lexicon.stop


def mood_end(words: Words, parts: list[Part], start: int, end: int) -> int:
    """End of a content that begins at word `start`: before the first later clause that is a main clause in
    the indicative ("..., and demanded its end"), else `end`."""
    if not words.lexicon.mood:
        return end
    for index in range(1, len(parts)):
        if (
            parts[index].first > start
            and _leaves(words, parts[index])
            and not _reported_later(words, parts, index)
        ):
            return parts[index - 1].last
    return end


def _reported_later(words: Words, parts: list[Part], first: int) -> bool:
    """Whether a semicolon's part of the sentence holds a subjunctive further on."""
    if parts[first].before != ";":
        return False
    for part in parts[first + 1 :]:
        if part.before == ";":
            return False
        if mood_at(words, part) >= 0:
            return True
    return False


def _leaves(words: Words, part: Part) -> bool:
    if part.block >= 0 or words.tag(part.first, "that"):
        return False
    if mood_at(words, part) >= 0 or past_mood_at(words, part) >= 0:
        return False
    if part.before in (";", ":"):
        return True
    joined = words.tag(part.first, "joining") is not None
    head = part.first + joined
    if head >= part.last or any(words.tag(head, kind) for kind in ("that", "subordinating", "preposition")):
        return False
    if _finite(words, head, part.last):
        return True
    reach = range(head + 1, min(head + 4, part.last - 1)) if joined else range(head + 1, head + 2)
    opens = joined or words.lower[head] == "so"
    return opens and any(_known(words, place) for place in reach if place < part.last - 1)


def _known(words: Words, place: int) -> bool:
    return words.lower[place] in words.lexicon.finite or words.tag(place, "verb") is not None


def _finite(words: Words, place: int, last: int) -> bool:
    """Whether a word that opens its clause is a finite verb, by its ending or a list."""
    low = words.lower[place]
    if words.capital(place) or place == last - 1:
        return False
    if _known(words, place):
        return True
    participle = low.startswith("ge") and low.endswith("t")
    return (
        low.endswith(("te", "ten", "t"))
        and low not in words.lexicon.adverbs
        and not participle
        and len(low) > 3
    )
