"""Passages in another language inside an article: quotations, slogans, whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.cleaning.language import CYRILLIC, HAN, KANA, LETTER, WORD, by_function_words, by_letters
from analysis.declarations import load_language

# Names of papers and parties in another language are no passages.
FEWEST_WORDS, FEWEST_LETTERS, FEWEST_HAN = 6, 24, 8
# A piece ends with a sentence, at a quotation mark or bracket, and with a paragraph.
PIECE = re.compile(r"[^\n.!?。！？…“”„«»\"()（）「」]+[.!?。！？…]*")
SCRIPTS = {"latin": re.compile(r"[A-Za-zÀ-ɏ]"), "cyrillic": CYRILLIC, "han": HAN}
LONGEST = 200_000


def passages(text: str, language: str) -> list[tuple[int, int, str]]:
    """Stretches (start, end, language) of an article in `language` that are in another one.

    Looked at are pieces between marks of punctuation and of quotation. A piece counts when it is in
    another script (24 letters, or 8 Chinese characters, that no word of the article's own script interrupts),
    or has six words and enough function words of another language; Russian, Belarusian and Ukrainian are told
    by letters that the other does not have. Neighbouring pieces of one language are one passage. No
    model is asked, so the cost is a few passes over the text; a passage without function words (a list of
    names) and one in a language that is not known here are not found. The first 200,000 characters are
    searched.
    """
    found: list[tuple[int, int, str]] = []
    for start, end, code in _pieces(text[:LONGEST], language):
        if found and found[-1][2] == code and not _says(text[found[-1][1] : start]):
            found[-1] = (found[-1][0], end, code)
        else:
            found.append((start, end, code))
    return found


def _pieces(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    script = load_language(language).script
    for match in PIECE.finditer(text):
        words = match.group()
        piece = words.strip(" ,;:–—-\t")
        if len(piece) < FEWEST_HAN:
            continue
        start = match.start() + words.index(piece)
        for begin, end in _runs(piece, script):
            if code := _language(piece[begin:end], language, script):
                yield start + begin, start + end, code


def _runs(piece: str, script: str) -> Iterator[tuple[int, int]]:
    """The stretches of a piece in scripts that are not the article's; the piece where there is none."""
    foreign = re.compile("|".join(form.pattern for name, form in SCRIPTS.items() if name != script))
    own = SCRIPTS[script]
    if not foreign.search(piece):
        yield 0, len(piece)
        return
    begin = 0
    for match in own.finditer(piece):
        if (first := foreign.search(piece, begin, match.start())) is not None:
            yield first.start(), _last(piece, match.start(), foreign)
        begin = match.end()
    if (first := foreign.search(piece, begin)) is not None:
        yield first.start(), _last(piece, len(piece), foreign)


def _last(piece: str, before: int, foreign: re.Pattern[str]) -> int:
    return next(place + 1 for place in range(before - 1, -1, -1) if foreign.match(piece[place]))


def _language(piece: str, language: str, script: str) -> str:
    """The language of a piece where that is another one and sure; else nothing."""
    letters = LETTER.findall(piece)
    if piece.isascii() and script == "latin" and len(letters) < FEWEST_LETTERS:
        return ""
    if script != "han" and len(HAN.findall(piece)) >= FEWEST_HAN:
        return "ja" if KANA.search(piece) else "zh"
    if len(letters) < FEWEST_LETTERS:
        return ""
    words = [word.lower() for word in WORD.findall(piece)]
    if len(words) < FEWEST_WORDS:
        return ""
    cyrillic = len(CYRILLIC.findall(piece)) * 2 > len(letters)
    own = _own_words(language)
    # Russian and Belarusian share function words, other neighbours hardly any.
    if not cyrillic and 5 * sum(word in own for word in words) >= len(words):
        return ""
    if cyrillic:
        code = by_letters(piece) or ("ru" if script != "cyrillic" else "")
    else:
        code, clear = by_function_words(words)
        code = code if clear or (script != "latin" and code) else ""
    return "" if code == language else code


@cache
def _own_words(language: str) -> frozenset[str]:
    return frozenset(load_language(language).stop_words)


def _says(between: str) -> bool:
    return len(LETTER.findall(between)) > 0
