"""Room around a drawing for title, legend and notes, and labels that do not overlap.

Everything is measured with the Agg renderer and then fixed, rounded to a ten-thousandth of the figure:
the solver of the layout orders its constraints by memory address, and its last digits would move.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.figures.style import GREY, SINGLE, Look, Plot, clean, fold, start

SMALL = 6.5
CHARACTER = 0.0545
EDGE = 0.04
RADIUS = 4.0


def finish(
    figure: Plot,
    plotted: pd.DataFrame,
    look: Look,
    *,
    caption: str = "",
    legend: Sequence[tuple[Artist, str]] = (),
) -> Plot:
    """Add title, legend, caption and note around the drawing, fix the layout, attach the plotted data."""
    surround(figure, title=clean(look.title), lines=[caption, look.note], legend=legend)
    figure.plotted = plotted.reset_index(drop=True)
    return figure


def nothing(columns: Sequence[str], look: Look, *, width: float = SINGLE) -> Plot:
    """A figure that says that there is no data; a study with one outlet leaves some comparisons empty."""
    figure = start(width, 0.8)
    axes: Axes = figure.subplots()
    axes.set_axis_off()
    axes.text(0.5, 0.5, look.word("no data"), ha="center", va="center", color=GREY, transform=axes.transAxes)
    return finish(figure, pd.DataFrame(columns=list(columns)), look)


def renderer_of(figure: Figure) -> RendererAgg:
    """The Agg renderer of a figure, for measuring text in pixels."""
    canvas: Any = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        canvas = FigureCanvasAgg(figure)
    renderer: RendererAgg = canvas.get_renderer()
    return renderer


def surround(
    figure: Figure, *, title: str, lines: Sequence[str], legend: Sequence[tuple[Artist, str]]
) -> None:
    """Make a figure higher by what title, legend and small lines below need, and fix the layout."""
    width, body = (float(size) for size in figure.get_size_inches())
    small = "\n".join(fold(clean(text), int(width / CHARACTER)) for text in lines if text.strip())
    heading = fold(title, int(width / 0.078)) if title else ""
    below = 0.06 + 0.118 * (small.count("\n") + 1) if small else 0.0
    above = 0.06 + 0.145 * (heading.count("\n") + 1) if heading else 0.0
    key = _legend(figure, legend) if legend else None
    middle = _height(figure, key) + 0.04 if key else 0.0
    total = body + above + middle + below
    figure.set_size_inches(width, total)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.set(rect=(0, below / total, 1, body / total))  # type: ignore[call-arg]
    if key:
        key.set_bbox_to_anchor((EDGE / width, 1 - above / total), transform=figure.transFigure)
    if heading:
        figure.text(EDGE / width, 1 - 0.04 / total, heading, ha="left", va="top", weight="bold")
    if small:
        figure.text(EDGE / width, 0.04 / total, small, ha="left", va="bottom", color=GREY, fontsize=SMALL)
    settle(figure)


def settle(figure: Figure) -> None:
    """Run the layout once and keep its result, rounded."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        left, bottom, width, height = (
            round(float(edge), 4) for edge in axes.get_position(original=True).bounds
        )
        axes.set_position((left, bottom, width, height))


def _legend(figure: Figure, entries: Sequence[tuple[Artist, str]]) -> Legend:
    """A legend above the drawing in as many columns as fit its width."""
    handles = [handle for handle, _ in entries]
    for rows in range(1, len(entries) + 1):
        columns = -(-len(entries) // rows)
        key = figure.legend(
            handles,
            [str(number) for number in range(len(entries))],
            loc="upper left",
            ncols=columns,
            frameon=False,
            borderpad=0.2,
            borderaxespad=0,
            handlelength=2.2,
            columnspacing=1.2,
            handletextpad=0.5,
        )
        # Set afterwards: a label that begins with an underscore would be left out of the legend.
        for text, (_, label) in zip(key.get_texts(), entries, strict=True):
            text.set_text(label)
        key.set_in_layout(False)
        if columns == 1 or key.get_window_extent(renderer_of(figure)).width < 0.97 * figure.bbox.width:
            break
        key.remove()
    return key


def _height(figure: Figure, artist: Legend) -> float:
    return float(artist.get_window_extent(renderer_of(figure)).height / figure.dpi)


def apart(positions: Sequence[float], gap: float, *, low: float, high: float) -> list[float]:
    """Positions moved as little as needed so that neighbours are `gap` apart between `low` and `high`.

    Order is kept. When they cannot all fit, they are spaced evenly from `low` to `high`.
    """
    order = np.argsort(np.asarray(positions, dtype=float), kind="stable")
    size = len(order)
    if size == 0:
        return []
    if (size - 1) * gap > high - low:
        placed = np.linspace(low, high, size)
    else:
        # Pool neighbours that collide into blocks around their mean, as in isotonic regression.
        offset = np.arange(size) * gap
        wanted = np.asarray(positions, dtype=float)[order] - offset
        blocks: list[list[float]] = []
        for value in wanted:
            blocks.append([float(value)])
            while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
                blocks[-2:] = [blocks[-2] + blocks[-1]]
        pooled = np.concatenate([np.full(len(block), np.mean(block)) for block in blocks])
        placed = np.clip(pooled, low, high - offset[-1]) + offset
    result = np.empty(size)
    result[order] = placed
    return [float(value) for value in result]


def place_labels(
    axes: Axes,
    points: Sequence[tuple[float, float]],
    texts: Sequence[Text],
    *,
    obstacles: Sequence[tuple[float, float]] = (),
) -> list[Text]:
    """Move each text beside its point where it covers no earlier text and no point; remove it otherwise.

    Texts come first to last in order of importance; `obstacles` are further points that no text may cover.
    The layout must have been settled. Returns the texts that were placed.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    renderer = renderer_of(figure)
    centres = axes.transData.transform(np.asarray(points, dtype=float).reshape(-1, 2))
    others = axes.transData.transform(np.asarray(obstacles, dtype=float).reshape(-1, 2))
    blocked = np.vstack([centres, others])
    inside = axes.get_window_extent(renderer)
    taken: list[Bbox] = []
    kept: list[Text] = []
    for text, centre in zip(texts, centres, strict=True):
        box = text.get_window_extent(renderer)
        spot = _free_spot(box.width, box.height, centre, taken, blocked, inside)
        if spot is None:
            text.remove()
            continue
        text.set_position(tuple(axes.transData.inverted().transform((spot.x0, spot.y0))))
        text.set(ha="left", va="bottom")
        taken.append(spot)
        kept.append(text)
    return kept


def _free_spot(
    width: float, height: float, centre: np.ndarray, taken: list[Bbox], centres: np.ndarray, inside: Bbox
) -> Bbox | None:
    x, y = (float(value) for value in centre)
    for distance in (7.0, 13.0, 22.0):
        for left, bottom in (
            (x + distance, y - height / 2),
            (x - distance - width, y - height / 2),
            (x - width / 2, y + distance),
            (x - width / 2, y - distance - height),
            (x + distance, y + distance / 2),
            (x + distance, y - distance / 2 - height),
            (x - distance - width, y + distance / 2),
            (x - distance - width, y - distance / 2 - height),
        ):
            box = Bbox.from_bounds(left, bottom, width, height)
            within = (
                inside.x0 <= box.x0 and box.x1 <= inside.x1 and inside.y0 <= box.y0 and box.y1 <= inside.y1
            )
            if within and not box.count_overlaps(taken) and not box.padded(RADIUS).count_contains(centres):
                return box
    return None
