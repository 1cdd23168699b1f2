"""Sentences of Chinese text: full-width marks, and quotations that the sentence goes on behind."""

from __future__ import annotations

import re
from functools import cache

from analysis.declarations import Language
from analysis.tokenization.around import Mark

CLOSING = "”’」』\"'）)】〉》〞›»"
CANDIDATE = re.compile(
    rf"[。！？\n…!?.](?:(?<=\n)\s*|(?:(?<=[。！？])|(?<=……))[。！？!?…]*[{CLOSING}]*\s*|[.!?…]*[{CLOSING}]*\s*)"
)
TITLE = "》〉"
BRACKETS = (("《", "》"), ("（", "）"), ("(", ")"))
Clauses = tuple[re.Pattern[str], re.Pattern[str]]
QUOTED = {"”": "“", "’": "‘", "」": "「", "』": "『", "〞": "〝"}
# What cannot begin a sentence: it joins the quotation before to its clause.
JOINED = re.compile(
    r"[，、；：,;:—–\-～·]|[的地得是为成也就已曾将被并而后时等之与和及或]|[一这](?:词|句|声|语|问|曲|歌|文|书|片)|(?:口号|喊|呼|歌|叫|欢呼|哭)声(?!明)"
)
RESUMED = re.compile(
    "然后|随后|接着|于是|突然|忽然|但|不过|可是|后来|最后|终于|没有人|没人|无人|众人|全场|会场|片刻|"
    "[一二两三几数半][个]?(?:小时|分钟|天|年|月|周|秒)|第二天|次日|当天|当晚|[他她它我你](?!的)"
)
SUBJECT = r"[^没沒无無不，。！？；：、“”「」『』《》\s\d]{0,12}?"
AFTER_VERB = r"(?:道|着|说|說|了起来|起来)?(?:[他她我你]们?|记者)?(?=[。；！]|着|$|\s|COMMA)"
# A verb of speech before the quotation: its speaker is told already.
ANNOUNCED = re.compile(r"[：:]$|[说說道问問答喊称稱示调調出][，,]$")
OUTER = "：，。！？；:,\n"


@cache
def _clauses(verbs: tuple[str, ...]) -> Clauses:
    """A speaker and a verb of speech that the clause ends with: behind 。, and behind other marks.

    Behind 。 a clause with a comma reports what comes ("代表们认为，…") unless a quotation goes on.
    """
    verb = SUBJECT + "(?:" + "|".join(sorted(verbs, key=len, reverse=True)) + ")" + AFTER_VERB
    quoting, any_clause = (re.compile(verb.replace("COMMA", comma)) for comma in ("，[“「『]", "，"))
    return quoting, any_clause


def split_han(text: str, *, language: Language) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without surrounding space.

    A mark in a title 《…？》 or in a bracket that opened inside the sentence never ends it; one in a
    quotation does, unless a reporting clause follows (“……。”他说。) or the quotation is part of a clause.
    """
    speech = language.speech
    clauses = _clauses((*speech.neutral, *speech.affirming, *speech.doubting, *language.outcries))
    found: list[tuple[int, int]] = []
    begin = len(text) - len(text.lstrip())
    for match in CANDIDATE.finditer(text, begin):
        place, follows = match.start(), match.end()
        stop = place + len(match[0].rstrip())
        if "\n" not in match[0] and not _ends(Mark(text, begin, place, stop, follows, follows), clauses):
            continue
        stop = begin + len(text[begin:stop].rstrip())
        if stop > begin:
            found.append((begin, stop))
        begin = follows
    if begin < len(text):
        found.append((begin, begin + len(text[begin:].rstrip())))
    return found


def _ends(mark: Mark, clauses: Clauses) -> bool:
    text, written = mark.text, mark.written
    before = text[mark.place - 1 : mark.place]
    glued = mark.stop == mark.follows < len(text)
    if written[0] in ".!?" and glued and written[-1] not in CLOSING:
        return written[0] in "!?" and not mark.next.isascii()
    if written[0] == "." and before.isascii() and mark.next.isdigit():
        return False
    if written[0] == "." and (before.isdigit() or before.isupper()):
        return False
    if any(letter in TITLE for letter in written) or any(_inside(mark, *pair) for pair in BRACKETS):
        return False
    if written[-1] in QUOTED:
        return _ends_behind_quotation(mark, clauses)
    if written[0] == "…" and glued:
        quoted = any(_last(mark, left) > _last(mark, right) for right, left in QUOTED.items())
        return not quoted and not set(written) - {"…"} and RESUMED.match(text, mark.follows) is not None
    return True


def _last(mark: Mark, sign: str) -> int:
    return mark.text.rfind(sign, mark.begin, mark.place)


def _inside(mark: Mark, left: str, right: str) -> bool:
    """Whether the mark lies in a bracket that opened inside the sentence."""
    opened = _last(mark, left)
    return opened > mark.begin and _last(mark, right) < opened and mark.text.find(right, mark.place) >= 0


def _ends_behind_quotation(mark: Mark, clauses: Clauses) -> bool:
    text, written = mark.text, mark.written
    opened = _last(mark, QUOTED[written[-1]])
    announced = opened > mark.begin and ANNOUNCED.search(text, mark.begin, opened) is not None
    if JOINED.match(text, mark.follows):
        return False
    if not announced and clauses[written[0] != "。"].match(text, mark.follows):
        return False
    if written[0] in "。…" or opened <= mark.begin:
        return True
    # A quotation in the middle of a clause is one of its words: 标语“永不屈服！”写满了整面墙。
    return text[opened - 1] in OUTER
