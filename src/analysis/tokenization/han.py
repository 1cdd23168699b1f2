"""Sentences of Chinese text: full-width marks, and quotations that the sentence goes on behind."""

from __future__ import annotations

import re
from functools import cache

from analysis.declarations import Language

CLOSING = "”’」』\"'）)】〉》〞›»"
CANDIDATE = re.compile(
    rf"[。！？\n…!?.](?:(?<=\n)\s*|(?:(?<=[。！？])|(?<=……))[。！？!?…]*[{CLOSING}]*\s*|[.!?…]*[{CLOSING}]*(\s+)?)"
)
TITLE = "》〉"
QUOTED = {"”": "“", "’": "‘", "」": "「", "』": "『", "〞": "〝"}
# What cannot begin a sentence: it joins the quotation before to its clause.
JOINED = re.compile(r"[，、；：,;:—–\-～·]|[的地得是为成也就已曾将被并而后时等之与和及或]|(?:一|这)(?:词|句|声|语|问|曲|歌|文|书|片)")
RESUMED = re.compile(
    "然后|随后|接着|于是|突然|忽然|但|不过|可是|后来|最后|终于|没有人|没人|无人|众人|全场|会场|片刻|"
    "[一二两三几数半][个]?(?:小时|分钟|天|年|月|周|秒)|第二天|次日|当天|当晚|[他她它我你](?!的)"
)
SUBJECT = r"(?![没沒无無不])[^，。！？；：、“”「」『』《》\s\d]{0,12}?"
AFTER_VERB = r"(?:道|着|说|了起来|起来)?(?=[，。：；！“「]|着|$|\s)"
OUTER = "：，。！？；:,\n"


@cache
def _clause(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """A speaker and a verb of speech that the clause ends with."""
    return re.compile(SUBJECT + "(?:" + "|".join(sorted(verbs, key=len, reverse=True)) + ")" + AFTER_VERB)


def split_han(text: str, *, language: Language) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without surrounding space.

    A mark in a title 《…？》 or in a bracket that opened inside the sentence never ends it; one in a quotation
    does, unless a reporting clause follows (“……。”他说。) or the quotation is part of a clause.
    """
    speech = language.speech
    verbs = (*speech.neutral, *speech.affirming, *speech.doubting, *language.outcries)
    found: list[tuple[int, int]] = []
    begin = len(text) - len(text.lstrip())
    for match in CANDIDATE.finditer(text, begin):
        place, follows = match.start(), match.end()
        if text[place] == "\n":
            stop = place
        else:
            stop = place + len(match[0].rstrip())
            if "\n" not in match[0] and not _ends(text, begin, place, stop, follows, _clause(verbs)):
                continue
        stop = begin + len(text[begin:stop].rstrip())
        if stop > begin:
            found.append((begin, stop))
        begin = follows
    if begin < len(text):
        found.append((begin, begin + len(text[begin:].rstrip())))
    return found


def _ends(text: str, begin: int, place: int, stop: int, follows: int, clause: re.Pattern[str]) -> bool:
    mark = text[place:stop]
    if mark[0] in ".!?" and follows == stop and follows < len(text) and not mark[-1] in CLOSING:
        return mark[0] in "!?" and not text[follows].isascii()
    if mark[0] == "." and (text[place - 1 : place].isdigit() or text[place - 1 : place].isupper()):
        return False
    if any(letter in TITLE for letter in mark) or _enclosed(text, begin, place, "《", "》"):
        return False
    if _enclosed(text, begin, place, "（", "）") or _enclosed(text, begin, place, "(", ")"):
        return False
    if mark[-1] in QUOTED:
        return _ends_behind_quotation(text, begin, place, mark, follows, clause)
    if mark[0] == "…" and follows < len(text) and not text[stop:follows]:
        if any(_enclosed(text, begin - 1, place, left, right) for right, left in QUOTED.items()):
            return False
        return not set(mark) - {"…"} and RESUMED.match(text, follows) is not None
    return True


def _enclosed(text: str, begin: int, place: int, left: str, right: str) -> bool:
    """Whether `place` lies in a bracket that opened inside the sentence."""
    opened = text.rfind(left, begin, place)
    return opened > begin and text.find(right, opened, place) < 0 and text.find(right, place) >= 0


def _ends_behind_quotation(
    text: str, begin: int, place: int, mark: str, follows: int, clause: re.Pattern[str]
) -> bool:
    opened = text.rfind(QUOTED[mark[-1]], begin, place)
    announced = opened > begin and text[opened - 1] in "：:"
    if JOINED.match(text, follows) or (not announced and clause.match(text, follows)):
        return False
    if mark[0] in "。…" or opened <= begin:
        return True
    # A quotation in the middle of a clause is one of its words: 标语“永不屈服！”写满了整面墙。
    return text[opened - 1] in OUTER
