"""Articles of saved files without a study: what `analysis extract` prints."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.cleaning.extract import USUAL, extract
from analysis.cleaning.stream import clean_source
from analysis.declarations import DeclarationError, Outlet, Source, load_outlet
from analysis.declarations import outlet as outlets
from analysis.declarations.checks import (
    FIELDS,
    check_known,
    check_name_pattern,
    known_languages,
    known_outlets,
)
from analysis.declarations.study import Cleaning
from analysis.reading import Item, Problem, read_items

NAME = "extract"
LOOKED_AT = 20
HINTS = {"no text column": "--column text=COLUMN", "no date": "--column published=COLUMN"}
DATED_NAME = r"^(?P<date>\d{4}-[01]\d-[0-3]\d)(?!\d)[\s_.,-]*(?P<title>.*?)(?:\.\w+)*$"


def extract_files(
    files: Sequence[str],
    *,
    outlet: str = "",
    languages: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    name_pattern: str = "",
    shortest: int = Cleaning.shortest,
    outlets_folder: Path | None = None,
) -> Iterator[dict[str, Any]]:
    """One dictionary an article or a thing set aside, in the order of the files, ready for JSON.

    Keys are the columns of `articles` plus source_file (as given); times are ISO 8601, missing values
    None. A thing set aside has source_file, place, set_aside and note instead. Without `outlet` it is told
    from agency tags and addresses of the declared outlets, else the generic rules are used. Without
    `name_pattern` a leading ISO date and the title are read from the names of txt files that have them.
    Columns that are not mapped go by their usual names. Lines that repeat are learned over all files
    together, so more pages of one outlet give cleaner texts.

    Raises DeclarationError for an unknown outlet, language or column, and for a bad `name_pattern`.
    """
    given = dict(columns or {})
    _check_names(outlet, languages, given, name_pattern, outlets_folder)
    source = Source(
        files=(), outlet=outlet or "generic", columns=given, name_pattern=name_pattern or DATED_NAME
    )
    items = [(name, item) for name in files for item in _read(name, source, told=bool(name_pattern))]
    everything = [item for _, item in items]
    source = replace(source, columns=_with_usual(given, everything))
    known = load_outlet(outlet, outlets_folder) if outlet else tell_outlet(everything, source)
    articles, ledger = clean_source(
        everything,
        source=source,
        outlet=known,
        languages=tuple(languages) or known_languages(),
        cleaning=Cleaning(shortest=shortest),
    )
    rows = {row["id"]: row for row in articles.to_dict("records")}
    aside = ledger[ledger["action"] == "set aside"].drop_duplicates("item").set_index("item")
    for name, item in items:
        if item.id in rows:
            row = {str(key): _plain(value) for key, value in rows[item.id].items()}
            yield {"source_file": name, **row}
        elif item.id in aside.index:
            rule, note = str(aside.loc[item.id, "rule"]), str(aside.loc[item.id, "cut"])
            hint = HINTS.get(rule, "") if isinstance(item, Item) and item.kind == "record" else ""
            note = ": ".join(part for part in (note, hint) if part)
            yield {"source_file": name, "place": item.place, "set_aside": rule, "note": note}


def _check_names(
    outlet: str, languages: Sequence[str], columns: Mapping[str, str], pattern: str, folder: Path | None
) -> None:
    if outlet:
        check_known("outlet", [outlet], known_outlets(folder), "--outlet")
    check_known("language", languages, known_languages(), "--language")
    check_known("name", columns, FIELDS, "--column")
    check_name_pattern("pattern", pattern, "--name-pattern")


def _read(name: str, source: Source, *, told: bool) -> Iterator[Item | Problem]:
    """Items and problems of one file; `told` says that the pattern of names is the user's own."""
    try:
        for item in read_items([Path(name)], root=Path(name).parent, source_name=NAME, source=source):
            if isinstance(item, Problem) or told or item.kind == "record":
                yield item
            elif item.kind == "txt" and not item.metadata:
                # No date in its name: a page copied with all that stands around the text.
                yield replace(item, kind="text")
            else:
                # A page tells its own date and title better than the name under which it was saved.
                yield replace(item, metadata={}) if item.kind == "html" else item
    except DeclarationError as error:
        raise DeclarationError("--column", error.key.rpartition(".")[2], error.found, error.allowed) from None


def _with_usual(columns: Mapping[str, str], items: Sequence[Item | Problem]) -> dict[str, str]:
    """The columns that were mapped, and the usual names for the others: who names one keeps the date."""
    if not columns:
        return {}
    records = [item for item in items if isinstance(item, Item) and item.kind == "record"][:LOOKED_AT]
    names = {name.lower(): name for item in records for name in json.loads(item.raw)}
    found = {
        column: names[known] for column, usual in USUAL.items() for known in reversed(usual) if known in names
    }
    return {**found, **columns}


def tell_outlet(items: Sequence[Item | Problem], source: Source) -> Outlet:
    """The declared outlet whose address or agency tag the first items name, else the generic one."""
    declared = [load_outlet(path.stem) for path in sorted(outlets.HERE.glob("*.toml"))]
    declared = [known for known in declared if not known.simulated and known.name != "generic"]
    generic = load_outlet("generic")
    for item in [item for item in items if isinstance(item, Item)][:LOOKED_AT]:
        page = extract(item, source=source, outlet=generic)
        address = page.fields.get("url", "")
        text = "\n".join(page.lines)
        for known in declared:
            domains = [domain for service in known.services.values() for domain in service.domains]
            tags = [f"({name})" for name in known.agency]
            if any(domain in address for domain in domains) or any(tag in text for tag in tags):
                return known
    return generic


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value
