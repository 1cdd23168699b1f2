"""Voices: what each group of rules brings on labelled sets, and how fast an article is read."""

from __future__ import annotations

import csv
import gzip
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import peers

from analysis.declarations import load_language
from analysis.voices import Span, find_voices
from analysis.voices.assemble import RULES

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from quotations import english, german, sources

MARKS = {"„": "“”", "“": "”", '"': '"', "«": "»", "»": "«", "''": "''", "``": "''"}
RUNGS = {
    "bare quotation marks": frozenset[str](),
    "+ reporting verbs with a conjunction": frozenset(["conjunction"]),
    "+ bare clauses and moods": frozenset(["conjunction", "clauses"]),
    "+ according-phrases": frozenset(["conjunction", "clauses", "according"]),
    "+ co-reference": RULES - {"sentences"},
    "+ sentences that go on or point back (all)": RULES,
}
READ = 300
ROUNDS = 3
TIMES = 10
FEW = 30


def quotes(data: str) -> None:
    """Token F1 on the halves of quotes-en and quotes-de that nothing was tuned on, from bare marks up."""
    if not data:
        print("not run (DATA names no folder)")
        return
    print(f"{'':46}| en content | en source | en heads | de direct | de indirect")
    _row("naive: from each mark to the next that closes", data, naive, naive)
    for name, rules in RUNGS.items():
        _row(name, data, _find("en", rules), _find("de", rules))


def _find(code: str, rules: frozenset[str] = RULES) -> Callable[[str], list[Span]]:
    return partial(find_voices, language=load_language(code), rules=rules)


def _row(name: str, data: str, en: Callable[[str], list[Span]], de: Callable[[str], list[Span]]) -> None:
    folder = Path(data)
    words, heads, _ = sources(folder, en, 1)
    direct, indirect = (german(folder, de, kind, 1) for kind in ("direct", "indirect"))
    scores = (english(folder, en, 1), words, heads, direct, indirect)
    print(f"{name:46}| " + " | ".join(f"{score:9.3f}" for score in scores), flush=True)


def naive(text: str) -> list[Span]:
    """What stands between one mark and the next that may close it, in one paragraph; nobody speaks."""
    found, start, closing = list[Span](), -1, ""
    for place, sign in enumerate(text):
        if start >= 0 and sign in closing:
            found.append(Span(start, place + 1, "direct", "", "", ""))
            start = -1
        elif start < 0 and sign in MARKS:
            start, closing = place, MARKS[sign]
        elif sign == "\n":
            start = -1
    return found


def voices(data: str) -> None:
    """Articles a second on one core; growth with the length of one article and with their number."""
    corpora = {f"simulated press, {code}": (code, peers.simulated(code, 2)) for code in ("de", "en", "ru")}
    if data:
        corpora["China Daily"] = ("en", list(islice(_china_daily(Path(data)), READ)))
        corpora["KCNA"] = ("en", list(islice(_kcna(Path(data)), READ)))
    for name, (code, texts) in corpora.items():
        seconds = _seconds(texts, code)
        size = sum(map(len, texts)) / len(texts)
        print(f"{name}: {len(texts) / seconds:,.0f} articles/s of {size:,.0f} characters", flush=True)
        _grown(texts, code)


def _grown(texts: Sequence[str], code: str) -> None:
    """Seconds for ten times the text in one article, and for ten times the articles, beside once."""
    few = texts[:FEW]
    once = _seconds(list(few), code)
    longer = _seconds(["\n\n".join([text] * TIMES) for text in few], code)
    more = _seconds(list(few) * TIMES, code)
    print(f"  ten times the text: {longer / once:.1f} times; ten times the articles: {more / once:.1f} times")


def _seconds(texts: Sequence[str], code: str) -> float:
    """Median seconds of one processor, so that what else the machine does is not counted."""
    _read(texts[:1], code)
    taken = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        _read(texts, code)
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def _read(texts: Sequence[str], code: str) -> None:
    language = load_language(code)
    for text in texts:
        find_voices(text, language=language)


def _china_daily(data: Path) -> Iterator[str]:
    with zipfile.ZipFile(data / "democracy" / "chinadaily.zip") as archive:
        for name in sorted(item for item in archive.namelist() if item.endswith(".txt")):
            yield archive.read(name).decode("utf-8", "replace")


def _kcna(data: Path) -> Iterator[str]:
    csv.field_size_limit(1 << 30)
    with gzip.open(data / "kcna" / "kcna_2011.csv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["story"]:
                yield row["story"].replace(", , ", "\n\n")
