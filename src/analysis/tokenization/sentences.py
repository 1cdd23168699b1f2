"""Sentences with character offsets: terminators, minus abbreviations, ordinals and initials.

Abbreviations are the declared ones and those that Punkt (Kiss & Strunk 2006, in nltk) learns from the
study's own corpus, so no model has to be downloaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.declarations import Language

QUOTES = "\"'»«”“‘’』」›‹"
CLOSING = QUOTES + ")\\]"
CANDIDATE = re.compile(rf"(?:[.!?…]+[{CLOSING}]*(?=\s)|[。！？]+[{CLOSING}]*|\n)")
LAST_WORD = re.compile(r"[^\s(„“”«»\"'‚‘—–/]+$")
OPENING = re.compile(r"[\s„“”«»\"'‚‘‹›(\[¿¡—–-]*")
FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?!\w|\.)")
# A dash behind a closed quotation goes on with its sentence: «...!» — said the minister.
DASH = re.compile(r"[^\S\n]*[—–-]\s")
# Doubled capitals are initials in the plural: "EE. UU.".
INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*|([A-Z])\1")
ORDINAL = re.compile(r"\d{1,3}|\d{1,2}\.\d{1,2}|[IVX]{2,}")
ITEM = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*")
# Function words that are nouns with a capital: "zum 3. Mal".
NOUNS = frozenset({"mal"})
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

    A point does not end a sentence before a lower-case word, nor behind the number that opens it ("1. The
    plan"). Behind an abbreviation, initials, or an ordinal where the language writes them with a point, it
    ends one only when a function word with a capital follows; behind a title ("Mr.", "Prof.") never. An
    abbreviation that ends a sentence before a noun or name is missed. Text between sentences is white space.
    """
    known = _Known.of(language, learned)
    found: list[tuple[int, int]] = []
    begin = 0
    for match in CANDIDATE.finditer(text):
        if match[0] != "\n" and not _ends(text, match, known, begin):
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


@dataclass(frozen=True)
class _Known:
    """What the rules know of the language: abbreviations, capitalised words that begin sentences."""

    abbreviations: frozenset[str]
    openers: frozenset[str]
    ordinals: bool

    @classmethod
    def of(cls, language: Language, learned: frozenset[str]) -> _Known:
        months = {form for forms in language.months for form in forms}
        openers = frozenset(language.stop_words) - months - NOUNS
        return cls(frozenset(language.abbreviations) | learned, openers, language.ordinals)


def _ends(text: str, match: re.Match[str], known: _Known, begin: int) -> bool:
    mark = match[0]
    if mark[0] in "。！？":
        return True
    if text[match.start() - 1 : match.start()] in ("(", "[") or _aside(text, match, begin):
        return False
    after = OPENING.match(text, match.end())
    follows = after.end() if after else match.end()
    if text[follows : follows + 1].islower() or (len(mark) > 1 and _goes_on(mark, text, match.end())):
        return False
    if mark.rstrip(")]") != ".":
        return True
    if ITEM.fullmatch(text, begin, match.start()):
        return False
    before = LAST_WORD.search(text, max(begin, match.start() - PIECE), match.start())
    doubt = _doubt(before[0], known) if before else ""
    return not doubt or (doubt != "title" and _opens(text, follows, known))


def _aside(text: str, match: re.Match[str], begin: int) -> bool:
    """Whether a mark closes a bracket that was opened inside the sentence: "the plan (sic!) failed"."""
    if match[0][0] not in "!?" or match[0][-1] != ")":
        return False
    opened = text.rfind("(", begin, match.start())
    return opened > begin and bool(text[begin:opened].strip())


def _goes_on(mark: str, text: str, end: int) -> bool:
    return mark[-1] in QUOTES and DASH.match(text, end) is not None


def _doubt(word: str, known: _Known) -> str:
    """Why the point behind `word` may belong to it; empty when it does not."""
    lower = word.lower()
    if lower in known.abbreviations:
        capital = len(word) > 1 and word[0].isupper() and "." not in word
        return "title" if capital else "abbreviation"
    if INITIALS.fullmatch(word) and not (word.islower() and lower in known.openers):
        return "initials"
    return "ordinal" if known.ordinals and ORDINAL.fullmatch(word) else ""


def _opens(text: str, place: int, known: _Known) -> bool:
    """Whether a function word with a capital stands at `place`."""
    first = FIRST_WORD.match(text, place)
    return first is not None and first[0] == first[0].capitalize() and first[0].lower() in known.openers


def split_all(
    texts: Sequence[str], *, language: Language, learned: frozenset[str] = frozenset()
) -> list[list[tuple[int, int]]]:
    """`split_sentences` of each text."""
    return [split_sentences(text, language=language, learned=learned) for text in texts]
