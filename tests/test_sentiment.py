"""Tone worked out by hand: negation, intensifiers, their reach, targets."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import schema
from analysis.declarations import Target, load_language, load_lexicon
from analysis.frames import Batch
from analysis.sentiment import FLIP, REACH, sentence_tone, token_weights, tone, tone_toward
from analysis.tokenization import split_all, tokenize

ENGLISH = {"good": 0.5, "bad": -0.5, "awful": -0.8, "great": 0.8, "crisis": -0.6}
GERMAN = {"gut": 0.5, "schlecht": -0.5, "krise": -0.6}
RUSSIAN = {"хороший": 0.5, "плохой": -0.5, "жёсткий": -0.4}


def batch_of(texts: list[str], code: str = "en", voices: list[str] | None = None) -> Batch:
    language = load_language(code)
    sentences = split_all(texts, language=language)
    number = sum(map(len, sentences))
    ids = [f"a{n}" for n in range(len(texts))]
    return Batch(ids, tokenize(texts, language=code), sentences, voices or ["outlet"] * number)


def tones(text: str, lexicon: dict[str, float], code: str = "en") -> list[float]:
    found = sentence_tone(batch_of([text], code), lexicon, language=load_language(code))
    return [round(value, 6) for value in found.tolist()]


# "very" multiplies by 1.5, "extremely" by 1.75; a negation among the three tokens before turns by -.75.
CASES = [
    ("en", ENGLISH, "It is good.", [0.5]),
    ("en", ENGLISH, "It is GOOD.", [0.5]),
    ("en", ENGLISH, "It is not good.", [-0.375]),
    ("en", ENGLISH, "It is not bad.", [0.375]),
    ("en", ENGLISH, "It is very good.", [0.75]),
    ("en", ENGLISH, "It is very, very good.", [0.75]),
    ("en", ENGLISH, "It is not very good.", [-0.5625]),
    ("en", ENGLISH, "It isn't good.", [-0.375]),
    ("en", ENGLISH, "It isn’t good.", [-0.375]),
    ("en", ENGLISH, "Not in every way good.", [0.5]),
    ("en", ENGLISH, "Not in any good.", [-0.375]),
    ("en", ENGLISH, "It is extremely great.", [1.0]),
    ("en", ENGLISH, "It is good, not bad.", [(0.5 + 0.375) / 2]),
    ("en", ENGLISH, "Good and awful.", [-0.15]),
    ("en", ENGLISH, "Nothing. Good!", [0.0, 0.5]),
    ("en", ENGLISH, "It is not. Good trade.", [0.0, 0.5]),
    ("en", ENGLISH, "It was very. Good trade.", [0.0, 0.5]),
    ("en", ENGLISH, "Two crises.", [-0.6]),
    ("en", ENGLISH, "Good not.", [0.5]),
    ("en", ENGLISH, "It is here.", [0.0]),
    ("de", GERMAN, "Das ist nicht gut.", [-0.375]),
    ("de", GERMAN, "Das ist sehr gut.", [0.75]),
    ("de", GERMAN, "Das ist keine gute Idee.", [-0.375]),
    ("de", GERMAN, "Die Krisen sind schlecht.", [-0.55]),
    ("ru", RUSSIAN, "Это не хороший план.", [-0.375]),
    ("ru", RUSSIAN, "Это очень плохие дела.", [-0.75]),
    ("ru", RUSSIAN, "Это жесткая и жёсткая мера.", [-0.4]),
]


@pytest.mark.parametrize(("code", "lexicon", "text", "expected"), CASES)
def test_tone_by_hand(code: str, lexicon: dict[str, float], text: str, expected: list[float]) -> None:
    assert tones(text, lexicon, code) == [round(value, 6) for value in expected]


def test_the_constants_of_the_docstring() -> None:
    assert (REACH, FLIP) == (3, -0.75)


def test_a_form_is_looked_up_before_its_lemma() -> None:
    assert tones("Two crises.", {"crisis": -0.6, "crises": -0.2}) == [-0.2]


def test_belarusian_forms_meet_by_their_stems() -> None:
    lexicon = {"крызіс": -0.6, "добры": 0.5}
    assert tones("Гэта крызісу.", lexicon, "be") == [-0.6]
    assert tones("Гэта не добрая навіна.", lexicon, "be") == [-0.375]


def test_weights_of_tokens_and_their_sentences() -> None:
    batch = batch_of(["Very good. Bad."])
    weight, sentence = token_weights(batch, ENGLISH, language=load_language("en"))
    assert np.isnan(weight).tolist() == [True, False, False]
    assert weight[1:].tolist() == [0.75, -0.5]
    assert sentence.tolist() == [0, 0, 1]


def test_negation_does_not_reach_into_the_next_article() -> None:
    batch = batch_of(["It is not", "good"])
    assert sentence_tone(batch, ENGLISH, language=load_language("en")).tolist() == [0.0, 0.5]


def test_tone_stays_within_its_bounds() -> None:
    text = " ".join(["extremely great", "not", "extremely awful"] * 20)
    weight, _ = token_weights(batch_of([text]), ENGLISH, language=load_language("en"))
    assert np.nanmax(np.abs(weight)) <= 1


def test_zeros_are_not_stored_and_voices_are() -> None:
    voices = ["quoted", "outlet", "outlet", "outlet"]
    batch = batch_of(["Good. Nothing.", "Good, bad. Bad."], voices=voices)
    found = tone(batch, ENGLISH, language=load_language("en"))
    assert found[["unit", "voice", "value"]].to_numpy().tolist() == [
        ["a0:0", "quoted", 0.5],
        ["a1:1", "outlet", -0.5],
    ]
    schema.conform(found, "measures")


TARGETS = [
    Target("union", "Union", {"en": ("union", "brussels")}),
    Target("north", "North", {"en": ("north*",), "de": ("norden",)}),
    Target("south", "South", {"de": ("süden",)}),
]


def test_tone_toward_targets_keeps_zeros_since_mentions_are_the_denominator() -> None:
    text = "The union is bad. The union and Brussels meet the northern league. A good day. Good north!"
    found = tone_toward(batch_of([text]), ENGLISH, TARGETS, language=load_language("en"))
    assert sorted(found[["target", "unit", "value"]].to_numpy().tolist()) == [
        ["north", "a0:1", 0.0],
        ["north", "a0:3", 0.5],
        ["union", "a0:0", -0.5],
        ["union", "a0:1", 0.0],
    ]
    assert set(found["measure"]) == {"tone_target"}
    assert set(found["class"]) == {""}
    schema.conform(found, "measures")


@pytest.mark.parametrize("texts", [[], [""], ["Nothing here."]])
def test_nothing_to_weigh(texts: list[str]) -> None:
    batch, language = batch_of(texts), load_language("en")
    toward = tone_toward(batch, ENGLISH, TARGETS, language=language)
    for found in (tone(batch, ENGLISH, language=language), toward):
        assert found.empty
        schema.conform(found, "measures")
    assert tone(batch, {}, language=language).empty


@pytest.mark.parametrize("code", ["de", "en", "ru"])
def test_shipped_lexicons_weigh_both_sides_and_hold_no_function_words(code: str) -> None:
    lexicon, language = load_lexicon(code), load_language(code)
    assert min(lexicon.values()) >= -1
    assert max(lexicon.values()) <= 1
    assert sum(weight > 0 for weight in lexicon.values()) > 100
    assert sum(weight < 0 for weight in lexicon.values()) > 100
    assert all(term == term.lower() for term in lexicon)
    assert not set(lexicon) & (set(language.negations) | set(language.stop_words))
