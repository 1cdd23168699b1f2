"""Reading: every format yields its items, and everything unreadable a problem with the reason a user sees."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from analysis.declarations import DeclarationError, Source
from analysis.reading import Item, Problem, decode, find_files, read_items

NAME_PATTERN = r"^(?P<date>\d{4}-\d\d-\d\d(?:T\d{6}Z)?) (?P<title>.+)\.txt$"


def read(folder: Path, *patterns: str, **options: object) -> list[Item | Problem]:
    source = Source(files=patterns or ("*",), outlet="generic", **options)  # type: ignore[arg-type]
    return list(read_items(find_files(folder, source.files), root=folder, source_name="s", source=source))


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path, ("**/*.txt", "a.txt"))]
    assert found == ["a.txt", "b.txt", "sub/c.txt"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("page.html", b"<html><body>x</body></html>", "html"),
        ("page.html.gz", gzip.compress(b"<html></html>"), "html"),
        ("page.htm", b"<p>", "html"),
        ("saved.txt", b"Menu\nArticle", "text"),
        ("noend", b"<html></html>", "html"),
        ("noend2", "Просто текст".encode(), "text"),
        ("quoted.dat", b"[Video] A minister spoke.", "text"),
    ],
)
def test_kinds_of_files(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = read(tmp_path)
    assert isinstance(item, Item)
    assert (item.kind, item.place, item.file, item.where) == (kind, name, name, name)


def test_metadata_in_file_names(tmp_path: Path) -> None:
    members = {
        "2013-01-04 The harbour opens.txt": b"Text one.",
        "2013-01-02T000000Z Two ships.txt": b"Text two.",
        "notes.txt": b"Text three.",
    }
    (tmp_path / "names.zip").write_bytes(packed(members))
    items = [item for item in read(tmp_path, name_pattern=NAME_PATTERN) if isinstance(item, Item)]
    assert {item.place: item.metadata for item in items} == {
        "2013-01-02T000000Z Two ships.txt": {"date": "2013-01-02T000000Z", "title": "Two ships"},
        "2013-01-04 The harbour opens.txt": {"date": "2013-01-04", "title": "The harbour opens"},
        "notes.txt": {},
    }
    assert {item.kind for item in items} == {"txt"}
    assert items[0].where == "names.zip#2013-01-02T000000Z Two ships.txt"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "comma.csv",
            'date,title,text\n2024-01-02,"Fish, fresh","He said ""now"".\nThen left."\n2024-01-03,B,C\n',
        ),
        (
            "semicolon.csv",
            'date;title;text\n2024-01-02;Fish, fresh;"He said ""now"".\nThen left."\n2024-01-03;B;C\n',
        ),
        (
            "apostrophe.csv",
            "date;title;text\n2024-01-02;Fish, fresh;'He said \"now\".\nThen left.'\n2024-01-03;B;C\n",
        ),
        (
            "tab.tsv",
            'date\ttitle\ttext\n2024-01-02\tFish, fresh\t"He said ""now"".\nThen left."\n2024-01-03\tB\tC\n',
        ),
        (
            "lines.jsonl",
            '{"date": "2024-01-02", "title": "Fish, fresh", "text": "He said \\"now\\".\\nThen left."}\n\n'
            '{"date": "2024-01-03", "title": "B", "text": "C"}\n',
        ),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_tables(tmp_path: Path, name: str, text: str, zipped: bool) -> None:
    data = text.encode()
    (tmp_path / (name + ".gz" if zipped else name)).write_bytes(gzip.compress(data) if zipped else data)
    items = read(tmp_path)
    assert [item.place for item in items] == ["row 1", "row 2"]
    first = items[0]
    assert isinstance(first, Item)
    assert json.loads(first.raw) == {
        "date": "2024-01-02",
        "title": "Fish, fresh",
        "text": 'He said "now".\nThen left.',
    }


def test_table_without_header(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("Sport;'Ein Satz, noch einer.'\nKultur;'Zwei; Sätze.'\n")
    items = read(tmp_path, columns={"section": "1", "text": "2"})
    assert [json.loads(item.raw)["2"] for item in items if isinstance(item, Item)] == [
        "Ein Satz, noch einer.",
        "Zwei; Sätze.",
    ]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    rows = ['2024-01-01,"closed"', '2024-01-02,"never closed', "2024-01-03,plain", '2024-01-04,"closed"']
    (tmp_path / "broken.csv").write_text("date,text\n" + "\n".join(rows) + "\n")
    found = read(tmp_path)
    assert [type(item) for item in found] == [Item, Problem, Item, Item]
    problem = found[1]
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.place) == ("broken quote", "row 2")
    assert problem.note == "a quotation mark that is never closed, or closed too late"


def test_a_row_with_too_many_fields_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text("date,text\n2024-01-01,a\n2024-01-02,b,c\n2024-01-03,d\n")
    found = read(tmp_path)
    assert [type(item) for item in found] == [Item, Problem, Item]
    assert isinstance(found[1], Problem)
    assert (found[1].rule, found[1].note) == ("broken row", "3 fields where the first row has 2")


def test_a_column_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,body\n2024-01-01,a\n")
    with pytest.raises(DeclarationError) as caught:
        read(tmp_path, columns={"text": "story"})
    assert (
        str(caught.value)
        == "a.csv: sources.s.columns.text: found story; allowed: a column of the file: date, body"
    )


@pytest.mark.parametrize(
    ("name", "data", "rule", "note"),
    [
        ("empty.txt", b"", "empty file", ""),
        (
            "cut.html.gz",
            gzip.compress(b"<p>" + bytes(range(256)) * 99)[:200],
            "truncated gzip",
            "ends before",
        ),
        ("fake.html.gz", b"not gzip at all", "bad gzip", "Not a gzipped file"),
        ("fake.zip", b"PK but not a zip", "bad zip", "not a zip file"),
        ("escape.zip", packed({"../../outside.txt": b"x"}), "escapes its folder", "leads out of the archive"),
        (
            "absolute.zip",
            packed({"/etc/outside.txt": b"x"}),
            "escapes its folder",
            "leads out of the archive",
        ),
        ("drive.zip", packed({"C:\\outside.txt": b"x"}), "escapes its folder", "leads out of the archive"),
        ("hollow.zip", packed({"a.txt": b""}), "empty file", ""),
        ("huge.zip", packed({"a.html": b" " * 20_000_001}), "too large", "more than 20,000,000 bytes"),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000", "unknown format", "not HTML"),
        ("one.json", b'{"text": "all in one"}', "unknown format", "not HTML"),
        ("bad.jsonl", b'{"text": \n', "broken row", "not JSON"),
        ("list.jsonl", b"[1, 2]\n", "broken row", "not a JSON object"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, rule: str, note: str) -> None:
    (tmp_path / name).write_bytes(data)
    (problem,) = read(tmp_path)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.action) == (rule, "set aside")
    assert note in problem.note


def test_truncated_table_keeps_the_rows_before_the_damage(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-01,{number * 7919 % 10007:x} text {number}\n" for number in range(20_000))
    whole = gzip.compress(("date,text\n" + rows).encode())
    (tmp_path / "cut.csv.gz").write_bytes(whole[: len(whole) // 2])
    found = read(tmp_path)
    assert sum(isinstance(item, Item) for item in found) > 1000
    assert [item.rule for item in found if isinstance(item, Problem)] == ["truncated gzip"]


def test_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(data))
    (problem,) = read(tmp_path)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.note) == ("encrypted", "the member needs a password")


def test_good_members_survive_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "mixed.zip").write_bytes(packed({"a.txt": b"one", "../b.txt": b"two", "c.txt": b"three"}))
    found = read(tmp_path)
    assert sorted((type(item).__name__, item.place) for item in found) == [
        ("Item", "a.txt"),
        ("Item", "c.txt"),
        ("Problem", "../b.txt"),
    ]


def test_hash_that_differs_is_flagged_and_the_file_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    found = read(tmp_path, hashes={"a.txt": "0" * 32})
    assert [type(item) for item in found] == [Problem, Item]
    assert isinstance(found[0], Problem)
    assert (found[0].rule, found[0].action) == ("hash differs", "flag")
    assert found[0].note.startswith("declared 00000000")


def test_id_depends_on_source_place_and_bytes_alone(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text("Text")
    items = read(tmp_path, "one/*"), read(tmp_path, "two/*")
    assert items[0][0].id == items[1][0].id
    first = items[0][0]
    assert isinstance(first, Item)
    assert Item("s", "elsewhere", "same.txt", b"Text").id == first.id
    assert len({first.id, Item("t", "", "same.txt", b"Text").id, Item("s", "", "same.txt", b"text").id}) == 3
    assert first.id == "383c95ebba70ccca"
    assert first.hash == "ca9091d7a73840d703e1526e0b87f74b"


def test_the_same_item_twice_is_a_problem_the_second_time(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text("Text")
    found = read(tmp_path, "*/*")
    assert [type(item) for item in found] == [Item, Problem]
    assert isinstance(found[1], Problem)
    assert found[1].rule == "same item twice"
    assert found[0].id != found[1].id


GERMAN = "Die Brücke wurde größer, sagte der Bürgermeister „heute früh“ über die Öffnung."
RUSSIAN = "Министр заявил, что переговоры продолжатся в ближайшие дни, несмотря на погоду."
BELARUSIAN = "Міністр паведаміў, што перамовы працягнуцца ў бліжэйшыя дні, нягледзячы на надвор'е."
POLISH = "Rząd zapowiedział, że rozmowy będą kontynuowane również w przyszłym tygodniu, źródło."
SPANISH = "El año pasado la reunión se celebró en la montaña, según el señor alcalde."
CHINESE = "部长表示，谈判将在未来几天继续进行，尽管天气不好。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "windows-1252"),
        (SPANISH, "windows-1252"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN.upper(), "windows-1251"),
        (BELARUSIAN, "windows-1251"),
        (POLISH, "windows-1250"),
        (CHINESE, "gb18030"),
    ],
)
def test_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text
    assert decode(b"\xff\xfe" + text.encode("utf-16-le"))[0] == text


def test_meta_charset_and_declared_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Ё</body></html>'
    assert decode(page.encode("windows-1251")) == (page, "windows-1251")
    assert decode("Ё".encode("koi8-r"), "koi8-r") == ("Ё", "koi8-r")
    wrong = page.encode("utf-8")
    assert decode(wrong) == (page, "utf-8")


def test_mixed_encodings_in_one_file() -> None:
    raw = (GERMAN + "\n").encode() * 5 + (GERMAN + "\n").encode("windows-1252") + (GERMAN + "\n").encode()
    text, name = decode(raw)
    assert name == "utf-8, mixed"
    assert text == (GERMAN + "\n") * 7
