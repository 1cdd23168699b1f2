"""Slot grammars: sentences with slots in TOML files per language, and how they are realised.

In a template `[a|b]` is a free choice, `{city.loc}` a form of an entity, `{n:5-40}` a whole number,
`{d:1-9}` a number with one decimal, `<ist/sei>` a finite verb in direct and in reported speech. The
entities and numbers of an article come from its story, so that two services tell the same story.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.simulation.model import Dice

HERE = Path(__file__).parent / "grammar"
CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+?)(\d?)(?:\.(\w+))?(?::(\d+)-(\d+))?\}")
MOOD = re.compile(r"<([^<>/]*)/([^<>/]*)>")
# Sentences whose month has passed; those of all other banks look ahead.
PAST = ("legality_legitimacy", "lorenian_leadership")
LEFT_OVER = re.compile(r"[\[\]{}<>|]")


@cache
def load(language: str) -> dict[str, Any]:
    """The grammar of a language: its TOML files merged; the keys of the files are distinct."""
    merged: dict[str, Any] = {}
    for file in sorted((HERE / language).glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        repeated = merged.keys() & content.keys()
        if repeated:
            raise ValueError(f"{file.name}: {sorted(repeated)} is in two files of {language}")
        merged.update(content)
    return merged


@dataclass(frozen=True)
class Scene:
    """What the sentences of one article share: language, day, and the story that fixes its entities."""

    language: str
    day: dt.date
    story: str
    seed: int

    def entity(self, kind: str, which: str, form: str) -> str:
        rows: dict[str, list[str]] = load(self.language)["entity"][kind]
        number = len(rows["nom"])
        first = Dice(self.seed, self.story, "entity", kind).whole(0, number - 1)
        return rows[form or "nom"][(first + int(which or 0)) % number]

    def number(self, key: str, low: int, high: int) -> str:
        value = Dice(self.seed, self.story, "number", key).whole(low, high)
        while self.language == "ru" and value % 100 not in range(11, 20) and value % 10 in range(1, 5):
            value += 1
        return f"{value:,}" if self.language == "en" else str(value)

    def decimal(self, key: str, low: int, high: int) -> str:
        tenths = Dice(self.seed, self.story, "decimal", key).whole(low * 10, high * 10 - 1)
        tenths += tenths % 10 == 0
        mark = "." if self.language == "en" else ","
        return f"{tenths // 10}{mark}{tenths % 10}"


def realise(template: str, scene: Scene, dice: Dice, *, key: str = "", reported: bool = False) -> str:
    """The template as text. `key` names the sentence, so that its numbers are the story's.

    Raises KeyError for a slot that the grammar does not have.
    """
    text = template
    while CHOICE.search(text):
        text = CHOICE.sub(lambda match: dice.pick(match[1].split("|")), text, count=1)
    text = MOOD.sub(lambda match: match[2 if reported else 1], text)
    seen: dict[str, int] = {}
    ahead = not key.startswith(PAST)

    def fill(match: re.Match[str]) -> str:
        name, which, form, low, high = match.groups()
        if name in ("n", "d"):
            draw = scene.number if name == "n" else scene.decimal
            seen[match[0]] = seen.get(match[0], 0) + 1
            return draw(f"{key}:{match[0]}:{seen[match[0]]}", int(low), int(high))
        if name == "year":
            return str(scene.day.year - int(which or 0))
        if name == "month":
            months: list[str] = load(scene.language)["months"]
            return months[(scene.day.month - 1 + (1 if ahead else -1)) % 12]
        if name == "weekday":
            weekdays: list[str] = load(scene.language)["entity"]["weekday"][form or "nom"]
            return weekdays[(scene.day.weekday() + (0 if key.startswith("lead") else 2)) % 7]
        return scene.entity(name, which, form or "")

    text = tidy(SLOT.sub(fill, text))
    if LEFT_OVER.search(text):
        raise ValueError(f"not realised: {text}")
    return text[:1].upper() + text[1:]


def tidy(text: str) -> str:
    """Without double spaces, spaces before punctuation, and the commas that close an apposition at a stop."""
    text = re.sub(" {2,}", " ", text).strip()
    text = re.sub(r" +([.,:;!?])", r"\1", text)
    return re.sub(r",+([.,:;!?])", r"\1", text)


def lowered(text: str, language: str) -> str:
    """The sentence as it stands after a comma or conjunction: lower case at its beginning where the first
    word is no name; German, whose nouns keep their capital, lists the words that lose it."""
    first = text.split(" ", 1)[0].rstrip(",")
    words = load(language)
    stays = first.lower() not in words["lower"] if language == "de" else first in words["proper"]
    return text if stays else text[:1].lower() + text[1:]
