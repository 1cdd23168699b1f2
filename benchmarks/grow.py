"""Larger corpora from real ones: sentences resampled into new articles, new word forms at Heaps' rate.

`python benchmarks/grow.py COUNT [SEED]` writes the articles to stdout, one JSON string a line. DATA
(environment) names the folder of real corpora; without it the simulated press is grown.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analysis.declarations import load_language
from analysis.simulation import simulate
from analysis.tokenization import split_all

REDRAWN = 0.15
SIMILAR = (0.5, 0.95)
BLOCK = 500
Shingled = frozenset[tuple[str, ...]]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Planted:
    """Texts in mixed order, and the true Jaccard similarity of each planted pair (left < right)."""

    texts: list[str]
    pairs: dict[tuple[int, int], float]


def real_texts(data: str) -> list[str]:
    """German news below `data`, or the German articles of the simulated press."""
    if not data:
        return [article.text for article in simulate().articles if article.slot.language == "de"]
    csv.field_size_limit(1 << 30)
    with gzip.open(Path(data) / "german-news" / "10kgnad_test.csv.gz", "rt", encoding="utf-8") as stream:
        return [row[1] for row in csv.reader(stream, delimiter=";", quotechar="'") if len(row) > 1]


def heaps(texts: Sequence[str]) -> tuple[float, float]:
    """K and beta of Heaps' curve V = K N^beta, by least squares on logarithms at 40 sizes of the corpus."""
    seen: set[str] = set()
    growth = []
    for word in (word for text in texts for word in re.findall(r"\w+", text.lower())):
        seen.add(word)
        growth.append(len(seen))
    sizes = np.unique(np.geomspace(min(1000, len(growth)), len(growth), 40).astype(int))
    beta, intercept = np.polyfit(np.log(sizes), np.log(np.array(growth)[sizes - 1]), 1)
    return float(np.exp(intercept)), float(beta)


def grow(texts: Sequence[str], count: int, *, seed: int = 1, redrawn: float = REDRAWN) -> Iterator[str]:
    """`count` articles of as many sentences as real ones have, each sentence drawn from all of them.

    In each sentence a share `redrawn` of words is drawn anew from the corpus: otherwise each sentence would
    stand in a hundred of 100,000 articles, which formulas do and news does not. Beyond the size of the real
    corpus words become new forms (the beginning of one word and the end of another) at the rate of the
    fitted curve. Equal arguments give equal articles. It misleads where the order of sentences matters.
    """
    dice, letters = np.random.default_rng(seed), random.Random(seed)
    forms, words, bounds, lengths = _sentences(texts)
    known = {form.lower() for form in forms}
    scale, beta = heaps(texts)
    size, total = len(words), 0
    for begin in range(0, count, BLOCK):
        sentences = dice.choice(lengths, size=min(BLOCK, count - begin))
        drawn = dice.integers(len(bounds) - 1, size=int(sentences.sum()))
        long = np.diff(bounds)[drawn]
        ends = np.cumsum(long)
        chosen = words[np.arange(ends[-1]) + np.repeat(bounds[drawn] - ends + long, long)]
        other = dice.random(len(chosen)) < redrawn
        chosen[other] = words[dice.integers(size, size=int(other.sum()))]
        total += len(chosen)
        rate = scale * beta * total ** (beta - 1) if total > size else 0.0
        for place in np.flatnonzero(dice.random(len(chosen)) < rate):
            chosen[place] = len(forms)
            forms.append(_new_form(forms, known, letters))
        written = [forms[word] for word in chosen.tolist()]
        lines = [
            " ".join(written[end - own : end]) for end, own in zip(ends.tolist(), long.tolist(), strict=True)
        ]
        stops = np.cumsum(sentences).tolist()
        yield from (
            _paragraphs(lines[stop - own : stop]) for stop, own in zip(stops, sentences.tolist(), strict=True)
        )


def _sentences(texts: Sequence[str]) -> tuple[list[str], Integers, Integers, Integers]:
    """Distinct forms; all words as numbers of forms; bounds of sentences; sentences of each text."""
    number: dict[str, int] = {}
    words, bounds, lengths = [], [0], []
    for text, spans in zip(texts, split_all(texts, language=load_language("de")), strict=True):
        for begin, end in spans:
            words += [number.setdefault(word, len(number)) for word in text[begin:end].split()]
            bounds.append(len(words))
        if spans:
            lengths.append(len(spans))
    return list(number), np.array(words), np.array(bounds), np.array(lengths)


def _new_form(forms: Sequence[str], known: set[str], dice: random.Random) -> str:
    while True:
        one, two = dice.choice(forms), dice.choice(forms)
        form = one[: len(one) // 2 + 1] + two[len(two) // 2 :].lower()
        if form.lower() not in known:
            known.add(form.lower())
            return form


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n\n".join(" ".join(lines[begin : begin + 4]) for begin in range(0, len(lines), 4))


def shingles(text: str) -> Shingled:
    """The definition (Broder 1997): sets of five successive words."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[n : n + 5]) for n in range(max(len(words) - 4, 1)))


def jaccard(one: Shingled, two: Shingled) -> float:
    return len(one & two) / len(one | two)


def plant(originals: Sequence[str], copies: int, *, seed: int = 1) -> Planted:
    """The first `copies` texts once more, edited, among all: similarities spread evenly over .5 to .95.

    Edits replace words, leave sentences out, add sentences of others, or cut the end, one after another
    until the similarity falls to a drawn target; a draw that falls below .5 is drawn again.
    """
    dice = random.Random(seed)
    texts, pairs, donors = list(originals), [], list(originals[-500:])
    for number in range(copies):
        edited, similarity = _edited(originals[number], donors, dice)
        pairs.append((number, len(texts), similarity))
        texts.append(edited)
    place = list(range(len(texts)))
    dice.shuffle(place)
    mixed = [""] * len(texts)
    for text, spot in zip(texts, place, strict=True):
        mixed[spot] = text
    return Planted(mixed, {tuple(sorted((place[a], place[b]))): value for a, b, value in pairs})


def _edited(text: str, donors: Sequence[str], dice: random.Random) -> tuple[str, float]:
    whole = shingles(text)
    while True:
        target, edited, similarity = dice.uniform(*SIMILAR), text, 1.0
        while similarity > target:
            edited = _edit(edited, donors, dice)
            similarity = jaccard(whole, shingles(edited))
        if SIMILAR[0] <= similarity <= SIMILAR[1]:
            return edited, similarity


def _edit(text: str, donors: Sequence[str], dice: random.Random) -> str:
    kind = dice.choice(("word", "word", "leave out", "add", "cut"))
    words = text.split(" ")
    if kind == "word":
        words[dice.randrange(len(words))] = dice.choice(dice.choice(donors).split())
        return " ".join(words)
    if kind == "cut":
        return " ".join(words[: -max(1, len(words) // 30)])
    sentences = re.split(r"(?<=[.!?])\s+", text)
    spot = dice.randrange(len(sentences))
    if kind == "leave out" and len(sentences) > 2:
        del sentences[spot]
    else:
        sentences.insert(spot, dice.choice(re.split(r"(?<=[.!?])\s+", dice.choice(donors))))
    return " ".join(sentences)


if __name__ == "__main__":
    chosen = [int(value) for value in sys.argv[1:3]] or [1000]
    for article in grow(real_texts(os.environ.get("DATA", "")), chosen[0], seed=(*chosen, 1)[1]):
        print(json.dumps(article, ensure_ascii=False))
