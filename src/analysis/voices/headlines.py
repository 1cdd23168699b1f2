"""Whose words a headline is: marks and reporting clauses as in the text, and names before or behind a colon.

A headline is read together with its text, so that its speaker gets the full name and the role of the text.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.declarations.countries import Home
from analysis.declarations.language import Language
from analysis.voices.assemble import Reader
from analysis.voices.layout import DASHES
from analysis.voices.spans import Span
from analysis.voices.speakers import Speaker, mentions
from analysis.voices.words import Words

_SOURCE = 9
_FEWEST = 2


def find_in_headline(
    title: str, text: str, *, language: Language, country: str | Home = ""
) -> tuple[list[Span], list[Span]]:
    """Spans of a headline (offsets into `title`) and of its text (offsets into `text`).

    Besides what `find_voices` finds, "Kern: the plan failed" and "The plan failed: ministry" (with a dash
    too) are indirect speech, when the side that names a speaker is a declared function or somebody who speaks
    in the text. Misleads for "Berlin: ..." only where a city's name is a declared role.
    """
    title = title.strip()
    if not title:
        return [], Reader(text, language, country).spans() if text else []
    reader = Reader(f"{title}\n\n{text}", language, country)
    found = reader.spans()
    shift = len(title) + 2
    head = [span for span in found if span.start < len(title)]
    body = [_moved(span, -shift) for span in found if span.start >= len(title)]
    if not any(span.kind in ("direct", "indirect") for span in head):
        said = _by_colon(reader, len(title), body)
        apart = [
            span for span in head if not any(span.start < one.end and one.start < span.end for one in said)
        ]
        head = sorted([*apart, *said], key=lambda span: span.start)
    return [replace(span, end=min(span.end, len(title))) for span in head], body


def _moved(span: Span, shift: int) -> Span:
    """The span at offsets into the text; a source or cue in the headline has no place there."""

    def moved(pair: tuple[int, int]) -> tuple[int, int]:
        return (pair[0] + shift, pair[1] + shift) if pair[0] + shift >= 0 else (-1, -1)

    return replace(
        span,
        start=span.start + shift,
        end=span.end + shift,
        source=moved(span.source),
        cue=moved(span.cue),
    )


def _by_colon(reader: Reader, size: int, body: list[Span]) -> list[Span]:
    """The side of a headline's only colon or dash that the other side names the speaker of."""
    words = reader.words
    last = next((place for place in range(len(words)) if words.starts[place] >= size), len(words))
    marks = [place for place in range(1, last - 1) if _parts_headline(words, place)]
    if len(marks) != 1:
        return []
    speaking = {span.speaker for span in body if span.speaker}
    sides = ((0, marks[0]), (marks[0] + 1, last))
    for place, (first, stop) in enumerate(sides):
        begin, end = sides[1 - place]
        speaker = _source(reader, first, stop, speaking)
        said = sum(words.is_word(here) for here in range(begin, end))
        if speaker and said >= _FEWEST:
            quoted = {quote.start: quote.end for quote in reader.layout.quotes}
            marked = quoted.get(words.starts[begin]) == words.ends[end - 1]
            while not marked and not words.is_word(end - 1) and words.forms[end - 1] not in "!?…":
                end -= 1
            where = (words.starts[first], words.ends[stop - 1])
            return [
                Span(
                    words.starts[begin],
                    words.ends[end - 1],
                    "direct" if marked else "indirect",
                    reader.cast.full(speaker),
                    speaker.role,
                    "",
                    speaker.function,
                    by=speaker.by,
                    source=where,
                )
            ]
    return []


def _parts_headline(words: Words, place: int) -> bool:
    """Whether a mark parts a headline: a colon, or a dash between blanks."""
    form = words.forms[place]
    if form in (":", "："):
        return not (words.forms[place - 1][-1].isdigit() and words.forms[place + 1][0].isdigit())
    return form in DASHES and words.starts[place] > words.ends[place - 1]


def _source(reader: Reader, first: int, last: int, speaking: set[str]) -> Speaker | None:
    """The speaker that words [first, last) name and nothing else."""
    words = reader.words
    if last - first > _SOURCE:
        return None
    found = mentions(words, first, last)
    stop = words.lexicon.stop
    named = {place for mention in found for place in range(mention.first, mention.last)}
    rest = [
        p for p in range(first, last) if p not in named and words.is_word(p) and words.lower[p] not in stop
    ]
    if not found or rest:
        return None
    speaker = reader.cast.resolve(found[0], first)
    known = found[0].function or reader.cast.full(speaker) in speaking
    return speaker if known else None
