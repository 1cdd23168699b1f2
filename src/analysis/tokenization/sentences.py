"""Sentences with character offsets: terminators, minus abbreviations, ordinals and initials.

Abbreviations are the declared ones and those that Punkt (Kiss & Strunk 2006, in nltk) learns from the
study's own corpus, so no model has to be downloaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.declarations import Language
from analysis.tokenization.around import QUOTES
from analysis.tokenization.doubts import Doubts
from analysis.tokenization.han import split_han

CLOSING = QUOTES + r")\]"
# One set of marks in front, so that the scan is a search for a character. Group 1 is the space behind.
CANDIDATE = re.compile(
    r"[.!?…\n。！？](?:(?<=\n)\s*"
    rf"|(?<=[。！？])[。！？]*[{CLOSING}]*\s*"
    rf"|[.!?…]*[{CLOSING}]*(\s+))"
)
WORD = re.compile(r"[^\W\d_][\w.]*")
FEWEST, LONGEST = 4, 8
KEPT = 16
WORDS_KEPT = 500_000
_rules: dict[tuple[int, frozenset[str]], Doubts] = {}


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

    A point does not end a sentence before a lower-case word, nor behind the number that opens it ("1. The
    plan"), nor behind an abbreviation that stands before names ("Prof."). Behind others, behind initials,
    and behind an ordinal where the language writes them with a point, the next word decides: a function
    word, or one that the language's dictionary has in lower case only, begins a sentence. A name or German
    noun that begins one behind "Inc." or "Mrd." is missed. Text between sentences is white space.
    """
    if language.script == "han":
        return split_han(text, language=language)
    rules = _rules_of(language, learned)
    clear, brackets, length = rules.clear, "(" in text, len(text)
    found: list[tuple[int, int]] = []
    begin = len(text) - len(text.lstrip())
    for match in CANDIDATE.finditer(text, begin):
        place, stop, follows = match.start(), match.start(1), match.end()
        if stop < 0:
            stop = place if text[place] == "\n" else follows
            if stop > begin and text[stop - 1].isspace():
                stop = begin + len(text[begin:stop].rstrip())
        elif follows < length and (follows - stop == 1 or "\n" not in match[1]) and text[stop] != "\n":
            word = text[max(text.rfind(" ", begin, place) + 1, begin) : stop]
            if (
                word not in clear
                or not text[follows].isupper()
                or (brackets and text.rfind("(", begin, place) >= 0)
            ) and not rules.ends(text, begin, place, stop, follows):
                continue
        if stop > begin:
            found.append((begin, stop))
        begin = follows
    if begin < length:
        found.append((begin, begin + len(text[begin:].rstrip())))
    return found


def _rules_of(language: Language, learned: frozenset[str]) -> Doubts:
    """The rules, with what they remember of words: kept per declaration object, emptied when they grow."""
    key = (id(language), learned)
    rules = _rules.get(key)
    if rules is None or rules.language is not language:
        if len(_rules) >= KEPT:
            _rules.clear()
        rules = _rules[key] = Doubts(language, learned)
    if len(rules.clear) > WORDS_KEPT:
        rules.clear.clear()
    return rules


def split_all(
    texts: Sequence[str], *, language: Language, learned: frozenset[str] = frozenset()
) -> list[list[tuple[int, int]]]:
    """`split_sentences` of each text."""
    return [split_sentences(text, language=language, learned=learned) for text in texts]
