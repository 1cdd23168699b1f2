"""The HTML report of a study: one file, nothing fetched, everything from outlets escaped."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import tables

STYLE = """
:root { color-scheme: light; --ink: #1b1f24; --soft: #5a6470; --line: #d8dde3; --paper: #fff; --mark: #0b5cad }
* { box-sizing: border-box } body { margin: 0; font: 16px/1.55 Georgia, "Times New Roman", serif;
  color: var(--ink); background: var(--paper) }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 5rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem } h2 { margin: 3rem 0 .3rem; font-size: 1.35rem;
  border-top: 1px solid var(--line); padding-top: 1.4rem } h3 { font-size: 1rem; margin: 1.2rem 0 .2rem }
.lead, figcaption, caption, nav, footer { font-family: system-ui, sans-serif; font-size: .88rem;
  color: var(--soft) }
nav ol { margin: .6rem 0 0; padding-left: 1.2rem; columns: 2 } nav a { color: var(--mark) }
.banner { background: #fff3cd; border: 1px solid #e0c766; padding: .7rem 1rem; margin: 1rem 0;
  font-family: system-ui, sans-serif; font-size: .92rem }
figure { margin: 1.6rem 0 } figure img { max-width: 100%; height: auto; display: block }
figcaption { margin-top: .45rem } .wide { overflow-x: auto; margin: 1.4rem 0 }
table { border-collapse: collapse; font: .82rem/1.4 system-ui, sans-serif; min-width: 60% }
caption { text-align: left; padding-bottom: .35rem } th { text-align: left; border-bottom: 2px solid var(--ink) }
th, td { padding: .22rem .7rem .22rem 0; vertical-align: top } td { border-bottom: 1px solid var(--line) }
.files a { color: var(--mark) } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
"""
MOST_ROWS = 40


@dataclass(frozen=True)
class Section:
    """One notebook in the report: number, question, what it says of itself, captions of its outputs."""

    number: str
    title: str
    lead: str
    figures: dict[str, str]
    tables: dict[str, str]


def sections(results: Path, notebooks: Sequence[Path]) -> list[Section]:
    """What each executed notebook saved, with its title and first paragraph."""
    found = []
    for path in notebooks:
        number = path.name[:2]
        saved = results / "captions" / f"{number}.json"
        captions = json.loads(saved.read_text(encoding="utf-8")) if saved.exists() else {}
        title, lead = _heading(path)
        found.append(Section(number, title, lead, captions.get("figures", {}), captions.get("tables", {})))
    return found


def _heading(notebook: Path) -> tuple[str, str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    first = next(("".join(c["source"]) for c in cells if c["cell_type"] == "markdown"), notebook.stem)
    title, _, rest = first.partition("\n")
    return title.lstrip("# ").strip(), re.sub(r"[*`]", "", rest.strip().partition("\n\n")[0]).replace("\n", " ")


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
            "<p class='banner'><strong>Simulated press.</strong> Outlets, persons and events are invented. This"
            " report shows how the workflow measures what was planted; it is no finding about anybody.</p>"
        )
    links = "".join(f"<li><a href='#s{part.number}'>{shown(part.title)}</a></li>" for part in parts)
    body.append(f"<nav><ol>{links}<li><a href='#methods'>Methods</a></li></ol></nav>")
    for part in parts:
        body.append(f"<h2 id='s{part.number}'>{shown(part.title)}</h2><p>{shown(part.lead)}</p>")
        body += [_figure(results, name, caption) for name, caption in part.figures.items()]
        body += [_table(results, name, caption) for name, caption in part.tables.items()]
    body.append("<h2 id='methods'>Methods</h2>")
    body += [f"<h3>{shown(heading)}</h3><p>{shown(text)}</p>" for heading, text in methods]
    body.append("<footer><p>Hashes of all inputs and outputs are in manifest.json.</p></footer>")
    head = f"<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{shown(title)}</title>"
    return f"<!doctype html>\n<html lang='en'><head>{head}<style>{STYLE}</style></head><body><main>\n" + (
        "\n".join(body) + "\n</main></body></html>\n"
    )


def _figure(results: Path, name: str, caption: str) -> str:
    data = base64.b64encode((results / "figures" / f"{name}.png").read_bytes()).decode("ascii")
    files = " ".join(f"<a href='figures/{name}.{kind}'>{kind.upper()}</a>" for kind in ("pdf", "svg", "csv"))
    text = html.escape(caption)
    return (
        f"<figure><img alt=\"{html.escape(caption, quote=True)}\" src='data:image/png;base64,{data}'>"
        f"<figcaption>{text} <span class='files'>{files}</span></figcaption></figure>"
    )


def _table(results: Path, name: str, caption: str) -> str:
    frame = pd.read_csv(results / "tables" / f"{name}.csv", keep_default_na=False, nrows=MOST_ROWS + 1)
    more = f" (first {MOST_ROWS} rows)" if len(frame) > MOST_ROWS else ""
    shown = tables.to_html(frame.head(MOST_ROWS), caption=caption + more)
    files = " ".join(f"<a href='tables/{name}.{kind}'>{kind.upper()}</a>" for kind in ("csv", "tex", "md"))
    return f"<div class='wide'>{shown}<span class='files lead'>{files}</span></div>"
