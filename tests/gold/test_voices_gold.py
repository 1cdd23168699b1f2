"""Floors for voices on labelled sets: quotes-de (Redewiedergabe) and quotes-en (PolNeAR) below DATA.

Rules were tuned on the samples at even places (sorted by name) only; the floors hold for each half.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from quotations import Find, english, german, sources

from analysis.declarations.language import load_language
from analysis.voices import find_voices

DATA = Path(os.environ["DATA"])
HALVES = {"tuned on": 0, "held out": 1}


def find(code: str) -> Find:
    return partial(find_voices, language=load_language(code))


@pytest.mark.parametrize("half", HALVES)
def test_direct_speech_german(half: str) -> None:
    score = german(DATA, find("de"), "direct", HALVES[half])
    print(f"quotes-de, direct, {half}: {score:.3f}")
    assert score >= 0.68


@pytest.mark.parametrize("half", HALVES)
def test_indirect_speech_german(half: str) -> None:
    score = german(DATA, find("de"), "indirect", HALVES[half])
    print(f"quotes-de, indirect, {half}: {score:.3f}")
    assert score >= {"tuned on": 0.62, "held out": 0.49}[half]


@pytest.mark.parametrize(("kind", "least"), [("direct", 0.70), ("indirect", 0.52)])
def test_speech_german_of_all_samples(kind: str, least: float) -> None:
    score = german(DATA, find("de"), kind)
    print(f"quotes-de, {kind}, all samples: {score:.3f}")
    assert score >= least


@pytest.mark.parametrize("half", HALVES)
def test_content_english(half: str) -> None:
    score = english(DATA, find("en"), HALVES[half])
    print(f"quotes-en, content, {half}: {score:.3f}")
    assert score >= 0.77


@pytest.mark.parametrize("half", HALVES)
def test_source_english(half: str) -> None:
    words, heads, of_found = sources(DATA, find("en"), HALVES[half])
    print(f"quotes-en, source, {half}: words {words:.3f}, heads {heads:.3f}, of found content {of_found:.3f}")
    assert words >= 0.55
    assert heads >= 0.47
