"""Write an article from its slot: lead, facts, frames in one voice or another, quotations, tone, names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from analysis.simulation import design
from analysis.simulation.desk import Desk, exhausted, fact, lead_number, marks
from analysis.simulation.grammar import Scene, load, realise
from analysis.simulation.model import Article, Dice, Naming, Piece, Slot, Tone
from analysis.simulation.speech import backward, plain_speech, scare, speech

LENGTHS = {"news": (170, 290), "brief": (105, 145), "official": (140, 240), "opinion": (180, 300)}
# Russian says the same in fewer words.
SHORTER = {"ru": 0.72, "de": 0.95, "en": 1.0}
PARAGRAPHS = (5, 14)


# Whom it would not suit to say it: speakers and roles left out for frames and evaluations.
UNFIT: dict[str, tuple[str, ...]] = {
    "leader_achievement": ("varek", "opposition", "foreign_state"),
    "brotherhood_integration": ("opposition", "castel"),
    "stability_order": ("opposition",),
    "external_enemy": ("castel",),
    "lorenia-1": ("castel",),
    "opposition-1": ("opposition",),
    "opposition1": ("own_state",),
    "government-1": ("own_state",),
    "government1": ("opposition",),
}
Plan = Callable[[], list[Piece]]


def compose(slot: Slot, *, seed: int) -> Article:
    """The article of a slot. What it expresses was drawn before; here only words are chosen."""
    story = slot.story or f"own-{slot.number}"
    scene = Scene(slot.language, slot.day, story, seed)
    desk = Desk(slot, scene, Dice(seed, "words", slot.number), marks(slot))
    paragraphs = _body(desk)
    title = _title(desk, paragraphs)
    layout = 2 if slot.day >= design.NEW_LAYOUT else 1
    return Article(slot, title, paragraphs, _dateline(slot, layout), _byline(desk), layout=layout)


def _body(desk: Desk) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs in reading order, so that a speaker is introduced at the first mention.

    Facts and plain speech are put between the planned blocks until the length drawn is reached.
    """
    low, high = LENGTHS[desk.slot.genre]
    target = desk.dice.whole(low, high) * SHORTER[desk.slot.language]
    blocks, waiting = [_opening(desk)], [*_clauses(desk), *desk.dice.shuffled(_plans(desk))]
    while waiting or _words(blocks) < target or len(blocks) < PARAGRAPHS[0]:
        missing = target - _words(blocks) - 30 * len(waiting)
        if waiting and not (missing > 0 and desk.slot.genre != "official" and desk.dice.chance(0.5)):
            blocks.append(waiting.pop(0)())
        elif exhausted(desk):
            break
        elif len(blocks) + len(waiting) >= PARAGRAPHS[1] - 1:
            own = [block for block in blocks[1:] if not _set(block)]
            min(own or blocks, key=lambda block: _words([block])).append(Piece(fact(desk)))
        else:
            blocks.append(_filler(desk))
    blocks.extend(_closing(desk))
    return tuple(tuple(block) for block in _merged(blocks))


def _set(block: list[Piece]) -> bool:
    """Whether a paragraph stands alone: reported speech, or a numbered clause."""
    return any(piece.voices for piece in block) or re.match(r"\d+\. ", block[0].text) is not None


def _merged(blocks: list[list[Piece]]) -> list[list[Piece]]:
    """At most as many paragraphs as an article may have: the shortest neighbours are joined."""
    while len(blocks) > PARAGRAPHS[1]:
        pairs = [blocks[number : number + 2] for number in range(1, len(blocks) - 1)]
        sizes = [_words(pair) + 1000 * sum(map(_set, pair)) for pair in pairs]
        number = 1 + sizes.index(min(sizes))
        blocks = [*blocks[:number], blocks[number] + blocks[number + 1], *blocks[number + 2 :]]
    return blocks


def _words(blocks: list[list[Piece]]) -> int:
    return sum(len(piece.text.split()) for block in blocks for piece in block)


def _opening(desk: Desk) -> list[Piece]:
    grammar, slot = desk.grammar, desk.slot
    if slot.genre == "opinion":
        return [Piece(desk.say(grammar["opener"]["texts"], "opener")), Piece(fact(desk))]
    if slot.genre == "official":
        return [Piece(desk.say(grammar["official"]["openers"], "openers"))]
    lead = _lead(desk)
    if desk.dice.chance(0.3):
        return [backward(desk, lead)]
    return [Piece(lead), Piece(desk.say(grammar["attribution"]["texts"], "attribution"))]


def _lead(desk: Desk) -> str:
    number = lead_number(desk)
    template = desk.grammar["lead"][desk.slot.subject][number]
    return realise(template, desk.scene, desk.dice, key=f"lead:{number}")


def _clauses(desk: Desk) -> list[Plan]:
    """The numbered clauses of an official text, in their order."""
    if desk.slot.genre != "official":
        return []
    bank = desk.grammar["official"]["clauses"]

    def clause(number: int) -> list[Piece]:
        return [Piece(f"{number}. {desk.say(bank, 'clauses')}")]

    return [partial(clause, number) for number in range(1, desk.dice.whole(4, 6) + 1)]


def _plans(desk: Desk) -> list[Plan]:
    """What has to be said, each a paragraph that is written when its turn comes."""
    slot, dice, grammar = desk.slot, desk.dice, desk.grammar
    plans: list[Plan] = [lambda: [Piece(fact(desk)), Piece(fact(desk))]]
    for frame in slot.frames:
        plans.extend(_frame_plans(desk, frame))
    plans.extend([*_tone_plans(desk), *_naming_plans(desk)])
    if slot.genre == "news":
        plans.append(lambda: [plain_speech(desk)])
    if dice.chance(design.event_share(slot.day)):
        plans.append(lambda: [Piece(desk.say(grammar["event"]["texts"], "event")), Piece(fact(desk))])
    if dice.chance(design.SCARE[slot.outlet]):
        plans.append(lambda: [scare(desk), Piece(fact(desk))])
    if dice.chance(design.FORMULA[slot.outlet]):
        plans.append(lambda: [Piece(fact(desk)), Piece(desk.say(grammar["formula"]["texts"], "formula"))])
    return plans


def _filler(desk: Desk) -> list[Piece]:
    if desk.slot.genre == "news" and desk.dice.chance(0.4):
        return [plain_speech(desk)]
    if desk.slot.genre == "opinion" and desk.dice.chance(0.4):
        return [Piece(desk.say(desk.grammar["opener"]["texts"], "opener")), Piece(fact(desk))]
    pieces = [Piece(fact(desk)) for _ in range(desk.dice.whole(1, 3))]
    if desk.dice.chance(0.25):
        pieces.append(Piece(desk.say(desk.grammar["background"]["texts"], "background")))
    return pieces


def _closing(desk: Desk) -> list[list[Piece]]:
    if desk.slot.genre == "opinion":
        return [[Piece(desk.say(desk.grammar["opener"]["closer"], "closer"))]]
    if desk.slot.genre == "news" and desk.dice.chance(0.5):
        return [[Piece(desk.say(desk.grammar["background"]["texts"], "background"))]]
    return []


def _frame_plans(desk: Desk, frame: str) -> list[Plan]:
    """One to three sentences of a frame, each in the outlet's voice, quoted directly, or reported."""
    count = 1 if desk.slot.genre == "brief" else desk.dice.weighted({1: 0.45, 2: 0.35, 3: 0.2})
    voices = [desk.dice.weighted(design.FRAME_VOICE[desk.slot.outlet]) for _ in range(count)]
    own = voices.count("outlet")

    def quoted(voice: str) -> list[Piece]:
        template, key = desk.template(desk.grammar["frame"][frame], frame)
        return [speech(desk, template, key, kind=voice, unfit=UNFIT.get(frame, ()), frames=(frame,))]

    def stated() -> list[Piece]:
        bank = desk.grammar["frame"][frame]
        pieces = [Piece(desk.say(bank, frame), frames=(frame,)) for _ in range(own)]
        return [*pieces, Piece(fact(desk))] if desk.dice.chance(0.5) else pieces

    plans: list[Plan] = [partial(quoted, voice) for voice in voices if voice != "outlet"]
    return [*plans, stated] if own else plans


def _tone_plans(desk: Desk) -> list[Plan]:
    slot, dice = desk.slot, desk.dice

    def evaluated(target: str, voice: str, tone: int) -> list[Piece]:
        bank = desk.grammar["tone"][target][{-1: "negative", 0: "neutral", 1: "positive"}[tone]]
        template, key = desk.template(bank, f"{target}{tone}")
        if voice == "outlet":
            text = realise(template, desk.scene, dice, key=key)
            return [Piece(text, tones=(Tone(target, voice, tone, text),)), Piece(fact(desk))]
        kind = "direct" if dice.chance(design.DIRECT) else "indirect"
        unfit = UNFIT.get(f"{target}{tone}", ())
        return [speech(desk, template, key, kind=kind, unfit=unfit, tone=(target, tone))]

    plans: list[Plan] = []
    for target, mention in zip(design.TARGETS, design.MENTION[slot.outlet], strict=True):
        if dice.chance(mention):
            voice = "quoted" if dice.chance(design.QUOTED_FACTOR[slot.outlet]) else "outlet"
            view = design.tone_view(slot.outlet, target, voice, design.period(slot.day))
            plans.append(partial(evaluated, target, voice, dice.weighted(view)))
    return plans


def _naming_plans(desk: Desk) -> list[Plan]:
    slot, dice = desk.slot, desk.dice

    def named(referent: str, name: str) -> list[Piece]:
        text = desk.say(desk.grammar["naming"][referent][name], f"{referent}:{name}")
        return [Piece(text, names=(Naming(referent, name, "outlet"),))]

    plans: list[Plan] = []
    for referent, (first, second) in design.REFERENTS.items():
        if dice.chance(design.REFERENT_MENTION[slot.outlet]):
            share = design.first_name_rate(referent, slot.outlet, design.period(slot.day))
            plans.append(partial(named, referent, first if dice.chance(share) else second))
    return plans


def _title(desk: Desk, paragraphs: tuple[tuple[Piece, ...], ...]) -> str:
    grammar, slot, dice = desk.grammar, desk.slot, desk.dice
    if slot.genre == "opinion":
        return desk.say(grammar["opinion"]["titles"], "opinion")
    if slot.genre == "official":
        title = desk.say(grammar["official"]["titles"], "titles")
        return f"{title} {grammar['official']['fields'][slot.subject]}"
    spoken = [
        voice for block in paragraphs for piece in block for voice in piece.voices if voice.kind == "direct"
    ]
    if spoken and dice.chance(0.15):
        voice, (opening, closing) = dice.pick(spoken), desk.marks
        quote = voice.text.split(". ")[0]
        return f"{voice.speaker.split()[-1]}: {opening}{quote}{'' if dice.chance(0.4) else closing}"
    number = lead_number(desk)
    return realise(grammar["headline"][slot.subject][number], desk.scene, dice, key=f"lead:{number}")


def _dateline(slot: Slot, layout: int) -> str:
    page = load(slot.language)["page"]
    own = slot.outlet == "tna" and slot.genre in ("news", "brief")
    if not own:
        return ""
    dash = "-" if layout == 1 else "–"
    month = page["months"][slot.published.month - 1]
    return str(
        page["dateline"].format(
            place=page["capital"], d=slot.published.day, M=month, agency=page["agency"]["tna"], dash=dash
        )
    )


def _byline(desk: Desk) -> str:
    slot, page = desk.slot, desk.grammar["page"]
    signed = slot.genre == "opinion" or (
        slot.outlet != "tna" and slot.genre == "news" and desk.dice.chance(0.6)
    )
    return str(page["by"].format(name=desk.dice.pick(page["authors"]))) if signed else ""
