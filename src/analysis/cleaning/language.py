"""The language of a text: by script and letters where they decide, by function words, else by py3langid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from analysis.cleaning.dates import languages

SAMPLE = 1_500
HAN, KANA, CYRILLIC = (
    re.compile(f"[{signs}]") for signs in ("\u4e00-\u9fff", "\u3040-\u30ff", "\u0400-\u04ff")
)
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}
# Languages that a corpus may hold by accident: without them a stray text would be given to the study's.
OTHERS = (
    "fr",
    "it",
    "pt",
    "nl",
    "cs",
    "sk",
    "sr",
    "bg",
    "tr",
    "ar",
    "fa",
    "ja",
    "ko",
    "vi",
    "ro",
    "hu",
    "sv",
)


def detect(text: str, candidates: Sequence[str]) -> tuple[str, bool]:
    """Code of the text's language, and whether that is sure.

    `candidates` are the languages of the study; others are recognised so that they can be set aside.
    Sure by letters (Han without kana, ў, ї, ы), by function words with a clear margin, or by a
    py3langid probability over .9. Texts under 40 letters are never sure unless the script decides.
    """
    sample = text[:SAMPLE]
    if code := by_letters(sample):
        return code, True
    words = _words(sample.lower())
    code, clear = by_function_words(words)
    letters = sum(map(len, words))
    if clear and letters >= 40:
        return code, True
    if not letters:
        return "", False
    code, probability = by_model(sample, tuple(sorted(candidates)))
    return code, probability > 0.9 and letters >= 40


def _words(text: str) -> list[str]:
    return text.translate(NO_LETTERS).split() if text.isascii() else WORD.findall(text)


def by_letters(text: str) -> str:
    """The language that script and letters decide alone, or nothing.

    Belarusian has ў and і with ы; Ukrainian ї, є, ґ and і without ы; Russian ы, э, ъ without і.
    """
    if text.isascii():
        return ""
    letters, cyrillic = len(LETTER.findall(text)), CYRILLIC.findall(text)
    han = len(HAN.findall(text))
    if han * 3 > letters:
        return "ja" if len(KANA.findall(text)) * 10 > han else "zh"
    return _cyrillic(Counter(cyrillic)) if len(cyrillic) * 2 > letters and len(cyrillic) >= 10 else ""


def _cyrillic(counts: Counter[str]) -> str:
    total = counts.total()

    def share(signs: str) -> float:
        return sum(counts[sign] for sign in signs) / total

    i, belarusian, ukrainian, russian = share("іІ"), share("ўЎ"), share("їЇєЄґҐ"), share("иИщЩъЪ")
    if belarusian > 0.004 and i >= russian:
        return "be"
    if i > 0.01 and ukrainian > 0.002 and share("ыЫэЭёЁ") < 0.005:
        return "uk"
    if i > 0.01 and share("ыЫ") > 0.005 and russian < 0.005:
        return "be"
    if i < 0.002 and share("ыЫэЭёЁ") > 0.003:
        return "ru"
    return ""


# Function words of neighbours: without them, French counts as Spanish and Dutch as German.
NEIGHBOURS = {
    "fr": "le les des du et une est dans pour qui au aux ne pas sur avec cette ce il été plus sont leur",
    "it": "il lo gli di che è della dei non sono nel alla da più anche ha per dal degli",
    "pt": "os não em um uma do da dos das com na ao foi mais são pelo pela também",
    "nl": "de het een en van is dat in op te zijn voor met niet aan er om ook als door naar werd bij",
}


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """Word to the languages that have it as a function word."""
    known: dict[str, list[str]] = {}
    for language in languages():
        if language.script == "latin":
            for word in language.stop_words:
                known.setdefault(word, []).append(language.code)
    for code, words in NEIGHBOURS.items():
        for word in words.split():
            known.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in known.items()}


@cache
def _latin() -> tuple[str, ...]:
    return tuple(sorted({*NEIGHBOURS, *(language.code for language in languages())}))


def by_function_words(words: Sequence[str]) -> tuple[str, bool]:
    """The language with most function words among `words`; clear when a quarter are its and few another's."""
    known = function_words()
    head = words[:200]
    counts = dict.fromkeys(_latin(), 0)
    for codes, count in Counter(map(known.get, head)).items():
        for code in codes or ():
            counts[code] += count
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    (best, first), (_, second) = ranked[:2]
    return best, first >= 5 and first >= 0.25 * len(head) and first >= 2 * second


@cache
def _model(candidates: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    wanted = {*candidates, *(language.code for language in languages()), *OTHERS}
    identifier.set_languages(sorted(wanted & set(identifier.labels)))
    return identifier


def by_model(text: str, candidates: tuple[str, ...]) -> tuple[str, float]:
    """py3langid's language among the study's, the shipped and some stray ones, with its probability."""
    code, probability = _model(candidates).classify(text)
    return str(code), float(probability)
