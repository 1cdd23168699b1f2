"""Dates: the seven languages and Ukrainian, precision, time zones, and what must not be read as a date."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.cleaning.dates import date_line, find_dates, read_moment
from analysis.cleaning.page import Trail
from analysis.cleaning.text import Placed
from analysis.cleaning.when import check_dates, tell_dates
from analysis.declarations import Outlet

ZONE = "Europe/Minsk"


@pytest.mark.parametrize(
    ("value", "instant", "day", "precision"),
    [
        ("2023-03-09", None, "2023-03-09", "day"),
        ("2023-03-09T18:20:00+03:00", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("2023-03-09T23:30:00Z", "2023-03-09T23:30:00+00:00", "2023-03-10", "minute"),
        ("2023-03-09 18:20", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("2023-03-09T00:00:00Z", None, "2023-03-09", "day"),
        ("2023-03-09T000000Z", None, "2023-03-09", "day"),
        ("20230309T182000Z", "2023-03-09T18:20:00+00:00", "2023-03-09", "minute"),
        ("2023-03-09T182000Z", "2023-03-09T18:20:00+00:00", "2023-03-09", "minute"),
        ("2023-03", None, "2023-03-01", "month"),
        ("Thu, 09 Mar 2023 18:20:00 +0300", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("Thu Mar 09 18:20:00 CET 2023", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("9. März 2023", None, "2023-03-09", "day"),
        ("09.03.2023, 18:20 Uhr", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("9 Mai 2023 um 18.20", "2023-05-09T15:20:00+00:00", "2023-05-09", "minute"),
        ("Jänner 2023", None, "2023-01-01", "month"),
        ("March 9, 2023", None, "2023-03-09", "day"),
        ("Mar. 9, 2023 at 6:20 p.m.", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("9th March 2023", None, "2023-03-09", "day"),
        ("12:05 a.m., March 9, 2023", None, "2023-03-09", "day"),
        ("9 марта 2023 г., 18:20", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("9 МАРТА 2023 года", None, "2023-03-09", "day"),
        ("9 сакавіка 2023, 18:20", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("9 березня 2023", None, "2023-03-09", "day"),
        ("9 marca 2023, 18:20", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("9 de marzo de 2023", None, "2023-03-09", "day"),
        ("2023年3月9日 18:20", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("2023/03/09 18:20", "2023-03-09T15:20:00+00:00", "2023-03-09", "minute"),
        ("25/03/2023", None, "2023-03-25", "day"),
        ("03/25/2023", None, "2023-03-25", "day"),
    ],
)
def test_values(value: str, instant: str | None, day: str, precision: str) -> None:
    moment = read_moment(value, ZONE)
    assert moment is not None
    assert moment.published == (dt.datetime.fromisoformat(instant) if instant else None)
    assert (moment.day.isoformat(), moment.precision) == (day, precision)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "05/07/2023",
        "31 February 2023",
        "2023-13-01",
        "99.99.2023",
        "24 May",
        "in 2023",
        "version 1.2.3",
        "0001-01-01",
        "May he rest, 2023 times",
        "tel. 2023-345",
    ],
)
def test_values_that_are_no_dates(value: str) -> None:
    assert read_moment(value, ZONE) is None


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("am 24. Mai in Minsk", 5, 24),
        ("on May 24 in Minsk", 5, 24),
        ("24 мая в Минске", 5, 24),
        ("24 мая ў Мінску", 5, 24),
        ("24 травня у Мінську", 5, 24),
        ("24 maja w Mińsku", 5, 24),
        ("24 de mayo en Minsk", 5, 24),
        ("5月24日在明斯克", 5, 24),
    ],
)
def test_dates_without_a_year(text: str, month: int, day: int) -> None:
    (found,) = find_dates(text)
    assert (found.year, found.month, found.day) == (None, month, day)
    assert found.nearest(dt.date(2024, 1, 2)) == dt.date(2024, month, day)


def test_the_year_is_the_nearest_one() -> None:
    (found,) = find_dates("31. Dezember")
    assert found.nearest(dt.date(2024, 1, 2)) == dt.date(2023, 12, 31)


@pytest.mark.parametrize(
    ("line", "label", "weekday"),
    [
        ("Donnerstag, 19 September 2024", "", True),
        ("19 September 2024, 15:34", "", False),
        ("Thursday, September 19, 2024", "", True),
        ("четверг, 19 сентября 2024", "", True),
        ("чацвер, 19 верасня 2024", "", True),
        ("czwartek, 19 września 2024", "", True),
        ("jueves, 19 de septiembre de 2024", "", True),
        ("星期四 2024年9月19日", "", True),
        ("Veröffentlicht: 19.09.2024 15:34", "published", False),
        ("Опубликовано 19 сентября 2024, 15:34", "published", False),
        ("Updated: September 19, 2024", "updated", False),
        ("Aktualisiert am 19.09.2024", "updated", False),
        ("Heute: 19.09.2024", "today", False),
        ("Сегодня 19 сентября 2024", "today", False),
        ("19.09.2024 | Politik", "", False),
    ],
)
def test_date_lines(line: str, label: str, weekday: bool) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.label, found.weekday) == (label, weekday)
    assert found.found.day == 19


@pytest.mark.parametrize(
    "line",
    [
        "Am 19. September 2024 trafen sich die Minister in Halwest.",
        "The talks of 19 September 2024 ended without result",
        "19 сентября 2024 года министр подписал новый договор",
        "MINSK, 24. Mai (BelTA) - Belarus und Russland",
        "Politik",
        "12 Monate, 3 Tage",
        "Copyright 2024",
        "2024年9月19日国家主席在北京会见外宾并发表讲话",
    ],
)
def test_lines_that_hold_a_date_but_are_none(line: str) -> None:
    found = date_line(line)
    assert found is None or len(found.beside) > 8


def placed(*lines: tuple[str, int]) -> list[Placed]:
    found = [(date_line(line), distance) for line, distance in lines]
    return [Placed(line, distance) for line, distance in found if line]


@pytest.mark.parametrize(
    ("lines", "day", "crawled"),
    [
        ([("Donnerstag, 19 September 2024", 4), ("24 Mai 2024, 15:34", 1)], "2024-05-24", "2024-09-19"),
        ([("19.09.2024", 5), ("24.05.2024 15:34", 0)], "2024-05-24", "2024-09-19"),
        ([("Сегодня 19 сентября 2024", 0), ("24 мая 2024", 0)], "2024-05-24", "2024-09-19"),
        ([("24.05.2024", 0), ("Aktualisiert: 25.05.2024 10:00", 0)], "2024-05-24", None),
        ([("Freitag, 24. Mai 2024", 0)], "2024-05-24", None),
        ([("Freitag, 24. Mai 2024", 6)], None, "2024-05-24"),
        ([("Updated: May 25, 2024", 0)], "2024-05-25", None),
        ([("Published: May 24, 2024", 9), ("May 1, 2024, 12:00", 0)], "2024-05-24", None),
        ([], None, None),
    ],
)
def test_publication_is_told_from_crawl(
    lines: list[tuple[str, int]], day: str | None, crawled: str | None
) -> None:
    moment, visit = tell_dates(placed(*lines), zone=ZONE)
    assert (moment.day.isoformat() if moment else None) == day
    assert (visit.isoformat() if visit else None) == crawled


@pytest.mark.parametrize(
    ("crawled", "dateline", "founded", "rule"),
    [
        (dt.date(2024, 5, 23), "", None, "published after the crawl"),
        (None, "4. Mai", None, "contradicts the dateline"),
        (None, "", dt.date(2025, 1, 1), "before the outlet existed"),
        (dt.date(2024, 5, 25), "23. Mai", dt.date(1990, 1, 1), ""),
    ],
)
def test_doubtful_dates_are_flagged(
    crawled: dt.date | None, dateline: str, founded: dt.date | None, rule: str
) -> None:
    moment = read_moment("2024-05-24 15:34", ZONE)
    assert moment is not None
    outlet = Outlet(name="x", label="X", checked="unchecked", founded=founded)
    trail = Trail()
    found = next(iter(find_dates(dateline)), None)
    check_dates(moment, crawled=crawled, dateline=found, outlet=outlet, trail=trail)
    assert [note.rule for note in trail.notes] == ([rule] if rule else [])


def test_unknown_time_zone() -> None:
    with pytest.raises(
        ValueError, match=r"unknown time zone Mars/Base: allowed are names such as Europe/Minsk"
    ):
        read_moment("2024-05-24 15:34", "Mars/Base")
