"""Actors found in text, whom a surname means, lists of those present, and what is measured, by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from actors_toys import actor, named, pairs

from analysis.actors import find_lists, measure_actors, named_in, together, wording_of
from analysis.actors.measures import MOST_NAMES

VOICES = ["article", "start", "end", "class", "value", "speaker"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "President Anton Varek met Elsa Mirsa in Ostrin. Showers are likely. Varek said so.",
            {"Anton Varek": "person", "Elsa Mirsa": "unknown", "Ostrin": "place"},
        ),
        (
            "en",
            "The Bank of Ostrin and the Ministry of Foreign Trade denied it, NRDA reported.",
            {
                "Bank of Ostrin": "organisation",
                "Ministry of Foreign Trade": "organisation",
                "NRDA": "organisation",
            },
        ),
        ("en", "Buses ran late on Monday in April. I saw them. Lorenian sailors did not.", {}),
        ("en", "The Workers' Party met. Japanese guests sang.", {"Workers Party": "organisation"}),
        (
            "de",
            "Präsident Anton Warek traf in Ostrin die Ökonomin Elsa Mirsa. Die Regierung schwieg am Montag.",
            {"Anton Warek": "person", "Ostrin": "place", "Elsa Mirsa": "person"},
        ),
        ("de", "Die Handelskammer prüft den Preis für Milch. Viele Menschen kauften Brot im Geschäft.", {}),
        (
            "ru",
            "Президент Антон Варек прибыл в Острин. По словам Антона Варека, дождей не будет. Дожди будут.",
            {"Антон Варек": "person", "Острин": "place"},
        ),
        ("ru", "В понедельник шёл дождь. Погода была плохая.", {}),
        (
            "pl",
            "Prezydent Antoni Warek był w Ostrinie. Rozmawiał z nim minister Jan Kral.",
            {"Antoni Warek": "person", "Ostrinie": "place", "Jan Kral": "person"},
        ),
        (
            "es",
            "El presidente Antonio Varek llegó a Ostrin. La lluvia siguió.",
            {"Antonio Varek": "person", "Ostrin": "unknown"},
        ),
        (
            "zh",
            "国家主席陈国山会见总理李明。陈国山说，高质量发展。方面工作。",
            {"陈国山": "person", "李明": "person"},
        ),
        ("zh", "市民表示，方面工作不到位，高质量发展。", {}),
        ("uk", "Президент Антон Варек прибув. Дощ ішов.", {"Антон Варек": "person"}),
        ("be", "Прэзідэнт Антон Варэк прыехаў. Дождж ішоў.", {"Антон Варэк": "person"}),
    ],
)
def test_found_actors(code: str, text: str, expected: dict[str, str]) -> None:
    _, mentions, cast = named([text], code=code)
    met = {cast.names[number]: cast.kinds[number] for number in mentions["actor"]}
    assert met == expected


def test_cases_and_surnames_are_one_actor() -> None:
    texts = [
        "Министр Томас Рель выступил. По словам министра Томаса Реля, всё хорошо. Рель уехал.",
        "Встреча с Томасом Релем прошла спокойно.",
    ]
    assert pairs(texts, code="ru") == [
        ("Томас Рель", "Томас Рель"),
        ("Томаса Реля", "Томас Рель"),
        ("Рель", "Томас Рель"),
        ("Томасом Релем", "Томас Рель"),
    ]


def test_a_surname_means_the_person_of_its_article() -> None:
    texts = [
        "Minister Karl Braun spoke. Later Braun left.",
        "Minister Elsa Braun spoke. Later Braun left.",
        "Later Braun left, it said.",
    ]
    assert pairs(texts, code="en")[:4] == [
        ("Karl Braun", "Karl Braun"),
        ("Braun", "Karl Braun"),
        ("Elsa Braun", "Elsa Braun"),
        ("Braun", "Elsa Braun"),
    ]
    # Two namesakes: nobody can tell whom the last article means.
    assert pairs(texts, code="en")[4:] == [("Braun", "Braun")]


def test_initials_join_the_full_name() -> None:
    texts = ["Minister Anton Varek spoke.", "A. Varek left, it was said.", "Minister B. Varek came."]
    assert pairs(texts, code="en") == [
        ("Anton Varek", "Anton Varek"),
        ("A. Varek", "Anton Varek"),
        ("B. Varek", "B. Varek"),
    ]


def test_a_declared_actor_is_not_found_again() -> None:
    assert pairs(["Minister Anton Varek spoke."], code="en", actors=[actor("varek", "Anton Varek")]) == [
        ("Anton Varek", "varek")
    ]


PRESENT = [
    actor("aa", "Anton Arlen"),
    actor("bb", "Berta Benn"),
    actor("cc", "Carl Corlin"),
    actor("dd", "Dora Delm"),
]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Present were Anton Arlen, Berta Benn and Carl Corlin.", ["aa", "bb", "cc"]),
        (
            "en",
            "Present were Carl Corlin, head of the bank, Anton Arlen, its owner, and Dora Delm.",
            ["cc", "aa", "dd"],
        ),
        ("de", "Anwesend waren Berta Benn, Anton Arlen sowie Dora Delm.", ["bb", "aa", "dd"]),
        ("ru", "Присутствовали Антон Арлен, Карл Корлин и Дора Дельм.", ["aa", "cc", "dd"]),
        ("zh", "出席的有Anton Arlen、Berta Benn和Carl Corlin。", ["aa", "bb", "cc"]),
        ("en", "Anton Arlen and Berta Benn came.", []),
        ("en", "Anton Arlen told Berta Benn that Carl Corlin left.", []),
        ("en", "Anton Arlen came. Berta Benn, Carl Corlin.", []),
    ],
)
def test_lists_of_those_present(code: str, text: str, expected: list[str]) -> None:
    reading, mentions, cast = named([text], code=code, actors=PRESENT)
    found = find_lists(reading, mentions, cast, wording=wording_of(code))
    assert [cast.names[number] for number in found["actor"]] == expected
    assert found["rank"].tolist() == list(range(1, len(expected) + 1))


def test_measures_by_hand() -> None:
    first = "Anton Arlen met Berta Benn."
    second = "Benn said: we agree."
    text = f"{first} {second} Nothing more."
    reading, mentions, cast = named([text], code="en", actors=PRESENT)
    start = text.index("we agree")
    voices = pd.DataFrame([("00", start, start + 8, "direct", "citizen", "Berta Benn")], columns=VOICES)
    lists = find_lists(reading, mentions, cast, wording=wording_of("en"))
    found = measure_actors(reading, mentions, lists, voices, cast)
    size = len(text)

    def values(measure: str) -> dict[tuple[str, str], float]:
        table = found[measure]
        assert set(table["unit"]) <= {"00"}
        assert (table["measure"] == measure).all()
        names = [cast.names[int(number)] for number in table["class"]]
        return dict(zip(zip(names, table["voice"], strict=True), table["value"], strict=True))

    assert values("actor") == {("aa", "outlet"): 1, ("bb", "outlet"): 2}
    about = {("aa", ""): len(first) / size, ("bb", ""): (len(first) + len(second)) / size}
    assert values("about") == pytest.approx(about)
    assert values("by") == pytest.approx({("bb", ""): 8 / size})
    assert values("named") == {("aa", ""): 1, ("bb", ""): 2}
    both = together(named_in(reading, mentions), pd.Series(cast.names))
    assert both[["unit", "class", "target", "value"]].to_numpy().tolist() == [["00", "0", "1", 1]]
    assert len(found["order"]) == 0


def test_only_the_first_names_of_a_sentence_that_are_kept_are_paired() -> None:
    """Sentence 0 names 4,000 actors, of whom 0 is not kept: 1 to 50 are paired, 50 * 49 / 2 times."""
    rows = [*(("x", 0, number) for number in range(4000)), ("x", 1, 2), ("x", 1, 1), ("y", 2, 0), ("y", 2, 1)]
    named_there = pd.DataFrame(rows, columns=["unit", "sentence", "actor"])
    found = together(named_there, pd.Series({number: f"{number:04d}" for number in range(1, 4000)}))
    values = {
        row[0]: row[1]
        for row in zip(zip(found["class"], found["target"], strict=True), found["value"], strict=True)
    }
    assert MOST_NAMES == 50
    assert len(found) == 50 * 49 / 2
    assert set(found["unit"]) == {"x"}
    assert values["1", "2"] == 2
    assert values["1", "50"] == 1
    assert ("1", "51") not in values


def test_mentions_in_speech_are_quoted() -> None:
    text = "Benn said: Anton Arlen left. Berta Benn sat."
    reading, mentions, cast = named([text], code="en", actors=PRESENT)
    voices = pd.DataFrame([("00", 11, 28, "direct", "citizen", "")], columns=VOICES)
    lists = find_lists(reading, mentions, cast, wording=wording_of("en"))
    table = measure_actors(reading, mentions, lists, voices, cast)["actor"]
    heard = dict(zip([cast.names[int(n)] for n in table["class"]], table["voice"], strict=True))
    assert heard == {"aa": "quoted", "bb": "outlet"}


@pytest.mark.parametrize("texts", [[], [""], ["…"], ["12 3 4"], ["Ǎ̂😀 Anton Varek 😀"]])
def test_texts_without_much_in_them(texts: list[str]) -> None:
    assert len(pairs(texts, code="en")) <= 1


def test_offsets_hold_across_emoji_and_marks() -> None:
    text = "😀 e\u0301 Minister Anton Varek’s plan."
    assert pairs([text], code="en", actors=[actor("varek", "Anton Varek")]) == [("Anton Varek", "varek")]
