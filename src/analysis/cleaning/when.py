"""Publication date told from crawl date, and what makes a date doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from analysis.cleaning.dates import Found, Moment
from analysis.cleaning.page import Trail
from analysis.cleaning.text import NEAR, Placed
from analysis.declarations import Outlet

DATELINE_DAYS = 3


def tell_dates(
    lines: Sequence[Placed], *, zone: str, told: Moment | None = None
) -> tuple[Moment | None, dt.date | None]:
    """Moment of publication and day of the crawl from a page's date lines.

    Publication: labelled so; else the line nearest to the title, with a clock time before one without. A line
    labelled "today", or far from the title with a weekday and no time, is the day of the visit. `told` is
    the moment the metadata gives: then only the crawl is looked for.
    """
    visits = [line for line in lines if _visit(line)]
    candidates = [line for line in lines if line not in visits and line.line.label != "updated"]
    candidates.sort(
        key=lambda line: (line.line.label != "published", line.line.found.hour is None, line.distance)
    )
    best = candidates[0] if candidates and told is None else None
    moment = told or (best.line.found.moment(zone) if best else None)
    if moment is None:
        updates = [line for line in lines if line.line.label == "updated"]
        moment = updates[0].line.found.moment(zone) if updates else None
    # A second date above the article that is no earlier than the first is the day of the visit, too.
    later = visits or [line for line in candidates if line is not best and line.distance > NEAR]
    days = [found.day for line in later if (found := line.line.found.moment(zone))]
    crawled = next(
        (day for day in days if moment is None or day >= moment.day), days[0] if visits and days else None
    )
    return moment, crawled


def _visit(line: Placed) -> bool:
    if line.line.label:
        return line.line.label == "today"
    return line.line.weekday and line.line.found.hour is None and line.distance > NEAR


def from_dateline(date: Found, crawled: dt.date, trail: Trail) -> Moment | None:
    """The day a dateline names, in the year before the crawl: for pages that give no other date."""
    days = [
        day for year in (0, -1) if (day := date.nearest(crawled.replace(day=1, year=crawled.year + year)))
    ]
    day = max((day for day in days if day <= crawled), default=None)
    if day is None:
        return None
    trail.flag("date from the dateline", "", day.isoformat())
    return Moment(None, day, "day")


def check_dates(
    moment: Moment, *, crawled: dt.date | None, dateline: Found | None, outlet: Outlet, trail: Trail
) -> None:
    """Flag a date after the crawl, before the outlet existed, or more than three days off its dateline."""
    day = moment.day.isoformat()
    if crawled and crawled < moment.day:
        trail.flag("published after the crawl", "", f"{day}, crawled {crawled}")
    if outlet.founded and moment.day < outlet.founded:
        trail.flag("before the outlet existed", "", f"{day}, founded {outlet.founded}")
    written = dateline.nearest(moment.day) if dateline else None
    if written and abs((written - moment.day).days) > DATELINE_DAYS and moment.precision != "month":
        trail.flag("contradicts the dateline", "", f"{day}, dateline {written}")
