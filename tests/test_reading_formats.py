"""Web archives, Parquet and exports of databases: what is read from each, and what a damaged one costs."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.cleaning import Page, clean_source, extract
from analysis.declarations import DeclarationError, Outlet, Source
from analysis.reading import Item, Problem, find_files, read_items
from analysis.reading.documents import rtf_lines

OUTLET = Outlet(name="courier", label="Courier", checked="unchecked")
ADDRESS = "https://courier.example/"


def read(folder: Path, **options: object) -> list[Item | Problem]:
    source = Source(files=("*",), outlet="generic", **options)  # type: ignore[arg-type]
    return list(read_items(find_files(folder, source.files), root=folder, source_name="s", source=source))


def split(found: Sequence[Item | Problem]) -> tuple[list[Item], list[Problem]]:
    return (
        [item for item in found if isinstance(item, Item)],
        [item for item in found if isinstance(item, Problem)],
    )


def pages(found: Sequence[Item | Problem]) -> list[Page]:
    source = Source(files=("*",), outlet="courier")
    return [extract(item, source=source, outlet=OUTLET) for item in found if isinstance(item, Item)]


# Web archives


def answer(
    body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def record(number: int, block: bytes, *, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {ADDRESS}{number}\r\n"
        f"WARC-Date: 2024-09-{number + 10}T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def page(number: int) -> bytes:
    text = f"Die Brücke Nummer {number} wurde am Freitag für den Verkehr geöffnet. " * 4
    return (
        f"<html><head><title>Brücke {number} ist offen</title></head><body><h1>Brücke {number} ist offen</h1>"
        f"<p>24.05.2024 15:34</p><p>{text}</p><p>{text}</p></body></html>"
    ).encode()


def archive(*, zipped: bool, count: int = 5) -> list[bytes]:
    records = [record(number, answer(page(number))) for number in range(count)]
    return [gzip.compress(one, mtime=0) for one in records] if zipped else records


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.dat"])
def test_html_responses_of_a_web_archive(tmp_path: Path, name: str, zipped: bool) -> None:
    blocks = [
        record(1, b"GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n", kind="request"),
        record(2, answer(page(2))),
        record(3, answer(b"\x89PNG....", kind="image/png")),
        record(4, answer(b"<html>gone</html>", status="404 Not Found")),
        record(5, answer(page(5).decode().encode("windows-1252"), kind="text/html; charset=windows-1252")),
        record(6, answer(gzip.compress(page(6)), more="Content-Encoding: gzip\r\n")),
    ]
    data = b"".join(gzip.compress(block) for block in blocks) if zipped else b"".join(blocks)
    (tmp_path / name).write_bytes(data)
    items, problems = split(read(tmp_path))
    assert [item.place for item in items] == ["record 2", "record 5", "record 6"]
    assert items[0].raw == page(2)
    assert items[2].raw == page(6)
    assert [(problem.rule, problem.action, problem.note) for problem in problems] == [
        ("records left out", "flag", "1 image/png, 1 request, 1 status 404")
    ]
    articles, ledger = clean_source(
        items, source=Source(files=("*",), outlet="courier"), outlet=OUTLET, languages=("de",)
    )
    assert sorted(articles["url"]) == [f"{ADDRESS}{number}" for number in (2, 5, 6)]
    assert sorted(articles["crawled"]) == [dt.date(2024, 9, day) for day in (12, 15, 16)]
    assert set(articles["day"]) == {dt.date(2024, 5, 24)}
    assert all("Brücke" in text for text in articles["text"])
    assert (ledger["action"] == "kept").sum() == 3


@pytest.mark.parametrize("zipped", [False, True])
def test_a_broken_record_costs_itself_alone(tmp_path: Path, zipped: bool) -> None:
    blocks = archive(zipped=zipped)
    broken = bytearray(blocks[2])
    begin = 40 if zipped else 0
    broken[begin : begin + 12] = b"\0" * 12
    blocks[2] = bytes(broken)
    (tmp_path / "crawl.warc").write_bytes(b"".join(blocks))
    items, problems = split(read(tmp_path))
    assert [item.raw for item in items] == [page(number) for number in (0, 1, 3, 4)]
    assert [problem.rule for problem in problems] == ["broken record"]


@pytest.mark.parametrize("zipped", [False, True])
def test_a_truncated_web_archive_keeps_what_is_whole(tmp_path: Path, zipped: bool) -> None:
    data = b"".join(archive(zipped=zipped))
    (tmp_path / "crawl.warc").write_bytes(data[:-70])
    items, problems = split(read(tmp_path))
    assert [item.raw for item in items] == [page(number) for number in range(4)]
    assert {problem.rule for problem in problems} <= {"truncated record", "broken record"}
    assert len(problems) == 1


def test_a_length_that_lies_is_not_believed(tmp_path: Path) -> None:
    blocks = archive(zipped=False, count=2)
    before, _, after = blocks[1].partition(b"Content-Length: ")
    lying = before + b"Content-Length: 9" + b"9" * 10 + after[after.index(b"\r\n") :]
    (tmp_path / "crawl.warc").write_bytes(blocks[0] + lying)
    items, problems = split(read(tmp_path))
    assert [item.raw for item in items] == [page(0)]
    assert [problem.rule for problem in problems] == ["too large"]


def test_a_web_archive_inside_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("sub/crawl.warc.gz", b"".join(archive(zipped=True, count=2)))
    items, problems = split(read(tmp_path))
    assert [item.where for item in items] == [f"all.zip#sub/crawl.warc.gz record {n}" for n in (1, 2)]
    assert not problems


# Parquet


def table(count: int) -> pa.Table:
    return pa.table(
        {
            "when": [dt.datetime(2024, 5, 24, 12, number % 60) for number in range(count)],
            "story": [f"Text {number}" for number in range(count)],
            "tags": [["a", "ä"]] * count,
            "raw": [b"\xc3\xa4"] * count,
        }
    )


def test_rows_of_parquet(tmp_path: Path) -> None:
    pq.write_table(table(1_203), tmp_path / "all.parquet", row_group_size=500)
    items, problems = split(read(tmp_path, columns={"text": "story", "published": "when"}))
    assert not problems
    assert [item.place for item in items] == [f"row {number}" for number in range(1, 1_204)]
    assert json.loads(items[1_201].raw) == {
        "when": "2024-05-24 12:01:00",
        "story": "Text 1201",
        "tags": ["a", "ä"],
        "raw": "ä",
    }


@pytest.mark.parametrize("name", ["export.csv", "export", "export.txt", "export.parquet.gz"])
def test_parquet_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    buffer = io.BytesIO()
    pq.write_table(table(2), buffer)
    data = gzip.compress(buffer.getvalue()) if name.endswith(".gz") else buffer.getvalue()
    (tmp_path / name).write_bytes(data)
    items, problems = split(read(tmp_path))
    assert ([item.place for item in items], problems) == (["row 1", "row 2"], [])


def test_parquet_without_a_mapped_column(tmp_path: Path) -> None:
    pq.write_table(table(2), tmp_path / "all.parquet")
    with pytest.raises(DeclarationError, match=r"columns\.text: found body; allowed: a column of the file"):
        read(tmp_path, columns={"text": "body"})


def test_truncated_parquet_is_a_problem(tmp_path: Path) -> None:
    pq.write_table(table(50), tmp_path / "all.parquet")
    data = (tmp_path / "all.parquet").read_bytes()
    (tmp_path / "all.parquet").write_bytes(data[: len(data) // 2])
    (problem,) = read(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.rule == "bad parquet"


def test_a_broken_row_group_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "all.parquet"
    rows = table(300).select(["story"])
    pq.write_table(rows, path, row_group_size=100, compression="zstd", use_dictionary=False)
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    begin = column.data_page_offset
    data[begin : begin + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(bytes(data))
    items, problems = split(read(tmp_path))
    assert len(items) == 200
    assert [(problem.rule, problem.place) for problem in problems] == [("bad parquet", "row 101")]
    assert problems[0].note.startswith("rows 101 to 200")


# Exports of databases: the same articles in every container

FIRST = "The minister opened the new bridge on Friday and thanked the workers for their patience."
SECOND = "“It will stand for a hundred years,” he said to the guests who had come from the district."
ERSTER = "Der Minister eröffnete am Freitag die neue Brücke und dankte den Arbeitern für ihre Geduld."
ZWEITER = "„Sie wird hundert Jahre stehen“, sagte er zu den Gästen, die aus dem Bezirk gekommen waren."

NEXIS = [
    "User Name: reader",
    "Documents (2)",
    "1. Bridge opens at last",
    "Search Terms: bridge",
    "Bridge opens at last",
    "The Daily Courier",
    "May 24, 2024 Friday 3:34 PM",
    "Copyright 2024 Courier Press All Rights Reserved",
    "Section: POLITICS; Pg. 4",
    "Length: 31 words",
    "Byline: By Anna Weber",
    "Body",
    FIRST,
    SECOND,
    "Graphic",
    "The bridge in the evening",
    "Classification",
    "Language: ENGLISH",
    "Subject: BRIDGES (90%)",
    "Load-Date: May 25, 2024",
    "End of Document",
    "Brücke endlich offen",
    "Der Tageskurier",
    "24. Mai 2024 Freitag",
    "Copyright 2024 Kurier Verlag Alle Rechte vorbehalten",
    "Rubrik: POLITIK; S. 4",
    "Länge: 29 Wörter",
    "Autor: Von Anna Weber",
    "Body",
    ERSTER,
    ZWEITER,
    "Klassifikation",
    "Language: GERMAN; DEUTSCH",
    "Load-Date: 25. Mai 2024",
    "End of Document",
]
OLD_NEXIS = [
    "1 of 2 DOCUMENTS",
    "The Daily Courier",
    "May 24, 2024 Friday",
    "SECTION: POLITICS; Pg. 4",
    "LENGTH: 31 words",
    "HEADLINE: Bridge opens at last",
    "BYLINE: By Anna Weber",
    "BODY:",
    FIRST,
    SECOND,
    "LOAD-DATE: May 25, 2024",
    "LANGUAGE: ENGLISH",
    "2 of 2 DOCUMENTS",
    "Der Tageskurier",
    "24. Mai 2024 Freitag",
    "RUBRIK: POLITIK; S. 4",
    "LÄNGE: 29 Wörter",
    "HEADLINE: Brücke endlich offen",
    "AUTOR: Von Anna Weber",
    "BODY:",
    ERSTER,
    ZWEITER,
    "UPDATE: 25. Mai 2024",
    "SPRACHE: DEUTSCH",
]
FACTIVA = [
    "Politics",
    "Bridge opens at last after years",
    "By Anna Weber",
    "31 words",
    "24 May 2024",
    "15:34",
    "The Daily Courier",
    "DCOUR",
    "English",
    "Copyright 2024 Courier Press. All Rights Reserved.",
    FIRST,
    SECOND,
    "Document DCOUR00020240524ek5o0000x",
    "Politik",
    "Brücke ist endlich wieder offen",
    "Von Anna Weber",
    "29 Wörter",
    "24. Mai 2024",
    "Der Tageskurier",
    "TKUR",
    "Deutsch",
    "© 2024 Kurier Verlag",
    ERSTER,
    ZWEITER,
    "Dokument TKUR000020240524ek5o00001",
    "Search Summary",
    "Text bridge or Brücke",
]
CODED = [
    "SE Politics",
    "HD Bridge opens at last",
    "BY By Anna Weber",
    "WC 31 words",
    "PD 24 May 2024",
    "ET 15:34",
    "SN The Daily Courier",
    "SC DCOUR",
    "LA English",
    "CY Copyright 2024 Courier Press",
    f"LP {FIRST}",
    f"TD {SECOND}",
    "NS gpol : Politics",
    "AN",
    "Document DCOUR00020240524ek5o0000x",
    "SE",
    "Politik",
    "HD",
    "Brücke endlich offen",
    "BY",
    "Von Anna Weber",
    "WC",
    "29 Wörter",
    "PD",
    "24. Mai 2024",
    "SN",
    "Der Tageskurier",
    "LA",
    "Deutsch",
    "LP",
    ERSTER,
    "TD",
    ZWEITER,
    "AN",
    "Dokument TKUR000020240524ek5o00001",
]
EXPORTS = {"nexis": NEXIS, "old nexis": OLD_NEXIS, "factiva": FACTIVA, "coded": CODED}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(lines: Sequence[str], *, before: str = "") -> bytes:
    body = "".join(
        f"<w:p><w:r><w:t>{html.escape(line[:7])}</w:t></w:r><w:r><w:t>{html.escape(line[7:])}</w:t></w:r></w:p>"
        for line in lines
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return buffer.getvalue()


def rtf(lines: Sequence[str]) -> bytes:
    def sign(letter: str) -> str:
        if letter in "\\{}":
            return "\\" + letter
        if letter < "\x7f":
            return letter
        return f"\\'{ord(letter):02x}" if letter in "äöüßÄÖÜ" else f"\\u{ord(letter)}?"

    body = "".join("".join(map(sign, line)) + "\\par\r\n" for line in lines)
    head = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}}{\*\generator Some Writer;}{\header Page 1\par}"
    return (head + body + "}").encode("ascii")


def web(lines: Sequence[str]) -> bytes:
    body = "\n".join(f'<p class="c{number % 3}">{html.escape(line)}</p>' for number, line in enumerate(lines))
    return f"<html><head><title>Export</title></head><body>{body}</body></html>".encode()


def plain(lines: Sequence[str]) -> bytes:
    return "\r\n\r\n".join(lines).encode()


@pytest.mark.parametrize("vendor", sorted(EXPORTS))
@pytest.mark.parametrize("container", [docx, rtf, web, plain])
@pytest.mark.parametrize("name", ["export", "export.html"])
def test_articles_of_an_export(tmp_path: Path, vendor: str, container: object, name: str) -> None:
    (tmp_path / name).write_bytes(container(EXPORTS[vendor]))  # type: ignore[operator]
    items, problems = split(read(tmp_path))
    assert [(item.place, item.kind) for item in items] == [("article 1", "export"), ("article 2", "export")]
    one, two = pages(items)
    assert one.lines == (FIRST, SECOND)
    assert two.lines == (ERSTER, ZWEITER)
    assert one.fields["title"].startswith("Bridge opens at last")
    assert two.fields["title"].startswith("Brücke ")
    assert one.fields["published"].startswith(("May 24, 2024", "24 May 2024"))
    assert two.fields["published"].startswith("24. Mai 2024")
    assert [found.fields["byline"] for found in (one, two)] == ["Anna Weber", "Anna Weber"]
    assert [found.fields["publication"] for found in (one, two)] == ["The Daily Courier", "Der Tageskurier"]
    assert [found.fields["language"] for found in (one, two)] == ["en", "de"]
    assert [found.fields["section"].lower() for found in (one, two)] == ["politics", "politik"]
    assert not one.notes
    assert not two.notes
    told = {"nexis": ["cover page"], "factiva": ["after article 2"]}
    assert [problem.place for problem in problems] == told.get(vendor, [])
    assert {problem.rule for problem in problems} <= {"not an article"}


def test_the_clock_of_an_export_is_the_outlets(tmp_path: Path) -> None:
    (tmp_path / "export.docx").write_bytes(docx(NEXIS))
    articles, ledger = clean_source(
        read(tmp_path),
        source=Source(files=("*",), outlet="courier"),
        outlet=Outlet(name="courier", label="Courier", checked="unchecked", timezone="Europe/Minsk"),
        languages=("de", "en"),
    )
    rows = articles.set_index("language")
    assert rows["published"]["en"].isoformat() == "2024-05-24T12:34:00+00:00"
    assert rows["precision"].to_dict() == {"en": "minute", "de": "day"}
    assert set(articles["day"]) == {dt.date(2024, 5, 24)}
    assert sorted(ledger.loc[ledger["action"] != "flag", "rule"]) == ["", "", "not an article"]


def test_each_article_has_its_own_bytes_and_place_in_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("one.docx", docx(NEXIS))
        packed.writestr("two.rtf", rtf(FACTIVA))
    items, _ = split(read(tmp_path))
    assert [item.place for item in items] == [
        "one.docx article 1",
        "one.docx article 2",
        "two.rtf article 1",
        "two.rtf article 2",
    ]
    assert FIRST in items[0].raw.decode()
    assert FIRST not in items[1].raw.decode()
    assert len({item.hash for item in items}) == 4


def test_a_piece_without_date_and_length_is_not_an_article(tmp_path: Path) -> None:
    lines = [*NEXIS[4:21], "Nothing but a line that was left over", "End of Document"]
    (tmp_path / "export.docx").write_bytes(docx(lines))
    items, problems = split(read(tmp_path))
    assert [item.place for item in items] == ["article 1"]
    assert [(problem.place, problem.rule) for problem in problems] == [("article 2", "not an article")]


def test_a_length_that_differs_is_flagged(tmp_path: Path) -> None:
    lines = ["Length: 900 words" if line == "Length: 31 words" else line for line in NEXIS]
    (tmp_path / "export.docx").write_bytes(docx(lines))
    (note,) = pages(read(tmp_path))[0].notes
    assert (note.rule, note.cut) == (
        "length differs",
        f"declared 900 words, found {len((FIRST + ' ' + SECOND).split())}",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Document your journey, the tourist office says",
        "This is the end of document shredding in the ministry",
        "The archive holds 3 of 5 documents about the bridge",
        "CO emissions fell by 12 words a minute, the joke went",
    ],
)
def test_sentences_that_look_like_marks_cut_nothing(tmp_path: Path, line: str) -> None:
    coded = [*CODED[:12], line, *CODED[12:15]]
    (tmp_path / "export.html").write_bytes(web(coded))
    items, problems = split(read(tmp_path))
    assert not problems
    assert [found.lines for found in pages(items)] == [(FIRST, SECOND, line)]
    (tmp_path / "export.html").write_bytes(web([FIRST, SECOND, line, "12 words were said about it."]))
    assert [item.kind for item in split(read(tmp_path))[0]] == ["html"]


def test_documents_without_articles(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(docx([FIRST, SECOND]))
    (tmp_path / "letter.rtf").write_bytes(rtf([FIRST, SECOND]))
    (tmp_path / "page.html").write_bytes(web([FIRST, SECOND]))
    items, problems = split(read(tmp_path, format="lexisnexis"))
    assert not items
    assert [(problem.file, problem.rule) for problem in problems] == [
        (name, "no article found") for name in ("letter.docx", "letter.rtf", "page.html")
    ]


def test_entities_in_a_docx_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    (tmp_path / "bomb.docx").write_bytes(docx(NEXIS, before=bomb))
    (problem,) = read(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.rule == "declares entities"


def test_words_of_an_rtf() -> None:
    told = (
        rb"{\rtf1\ansi\ansicpg1251{\*\pict 0102}{\info{\title No}}\'cc\'e8\'ed\'f1\'ea\par "
        rb"{\field{\*\fldinst HYPER \\l}{\fldrslt Link}}\tab\u8222\'84a\u-10179?\u-8704?\{\}\~b\emdash\par"
        rb"\trowd one\cell two\cell\row}"
    )
    assert rtf_lines(told) == ["Минск", "Link „a😀{} b—", "one", "two"]
    assert rtf_lines(b"{\\rtf1 open {\\b group \\'zz never closed") == ["open group 'zz never closed"]
