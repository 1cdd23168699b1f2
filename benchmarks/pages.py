"""Web pages to articles beside trafilatura: body, title, date and speed on two labelled sets, same run.

The body's measure is that of the article-extraction-benchmark (scrapinghub, evaluate.py): shingles of four
words counted with their multiplicity, precision and recall a page, F1 of their means. Rules were developed on
the even half of each set (by a hash of the page's name), whose pages were looked at; when to ask trafilatura
was settled on the scores of both halves. Both are shown.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import logging
import random
import re
import statistics
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.cleaning.dates import date_line, read_moment
from analysis.cleaning.html import extract_html
from analysis.cleaning.text import Placed
from analysis.cleaning.when import tell_dates
from analysis.reading import decode

WORDS = re.compile(r"\w+")
DATED = re.compile(r"_\d{4}_\d\d_\d\d$")
SETS = ("extraction-benchmark", "publishers")
ROUNDS, RESAMPLES = 5, 2_000
Counts = tuple[float, float, float]


@dataclass(frozen=True)
class Labelled:
    """A page and what it holds; `shorter` is the body without its summary, where a set tells them apart."""

    name: str
    html: str
    body: str
    shorter: str = ""
    title: str = ""
    date: str = ""

    @property
    def half(self) -> int:
        return hashlib.sha256(self.name.encode()).digest()[0] % 2


def load(folder: Path, name: str) -> list[Labelled]:
    """The pages of a set below DATA/pages, by name."""
    with zipfile.ZipFile(folder / "pages" / f"{name}.zip") as archive:
        return list(_benchmark(archive) if name == SETS[0] else _publishers(archive))


def _page(archive: zipfile.ZipFile, name: str) -> str:
    return decode(gzip.decompress(archive.read(name)), "")[0].replace("\0", "")


def _benchmark(archive: zipfile.ZipFile) -> Iterator[Labelled]:
    truth = json.loads(archive.read("ground-truth.json"))
    for key in sorted(truth):
        yield Labelled(key, _page(archive, f"html/{key}.html.gz"), truth[key]["articleBody"])


def _publishers(archive: zipfile.ZipFile) -> Iterator[Labelled]:
    for file in sorted(name for name in archive.namelist() if name.endswith(".html.gz")):
        name = file.removesuffix(".html.gz")
        html = _page(archive, file)
        versions = json.loads(archive.read(f"{DATED.sub('', name)}.json")).values()
        gold = max(versions, key=lambda version: _held(_text(version, summary=False), html))
        yield Labelled(
            name,
            html,
            _text(gold, summary=True),
            _text(gold, summary=False),
            " ".join((gold.get("title") or "").split()),
            gold.get("publishing_date") or "",
        )


def _text(version: dict[str, Any], *, summary: bool) -> str:
    lines = list(version["body"]["summary"]) if summary else []
    for section in version["body"]["sections"]:
        lines += section["headline"] + section["paragraphs"]
    return "\n".join(lines)


def _held(text: str, html: str) -> float:
    """Share of a text's shingles that the page's source holds: which version of a gold is this page's."""
    wanted, there = set(shingles(text)), set(shingles(html))
    return len(wanted & there) / max(1, len(wanted))


def shingles(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts; a shorter text is one run, an empty one none."""
    words = WORDS.findall(text)
    runs = (tuple(words[start : start + length]) for start in range(max(1, len(words) - length + 1)))
    return Counter(run for run in runs if run)


def counts(gold: str, found: str) -> Counts:
    """True positives, false positives and false negatives, as shares of their sum."""
    wanted, there = shingles(gold), shingles(found)
    values = ((wanted & there).total(), (there - wanted).total(), (wanted - there).total())
    total = sum(values) or 1
    return values[0] / total, values[1] / total, values[2] / total


def f1(pages: Sequence[Counts]) -> float:
    """F1 of mean precision (pages where something was found) and mean recall (where there is something)."""
    precision = statistics.fmean([tp / (tp + fp) for tp, fp, _ in pages if tp + fp] or [0.0])
    recall = statistics.fmean([tp / (tp + fn) for tp, _, fn in pages if tp + fn] or [0.0])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def interval(ours: Sequence[Counts], theirs: Sequence[Counts], *, seed: int = 1) -> tuple[float, float]:
    """95 % percentile interval of the difference in F1, pages drawn in pairs with replacement."""
    chance, differences = random.Random(seed), []
    for _ in range(RESAMPLES):
        drawn = chance.choices(range(len(ours)), k=len(ours))
        differences.append(f1([ours[i] for i in drawn]) - f1([theirs[i] for i in drawn]))
    cuts = statistics.quantiles(differences, n=40)
    return cuts[0], cuts[-1]


def our_body(html: str) -> str:
    return extract_html(html)[1]


def peer(*, fast: bool) -> Callable[[str], str]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return lambda html: trafilatura.extract(html, fast=fast, include_comments=False) or ""


def own_titles(html: str) -> set[str]:
    """What the page itself calls its article: every h1, og:title, the headlines of JSON-LD."""
    from lxml import html as lxml_html

    from analysis.cleaning.jsonld import read_json_ld

    tree = lxml_html.document_fromstring(html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    found = ["".join(h1.itertext()) for h1 in tree.iter("h1")]
    found += tree.xpath("//meta[@property='og:title' or @name='og:title']/@content")
    found.append(read_json_ld(html).fields.get("title", ""))
    return {" ".join(str(title).split()) for title in found} - {""}


def published(html: str) -> str:
    """When the article appeared, as the pipeline tells it: by metadata, else by the page's date lines."""
    fields, _, around = extract_html(html)
    lines = [
        Placed(found, 0 if found.label == "published" or found.found.hour is not None else 9)
        for line in around
        if (found := date_line(line))
    ]
    moment, _ = tell_dates(lines, zone="UTC")
    return fields.get("published", "") or (moment.day.isoformat() if moment else "")


def same_day(told: str, gold: str) -> bool:
    """Whether two times fall on one day: in the offset that the page gives, else as they are written."""
    instant = dt.datetime.fromisoformat(gold)
    try:
        moment = dt.datetime.fromisoformat(told)
        if moment.tzinfo and instant.tzinfo:
            return instant.astimezone(moment.tzinfo).date() == moment.date()
    except ValueError:
        pass
    found = read_moment(told)
    return found is not None and found.day == instant.date()


def compare(pages: Sequence[Labelled], *, part: str = "body") -> tuple[list[Counts], list[Counts], str]:
    """Our counts, those of trafilatura's better mode, and the name of that mode."""
    ours = [counts(getattr(page, part), our_body(page.html)) for page in pages]
    modes = {
        "fast": [counts(getattr(page, part), found) for page, found in _ran(pages, fast=True)],
        "default": [counts(getattr(page, part), found) for page, found in _ran(pages, fast=False)],
    }
    better = max(modes, key=lambda mode: f1(modes[mode]))
    return ours, modes[better], better


def _ran(pages: Sequence[Labelled], *, fast: bool) -> Iterator[tuple[Labelled, str]]:
    extract = peer(fast=fast)
    return ((page, extract(page.html)) for page in pages)


def metadata(pages: Sequence[Labelled]) -> tuple[float, float, float]:
    """Shares: title as in the gold, title that is one of the page's own, day as in the gold."""
    fields = [extract_html(page.html)[0] for page in pages]
    titles = [found.get("title", "") for found in fields]
    exact = statistics.fmean(title == page.title for title, page in zip(titles, pages, strict=True))
    own = statistics.fmean(title in own_titles(page.html) for title, page in zip(titles, pages, strict=True))
    days = [same_day(published(page.html), page.date) for page in pages if page.date]
    return exact, own, statistics.fmean(days)


TEXTS: list[str] = []


def _hold(texts: list[str]) -> None:
    TEXTS.extend(texts)


def _work(numbers: Sequence[int]) -> int:
    return sum(len(our_body(TEXTS[number])) for number in numbers)


def speed(texts: list[str]) -> tuple[float, float]:
    """Median pages a second: ours in two processes, trafilatura's fast mode in one; rounds alternate."""
    extract, ours, theirs = peer(fast=True), [], []
    batches = [list(range(start, min(start + 8, len(texts)))) for start in range(0, len(texts), 8)]
    with ProcessPoolExecutor(2, initializer=_hold, initargs=(texts,)) as pool:
        list(pool.map(_work, batches))
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            list(pool.map(_work, batches))
            middle = time.perf_counter()
            for text in texts:
                extract(text)
            ours.append(middle - begin)
            theirs.append(time.perf_counter() - middle)
    return len(texts) / statistics.median(ours), len(texts) / statistics.median(theirs)


def processor(texts: list[str]) -> float:
    """How many pages we read in the processor time of one of trafilatura's fast mode (one process, median):
    it holds on a busy machine, too."""
    extract, ratios = peer(fast=True), []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for text in texts:
            our_body(text)
        middle = time.process_time()
        for text in texts:
            extract(text)
        ratios.append((time.process_time() - middle) / (middle - begin))
    return statistics.median(ratios)


def html(data: str) -> None:
    """Pages to articles: body F1, title, day and pages per second beside trafilatura."""
    if not data:
        print("not run (DATA names no folder)")
        return
    sets = {name: load(Path(data), name) for name in SETS}
    for name, pages in sets.items():
        for part in ("body", "shorter") if name == "publishers" else ("body",):
            ours, theirs, mode = compare(pages, part=part)
            low, high = interval(ours, theirs)
            halves = [
                f1([value for value, page in zip(ours, pages, strict=True) if page.half == half])
                for half in (0, 1)
            ]
            print(
                f"{name}{', no summary' if part == 'shorter' else ''}: {len(pages)} pages, F1 {f1(ours):.4f} "
                f"(even half {halves[0]:.4f}, odd {halves[1]:.4f}), trafilatura {mode} {f1(theirs):.4f}: "
                f"{f1(ours) - f1(theirs):+.4f} [{low:+.4f}, {high:+.4f}]",
                flush=True,
            )
    exact, own, days = metadata(sets["publishers"])
    print(f"publishers: title exact {exact:.3f}, one of the page's own {own:.3f}; day {days:.3f}")
    texts = [page.html for pages in sets.values() for page in pages]
    mine, fast = speed(texts)
    print(
        f"two processes {mine:.0f} pages/s, trafilatura fast in one {fast:.0f}: {mine / fast:.2f} times "
        f"(of processor time in one process: {processor(texts):.2f} times)"
    )
