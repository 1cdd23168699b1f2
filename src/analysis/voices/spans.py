"""A stretch of a text in somebody's voice, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.voices.readable import Readable


@dataclass(frozen=True)
class Span:
    """A stretch [start, end) of a text (Python string offsets) in somebody's voice, or in marks.

    `kind` is direct, indirect, distancing or title. `speaker` is the fullest name the article gives, else the
    body or function as written, or ""; `function` is that function even where the name is known; `role` is a
    role of the language's declaration or "unnamed" (all "" for distancing and title). `verb` is the reporting
    verb as written, or "", and `stance` its class: neutral, affirming or doubting. `source` and `cue` are
    offsets of the words that name the speaker and of those that report, (-1, -1) when there are none; `by` is
    how the speaker is named there: name, function or pronoun.
    """

    start: int
    end: int
    kind: str
    speaker: str
    role: str
    verb: str
    function: str = ""
    stance: str = ""
    by: str = ""
    source: tuple[int, int] = (-1, -1)
    cue: tuple[int, int] = (-1, -1)


def moved(span: Span, plain: Readable) -> Span:
    """The span at the offsets of the original text."""
    if not plain.starts:
        return span
    start, end = plain.back(span.start, span.end)
    return replace(span, start=start, end=end, source=plain.back(*span.source), cue=plain.back(*span.cue))
