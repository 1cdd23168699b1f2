"""A source to its tables: two passes over batches of a fixed size, in memory that does not grow with it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis import schema
from analysis.cleaning.assemble import Options, clean, set_aside
from analysis.cleaning.chrome import Chrome, Evidence, Sample, evidence
from analysis.cleaning.extract import extract
from analysis.cleaning.page import Page
from analysis.cleaning.spool import SortedTable, Spool, packed, ranges_for, unpacked
from analysis.declarations import Outlet, Source
from analysis.declarations.study import Cleaning, Period
from analysis.reading import Item, Problem
from analysis.schema import TABLES

BATCH, BATCH_BYTES = 250, 16_000_000
Mapper = Callable[..., Iterable[Any]]


@dataclass(frozen=True)
class Extracted:
    """A batch after the first pass: its pages and problems packed, their characters, what chrome needs."""

    batch: bytes
    size: int
    told: tuple[Evidence, ...]


def extract_batch(items: Sequence[Item | Problem], *, options: Options) -> Extracted:
    """The first pass over one batch."""
    found: list[Page | Problem] = [
        item if isinstance(item, Problem) else extract(item, source=options.source, outlet=options.outlet)
        for item in items
    ]
    pages = [page for page in found if isinstance(page, Page)]
    size = sum(len(line) for page in pages for line in page.lines)
    told = tuple(evidence(page) for page in pages if page.problem is None)
    return Extracted(packed(found), size, told)


def clean_batch(batch: bytes, *, chrome: Chrome, options: Options) -> tuple[pa.Table, pa.Table]:
    """The second pass over one packed batch: its rows of `articles` and of the ledger."""
    articles: list[dict[str, Any]] = []
    ledger: list[dict[str, Any]] = []
    for found in unpacked(batch):
        if isinstance(found, Problem):
            ledger.append(set_aside(found))
            continue
        row, notes = clean(found, chrome=chrome, options=options)
        ledger.extend(notes)
        if row is not None:
            articles.append(row)
    return _rows(articles, "articles"), _rows(ledger, "ledger")


def _rows(rows: list[dict[str, Any]], table: str) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=TABLES[table].arrow.remove_metadata())


def batches(items: Iterable[Item | Problem]) -> Iterator[list[Item | Problem]]:
    """Lists of 250 items, or of fewer with 16 MB in all; the last one may be shorter."""
    batch: list[Item | Problem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.raw) if isinstance(item, Item) else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def clean_to(
    processed: Path,
    part: str,
    items: Iterable[Item | Problem],
    *,
    options: Options,
    map: Mapper = map,
) -> tuple[list[Path], int]:
    """Write the part `part` of the tables `articles` and `ledger`; their files, and how many articles.

    The first pass extracts pages, keeps them on disk and samples them for chrome; the second one cleans
    them; rows are sorted by key on disk. Memory is that of a few batches, the sample, the ids and one range
    of sorted rows. `map` may be an executor's: batches have a fixed size and rows are sorted by their key,
    so the bytes written do not depend on the number of workers. Kept plus set aside equals the items read.
    """
    folder = processed / ".spool" / part
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        spool, sample, size = Spool(folder / "pages"), Sample(), 0
        for done in map(partial(extract_batch, options=options), batches(items)):
            spool.add(done.batch)
            size += done.size
            for told in done.told:
                sample.add(told)
        sorted_ = {
            name: SortedTable(name, folder, ranges=ranges_for(size)) for name in ("articles", "ledger")
        }
        work = partial(clean_batch, chrome=sample.learn(), options=options)
        for articles, ledger in map(work, spool.read()):
            sorted_["articles"].add(articles)
            sorted_["ledger"].add(ledger)
        paths = {name: schema.path_of(processed, name, part) for name in sorted_}
        counts = {name: table.write(paths[name]) for name, table in sorted_.items()}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.parent.rmdir()
    return list(paths.values()), counts["articles"]


def clean_source(
    items: Iterable[Item | Problem],
    *,
    source: Source,
    outlet: Outlet,
    languages: Sequence[str],
    period: Period | None = None,
    cleaning: Cleaning | None = None,
    map: Mapper = map,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `articles` and `ledger` of one source as frames, sorted by their keys; see `clean_to`."""
    options = Options(source, outlet, tuple(languages), period, cleaning or Cleaning())
    with tempfile.TemporaryDirectory() as name:
        clean_to(Path(name), "source", items, options=options, map=map)
        return schema.read(Path(name), "articles"), schema.read(Path(name), "ledger")
