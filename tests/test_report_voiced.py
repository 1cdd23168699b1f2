"""An article with its voices coloured: whole, escaped, readable without colour."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.cli import main
from analysis.declarations import load_language
from analysis.report.voiced import HIDDEN, STYLE, voiced, voiced_page
from analysis.voices import voices

TEXT = (
    "The mayor Ada Lund said: “The bridge is open.” She added that it cost 5 $ & 7 $.\n\n"
    "The so-called “reform” failed. According to the ministry, <b>work</b> begins in May."
)


def spans_of(text: str, language: str = "en") -> pd.DataFrame:
    article = pd.DataFrame({"id": ["a"], "title": [""], "text": [text]})
    return voices(article, language=load_language(language))[0]


def rows(*spans: tuple[int, int, str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["start", "end", "layer", "class", "value", "speaker", "verb"])


def read(page: str) -> str:
    """What a reader sees of the article, without key, labels and style."""
    body = re.sub(
        r"<style>.*?</style>|<div class=\"key\">.*?</div>|<sup>.*?</sup>|<h3>.*?</h3>", "", page, flags=re.S
    )
    return html.unescape(re.sub(r"<[^>]*>", "", body.replace("</p>\n<p>", "\n\n"))).strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Der Minister sagte: „Ja.“ Er sei müde.\n\nLaut Regierung <i>nein</i>.", "de"),
        ("Министр сказал: «Да».\n\n — Нет, — ответил он.", "ru"),
        ("“All of it is one quotation, 👍🏽 e\u0301”, said Ada Lund.", "en"),
        ("No speech at all.", "en"),
        ("“" * 40 + "a", "en"),
        ("", "en"),
    ],
)
def test_the_text_is_shown_whole(text: str, language: str) -> None:
    assert read(voiced(text, spans_of(text, language))) == text


def test_a_stretch_says_who_speaks_in_colour_tooltip_and_label() -> None:
    page = voiced(TEXT, spans_of(TEXT), title="A & B")
    assert "<h3>A &amp; B</h3>" in page
    quoted = re.search(r'<span class="direct r\d" title="([^"]*)">“The bridge is open.”</span>', page)
    assert quoted
    assert "Ada Lund" in quoted[1]
    assert re.search(r"<sup>[^<]*Ada Lund · said</sup>", page)
    assert re.search(r'<span class="source" title="[^"]*Ada Lund">[^<]*Ada Lund</span>', page)
    assert '<span class="distancing"' in page


def test_the_label_comes_back_with_another_speaker_and_with_a_paragraph() -> None:
    text = "one two three\n\nfour"
    said = [(0, 3, "A"), (4, 7, "A"), (8, 13, "B"), (15, 19, "B")]
    spans = rows(*((start, end, "voice", "direct", "expert", who, "") for start, end, who in said))
    assert re.findall(r"<sup>([^<]*)</sup>", voiced(text, spans)) == [
        "expert · A",
        "expert · B",
        "expert · B",
    ]
    verbs = spans.assign(verb="said")
    assert "<sup>said</sup>" in voiced(text, verbs)


def test_a_role_keeps_its_colour_and_labels_rename_it() -> None:
    one = voiced("abc", rows((0, 3, "voice", "direct", "media", "", "")))
    two = voiced(
        "abc def",
        rows((0, 3, "voice", "direct", "expert", "", ""), (4, 7, "voice", "direct", "media", "", "")),
    )
    colour = re.search(r"\.direct\.r7 \{ background: (#\w+)", one)
    assert colour
    assert f".direct.r7 {{ background: {colour[1]}" in two
    assert "Presse" in voiced(
        "abc", rows((0, 3, "voice", "direct", "media", "", "")), labels={"media": "Presse"}
    )
    assert "guest" in voiced("abc", rows((0, 3, "voice", "direct", "guest", "", "")))


def test_shares_in_the_key_are_of_characters() -> None:
    page = voiced(
        "abcdefghij",
        rows((0, 3, "voice", "direct", "expert", "", ""), (5, 6, "voice", "indirect", "expert", "", "")),
    )
    key = re.sub(r"<[^>]*>", "|", re.search(r'<div class="key">.*?</div>', page, re.S)[0])  # type: ignore[index]
    assert "expert 40" in key
    assert "own words 60" in key
    assert voiced("abc", rows()).count("100") == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</p></div><img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "<!-- -->&amp;&lt;",
        "a\u202egnihton\u2066b\x00\x1b[31m",
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    spans = rows((0, len(text), "voice", "direct", text, text, text), (0, 1, "source", text, text, text, ""))
    for page in (voiced(text, spans, title=text, labels={text: text}), voiced_page(text, spans, title=text)):
        assert not re.search(r"<(script|img|!--|[^>]*\son\w+=)", re.sub(r'"[^"<>]*"', '""', page))
        assert not HIDDEN.search(page)
        assert set(re.findall(r"<(\w+)", page)) <= {
            *("html", "head", "meta", "title", "body", "div", "style", "h3", "p", "span", "sup", "i", "br")
        }
        page.encode("utf-8")


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = voiced_page(TEXT, spans_of(TEXT), title="t")
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|src=\"|href=|http:|https:", page)
    assert "mathjax_ignore" in page
    assert "@" not in STYLE


def test_spans_outside_the_text_and_of_other_layers_are_left_out() -> None:
    spans = rows(
        (0, 99, "voice", "direct", "expert", "", ""),
        (-1, -1, "source", "name", "", "A", ""),
        (0, 3, "frame term", "conflict", "war", "", ""),
    )
    assert '<span class="' not in voiced("abc", spans).partition("</style>")[2].partition("</div>")[2]


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("The mayor Ada Lund said: “The bridge is open.”", encoding="utf-8")
    told = ["voices", str(tmp_path / "a.txt"), "--language", "en", "--html", str(tmp_path / "out" / "a.html")]
    assert main(told) == 0
    assert capsys.readouterr().out == ""
    page = (tmp_path / "out" / "a.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "“The bridge is open.”</span>" in page
    blocked = [*told[:-1], str(tmp_path / "a.txt" / "b.html")]
    assert main(blocked) == 2
    assert "a.txt" in capsys.readouterr().err
