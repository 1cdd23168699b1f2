"""Paragraphs that an export lost: glued ones split, breaks written as commas undone, links taken out."""

from __future__ import annotations

import re

# "...policy., ,  The next": a break that an export wrote as ", ". A run needs two commas; where a text has
# such runs, a single comma after the end of a sentence and before a capital is one as well.
COMMA_RUN = re.compile(r",(?:\s*,)+\s*")
COMMA_BEFORE_CAPITAL = re.compile(r""",\s+(?=["'“‘(]?[A-ZÁÉÍÓÚÑ0-9])""")
END = tuple(".!?'\"”’)")
BREAK_BEFORE = frozenset('.!?:;"”’»)')
SENTENCE_END = re.compile(r"""(?:\w\w|\d|[)"'”’])[.!?]["'”’)]*$|[.!?]["'”’)]+$""")
SHORTENED = re.compile(r"\b(?:Co|Corp|Inc|Ltd|Jr|Sr|Dr|Mr|Mrs|Gen|Col|No|St|etc|Bros|[A-Z])\.$")
LOWER, UPPER = "a-zäöüßáéíóúñа-яёіўїєґąćęłńśźż", "A-ZÄÖÜÁÉÍÓÚÑА-ЯЁІЎЇЄҐĄĆĘŁŃŚŹŻ"
GLUED = re.compile(
    rf"""[.!?…](?=["”’»“„«‘(]{{0,2}}[{UPPER}])(?<=[{LOWER}]{{2}}.|\d\d.|.[%)\]”»].)(?P<marks>["”’»“„«‘(]*)"""
    r"""(?P<next>\w[\w’'-]*)(?=[\s,;:.’']|$)"""
)
BULLET = re.compile(r"(?<=\S)(?=•)")
DOMAIN_END = re.compile(r"(?:https?:|www\.|@|/)\S*$")
TOP_LEVEL = frozenset(
    (
        "Com",
        "Org",
        "Net",
        "De",
        "Ru",
        "By",
        "Cn",
        "Uk",
        "Us",
        "Info",
        "Biz",
        "Tv",
        "Eu",
        "Pl",
        "Ua",
        "Gov",
        "Co",
    )
)
LINK = re.compile(
    r"\[(?:查看原文|查看更多|view original|view source|original|read original|zum original|оригинал|"
    r"источник|ver original)\]\((?P<url>[^)\s]+)\)",
    re.I,
)


def undo_comma_runs(text: str) -> tuple[str, int]:
    """The text with runs of commas turned into paragraph breaks, and how many there were.

    A text none of whose runs follows the end of a sentence is left alone: there, a word was left out.
    """
    parts = COMMA_RUN.split(text)
    parts[:-1] = [part.rstrip() for part in parts[:-1]]
    if not any(part[-1:] in BREAK_BEFORE for part in parts[:-1] if part):
        return text, 0
    text, count = "\n".join(parts), len(parts) - 1
    pieces, last, more = [], 0, 0
    for match in COMMA_BEFORE_CAPITAL.finditer(text):
        before = text[max(last, match.start() - 12) : match.start()].rstrip()
        if before[-1:] in END and SENTENCE_END.search(before[-10:]) and not SHORTENED.search(before[-10:]):
            pieces.append(text[last : match.start()].rstrip())
            last, more = match.end(), more + 1
    return "\n".join([*pieces, text[last:]]).rstrip(" ,\n"), count + more


def split_glued(text: str) -> list[str]:
    """A paragraph split where a sentence end stands directly before a capital, as in "over.Then".

    Addresses ("example.Com"), initials ("U.S.Army") and abbreviations of one letter are left alone.
    """
    pieces, last = [], 0
    for match in GLUED.finditer(text):
        begin = match.start("marks")
        if match["next"] in TOP_LEVEL or DOMAIN_END.search(text, max(last, begin - 80), match.end()):
            continue
        cut = begin + _closing(match["marks"], text, last, begin)
        pieces.append(text[last:cut])
        last = cut
    pieces.append(text[last:])
    if "•" in text:
        pieces = [part for piece in pieces for part in BULLET.split(piece)]
    return [piece for part in pieces if (piece := part.strip())]


def _closing(marks: str, text: str, start: int, end: int) -> int:
    """How many of the marks between two glued sentences close the first one.

    “ opens in English and closes in German; a straight mark closes when one was opened since `start`.
    """
    for number, mark in enumerate(marks):
        closes = mark in "”’»"
        if mark == "“":
            closes = text.count("„", start, end) > text.count("“", start, end)
        elif mark == '"':
            closes = text.count('"', start, end + number) % 2 == 1
        elif mark == "»":
            closes = text.count("«", start, end) > text.count("»", start, end) or "«" not in text
        if not closes:
            return number
    return len(marks)


def take_links(text: str) -> tuple[str, list[re.Match[str]]]:
    """The text without "view original" links, and what they were."""
    found = list(LINK.finditer(text))
    return (LINK.sub("", text), found) if found else (text, found)
