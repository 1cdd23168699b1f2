"""One article of a LexisNexis or Factiva export: title, publication, date, section, byline, length, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.cleaning.credits import NAMES, byline
from analysis.cleaning.dates import date_line
from analysis.cleaning.page import Note
from analysis.reading.exports import COPYRIGHT, FACTIVA_END, LENGTH, NEXIS_END

LABELS = {
    "title": ("headline", "schlagzeile", "titel"),
    "section": ("section", "rubrik", "ressort"),
    "byline": ("byline", "autor", "verfasser"),
    "length": ("length", "länge"),
    "dateline": ("dateline", "ort"),
    "": ("highlight", "series", "serie", "edition", "ausgabe", "copyright"),
}
FIELD_OF = {label: name for name, labels in LABELS.items() for label in labels}
LABEL = re.compile(rf"^(?P<label>{'|'.join(FIELD_OF)})\s*:\s*(?P<value>.*)$", re.I)
BODY = re.compile(r"^(?:Body|Text|Haupttext|Volltext)\s*:?$", re.I)
TAIL = re.compile(
    r"^(?:Classification|Klassifi(?:kation|zierung))$"
    r"|^(?:Load-Date|Language|Sprache|Publication-Type|Publikationstyp|Update|Ladedatum)\s*:",
    re.I,
)
PICTURES = re.compile(r"^(?:Graphic|Grafik|Notes|Anmerkungen)\s*:?$", re.I)
LANGUAGE = re.compile(r"^(?:Language|Sprache)\s*:\s*(\w+)", re.I)
NAMED = {
    "en": ("english", "englisch"),
    "de": ("german", "deutsch"),
    "ru": ("russian", "russisch", "русский"),
    "be": ("belarusian", "belarussisch", "беларуская"),
    "uk": ("ukrainian", "ukrainisch"),
    "es": ("spanish", "spanisch", "español"),
    "pl": ("polish", "polnisch", "polski"),
    "zh": ("chinese", "chinesisch"),
}
CODE_OF = {name: code for code, names in NAMED.items() for name in names}
CODE = re.compile(
    r"^(SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|RF|ART|CT|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:\s+(.+))?$"
)
CODED = {
    "HD": "title",
    "SE": "section",
    "BY": "byline",
    "PD": "published",
    "SN": "publication",
    "WC": "length",
}
CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?:\s*[ap]m)?(?:\s+[A-Z]{2,4})?$", re.I)
WEEKDAY_BEFORE_TIME = re.compile(r"(\d{4}),?\s+[^\W\d]+\.?\s+(\d{1,2}[:.]\d\d)")
PEOPLE = re.compile(rf"{NAMES}(?:(?:,|\sand|\sund|\sи|/)\s?{NAMES})*")
PART = 15


@dataclass
class Exported:
    """Fields and body lines of one article; `length` is the number of words the vendor counted, or 0."""

    fields: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    length: int = 0


def read_export(text: str) -> Exported:
    """One article, as `reading.exports.articles` cut it, taken apart by its vendor's layout.

    A field that is not found is left out; without any layout the whole text is the body.
    """
    lines = [line for raw in text.split("\n") if (line := raw.strip())]
    if lines and FACTIVA_END.match(lines[-1]):
        lines.pop()
        codes = {match[1] for line in lines if (match := CODE.match(line))}
        found = _coded(lines) if {"HD", "PD"} <= codes else _plain(lines)
    else:
        found = _nexis([line for line in lines if not NEXIS_END.match(line)])
    found.fields = {name: value for name, value in found.fields.items() if value}
    if told := found.fields.get("published"):
        found.fields["published"] = WEEKDAY_BEFORE_TIME.sub(r"\1 \2", told)
    return found


def check_length(found: Exported) -> tuple[Note, ...]:
    """A flag when the body is a third shorter or longer than the vendor counted: it may be cut wrongly."""
    words = sum(len(line.split()) for line in found.body)
    if found.length and abs(words - found.length) > max(50, found.length / 3):
        return (Note("flag", "length differs", "", f"declared {found.length} words, found {words}"),)
    return ()


def _number(text: str) -> int:
    match = re.search(r"\d[\d.,]*", text)
    return int(re.sub(r"\D", "", match.group())) if match else 0


def _nexis(lines: Sequence[str]) -> Exported:
    found = Exported()
    begin, labelled = 0, -1
    dated = next((n for n, line in enumerate(lines[:PART]) if date_line(line)), -1)
    for number, line in enumerate(lines[: PART + 10]):
        if BODY.match(line):
            begin = number + 1
            break
        if match := LABEL.match(line):
            labelled = number
            found.fields[FIELD_OF[match["label"].lower()]] = match["value"]
        elif COPYRIGHT.match(line) and not begin and number <= max(dated, 0) + 3:
            labelled = max(labelled, number)
    begin = begin or max(labelled, dated) + 1
    if dated >= 0:
        found.fields["published"] = lines[dated]
        named = max(dated - 1, 0)
        if "title" in found.fields or dated > 1:
            found.fields["publication"] = lines[named] if dated else ""
        found.fields.setdefault("title", " ".join(lines[: max(named, 1)]) if dated else "")
    end = next((n for n in range(begin, len(lines)) if TAIL.match(lines[n])), len(lines))
    for line in lines[end:]:
        if match := LANGUAGE.match(line):
            found.fields["language"] = CODE_OF.get(match[1].lower(), "")
    end = next((n for n in range(max(begin + 1, end - 8), end) if PICTURES.match(lines[n])), end)
    found.body = list(lines[begin:end])
    found.length = _number(found.fields.pop("length", ""))
    found.fields.pop("", None)
    found.fields.pop("dateline", None)
    section = found.fields.get("section", "")
    found.fields["section"] = re.split(r"\s*[;,]\s*(?:Pg|S|Seite|Page)\b|;", section)[0].strip()
    found.fields["byline"] = byline(found.fields.get("byline", "")) or found.fields.get("byline", "")
    return found


def _coded(lines: Sequence[str]) -> Exported:
    """Factiva's layout with field codes: each line or table cell begins with one, or follows it."""
    parts: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = CODE.match(line)
        if match and _begins(match, code):
            code = match[1]
            parts.setdefault(code, []).extend([match[2]] if match[2] else [])
        elif code:
            parts[code].append(line)
    found = Exported({name: " ".join(parts.get(code, [])) for code, name in CODED.items()})
    found.fields["published"] += " " + " ".join(parts.get("ET", []))
    found.fields["published"] = found.fields["published"].strip()
    found.fields["language"] = CODE_OF.get(" ".join(parts.get("LA", [])).lower(), "")
    found.fields["byline"] = byline(found.fields["byline"]) or found.fields["byline"]
    found.length = _number(found.fields.pop("length"))
    found.body = [*parts.get("LP", []), *parts.get("TD", [])]
    return found


def _begins(match: re.Match[str], code: str) -> bool:
    """Whether a line that begins like a code is one: inside the body, "CO emissions fell" is not."""
    if code not in ("LP", "TD"):
        return True
    if match[1] in ("CO", "IN", "NS", "RE", "IPD", "IPC"):
        return not match[2] or " : " in match[2] or match[1].startswith("IP")
    return match[1] in ("TD", "RF", "ART", "CT", "PUB", "AN")


def _plain(lines: Sequence[str]) -> Exported:
    """Factiva's layout without codes: title and byline, "593 words", date, time, source, code, language."""
    found = Exported()
    counted = next((n for n, line in enumerate(lines[:PART]) if LENGTH.match(line)), -1)
    if counted < 0:
        found.body = list(lines)
        return found
    found.length = _number(lines[counted])
    _above(list(lines[:counted]), found)
    number = counted + 1
    if number < len(lines) and date_line(lines[number]):
        found.fields["published"] = lines[number]
        number += 1
        if number < len(lines) and CLOCK.match(lines[number]):
            found.fields["published"] += " " + lines[number]
            number += 1
    if number < len(lines):
        found.fields["publication"] = lines[number]
    last = number
    for place in range(number + 1, min(number + 8, len(lines))):
        if code := CODE_OF.get(lines[place].lower(), ""):
            found.fields["language"] = code
            last = place
        elif COPYRIGHT.match(lines[place]):
            last = place
    found.body = list(lines[last + 1 :])
    return found


def _above(head: list[str], found: Exported) -> None:
    """Section, title and byline of the lines above the length."""
    if len(head) > 1 and (name := byline(head[-1])):
        found.fields["byline"] = name
        head.pop()
    elif len(head) > 1 and len(head[-2].split()) >= 4 and PEOPLE.fullmatch(head[-1]):
        found.fields["byline"] = head.pop()
    if len(head) > 1 and len(head[0].split()) <= 3 < len(head[1].split()):
        found.fields["section"] = head.pop(0)
    found.fields["title"] = " ".join(head)
