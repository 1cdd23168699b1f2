"""Bad input: whatever bytes come, the run goes on and every item is in the ledger with one verdict."""

from __future__ import annotations

import gzip
import io
import random
import time
import zipfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from analysis.cleaning import clean_source
from analysis.declarations import Outlet, Source
from analysis.reading import Item, Problem, find_files, read_items

OUTLET = Outlet(name="courier", label="Courier", checked="unchecked")
LANGUAGES = ("de", "en", "ru")
VERDICTS = ("kept", "set aside")
SENTENCE = "Der Minister eröffnete am Freitag die neue Brücke und dankte den Arbeitern. "
LONGEST_SECONDS = 10
Factory = pytest.TempPathFactory


def cleaned(folder: Path, **options: object) -> tuple[list[Item | Problem], pd.DataFrame, pd.DataFrame]:
    source = Source(files=("**/*",), outlet="courier", **options)  # type: ignore[arg-type]
    files = find_files(folder, source.files)
    items = list(read_items(files, root=folder, source_name="s", source=source))
    articles, ledger = clean_source(items, source=source, outlet=OUTLET, languages=LANGUAGES)
    check_ledger(items, articles, ledger)
    return items, articles, ledger


def check_ledger(items: list[Item | Problem], articles: pd.DataFrame, ledger: pd.DataFrame) -> None:
    """Each item has exactly one verdict, and the kept ones are the articles."""
    verdicts = ledger[ledger["action"].isin(VERDICTS)]
    expected = Counter(item.id for item in items if isinstance(item, Item) or item.action == "set aside")
    assert Counter(verdicts["item"]) == expected
    assert set(expected.values()) <= {1}
    assert sorted(verdicts.loc[verdicts["action"] == "kept", "item"]) == sorted(articles["id"])


def rules(ledger: pd.DataFrame) -> list[str]:
    return sorted(ledger.loc[ledger["action"] == "set aside", "rule"])


def page(text: str = SENTENCE * 4, *, title: str = "Brücke ist offen") -> str:
    body = f"<article><h1>{title}</h1><p>{text}</p><p>{text}</p></article><footer>© Courier</footer>"
    return (
        f'<html><head><title>{title}</title><meta property="article:published_time" '
        f'content="2024-05-24T15:34:00+03:00"></head><body><nav><a>Start</a></nav>'
        f"{body}</body></html>"
    )


def test_truncated_gzip_of_a_page(tmp_path: Path) -> None:
    chance = random.Random(1)
    data = gzip.compress(page("".join(chance.choice("abcdefgh ") for _ in range(5_000))).encode())
    (tmp_path / "cut.html.gz").write_bytes(data[: len(data) // 2])
    (tmp_path / "head.html.gz").write_bytes(data[:5])
    (tmp_path / "good.html").write_text(page())
    _, articles, ledger = cleaned(tmp_path)
    assert len(articles) == 1
    assert rules(ledger) == ["truncated gzip", "truncated gzip"]


@pytest.mark.parametrize("name", ["long.html", "long.txt", "long.csv", "long.jsonl", "long.rtf"])
def test_fifty_megabytes_in_one_line(tmp_path: Path, name: str) -> None:
    head = {"long.jsonl": b'{"date": "2024-05-24", "text": "', "long.rtf": b"{\\rtf1 "}.get(name, b"")
    (tmp_path / name).write_bytes(
        (b"date,text\n2024-05-24," if name == "long.csv" else head) + b"a b " * 12_500_000
    )
    _, articles, ledger = cleaned(tmp_path)
    assert articles.empty
    assert rules(ledger) == ["too large"]


def test_a_long_line_costs_one_row(tmp_path: Path) -> None:
    rows = [b"date,text", b"2024-05-24," + SENTENCE.encode() * 3, b"2024-05-25," + b"x" * 21_000_000]
    (tmp_path / "rows.csv").write_bytes(b"\n".join([*rows, b"2024-05-26," + SENTENCE.encode() * 4, b""]))
    _, articles, ledger = cleaned(tmp_path)
    assert len(articles) == 2
    assert rules(ledger) == ["too large"]


BOMB = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
DOCTYPE = f'<!DOCTYPE html [<!ENTITY e0 "lol">{BOMB}<!ENTITY file SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [DOCTYPE, '<?xml version="1.0"?>' + DOCTYPE])
def test_entity_bombs(tmp_path: Path, head: str) -> None:
    (tmp_path / "bomb.html").write_text(head + page(SENTENCE * 4 + "&e9; &file;"))
    begin = time.monotonic()
    _, articles, _ = cleaned(tmp_path)
    assert time.monotonic() - begin < LONGEST_SECONDS
    assert articles["text"].str.len().sum() < 10_000
    assert not articles["text"].str.contains("lollol").any()


def test_mixed_encodings_in_one_table(tmp_path: Path) -> None:
    text = SENTENCE * 3
    rows = [
        f"2024-05-2{day},{day} {text}\n".encode(code) for day, code in enumerate(("utf-8", "windows-1252"))
    ]
    (tmp_path / "mixed.csv").write_bytes(b"date,text\n" + b"".join(rows))
    _, articles, _ = cleaned(tmp_path)
    assert sorted(articles["text"]) == [f"{number} {text.strip()}" for number in range(2)]


def packed(data: bytes, name: str = "a.txt") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


TABLE = f"date,title,text\n2024-05-24,Brücke,{SENTENCE * 3}\n"


@pytest.mark.parametrize(
    ("name", "data", "kept", "aside"),
    [
        ("page.csv", page().encode(), 1, []),
        ("page.txt", page().encode("utf-16"), 1, []),
        ("page.html.gz", page().encode(), 1, []),
        ("page.jpg", page().encode(), 1, []),
        ("zipped.html", gzip.compress(page().encode()), 1, []),
        ("archive.html", packed(page().encode(), "a.html"), 1, []),
        ("table.txt", TABLE.encode(), 1, []),
        ("table.xls", TABLE.replace(",", "\t").encode(), 1, []),
        ("lines.txt", f'{{"date": "2024-05-24", "text": "{SENTENCE * 3}"}}\n'.encode() * 2, 2, []),
        ("picture.html", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, 0, ["unknown format"]),
        ("paper.txt", b"%PDF-1.7\n" + bytes(range(256)) * 9, 0, ["unknown format"]),
        ("program.html", b"\x7fELF" + bytes(999), 0, ["unknown format"]),
        ("nested.zip", packed(packed(b"x"), "inner.zip"), 0, ["unknown format"]),
        ("nulls.html", page().replace("Brücke", "Br\0ücke").encode(), 1, []),
        ("noise.html", bytes(range(1, 32)) * 90, 0, ["unreadable"]),
    ],
)
def test_wrong_endings(tmp_path: Path, name: str, data: bytes, kept: int, aside: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    _, articles, ledger = cleaned(tmp_path)
    assert (len(articles), rules(ledger)) == (kept, aside)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("../../a.html", "escapes its folder"),
        ("..\\a.html", "escapes its folder"),
        ("/a.html", "escapes its folder"),
        ("C:\\a.html", "escapes its folder"),
        ("a\nb.html", ""),
        ("-rf.html", ""),
        ("=cmd|' '!A0.html", ""),
        ("<script>.html", ""),
        ("x" * 300 + ".html", ""),
    ],
)
def test_names_with_tricks(tmp_path: Path, name: str, place: str) -> None:
    before = sorted(tmp_path.parent.rglob("a.html"))
    (tmp_path / "all.zip").write_bytes(packed(page().encode(), name))
    _, articles, ledger = cleaned(tmp_path)
    assert rules(ledger) == ([place] if place else [])
    assert len(articles) == (0 if place else 1)
    assert sorted(tmp_path.parent.rglob("a.html")) == before


def test_a_broken_quote_costs_one_row(tmp_path: Path) -> None:
    rows = [f'2024-05-{day},"{SENTENCE * 3}{day}"' for day in range(10, 20)]
    rows[3] = rows[3][:-1]
    (tmp_path / "broken.csv").write_text("\n".join(["date,text", *rows, ""]))
    _, articles, ledger = cleaned(tmp_path)
    assert len(articles) == 9
    assert rules(ledger) == ["broken quote"]


# Fuzzing: bytes, and pages of our own with pieces cut out, doubled, exchanged or overwritten

PIECES = [
    page().encode(),
    f"Start\nPolitik\n\n24.05.2024 15:34\n\nBrücke ist offen\n\n{SENTENCE * 4}\n\n© Courier".encode(),
    TABLE.encode(),
    f'{{"date": "2024-05-24", "text": "{SENTENCE * 3}"}}\n'.encode(),
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 70\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>24.05.2024</p>\r\n\r\n",
    b"{\\rtf1\\ansi{\\fonttbl}Bridge\\par Courier\\par 24 May 2024\\par 5 words\\par End of Document\\par}",
    b"Bridge\n5 words\n24 May 2024\nCourier\nEnglish\nText.\nDocument DCOUR00020240524ek5o0000x\n",
]
NAMES = ["a.html", "a.txt", "a.csv", "a.jsonl", "a.zip", "a.gz", "a.parquet", "a.warc", "a.rtf", "a"]
SALT = [
    b"\0",
    b"<",
    b">",
    b'"',
    b"\xff",
    b"\xc3",
    b"&#x110000;",
    b"</p>",
    b"<div>" * 99,
    b"{",
    b"\\u-1",
    b"\n",
]
FUZZ = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real-looking file with one to six changes, sometimes packed afterwards."""
    data = draw(st.sampled_from(PIECES))
    for _ in range(draw(st.integers(1, 6))):
        begin, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        middle = draw(
            st.sampled_from([b"", data[begin:end] * 2, data[begin:end][::-1], *PIECES])
            | st.sampled_from(SALT)
        )
        data = data[:begin] + middle + data[end:]
    how = draw(st.sampled_from(["plain", "plain", "gzip", "zip", "utf-16", "cut gzip"]))
    if how == "utf-16":
        return data.decode("utf-8", "replace").encode("utf-16")
    if how == "zip":
        return packed(data, draw(st.sampled_from(NAMES)))
    if "gzip" in how:
        return gzip.compress(data, mtime=0)[: -9 if how == "cut gzip" else None]
    return data


def survives(folder: Path, name: str, data: bytes) -> None:
    (path := folder / name).write_bytes(data)
    begin = time.monotonic()
    items, _, _ = cleaned(folder)
    assert time.monotonic() - begin < LONGEST_SECONDS * max(1, len(items))
    assert items
    path.unlink()


@FUZZ
@seed(1)
@given(name=st.sampled_from(NAMES), data=mutated())
def test_mutated_files_never_end_the_run(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes
) -> None:
    survives(tmp_path_factory.mktemp("fuzz"), name, data)


@FUZZ
@seed(2)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=2_000))
def test_bytes_never_end_the_run(tmp_path_factory: Factory, name: str, data: bytes) -> None:
    survives(tmp_path_factory.mktemp("fuzz"), name, data)


@FUZZ
@seed(3)
@given(
    form=st.sampled_from(["html", "text", "csv", "tsv", "jsonl", "parquet", "warc", "lexisnexis", "factiva"]),
    data=mutated() | st.binary(max_size=500),
)
def test_a_declared_format_that_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, form: str, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "a.dat").write_bytes(data)
    items, _, _ = cleaned(folder, format=form)
    assert items
