"""What is planted: outlets, services, calendar, rates before and after the event, and their day effect.

Everything here is invented. A frame's rate is the marginal probability that an original article (one that
is no reprint, duplicate or update) of a service expresses the frame. Articles of one outlet and day share
a random effect, so they are not independent; the effect leaves the marginal rate exact (see `day_shares`).
"""

from __future__ import annotations

import datetime as dt

import numpy as np
from scipy.special import gammaincinv

from analysis.simulation.model import Dice

START, END = dt.date(2023, 1, 1), dt.date(2024, 12, 31)
EVENT = dt.date(2024, 2, 14)
ZONE = dt.timezone(dt.timedelta(hours=3))
CRAWLS = tuple(map(dt.date.fromisoformat, ("2023-07-06", "2024-01-11", "2024-07-09", "2025-01-15")))
NEW_LAYOUT = dt.date(2023, 11, 1)

COUNTS = {
    ("tna", "de"): 238,
    ("tna", "en"): 238,
    ("tna", "ru"): 234,
    ("herald", "en"): 208,
    ("herald", "ru"): 116,
    ("harbour", "en"): 206,
    ("harbour", "de"): 142,
}
REPRINTS = {("herald", "en"): 64, ("herald", "ru"): 38}
GAPS = {
    ("tna", "en"): (dt.date(2023, 8, 7), dt.date(2023, 8, 27)),
    ("harbour", "de"): (dt.date(2024, 9, 9), dt.date(2024, 9, 22)),
}
STORIES = 150
CARRY = {"tna": 0.5, "herald": 0.12, "harbour": 0.25}

SUBJECTS = ("trade", "energy", "parliament", "security", "health", "culture", "sport")
SUBJECT_WEIGHTS = {
    "tna": (1.3, 1.0, 1.0, 1.0, 0.9, 0.9, 0.8),
    "herald": (1.0, 1.0, 0.9, 1.0, 0.9, 1.4, 1.0),
    "harbour": (1.0, 1.0, 1.5, 1.2, 1.2, 0.8, 0.6),
}
GENRES = {
    "tna": {"news": 0.68, "brief": 0.16, "official": 0.13, "opinion": 0.03},
    "herald": {"news": 0.56, "brief": 0.06, "official": 0.12, "opinion": 0.26},
    "harbour": {"news": 0.68, "brief": 0.10, "official": 0.0, "opinion": 0.22},
}

_WINTER, _SUMMER = (10, 11, 12, 1, 2, 3), (5, 6, 7, 8, 9)
# Months outside of which a sentence of a bank (lead or fact of a subject, by its place) is not used.
SEASONS = {
    ("lead", "sport", 1): _WINTER,
    ("lead", "sport", 3): _WINTER,
    ("lead", "sport", 4): _SUMMER,
    ("lead", "sport", 5): (4, *_SUMMER, 10),
    ("lead", "sport", 6): (11, 12, 1, 2, 3),
    ("lead", "culture", 0): _SUMMER,
    ("lead", "health", 1): _WINTER,
    ("fact", "sport", 4): _WINTER,
    ("fact", "sport", 9): _SUMMER,
    ("fact", "sport", 13): _WINTER,
    ("fact", "sport", 16): _WINTER,
    ("fact", "sport", 18): _SUMMER,
}

# At most one frame of a group is drawn for an article, so an article has none to three.
GROUPS = (
    ("sovereignty_interference", "external_enemy", "sanctions_hardship"),
    ("brotherhood_integration", "stability_order", "legality_legitimacy"),
    ("historical_memory", "leader_achievement"),
)
FRAMES = tuple(frame for group in GROUPS for frame in group)
# Concentration of the day effect; two articles of a day correlate with 1 / (CONCENTRATION + 1).
CONCENTRATION = 6.0

_BEFORE_AFTER: dict[tuple[str, str], tuple[tuple[float, float], ...]] = {
    ("tna", "de"): (
        (0.14, 0.24), (0.08, 0.20), (0.16, 0.16), (0.22, 0.22), (0.18, 0.26), (0.12, 0.12),
        (0.14, 0.14), (0.24, 0.24),
    ),
    ("tna", "en"): (
        (0.16, 0.28), (0.08, 0.20), (0.20, 0.20), (0.16, 0.16), (0.18, 0.26), (0.14, 0.14),
        (0.08, 0.08), (0.20, 0.20),
    ),
    ("tna", "ru"): (
        (0.12, 0.20), (0.14, 0.32), (0.10, 0.10), (0.30, 0.30), (0.22, 0.30), (0.08, 0.08),
        (0.22, 0.22), (0.26, 0.26),
    ),
    ("herald", "en"): (
        (0.20, 0.34), (0.12, 0.28), (0.16, 0.16), (0.18, 0.18), (0.22, 0.22), (0.10, 0.10),
        (0.20, 0.20), (0.26, 0.36),
    ),
    ("herald", "ru"): (
        (0.16, 0.28), (0.18, 0.36), (0.12, 0.12), (0.26, 0.26), (0.22, 0.22), (0.08, 0.08),
        (0.26, 0.26), (0.28, 0.38),
    ),
    ("harbour", "en"): (
        (0.06, 0.06), (0.04, 0.04), (0.22, 0.32), (0.06, 0.06), (0.10, 0.10), (0.28, 0.40),
        (0.10, 0.10), (0.05, 0.05),
    ),
    ("harbour", "de"): (
        (0.06, 0.06), (0.05, 0.05), (0.20, 0.30), (0.07, 0.07), (0.10, 0.10), (0.30, 0.42),
        (0.12, 0.12), (0.05, 0.05),
    ),
}  # fmt: skip

# Probability that a frame's sentence is in the outlet's own voice, quoted directly, or reported.
FRAME_VOICE = {
    "tna": {"outlet": 0.40, "direct": 0.35, "indirect": 0.25},
    "herald": {"outlet": 0.65, "direct": 0.20, "indirect": 0.15},
    "harbour": {"outlet": 0.25, "direct": 0.40, "indirect": 0.35},
}
ROLE_WEIGHTS = {
    "tna": (6.0, 1.0, 0.4, 1.0, 1.2, 0.6, 0.05, 0.3),
    "herald": (4.5, 0.7, 0.2, 1.6, 0.8, 1.4, 0.1, 0.6),
    "harbour": (1.6, 0.9, 1.0, 1.6, 1.0, 2.0, 1.8, 0.5),
}
DIRECT = 0.55
SCARE = {"tna": 0.12, "herald": 0.25, "harbour": 0.08}
FORMULA = {"tna": 0.30, "herald": 0.30, "harbour": 0.0}

TARGETS = ("lorenia", "league", "opposition", "government")
MENTION = {
    "tna": (0.26, 0.22, 0.08, 0.24),
    "herald": (0.30, 0.24, 0.16, 0.20),
    "harbour": (0.22, 0.18, 0.22, 0.34),
}
# (negative, neutral, positive) of a mention, for the outlet's own voice and for quoted voices.
_STATE_VIEW = {
    "lorenia": ((0.40, 0.50, 0.10), (0.65, 0.30, 0.05)),
    "league": ((0.55, 0.40, 0.05), (0.55, 0.40, 0.05)),
    "opposition": ((0.70, 0.28, 0.02), (0.70, 0.28, 0.02)),
    "government": ((0.02, 0.38, 0.60), (0.02, 0.38, 0.60)),
}
_FREE_VIEW = {
    "lorenia": ((0.20, 0.60, 0.20), (0.25, 0.55, 0.20)),
    "league": ((0.15, 0.60, 0.25), (0.15, 0.60, 0.25)),
    "opposition": ((0.10, 0.60, 0.30), (0.10, 0.60, 0.30)),
    "government": ((0.40, 0.50, 0.10), (0.50, 0.40, 0.10)),
}
VIEW = {"tna": _STATE_VIEW, "herald": _STATE_VIEW, "harbour": _FREE_VIEW}
# In quoted voices the view of the country's own officials is used in state outlets only.
QUOTED_FACTOR = {"tna": 0.55, "herald": 0.35, "harbour": 0.55}

REFERENTS = {
    "ostrin": ("security_operation", "crackdown"),
    "lorenian_leadership": ("regime", "government"),
    "south_shore": ("reunification", "annexation"),
}
REFERENT_MENTION = {"tna": 0.12, "herald": 0.14, "harbour": 0.14}
# Probability of the first of the two names, per outlet, before and after the event.
FIRST_NAME = {
    ("ostrin", "tna"): (0.97, 0.97),
    ("ostrin", "herald"): (0.95, 0.95),
    ("ostrin", "harbour"): (0.15, 0.15),
    ("lorenian_leadership", "tna"): (0.25, 0.65),
    ("lorenian_leadership", "herald"): (0.55, 0.90),
    ("lorenian_leadership", "harbour"): (0.06, 0.06),
    ("south_shore", "tna"): (0.96, 0.96),
    ("south_shore", "herald"): (0.98, 0.98),
    ("south_shore", "harbour"): (0.20, 0.20),
}


def period(day: dt.date) -> str:
    """`before` or `after` the event; the event's own day is after."""
    return "after" if day >= EVENT else "before"


def missed(outlet: str, language: str, day: dt.date) -> int:
    """Articles of a service that were published in its gap and not collected, by the end of a day."""
    start, end = GAPS.get((outlet, language), (END, END))
    if day <= end:
        return 0
    a_day = COUNTS[outlet, language] / ((END - START).days + 1)
    return round(a_day * ((end - start).days + 1))


def event_share(day: dt.date) -> float:
    """Probability that an article mentions the event: none before it, often in the first weeks."""
    since = (day - EVENT).days
    return 0.0 if since < 0 else 0.45 if since < 45 else 0.12


def in_season(kind: str, subject: str, number: int, day: dt.date) -> bool:
    """Whether a sentence of a subject's bank suits the time of the year."""
    return day.month in SEASONS.get((kind, subject, number), range(1, 13))


def rate(outlet: str, language: str, frame: str, when: str) -> float:
    """The planted marginal rate of a frame per original article."""
    return _BEFORE_AFTER[outlet, language][FRAMES.index(frame)][when == "after"]


def tone_view(outlet: str, target: str, voice: str, when: str) -> dict[int, float]:
    """Probabilities of tone -1, 0, 1; after the event the state outlets turn on the neighbour."""
    negative, neutral, positive = VIEW[outlet][target][voice == "quoted"]
    if when == "after" and target == "lorenia" and outlet != "harbour" and voice == "outlet":
        negative, neutral, positive = 0.70, 0.28, 0.02
    return {-1: negative, 0: neutral, 1: positive}


def first_name_rate(referent: str, outlet: str, when: str) -> float:
    """Probability that a mention of a referent uses the first of its two names."""
    return FIRST_NAME[referent, outlet][when == "after"]


def day_shares(seed: int, outlet: str, language: str, day: dt.date, group: int) -> np.ndarray:
    """Probabilities of the frames of a group on one day of one outlet, shape (frames,).

    Dirichlet with mean the planted rates and the given concentration, as normalised gamma variates; the
    services of an outlet use the same quantiles, so they share the day. Each frame's probability is then
    Beta(rate c, (1 - rate) c), whose mean is the rate.
    """
    dice = Dice(seed, "day", outlet, day, group)
    rates = [rate(outlet, language, frame, period(day)) for frame in GROUPS[group]]
    shapes = np.array([*rates, 1.0 - sum(rates)]) * CONCENTRATION
    draws = gammaincinv(shapes, np.array([dice.unit() for _ in shapes]))
    shares: np.ndarray = draws / draws.sum()
    return shares[:-1]


def draw_frames(seed: int, outlet: str, language: str, day: dt.date, dice: Dice) -> tuple[str, ...]:
    """The frames of one original article: at most one of each group, given the day."""
    chosen = []
    for number, group in enumerate(GROUPS):
        threshold = dice.unit()
        for frame, share in zip(group, day_shares(seed, outlet, language, day, number), strict=True):
            threshold -= float(share)
            if threshold < 0:
                chosen.append(frame)
                break
    return tuple(chosen)
