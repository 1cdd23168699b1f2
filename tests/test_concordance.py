"""Concordances: what is found, what must not be, in which order, and which lines a sample shows."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.cli.text import _aligned
from analysis.declarations import load_language
from analysis.vocabulary import concordance

TEXTS = [("a", "Der Hafen ist offen.\nDer hafen ruht."), ("b", "Nichts."), ("c", "HAFEN")]
COLUMNS = ["article", "start", "end", "left", "keyword", "right"]


def test_concordance_by_hand() -> None:
    found = concordance(TEXTS, "hafen", width=6)
    assert found["article"].tolist() == ["a", "a", "c"]
    assert found["keyword"].tolist() == ["Hafen", "hafen", "HAFEN"]
    assert found["left"].tolist() == ["Der ", ". / Der ", ""]
    assert found["right"].tolist() == [" ist o", " ruht.", ""]
    assert found.attrs == {"matches": 3, "articles": 2}
    text = dict(TEXTS)
    for row in found.itertuples():
        assert text[row.article][row.start : row.end] == row.keyword


def test_concordance_stops_and_keeps_its_columns() -> None:
    short = concordance(TEXTS, "hafen", most=2)
    assert short["article"].tolist() == ["a", "a"]
    assert short.attrs == {"matches": 3, "articles": 2}
    empty = concordance(TEXTS, "wolke")
    assert empty.empty
    assert empty.attrs == {"matches": 0, "articles": 0}
    assert list(empty.columns) == list(short.columns) == COLUMNS
    assert concordance([], "hafen").empty


@pytest.mark.parametrize(
    ("code", "by", "query", "text", "keywords"),
    [
        ("en", "form", "port", "The port and two ports; airport; a Port.", ["port", "Port"]),
        ("en", "lemma", "port", "The port and two ports; airport.", ["port", "ports"]),
        ("en", "lemma", "ports", "The port and two ports; airport.", ["port", "ports"]),
        (
            "en",
            "form",
            "new port",
            "A new port, a new sea port; NEW PORT.",
            ["new port", "NEW PORT"],
        ),
        ("en", "lemma", "new port", "New ports are no newports.", ["New ports"]),
        ("en", "phrase", "port*", "Ports of portage; airport.", ["Ports", "portage"]),
        ("en", "phrase", "sea port", "Sea ports and a sea-port by the sea.", ["Sea ports"]),
        ("de", "lemma", "Hafen", "Die Häfen und der Hafen; Hafenstadt.", ["Häfen", "Hafen"]),
        ("de", "form", "Hafen", "Die Häfen und der Hafen.", ["Hafen"]),
        ("ru", "lemma", "порт", "В порту и порты, но не портрет.", ["порту", "порты"]),
        ("ru", "form", "подъем", "Подъём и подъем.", ["Подъём", "подъем"]),
        ("zh", "form", "港口", "新港口开放。", ["港口"]),
    ],
)
def test_what_a_query_matches(code: str, by: str, query: str, text: str, keywords: list[str]) -> None:
    found = concordance([("a", text)], query, by=by, language=load_language(code))  # type: ignore[arg-type]
    assert found["keyword"].tolist() == keywords


def test_an_override_of_the_study_is_a_lemma() -> None:
    options = {"by": "lemma", "language": load_language("en"), "overrides": {"quay": "port"}}
    found = concordance([("a", "The quay of the port.")], "port", **options)  # type: ignore[arg-type]
    assert found["keyword"].tolist() == ["quay", "port"]


LINES = [
    ("b", "an old port here", "2024-01-02"),
    ("a", "the new port there", "2024-01-03"),
    ("c", "A port and", "2024-01-01"),
]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (("left1",), ["c", "a", "b"]),
        (("L1",), ["c", "a", "b"]),
        (("R1",), ["c", "b", "a"]),
        (("left2",), ["c", "b", "a"]),
        (("day",), ["c", "b", "a"]),
        (("article",), ["a", "b", "c"]),
        ((), ["b", "a", "c"]),
        (("keyword", "R1"), ["c", "b", "a"]),
    ],
)
def test_sorting(sort: tuple[str, ...], order: list[str]) -> None:
    assert concordance(LINES, "port", sort=sort)["article"].tolist() == order
    assert concordance(LINES, "port", sort=sort, most=2)["article"].tolist() == order[:2]
    if sort:
        assert concordance(LINES[::-1], "port", sort=sort)["article"].tolist() == order


def test_neighbours_lie_outside_the_width_shown() -> None:
    texts = [("a", "zinc and a port"), ("b", "alum and a port")]
    assert concordance(texts, "port", sort=["L3"], width=2)["article"].tolist() == ["b", "a"]


def many(count: int) -> list[tuple[str, str]]:
    return [(f"{number:04d}", "port one, port two") for number in range(count)]


def test_a_sample_is_the_same_whatever_the_order() -> None:
    one = concordance(many(300), "port", sample=20, sort=["article"])
    two = concordance(many(300)[::-1], "port", sample=20, sort=["article"])
    pd.testing.assert_frame_equal(one, two)
    assert one.attrs["matches"] == 600
    other = concordance(many(300), "port", sample=20, seed=1, sort=["article"])
    assert other["article"].tolist() != one["article"].tolist()


def test_a_sample_stands_in_the_order_of_the_articles() -> None:
    drawn = concordance(many(300), "port", sample=20)
    assert len(drawn) == 20
    assert drawn["article"].tolist() == sorted(drawn["article"])


def test_a_larger_sample_holds_the_smaller_one_and_more_than_all_is_all() -> None:
    few, more = (concordance(many(50), "port", sample=size) for size in (10, 30))
    places = set(zip(more["article"], more["start"], strict=True))
    assert set(zip(few["article"], few["start"], strict=True)) <= places
    assert len(concordance(many(50), "port", sample=1000)) == 100


def test_a_sample_is_unbiased() -> None:
    """Over 400 seeds, each of 20 matches is drawn in a quarter of them: 100, sd sqrt(400 * 3/16) = 8.7."""
    drawn = [
        row for seed in range(400) for row in concordance(many(10), "port", sample=5, seed=seed)["article"]
    ]
    times = pd.Series(drawn).value_counts()
    assert len(times) == 10
    assert times.between(200 - 62, 200 + 62).all()


@pytest.mark.parametrize(
    ("query", "options", "message"),
    [
        ("(", {}, r"concordance: '\(' is not a regular expression"),
        (" ", {"by": "form"}, "no word in ' '"),
        ("port", {"by": "lemma"}, "to search by lemma name the language"),
        ("port", {"sort": ["R4"]}, "cannot sort by 'R4'; allowed: article, day"),
    ],
)
def test_bad_input_is_named(query: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        concordance(TEXTS, query, **options)  # type: ignore[arg-type]


def test_matches_stand_below_each_other_in_chinese_too() -> None:
    found = concordance([("a", "我们的港口"), ("b", "port 港口")], "港口")
    for place, name in enumerate(("day", "outlet", "language")):
        found.insert(1 + place, name, ["x", "xyz"])
    lines = list(_aligned(found))
    before = [line[: line.index("[")] for line in lines]
    assert [len(text) + sum(mark in "我们的" for mark in text) for text in before] == [len(before[1])] * 2
