"""Sentences beside the library one would take instead: same texts and run, by medians."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import grow
import peers

from analysis.declarations import load_language
from analysis.tokenization import learn_abbreviations, split_all
from analysis.tokenization import sentences as splitter

ROUNDS = 5
ARTICLES, TRAINING = 2_000, 300
SETS = Path(__file__).parents[1] / "tests" / "sets"
LANGUAGES = ("de", "en", "ru", "es", "pl", "be", "uk", "zh")
Spans = list[list[tuple[int, int]]]
Splitter = Callable[[Sequence[str]], Spans]


def sentences(data: str) -> None:
    """Sentences with offsets beside nltk's Punkt, both with the same texts learned; both on hard cases."""
    german = list(grow.grow(grow.real_texts(data), ARTICLES))
    corpora = {"de": german, **{code: peers.simulated(code) for code in ("en", "ru")}}
    for code in LANGUAGES:
        texts = corpora.get(code) or _cases(code)[0]
        ours, punkt = _ours(code, texts), _punkt(texts)
        line = f"{code}: {_scored('ours', ours, code)}; {_scored('Punkt', punkt, code)}"
        if code in corpora:
            size = sum(map(len, texts)) / 1e6
            own, other = _seconds_in_turn(ours, punkt, texts)
            speed = f"{own:.3f} s, {size / own:.0f} MB/s, {other / own:.1f} times Punkt"
            line = f"{line}; {len(texts)} articles: {speed}"
        print(line, flush=True)


def _ours(code: str, texts: Sequence[str]) -> Splitter:
    return partial(split_all, language=load_language(code), learned=learn_abbreviations(texts))


def _punkt(texts: Sequence[str]) -> Splitter:
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

    trainer = PunktTrainer()
    trainer.train("\n".join(texts[:TRAINING]))
    tokenizer: Any = PunktSentenceTokenizer(trainer.get_params())

    def split(texts: Sequence[str]) -> Spans:
        return [list(tokenizer.span_tokenize(text)) for text in texts]

    return split


def _seconds_in_turn(one: Splitter, other: Splitter, texts: Sequence[str]) -> list[float]:
    """Median seconds of both, timed in turn so that a busy machine slows both. Ours forgets between rounds
    which words it has met: a corpus is split once."""
    taken: list[list[float]] = [[], []]
    one(texts)
    for _ in range(ROUNDS):
        for seconds, split in zip(taken, (one, other), strict=True):
            splitter._rules.clear()
            begin = time.perf_counter()
            split(texts)
            seconds.append(time.perf_counter() - begin)
    return [statistics.median(seconds) for seconds in taken]


def _cases(code: str) -> tuple[list[str], list[set[int]]]:
    """Texts of the table of hard cases, and the ends of their sentences but the last."""
    texts, ends = [], []
    with (SETS / f"sentences_{code}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            pieces = row["case"].replace("\\n", "\n").split("|")
            texts.append("".join(pieces))
            ends.append({len("".join(pieces[:number])) for number in range(1, len(pieces))})
    return texts, ends


def _scored(name: str, split: Splitter, code: str) -> str:
    """Share of cases with exactly the right boundaries, and F1 of boundaries."""
    texts, expected = _cases(code)
    found = [{end for _, end in spans[:-1]} for spans in split(texts)]
    right = sum(len(one & other) for one, other in zip(found, expected, strict=True))
    exact = sum(one == other for one, other in zip(found, expected, strict=True)) / len(texts)
    f1 = 2 * right / (sum(map(len, found)) + sum(map(len, expected)))
    return f"{name} exact {exact:.2f}, F1 {f1:.3f}"
