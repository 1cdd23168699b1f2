"""How peers are timed: medians of five."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from analysis.simulation import simulate

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


def simulated(language: str, presses: int = 7) -> list[str]:
    """Texts of simulated presses of several seeds in one language: alike in length to news."""
    return [
        article.text
        for seed in range(1, presses + 1)
        for article in simulate(seed=seed).articles
        if article.slot.language == language
    ]
