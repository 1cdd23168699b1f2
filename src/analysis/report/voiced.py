"""One article with its voices coloured: whose words each stretch is, as HTML that needs nothing else."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import pandas as pd

from analysis.declarations.actors import ROLES
from analysis.figures.style import FILLS, GREY, INK
from analysis.schema import SPEECH
from analysis.tables import percent

Row: TypeAlias = Mapping[Any, Any]
# The order gives a role the same colour in every article, whoever speaks there.
COLOURED = (*ROLES, "unnamed")
TINTS = dict(zip(COLOURED, FILLS, strict=False))
# Marks that turn the direction of writing, which would show a text otherwise than it is, and controls.
HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
FORMS = {
    "direct": "direct speech: filled",
    "indirect": "indirect speech: underlined",
    "distancing": "held at a distance: dotted",
    "title": "title or name: dashed",
    "source": "words that name the speaker: bold",
}
STYLE = f"""
.voiced {{ background: #fff; color: {INK}; font: 15px/1.75 Georgia, "Times New Roman", serif;
  max-width: 46em; padding: .6em 1em; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.voiced p {{ margin: .7em 0; overflow-wrap: anywhere; white-space: pre-wrap; }}
.voiced h3 {{ font-size: 1.15em; line-height: 1.3; margin: .3em 0; }}
.voiced .key {{ border-bottom: 1px solid {GREY}; font: 12px/1.9 sans-serif; padding-bottom: .4em; }}
.voiced .key span {{ margin-right: 1em; white-space: nowrap; }}
.voiced .key i, .voiced .key span.s {{ margin-right: .4em; }}
.voiced i {{ border: 1px solid {GREY}; display: inline-block; height: .8em; width: 1.1em; }}
.voiced sup {{ color: #444; font: 10px/1 sans-serif; padding: 0 .25em; vertical-align: .55em; }}
.voiced .indirect {{ border-bottom: 3px solid; }}
.voiced .direct {{ border-bottom: 1px solid #fff0; }}
.voiced .distancing {{ border-bottom: 2px dotted {INK}; }}
.voiced .title {{ border-bottom: 1px dashed {INK}; }}
.voiced .source {{ font-weight: bold; }}
"""


class Shown(str):
    """HTML that a notebook shows as such."""

    def _repr_html_(self) -> str:
        return str(self)


def voiced(
    text: str, spans: pd.DataFrame, *, title: str = "", labels: Mapping[str, str] | None = None
) -> str:
    """An article as HTML, each stretch of speech coloured by the role of its speaker.

    `spans` are rows of table `spans` for this article (start, end, layer, class, value, speaker, verb);
    layers other than voice and source are left out. Direct speech is filled and indirect speech underlined;
    a small label where the speaker changes or a paragraph begins, and the tooltip of each stretch, tell role,
    speaker and verb, so that the page can be read in print and without colours. Shares in the key are of the
    text's characters. Every text is escaped; there is no script and no link. `labels` rename roles.
    """
    known = {**{role: role.replace("_", " ") for role in COLOURED}, **(labels or {})}
    rows: list[Row] = [
        row
        for row in spans.to_dict("records")
        if row["layer"] in ("voice", "source") and 0 <= row["start"] < row["end"] <= len(text)
    ]
    rows.sort(key=lambda row: (row["start"], -row["end"], row["layer"], row["class"]))
    head = f"<h3>{_shown(title)}</h3>" if title else ""
    body = _paragraphs(text, rows, known)
    # Classes that keep a notebook from reading prices as formulas.
    opening = '<div class="voiced tex2jax_ignore mathjax_ignore" dir="auto">'
    return f"{opening}<style>{STYLE}{_tints(rows)}</style>{_key(text, rows, known)}{head}{body}</div>\n"


def voiced_page(text: str, spans: pd.DataFrame, *, title: str = "") -> str:
    """`voiced` as a page of its own, which may load nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{_shown(title)}</title></head><body>\n{voiced(text, spans, title=title)}</body></html>\n"
    )


def _shown(text: object) -> str:
    return html.escape(HIDDEN.sub("", str(text)), quote=True)


def _tint(role: str) -> str:
    return TINTS.get(role, FILLS[-1])


def _number(role: str) -> int:
    return COLOURED.index(role) if role in COLOURED else len(COLOURED)


def _tints(rows: Sequence[Row]) -> str:
    roles = sorted({row["value"] for row in rows if row["class"] in SPEECH}, key=lambda r: (_number(r), r))
    return "".join(
        f".voiced .direct.r{_number(role)} {{ background: {_tint(role)}; }}\n"
        f".voiced .indirect.r{_number(role)} {{ background: {_tint(role)}33; border-color: {_tint(role)} }}\n"
        for role in roles
    )


def _key(text: str, rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    """The roles that speak with their share of the text, what is the outlet's own, and the forms used."""
    sizes: dict[str, int] = {}
    for row in rows:
        if row["layer"] == "voice" and row["class"] in SPEECH:
            sizes[row["value"]] = sizes.get(row["value"], 0) + row["end"] - row["start"]
    whole = max(len(text), 1)
    own = max(whole - sum(sizes.values()), 0)
    entries = [
        f'<span><i style="background: {_tint(role)}"></i>{_shown(labels.get(role, role))}'
        f" {percent(size / whole, 0)}</span>"
        for role, size in sorted(sizes.items(), key=lambda item: (_number(item[0]), item[0]))
    ]
    entries.append(f"<span><i></i>outlet’s own words {percent(own / whole, 0)}</span>")
    used = {"source" if row["layer"] == "source" else row["class"] for row in rows}
    forms = [
        f'<span class="s {form}">{told.partition(": ")[0]}</span>'
        if form in ("source", "title", "distancing")
        else f"<span>{told}</span>"
        for form, told in FORMS.items()
        if form in used
    ]
    return f'<div class="key">{"".join(entries)}<br>{" ".join(forms)}</div>'


def _paragraphs(text: str, rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    """The text in paragraphs, cut at every edge of a stretch."""
    ends = [match.start() for match in re.finditer(r"\n\s*\n", text)]
    edges = sorted({0, len(text), *ends, *(row[edge] for row in rows for edge in ("start", "end"))})
    breaks, waiting, open_ = set(ends), deque(rows), list[Row]()
    parts, before = ["<p>"], ("", "")
    for start, end in pairwise(edges):
        if start in breaks:
            parts.append("</p>\n<p>")
            before = ("", "")
        open_ = [row for row in open_ if row["end"] > start]
        while waiting and waiting[0]["start"] <= start:
            row = waiting.popleft()
            open_.append(row)
            if row["layer"] == "voice" and row["class"] in SPEECH:
                who = (row["value"], row["speaker"])
                parts.append(_label(row, labels, new=who != before))
                before = who
        piece = text[start:end]
        parts.append(_piece(piece.lstrip("\n") if start in breaks else piece, open_, labels))
    return "".join([*parts, "</p>"])


def _label(row: Row, labels: Mapping[str, str], *, new: bool) -> str:
    told = _told(row, labels) if new else row["verb"]
    return f"<sup>{_shown(told)}</sup>" if told else ""


def _told(row: Row, labels: Mapping[str, str]) -> str:
    role = labels.get(row["value"], row["value"])
    return " · ".join(part for part in (role, row["speaker"], row["verb"]) if part)


def _piece(piece: str, rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    if not rows or not piece:
        return _shown(piece)
    classes, tips = [], []
    for row in rows:
        speech = row["layer"] == "voice" and row["class"] in SPEECH
        classes.append("source" if row["layer"] == "source" else row["class"])
        if speech:
            classes.append(f"r{_number(row['value'])}")
            tips.append(f"{row['class']}: {_told(row, labels)}")
        else:
            what = FORMS["source" if row["layer"] == "source" else row["class"]].partition(": ")[0]
            tips.append(": ".join(part for part in (what, row["speaker"]) if part))
    return (
        f'<span class="{_shown(" ".join(classes))}" title="{_shown("; ".join(tips))}">{_shown(piece)}</span>'
    )
