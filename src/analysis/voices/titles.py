"""Which quotations are titles or names: by the noun before or behind them, or by their own form."""

from __future__ import annotations

from analysis.voices.quotes import Quote
from analysis.voices.words import STOPS, Words

_LINKS = frozenset([",", "("])
_CRIES = frozenset("!?！？")
_MOST = 8
_LONGEST = 16
_LABEL = 6
_HYPHENS = frozenset(["-", "–", "‑"])


def inner_words(words: Words, first: int, last: int) -> list[int]:
    return [place for place in range(first, last) if words.is_word(place)]


def beside_noun(words: Words, quote: Quote, first: int, last: int) -> bool:
    """Whether a declared noun of things with titles stands right before or behind the quotation.

    The quotation must begin with a capital or a number; a comma may stand between ("her novel, ...").
    """
    cues, lexicon = words.lexicon.cues, words.lexicon
    if lexicon.han:
        return _beside_han(words, quote)
    inner = inner_words(words, first, last)
    if not inner or not (words.capital(inner[0]) or words.forms[inner[0]][0].isdigit()):
        return False
    before = first - 1
    if before > 0 and words.forms[before] in _LINKS:
        before -= 1
    if before >= 0 and cues.titled.holds(words.lower[before]):
        noun = not lexicon.capital_nouns or words.capital(before)
        return noun and not is_predicate(words, before, last)
    behind = last
    if (
        behind < len(words)
        and words.forms[behind] in _HYPHENS
        and words.starts[behind] == words.ends[last - 1]
    ):
        behind += 1
    elif not lexicon.capital_titles or (len(inner) > 1 and not words.capital(inner[-1])):
        return False
    return behind < len(words) and cues.titled.holds(words.lower[behind])


def names_reporter(words: Words, first: int, last: int) -> bool:
    """Whether a quotation is the name of who reports: behind a reporting verb that opens its clause, and at
    the end of it (", writes 'The Evening Bell'.")."""
    if first < 1 or last - first > _MOST or not words.tag(first - 1, "verb"):
        return False
    inner = inner_words(words, first, last)
    if not inner or not words.capital(inner[0]) or words.lower[inner[0]] in words.lexicon.cues.answers:
        return False
    if any(words.forms[place] in _CRIES for place in range(first, last)):
        return False
    before = first - 2
    inside = before >= 0 and words.forms[before] not in STOPS and words.forms[before][0] != "\n"
    opens = inside and (not words.is_word(before) or words.tag(before, "as_clause") is not None)
    ends = last >= len(words) or not words.is_word(last) or words.tag(last, "preposition") is not None
    return opens and ends


def _beside_han(words: Words, quote: Quote) -> bool:
    names = words.lexicon.cues.titled.whole
    before = words.text[max(0, quote.start - 3) : quote.start]
    behind = words.text[quote.end : quote.end + 3]
    return any(before.endswith(name) if len(name) > 1 else behind.startswith(name) for name in names) or any(
        behind.startswith(name) for name in names
    )


def is_predicate(words: Words, noun: int, last: int) -> bool:
    """Whether what stands in marks is what a noun is called ("called the film 'rubbish'"): a naming verb
    governs the noun, and the clause ends with the quotation."""
    cues = words.lexicon.cues
    if last < len(words) and words.is_word(last) and not cues.naming.holds(words.lower[last]):
        return False
    return any(
        words.is_word(place) and cues.naming.holds(words.lower[place])
        for place in (last, *range(noun - 1, max(-1, noun - 6), -1))
        if place < len(words)
    )


def is_title(words: Words, first: int, last: int) -> bool:
    """Whether a quotation has the form of a title or name.

    Capitalised throughout but for function words where titles are written so; where common nouns are
    capitalised, behind a noun, or in a form that no noun phrase has inside a sentence; else with a capital
    that opens no sentence.
    """
    lexicon = words.lexicon
    inner = inner_words(words, first, last)
    if not inner or not (words.capital(inner[0]) or words.forms[inner[0]][0].isdigit()):
        return False
    before = first - 1
    opens = before < 0 or words.forms[before] in STOPS or words.forms[before][0] in ":\n"
    if lexicon.capital_nouns:
        return _german_title(words, inner, before, opens=opens)
    if lexicon.capital_titles:
        return all(words.capital(place) or words.lower[place] in lexicon.stop for place in inner)
    noun = before >= 0 and words.is_word(before) and words.lower[before] not in lexicon.stop
    return noun or not opens or (len(inner) > 1 and words.capital(inner[-1])) or _joined(words, inner)


def _joined(words: Words, inner: list[int]) -> bool:
    """A compound of two capitals ("Dynamo-North")."""
    return any(part[:1].isupper() for part in words.forms[inner[0]].split("-")[1:])


def _german_title(words: Words, inner: list[int], before: int, *, opens: bool) -> bool:
    stop, adjectives = words.lexicon.stop, words.lexicon.cues.adjectives
    noun = before >= 0 and words.is_word(before) and words.capital(before) and words.lower[before] not in stop
    if noun:
        return True
    head, second = inner[0], inner[1] if len(inner) > 1 else -1
    after = words.forms[inner[-1] + 2] if inner[-1] + 2 < len(words) else "\n"
    if opens and after == ":":
        return words.capital(inner[-1])
    if second < 0:
        return False
    if opens:
        return words.capital(inner[-1]) and after[0].isalpha()
    if words.lower[head] in stop:
        return before >= 0 and words.is_word(before) and words.capital(inner[-1])
    if words.capital(second):
        return words.lower[head].endswith(adjectives) and len(words.lower[head]) > 4
    clause = not words.capital(inner[-1]) or words.forms[second - 1] == ","
    return clause or words.lower[second] not in stop


def is_name(words: Words, first: int, last: int) -> bool:
    """Whether a quotation of some words, all with capitals, is a name by its place: inside a clause behind a
    word that does not report, or behind the label of a list ("Best play: 'The Grey Sea'")."""
    if not words.lexicon.capital_titles or not 0 < last - first <= _LONGEST or first == 0:
        return False
    inner = inner_words(words, first, last)
    if len(inner) < 2 or words.forms[inner[-1] + 1] in _CRIES or not is_title(words, first, last):
        return False
    before = first - 1
    if words.forms[before] == ":":
        return _labelled(words, before)
    uttered = words.lexicon.cues.uttered.holds(words.lower[before])
    said = any(words.tag(before, kind) for kind in ("verb", "that", "according"))
    return words.is_word(before) and not uttered and not said


def _labelled(words: Words, colon: int) -> bool:
    """Whether few words, none of them a verb, stand before a colon at the head of a line or list."""
    place = colon - 1
    while place >= max(0, colon - _LABEL) and (words.is_word(place) or words.forms[place] == "-"):
        if words.tag(place, "verb") or words.lower[place] in words.lexicon.cues.uttered.whole:
            return False
        place -= 1
    ended = place < 0 or words.forms[place][0] in "\n;.,("
    return ended and words.tag(colon - 1, "noun") is None
