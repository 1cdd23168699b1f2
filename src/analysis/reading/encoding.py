"""Bytes to text: byte order marks, UTF-8, the declared charset, and a guess among the older code pages."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
SAMPLE = 1 << 18

# What a word looks like when the code page is right: in the wrong one, rare letters are frequent (KOI8-R read
# as Windows-1251), signs stand inside words (Polish read as Western), or scripts mix within a word.
CYRILLIC = re.compile(r"(?<![A-Za-z])[А-Яа-яЁёІіЎўЇїЄєҐґ’]{2,}(?![A-Za-z])")
FREQUENT = frozenset("оеаинтсрвлкыі")
WESTERN = re.compile(r"(?:(?<=[A-Za-z])|(?=.[a-z]))[àâäáãåæçèéêëìíîïñòóôõöøùúûüßÄÖÜÉ]|[„“”–—’«»§°€]")
POLISH = re.compile(r"(?:(?<=[A-Za-zó])|(?=.[a-z]))[ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüßéáí]|[„”–—’«»§°€]")
CODE_PAGES = (
    ("windows-1251", CYRILLIC),
    ("koi8-r", CYRILLIC),
    ("windows-1252", WESTERN),
    ("windows-1250", POLISH),
)


def decode(raw: bytes, declared: str = "") -> tuple[str, str]:
    """Text of `raw` and the name of the encoding, never failing.

    Order: a byte order mark; UTF-8 where it decodes strictly (a page's own charset is often wrong, UTF-8
    by accident never); `declared`; the page's charset; a guess by the look of the words. A file of UTF-8
    with a few lines in another code page is decoded line by line ("utf-8, mixed"). Text of under
    ten letters beyond ASCII can be guessed wrongly.
    """
    for mark, name in MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace").removeprefix("\ufeff"), name
    text = _strictly(raw, "utf-8")
    if text is not None:
        return text, "utf-8"
    for missing in (1, 2, 3):
        if (text := _strictly(raw[:-missing], "utf-8")) is not None and text[-1:] > "\x7f":
            return text, "utf-8, truncated"
    found = CHARSET.search(raw[:4096])
    for name in (declared, found.group(1).decode("ascii") if found else ""):
        text = _strictly(raw, name) if name and name.lower().replace("-", "") != "utf8" else None
        if text is not None:
            return text, name.lower()
    if _mostly_utf8(raw):
        return _by_line(raw), "utf-8, mixed"
    name = guess(raw)
    return raw.decode(name, errors="replace"), name


def _strictly(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _mostly_utf8(raw: bytes) -> bool:
    high = sum(byte > 127 for byte in raw[:SAMPLE])
    wrong = raw[:SAMPLE].decode("utf-8", errors="replace").count("\ufffd")
    return wrong * 4 < high


def _by_line(raw: bytes) -> str:
    return "\n".join(_one_line(line) for line in raw.split(b"\n"))


def _one_line(line: bytes) -> str:
    text = _strictly(line, "utf-8")
    if text is not None:
        return text
    return line.decode("utf-8" if _mostly_utf8(line) else guess(line), errors="replace")


def guess(raw: bytes) -> str:
    """The likeliest of Windows-1251, KOI8-R, Windows-1252, Windows-1250 and GB 18030."""
    sample = raw[:SAMPLE]
    high = sum(byte > 127 for byte in sample)
    scores = []
    for name, pattern in CODE_PAGES:
        letters = "".join(pattern.findall(sample.decode(name, errors="replace")))
        score = len(letters)
        if pattern is CYRILLIC:
            score = min(score, round(1.7 * sum(letter in FREQUENT for letter in letters.lower())))
        scores.append((score, name))
    best = max(score for score, _ in scores)
    if best * 2 < high and (chinese := _strictly(sample, "gb18030") or _strictly(sample[:-1], "gb18030")):
        share = sum("\u4e00" <= sign <= "\u9fff" or "\u3000" <= sign <= "\u303f" for sign in chinese)
        if share * 2 > best:
            return "gb18030"
    return next(name for score, name in scores if score == best) if best else "windows-1252"
