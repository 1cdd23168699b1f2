"""Tables: what outlets wrote stays text in every format, and numbers read as they should."""

from __future__ import annotations

import csv
import io
import math
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis import storage, tables

THIN = "\u2009"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sanktionen", "Sanktionen"),
        ("санкцыі ў ё", "санкцыі ў ё"),
        ("5 % & 3 $", r"5 \% \& 3 \$"),
        ("a_b#c", r"a\_b\#c"),
        ("{x}", r"\{x\}"),
        ("\\input{secret}", r"\textbackslash{}input\{secret\}"),
        ("^^5c~", r"\textasciicircum{}\textasciicircum{}5c\textasciitilde{}"),
        ("[3pt] first", "{}[3pt] first"),
        ("*starred", "{}*starred"),
        ("12.3 [10.1, 14.8]", "12.3 [10.1, 14.8]"),
        ("a--b---c", "a-{}-b-{}-{}-c"),
        ("E-Mail", "E-Mail"),
        ("so-called ``x''", r"so-called \textasciigrave{}\textasciigrave{}x'{}'"),
        ("outlet's", "outlet's"),
        ('sagte "ja"', r"sagte {\char34}ja{\char34}"),
        ("„so“ «да»", "„so“ «да»"),
        ("two\nlines\tand\x00null", "two lines and null"),
        ("a<b>|c", r"a\textless{}b\textgreater{}\textbar{}c"),
        (f"1{THIN}234", r"1\,234"),
        ("−0.5", r"\textminus{}0.5"),
    ],
)
def test_latex_is_escaped(text: str, expected: str) -> None:
    assert tables.escape_latex(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gewerkschaft", "Gewerkschaft"),
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        ("line\r\nbreak", "line break"),
        ("<script>", "&lt;script&gt;"),
        ("&amp;", "&amp;amp;"),
        ("_x_ *y* `z`", r"\_x\_ \*y\* \`z\`"),
        ("[go](http://x)", "[go]&#40;http://x)"),
        ("![pixel](http://x)", "&#33;[pixel]&#40;http://x)"),
        ("12.3 [10.1, 14.8]", "12.3 [10.1, 14.8]"),
        ("3 - 4 = −1", "3 - 4 = −1"),
    ],
)
def test_markdown_is_escaped(text: str, expected: str) -> None:
    assert tables.escape_markdown(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("a\r=1", "a\r=1"),
        (" =1", "' =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＝1", "'＝1"),
        ("- sagte er", "'- sagte er"),
        ("-12.5", "-12.5"),
        ("+49", "+49"),
        ("-1,5", "-1,5"),
        ("-1e-5", "-1e-5"),
        ("Öl- und Gas", "Öl- und Gas"),
        ("a=b", "a=b"),
        ("– Minsk", "– Minsk"),
        ("", ""),
    ],
)
def test_spreadsheets_run_nothing(cell: str, expected: str) -> None:
    assert storage.neutral(cell) == expected
    read = list(csv.reader(io.StringIO(tables.to_csv(pd.DataFrame({"x": [cell]})), newline="")))
    assert read == [["x"], [expected.replace("\r", "\n")]]


def test_csv_keeps_precision_and_leaves_gaps_empty() -> None:
    frame = pd.DataFrame({"=head": ["a,b", 'q"q'], "n": [1, 2], "share": [1 / 3, math.nan]})
    assert tables.to_csv(frame) == '\'=head,n,share\n"a,b",1,0.3333333333333333\n"q""q",2,\n'


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"value": 12.34, "low": 10.06, "high": 14.84}, "12.3 [10.1, 14.8]"),
        ({"value": 0.1234, "low": 0.1, "high": 0.15, "share": True}, "12.3 [10.0, 15.0]"),
        ({"value": -0.04, "low": -0.2, "high": 0.1, "digits": 2}, "−0.04 [−0.20, 0.10]"),
        ({"value": -0.001, "low": math.nan, "high": math.nan}, "0.0"),
        ({"value": math.nan, "low": math.nan, "high": math.nan}, "–"),
        ({"value": 12345.0, "low": 1.0, "high": 2.0, "digits": 0}, f"12{THIN}345 [1, 2]"),
    ],
)
def test_intervals_are_written(arguments: dict[str, float], expected: str) -> None:
    assert tables.interval(**arguments) == expected


def test_numbers() -> None:
    assert tables.thousands(1234567) == f"1{THIN}234{THIN}567"
    assert tables.thousands(999) == "999"
    assert tables.percent(0.0567) == f"5.7{THIN}%"
    assert tables.percent(math.nan) == "–"
    assert tables.number(math.inf) == "∞"


FRAME = pd.DataFrame(
    {
        "group": ["[agency] & co", "a|b_c"],
        "estimate": [0.123, 0.5],
        "low": [0.1, math.nan],
        "high": [0.15, math.nan],
        "n": [1234, 7],
    }
)


def test_with_intervals_joins_three_columns() -> None:
    joined = tables.with_intervals(FRAME, share=True)
    assert list(joined.columns) == ["group", "estimate", "n"]
    assert list(joined["estimate"]) == ["12.3 [10.0, 15.0]", "50.0"]
    with pytest.raises(ValueError, match="missing columns"):
        tables.with_intervals(FRAME.drop(columns="low"))


def test_latex_table() -> None:
    text = tables.to_latex(
        tables.with_intervals(FRAME, share=True), caption="50 % of A_B", label="tab:x", heads={"n": "#"}
    )
    assert text == (
        "\\begin{table}\n\\centering\n\\caption{50 \\% of A\\_B}\n\\label{tab:x}\n"
        "\\begin{tabular}{lrr}\n\\toprule\ngroup & estimate & \\# \\\\\n\\midrule\n"
        "{}[agency] \\& co & 12.3 [10.0, 15.0] & 1\\,234 \\\\\n"
        "a\\textbar{}b\\_c & 50.0 & 7 \\\\\n"
        "\\bottomrule\n\\end{tabular}\n\\end{table}\n"
    )
    assert tables.to_latex(FRAME).startswith("\\begin{tabular}")
    with pytest.raises(ValueError, match="label"):
        tables.to_latex(FRAME, label="a}b")


def test_markdown_table_has_equal_cells_in_each_line() -> None:
    text = tables.to_markdown(FRAME, caption="# no heading", note="Simulated press")
    lines = text.splitlines()
    assert lines[0] == "\\# no heading"
    assert lines[-1] == "Simulated press"
    rows = [line for line in lines if line.startswith("|")]
    assert rows[2] == f"| [agency] &amp; co | 0.1 | 0.1 | 0.1 | 1{THIN}234 |"
    assert {row.replace("\\|", "").count("|") for row in rows} == {6}


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_shows_hostile_text_and_runs_none() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror='x'>"
    page = Reader()
    page.feed(tables.to_html(pd.DataFrame({hostile: [hostile]}), caption=hostile, note=hostile))
    assert page.tags == {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
    assert page.texts.count(hostile) == 4


def test_direction_marks_are_removed_everywhere() -> None:
    for written in (tables.escape_latex, tables.escape_markdown, tables.plain):
        assert written("\u202eabc\u202c") == "abc"


def test_macros() -> None:
    text = tables.macros({"articles": 12345, "share": 12.34, "outlet": "A & B", "change": -0.5})
    assert text == (
        "\\newcommand{\\articles}{12\\,345}\n\\newcommand{\\share}{12.3}\n"
        "\\newcommand{\\outlet}{A \\& B}\n\\newcommand{\\change}{\\textminus{}0.5}\n"
    )


@pytest.mark.parametrize("name", ["", "n1", "a_b", "größe", "статей", "a b", "x}", "endtable"])
def test_macro_names_are_letters(name: str) -> None:
    with pytest.raises(ValueError, match="ASCII letters"):
        tables.macros({name: 1})


def test_macros_refuse_duplicates_and_gaps() -> None:
    with pytest.raises(ValueError, match="twice"):
        tables.macros([("n", 1), ("n", 2)])
    for value in (math.nan, math.inf, True):
        with pytest.raises(ValueError, match="not a number"):
            tables.macros({"n": value})
    assert tables.macros([]) == ""


def test_save_writes_three_files(tmp_path: Path) -> None:
    paths = tables.save(FRAME, tmp_path, "frame_rates", caption="Rates")
    assert [path.name for path in paths] == ["frame_rates.csv", "frame_rates.tex", "frame_rates.md"]
    assert paths[0].read_text(encoding="utf-8") == tables.to_csv(FRAME)
    assert "\\label{tab:frame-rates}" in paths[1].read_text(encoding="utf-8")
    for name in ("../x", "", "a/b"):
        with pytest.raises(ValueError, match="file name"):
            tables.save(FRAME, tmp_path, name)


def test_empty_tables_have_their_heads() -> None:
    empty = FRAME.head(0)
    assert tables.to_csv(empty) == "group,estimate,low,high,n\n"
    assert "group & estimate" in tables.to_latex(empty)
    assert tables.to_markdown(empty).count("\n") == 2


def test_equal_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys, pandas as pd; from pathlib import Path; from analysis import tables\n"
        "frame = pd.DataFrame({'a': ['x_y', 'ü|ё'], 'estimate': [0.1, 2.5], 'n': [1, 20000]})\n"
        "tables.save(frame, Path(sys.argv[1]), 't', caption='C', note='N', heads={'a': 'A', 'n': 'N'})"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=environment)
    for kind in ("csv", "tex", "md"):
        assert (tmp_path / "1" / f"t.{kind}").read_bytes() == (tmp_path / "2" / f"t.{kind}").read_bytes()
