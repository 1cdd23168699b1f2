"""Sentences with character offsets: terminators, minus abbreviations, ordinals, initials and open speech.

Abbreviations are the declared ones and those that Punkt (Kiss & Strunk 2006, in nltk) learns from the
study's own corpus, so no model has to be downloaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.declarations import Language

CLOSING = "\"'»«”“‘’)\\]』」›‹"
CANDIDATE = re.compile(rf"(?:[.!?…]+[{CLOSING}]*(?=\s)|[。！？]+[{CLOSING}]*|\n)")
LAST_WORD = re.compile(r"[^\s(„“”«»\"'‚‘—–/]+$")
OPENING = re.compile(r"[\s„“”«»\"'‚‘‹›(\[—–-]*")
PIECE = 40
WORD = re.compile(r"[^\W\d_][\w.]*")
FEWEST, LONGEST = 4, 8


def learn_abbreviations(texts: Iterable[str], *, size: int = 600_000) -> frozenset[str]:
    """Abbreviations Punkt finds in the first `size` characters of the texts; lower case, without last dot.

    Of Punkt's proposals only forms are kept that occur at least four times with a point and at most a
    tenth as often without one: in small corpora it takes rare last words of sentences for abbreviations.
    """
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    read = 0
    pointed: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for text in texts:
        trainer.train(text, finalize=False)
        words = WORD.findall(text.lower())
        pointed.update(word[:-1] for word in words if word.endswith("."))
        plain.update(word for word in words if not word.endswith("."))
        read += len(text)
        if read >= size:
            break
    trainer.finalize_training()
    found = trainer.get_params().abbrev_types
    return frozenset(
        form
        for form in found
        if pointed[form] >= FEWEST and plain[form] <= pointed[form] / 10 and len(form) <= LONGEST
    )


def split_sentences(
    text: str, *, language: Language, learned: frozenset[str] = frozenset()
) -> list[tuple[int, int]]:
    """(start, end) of each sentence of `text`, without surrounding space; paragraphs end sentences.

    A point does not end a sentence after an abbreviation, a single letter (initial), or a number where
    the language writes ordinals so, nor before a lower-case word. Text between sentences is white space.
    """
    abbreviations = frozenset(language.abbreviations) | learned
    found: list[tuple[int, int]] = []
    begin = 0
    for match in CANDIDATE.finditer(text):
        if match[0] != "\n" and not _ends(text, match, abbreviations, language.ordinals, begin):
            continue
        _add(found, text, begin, match.end())
        begin = match.end()
    _add(found, text, begin, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    stripped = piece.strip()
    if stripped:
        lead = len(piece) - len(piece.lstrip())
        found.append((begin + lead, begin + lead + len(stripped)))


def _ends(
    text: str, match: re.Match[str], abbreviations: frozenset[str], ordinals: bool, begin: int
) -> bool:
    mark = match[0]
    if mark[0] in "。！？":
        return True
    after = OPENING.match(text, match.end())
    following = text[after.end() : after.end() + 1] if after else ""
    if following.islower():
        return False
    if mark != ".":
        return True
    before = LAST_WORD.search(text, max(begin, match.start() - PIECE), match.start())
    word = before[0] if before else ""
    if len(word) == 1 and word.isalpha():
        return False
    if ordinals and word.isdigit() and len(word) <= 2:
        return False
    return word.lower() not in abbreviations


def split_all(
    texts: Sequence[str], *, language: Language, learned: frozenset[str] = frozenset()
) -> list[list[tuple[int, int]]]:
    """`split_sentences` of each text."""
    return [split_sentences(text, language=language, learned=learned) for text in texts]
