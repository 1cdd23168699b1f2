"""How peers are timed: medians of five."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

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
