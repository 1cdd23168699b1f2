"""Tables for a paper: CSV, LaTeX, Markdown and HTML, everything from outlets escaped; and `numbers.tex`."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis import storage

THIN = "\u2009"
MINUS = "−"
MISSING = "–"
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"{\char34}",
        "`": r"\textasciigrave{}",
        THIN: r"\,",
        "\u202f": r"\,",
        "\u00a0": "~",
        MINUS: r"\textminus{}",
        "–": r"\textendash{}",
        "—": r"\textemdash{}",
        "\u00ad": r"\-",
    }
)
_MARKDOWN = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "\\`*_|~$"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "!": "&#33;",
    }
)


def plain(text: object) -> str:
    """Text on one line: line breaks and control characters become blanks, marks of direction go.

    A mark that turns the direction of writing would make a cell read otherwise than it is.
    """
    kept = (
        " " if unicodedata.category(mark) in ("Cc", "Zl", "Zp") else mark
        for mark in str(text)
        if mark not in _DIRECTION
    )
    return re.sub(" {2,}", " ", "".join(kept)).strip(" ")


def escape_latex(text: object) -> str:
    """Text that LaTeX prints as it is, in a cell too.

    A bracket or star at the beginning of a row would be read as the option of the row end before it, and
    doubled hyphens, apostrophes and commas as dashes and quotation marks. Cyrillic needs a font encoding
    (T2A, or XeLaTeX or LuaLaTeX) in the document.
    """
    escaped = plain(text).translate(_LATEX)
    for mark in "-',":
        while mark + mark in escaped:
            escaped = escaped.replace(mark + mark, f"{mark}{{}}{mark}")
    return f"{{}}{escaped}" if escaped.startswith(("[", "*")) else escaped


def escape_markdown(text: object) -> str:
    """Text that Markdown shows as it is: no markup, link, image, HTML, or end of the cell."""
    return plain(text).translate(_MARKDOWN).replace("](", "]&#40;").replace("][", "]&#91;")


def number(value: float, digits: int = 1) -> str:
    """A number with a true minus and thin blanks between thousands; "–" when missing; never -0."""
    if math.isnan(value):
        return MISSING
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace(",", THIN).replace("-", MINUS)


def thousands(value: float) -> str:
    """A whole number with thin blanks between thousands (`\\,` in LaTeX)."""
    return number(value, 0)


def percent(share: float, digits: int = 1) -> str:
    """A share from 0 to 1 as a number of percent, with its sign."""
    return number(100 * share, digits) + ("" if math.isnan(share) else f"{THIN}%")


def interval(value: float, low: float, high: float, *, digits: int = 1, share: bool = False) -> str:
    """An estimate with its 95 % interval, "12.3 [10.1, 14.8]"; with `share`, all three times 100.

    Without bounds (a count, a gap) the estimate alone.
    """
    scale = 100.0 if share else 1.0
    shown = [number(scale * part, digits) for part in (value, low, high)]
    known = not (math.isnan(low) or math.isnan(high))
    return f"{shown[0]} [{shown[1]}, {shown[2]}]" if known else shown[0]


def with_intervals(frame: pd.DataFrame, *, digits: int = 1, share: bool = False) -> pd.DataFrame:
    """The frame with estimate, low and high written into the one column estimate.

    Raises ValueError when one of the three is missing.
    """
    missing = {"estimate", "low", "high"} - set(frame.columns)
    if missing:
        raise ValueError(f"table: missing columns {sorted(missing)}")
    triples = frame[["estimate", "low", "high"]].astype(float).itertuples(index=False, name=None)
    written = [interval(*triple, digits=digits, share=share) for triple in triples]
    return frame.drop(columns=["low", "high"]).assign(
        estimate=pd.Series(written, index=frame.index, dtype=object)
    )


def cell(value: Any, *, digits: int = 1) -> str:
    """What is shown for a value, not yet escaped: numbers as in `number`, days in ISO 8601."""
    if value is None or value is pd.NaT or value is pd.NA:
        return MISSING
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (int, np.integer)):
        return number(float(value), 0)
    if isinstance(value, (float, np.floating)):
        return number(float(value), digits)
    return str(value)


def _grid(frame: pd.DataFrame, digits: int, heads: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    names = [heads.get(str(name), str(name)) for name in frame.columns]
    rows = frame.itertuples(index=False, name=None)
    return names, [[cell(value, digits=digits) for value in row] for row in rows]


def _numeric(frame: pd.DataFrame) -> list[bool]:
    """Which columns are set to the right: numbers, and estimates written with their interval."""
    kinds = [frame.iloc[:, place] for place in range(frame.shape[1])]
    return [
        bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))
        or frame.columns[place] == "estimate"
        for place, column in enumerate(kinds)
    ]


def to_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV with full precision; cells that a spreadsheet could run get a leading apostrophe."""
    return storage.csv_text([str(name) for name in frame.columns], frame.itertuples(index=False, name=None))


def to_latex(
    frame: pd.DataFrame,
    *,
    caption: str = "",
    label: str = "",
    note: str = "",
    digits: int = 1,
    heads: Mapping[str, str] | None = None,
) -> str:
    """The frame as a LaTeX table (package booktabs); without caption, label and note the tabular alone.

    `heads` renames columns. Raises ValueError when `label` has other characters than letters, digits and
    the marks : - . /, since a label is not printed and cannot be escaped.
    """
    if not all(mark.isascii() and (mark.isalnum() or mark in ":-./") for mark in label):
        raise ValueError(f"table label {label!r}: only ASCII letters, digits and : - . /")
    names, rows = _grid(frame, digits, heads or {})
    columns = "".join("r" if right else "l" for right in _numeric(frame))
    lines = [f"\\begin{{tabular}}{{{columns}}}", "\\toprule", _latex_row(names), "\\midrule"]
    lines += [*(_latex_row(row) for row in rows), "\\bottomrule", "\\end{tabular}"]
    if caption or label or note:
        top = ["\\begin{table}", "\\centering"]
        top += [f"\\caption{{{escape_latex(caption)}}}"] if caption else []
        top += [f"\\label{{{label}}}"] if label else []
        bottom = [f"\\par\\smallskip{{\\footnotesize {escape_latex(note)}\\par}}"] if note else []
        lines = [*top, *lines, *bottom, "\\end{table}"]
    return "\n".join(lines) + "\n"


def _latex_row(cells: Sequence[str]) -> str:
    return " & ".join(escape_latex(text) for text in cells) + r" \\"


def to_markdown(
    frame: pd.DataFrame,
    *,
    caption: str = "",
    note: str = "",
    digits: int = 1,
    heads: Mapping[str, str] | None = None,
) -> str:
    """The frame as a Markdown table, caption above and note below."""
    names, rows = _grid(frame, digits, heads or {})
    marks = ["--:" if right else ":--" for right in _numeric(frame)]
    lines = [_markdown_row([escape_markdown(name) for name in names]), _markdown_row(marks)]
    lines += [_markdown_row([escape_markdown(text) for text in row]) for row in rows]
    above = [_paragraph(caption), ""] if caption else []
    below = ["", _paragraph(note)] if note else []
    return "\n".join([*above, *lines, *below]) + "\n"


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _paragraph(text: str) -> str:
    """Escaped text whose first character cannot begin a heading, list, quotation or table."""
    escaped = escape_markdown(text)
    return f"\\{escaped}" if escaped.startswith(("#", "+", "-", "=", ":")) else escaped


def to_html(
    frame: pd.DataFrame,
    *,
    caption: str = "",
    note: str = "",
    digits: int = 1,
    heads: Mapping[str, str] | None = None,
) -> str:
    """The frame as an HTML table without style or script; every text escaped."""
    names, rows = _grid(frame, digits, heads or {})
    right = _numeric(frame)
    lines = ["<table>"]
    lines += [f"<caption>{_html(caption)}</caption>"] if caption else []
    lines += [f"<thead>{_html_row(names, right, 'th')}</thead>", "<tbody>"]
    lines += [_html_row(row, right, "td") for row in rows]
    lines += ["</tbody>"]
    if note:
        lines += [f'<tfoot><tr><td colspan="{max(len(names), 1)}">{_html(note)}</td></tr></tfoot>']
    return "\n".join([*lines, "</table>"]) + "\n"


def _html(text: object) -> str:
    return html.escape(plain(text), quote=True)


def _html_row(cells: Sequence[str], right: Sequence[bool], tag: str) -> str:
    opening = [f'{tag} class="number"' if number_ else tag for number_ in right]
    parts = [f"<{start}>{_html(text)}</{tag}>" for start, text in zip(opening, cells, strict=True)]
    return f"<tr>{''.join(parts)}</tr>"


def save(
    frame: pd.DataFrame,
    folder: Path,
    name: str,
    *,
    caption: str = "",
    note: str = "",
    digits: int = 1,
    heads: Mapping[str, str] | None = None,
    shown: pd.DataFrame | None = None,
) -> list[Path]:
    """Write NAME.csv (full precision), NAME.tex (label "tab:NAME") and NAME.md; returns their paths.

    `shown` is the table as people read it (labels, estimates with their interval) for LaTeX and Markdown.

    Raises ValueError when `name` is not a plain file name or cannot be a LaTeX label.
    """
    if Path(name).name != name or name in ("", ".", ".."):
        raise ValueError(f"table name {name!r}: use a plain file name")
    label = f"tab:{name.replace('_', '-')}"
    read = frame if shown is None else shown
    contents = {
        "csv": to_csv(frame),
        "tex": to_latex(read, caption=caption, label=label, note=note, digits=digits, heads=heads),
        "md": to_markdown(read, caption=caption, note=note, digits=digits, heads=heads),
    }
    return [storage.write_text(folder / f"{name}.{kind}", text) for kind, text in contents.items()]


def macros(numbers: Mapping[str, str | float] | Iterable[tuple[str, str | float]], *, digits: int = 1) -> str:
    """Numbers as LaTeX macros, one \\newcommand a line in the order given, for \\input in a paper.

    Text is escaped; whole numbers get thin blanks, others `digits` decimals. Raises ValueError for a name
    that is not all ASCII letters or that begins with "end" (LaTeX forbids it), for a name given twice, and
    for a number that is missing or infinite: a paper must not print it.
    """
    pairs = numbers.items() if isinstance(numbers, Mapping) else numbers
    written: dict[str, str] = {}
    for name, value in pairs:
        if not (name.isascii() and name.isalpha()) or name.startswith("end"):
            raise ValueError(f"macro {name!r}: a name has ASCII letters only and does not begin with 'end'")
        if name in written:
            raise ValueError(f"macro {name!r}: given twice")
        if isinstance(value, (bool, np.bool_)) or (not isinstance(value, str) and not math.isfinite(value)):
            raise ValueError(f"macro {name!r}: {value!r} is not a number to print")
        written[name] = escape_latex(cell(value, digits=digits))
    return "".join(f"\\newcommand{{\\{name}}}{{{text}}}\n" for name, text in written.items())
