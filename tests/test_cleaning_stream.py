"""Streaming: equal bytes whatever the workers, the order of items and the ranges; nothing is left behind."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import schema, storage
from analysis.cleaning import Options, clean_to
from analysis.cleaning import chrome as chrome_module
from analysis.cleaning import spool as spool_module
from analysis.cleaning import stream as stream_module
from analysis.cleaning.spool import SortedTable, Spool, ranges_for
from analysis.declarations import Outlet, Source
from analysis.pipeline.executor import workers
from analysis.reading import Item, Problem
from analysis.reading.rows import canonical

OPTIONS = Options(
    Source(files=("*",), outlet="courier"),
    Outlet(name="courier", label="Courier", checked="unchecked"),
    ("de", "en"),
)
SENTENCES = (
    "Der Minister eröffnete am Freitag die neue Brücke und dankte den Arbeitern.",
    "Die Gäste kamen aus dem Bezirk und aus der Stadt, um die Brücke zu sehen.",
    "Am Abend wurde auf dem Platz vor dem Rathaus ein Fest gefeiert.",
)


def items(count: int = 60) -> list[Item | Problem]:
    chance = random.Random(3)
    found: list[Item | Problem] = []
    for number in range(count):
        lines = [f"{sentence} {number}." for sentence in chance.sample(SENTENCES, 3)]
        text = "\n".join(["Folgen Sie uns überall", *lines, "Mehr Nachrichten aus dem Land"])
        row: dict[str, object] = {
            "date": f"2024-05-{number % 28 + 1:02d}",
            "title": f"Nr. {number}",
            "text": text,
        }
        found.append(Item("s", "a.csv", f"row {number}", canonical(row), {}, "record"))
    return [*found, Problem("s", "b.csv", "row 1", "broken row", "two fields")]


def written(
    folder: Path, given: Iterable[Item | Problem], map_: Callable[..., Any] = map
) -> tuple[bytes, ...]:
    paths, count = clean_to(folder, "s", given, options=OPTIONS, map=map_)
    assert count == 60
    assert [path.relative_to(folder).as_posix() for path in paths] == [
        "articles/s.parquet",
        "ledger/s.parquet",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["articles", "ledger"]
    return tuple(path.read_bytes() for path in paths)


def test_bytes_do_not_depend_on_workers_order_or_size_of_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = written(tmp_path / "one", items())
    monkeypatch.setattr(stream_module, "BATCH", 7)
    with workers(2) as pool:
        assert written(tmp_path / "two", items(), pool.map) == expected
    assert written(tmp_path / "three", reversed(items())) == expected


def test_rows_are_sorted_and_chrome_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool_module, "RANGE_BYTES", 2_000)
    monkeypatch.setattr(spool_module, "PENDING_BYTES", 3_000)
    monkeypatch.setattr(spool_module, "ROW_GROUP", 16)
    monkeypatch.setattr(stream_module, "BATCH", 5)
    written(tmp_path, items())
    articles, ledger = schema.read(tmp_path, "articles"), schema.read(tmp_path, "ledger")
    assert articles["id"].tolist() == sorted(item.id for item in items() if isinstance(item, Item))
    assert not articles["text"].str.contains("Folgen Sie uns").any()
    keys = list(zip(ledger["item"], ledger["number"], strict=True))
    assert keys == sorted(keys)
    assert (ledger["rule"] == "broken row").sum() == 1
    file = pq.ParquetFile(tmp_path / "articles" / "s.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [
        16,
        16,
        16,
        12,
    ]


def test_a_sample_decides_what_is_chrome_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chrome_module, "SAMPLE", 20)
    told = [
        chrome_module.Evidence(f"{number:03d}", False, ("first",) if number < 20 else ("other",), ("last",))
        for number in range(100)
    ]
    for seed in range(3):
        random.Random(seed).shuffle(told)
        sample = chrome_module.Sample()
        for evidence in told:
            sample.add(evidence)
        learned = sample.learn().body
        assert (learned.above, learned.below) == ({"first"}, {"last"})


def test_a_failing_source_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[Item | Problem]:
        yield from items()
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="disk"):
        clean_to(tmp_path, "s", failing(), options=OPTIONS)
    assert list(tmp_path.iterdir()) == []


def rows(ids: Iterable[str]) -> pa.Table:
    empty = dict.fromkeys(schema.TABLES["ledger"].columns, "")
    return pa.Table.from_pylist(
        [{**empty, "item": one, "number": 0} for one in ids],
        schema=schema.TABLES["ledger"].arrow.remove_metadata(),
    )


@pytest.mark.parametrize("ranges", [1, 3, 128])
def test_sorted_table(tmp_path: Path, ranges: int) -> None:
    ids = [storage.digest(str(number).encode(), size=8) for number in range(500)]
    table = SortedTable("ledger", tmp_path, ranges=ranges)
    for begin in range(0, 500, 90):
        table.add(rows(ids[begin : begin + 90]))
    path = tmp_path / "ledger.parquet"
    assert table.write(path) == 500
    assert pq.read_table(path)["item"].to_pylist() == sorted(ids)
    assert [left.name for left in tmp_path.iterdir()] == ["ledger.parquet"]
    assert pq.read_schema(path).equals(schema.TABLES["ledger"].arrow, check_metadata=True)


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "ledger.parquet"
    assert SortedTable("ledger", tmp_path, ranges=1).write(path) == 0
    assert pq.read_schema(path).names == list(schema.TABLES["ledger"].columns)


def test_a_key_that_is_not_unique(tmp_path: Path) -> None:
    table = SortedTable("ledger", tmp_path, ranges=2)
    table.add(rows(["0a" * 8, "ff" * 8, "0a" * 8]))
    with pytest.raises(ValueError, match=r"table ledger: key .* is not unique"):
        table.write(tmp_path / "ledger.parquet")


def test_spool_gives_back_what_came(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "pages")
    for batch in (b"one", b"", b"three"):
        spool.add(batch)
    assert list(spool.read()) == [b"one", b"", b"three"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("size", "ranges"), [(0, 1), (63_999_999, 1), (64_000_000, 2), (10**12, 128)])
def test_number_of_ranges_depends_on_the_size_alone(size: int, ranges: int) -> None:
    assert ranges_for(size) == ranges
