"""Rooms beside the library one would take instead, on the same texts in the same run; medians of five."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from analysis.declarations import load_language
from analysis.simulation import simulate
from analysis.tokenization import count_batch, gather, split_all

ROUNDS = 5


def median_seconds(function: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median wall seconds of `rounds` calls after one that is not counted."""
    function()
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        function()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def corpus(times: int = 7) -> list[str]:
    """English texts of simulated presses of several seeds: articles that are alike in length to news."""
    texts: list[str] = []
    for seed in range(1, times + 1):
        press = simulate(seed=seed)
        texts += [article.text for article in press.articles if article.slot.language == "en"]
    return texts


def terms(data: str) -> None:
    """Text to count matrix with lemmas and sentence matrix: seconds beside CountVectorizer without them."""
    from sklearn.feature_extraction.text import CountVectorizer

    texts = corpus()
    ids = [f"{number:06d}" for number in range(len(texts))]
    english = load_language("en")

    def ours() -> object:
        sentences = split_all(texts, language=english)
        batches = _batches(ids, texts, sentences)
        return gather(batches, language=english)

    def theirs() -> object:
        return CountVectorizer().fit_transform(texts)

    told = (median_seconds(ours), median_seconds(theirs))
    size = sum(map(len, texts)) / 1e6
    print(f"{size:.1f} MB: {told[0]:.2f} s, CountVectorizer {told[1]:.2f} s: ratio {told[1] / told[0]:.2f}")


def _batches(
    ids: Sequence[str], texts: Sequence[str], sentences: Sequence[list[tuple[int, int]]]
) -> list[object]:
    step = 1000
    return [
        count_batch(ids[i : i + step], texts[i : i + step], sentences[i : i + step], language="en")
        for i in range(0, len(ids), step)
    ]
