"""Who speaks and how it is reported: direct, indirect, attributed afterwards, or held at a distance."""

from __future__ import annotations

import re
from typing import Any

from analysis.declarations.actors import ROLES
from analysis.simulation import design
from analysis.simulation.desk import Desk, fact_template
from analysis.simulation.grammar import lowered, realise, tidy
from analysis.simulation.model import Piece, Tone, Voice

UNCLOSED = 0.06


def _speaker(desk: Desk, unfit: tuple[str, ...] = ()) -> tuple[dict[str, Any], bool]:
    """A speaker, and whether the article names him or her for the first time."""
    weights = dict(zip(ROLES, design.ROLE_WEIGHTS[desk.slot.outlet], strict=True))
    fits = [row for row in desk.grammar["speaker"] if row["id"] not in unfit and row["role"] not in unfit]
    known = [row for row in fits if row["id"] in desk.speakers]
    if known and desk.dice.chance(0.6):
        return desk.dice.pick(known), False
    role = desk.dice.weighted({role: weight for role, weight in weights.items() if role not in unfit})
    chosen = desk.dice.pick([row for row in fits if row["role"] == role] or fits)
    new = chosen["id"] not in desk.speakers
    desk.speakers[chosen["id"]] = chosen
    return chosen, new


def _names(desk: Desk, row: dict[str, Any], new: bool) -> tuple[str, str]:
    """How the speaker is named here, as subject and after a preposition."""
    state = desk.slot.outlet != "harbour" and "state" in row
    subject = row["state"] if new and state else row["full"] if new else row["short"]
    after = row.get("gen", subject) if desk.slot.language == "ru" else subject
    return (
        realise(f"\u0001{subject}", desk.scene, desk.dice)[1:],
        realise(f"\u0001{after}", desk.scene, desk.dice)[1:],
    )


def speech(
    desk: Desk,
    template: str,
    key: str,
    *,
    kind: str,
    unfit: tuple[str, ...] = (),
    frames: tuple[str, ...] = (),
    tone: tuple[str, int] | None = None,
) -> Piece:
    """The sentence of a template as direct or indirect speech of a speaker."""
    row, new = _speaker(desk, unfit)
    who, after = _names(desk, row, new)
    text = realise(template, desk.scene, desk.dice, key=key, reported=kind == "indirect").rstrip(".")
    tones = (Tone(tone[0], "quoted", tone[1], text),) if tone else ()
    verb = desk.dice.pick(desk.grammar["verbs"].get(row.get("sex", "m"), desk.grammar["verbs"]["m"]))
    if kind == "direct":
        whole, spoken = _direct(desk, row, who, verb, text)
    else:
        spoken = (text,)
        # A Russian short form has no case after "according to" here.
        forms = [form for form in desk.grammar["form"]["indirect"] if new or "{gen}" not in form]
        form = desk.dice.pick(forms)
        whole = _fill(desk, form, who=who, gen=after, v=verb, s=lowered(text, desk.slot.language), S=text)
        if "{S}" not in form:
            spoken = (lowered(text, desk.slot.language),)
    name = str(row["name"])
    voices = tuple(Voice(kind, part, name, row["role"], verb) for part in spoken)
    return Piece(whole, frames, voices, tones)


def _direct(desk: Desk, row: dict[str, Any], who: str, verb: str, text: str) -> tuple[str, tuple[str, ...]]:
    opening, closing = desk.marks
    inner = _inner(text, desk.slot.language)
    extra = ""
    if desk.dice.chance(0.45):
        extra = _inner(
            desk.say(desk.grammar["quote"][row["role"]], f"quote:{row['role']}"), desk.slot.language
        )
    if extra and desk.dice.chance(0.5):
        form = desk.dice.pick(desk.grammar["form"]["split"])
        return _fill(desk, form, who=who, v=verb, q=inner, r=extra), (inner, extra)
    spoken = f"{inner}. {extra}" if extra else inner
    form = desk.dice.pick(desk.grammar["form"]["direct"])
    whole = _fill(desk, form, who=who, v=verb, q=spoken)
    if form.startswith("{who}") and desk.dice.chance(UNCLOSED):
        whole = whole.replace(closing, "") if opening != closing else whole[: -len(closing)]
    return whole, (spoken,)


def _inner(text: str, language: str) -> str:
    return text.replace("«", "„").replace("»", "“") if language == "ru" else text


def _fill(desk: Desk, form: str, **parts: str) -> str:
    """A form of reported speech filled; a German verb with a particle closes round its subject."""
    opening, closing = desk.marks
    text = realise_form(form, desk, parts.get("v", ""))
    if "{v} {who}" in text and parts["v"] in desk.grammar["verbs"].get("split", ()):
        verb, particle = parts["v"].split(" ", 1)
        text = text.replace("{v} {who}", f"{verb} {{who}} {particle}")
    for name, part in {**parts, "open": opening, "close": closing}.items():
        text = text.replace("{" + name + "}", part)
    text = tidy(text)
    return text[:1].upper() + text[1:]


def realise_form(form: str, desk: Desk, verb: str) -> str:
    """The free choices of a form made, and the gender of a Russian verb taken from the speaker's verb."""
    female = verb in desk.grammar["verbs"].get("f", ()) and verb not in desk.grammar["verbs"]["m"]
    text = re.sub(r"\{v:([^|}]*)\|([^}]*)\}", lambda match: match[2 if female else 1], form)
    return re.sub(r"\[([^\]]*)\]", lambda match: desk.dice.pick(match[1].split("|")), text)


def backward(desk: Desk, sentence: str) -> Piece:
    """A sentence in the outlet's form that is attributed only afterwards."""
    row, new = _speaker(desk)
    who, after = _names(desk, row, new)
    verbs = desk.grammar["verbs"]
    verb = verbs["f"][0] if row.get("sex") == "f" and "f" in verbs else verbs["m"][0]
    text = sentence.rstrip(".")
    whole = _fill(desk, desk.dice.pick(desk.grammar["form"]["backward"]), q=text, who=who, gen=after, v=verb)
    return Piece(whole, voices=(Voice("indirect", text, str(row["name"]), row["role"], "backward"),))


def plain_speech(desk: Desk) -> Piece:
    """Speech that expresses no frame: a fact, or a phrase that fits the speaker's role."""
    template, key = fact_template(desk)
    return speech(desk, template, key, kind="direct" if desk.dice.chance(design.DIRECT) else "indirect")


def scare(desk: Desk) -> Piece:
    bank: list[list[str]] = desk.grammar["scare"]["texts"]
    template, phrase = desk.dice.pick(bank)
    opening, closing = desk.marks
    text = realise(template.replace("{0}", "\u0001"), desk.scene, desk.dice)
    return Piece(text.replace("\u0001", f"{opening}{phrase}{closing}"), voices=(Voice("scare", phrase),))
