"""Writing: whole or not at all, and equal bytes for equal content."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from analysis import storage


def test_digest_is_blake2b_and_the_same_for_a_file(tmp_path: Path) -> None:
    """BLAKE2b of "abc" with 16 bytes, by the reference tool (b2sum -l 128)."""
    assert storage.digest(b"abc") == "cf4ab791c62b8d2b2109c90275287816"
    assert len(storage.digest(b"", size=8)) == 16
    data = bytes(range(256)) * 10_000
    (tmp_path / "file").write_bytes(data)
    assert storage.digest_file(tmp_path / "file") == storage.digest(data)


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = storage.write_text(tmp_path / "file.txt", "old")

    def fail(temporary: Path) -> None:
        temporary.write_text("half")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        storage.replace(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "file.txt"

    def write(temporary: Path) -> None:
        assert temporary.parent == path.parent
        temporary.write_text("whole")
        assert not path.exists()

    assert storage.replace(path, write) == path
    assert path.read_text() == "whole"
    assert list(path.parent.iterdir()) == [path]


def test_a_killed_writer_leaves_the_old_file(tmp_path: Path) -> None:
    path = storage.write_text(tmp_path / "file.txt", "old")
    code = (
        "import os, pathlib, sys; from analysis import storage\n"
        "def write(temporary):\n    temporary.write_text('half'); os.kill(os.getpid(), 9)\n"
        "storage.replace(pathlib.Path(sys.argv[1]), write)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    assert path.read_text() == "old"


def test_text_is_utf8_with_line_feeds(tmp_path: Path) -> None:
    assert storage.write_text(tmp_path / "a", "ё\nü\n").read_bytes() == "ё\nü\n".encode()


def test_json_is_sorted_readable_and_the_same_whatever_the_order(tmp_path: Path) -> None:
    one = storage.write_json(tmp_path / "a", {"b": "ё", "a": [1, None]}).read_bytes()
    two = storage.write_json(tmp_path / "b", {"a": [1, None], "b": "ё"}).read_bytes()
    assert one == two
    assert "ё".encode() in one
    assert json.loads(one) == {"a": [1, None], "b": "ё"}


def test_gzip_has_no_name_or_time(tmp_path: Path) -> None:
    one = storage.write_gzip(tmp_path / "one.gz", b"content").read_bytes()
    two = storage.write_gzip(tmp_path / "two.gz", b"content").read_bytes()
    assert one == two
    assert one[3:8] == bytes(5)
    assert gzip.decompress(one) == b"content"


def test_zip_has_equal_bytes_whatever_the_order(tmp_path: Path) -> None:
    members = {"b.txt": b"two", "a/ü.txt": b"one", "c": b""}
    one = storage.write_zip(tmp_path / "one.zip", members).read_bytes()
    two = storage.write_zip(tmp_path / "two.zip", reversed(list(members.items()))).read_bytes()
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == sorted(members)
        assert {name: archive.read(name) for name in members} == members
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# What spreadsheets run as a formula, and what only looks like it.
RISKY = [
    *("=1+1", "+cmd", "-cmd", "@SUM(A1)", " =1+1", "\t=1", "\u200b=1", "\ufeff@x", "＝1", "\r\n=1", "-1+1"),
    *("+49 30", "--1"),
]
HARMLESS = ["", "a=b", "1", "-1", "+1.5", "-1,5", "-.5", "1e-5", "a-b", "1-2", "“=”", "2024-05-24", "ё"]


@pytest.mark.parametrize("cell", RISKY)
def test_formulas_are_neutralised(cell: str) -> None:
    assert storage.neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_other_cells_stay(cell: str) -> None:
    assert storage.neutral(cell) == cell


def test_csv_comes_back_row_by_row() -> None:
    rows = [
        ['quote "', "comma, and\nline"],
        ["carriage\rreturn", "both\r\nends"],
        [None, float("nan")],
        [1, 0.1],
        ["ё", "=1"],
    ]
    text = storage.csv_text(["a", "b"], rows)
    assert "\r" not in text
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b"],
        ['quote "', "comma, and\nline"],
        ["carriage\nreturn", "both\nends"],
        ["", ""],
        ["1", "0.1"],
        ["ё", "'=1"],
    ]


def test_headers_are_neutralised_too() -> None:
    assert storage.csv_text(["=a"], []) == "'=a\n"


def test_numbers_are_written_in_full() -> None:
    assert storage.csv_text(["a"], [[1 / 3], [-2], [1e-300]]) == "a\n0.3333333333333333\n-2\n1e-300\n"


def test_only_the_standard_library_is_imported() -> None:
    code = "import sys; from analysis import storage; print({'numpy', 'pandas'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "set()"
