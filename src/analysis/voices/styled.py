"""Nouns held at a distance without marks: behind "so-called", "self-styled" and the like."""

from __future__ import annotations

from analysis.voices.words import Words

_MARKS = frozenset("\"'„“”«»‚‘’‹›「」『』《》＂")
_MOST = 4
_PAIRS = frozenset(["ыи", "иы", "ое", "ео", "ая", "яа", "ую", "юу", "иі", "іи", "ыі", "іы", "оё", "ый"])


def held_without_marks(words: Words) -> list[tuple[int, int]]:
    """Offsets [start, end) of the noun phrases behind words of distance that stand without marks.

    The phrase is what the surface shows of it: up to the first capitalised noun and the capitals behind it
    where nouns are capitalised; a run of capitals; else adjectives that agree with the word of distance and
    the noun behind them, or up to three words before a function word. Words that as often introduce a term
    ("the so-called leading edge of a wing") hold only names and declared nouns of what is contested at a
    distance ("the so-called referendum"). Misleads where a name is introduced so without doubt.
    """
    found: list[tuple[int, int]] = []
    whole, heads = words.lexicon.cues.openers()
    reached = 0
    for place in [n for n, word in enumerate(words.lower) if word in whole or word.startswith(heads)]:
        behind = _behind_styled(words, place) if place >= reached else -1
        if behind < 0:
            continue
        last = _phrase_end(words, behind, place)
        if last > behind and (_styles(words, place, behind) or _is_contested(words, behind, last)):
            found.append((words.starts[behind], words.ends[last - 1]))
        reached = max(behind, last)
    return found


def _behind_styled(words: Words, place: int) -> int:
    """The word behind a word of distance at `place`; -1 where there is none, or where marks follow."""
    cues = words.lexicon.cues
    size = next((n for n in (3, 2, 1) if cues.distance(tuple(words.lower[place : place + n]))), 0)
    if not size:
        return -1
    if cues.articled and (not place or words.lower[place - 1] not in cues.definite):
        return -1
    behind = place + size
    if behind < len(words) and words.forms[behind] == ".":
        behind += 1
    if behind < len(words) and size == 3 and words.lower[behind] in cues.definite | cues.indefinite:
        behind += 1
    if any(form in _MARKS for form in words.forms[behind : behind + 2]):
        return -1
    return behind


def _styles(words: Words, place: int, behind: int) -> bool:
    """Whether the word of distance at `place` never just introduces a term."""
    sizes = range(behind - place, 0, -1)
    distance = words.lexicon.cues.distance
    return any(distance(tuple(words.lower[place : place + size])) == "styled" for size in sizes)


def _is_contested(words: Words, first: int, last: int) -> bool:
    """Whether a noun phrase is a name, or its noun is declared as contested."""
    lexicon = words.lexicon
    if any(lexicon.cues.contested.holds(words.lower[place]) for place in range(first, last)):
        return True
    capitals = [place for place in range(first, last) if words.capital(place)]
    if lexicon.capital_nouns:
        return len(capitals) > 1 and words.lower[capitals[0]].endswith(lexicon.cues.adjectives)
    return len(capitals) > 1 or (bool(capitals) and lexicon.cyrillic)


def _is_noun(words: Words, place: int) -> bool:
    """Whether a word may belong to a noun phrase: no function word, verb, preposition, punctuation."""
    if place >= len(words) or not words.is_word(place):
        return False
    if words.capital(place):
        return True
    if words.lower[place] in words.lexicon.stop:
        return False
    kinds = ("verb", "preposition", "relative", "joining", "that")
    return words.lower[place] not in words.lexicon.finite and not any(words.tag(place, k) for k in kinds)


def _phrase_end(words: Words, first: int, styled: int) -> int:
    lexicon = words.lexicon
    if not _is_noun(words, first):
        return first
    if lexicon.capital_nouns:
        noun = first
        while noun < first + _MOST and _is_noun(words, noun) and not words.capital(noun):
            noun += 1
        if noun == first + _MOST or not _is_noun(words, noun):
            return first
        return _capitals_end(words, noun)
    if words.capital(first) and (lexicon.capital_titles or lexicon.cues.articled):
        return _capitals_end(words, first)
    if lexicon.capital_titles:
        return _plain_end(words, first)
    return _agreeing_end(words, first, styled)


def _capitals_end(words: Words, first: int) -> int:
    last = first + 1
    while last < len(words) and words.capital(last) and _is_noun(words, last):
        last += 1
    links = last
    while links < min(last + 2, len(words)) and words.lower[links] in words.lexicon.cues.linking:
        links += 1
    joins = last < links < len(words) and words.capital(links)
    return _capitals_end(words, links) if joins else last


def _plain_end(words: Words, first: int) -> int:
    """Behind at most three plain words; a form that looks like a verb's past or an adverb ends the phrase."""
    last = first + 1
    while last < min(first + 3, len(words)) and _is_noun(words, last):
        if words.lower[last].endswith(("ed", "ly", "ing")) or words.capital(last):
            break
        last += 1
    return last


def _agreeing_end(words: Words, first: int, styled: int) -> int:
    """Behind the adjectives that agree with the word of distance, and the noun behind them."""
    lexicon = words.lexicon
    form = words.lower[first - 1] if first - 1 > styled or words.is_word(first - 1) else ""
    last = first
    while last < first + _MOST and _is_noun(words, last + 1) and _agrees(words, last, form):
        last += 1
    last += 1
    if lexicon.cues.adjectives_behind:
        while (
            last < first + _MOST
            and _is_noun(words, last)
            and words.lower[last].endswith(lexicon.cues.adjectives)
        ):
            last += 1
    return last


def _agrees(words: Words, place: int, form: str) -> bool:
    """Whether a word has the ending of an adjective that goes with `form` (any where that has none)."""
    word, cues = words.lower[place], words.lexicon.cues
    if not form or len(form) < 4:
        return bool(cues.adjectives) and word.endswith(cues.adjectives)
    one, two = form[-2:], word[-2:]
    return len(word) > 3 and (one == two or (one[1] == two[1] and one[0] + two[0] in _PAIRS))
