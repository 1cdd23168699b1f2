"""Tables: what may be written, and that what is read is what was written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scipy import sparse

from analysis import schema
from analysis.schema import TABLES, conform


def rows(table: str, count: int, /, **columns: object) -> pd.DataFrame:
    """A frame that fits a table: numbered texts, ones, and the given columns."""
    made = {}
    for name, kind in TABLES[table].columns.items():
        if kind == schema.TEXT:
            made[name] = [f"{name} {place:05d}" for place in range(count)]
        elif kind == schema.DAY:
            made[name] = [dt.date(2024, 1, 1)] * count
        elif kind == schema.INSTANT:
            made[name] = [pd.Timestamp("2024-01-01T08:30", tz="UTC")] * count
        else:
            made[name] = [kind == schema.FLAG or place for place in range(count)]
    return pd.DataFrame({**made, **columns})


@pytest.mark.parametrize("table", sorted(TABLES))
def test_keys_are_columns_and_names_say_what_a_row_is(table: str) -> None:
    spec = TABLES[table]
    assert spec.name == table
    assert spec.key
    assert set(spec.key) <= set(spec.columns)
    assert spec.what.startswith("one ")


@pytest.mark.parametrize("table", sorted(TABLES))
@pytest.mark.parametrize("number", [0, 3])
def test_every_table_can_be_written_and_read(table: str, number: int, tmp_path: Path) -> None:
    frame = rows(table, number)
    schema.write(frame, tmp_path, table)
    found = schema.read(tmp_path, table)
    assert list(found.columns) == list(TABLES[table].columns)
    assert found.to_dict("list") == frame.to_dict("list")
    stored = pq.read_schema(schema.path_of(tmp_path, table))
    assert {field.name: field.type for field in stored} == TABLES[table].columns
    assert stored.metadata[b"table"] == table.encode()


def test_dates_instants_and_nulls_survive(tmp_path: Path) -> None:
    instant = pd.Timestamp("2024-05-24T21:30:15.123456", tz="UTC")
    frame = rows(
        "articles",
        2,
        published=pd.Series([instant, pd.NaT]),
        day=[dt.date(2024, 5, 25), dt.date(1899, 12, 31)],
        crawled=[None, dt.date(2024, 6, 1)],
        position=[None, 3],
        byline=[None, "Ä„ё\U0001f389\n"],
        url=["", None],
    )
    schema.write(frame, tmp_path, "articles", "a")
    found = schema.read(tmp_path, "articles")
    assert found["published"].tolist()[0] == instant
    assert found["published"].isna().tolist() == [False, True]
    assert found["day"].tolist() == [dt.date(2024, 5, 25), dt.date(1899, 12, 31)]
    assert found["crawled"].tolist() == [None, dt.date(2024, 6, 1)]
    assert found["position"].isna().tolist() == [True, False]
    assert found["position"].tolist()[1] == 3
    assert found["byline"].isna().tolist() == [True, False]
    assert found["byline"].tolist()[1] == "Ä„ё\U0001f389\n"
    assert found["url"].tolist()[0] == ""
    assert found["url"].isna().tolist() == [False, True]


def test_an_instant_of_another_zone_is_stored_in_utc() -> None:
    local = pd.Series([pd.Timestamp("2024-05-24T10:00", tz="Europe/Minsk")])
    stored = conform(rows("articles", 1, published=local), "articles")["published"]
    assert str(stored.type.tz) == "UTC"
    assert stored.to_pylist()[0] == dt.datetime(2024, 5, 24, 7, tzinfo=dt.UTC)


def test_columns_that_are_missing_or_unknown_are_named() -> None:
    frame = rows("sentences", 1).drop(columns=["hash", "end"]).assign(voice="outlet")
    message = r"table sentences: missing \['end', 'hash'\], unknown \['voice'\]"
    with pytest.raises(ValueError, match=message):
        conform(frame, "sentences")


def test_a_key_twice_is_refused() -> None:
    frame = pd.concat([rows("sentences", 2), rows("sentences", 1)])
    with pytest.raises(ValueError, match=r"table sentences: key \('article', 'number'\) is not unique"):
        conform(frame, "sentences")


@pytest.mark.parametrize("value", [1.5, 2**31, "one"])
def test_values_that_do_not_fit_are_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        conform(rows("sentences", 1, start=[value]), "sentences")


def test_rows_and_columns_are_put_in_order() -> None:
    frame = rows("sentences", 4, article=["b", "a", "ё", "a"], number=[0, 1, 0, 0])
    found = conform(frame[frame.columns[::-1]].iloc[::-1], "sentences").to_pandas()
    assert list(found.columns) == list(TABLES["sentences"].columns)
    keys = list(zip(found["article"], found["number"], strict=True))
    assert keys == [("a", 0), ("a", 1), ("b", 0), ("ё", 0)]


def test_conform_leaves_the_frame_alone_and_writing_twice_gives_equal_bytes(tmp_path: Path) -> None:
    frame = rows("spans", 5)
    before = frame.copy(deep=True)
    one = schema.write(frame, tmp_path / "one", "spans", "x").read_bytes()
    two = schema.write(frame.sample(frac=1, random_state=1), tmp_path / "two", "spans", "x").read_bytes()
    pd.testing.assert_frame_equal(frame, before)
    assert one == two


def test_a_refused_table_leaves_the_old_one(tmp_path: Path) -> None:
    schema.write(rows("sentences", 2), tmp_path, "sentences")
    with pytest.raises(ValueError, match="missing"):
        schema.write(rows("sentences", 3).drop(columns="hash"), tmp_path, "sentences")
    assert len(schema.read(tmp_path, "sentences")) == 2


def test_parts_are_read_together_in_the_order_of_the_key(tmp_path: Path) -> None:
    frame = rows("sentences", 6)
    schema.write(frame.iloc[[1, 3, 5]], tmp_path, "sentences", "a")
    schema.write(frame.iloc[[0, 2, 4]], tmp_path, "sentences", "b")
    assert [path.stem for path in schema.parts(tmp_path, "sentences")] == ["a", "b"]
    assert schema.read(tmp_path, "sentences").to_dict("list") == frame.to_dict("list")
    assert schema.read(tmp_path, "sentences", "b")["number"].tolist() == [0, 2, 4]
    assert schema.read(tmp_path, "sentences", columns=["hash"])["hash"].tolist() == frame["hash"].tolist()
    assert list(schema.read(tmp_path, "sentences", columns=["end", "article"]).columns) == ["end", "article"]


def test_a_table_that_was_not_written_is_empty_with_its_columns(tmp_path: Path) -> None:
    found = schema.read(tmp_path, "articles", columns=["id", "day"])
    assert found.empty
    assert list(found.columns) == ["id", "day"]
    assert schema.parts(tmp_path, "articles") == []
    assert list(schema.scan(tmp_path, "articles", columns=["id"])) == []
    schema.write(rows("articles", 1), tmp_path, "articles", "a")
    assert schema.read(tmp_path, "articles", "b").empty


def test_batches_hold_every_row_once_in_order(tmp_path: Path) -> None:
    frame = rows("articles", 23, language=["de", "en"] * 11 + ["de"])
    schema.write(frame.iloc[:10], tmp_path, "articles", "a")
    schema.write(frame.iloc[10:], tmp_path, "articles", "b")
    for size in (1, 4, 100):
        batches = list(schema.scan(tmp_path, "articles", columns=["id", "text"], size=size))
        assert max(map(len, batches)) <= size
        assert pd.concat(batches)["id"].tolist() == frame["id"].tolist()
        assert all(list(batch.columns) == ["id", "text"] for batch in batches)
    german = pd.concat(schema.scan(tmp_path, "articles", columns=["id"], language="de", size=4))
    assert german["id"].tolist() == frame.loc[frame["language"] == "de", "id"].tolist()
    assert list(german.columns) == ["id"]
    assert list(schema.scan(tmp_path, "articles", columns=["id"], language="ru")) == []


def test_matrices_come_back_as_they_were(tmp_path: Path) -> None:
    matrix = sparse.csr_array(np.array([[0, 2, 0], [0, 0, 0], [1, 0, 70_000]]))
    schema.write_matrix(matrix, tmp_path, "articles", "de")
    found = schema.read_matrix(tmp_path, "articles", "de")
    assert found.toarray().tolist() == matrix.toarray().tolist()
    assert found.shape == (3, 3)
    empty = sparse.csr_array((4, 0), dtype=np.int32)
    schema.write_matrix(empty, tmp_path, "sentences", "de")
    assert schema.read_matrix(tmp_path, "sentences", "de").shape == (4, 0)


def test_matrices_have_equal_bytes_and_are_not_pickled(tmp_path: Path) -> None:
    matrix = sparse.csr_array(np.eye(4, dtype=int))
    one, two = (schema.write_matrix(matrix, tmp_path / name, "articles", "de") for name in "ab")
    assert one.read_bytes() == two.read_bytes()
    np.savez(one.open("wb"), data=np.array([{}], dtype=object), indices=[0], indptr=[0], shape=[1, 1])
    with pytest.raises(ValueError, match="pickle"):
        schema.read_matrix(tmp_path / "a", "articles", "de")


def test_types_are_the_documented_ones() -> None:
    assert TABLES["articles"].columns["published"] == pa.timestamp("us", tz="UTC")
    assert TABLES["articles"].columns["day"] == pa.date32()
    assert TABLES["measures"].columns["value"] == pa.float64()
