"""Dates in the seven languages: instants, days and months, with their precision; lines that are a date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analysis.declarations import Language, load_language
from analysis.declarations.language import HERE

# What a page says beside a date. "today" marks the day of the visit, which is not when the article appeared.
LABELS = {
    "published": (
        "published",
        "posted",
        "veröffentlicht",
        "erschienen",
        "опубликован",
        "дата публикации",
        "апублікаван",
        "опубліковано",
        "publicado",
        "opublikowano",
        "发布",
    ),
    "updated": (
        "updated",
        "modified",
        "aktualisiert",
        "stand:",
        "обновлен",
        "изменен",
        "абноўлен",
        "оновлено",
        "actualizado",
        "zaktualizowano",
        "更新",
    ),
    "today": (
        "retrieved",
        "accessed",
        "today",
        "saved",
        "abgerufen",
        "heute",
        "gespeichert",
        "сегодня",
        "сохранен",
        "дата обращения",
        "сёння",
        "сьогодні",
        "hoy",
        "dzisiaj",
        "dziś",
        "今天",
    ),
}
YEAR = re.compile(r"\d{4}")
HAN = re.compile("[\u4e00-\u9fff]")
EARLIEST, LATEST = 1800, 2200


@dataclass(frozen=True)
class Moment:
    """When something appeared: an instant in UTC (None unless precision is minute) and the local day."""

    published: dt.datetime | None
    day: dt.date
    precision: str


@dataclass(frozen=True)
class Found:
    """A date in a text: where it stands, and its parts; None for a part that is not said."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    hour: int | None = None
    minute: int = 0
    second: int = 0
    offset: str = ""

    def moment(self, timezone: str) -> Moment | None:
        """The moment, local to `timezone` unless the text names an offset; None without a year.

        Midnight to the second is how exports write "time unknown": such a moment has the precision day.
        """
        if self.year is None:
            return None
        if self.day is None:
            return Moment(None, dt.date(self.year, self.month, 1), "month")
        day = dt.date(self.year, self.month, self.day)
        if self.hour is None or (self.hour, self.minute, self.second) == (0, 0, 0):
            return Moment(None, day, "day")
        local = dt.datetime.combine(day, dt.time(self.hour, self.minute, self.second))
        zone = zone_of(timezone)
        instant = local.replace(tzinfo=_offset(self.offset) or zone).astimezone(dt.UTC)
        return Moment(instant, instant.astimezone(zone).date(), "minute")

    def nearest(self, day: dt.date) -> dt.date | None:
        """The date itself, its year completed so that it lies nearest to `day`; None without a day."""
        if self.day is None:
            return None
        years = [self.year] if self.year else [day.year - 1, day.year, day.year + 1]
        dates = [date for year in years if (date := _date(year, self.month, self.day))]
        return min(dates, key=lambda date: abs((date - day).days), default=None)


@cache
def zone_of(name: str) -> dt.tzinfo:
    """A time zone by name; raises ValueError where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"unknown time zone {name}: allowed are names such as Europe/Minsk") from None


def _offset(text: str) -> dt.tzinfo | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text)
    if not digits:
        return dt.UTC
    minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if text[0] in "-−" else minutes))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def languages() -> tuple[Language, ...]:
    """All languages that ship: the language of a page is not known yet when its dates are read."""
    return tuple(load_language(file.stem) for file in sorted((HERE / "languages").glob("*.toml")))


@cache
def month_numbers() -> dict[str, int]:
    """Lower-case form of a month to its number, over all languages; forms of under three letters left out."""
    numbers: dict[str, int] = {}
    for language in languages():
        for number, forms in enumerate(language.months, 1):
            for form in forms:
                if len(form) > 2 and not form[0].isdigit():
                    numbers.setdefault(form.lower(), number)
    return numbers


@cache
def _weekday_pattern() -> re.Pattern[str]:
    forms = {form for language in languages() for day in language.weekdays for form in day}
    long = sorted((form for form in forms if len(form) > 2), key=lambda form: (-len(form), form))
    # 周五 is a whole word, Fr and Пт only with the mark of an abbreviation.
    short = sorted(form for form in forms if len(form) == 2 and form.isalpha() and not HAN.match(form))
    long += sorted(form for form in forms if len(form) == 2 and HAN.match(form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, long))})\b\.?|\b(?:{'|'.join(short)})\b(?=[.,])", re.I)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=lambda name: (-len(name), name)))
    zone = r"(?:\s*(?P<offset>Z\b|GMT\b|UTC\b|[+−-]\d\d:?\d\d))?"
    clock = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    time = rf"(?:(?:\s*[,|•·–/-]\s*|\s+(?:at|um|в|у|о|a las|o)\s+|\s+){clock}\s*(?P<half>[ap]\.?m\b)?{zone})?"
    month, year = rf"(?P<month>{names})\b\.?", r"(?P<year>\d{4})(?!\d)"
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"(?<!\d)(?P<year>\d{{4}})-(?P<number>\d\d)-(?P<day>\d\d)(?:[T ]\s*{clock}{zone})?(?!\d|T\d)",
            r"(?<!\d)(?P<year>\d{4})-?(?P<number>\d\d)-?(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)"
            r"(?P<second>\d\d)(?P<offset>Z|[+-]\d{4})?",
            rf"(?<!\d)(?P<year>\d{{4}})\s*年\s*(?P<number>\d\d?)\s*月\s*(?P<day>\d\d?)\s*日{time}",
            rf"(?<![\d.,:])(?P<day>\d\d?)(?:st|nd|rd|th|-га|-го)?\.?[\s,]*(?:de\s+|of\s+)?{month}"
            rf"(?:,?\s+(?:de\s+|del\s+)?{year}(?:\s*(?:года|г\.|г\b|року|r\.))?)?{time}",
            rf"\b{month}\s+(?P<day>\d\d?)\s+{clock}\s+(?:[A-Z]{{3,4}}\s+)?{year}",
            rf"\b{month}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?\b(?:,?\s+{year})?{time}",
            rf"(?<![\d.])(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.\s?{year}{time}",
            rf"(?<![\d/])(?P<year>\d{{4}})[/.](?P<number>\d\d?)[/.](?P<day>\d\d?)(?!\d){time}",
            rf"(?<![\d/])(?P<first>\d\d?)/(?P<second_number>\d\d?)/{year}{time}",
            rf"(?<!\d )(?<!\d\. )\b{month}\s+(?:de\s+)?{year}",
            r"(?<!\d)(?P<year>\d{4})-(?P<number>\d\d)(?![\d-])",
            r"(?<!\d)(?P<number>\d\d?)月(?P<day>\d\d?)日",
        )
    )


def _found(match: re.Match[str]) -> Found | None:
    part = match.groupdict()
    number = part.get("number")
    month = int(number) if number else month_numbers().get((part.get("month") or "").lower(), 0)
    day = part.get("day")
    if part.get("first"):
        first, second = int(part["first"]), int(part["second_number"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (second, str(first)) if first > 12 or first == second else (first, str(second))
    year = int(part["year"]) if part.get("year") else None
    if (year and not EARLIEST <= year <= LATEST) or not 1 <= month <= 12:
        return None
    if _date(year or 2000, month, int(day) if day else 1) is None:
        return None
    hour = int(part["hour"]) if part.get("hour") else None
    if hour is not None and (half := (part.get("half") or "").lower()):
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    minute, second = int(part.get("minute") or 0), int(part.get("second") or 0)
    offset = part.get("offset") or ""
    return Found(
        match.start(), match.end(), year, month, int(day) if day else None, hour, minute, second, offset
    )


def find_dates(text: str) -> list[Found]:
    """Dates of a text in their order, not overlapping; the more explicit form wins.

    Numeric dates with slashes whose day and month could be exchanged are not read: 05/07/2015 is the fifth
    of July or the seventh of May.
    """
    if not any(sign.isdigit() for sign in text):
        return []
    found: list[Found] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            date = _found(match)
            if date and all(date.end <= other.start or date.start >= other.end for other in found):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


@lru_cache(maxsize=100_000)
def read_moment(value: str, timezone: str = "UTC") -> Moment | None:
    """The first full date of a metadata value as a moment; None where there is none with a year."""
    for date in find_dates(value[:200]):
        if moment := date.moment(timezone):
            return moment
    return None


@dataclass(frozen=True)
class DateLine:
    """A line that is nothing but a date, with a label, weekday or section name beside it at most."""

    found: Found
    label: str
    weekday: bool
    beside: str


def date_line(line: str) -> DateLine | None:
    """The line read as a date line; None where the date is part of a sentence or has no year."""
    if len(line) > 100 or not YEAR.search(line):
        return None
    dates = [date for date in find_dates(line) if date.year and date.day]
    if not dates:
        return None
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    rest, weekdays = _weekday_pattern().subn(" ", rest)
    low = rest.lower()
    label = next((name for name, words in LABELS.items() if any(word in low for word in words)), "")
    beside = " ".join(re.sub(r"[^\w\s]|\d", " ", rest).split())
    # Chinese has no blanks between words: a name of a section has few characters.
    if len(HAN.findall(beside)) > (12 if label else 6):
        return None
    if len(beside) > (40 if label else 20) or len(beside.split()) > (5 if label else 3):
        return None
    return DateLine(dates[0], label, weekdays > 0, "" if label else beside)
