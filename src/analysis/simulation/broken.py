"""Raw items that are wrong on purpose, with what should become of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from analysis.simulation import pages
from analysis.simulation.grammar import load
from analysis.simulation.model import Article, Broken, Dice

SET_ASIDE, FLAG = "set aside", "flag"


def broken_items(articles: Sequence[Article], *, seed: int) -> list[Broken]:
    """One item or two of each kind of damage; each made from an article that is also there unharmed,
    or from nothing."""
    dice = Dice(seed, "broken")
    sound = [item for item in articles if item.kind == "original" and item.place.endswith(".html")]
    sound = [item for item in sound if item.slot.genre == "news"]
    by = {
        code: dice.shuffled([item for item in sound if item.slot.language == code])
        for code in ("de", "en", "ru")
    }
    agency, newspaper, independent = (pages.FILES[name] for name in ("tna", "herald", "harbour"))
    made = [
        Broken(agency, "de/tna-90001.html", "empty file", SET_ASIDE, b""),
        Broken(agency, "en/tna-90002.html", "binary junk under an html name", SET_ASIDE, _junk(dice)),
        Broken(independent, "en/harbour-90003.html", "login wall without article", SET_ASIDE, _wall("en")),
        Broken(independent, "de/harbour-90004.html", "login wall without article", SET_ASIDE, _wall("de")),
        Broken(newspaper, "en/herald-90005.html", "only white space", SET_ASIDE, b" \n\n\t \n"),
        Broken(pages.COPIED_FILE, "ru/tna-90006.txt", "empty file", SET_ASIDE, b""),
    ]
    for number, item in enumerate(_of(by, "ru", "tna")[:2], 90011):
        data = pages.page(_renumbered(item, number), []).encode("cp1251", errors="replace")
        made.append(_from(item, number, "windows-1251 declared as utf-8", FLAG, data))
    for number, item in ((90021, _of(by, "de", "tna")[3]), (90022, _of(by, "en", "herald")[3])):
        made.append(_from(item, number, "page without date", FLAG, _undated(_renumbered(item, number))))
    for number, item in ((90031, _of(by, "en", "tna")[4]), (90032, _of(by, "de", "harbour")[4])):
        future = replace(item.slot, number=number, published=item.slot.published.replace(year=2091, day=5))
        later = replace(item, slot=future, layout=2, dateline="")
        made.append(_from(item, number, "date in the future", FLAG, pages.page(later, []).encode()))
    for number, item in ((90041, _of(by, "de", "tna")[5]), (90042, _of(by, "ru", "herald")[5])):
        whole = pages.page(_renumbered(item, number), []).encode()
        half = whole[: whole.index(b"</p>", whole.index(b"<h1>")) + 150]
        made.append(_from(item, number, "truncated html", FLAG, half))
    return made


def _of(by: dict[str, list[Article]], language: str, outlet: str) -> list[Article]:
    return [item for item in by[language] if item.slot.outlet == outlet]


def _renumbered(item: Article, number: int) -> Article:
    return replace(item, slot=replace(item.slot, number=number))


def _from(item: Article, number: int, what: str, outcome: str, data: bytes) -> Broken:
    place = f"{item.slot.language}/{item.slot.outlet}-{number}.html"
    return Broken(item.file, place, what, outcome, data, item.place)


def _junk(dice: Dice) -> bytes:
    return bytes([0x89, 0, 0xFF, *(dice.whole(0, 255) for _ in range(700))])


def _wall(language: str) -> bytes:
    """A page of which only the demand to log in was collected."""
    words = load(language)["page"]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">\n'
        f'<meta name="simulated" content="{words["notice"]}">\n'
        f"<title>{words['outlets']['harbour']}</title></head>\n"
        f"<body><nav>{' '.join(words['nav']['harbour'])}</nav><main><p>{words['login']}</p></main>\n"
        f"<footer><p>{words['notice']}</p></footer></body></html>\n"
    ).encode()


def _undated(item: Article) -> bytes:
    """The page without any of the places where a date could be read."""
    bare = replace(item, dateline="", layout=1, crawled=dt.date(2025, 1, 15))
    text = pages.page(bare, [])
    today = load(item.slot.language)["page"]["today"].format(
        **pages.date_parts(bare.crawled, item.slot.language)
    )
    lines = [line for line in text.splitlines() if 'name="date"' not in line and 'class="date"' not in line]
    return ("\n".join(lines).replace(today, "") + "\n").encode()
