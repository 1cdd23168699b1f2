"""Repair of characters: null bytes, text decoded twice, Unicode form, invisible signs."""

from __future__ import annotations

import re
import unicodedata

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffc\xad]")
NO_TEXT = re.compile("[\x01-\x08\x0b\x0e-\x1f\ufffd]")
# A single plain blank is left out: it is by far the most frequent match, and stays as it is.
BLANKS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACES = re.compile(f" [ {BLANKS}]+|[{BLANKS}][ {BLANKS}]*")
ASCII_BLANKS = re.compile(" [ \t]+|\t[ \t]*")
# Every control sign but tab and line feed, which the tables of ASCII text take out in one pass.
ASCII_CONTROLS = {code: None for code in (*range(32), 127) if code not in (9, 10, 13)}
BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")
# Only text with one of these can be mojibake or an unescaped entity: ftfy is slow, the rest skips it.
CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
SUSPECT = re.compile(
    f"&#?[A-Za-z0-9]{{2,8}};|[ÂÃâÐÑÅÄÎÏØÙ][{CONTINUATION}]|[\u0080-\u009f]|в‚|вЂ"
    "|Р[\u0450-\u045f°±µ¶·ё№»јЅѕї]|[\ufb00-\ufb06]"
)


def repair(text: str) -> str:
    """`text` with null bytes and control signs out, double-encoded stretches repaired (ftfy), and in NFC.

    Quotation marks stay as they are: flattening them would ruin the analysis of quotations. Soft hyphens go,
    since they split words; all kinds of blanks become one blank, line breaks become line feeds.
    """
    plain = text.isascii()
    if ("&" in text or not plain) and SUSPECT.search(text):
        import ftfy

        text = ftfy.fix_text(text, uncurl_quotes=False, fix_character_width=False, normalization=None)
    if text.isascii():
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return ASCII_BLANKS.sub(" ", text.translate(ASCII_CONTROLS))
    text = unicodedata.normalize("NFC", text)
    return SPACES.sub(" ", CONTROLS.sub("", BREAKS.sub("\n", text)))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a repaired text, without blanks at their ends and without empty lines."""
    return tuple(line for raw in text.split("\n") if (line := raw.strip()))


def unreadable_share(text: str) -> float:
    """Share of the first 10,000 characters that no text has: controls and replacement characters."""
    head = text[:10_000]
    return len(NO_TEXT.findall(head)) / max(len(head), 1)
