"""The tables: columns, types, keys; read and write.

Each table is one Parquet file or a folder of parts (one part a source, language or measure). A part is
sorted by the table's key, has exactly the columns below in this order, and is written by one stage only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

from analysis import storage

TEXT, INTEGER, REAL, FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()
INSTANT, DAY = pa.timestamp("us", tz="UTC"), pa.date32()


@dataclass(frozen=True)
class Table:
    """One table: its columns with their Arrow types, and the columns that order and identify a row."""

    name: str
    columns: dict[str, pa.DataType]
    key: tuple[str, ...]
    what: str

    @property
    def arrow(self) -> pa.Schema:
        return pa.schema(list(self.columns.items()), metadata={"table": self.name, "row": self.what})


def _texts(*names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names, TEXT)


TABLES = {
    table.name: table
    for table in (
        Table(
            "articles",
            {
                **_texts("id", "source", "outlet", "service", "language", "genre", "url"),
                "published": INSTANT,
                "day": DAY,
                "precision": TEXT,
                "crawled": DAY,
                "section": TEXT,
                "position": INTEGER,
                **_texts("title", "dateline_place"),
                "dateline_date": DAY,
                **_texts("byline", "origin", "text", "file", "raw_hash"),
            },
            ("id",),
            "one article; published is an instant in UTC, null when precision is not minute;"
            " day is the date in the outlet's time zone; origin is original or translation",
        ),
        Table(
            "ledger",
            {**_texts("item", "source", "file", "action", "rule", "part", "cut"), "number": INTEGER},
            ("item", "number"),
            "one raw item kept or set aside with its rule, one cut, or one flag;"
            " action is kept, set aside, cut or flag",
        ),
        Table(
            "reprints",
            {
                **_texts("article", "cluster", "first", "kind"),
                "lag": REAL,
                "share": REAL,
                "source": TEXT,
                "contained": REAL,
                **_texts("version_of", "clock"),
                "added": INTEGER,
                "dropped": INTEGER,
            },
            ("article",),
            "one article that repeats or is repeated; cluster and first are the id of the article that stands"
            " for it in models; kind is first, exact, near, version (an update by the same outlet and"
            " service) or partial (a part of source, an earlier article; left out of models only where the"
            " study says so);"
            " source is the article compared with, empty when nothing is repeated: lag in days (to the minute"
            " or, by clock, the day), share of the article's own 5-word shingles in common, contained that of"
            " the shorter one, added and dropped numbers of words; version_of is the member of the same"
            " outlet and service before it, at most 3 days",
        ),
        Table(
            "coverage",
            {
                **_texts("outlet", "service", "language"),
                "start": DAY,
                "end": DAY,
                "kind": TEXT,
                "articles": INTEGER,
                **dict.fromkeys(("expected", "p", "share_of_numbers"), REAL),
            },
            ("outlet", "service", "language", "start"),
            "one stretch of days of a service, start to end: kind is gap, incomplete or complete; expected"
            " articles at its usual rate, p corrected for the number of runs, share of the running numbers in"
            " addresses seen",
        ),
        Table(
            "sentences",
            {"article": TEXT, "number": INTEGER, "start": INTEGER, "end": INTEGER, "hash": TEXT},
            ("article", "number"),
            "one sentence; start and end are character offsets into the article's text",
        ),
        Table(
            "spans",
            {
                "article": TEXT,
                "start": INTEGER,
                "end": INTEGER,
                **_texts("layer", "class", "value", "speaker", "verb"),
            },
            ("article", "start", "end", "layer", "class", "value"),
            "one stretch of text; layer is voice, source (words that name a speaker), frame term, name, actor"
            " or foreign language",
        ),
        Table(
            "terms",
            {
                "language": TEXT,
                "number": INTEGER,
                "term": TEXT,
                "form": TEXT,
                "documents": INTEGER,
                "count": INTEGER,
                "stop": FLAG,
                **_texts("kind", "parts", "others"),
            },
            ("language", "number"),
            "one vocabulary entry: column of the matrices, lemma, most frequent form; kind is word or phrase;"
            " parts are the lemmas of a compound's parts, others further lemmas its forms may have, each"
            " joined by blanks",
        ),
        Table(
            "phrases",
            {
                **_texts("language", "term", "form", "kind"),
                "documents": INTEGER,
                "count": INTEGER,
                "score": REAL,
            },
            ("language", "term"),
            "one multi-word term counted as one entry of the vocabulary: its lemmas, most frequent form; kind"
            " is declared, name or association; score is logDice of its weakest pair of neighbours",
        ),
        Table(
            "actors",
            {
                **_texts("language", "actor", "label", "kind", "role"),
                "declared": FLAG,
                "forms": TEXT,
                "articles": INTEGER,
                "mentions": INTEGER,
            },
            ("language", "actor"),
            "one person, organisation or place that texts name, declared by the study or found; actor is its"
            " name in spans and measures; kind is person, organisation, place or unknown; forms are what was"
            " met, the most frequent first, joined by |; articles and mentions count all articles",
        ),
        Table(
            "components",
            {"model": TEXT, "language": TEXT, "topic": INTEGER, "term": TEXT, "weight": REAL},
            ("model", "language", "topic", "term"),
            "one weight of a term in a topic; weights of a topic sum to one",
        ),
        Table(
            "measures",
            {**_texts("unit_kind", "unit", "measure", "class", "target", "voice"), "value": REAL},
            ("unit_kind", "unit", "measure", "class", "target", "voice"),
            "one value of one unit; zeros of sparse measures are not stored",
        ),
        Table(
            "codings",
            {
                "article": TEXT,
                "start": INTEGER,
                "end": INTEGER,
                **_texts("hash", "variable", "coder", "value"),
            },
            ("article", "start", "end", "variable", "coder"),
            "one human judgement, with the hash of the text that was shown",
        ),
        Table(
            "estimates",
            {
                **_texts("measure", "class", "target", "voice", "language", "scope"),
                **_texts("dimension", "group", "period", "contrast"),
                "estimate": REAL,
                "low": REAL,
                "high": REAL,
                "n": INTEGER,
                "denominator": REAL,
                "clusters": INTEGER,
                "method": TEXT,
                "p": REAL,
                "corrected": FLAG,
            },
            (
                *("measure", "language", "scope", "dimension", "contrast", "class", "target", "voice"),
                *("group", "period"),
            ),
            "one estimate with its 95 % interval; p is that of a test by permutation, adjusted for the number"
            " of terms tested, where there is one; dimension names what group is (outlet, service, section,"
            " speaker), period is empty, a month, a quarter, before or after; contrast is empty or names"
            " the difference; scope is original (one article of each reprint cluster), all, or standardised"
            " (originals, to one common mix of genres)",
        ),
    )
}


# Classes of layer voice in table `spans` that are somebody's speech; the others are words in marks.
SPEECH = ("direct", "indirect")


def speech(spans: pd.DataFrame) -> pd.DataFrame:
    """The rows of table `spans` (columns layer and class at least) that are somebody's speech."""
    return spans[(spans["layer"] == "voice") & spans["class"].isin(SPEECH)]


def path_of(folder: Path, table: str, part: str = "") -> Path:
    """Where a table, or one part of it, lies below a study's folder of processed data."""
    name = TABLES[table].name
    return folder / name / f"{part}.parquet" if part else folder / f"{name}.parquet"


def empty(table: str) -> pd.DataFrame:
    """A frame with the table's columns and no row."""
    return pd.DataFrame(columns=list(TABLES[table].columns))


def joined(pieces: Iterable[pd.DataFrame], table: str) -> pd.DataFrame:
    """The rows of all pieces of a table, with its columns where there is none."""
    rows = [piece for piece in pieces if len(piece)]
    return pd.concat(rows, ignore_index=True) if rows else empty(table)


def conform(frame: pd.DataFrame, table: str) -> pa.Table:
    """The frame as an Arrow table with the table's columns, types and order of rows.

    Raises ValueError when a column is missing or unknown, or when the key is not unique.
    """
    spec = TABLES[table]
    missing, unknown = set(spec.columns) - set(frame.columns), set(frame.columns) - set(spec.columns)
    if missing or unknown:
        raise ValueError(f"table {table}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    if not len(frame):
        return spec.arrow.empty_table()
    arrow = pa.Table.from_pandas(frame[list(spec.columns)], preserve_index=False, safe=False)
    arrow = arrow.cast(pa.schema(list(spec.columns.items()))).sort_by(
        [(name, "ascending") for name in spec.key]
    )
    keys = arrow.select(list(spec.key))
    if keys.num_rows and keys.group_by(list(spec.key)).aggregate([]).num_rows != keys.num_rows:
        raise ValueError(f"table {table}: key {spec.key} is not unique")
    return arrow.replace_schema_metadata(spec.arrow.metadata)


def write(frame: pd.DataFrame, folder: Path, table: str, part: str = "") -> Path:
    """Write a frame as a table (or one part of it) below `folder`; see `conform` for what is checked."""
    arrow = conform(frame, table)
    return storage.replace(
        path_of(folder, table, part),
        lambda temporary: pq.write_table(arrow, temporary, compression="zstd", row_group_size=20_000),
    )


def parts(folder: Path, table: str) -> list[Path]:
    """The files of a table, sorted by name; empty when the table was not written."""
    single = path_of(folder, table)
    return [single] if single.exists() else sorted((folder / table).glob("*.parquet"))


def read(folder: Path, table: str, part: str = "", *, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read a table, or one part, sorted by its key; days are Python dates, instants UTC timestamps.

    A table without files is an empty frame with its columns. Without `columns` the text of articles is
    read too: name the columns when the text is not needed.
    """
    spec = TABLES[table]
    files = [path_of(folder, table, part)] if part else parts(folder, table)
    files = [file for file in files if file.exists()]
    wanted = list(columns) if columns is not None else list(spec.columns)
    if not files:
        empty = pa.schema([(name, spec.columns[name]) for name in wanted]).empty_table()
        frame: pd.DataFrame = empty.to_pandas()
        return frame
    loaded = [*dict.fromkeys([*wanted, *spec.key])] if len(files) > 1 else wanted
    arrow = pa.concat_tables([pq.read_table(file, columns=loaded) for file in files])
    if len(files) > 1:
        arrow = arrow.sort_by([(name, "ascending") for name in spec.key])
    result: pd.DataFrame = arrow.select(wanted).replace_schema_metadata(None).to_pandas()
    return result


def scan(
    folder: Path,
    table: str,
    *,
    columns: Sequence[str],
    language: str = "",
    size: int = 2_000,
) -> Iterator[pd.DataFrame]:
    """Batches of at most `size` rows of a table, part after part, so that text is never held whole.

    With `language`, only rows of that language (the table must have the column). Batches keep the order
    of the parts; their boundaries depend only on the files.
    """
    wanted = list(dict.fromkeys([*columns, *(["language"] if language else [])]))
    for file in parts(folder, table):
        for batch in pq.ParquetFile(file).iter_batches(batch_size=size, columns=wanted):
            rows = pa.Table.from_batches([batch])
            if language:
                rows = rows.filter(pc.equal(rows["language"], language))
            if rows.num_rows:
                yield rows.select(list(columns)).replace_schema_metadata(None).to_pandas()


def matrix_path(folder: Path, rows: str, language: str) -> Path:
    """Where the matrix of a language with rows `articles` or `sentences` lies."""
    return folder / "matrices" / f"{rows}-{language}.npz"


def write_matrix(matrix: sparse.csr_array, folder: Path, rows: str, language: str) -> Path:
    """Write counts as compressed rows (indptr, indices, data, shape), never pickled."""

    def save(temporary: Path) -> None:
        with temporary.open("wb") as stream:
            np.savez(
                stream,
                data=np.asarray(matrix.data, np.int32),
                indices=np.asarray(matrix.indices, np.int32),
                indptr=np.asarray(matrix.indptr, np.int64),
                shape=np.array(matrix.shape, dtype=np.int64),
            )

    return storage.replace(matrix_path(folder, rows, language), save)


def read_matrix(folder: Path, rows: str, language: str) -> sparse.csr_array:
    """Counts with one row an article (sorted ids of the language) or a sentence, one column a term."""
    with np.load(matrix_path(folder, rows, language), allow_pickle=False) as arrays:
        parts = (arrays["data"], arrays["indices"], arrays["indptr"])
        return sparse.csr_array(parts, shape=tuple(arrays["shape"].tolist()))
