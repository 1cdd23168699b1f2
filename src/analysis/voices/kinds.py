"""What short words in marks are: somebody's speech, distance of the writer, or a title or name."""

from __future__ import annotations

from analysis.voices.governing import clause_before, governs, in_turn, phrases_near
from analysis.voices.han_marks import is_phrase
from analysis.voices.layout import Layout
from analysis.voices.titles import inner_words, is_title
from analysis.voices.words import STOPS, Words

_ENDS = STOPS | {";"}
_BEHIND = 8


def kind_of(layout: Layout, number: int, *, reported: bool) -> str:
    """direct, distancing or title for the quotation `number`, which is no block (up to four words).

    Looked for in this order: a word of distance before it ("so-called"); a noun that names works and things
    beside it, or elsewhere in the text beside the same words; a pretext ("under the guise of"); a verb whose
    object is somebody's wording, or words that only a speaker says; the form of a title; in a sentence that
    reports, a place in the predicate. What is left is distance.
    """
    words, (first, last) = layout.words, layout.spans[number]
    if layout.so_called[number]:
        return "distancing"
    if words.lexicon.han:
        spoken = (
            reported and layout.quotes[number].mark != "《" and is_phrase(words, last, layout.sizes[number])
        )
        return "direct" if spoken else "title"
    if layout.quotes[number].mark == "《" or layout.is_named(number):
        return "title"
    begin = clause_before(words, first, _ENDS)
    if kind := _pretext(words, begin, first, last) or _said(layout, number):
        return kind
    naming, title = _naming(words, begin, first, last), is_title(words, first, last)
    if naming and (words.lexicon.capital_nouns or not title):
        return naming
    if title:
        return "title"
    if _is_headline(words, begin, first, last):
        return "direct"
    if (reported or _conjunction(words, begin, first)) and _in_predicate(layout, number):
        return "direct"
    return "distancing"


def _pretext(words: Words, begin: int, first: int, last: int) -> str:
    """distancing behind a pretext, else ""."""
    cues, end = words.lexicon.cues, _clause_end(words, last)
    for phrase in phrases_near(words, "pretending_phrases", first, end):
        if governs(words, phrase, begin, first) >= 0 or in_turn(words, phrase, first, last, end) >= 0:
            return "distancing"
    held = any(cues.pretending.holds(words.lower[place]) for place in range(begin, first))
    return "distancing" if held else ""


def _naming(words: Words, begin: int, first: int, last: int) -> str:
    """direct behind a verb whose object is somebody's wording; distancing where nobody is its subject."""
    cues, end = words.lexicon.cues, _clause_end(words, last)
    places = [place for place in range(begin, first) if words.is_word(place)]
    for phrase in phrases_near(words, "calling_phrases", first, end):
        verb = max(governs(words, phrase, begin, first), in_turn(words, phrase, first, last, end))
        if verb >= 0:
            return _by_verb(words, verb, begin, first, last)
    final = [place for place in range(last, end) if words.is_word(place)][-1:] if cues.verb_last else []
    for place in (*reversed(places), *final):
        if cues.calling.holds(words.lower[place]) and not _is_noun(words, place):
            reports = any(_opens_report(words, here) for here in range(place + 1, first))
            return "" if reports else _by_verb(words, place, begin, first, last)
    return ""


def _by_verb(words: Words, verb: int, begin: int, first: int, last: int) -> str:
    cues = words.lexicon.cues
    if begin < first and any(words.lower[p] in cues.impersonal for p in range(begin, min(verb, first))):
        return "distancing"
    passive = any(words.lower[p] in cues.passive for p in range(max(begin, verb - 3), verb))
    if passive or (verb >= last and any(words.lower[p] in cues.passive for p in range(begin, first))):
        agents = range(begin, min(last + _BEHIND, len(words)))
        return "direct" if any(words.lower[p] in cues.agent for p in agents) else "distancing"
    behind = words.lower[last] if last < len(words) else ""
    return "distancing" if behind in cues.objects and words.lower[first - 1] in cues.definite else "direct"


def _opens_report(words: Words, place: int) -> bool:
    return words.forms[place] == ":" or words.tag(place, "that") is not None


def _is_headline(words: Words, begin: int, first: int, last: int) -> bool:
    """Whether words of somebody are set beside a name alone ("Kern 'not amused'"), as headlines do."""
    if not words.lexicon.capital_nouns or not 0 < first - begin <= 2:
        return False
    named = all(words.capital(place) for place in range(begin, first))
    ends = last >= len(words) or not words.is_word(last)
    return named and ends and words.lower[begin] not in words.lexicon.stop


def _is_noun(words: Words, place: int) -> bool:
    """Whether a form is no verb but a noun: with a capital inside a sentence, or behind an article."""
    if place == 0 or not words.is_word(place - 1):
        return False
    behind = words.lexicon.subject_first and words.lower[place - 1] in words.lexicon.cues.definite
    return behind or words.capital(place)


def _clause_end(words: Words, last: int) -> int:
    end = last
    while end < len(words) and end - last < _BEHIND and words.is_word(end):
        end += 1
    return end


def _conjunction(words: Words, begin: int, first: int) -> bool:
    """Whether a verb of naming and a conjunction behind it make the clause a report."""
    cues = words.lexicon.cues
    that = next((place for place in range(begin, first) if _opens_report(words, place)), -1)
    return any(cues.calling.holds(words.lower[place]) for place in range(begin, max(begin, that)))


def _said(layout: Layout, number: int) -> str:
    """direct for words that only a speaker says, else "".

    An outcry, an answer, words of the first person, words right behind a noun or verb of speaking, or a
    quotation that its comma makes the object of what follows.
    """
    return "direct" if _only_said(layout, number) else ""


def _only_said(layout: Layout, number: int) -> bool:
    words, cues = layout.words, layout.words.lexicon.cues
    quote, (first, last) = layout.quotes[number], layout.spans[number]
    inner = inner_words(words, first, last)
    forms = [words.lower[place] for place in inner]
    ending = quote.ending(words.text)
    before = first - 1 - (first > 1 and words.forms[first - 1] in ",:")
    if before >= 0 and cues.uttered.holds(words.lower[before]):
        return True
    if before >= 0 and words.tag(before, "verb") and not _is_modified(words, last):
        return len(inner) == 1 or not (words.lexicon.capital_titles and is_title(words, first, last))
    if forms and (ending in tuple("!！") or all(form in cues.answers for form in forms)):
        return True
    opens = before < 0 or words.forms[before] in STOPS or words.forms[before][0] == "\n"
    if opens and ending == "," and not is_title(words, first, last):
        return True
    own = len(forms) > 1 and any(form in cues.first_person for form in forms)
    after = words.forms[last] if last < len(words) else "\n"
    return own and (not words.capital(inner[0]) or (opens and not after[0].isalnum()))


def _in_predicate(layout: Layout, number: int) -> bool:
    """Whether a quotation in a reporting sentence is what is said: several words, or one that no article
    makes a name for something and that ends its clause or stands right behind the verb."""
    words, cues, (first, last) = layout.words, layout.words.lexicon.cues, layout.spans[number]
    if last == first:
        return True
    before = words.lower[first - 1] if first else "\n"
    modifies = _is_modified(words, last)
    if layout.sizes[number] > 1:
        return not (modifies and before in cues.definite)
    if modifies and before not in cues.indefinite:
        return False
    if _verb_before(words, first):
        return True
    if before in cues.definite or not before[0].isalnum() or words.tag(first - 1, "that"):
        return False
    if first > 1 and words.lower[first - 2] in cues.definite and not words.tag(first - 1, "verb"):
        return False
    if before in cues.indefinite:
        return True
    end = _clause_end(words, last)
    return end - last <= cues.verb_last or words.lower[last] in words.lexicon.stop


def _is_modified(words: Words, place: int) -> bool:
    """Whether a plain noun follows ("the 'free' press")."""
    if place >= len(words):
        return False
    plain = words.is_word(place) and words.lower[place] not in words.lexicon.stop
    return plain and not any(words.tag(place, kind) for kind in ("verb", "preposition", "that", "joining"))


def _verb_before(words: Words, first: int) -> bool:
    """Whether a verb stands right before the mark, with at most one word, and no article, between."""
    if first and words.tag(first - 1, "verb"):
        return True
    return (
        first > 1
        and words.tag(first - 2, "verb") is not None
        and words.lower[first - 1] not in words.lexicon.stop
    )
