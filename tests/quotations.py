"""Reading and scoring of two sets of quotations below DATA: quotes-de (Redewiedergabe), quotes-en (PolNeAR).

Scores are over word tokens. Redewiedergabe is historical German without paragraphs, joined here from its
tokens; its direct and indirect classes include writing and thought. PolNeAR's content is compared with direct
and indirect speech together. `find` gives the spans of a text; `half` is 0 for the samples at even places, 1
for those at odd ones (sorted by name).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from analysis.voices import Span

CLOSE_UP = frozenset(",.;:!?)“«]%") | {"..."}
SPEECH = ("direct", "indirect")
Places = list[tuple[int, int]]
Find = Callable[[str], list[Span]]


def join_tokens(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as running text, with the place of each; a straight mark closes where „ is in use."""
    text, places, depth, opened = "", list[tuple[int, int]](), 0, False
    low = "„" in tokens
    for token in tokens:
        opens = token in ("„", "»") or (token == '"' and depth == 0 and not low)
        if token in ("„", '"', "“", "”"):
            depth = depth + 1 if opens else max(0, depth - 1)
        close_up = token in CLOSE_UP or (token == '"' and not opens)
        if text and not (close_up or opened or text[-1] in "(["):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text, opened = text + token, opens
    return text, places


def german_samples(data: Path) -> Iterator[tuple[str, list[tuple[int, int]], list[str]]]:
    with zipfile.ZipFile(data / "quotes-de" / "redewiedergabe_nonfiction.zip") as archive:
        for name in sorted(item for item in archive.namelist() if item.endswith(".tsv")):
            rows = [line.split("\t") for line in archive.read(name).decode().split("\n")[1:] if line]
            text, places = join_tokens([row[0] for row in rows])
            yield text, places, [row[6] for row in rows]


def f1(pairs: list[tuple[bool, bool]]) -> float:
    hits = sum(gold and found for gold, found in pairs)
    return 2 * hits / (sum(gold for gold, _ in pairs) + sum(found for _, found in pairs))


def german(data: Path, find: Find, kind: str, half: int | None = None) -> float:
    """Token F1 of a kind of speech on every second sample, or all."""
    pairs: list[tuple[bool, bool]] = []
    for number, (text, places, labels) in enumerate(german_samples(data)):
        if half is not None and number % 2 != half:
            continue
        marked = bytearray(len(text) + 1)
        for span in find(text):
            if span.kind == kind:
                marked[span.start : span.end] = b"\1" * (span.end - span.start)
        pairs.extend(
            (any(label.startswith(f"{kind}.") for label in labelled.split("|")), bool(marked[start]))
            for (start, _), labelled in zip(places, labels, strict=True)
            if text[start].isalnum()
        )
    return f1(pairs)


def english_articles(data: Path) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    with zipfile.ZipFile(data / "quotes-en" / "polnear_dev.zip") as archive:
        names = sorted(archive.namelist())
        for name in (item for item in names if "/text/" in item and item.endswith(".txt")):
            stem = name.rsplit("/", 1)[1].removesuffix(".txt")
            spans = [
                (match[1], *map(int, piece.split()))
                for other in names
                if other.endswith(".ann") and other.rsplit("/", 1)[1].startswith(stem)
                for line in archive.read(other).decode().split("\n")
                if (match := re.match(r"T\d+\t(Content|Source) ([\d; ]+)\t", line))
                for piece in match[2].split(";")
            ]
            yield archive.read(name).decode(), spans


def english_attributions(data: Path) -> Iterator[tuple[str, list[tuple[Places, Places]]]]:
    """Each article with its attributions that have content and source: the places of both."""
    with zipfile.ZipFile(data / "quotes-en" / "polnear_dev.zip") as archive:
        names = sorted(archive.namelist())
        for name in (item for item in names if "/text/" in item and item.endswith(".txt")):
            stem = name.rsplit("/", 1)[1].removesuffix(".txt")
            found = list[tuple[Places, Places]]()
            for other in names:
                if other.endswith(".ann") and other.rsplit("/", 1)[1].startswith(stem):
                    found += _attributions(archive.read(other).decode())
            yield archive.read(name).decode(), found


def _attributions(annotation: str) -> Iterator[tuple[Places, Places]]:
    places = {
        match[1]: [(int(a), int(b)) for a, b in (piece.split() for piece in match[2].split(";"))]
        for match in re.finditer(r"^(T\d+)\t\w+ ([\d; ]+)\t", annotation, re.M)
    }
    for event in re.findall(r"^E\d+\t(.+)$", annotation, re.M):
        roles = [item.split(":") for item in event.split()]
        content = [place for role, name in roles if role.startswith("Content") for place in places[name]]
        source = [place for role, name in roles if role.startswith("Source") for place in places[name]]
        if content and source:
            yield content, source


def sources(data: Path, find: Find, half: int) -> tuple[float, float, float]:
    """Token F1 of the words that name a source; share of attributions whose source is found by its head, of
    all and of those of whose content something was found."""
    pairs, right, some, number_of = list[tuple[bool, bool]](), 0, 0, 0
    for number, (text, attributions) in enumerate(english_attributions(data)):
        if number % 2 != half:
            continue
        spans = [s for s in find(text) if s.kind in SPEECH]
        gold, found = bytearray(len(text) + 1), bytearray(len(text) + 1)
        for _, source in attributions:
            for start, end in source:
                gold[start:end] = b"\1" * (end - start)
        for span in (span for span in spans if span.source[0] >= 0):
            start, end = span.source
            found[start:end] = b"\1" * (end - start)
        pairs += [(bool(gold[m.start()]), bool(found[m.start()])) for m in re.finditer(r"\w+", text)]
        for content, source in attributions:
            best = max(spans, key=lambda span: _shared(span, content), default=None)
            number_of += 1
            if best is not None and _shared(best, content):
                some += 1
                said = f"{best.speaker} {text[slice(*best.source)] if best.source[0] >= 0 else ''}"
                right += head_of(" ".join(text[a:b] for a, b in source)) in words_of(said)
    return f1(pairs), right / number_of, right / some


def _shared(span: Span, places: Places) -> int:
    return sum(max(0, min(span.end, end) - max(span.start, start)) for start, end in places)


def words_of(text: str) -> list[str]:
    return [
        word.lower().removesuffix("'s") for word in re.findall(r"[\w-]+(?:['’]s)?", text.replace("’", "'"))
    ]


def head_of(source: str) -> str:
    """The last word of a source before its first comma, bracket, preposition or relative word."""
    cut = re.split(r"[,(—-] | (?:of|for|from|in|at|on|with|who|that|to|by|close) ", source)[0]
    return (words_of(cut) or words_of(source) or [""])[-1]


def english(data: Path, find: Find, half: int) -> float:
    pairs: list[tuple[bool, bool]] = []
    for number, (text, labels) in enumerate(english_articles(data)):
        if number % 2 != half:
            continue
        gold, found = bytearray(len(text) + 1), bytearray(len(text) + 1)
        for layer, start, end in labels:
            if layer == "Content":
                gold[start:end] = b"\1" * (end - start)
        for span in find(text):
            if span.kind in ("direct", "indirect"):
                found[span.start : span.end] = b"\1" * (span.end - span.start)
        places = [match.start() for match in re.finditer(r"\w+", text)]
        pairs.extend((bool(gold[place]), bool(found[place])) for place in places)
    return f1(pairs)
