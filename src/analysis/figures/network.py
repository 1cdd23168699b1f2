"""Which terms occur together: a network of pairs, laid out the same way every time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from matplotlib.text import Text

from analysis.figures.layout import finish, nothing, renderer_of
from analysis.figures.style import (
    DOUBLE,
    SINGLE,
    Look,
    Options,
    Plot,
    colour,
    drawing,
    start,
    tidy,
)
from analysis.figures.words import count, decimal

PAIRS = ["class", "target", "estimate", "low", "high", "n"]
SMALLEST, LARGEST, THINNEST, WIDEST = 0.035, 0.13, 0.4, 3.0
GAP, MARGIN, TALLEST = 0.07, 0.05, 8.0
ROUNDS = 400


@drawing()
def cooccurrence(
    estimates: pd.DataFrame,
    *,
    least: float = 0.0,
    top: int = 60,
    uses: Mapping[str, float] | None = None,
    marked: Collection[str] = (),
    **options: Unpack[Options],
) -> Plot:
    """Terms that occur together more than their frequency explains: lines of a width that is logDice.

    `estimates` is a slice of measure "cooccurrence" (one group, language) with class and target (the pair),
    estimate (logDice: at most 14, Rychly 2008), low, high, n (joint uses); a pair that is given both ways is
    shown once. Only pairs whose `low` exceeds `least` are drawn, the `top` strongest of them. The area of a
    point is the number in `uses`, else the joint uses in the pairs shown; `marked` terms are dark. Places
    come from shortest paths (stress majorization, Gansner et al. 2005): terms that lie close without a line
    need not belong together. A label that found no room is left out; the plotted rows name every pair.
    """
    look = Look(**options)
    pairs = _pairs(tidy(estimates, PAIRS), least)
    if pairs.empty:
        return nothing(PAIRS, look)
    shown = pairs.head(top).reset_index(drop=True)
    nodes = sorted({*shown["class"], *shown["target"]})
    sizes = _uses(shown, nodes, uses)
    radii = SMALLEST + (LARGEST - SMALLEST) * np.sqrt(sizes / max(float(sizes.max()), 1e-9))
    strength = shown["estimate"].to_numpy(dtype=float)
    rank = (strength - strength.min()) / max(float(np.ptp(strength)), 1e-9)
    ends = np.array([[nodes.index(name) for name in shown[side]] for side in ("class", "target")]).T
    width = SINGLE if len(nodes) <= 14 else DOUBLE
    figure = start(width, 1.0)
    axes: Axes = figure.subplots()
    axes.set_axis_off()
    labels = [look.term(name, width=18, lines=3) for name in nodes]
    texts = [axes.text(0, 0, label, fontsize=7, zorder=5, linespacing=0.95) for label in labels]
    boxes = _boxes(figure, texts, radii)
    places, height, free = spread(layout(len(nodes), ends, 1.3 - 0.6 * rank), boxes, width)
    # A point sits at the top of its box, above its label.
    places[:, 1] += boxes[:, 1] / 2 - radii
    figure.set_size_inches(width, height)
    axes.set(xlim=(MARGIN, width - MARGIN), ylim=(MARGIN, height - MARGIN))
    dark = np.array([name in marked for name in nodes]) if marked else np.ones(len(nodes), dtype=bool)
    _draw(axes, places, radii, ends, THINNEST + (WIDEST - THINNEST) * rank, dark)
    _name(axes, texts, places, radii, free)
    area = "joint uses" if uses is None else "all uses"
    caption = _caption(pairs, shown, least, area, bool(marked), look)
    return finish(figure, shown, look, caption=caption)


def _pairs(frame: pd.DataFrame, least: float) -> pd.DataFrame:
    """Pairs above `least`, once each, the strongest first."""
    frame = frame[(frame["low"] > least) & (frame["class"] != frame["target"])]
    both = np.sort(frame[["class", "target"]].to_numpy(dtype=str), axis=1)
    frame = frame.assign(class_=both[:, 0], target_=both[:, 1])
    frame = frame.sort_values(["estimate", "class_", "target_"], ascending=[False, True, True], kind="stable")
    return frame.drop_duplicates(["class_", "target_"])[PAIRS].reset_index(drop=True)


def _uses(pairs: pd.DataFrame, nodes: Sequence[str], uses: Mapping[str, float] | None) -> np.ndarray:
    if uses is not None:
        return np.array([float(uses.get(name, 0.0)) for name in nodes])
    joint = pd.concat([pairs.groupby(side)["n"].sum() for side in ("class", "target")])
    return np.asarray(joint.groupby(level=0).sum().reindex(nodes), dtype=float)


def layout(size: int, ends: np.ndarray, lengths: np.ndarray, *, rounds: int = 200) -> np.ndarray:
    """Places of `size` nodes in the unit square, shape (size, 2), from edges (shape (edges, 2)) and lengths.

    Stress majorization on shortest paths, one node at a time from a fixed spiral; no random numbers and no
    linear algebra library, whose last digits differ between processors. Parts that no path joins are kept
    about half the longest path apart.
    """
    paths = np.full((size, size), np.inf)
    np.fill_diagonal(paths, 0.0)
    for (a, b), length in zip(ends, lengths, strict=True):
        paths[a, b] = paths[b, a] = min(paths[a, b], length)
    for via in range(size):
        paths = np.minimum(paths, paths[:, via, None] + paths[None, via, :])
    paths[np.isinf(paths)] = 0.5 * paths[np.isfinite(paths)].max() + 0.8
    weights = np.where(paths > 0, 1 / np.maximum(paths, 1e-9) ** 2, 0.0)
    order = np.argsort(-weights.sum(axis=1).round(9), kind="stable")
    turn = np.empty(size)
    turn[order] = np.arange(size)
    places = np.sqrt(turn + 0.5)[:, None] * np.stack(
        [np.cos(2.399963 * turn), np.sin(2.399963 * turn)], axis=1
    )
    places *= paths.max() / max(2 * np.sqrt(size), 1.0)
    for _ in range(rounds):
        for node in order:
            away = places[node] - places
            distance = np.maximum(np.sqrt((away**2).sum(axis=1)), 1e-9)
            pull = places + paths[node, :, None] * away / distance[:, None]
            places[node] = (weights[node, :, None] * pull).sum(axis=0) / max(float(weights[node].sum()), 1e-9)
    return _upright(places)


def _upright(places: np.ndarray) -> np.ndarray:
    """Turned so that the longest extent is horizontal, and scaled to the unit square, rounded."""
    places = places - places.mean(axis=0)
    wide, high = (places**2).sum(axis=0)
    cross = float((places[:, 0] * places[:, 1]).sum())
    angle = 0.5 * np.arctan2(2 * cross, wide - high) if abs(cross) + abs(wide - high) > 1e-6 else 0.0
    sine, cosine = np.sin(angle), np.cos(angle)
    turned = np.stack(
        [cosine * places[:, 0] + sine * places[:, 1], cosine * places[:, 1] - sine * places[:, 0]], axis=1
    )
    reach = np.ptp(turned, axis=0)
    scale = np.maximum(np.maximum(reach, 0.5 * reach.max()), 1e-6)
    middle = (turned.min(axis=0) + turned.max(axis=0)) / 2
    return np.asarray((0.5 + (turned - middle) / scale).round(6))


def _boxes(figure: Plot, texts: Sequence[Text], radii: np.ndarray) -> np.ndarray:
    """Width and height in inches of each point with its label below, shape (nodes, 2)."""
    renderer = renderer_of(figure)
    extents = [text.get_window_extent(renderer) for text in texts]
    sizes = np.array([[extent.width, extent.height] for extent in extents]) / figure.dpi
    return np.stack([np.maximum(sizes[:, 0], 2 * radii), sizes[:, 1] + 2 * radii], axis=1).round(4)


def spread(places: np.ndarray, boxes: np.ndarray, width: float) -> tuple[np.ndarray, float, np.ndarray]:
    """Places in inches such that boxes do not overlap, the height that takes, and which boxes are free.

    `places` are in the unit square and `boxes` are widths and heights; overlapping boxes push each other
    along the shorter way, and the page grows up to `TALLEST` inches when that is not enough.
    """
    height = min(0.8 + 0.17 * len(boxes), 2.6) if width == SINGLE else 3.6
    while True:
        page = np.array([width, height])
        low, high = MARGIN + boxes / 2, page - MARGIN - boxes / 2
        found = low + places * (high - low)
        for turn in range(ROUNDS):
            # Now and then the longer way: boxes pushed one way only pile up at an edge of the page.
            step, clash = _push(found, boxes + GAP, longer=turn % 4 == 3)
            if not clash.any():
                break
            found = np.clip(found + 0.5 * step, low, high)
        if not clash.any() or height * 1.15 > TALLEST:
            return found.round(4), height, _free(found, boxes)
        height = round(1.15 * height, 2)


def _push(places: np.ndarray, boxes: np.ndarray, *, longer: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """How far each box must move so that no two overlap, and which pairs do (a square of truth values)."""
    apart = places[:, None, :] - places[None, :, :]
    over = (boxes[:, None, :] + boxes[None, :, :]) / 2 - np.abs(apart)
    clash = (over > 1e-4).all(axis=2) & ~np.eye(len(places), dtype=bool)
    # Boxes on one spot part by their order.
    order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
    way = np.where(np.abs(apart) > 1e-6, np.sign(apart), order[:, :, None])
    across = (over[:, :, 0] <= over[:, :, 1]) ^ longer
    step = np.stack([over[:, :, 0] * across, over[:, :, 1] * ~across], axis=2) * way * clash[:, :, None]
    return step.sum(axis=1), clash


def _free(places: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Which boxes overlap none before them that is free itself."""
    free = np.ones(len(places), dtype=bool)
    clash = _push(places, boxes)[1]
    for node in range(len(places)):
        free[node] = not (clash[node, :node] & free[:node]).any()
    return free


def _draw(
    axes: Axes, places: np.ndarray, radii: np.ndarray, ends: np.ndarray, widths: np.ndarray, dark: np.ndarray
) -> None:
    for (a, b), width in zip(ends, widths, strict=True):
        axes.plot(places[[a, b], 0], places[[a, b], 1], color="#9db4c6", lw=float(width), zorder=1)
    for (x, y), radius, chosen in zip(places, radii, dark, strict=True):
        face = colour(0) if chosen else "#a9cfe8"
        axes.add_patch(Circle((float(x), float(y)), float(radius), fc=face, ec="white", lw=0.5, zorder=3))


def _name(axes: Axes, texts: Sequence[Text], places: np.ndarray, radii: np.ndarray, free: np.ndarray) -> None:
    """Labels below their points; a label without room is removed."""
    for text, (x, y), radius, room in zip(texts, places, radii, free, strict=True):
        if not room:
            text.remove()
            continue
        text.set(x=float(x), y=float(y - radius), ha="center", va="top")
        text.set_bbox({"boxstyle": "square,pad=0.02", "fc": "white", "ec": "none", "alpha": 0.75})


def _caption(
    pairs: pd.DataFrame, shown: pd.DataFrame, least: float, area: str, marked: bool, look: Look
) -> str:
    low, high = (
        decimal(float(value), 1, look.language)
        for value in (shown["estimate"].min(), shown["estimate"].max())
    )
    parts = [look.word("pairs").format(low, high, look.word(area))]
    digits = len(f"{least:.6g}".partition(".")[2])
    parts.append(look.word("above").format(decimal(least, digits, look.language)))
    if len(shown) < len(pairs):
        parts.append(
            look.word("strongest").format(*(count(len(rows), look.language) for rows in (shown, pairs)))
        )
    if marked:
        parts.append(look.word("marked"))
    return " ".join(parts)
