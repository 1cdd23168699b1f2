"""The HTML report of a study: one file, nothing fetched, everything from outlets escaped."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import tables

STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
MOST_ROWS = 150
SCALE = 0.6


@dataclass(frozen=True)
class Section:
    """One notebook in the report: number, question, what it says of itself, captions of its outputs."""

    number: str
    title: str
    lead: str
    figures: list[list[str]]
    tables: list[list[Any]]


def sections(results: Path, notebooks: Sequence[Path]) -> list[Section]:
    """What each executed notebook saved, with its title and first paragraph."""
    found = []
    for path in notebooks:
        number = path.name[:2]
        saved = results / "captions" / f"{number}.json"
        captions = json.loads(saved.read_text(encoding="utf-8")) if saved.exists() else {}
        title, lead = _heading(path)
        found.append(Section(number, title, lead, captions.get("figures", []), captions.get("tables", [])))
    return found


def _heading(notebook: Path) -> tuple[str, str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    first = next(("".join(c["source"]) for c in cells if c["cell_type"] == "markdown"), notebook.stem)
    title, _, rest = first.partition("\n")
    return title.lstrip("# ").strip(), re.sub(r"[*`]", "", rest.strip().partition("\n\n")[0]).replace(
        "\n", " "
    )


def render(
    *,
    title: str,
    description: str,
    simulated: bool,
    results: Path,
    parts: Sequence[Section],
    methods: Sequence[tuple[str, str]],
) -> str:
    """The whole report as one HTML text, figures inside it."""
    shown = html.escape
    body = [f"<h1>{shown(title)}</h1>", f"<p class='lead'>{shown(description)}</p>"]
    if simulated:
        body.append(
            "<p class='banner'><strong>Simulated press.</strong> Outlets, persons and events are invented."
            " This report shows how the workflow measures what was planted; it is no finding about"
            " anybody.</p>"
        )
    links = "".join(f"<li><a href='#s{part.number}'>{shown(part.title)}</a></li>" for part in parts)
    body.append(f"<nav><ol>{links}<li><a href='#methods'>Methods</a></li></ol></nav>")
    for part in parts:
        body.append(f"<h2 id='s{part.number}'>{shown(part.title)}</h2><p>{shown(part.lead)}</p>")
        body += [_figure(results, name, caption) for name, caption in part.figures]
        body += [_table(*saved) for saved in part.tables]
    body.append("<h2 id='methods'>Methods</h2>")
    body += [f"<h3>{shown(heading)}</h3><p>{shown(text)}</p>" for heading, text in methods]
    body.append("<footer><p>Hashes of all inputs and outputs are in manifest.json.</p></footer>")
    head = (
        "<meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{shown(title)}</title><style>{STYLE}</style>"
    )
    inside = "\n".join(body)
    return (
        f"<!doctype html>\n<html lang='en'><head>{head}</head><body><main>\n{inside}\n</main></body></html>\n"
    )


def _figure(results: Path, name: str, caption: str) -> str:
    picture = (results / "figures" / f"{name}.png").read_bytes()
    width = round(int.from_bytes(picture[16:20], "big") * SCALE)
    data = base64.b64encode(picture).decode("ascii")
    files = " ".join(f"<a href='figures/{name}.{kind}'>{kind.upper()}</a>" for kind in ("pdf", "svg", "csv"))
    text = html.escape(caption)
    return (
        f"<figure><img alt=\"{html.escape(caption, quote=True)}\" width='{width}'"
        f" src='data:image/png;base64,{data}'>"
        f"<figcaption>{text} <span class='files'>{files}</span></figcaption></figure>"
    )


def _table(name: str, caption: str, shown: dict[str, list[Any]]) -> str:
    frame = pd.DataFrame(shown["rows"], columns=shown["columns"])
    more = f" (first {MOST_ROWS} rows)" if len(frame) > MOST_ROWS else ""
    table = tables.to_html(frame.head(MOST_ROWS), caption=caption + more, digits=2)
    files = " ".join(f"<a href='tables/{name}.{kind}'>{kind.upper()}</a>" for kind in ("csv", "tex", "md"))
    return f"<div class='wide'>{table}<span class='files lead'>{files}</span></div>"
