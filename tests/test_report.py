"""The report: hostile texts stay text, prose and numbers say what the estimates say."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis import tables
from analysis.declarations import Source, Study
from analysis.declarations.study import Duplicates, Topics
from analysis.report import document, methods, prose
from analysis.report.book import _plain
from analysis.report.numbers import corpus_numbers, estimate_numbers, macro_name
from analysis.schema import TABLES

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single' </p><img src=x onerror=alert(2)>"
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000640000003208060000000000000000")


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def results_with(folder: Path, table: pd.DataFrame) -> Path:
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "01_map.png").write_bytes(PIXEL)
    shown = {"columns": list(table), "rows": _plain(table)}
    (folder / "shown.json").write_text(json.dumps(shown), encoding="utf-8")
    return folder


def page_of(results: Path, **changes: object) -> str:
    shown = json.loads((results / "shown.json").read_text(encoding="utf-8"))
    part = document.Section("01", HOSTILE, HOSTILE, [["01_map", HOSTILE]], [["01_list", HOSTILE, shown]])
    options = {"title": HOSTILE, "description": HOSTILE, "simulated": False, "parts": [part]}
    return document.render(**{**options, "results": results, "methods": [(HOSTILE, HOSTILE)], **changes})


def test_hostile_texts_make_no_markup(tmp_path: Path) -> None:
    page = Tags(page_of(results_with(tmp_path, pd.DataFrame({HOSTILE: [HOSTILE], "n": [1]}))))
    assert "script" not in page.tags
    assert page.tags.count("img") == 1
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.text.count("<script>alert(1)</script>") >= 8


def test_a_page_is_the_same_twice_and_fetches_nothing(tmp_path: Path) -> None:
    results = results_with(tmp_path, pd.DataFrame({"a": [1.25]}))
    page = page_of(results)
    assert page == page_of(results)
    found = Tags(page)
    sources = [value or "" for name, value in found.attributes if name == "src"]
    assert all(value.startswith("data:image/png;base64,") for value in sources)
    assert not {"link", "iframe", "object", "embed", "base", "form"} & set(found.tags)
    assert not re.search(r"url\(|@import|https?://", page.replace(HOSTILE, ""))
    links = [value or "" for name, value in found.attributes if name == "href"]
    assert all(value.startswith(("#", "figures/01_map.", "tables/01_list.")) for value in links)


def test_the_figure_is_shown_at_six_tenths_of_its_width(tmp_path: Path) -> None:
    page = page_of(results_with(tmp_path, pd.DataFrame({"a": [1]})))
    assert "width='60'" in page


@pytest.mark.parametrize("simulated", [True, False])
def test_a_simulated_press_says_so(tmp_path: Path, simulated: bool) -> None:
    page = page_of(results_with(tmp_path, pd.DataFrame({"a": [1]})), simulated=simulated)
    assert ("Simulated press." in page) is simulated


def test_long_tables_are_cut_and_say_so(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": range(document.MOST_ROWS + 1)})
    page = page_of(results_with(tmp_path / "long", frame))
    assert page.count("<tr>") == document.MOST_ROWS + 1
    assert f"(first {document.MOST_ROWS} rows)" in page
    page = page_of(results_with(tmp_path / "short", frame[:-1]))
    assert page.count("<tr>") == document.MOST_ROWS + 1
    assert "(first" not in page


def test_a_column_with_a_gap_is_still_numbers(tmp_path: Path) -> None:
    frame = pd.DataFrame({"low": [1 / 3, None], "name": ["a", None], "mixed": ["1", "b"]})
    page = page_of(results_with(tmp_path, frame))
    cells = re.findall(r"<td[^>]*>[^<]*</td>", page)
    assert cells == [
        '<td class="number">0.33</td>',
        "<td>a</td>",
        "<td>1</td>",
        '<td class="number">–</td>',
        "<td>–</td>",
        "<td>b</td>",
    ]


def test_sections_come_from_notebooks_and_captions(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "code", "source": ["x = 1"]},
        {
            "cell_type": "markdown",
            "source": ["# What is *there*?\n", "\n", "One `line`,\n", "another.\n\nSecond."],
        },
    ]
    one, two = tmp_path / "01_corpus.ipynb", tmp_path / "02_words.ipynb"
    one.write_text(json.dumps({"cells": cells}))
    two.write_text(json.dumps({"cells": cells[:1]}))
    (tmp_path / "captions").mkdir()
    captions = {"figures": [["01_b", "B"], ["01_a", "A"]], "tables": []}
    (tmp_path / "captions" / "01.json").write_text(json.dumps(captions))
    found = document.sections(tmp_path, [one, two])
    assert found[0] == document.Section(
        "01", "What is *there*?", "One line, another.", [["01_b", "B"], ["01_a", "A"]], []
    )
    assert found[1] == document.Section("02", "02_words", "", [], [])


def estimates(*rows: tuple[str, str, float, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["group", "class", "estimate", "low", "high"])
    return frame.assign(target="", voice="", contrast="", measure="frame", language="de", scope="original")


RATES = estimates(
    ("tna", "economy", 0.25, 0.2, 0.3),
    ("tna", "threat", 0.5, 0.4, 0.6),
    ("tna", "order", 0.25, 0.1, 0.4),
    ("herald", "threat", 0.1, 0.05, 0.15),
)


def test_highest_by_hand() -> None:
    assert prose.highest(RATES, {"tna": "The agency", "threat": "Threat"}, most=2) == (
        "- **herald**: Threat 10.0 % [5.0, 15.0]\n"
        "- **The agency**: Threat 50.0 % [40.0, 60.0]; economy 25.0 % [20.0, 30.0]"
    )
    assert prose.highest(RATES[3:], {}, share=False) == "- **herald**: threat 0.10 [0.05, 0.15]"


def test_a_share_without_interval_keeps_its_percent_sign() -> None:
    nan = float("nan")
    assert prose.highest(estimates(("", "x", 0.5, nan, nan)), {}) == "- **all articles**: x 50.0 %"


def test_prose_is_escaped_for_markdown() -> None:
    text = prose.highest(estimates(("<b>x</b>", "[a](b)", 0.5, 0.4, 0.6)), {})
    assert "<b>" not in text
    assert "](" not in text
    frame = estimates(("a*b", "c", 0.5, 0.4, 0.6)).assign(contrast="<i> - b")
    assert "<i>" not in prose.clear_changes(frame, {})
    assert "<i>" not in prose.top_terms(frame)


def test_clear_changes_by_hand() -> None:
    frame = estimates(
        ("tna", "economy", 0.05, 0.01, 0.09),
        ("tna", "threat", -0.2, -0.3, -0.1),
        ("tna", "order", 0.1, -0.1, 0.3),
        ("", "", 0.15, 0.1, 0.2),
    ).assign(contrast="after - before")
    frame.index = [0, 0, 1, 1]
    assert prose.clear_changes(frame, {"tna": "Agency"}).splitlines() == [
        "3 of 4 differences have an interval that leaves out zero (about 1 would by chance alone):",
        "",
        "- threat, Agency, after - before: −20.0 points [−30.0, −10.0]",
        "- after - before: +15.0 points [10.0, 20.0]",
        "- economy, Agency, after - before: +5.0 points [1.0, 9.0]",
    ]
    assert len(prose.clear_changes(frame, {}, most=1).splitlines()) == 3


def test_no_clear_change_and_none_at_all() -> None:
    frame = pd.concat([estimates(("a", "b", 0.1, -0.1, 0.3)).assign(contrast="x - y")] * 60)
    assert prose.clear_changes(frame, {}).strip() == (
        "0 of 60 differences have an interval that leaves out zero (about 3 would by chance alone)."
    )
    none = prose.clear_changes(frame[:0], {})
    assert none.strip() == "0 of 0 differences have an interval that leaves out zero."


def test_terms_of_either_side() -> None:
    """By estimate / width: a 2/1, b 1/.25, c -3/6, d -1/1; e has no interval."""
    nan = float("nan")
    frame = estimates(
        ("", "a", 2, 1.5, 2.5),
        ("", "b", 1, 0.875, 1.125),
        ("", "c", -3, -6, 0),
        ("", "d", -1, -1.5, -0.5),
        ("", "e", 9, nan, nan),
    ).assign(contrast="tna - herald")
    assert prose.top_terms(frame).splitlines() == [
        "- tna - herald: **tna** b, a",
        "- tna - herald: **herald** d, c",
    ]
    assert prose.top_terms(frame, most=1).splitlines()[0].endswith("** b")
    assert prose.top_terms(frame[:1]).splitlines()[1] == "- tna - herald: **herald** none"


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        (("frame", "", "economic", "outlet"), "FrameEconomicOutlet"),
        (("a_b", "c-d", "e f"), "ABCDEF"),
        (("topic", "01"), "TopicZeroOne"),
        (("after minus before 2024",), "AfterMinusBeforeTwoZeroTwoFour"),
        (("iPhone",), "IPhone"),
        (("Köln",), "Koln"),
        (("ёж",), "IeZhe"),
        (("٣", "²"), "ThreeTwo"),
        (("end",), "End"),
        (("«—»",), ""),
    ],
)
def test_macro_names(pieces: tuple[str, ...], name: str) -> None:
    assert macro_name(*pieces) == name
    assert re.fullmatch("[A-Za-z]*", name)


def test_names_in_other_scripts_stay_apart() -> None:
    names = ["экономика", "политика", "культура", "社会", "政治", "society"]
    assert len({macro_name(name) for name in names}) == len(names)


def test_estimates_as_macros() -> None:
    found = estimate_numbers(RATES[:1], share=True)
    assert found == {"FrameEconomyTnaDeOriginal": "25.0 [20.0, 30.0]"}
    found = estimate_numbers(RATES[:1].assign(contrast="after - before x"), share=False)
    assert found == {"FrameEconomyTnaAfterMinusBeforeXDeOriginal": "0.250 [0.200, 0.300]"}


def test_no_number_is_lost_when_two_names_are_alike() -> None:
    frame = estimates(("a b", "x", 0.1, 0, 0.2), ("a-b", "x", 0.2, 0.1, 0.3), ("a_b", "x", 0.3, 0.2, 0.4))
    found = estimate_numbers(frame, share=True)
    assert list(found) == ["FrameXABDeOriginal", "FrameXABDeOriginalTwo", "FrameXABDeOriginalThree"]
    assert [text[:4] for text in found.values()] == ["10.0", "20.0", "30.0"]
    assert tables.macros(found).count("\\newcommand") == 3


def test_corpus_as_macros() -> None:
    articles = pd.DataFrame({"outlet": ["tna"] * 1200 + ["herald"], "language": ["de"] * 1201})
    assert corpus_numbers({"kept": 1201}, articles) == {
        "ItemsKept": "1\u2009201",
        "ArticlesOutletHerald": "1",
        "ArticlesOutletTna": "1\u2009200",
        "ArticlesLanguageDe": "1\u2009201",
    }


LEDGER = pd.DataFrame(
    {
        "action": ["kept", "kept", "kept", "cut", "set aside", "set aside", "set aside", "flag"],
        "rule": ["", "", "", "chrome", "no text", "no text", "no date", "x"],
    }
)
ARTICLES = pd.DataFrame({"id": ["a", "b", "c"]})
REPRINTS = pd.DataFrame({"article": ["a", "b"], "first": ["a", "a"]})


def study(**changes: object) -> Study:
    source = Source(files=("*.html",), outlet="nowhere_post", query="harbour AND trade")
    options = {
        "name": "s",
        "title": "S",
        "languages": ("de", "en"),
        "sources": {"one": source, "two": source},
        "codebook": "book",
        "duplicates": Duplicates(threshold=0.6, longest_lag=14),
        "topics": Topics(k=10, k_by_language={"en": 7}, seeds=(1, 2, 3)),
    }
    return Study(**{**options, **changes})


NO_COVERAGE = pd.DataFrame(columns=list(TABLES["coverage"].columns))


def test_counts_add_up() -> None:
    found = methods.counts(LEDGER, ARTICLES, REPRINTS)
    assert found == {"read": 6, "kept": 3, "aside": 3, "repeats": 1, "originals": 2}
    assert found["read"] == found["kept"] + found["aside"]


def test_methods_say_what_was_declared_and_counted() -> None:
    numbers = methods.counts(LEDGER, ARTICLES, REPRINTS)
    parts = dict(methods.paragraphs(study(), numbers, LEDGER, {"scipy": "1.2", "numpy": "3.4"}, NO_COVERAGE))
    expected = "6 raw items were read; 3 articles were kept and 3 set aside: no date (1), no text (2)."
    assert expected in parts["Corpus"]
    assert parts["Corpus"].count("harbour AND trade") == 1
    assert "1 articles (33.3\u2009%) repeat an earlier one" in parts["Reprints"]
    assert "at least 0.6, within 14 days" in parts["Reprints"]
    assert "(k: de 10, en 7)" in parts["Measures"]
    assert "of 3 random starts" in parts["Measures"]
    assert parts["Software"] == "numpy 3.4; scipy 1.2."
    assert "rules of nowhere_post: undeclared" in parts["What was checked"]
    assert "German: " in parts["What was checked"]


def test_methods_of_an_empty_study_divide_by_nothing() -> None:
    numbers = methods.counts(LEDGER[:0], ARTICLES[:0], REPRINTS[:0])
    parts = dict(methods.paragraphs(study(), numbers, LEDGER[:0], {}, NO_COVERAGE))
    assert "0 raw items were read; 0 articles were kept and 0 set aside." in parts["Corpus"]


def test_methods_as_markdown() -> None:
    assert methods.as_markdown([("A", "x"), ("B", "y")]) == "# Methods\n\n## A\nx\n\n## B\ny\n"
