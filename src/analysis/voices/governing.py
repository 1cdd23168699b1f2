"""Which words govern a quotation: verbs of naming and pretexts in the clause before it, or round it."""

from __future__ import annotations

from analysis.voices.cues import MOST_KNOWN, Forms, Phrase
from analysis.voices.words import Words

_REACH = 24
_GAP = 3


def clause_before(words: Words, place: int, stops: frozenset[str]) -> int:
    """First word of the stretch before `place` in which a verb may govern what stands there.

    A comma or a colon is no boundary unless the clause before it is a relative one.
    """
    first, comma = place, -1
    while first and place - first < _REACH:
        form = words.forms[first - 1]
        if form in stops or form[0] == "\n":
            break
        if form == ",":
            comma = first
        first -= 1
    if comma >= 0 and words.tag(first, "relative") and first and words.forms[first - 1] == ",":
        return comma
    return first


def tail_before(words: Words, tail: tuple[Forms, ...], place: int) -> int:
    """Where the words of `tail` start that stand right before `place`, at most an article and an adjective
    between (two words where there are no articles); -1 when they do not."""
    size, cues = len(tail), words.lexicon.cues
    articles = cues.definite | cues.indefinite if cues.indefinite else frozenset()
    for gap in range(_GAP):
        first = place - gap - size
        if first < 0:
            return -1
        if all(form.holds(words.lower[first + n]) for n, form in enumerate(tail)):
            bare = gap == 0 or not articles or words.lower[first + size] in articles
            return first if bare else -1
        skipped = place - gap - 1
        if not words.is_word(skipped) or words.tag(skipped, "preposition"):
            return -1
    return -1


def phrases_near(words: Words, name: str, *places: int) -> list[Phrase]:
    """The declared phrases of a kind whose last word may stand before one of `places`, in their order; which
    they are is asked once for each word form."""
    cues = words.lexicon.cues
    declared, found = cues.phrases(name), set[int]()
    for place in places:
        for word in words.lower[max(0, place - _GAP) : place]:
            ending = cues.endings.get((name, word))
            if ending is None:
                fits = (not one.tail or one.tail[-1].holds(word) for one in declared)
                ending = tuple(number for number, fit in enumerate(fits) if fit)
                if len(cues.endings) > MOST_KNOWN:
                    cues.endings.clear()
                cues.endings[(name, word)] = ending
            found.update(ending)
    return [declared[number] for number in sorted(found)]


def governs(words: Words, phrase: Phrase, first: int, place: int) -> int:
    """Where a phrase starts in words [first, place) that governs what stands at `place`; else -1."""
    start = tail_before(words, phrase.tail, place)
    if start < first:
        return -1
    for head in reversed(phrase.heads):
        start = next((p for p in range(start - 1, first - 1, -1) if head.holds(words.lower[p])), -1)
        if start < 0:
            return -1
    return start


def in_turn(words: Words, phrase: Phrase, place: int, first: int, last: int) -> int:
    """Place of the verb of a phrase turned round: its tail before `place`, its verb in words [first, last);
    else -1."""
    if len(phrase.heads) != 1 or tail_before(words, phrase.tail, place) < 0:
        return -1
    return next((p for p in range(first, last) if phrase.heads[0].holds(words.lower[p])), -1)
