"""One article while it is written: its dice, its scene, its marks of quotation, and what was used already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from analysis.simulation import design
from analysis.simulation.grammar import Scene, load, realise
from analysis.simulation.model import Dice, Slot


@dataclass
class Desk:
    """The state of one article while it is written: its dice, its scene, and what was used already."""

    slot: Slot
    scene: Scene
    dice: Dice
    marks: tuple[str, str]
    used: set[str] = field(default_factory=set)
    speakers: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def grammar(self) -> dict[str, Any]:
        return load(self.slot.language)

    def template(self, bank: list[str], name: str) -> tuple[str, str]:
        """An unused template of a bank, with the key that fixes its numbers."""
        free = [number for number in range(len(bank)) if f"{name}:{number}" not in self.used]
        number = self.dice.pick(free or range(len(bank)))
        self.used.add(f"{name}:{number}")
        return bank[number], f"{name}:{number}"

    def say(self, bank: list[str], name: str) -> str:
        template, key = self.template(bank, name)
        return realise(template, self.scene, self.dice, key=key)


def copied(slot: Slot) -> bool:
    """Whether the article's page was kept as copied text and not as HTML."""
    share = {"de": 1 / 3, "en": 0.22, "ru": 0.22}[slot.language]
    return slot.outlet == "tna" and Dice("copied", slot.outlet, slot.number).chance(share)


def marks(slot: Slot) -> tuple[str, str]:
    """The quotation marks of an article: typewriter marks in copied German text of the old layout and in
    some English text, else those of the language."""
    plain = slot.language == "de" and copied(slot) and slot.day < design.NEW_LAYOUT
    plain = plain or (slot.language == "en" and slot.outlet != "herald" and slot.day < design.NEW_LAYOUT)
    opening, closing = load(slot.language)["marks"]["straight" if plain else "curly"]
    return opening, closing


def _suiting(desk: Desk, kind: str) -> list[int]:
    """Places of a bank of the subject that suit the season, in the story's own order."""
    subject, scene = desk.slot.subject, desk.scene
    order = Dice(scene.seed, scene.story, kind).shuffled(range(len(desk.grammar[kind][subject])))
    return [number for number in order if design.in_season(kind, subject, number, desk.slot.day)]


def lead_number(desk: Desk) -> int:
    """The place of the story's lead, which is also that of its headline."""
    return _suiting(desk, "lead")[0]


def fact_template(desk: Desk) -> tuple[str, str]:
    """The next fact: the first four are the story's own, so that its tellings share them."""
    order = _suiting(desk, "fact")
    told = [number for number in order if f"fact:{number}" not in desk.used]
    shared = [number for number in order[:4] if number in told]
    number = shared[0] if shared else desk.dice.pick(told or order)
    desk.used.add(f"fact:{number}")
    return desk.grammar["fact"][desk.slot.subject][number], f"fact:{number}"


def fact(desk: Desk) -> str:
    template, key = fact_template(desk)
    return realise(template, desk.scene, desk.dice, key=key)


def exhausted(desk: Desk) -> bool:
    """Whether all facts that suit the season were told."""
    return all(f"fact:{number}" in desk.used for number in _suiting(desk, "fact"))
