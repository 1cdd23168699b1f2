"""Voices of the page that this project began with (below DATA's parent), read through the whole road."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.declarations import load_language
from analysis.voices import find_in_headline
from analysis.voices.spans import Span

SEED = Path(os.environ["DATA"]).parent / "seed" / "belta_de_page.txt"
SPEAKER = "Sergej Alejnik"


@pytest.fixture(scope="module")
def page() -> tuple[str, str]:
    """Headline and text of the page, cut by its own lines: between the section's date and the footer."""
    lines = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    first = next(place for place, line in enumerate(lines) if line.startswith("MINSK"))
    last = next(place for place, line in enumerate(lines) if line.startswith("Abonnieren"))
    return lines[first - 1], "\n\n".join(lines[first:last])


@pytest.fixture(scope="module")
def voices(page: tuple[str, str]) -> tuple[list[Span], list[Span]]:
    return find_in_headline(*page, language=load_language("de"), country="BY")


def test_the_headline_is_an_open_quotation(page: tuple[str, str], voices: tuple[list[Span], ...]) -> None:
    (span,) = voices[0]
    assert (span.kind, span.speaker, span.role) == ("direct", SPEAKER, "own_state")
    assert (page[0][span.start], span.end) == ('"', len(page[0]))


def test_every_stretch_of_the_text_has_its_voice(
    page: tuple[str, str], voices: tuple[list[Span], ...]
) -> None:
    """Paragraph 1: its first sentence is reported, its second the outlet's. Paragraphs 2 and 3 are the
    speaker's but for the reporting clauses; 4 and 5 the outlet's."""
    text, paragraphs = page[1], page[1].split("\n\n")
    assert {span.speaker for span in voices[1]} == {SPEAKER}
    assert {span.role for span in voices[1]} == {"own_state"}
    found = [(span.kind, text[span.start : span.end]) for span in voices[1]]
    report, attribution = paragraphs[0].split(" - ", 1)[1].split(". Dies ")
    second = paragraphs[1].removesuffix(", sagte der Außenminister.")
    mood, third = paragraphs[2].removesuffix(", sagte Sergej Alejnik.").split(". ", 1)
    assert attribution.endswith("Sergej Alejnik.")
    assert found == [("indirect", report), ("direct", second), ("indirect", mood), ("direct", third)]
