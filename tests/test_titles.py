"""Titles and epithets of leaders: what stands beside a name in each language, and what only seems to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from analysis.declarations import load_language
from analysis.vocabulary import Contexts, title_contexts, titles

NAMES = {"varen": ["ada varen", "varen"], "orlo": ["tom orlo"]}


Leaders = dict[str, list[str]]


def contexts(texts: Sequence[str], *, code: str = "en", leaders: Leaders | None = None) -> Contexts:
    ids = [f"{number:03d}" for number in range(len(texts))]
    spans = [[(0, len(text))] for text in texts]
    return title_contexts(ids, texts, spans, leaders or NAMES, language=load_language(code))


def found(texts: Sequence[str], *, code: str = "en", leaders: Leaders | None = None) -> pd.DataFrame:
    return titles([contexts(texts, code=code, leaders=leaders)], language=load_language(code))


def sides(texts: Sequence[str], **options: Any) -> set[tuple[str, str]]:
    table = found(texts, **options)
    return set(zip(table["before"], table["after"], strict=True))


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "This was done by President Ada Varen in the port.", ("President", "")),
        ("en", "They saw the dear respected leader Ada Varen today.", ("dear respected leader", "")),
        (
            "en",
            "This was done by Ada Varen, first secretary of the River Party, today.",
            ("", "first secretary of the River Party"),
        ),
        ("en", "Chairman of the River Board Ada Varen came.", ("Chairman of the River Board", "")),
        ("en", "President Ada Varen, the leader of the nation, came.", ("President", "leader of the nation")),
        ("en", "In the port of Ada Varen.", ("", "")),
        ("en", "The mayor said Ada Varen came.", ("", "")),
        ("en", "He met President, Ada Varen.", ("", "")),
        ("en", "The President. Ada Varen", ("", "")),
        ("en", "Gen. Ada Varen came.", ("Gen", "")),
        ("en", "It was said by Ada Varen, while the president slept.", ("", "")),
        ("de", "Das sagte Staatspräsidentin Ada Varen im Hafen.", ("Staatspräsidentin", "")),
        ("de", "Danach besuchte Ada Varen den Hafen.", ("", "")),
        ("de", "Es sprach Ada Varen, Präsidentin des Rates, am Morgen.", ("", "Präsidentin des Rates")),
        ("ru", "Об этом рассказал президент Республики Ada Varen утром.", ("президент Республики", "")),
        ("es", "Lo recibió el Presidente Ada Varen en el puerto.", ("Presidente", "")),
        ("pl", "Tak mówi prezydent Ada Varen w porcie.", ("prezydent", "")),
    ],
)
def test_what_a_title_is(code: str, text: str, expected: tuple[str, str]) -> None:
    assert sides([text] * 3, code=code) == {expected}


def test_chinese_titles_stand_behind_the_name() -> None:
    texts = ["今天，李明主席来了。"] * 3
    assert sides(texts, code="zh", leaders={"li": ["李明"]}) == {("", "主席")}


def test_a_title_must_recur_in_three_articles() -> None:
    rare = ["Today brave captain Ada Varen and brave captain Ada Varen."] * 2
    assert sides(rare) == {("", "")}
    more = [*rare, "A brave captain Ada Varen."]
    assert sides(more) == {("brave captain", "")}


def test_the_longest_run_that_recurs_is_the_title() -> None:
    texts = ["Great leader Ada Varen."] * 3 + ["Old leader Ada Varen."] * 2 + ["No leader Ada Varen."]
    assert (
        found(texts)["before"].tolist() == ["Great leader"] * 3 + ["leader"] * 3
        or found(texts)["before"].tolist() == ["Great leader"] * 3 + ["Leader"] * 3
    )


def test_inflected_forms_are_one_title_in_its_most_frequent_spelling() -> None:
    texts = ["Речь президента Ada Varen"] * 2 + ["Сам президент Ada Varen"] * 3
    assert found(texts, code="ru")["before"].tolist() == ["президент"] * 5
    assert set(found(["the LEADER Ada Varen", *["the leader Ada Varen"] * 2])["before"]) == {"leader"}


def test_what_governs_a_title_is_no_part_of_it() -> None:
    """ "party of president" gives way to "president", "Chairman of the Board" does not to "Board"."""
    party = ["The party of President Ada Varen."] * 4 + ["By President Ada Varen."] * 8
    assert set(found(party)["before"]) == {"President"}
    board = ["Chairman of the Board Ada Varen."] * 4 + ["From the Board Ada Varen left."] * 2
    assert found(board)["before"].tolist()[:4] == ["Chairman of the Board"] * 4


def test_a_word_that_determiners_follow_is_a_verb() -> None:
    """The same words, but in one corpus "salute" is used as a verb."""
    salute = ["Workers salute Ada Varen."] * 3
    assert set(found(salute)["before"]) == {"Workers salute"}
    usage = ["They salute the flag."] * 20
    assert set(found([*salute, *usage])["before"]) == {""}


def test_a_title_does_not_reach_over_another_leader() -> None:
    texts = ["President Tom Orlo Ada Varen came."] * 3
    table = found(texts)
    assert table.loc[table["leader"] == "varen", "before"].tolist() == [""] * 3
    assert table.loc[table["leader"] == "orlo", "before"].tolist() == ["President"] * 3
    both = found(["President Tom Orlo and leader Ada Varen met."] * 3)
    assert dict(zip(both["leader"], both["before"], strict=True)) == {"orlo": "President", "varen": "leader"}


def test_a_name_inside_another_name_is_no_mention() -> None:
    texts = [
        "He studied at Ada Varen University.",
        "Ada Varen Monday opened the port.",
        "Ada Varen opened it.",
    ]
    assert found(texts)["article"].tolist() == ["001", "002"]
    assert len(found(["Danach traf Ada Varen Bauern."], code="de")) == 1


def test_the_longest_name_is_one_mention_and_offsets_are_those_of_the_text() -> None:
    text = "Leader Ada Varen spoke; Varen left."
    table = found([text])
    places = zip(table["start"], table["end"], strict=True)
    assert [text[start:end] for start, end in places] == ["Ada Varen", "Varen"]


def test_batches_and_order_do_not_matter() -> None:
    texts = (
        ["Great leader Ada Varen."] * 2
        + ["Old leader Ada Varen."] * 2
        + ["Great leader Ada Varen, chairman."]
    )
    language = load_language("en")
    whole = found(texts)
    ids = whole["article"].tolist()
    pieces = []
    for number in (4, 2, 0, 3, 1):
        spans = [[(0, len(texts[number]))]]
        pieces.append(title_contexts([ids[number]], [texts[number]], spans, NAMES, language=language))
    turned = titles(pieces, language=language).sort_values("article", ignore_index=True)
    pd.testing.assert_frame_equal(turned, whole)


@pytest.mark.parametrize("leaders", [{"nobody": ["no one"]}, {"empty": []}])
def test_unknown_names_give_no_mention(leaders: dict[str, list[str]]) -> None:
    table = found(["Great leader Ada Varen."] * 3, leaders=leaders)
    assert table.empty
    assert list(table.columns) == ["article", "start", "end", "leader", "before", "after"]


def test_an_empty_corpus() -> None:
    assert found([]).empty
    assert titles([], language=load_language("en")).empty
