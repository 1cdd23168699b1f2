"""What a simulated press consists of: pieces of text that know what they express, articles, the press."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Seeded choices that use `random.random` only, whose sequence Python guarantees between versions."""

    def __init__(self, *keys: object) -> None:
        self._random = random.Random(":".join(map(str, keys))).random

    def unit(self) -> float:
        return self._random()

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self._random() * len(items))]

    def weighted(self, weights: dict[T, float]) -> T:
        """A key of `weights`, with probability proportional to its weight."""
        threshold = self._random() * sum(weights.values())
        for key, weight in weights.items():
            threshold -= weight
            if threshold < 0:
                return key
        return next(reversed(weights))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        keys = sorted((self._random(), index) for index in range(len(items)))
        return [items[index] for _, index in keys]


@dataclass(frozen=True)
class Voice:
    """A planted voice: kind is direct, indirect or scare; text are the words it covers, without marks."""

    kind: str
    text: str
    speaker: str = ""
    role: str = ""
    verb: str = ""


@dataclass(frozen=True)
class Tone:
    """A planted evaluation of a target: voice is outlet or quoted, tone -1, 0 or 1."""

    target: str
    voice: str
    tone: int
    text: str


@dataclass(frozen=True)
class Naming:
    """A planted name of a referent that has rival names."""

    referent: str
    name: str
    voice: str


@dataclass(frozen=True)
class Piece:
    """One or more sentences of an article and what was planted in them."""

    text: str
    frames: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    tones: tuple[Tone, ...] = ()
    names: tuple[Naming, ...] = ()


@dataclass(frozen=True)
class Slot:
    """An article before it is written: all that is drawn separately from its words."""

    number: int
    outlet: str
    language: str
    subject: str
    genre: str
    published: dt.datetime
    frames: tuple[str, ...]
    story: str

    @property
    def service(self) -> str:
        return self.language

    @property
    def day(self) -> dt.date:
        return self.published.date()


@dataclass(frozen=True)
class Article:
    """A written article; `paragraphs` are the clean body, without title and dateline."""

    slot: Slot
    title: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    dateline: str = ""
    byline: str = ""
    kind: str = "original"
    original: int = 0
    layout: int = 1
    crawled: dt.date = dt.date(2025, 1, 15)
    file: str = ""
    place: str = ""
    flags: tuple[str, ...] = field(default=())

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for paragraph in self.paragraphs for piece in paragraph)

    @property
    def body(self) -> tuple[str, ...]:
        return tuple(" ".join(piece.text for piece in paragraph) for paragraph in self.paragraphs)

    @property
    def text(self) -> str:
        return "\n\n".join(self.body)


@dataclass(frozen=True)
class Broken:
    """A raw item that is wrong on purpose; `article` is the place of the sound article, if there is one."""

    file: str
    place: str
    what: str
    outcome: str
    data: bytes
    article: str = ""


@dataclass(frozen=True)
class Press:
    """The simulated press: articles with their truth, raw files as members, and what is broken."""

    seed: int
    articles: tuple[Article, ...]
    broken: tuple[Broken, ...]
    members: dict[str, dict[str, bytes]]
    export: str
