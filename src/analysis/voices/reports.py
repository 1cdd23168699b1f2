"""Indirect speech: which words of a sentence somebody else is made to say, and which clause says so.

Every rule looks at one sentence, cut into clauses and quoted blocks, and gives reports: the words of the
content and the words of the reporting clause. The rules are, in this order: an according-phrase; a
reporting verb with a conjunction; with a subjunctive clause; a reporting clause at the end or inside; a
bare clause where the language has them; a subjunctive main clause.
"""

from __future__ import annotations

from analysis.voices.according import according, rest_of_sentence, stretch
from analysis.voices.agreement import describes, points_back
from analysis.voices.bare import bare_clause, clause_before, front_clause, promised_infinitive, without_tail
from analysis.voices.beside import beside
from analysis.voices.clauses import (
    Report,
    hears,
    in_first_person,
    in_idiom,
    last_word,
    mood_at,
    names_speaker,
    negated,
    region,
    says_nothing,
)
from analysis.voices.colons import behind_colon, by_hearsay, headline
from analysis.voices.ends import told_end
from analysis.voices.extent import content_end, is_object
from analysis.voices.layout import Layout, Part
from analysis.voices.moods import (
    closes_before_report,
    goes_on,
    infinitive_start,
    mood_end,
    mood_start,
    subjunctive,
)
from analysis.voices.more_reports import (
    apposed_tail,
    in_restriction,
    only_subject,
    opens_asked,
    quoted_as,
    states_more,
)
from analysis.voices.phrases import is_relative
from analysis.voices.speakers import mentions
from analysis.voices.speeches import speech_behind_colon
from analysis.voices.words import Words

_FAR = 28
_SHORT = 14
_MORE = 8
_BACK = 40
_NOUN_FAR = 8
_NOUN_NEAR = 4


def reports_in(
    layout: Layout, sentence: tuple[int, int], parts: list[Part], *, behind: bool = False
) -> list[Report]:
    """The reports of one sentence; contents may overlap quoted blocks, which the caller cuts out. `behind`
    says that the sentence before it reports, so that a second subjunctive goes on with the report."""
    words = layout.words
    if not parts:
        return []
    found = according(words, sentence, parts)
    verbs = _verbs(words, parts)
    if found:
        stretch = found[0].first
        apart = words.lexicon.agreement and any(p.before == ";" and p.first <= stretch for p in parts)
        if not apart:
            return found
        verbs = [(place, index) for place, index in verbs if place < stretch]
    covers = words.lexicon.mood or bool(words.lexicon.agreement)
    covered = -1
    for place, index in verbs:
        if place < covered:
            continue
        report = _by_verb(words, sentence, parts, place, index)
        apart = report is None or report.content[0][0] >= covered or not covers
        if report and apart:
            found.append(report)
            covered = max(covered, *(stop for _, stop in report.content))
    if not found and words.lexicon.mood:
        found = subjunctive(words, sentence, parts) or (goes_on(words, sentence, parts) if behind else [])
    found = found or _said_by_somebody(words, sentence, parts)
    if not found and (report := headline(words, sentence, parts) or by_hearsay(words, sentence, parts)):
        return [report]
    return found


def _said_by_somebody(words: Words, sentence: tuple[int, int], parts: list[Part]) -> list[Report]:
    """A conjunction clause whose main clause names a function but no declared verb
    ("the minister is sad that")."""
    if words.lexicon.subject_first or words.lexicon.articles:
        return []
    for index in range(1, len(parts)):
        part, main = parts[index], parts[index - 1]
        if part.block >= 0 or main.block >= 0 or part.before != "," or main.last - main.first > _SHORT:
            continue
        if words.tag(part.first, "that") and words.lower[part.first] in words.lexicon.plain_that:
            named = [m for m in mentions(words, main.first, main.last) if m.function and not m.oblique]
            pronoun = words.has_any("pronoun", main.first, min(main.last, main.first + 3))
            relative = words.tag(main.first, "relative") and main.before
            if (named or pronoun) and not relative:
                end = last_word(words, sentence)
                return [Report(((part.first, end),), main.first, part.first, -1, "that")]
    return []


def _verbs(words: Words, parts: list[Part]) -> list[tuple[int, int]]:
    """Places of reporting verbs with the index of their clause."""
    found = []
    for index, part in enumerate(parts):
        if part.block >= 0:
            continue
        relative = bool(part.before) and words.tag(part.first, "relative") is not None
        if relative and not closes_before_report(words, parts, index):
            continue
        first = part.last - 1 if relative else part.first
        says = {*words.places("verb", first, part.last), *words.places("noun", first, part.last)}
        if index > 0 and points_back(words, part.first, part.last):
            says.update(words.places("backward", first, part.first + 1))
        for place in sorted(says):
            noun = place > part.first and words.tag(place - 1, "determiner") and not words.tag(place, "noun")
            noun = noun or (words.lexicon.subject_first and is_object(words, place, part.first, part.last))
            noun = noun or opens_asked(words, place) or quoted_as(words, place)
            if not noun and not in_idiom(words, place, part.first):
                found.append((place, index))
    return found


def _by_verb(
    words: Words, sentence: tuple[int, int], parts: list[Part], place: int, index: int
) -> Report | None:
    part, end = parts[index], last_word(words, sentence)
    if words.lexicon.mood and index <= 1 and mood_at(words, part) >= 0 and not in_first_person(words, part):
        return None
    apposed = apposed_tail(words, parts, place, index)
    if apposed:
        return Report(*apposed, place, "tail")
    around = _as_clause(words, sentence, parts, place, index) if words.tag(place, "verb") else None
    if around:
        return around
    promised = promised_infinitive(words, parts, place, index, end)
    if promised:
        return promised
    speech = speech_behind_colon(words, sentence, parts, place, index)
    if speech:
        return speech
    start = _that(words, parts, place, index)
    noun = words.tag(place, "noun") is not None and not words.tag(place, "verb")
    fewest = 2 if words.lexicon.agreement or words.lexicon.dropped else 3
    if start >= 0 and end - start >= fewest and not (noun and start - place > _NOUN_FAR):
        if words.lower[start] not in words.lexicon.plain_that and negated(words, place, part.first):
            return None
        end = content_end(words, parts, index, start, without_tail(words, parts, index, end))
        end = told_end(words, parts, index, place, start, mood_end(words, parts, start, end))
        return Report(((start, end),), region(parts, index), start, place, "that")
    if noun and (words.lexicon.subject_first or words.lexicon.han):
        return None
    colon = behind_colon(words, sentence, parts, place, index)
    if colon:
        return colon
    before = front_clause(words, parts, place, index)
    if before:
        return before
    if words.lexicon.han:
        after = parts[index + 1] if index + 1 < len(parts) else None
        if after and after.before in ("，", ",", "：") and part.last - place <= 4:
            return Report(((after.first, end),), part.first, part.last, place, "that")
        return None
    start = mood_start(words, parts, place, index)
    if start >= 0 and noun and part.last - place > _NOUN_NEAR:
        return None
    if start >= 0 and noun:
        return Report(((start, parts[index + 1].last),), part.first, part.last, place, "mood")
    if start < 0:
        start = infinitive_start(words, parts, place, index)
    if start >= 0:
        end = told_end(words, parts, index, place, start, mood_end(words, parts, start, end))
        return Report(((start, end),), region(parts, index), part.last, place, "mood")
    if noun:
        return None
    bare = None if in_restriction(words, part, place) else bare_clause(words, sentence, parts, place, index)
    if bare and place == part.first:
        return bare
    return _tail(words, sentence, parts, place, index) or bare


def _that(words: Words, parts: list[Part], place: int, index: int) -> int:
    """Place of the conjunction that a reporting verb governs, or -1."""
    for here in range(index, min(index + 4, len(parts))):
        part = parts[here]
        if part.block >= 0:
            return -1
        for spot in range(max(part.first, place + 1), min(part.last, place + _FAR)):
            if spot > place + 1 and is_relative(words, spot):
                return -1
            if spot > 1 and words.lower[spot - 2] in words.lexicon.grounds and spot == part.first:
                return -1
            if spot > part.first and here > index and words.tag(spot, "that") and _apposed(words, part):
                return -1
            if words.tag(spot, "that") and (spot == part.first or _plain(words, spot)):
                result = any(low in words.lexicon.consecutive for low in words.lower[place + 1 : spot])
                return -1 if result or clause_before(words, place, spot) else spot
            if spot == part.first and here > index and _asks(words, part, place):
                return spot
            if words.tag(spot, "verb") or (here > index and words.tag(part.first, "relative")):
                return -1
    return -1


def _apposed(words: Words, part: Part) -> bool:
    """Whether a clause behind a comma opens with an article, so that "that" inside it tells of its noun
    ("said Lee of the yard, a firm that builds boats")."""
    return (
        words.lexicon.subject_first and part.before == "," and words.tag(part.first, "determiner") is not None
    )


def _asks(words: Words, part: Part, verb: int) -> bool:
    """Whether a clause is a reported question or somebody's words by a particle; not behind a negated verb
    ("would not say when")."""
    if words.tag(part.first, "hearsay"):
        return True
    inside = range(part.first + 1, min(part.first + 5, part.last))
    asked = words.tag(part.first, "question") or any(words.tag(p, "interrogative") for p in inside)
    return bool(asked) and not (verb and words.lower[verb - 1] in words.lexicon.negations)


def _plain(words: Words, place: int) -> bool:
    """Whether a conjunction needs no comma before it, here or in this language."""
    return words.lexicon.subject_first or words.lower[place] in words.lexicon.plain_that


def _tail(
    words: Words, sentence: tuple[int, int], parts: list[Part], place: int, index: int
) -> Report | None:
    """A short reporting clause behind or inside what it reports ("it failed, the minister said")."""
    part = parts[index]
    following = parts[index + 1].block if index + 1 < len(parts) else -1
    if index == 0 or part.last - part.first > _SHORT or parts[index - 1].block >= 0 or following >= 0:
        return None
    if part.before not in (",", "–", "—", "-", "―"):
        return None
    head = place - part.first
    subject = words.lexicon.subject_first
    verb_first = head == 0 or (head == 1 and not subject and words.lower[part.first] in words.lexicon.stop)
    told = subject and words.tag(place, "told") is not None
    heard = told and hears(words, place + 1, part.last)
    subject_first = subject and 0 < head <= 8 and (heard or says_nothing(words, place + 1, part.last))
    if not (verb_first or subject_first):
        return None
    moods = any(mood_at(words, other) >= 0 for other in parts[max(0, index - _BACK) : index])
    behind_relative = parts[index - 1].before == "," and words.tag(parts[index - 1].first, "relative")
    if not moods and (words.tag(parts[0].first, "subordinating") or behind_relative):
        return None
    source = moods or words.tag(place, "backward") or (not told and names_speaker(words, place, part))
    source = source or (words.lexicon.dropped and part.last - place == 1 and part is parts[-1])
    if verb_first and not source:
        return None
    first = parts[0].first
    blocks = any(other.block >= 0 for other in parts[max(0, index - 3) : index])
    if blocks and subject and (verb_first or only_subject(words, parts, index)):
        return None
    alone = index + 1 >= len(parts) or not parts[index + 1].before
    if alone and part.before == "," and not moods and parts[index - 1].last - first < 3:
        return None
    opening = first + (words.tag(first, "joining") is not None)
    joined = all(words.tag(other.first, "joining") for other in parts[1:index])
    bare = opening == parts[0].last or words.tag(opening, "preposition")
    aside = words.lexicon.agreement and not alone
    if joined and bare and parts[0].last - opening <= 5 and not aside:
        return None
    content = [(first, parts[index - 1].last)]
    end = last_word(words, sentence)
    leads_on = end < len(words) and words.forms[end] == ":"
    after = beside(words, parts, index) + 1
    following_part = parts[after] if after < len(parts) else None
    tells = following_part and describes(words, following_part.first, following_part.last)
    leaves = tells or (
        subject
        and following_part
        and (following_part.before == ";" or words.tag(following_part.first, "joining"))
        and not states_more(words, following_part)
    )
    if following_part and following_part.before and not ((subject and verb_first) or leads_on or leaves):
        content.append((following_part.first, end))
    return Report(tuple(content), part.first, part.last, place, "tail")


def _as_clause(
    words: Words, sentence: tuple[int, int], parts: list[Part], place: int, index: int
) -> Report | None:
    """A clause such as "as the ministry said" makes the rest of its sentence a report."""
    part = parts[index]
    longest = _SHORT + _MORE * bool(words.lexicon.agreement)
    if not words.tag(part.first, "as_clause") or part.last - part.first > longest:
        return None
    if index == 0 and (len(parts) < 2 or parts[1].block >= 0 or parts[1].before != ","):
        return None
    if index > 0 and (part.before != "," or words.has_any("verb", parts[0].first, part.first)):
        return None
    reach = stretch(words, sentence, parts, index)
    return rest_of_sentence(words, reach, (part.first, part.last))._replace(verb=place, rule="tail")
