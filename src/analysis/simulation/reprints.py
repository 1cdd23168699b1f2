"""Articles that repeat another one: reprints with edits, exact duplicates, updated versions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from analysis.simulation import design
from analysis.simulation.grammar import Scene, load, realise
from analysis.simulation.model import Article, Dice, Piece, Tone, Voice

SIMILARITY = (0.52, 0.93)
DUPLICATES, UPDATES = 10, 8


def shingles(text: str, size: int = 5) -> set[tuple[str, ...]]:
    """The sets of `size` successive words, lower-cased."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + size]) for start in range(max(1, len(words) - size + 1))}


def jaccard(first: str, second: str) -> float:
    """Share of 5-word shingles in common: intersection over union."""
    left, right = shingles(first), shingles(second)
    return len(left & right) / len(left | right)


def reprint_all(originals: list[Article], *, seed: int) -> list[Article]:
    """The reprints of the state newspaper: agency articles of its languages, zero to three days later."""
    numbers, made = len(originals), []
    for (outlet, language), count in design.REPRINTS.items():
        dice = Dice(seed, "reprints", outlet, language)
        sources = [
            article
            for article in originals
            if article.slot.outlet == "tna"
            and article.slot.language == language
            and article.slot.genre in ("news", "official")
            and article.slot.day <= design.END - dt.timedelta(4)
        ]
        for source in dice.shuffled(sources)[:count]:
            numbers += 1
            made.append(reprint(source, outlet, numbers, seed=seed))
    return made


def reprint(source: Article, outlet: str, number: int, *, seed: int) -> Article:
    """A reprint whose text shares between 52 and 93 % of its shingles with its source.

    Edits are drawn until that holds; raises ValueError when they never do.
    """
    for attempt in range(60):
        dice = Dice(seed, "reprint", number, attempt)
        paragraphs = _edited(source, dice, seed)
        article = replace(source, paragraphs=paragraphs)
        if SIMILARITY[0] <= jaccard(source.text, article.text) <= SIMILARITY[1]:
            break
    else:
        raise ValueError(f"article {source.slot.number}: no edits give a similarity in {SIMILARITY}")
    lag = dt.timedelta(days=dice.whole(0, 3), minutes=dice.whole(35, 240))
    slot = replace(source.slot, number=number, outlet=outlet, published=source.slot.published + lag)
    titles: list[str] = load(slot.language)["page"]["reprint_titles"]
    title = dice.pick(titles).format(title=_swapped(source.title, slot.language, dice))
    layout = 2 if slot.day >= design.NEW_LAYOUT else 1
    return replace(
        article,
        slot=replace(slot, frames=_frames(article)),
        title=title,
        kind="reprint",
        original=source.slot.number,
        layout=layout,
    )


def _frames(article: Article) -> tuple[str, ...]:
    present = {frame for piece in article.pieces for frame in piece.frames}
    return tuple(frame for frame in design.FRAMES if frame in present)


def _edited(source: Article, dice: Dice, seed: int) -> tuple[tuple[Piece, ...], ...]:
    """Paragraphs cut (never the first), words swapped, sometimes a sentence of the newspaper's own."""
    language, paragraphs = source.slot.language, list(source.paragraphs)
    cuts = dice.whole(0, max(1, len(paragraphs) // 5))
    for _ in range(cuts):
        del paragraphs[dice.whole(1, len(paragraphs) - 1)]
    share, words = dice.unit(), load(language)["swaps"]
    chosen = {old: new for old, new in words.items() if dice.chance(share)}
    edited = [tuple(_swap_piece(piece, chosen) for piece in paragraph) for paragraph in paragraphs]
    if dice.chance(0.4):
        scene = Scene(language, source.slot.day, f"reprint-{source.slot.number}", seed)
        bank: list[str] = load(language)["background"]["texts"]
        edited.append((Piece(realise(dice.pick(bank), scene, dice, key="reprint")),))
    return tuple(edited)


def _swap(text: str, words: dict[str, str]) -> str:
    if not words:
        return text
    pattern = r"\b(" + "|".join(map(re.escape, words)) + r")\b"
    return re.sub(pattern, lambda match: words[match[1]], text)


def _swap_piece(piece: Piece, words: dict[str, str]) -> Piece:
    """The same words are swapped in the text and in what is known of it."""
    voices = tuple(
        Voice(voice.kind, _swap(voice.text, words), voice.speaker, voice.role, _swap(voice.verb, words))
        for voice in piece.voices
    )
    tones = tuple(Tone(tone.target, tone.voice, tone.tone, _swap(tone.text, words)) for tone in piece.tones)
    return replace(piece, text=_swap(piece.text, words), voices=voices, tones=tones)


def _swapped(title: str, language: str, dice: Dice) -> str:
    words = {old: new for old, new in load(language)["swaps"].items() if dice.chance(0.7)}
    return _swap(title, words)


def repeat_all(articles: list[Article], *, seed: int) -> list[Article]:
    """Some pages once more: the same under another address, or updated some hours later."""
    dice, number, made = Dice(seed, "repeats"), max(article.slot.number for article in articles), []
    sources = dice.shuffled(
        [item for item in articles if item.slot.genre == "news" and item.kind == "original"]
    )
    for source in sources[:DUPLICATES]:
        number += 1
        slot = replace(source.slot, number=number)
        made.append(replace(source, slot=slot, kind="duplicate", original=source.slot.number))
    for source in sources[DUPLICATES : DUPLICATES + UPDATES]:
        number += 1
        made.append(_update(source, number, dice, seed))
    return made


def _update(source: Article, number: int, dice: Dice, seed: int) -> Article:
    grammar = load(source.slot.language)
    scene = Scene(source.slot.language, source.slot.day, f"update-{number}", seed)
    added = Piece(realise(dice.pick(grammar["background"]["texts"]), scene, dice, key="update"))
    notice = Piece(realise(dice.pick(grammar["update"]["texts"]), scene, dice, key="notice"))
    later = source.slot.published + dt.timedelta(minutes=dice.whole(40, 170))
    return replace(
        source,
        slot=replace(source.slot, number=number, published=later),
        title=grammar["update"]["titles"][0].format(title=source.title),
        paragraphs=(*source.paragraphs, (added,), (notice,)),
        kind="update",
        original=source.slot.number,
    )
