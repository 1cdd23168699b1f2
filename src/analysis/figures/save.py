"""Write a figure as PDF, SVG, PNG and its plotted data as CSV, with equal bytes for equal figures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import storage
from analysis.figures.style import Plot, drawing

RESOLUTION = 200
# A value of None leaves the entry out: no clock, no version.
METADATA: dict[str, dict[str, Any]] = {
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
}


def save(figure: Plot, folder: Path, name: str) -> list[Path]:
    """Write NAME.pdf, NAME.svg, NAME.png (200 dpi) and NAME.csv below `folder`; returns their paths.

    Raises ValueError when the figure carries no plotted data, when `name` is not a plain file name, or
    when a character of a label is missing from the font (a picture with boxes must not reach a paper).
    Nothing is written unless all four could be made.
    """
    plotted = getattr(figure, "plotted", None)
    if not isinstance(plotted, pd.DataFrame):
        raise ValueError(f"figure {name}: carries no plotted data")
    if Path(name).name != name or name in ("", ".", ".."):
        raise ValueError(f"figure name {name!r}: use a plain file name")
    contents = {kind: render(figure, kind) for kind in METADATA}
    contents["csv"] = storage.csv_text(
        list(plotted.columns), plotted.itertuples(index=False, name=None)
    ).encode("utf-8")
    return [storage.write_bytes(folder / f"{name}.{kind}", data) for kind, data in contents.items()]


def render(figure: Plot, kind: str) -> bytes:
    """The figure as bytes of a PDF, SVG or PNG file."""
    buffer = io.BytesIO()
    with drawing():
        figure.savefig(buffer, format=kind, dpi=RESOLUTION, metadata=METADATA[kind])
    return buffer.getvalue()
