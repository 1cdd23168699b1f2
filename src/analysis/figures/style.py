"""How every figure looks: sizes, fonts, colours, options, and the frame around the drawing.

Widths are those of journal columns, text is 8 points, and no figure depends on colour alone: each series
has its own marker and line style too. Figures are never registered with pyplot, so none is left open, and
rcParams are changed only while a figure is drawn or saved.
"""

from __future__ import annotations

import io
import textwrap
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.figures.words import known, word

SINGLE, DOUBLE = 3.5, 7.0
INK, GREY, PALE = "#222222", "#6b6b6b", "#d9d9d9"
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<")
LINES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1, 1)), (0, (4, 1, 1, 1)), (0, (8, 2)))
FILLS = (
    "#77AADD",
    "#EE8866",
    "#EEDD88",
    "#FFAABB",
    "#99DDFF",
    "#44BB99",
    "#BBCC33",
    "#AAAA00",
    "#DDDDDD",
    "#CC99BB",
)
HATCHES = ("", "////", "....", r"\\\\", "xxxx", "----", "", "++", "||||", "oo")

STYLE: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5,
    "text.parse_math": False,
    "text.usetex": False,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.unicode_minus": True,
    "axes.formatter.use_locale": False,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "lines.linewidth": 1.2,
    "lines.markersize": 4,
    "hatch.linewidth": 0.4,
    # Hinted text is narrower at screen resolution than in print: layouts measured on it would clip.
    "text.hinting": "none",
    "figure.dpi": 200,
    "figure.facecolor": "white",
    "savefig.bbox": None,
    "savefig.facecolor": "white",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "svg.fonttype": "path",
    "svg.hashsalt": "analysis",
    "path.simplify": False,
}


class Options(TypedDict, total=False):
    """Keywords that every figure takes.

    `title` is drawn above (journals want it in the caption: empty by default), `note` small below, for
    example "Simulated press"; `language` (en, de or ru) words the axes; `labels` maps values of the
    tables to what is shown, and where it names all values of an axis, they keep its order.
    """

    title: str
    note: str
    language: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """The options of one figure, with their defaults; raises ValueError for an unknown language."""

    title: str = ""
    note: str = ""
    language: str = "en"
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.word("no data")

    def word(self, key: str) -> str:
        return word(key, self.language)

    def label(self, value: object, *, wrap: int = 0) -> str:
        """What is shown for a value of the tables, on lines of at most `wrap` characters."""
        text = str(value)
        shown = clean(self.labels.get(text, self.word(text) if known(text) else text))
        return fold(shown, wrap) if wrap else shown

    def term(self, value: object, *, width: int = 30, lines: int = 1) -> str:
        """What is shown for a word or phrase of the corpus, on at most `lines` lines. Labels are not asked:
        a study may call an event or a target by a word that its texts use, too."""
        shown = clean(str(value))
        if lines > 1:
            shown = " ".join(halves(part, width) for part in shown.split())
        return "\n".join(textwrap.wrap(shown, width, max_lines=lines, placeholder="…")) or shown

    def order(self, values: Sequence[str], weights: Sequence[float] | None = None) -> list[str]:
        """Distinct values: in the order of `labels` when it names all, else by falling weight, or by name."""
        total: dict[str, float] = {}
        for value, weight in zip(
            values, weights if weights is not None else [0.0] * len(values), strict=True
        ):
            total[value] = total.get(value, 0.0) + (0.0 if pd.isna(weight) else float(weight))
        if all(value in self.labels for value in total):
            return [value for value in self.labels if value in total]
        return sorted(total, key=lambda value: (-total[value], value))


class Plot(Figure):
    """A figure that carries the data it shows (`plotted`); a notebook shows it as PNG."""

    plotted: pd.DataFrame

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        with drawing():
            self.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
        return buffer.getvalue()


def use_own_fonts() -> None:
    """Limit matplotlib to the fonts in its own data folder, whatever the system has installed.

    The one lasting change to matplotlib's state: a system's copy of the same font has other metrics, and
    with them a figure has other bytes.
    """
    manager = font_manager.fontManager
    folder = Path(mpl.get_data_path())
    own = [entry for entry in manager.ttflist if folder in Path(entry.fname).parents]
    if len(own) != len(manager.ttflist) or not own:
        manager.ttflist = own
        present = {entry.fname for entry in own}
        for file in sorted((folder / "fonts" / "ttf").glob("DejaVuSans*.ttf")):
            if str(file) not in present:
                manager.addfont(str(file))
        manager._findfont_cached.cache_clear()  # type: ignore[attr-defined]


@contextmanager
def drawing() -> Iterator[None]:
    """Draw under the project's style; a character that the font lacks raises ValueError."""
    use_own_fonts()
    rc: Any = STYLE
    with mpl.rc_context(rc), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing from", category=UserWarning)
        try:
            yield
        except UserWarning as warning:
            raise ValueError(str(warning)) from None


def clean(text: object) -> str:
    """Text on one line without control characters; texts from outlets are hostile."""
    kept = (
        character if unicodedata.category(character) not in ("Cc", "Cf") else " " for character in str(text)
    )
    return " ".join("".join(kept).split())


def fold(text: str, width: int) -> str:
    """Text on lines of at most `width` characters; words longer than that are cut."""
    return "\n".join(textwrap.wrap(text, width)) or text


def halves(text: str, width: int) -> str:
    """A word longer than `width` with a hyphen in its middle, where it may then be folded."""
    middle = (len(text) + 1) // 2
    long = width < len(text) < 2 * width and "-" not in text
    return f"{text[:middle]}-{text[middle:]}" if long else text


def tidy(frame: pd.DataFrame, columns: Sequence[str], *, key: Sequence[str] = ()) -> pd.DataFrame:
    """The columns of a frame with a fresh index.

    Raises ValueError when one is missing, or when a `key` occurs twice: then the slice mixes scopes,
    languages or periods that one mark cannot show.
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ValueError(f"figure: missing columns {missing}; the frame has {list(frame.columns)}")
    chosen = frame[list(columns)].reset_index(drop=True)
    if key and (twice := chosen.duplicated(list(key))).any():
        first = dict(chosen.loc[twice, list(key)].iloc[0])
        raise ValueError(f"figure: two rows for {first}; slice the table to one scope, language and period")
    return chosen


def start(width: float, height: float) -> Plot:
    """An empty figure, `height` inches for the drawing; `finish` adds room for title, legend and note."""
    figure = Plot(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def colour(number: int) -> str:
    return PALETTE[number % len(PALETTE)]


def marker(number: int) -> str:
    return MARKERS[number % len(MARKERS)]


def line(number: int) -> Any:
    return LINES[number % len(LINES)]
