"""When each outlet publishes what: days, times, stories, subjects, genres and frames of every article."""

from __future__ import annotations

import datetime as dt
import math

from analysis.simulation import design
from analysis.simulation.model import Dice, Slot


def plan(seed: int) -> list[Slot]:
    """All original articles, before a word is written, ordered by outlet, language and time.

    Subject and frames come from separate draws: given outlet, service and period they are independent.
    """
    slots: list[Slot] = []
    stories = draw_stories(seed)
    for (outlet, language), count in design.COUNTS.items():
        number = count - design.REPRINTS.get((outlet, language), 0)
        drafts = sorted(_drafts(seed, outlet, language, number, stories))
        for published, subject, story in drafts:
            dice = Dice(seed, "slot", outlet, language, len(slots))
            frames = design.draw_frames(seed, outlet, language, published.date(), dice)
            genre = dice.weighted(design.GENRES[outlet])
            story = story if genre in ("news", "brief") else ""
            slots.append(Slot(len(slots) + 1, outlet, language, subject, genre, published, frames, story))
    return slots


def days() -> list[dt.date]:
    return [design.START + dt.timedelta(i) for i in range((design.END - design.START).days + 1)]


def day_weights(seed: int, outlet: str, language: str) -> dict[dt.date, float]:
    """How busy each day is: skewed, so that articles come in clumps, fewer at weekends, none in a gap."""
    gap = design.GAPS.get((outlet, language))
    weights = {}
    for day in days():
        busy = Dice(seed, "busy", outlet, day).unit() ** 3
        weights[day] = busy * (0.4 if day.weekday() > 4 else 1.0)
        if gap and gap[0] <= day <= gap[1]:
            weights[day] = 0.0
    return weights


def draw_stories(seed: int) -> list[tuple[dt.date, str, str]]:
    """Day, subject and name of the stories that several services may carry."""
    dice, weights = Dice(seed, "stories"), dict.fromkeys(days(), 1.0)
    subjects = dict.fromkeys(design.SUBJECTS, 1.0)
    return [
        (dice.weighted(weights), dice.weighted(subjects), f"story-{number:03d}")
        for number in range(1, design.STORIES + 1)
    ]


def _drafts(
    seed: int, outlet: str, language: str, number: int, stories: list[tuple[dt.date, str, str]]
) -> list[tuple[dt.datetime, str, str]]:
    dice = Dice(seed, "plan", outlet, language)
    weights = day_weights(seed, outlet, language)
    subjects = dict(zip(design.SUBJECTS, design.SUBJECT_WEIGHTS[outlet], strict=True))
    drafts = []
    for day, subject, story in stories:
        later = day + dt.timedelta(math.floor(2 * dice.unit() ** 2))
        if dice.chance(design.CARRY[outlet]) and weights.get(later, 0.0) > 0:
            drafts.append((_time(dice, later), subject, story))
    while len(drafts) < number:
        drafts.append((_time(dice, dice.weighted(weights)), dice.weighted(subjects), ""))
    return drafts[:number]


def _time(dice: Dice, day: dt.date) -> dt.datetime:
    hour = 7 + math.floor(14 * (dice.unit() + dice.unit()) / 2)
    return dt.datetime(day.year, day.month, day.day, hour, dice.whole(0, 59), tzinfo=design.ZONE)
