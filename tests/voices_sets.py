"""Reading and scoring of the marked sets of voices: passages with speech, short spans in marks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.declarations import load_language
from analysis.voices import Span, find_voices

SETS = Path(__file__).parent / "sets" / "voices"
_TAG = re.compile(r'<(d|i) s="([^"]*)">|</(?:d|i)>')
_KINDS = {"d": "direct", "i": "indirect"}
_ARTICLES = frozenset(
    "der die das den dem des ein eine einem einen einer the a an his her their its".split()  # noqa: SIM905
)
_LINKS = frozenset("of for des der von vom für zu zur".split())  # noqa: SIM905


@dataclass(frozen=True)
class Passage:
    """A text and what somebody says in it: start, end, kind, speaker; inner stretches behind outer ones."""

    name: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]


@dataclass(frozen=True)
class Score:
    """Token F1 of direct and indirect speech; share of marked stretches whose speaker is right, and of the
    found ones among them."""

    direct: float
    indirect: float
    speaker: float
    speaker_of_found: float


def read_passages(code: str, half: str = "") -> list[Passage]:
    """The passages of a language, all or one half."""
    rows = [json.loads(line) for line in (SETS / f"quotes_{code}.jsonl").open(encoding="utf-8")]
    return [passage_of(row["id"], row["marked"]) for row in rows if row["half"] == half or not half]


def read_spans(code: str, half: str = "") -> list[tuple[str, int, int, str]]:
    """Text, start, end and kind of each short span in marks, all or one half."""
    rows = [json.loads(line) for line in (SETS / f"spans_{code}.jsonl").open(encoding="utf-8")]
    return [
        (row["text"], row["start"], row["end"], row["kind"])
        for row in rows
        if row["half"] == half or not half
    ]


def passage_of(name: str, marked: str) -> Passage:
    text, spans, open_ = "", list[tuple[int, int, str, str]](), list[tuple[int, str, str]]()
    place = 0
    for tag in _TAG.finditer(marked):
        text += marked[place : tag.start()]
        place = tag.end()
        if tag[1]:
            open_.append((len(text), _KINDS[tag[1]], tag[2].replace("&quot;", '"')))
        else:
            start, kind, speaker = open_.pop()
            spans.append((start, len(text), kind, speaker))
    text += marked[place:]
    return Passage(name, text, tuple(sorted(spans, key=lambda span: (span[0], -span[1]))))


def same_speaker(gold: str, found: str) -> bool:
    """Whether two names mean one speaker: both empty; equal but for articles and case; one holding the other
    with its head ("Kern" and "Minister Anna Kern", "ministry" and "Ministry of Trade", not "union" and
    "head of the union"); or two names of one surname."""
    one, two = _core(gold), _core(found)
    if not one or not two:
        return one == two
    linked = not _LINKS.isdisjoint([*one, *two])
    if one[-1] == two[-1] and gold[:1].isupper() and found[:1].isupper() and not linked:
        return True
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    if longer[: len(shorter)] == shorter:
        return True
    before = longer[: len(longer) - len(shorter)]
    behind = longer[len(before) :] == shorter
    genitive = "\u0400" <= shorter[0][0] <= "\u04ff" and not found[:1].isupper()
    return behind and not genitive and not _LINKS.intersection(before)


def _core(name: str) -> list[str]:
    words = re.findall(r"[\w'’.-]+", name.lower())
    return [word for place, word in enumerate(words) if place or word not in _ARTICLES]


def labels(size: int, spans: Iterable[tuple[int, int, str, str]]) -> tuple[list[str], list[str | None]]:
    """Kind and speaker of each character; inner stretches replace outer ones."""
    kinds: list[str] = [""] * size
    speakers: list[str | None] = [None] * size
    for start, end, kind, speaker in spans:
        kinds[start:end] = [kind] * (end - start)
        speakers[start:end] = [speaker] * (end - start)
    return kinds, speakers


def found_in(code: str, text: str) -> list[Span]:
    return find_voices(text, language=load_language(code))


def score_passage(code: str, passage: Passage) -> tuple[Counter[str], list[tuple[str, str | None]]]:
    """Counts of tokens by kind (gold, found, both), and (marked, found) speakers; None where not found."""
    text, counts = passage.text, Counter[str]()
    speech = [s for s in found_in(code, text) if s.kind in ("direct", "indirect")]
    gold, who = labels(len(text), passage.spans)
    found, by = labels(len(text), ((s.start, s.end, s.kind, s.speaker) for s in speech))
    places = [match.start() for match in re.finditer(r"\w+", text)]
    for place in places:
        counts[f"gold {gold[place]}"] += 1
        counts[f"found {found[place]}"] += 1
        counts[f"both {gold[place]}"] += gold[place] == found[place]
    pairs = list[tuple[str, str | None]]()
    for start, end, kind, speaker in passage.spans:
        own = [p for p in places if start <= p < end and gold[p] == kind and who[p] == speaker]
        votes = Counter(by[place] for place in own).most_common(1)
        pairs.append((speaker, votes[0][0] if votes else None))
    return counts, pairs


def score(code: str, passages: Sequence[Passage]) -> Score:
    counts, pairs = Counter[str](), list[tuple[str, str | None]]()
    for passage in passages:
        more, speakers = score_passage(code, passage)
        counts.update(more)
        pairs += speakers

    def f1(kind: str) -> float:
        return 2 * counts[f"both {kind}"] / (counts[f"gold {kind}"] + counts[f"found {kind}"])

    right = sum(found is not None and same_speaker(gold, found) for gold, found in pairs)
    some = sum(found is not None for _, found in pairs)
    return Score(f1("direct"), f1("indirect"), right / len(pairs), right / max(1, some))


def kind_found(code: str, text: str, start: int, end: int) -> str:
    """Kind of the span in marks at [start, end): speech, distancing, title, or "" when nothing was found."""
    for span in found_in(code, text):
        if span.start < end and span.end > start:
            if span.kind == "direct":
                return "speech"
            if span.kind in ("distancing", "title"):
                return span.kind
    return ""


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the kinds of (marked, found)."""
    kinds = sorted({gold for gold, _ in pairs})
    scores = []
    for kind in kinds:
        both = sum(gold == kind == found for gold, found in pairs)
        total = sum(gold == kind for gold, _ in pairs) + sum(found == kind for _, found in pairs)
        scores.append(2 * both / total)
    return sum(scores) / len(scores)
