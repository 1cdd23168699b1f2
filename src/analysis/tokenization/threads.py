"""Compiled code on several cores: it is free of the interpreter's lock, so threads run side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, pairwise
from typing import Any

SMALL = 20_000


def in_threads(function: Callable[[Any], Any], items: Iterable[Any], workers: int = 0) -> Iterator[Any]:
    """`function` of each item, in order; at most two items a thread are held. Compiled code runs side by
    side, so threads do."""
    workers = workers or os.cpu_count() or 1
    waiting = iter(items)
    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(function, item) for item in islice(waiting, 2 * workers)]
        while running:
            done = running.pop(0).result()
            for item in waiting:
                running.append(pool.submit(function, item))
                break
            yield done


def pieces(size: int, workers: int = 0) -> list[slice]:
    """Equal pieces of `size` things, two a thread; one of few things."""
    number = 1 if size < SMALL else 2 * (workers or os.cpu_count() or 1)
    bounds = [size * place // number for place in range(number + 1)]
    return [slice(begin, end) for begin, end in pairwise(bounds)]
