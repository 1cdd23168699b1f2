"""Articles of saved files without a study: what `analysis extract` prints."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.cleaning.extract import extract
from analysis.cleaning.stream import clean_source
from analysis.declarations import Outlet, Source, load_outlet
from analysis.declarations import language as languages
from analysis.declarations import outlet as outlets
from analysis.reading import Item, Problem, read_items

NAME = "extract"
LOOKED_AT = 20


def extract_files(
    files: Sequence[str],
    *,
    outlet: str = "",
    languages_: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """One JSON line an article, then one a thing set aside, in the order of the files.

    Keys are the columns of `articles` plus source_file (as given); times are ISO 8601, missing values
    null. A thing set aside has source_file, place, set_aside and note instead. Without `outlet` it is told
    from agency tags and addresses of the declared outlets, else the generic rules are used. Lines that
    repeat are learned over all files together, so more pages of one outlet give cleaner texts.
    """
    source = Source(files=(), outlet=outlet or "generic", columns=dict(columns or {}))
    items = {
        name: list(read_items([Path(name)], root=Path(name).parent, source_name=NAME, source=source))
        for name in files
    }
    known = (
        load_outlet(outlet) if outlet else tell_outlet([i for read in items.values() for i in read], source)
    )
    wanted = tuple(languages_) or tuple(
        sorted(path.stem for path in (languages.HERE / "languages").glob("*.toml"))
    )
    everything = [item for read in items.values() for item in read]
    articles, ledger = clean_source(everything, source=source, outlet=known, languages=wanted)
    given = {item.id: name for name, read in items.items() for item in read}
    rows = {row["id"]: row for row in articles.to_dict("records")}
    aside = ledger[ledger["action"] == "set aside"].drop_duplicates("item").set_index("item")
    for item in everything:
        name = given[item.id]
        if item.id in rows:
            yield _line({"source_file": name, **{str(key): value for key, value in rows[item.id].items()}})
        elif item.id in aside.index:
            told = aside.loc[item.id]
            yield _line(
                {"source_file": name, "place": item.place, "set_aside": told["rule"], "note": told["cut"]}
            )


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


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value
