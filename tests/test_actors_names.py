"""Names across cases, alphabets and transliterations: what is one name, and what is another."""

from __future__ import annotations

import pytest
from actors_toys import actor, declared_words

from analysis.actors.cases import first_cases, name_keys, stem_key
from analysis.actors.keys import keys_of

ONE_NAME = [
    "Aleschin Aleshin Aleszin Alechin Алешин Алёшин Alešin",
    "Sergej Sergei Sergey Sergueï Siergiej Сергей",
    "Gorbenew Gorbenev Горбенев Горбенёв",
    "Schukrow Zhukrov Żukrow Жукров Joukrov Žukrov",
    "Chrustow Khrustov Khroustov Chrustow Хрустов",
    "Tschernin Chernin Czernin Tchernin Чернин Černin",
    "Kusnerow Kuznerov Kuznierow Кузнеров Kuznerov",
    "Varenko Varenka Варенко Варэнка Warenko",
    "Selenin Zelenin Зеленин Zielenin",
    "Juri Yuri Jurij Юрий Iouri Yury",
    "Natalja Natalya Natalia Наталья Natalija",
    "Aleksandrow Alexandrow Aleksandrov Александров",
    "Timmer Тиммер Timer",
    "Rehl Рель",
    "Castel Кастель",
    "Vučin Vuchin Вучин Wutschin",
    "Hryhory Грыгоры Григори",
    "Hrodna Гродна",
]
TWO_NAMES = [
    ("Braun", "Brown"),
    ("Varek", "Marek"),
    ("Anna", "Anton"),
    ("Müller", "Miller"),
    ("Popow", "Petrow"),
    ("Иванов", "Степанов"),
    ("Rehl", "Rahl"),
    ("Malik", "Malek"),
    ("Петрова", "Петренко"),
]


@pytest.mark.parametrize("line", ONE_NAME)
def test_spellings_of_one_name_share_a_key(line: str) -> None:
    first, *others = line.split()
    for other in others:
        assert set(keys_of(first)) & set(keys_of(other)), other


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_share_no_key(one: str, other: str) -> None:
    assert not set(keys_of(one)) & set(keys_of(other))


def test_what_has_no_letters_has_no_key() -> None:
    assert keys_of("2024") == keys_of("習近平") == keys_of("") == ()


@pytest.mark.parametrize(
    ("code", "name", "forms"),
    [
        ("ru", "Варек", "Варека Вареку Вареком Вареке"),
        ("ru", "Рель", "Реля Релю Релем Реле"),
        ("ru", "Зарецкий", "Зарецкого Зарецкому Зарецким"),
        ("ru", "Юлия", "Юлии Юлию Юлией"),
        ("ru", "Павел", "Павла Павлу Павлом"),
        ("uk", "Зарецький", "Зарецького Зарецькому Зарецьким"),
        ("uk", "Шевченко", "Шевченка Шевченку Шевченком"),
        ("be", "Варэнка", "Варэнкі Варэнку Варэнкам Варэнцы"),
        ("be", "Антон", "Антона Антону Антонам"),
        ("pl", "Tusken", "Tuskena Tuskenowi Tuskenem"),
        ("pl", "Marek", "Marka Markowi Markiem"),
        ("pl", "Warenka", "Warenki Warence Warenkę Warenką"),
        ("pl", "Kowalski", "Kowalskiego Kowalskiemu Kowalskim"),
        ("de", "Warek", "Wareks"),
        ("en", "Varek", "Varek's Varek’s"),
    ],
)
def test_cases_lead_to_the_first_one(code: str, name: str, forms: str) -> None:
    for form in forms.split():
        assert name in first_cases(form, code), form
        assert name_keys(form, code) & set(keys_of(name)), form
    assert not name_keys(forms.split()[0], code) & set(keys_of("Ostrin"))


def test_stems_group_forms_whose_first_case_is_not_there() -> None:
    assert len({stem_key(form, "ru") for form in ("Реля", "Релю", "Рель", "Релем")}) == 1
    assert stem_key("Реля", "ru") != stem_key("Рода", "ru")
    assert len({stem_key(form, "pl") for form in ("Marka", "Marek", "Markiem")}) == 1


VAREK = actor("varek", "Anton Varek", "President Varek")
BRAUN = actor("braun", "Karl Braun")
LEAGUE = actor("league", "Coastal League", "Küstenbund", "Прибрежный союз", kind="organisation")
COUNTRY = actor("lorenia", "Lorenia", "Lorenien", kind="place")
AGENCY = actor("un", "UN", kind="organisation")
KIM = actor("kim", "Kim Dan-ho")
CHEN = actor("chen", "陈国山", "Chen Guoshan")
CAST = (VAREK, BRAUN, LEAGUE, COUNTRY, AGENCY, KIM, CHEN)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Die Rede Anton Wareks war kurz. Warek schwieg.", ["Anton Wareks", "Warek"]),
        ("de", "Der Minister lobte den Küstenbund.", ["Küstenbund"]),
        ("de", "Die Wirtschaft Loreniens wächst.", ["Loreniens"]),
        ("de", "Karl Braun sprach. Dann ging Braun.", ["Karl Braun", "Braun"]),
        ("de", "Das Haus ist braun, die Küste ein Bund.", []),
        ("de", "Karl Braun und Elsa Braun kamen.", ["Karl Braun"]),
        ("en", "Anton Varek's plan failed, Varek said.", ["Anton Varek", "Varek"]),
        ("en", "Varek said nothing.", []),
        ("en", "Elsa Varek met Anton Varek.", ["Anton Varek"]),
        ("en", "The UN met. It told un and Un.", ["UN"]),
        ("en", "Coastal leagues of towns met the Coastal League.", ["Coastal League"]),
        (
            "en",
            "Kim Dan Ho, Kim Dan-ho and Kim Danho are one; Kim Dan Hyok is not.",
            ["Kim Dan Ho", "Kim Dan-ho", "Kim Danho"],
        ),
        ("ru", "По словам Антона Варека, союз прав.", ["Антона Варека"]),
        ("ru", "Встреча с Антоном Вареком. Варека ждали.", ["Антоном Вареком", "Варека"]),
        ("ru", "Страны Прибрежного союза и Лорении.", ["Прибрежного союза", "Лорении"]),
        ("ru", "Ирина Варек и Антон Варек.", ["Антон Варек"]),
        ("be", "Паводле слоў Антона Варэка, Карл Браун едзе ў Ларэнію.", ["Антона Варэка", "Карл Браун"]),
        ("uk", "За словами Антона Варека, Карл Браун поїхав.", ["Антона Варека", "Карл Браун"]),
        ("pl", "Rozmowa z Antonem Warkiem. Warek milczał.", ["Antonem Warkiem", "Warek"]),
        ("pl", "Anton Marek milczał.", []),
        ("es", "Según Anton Varek, Lorenia crece.", ["Anton Varek", "Lorenia"]),
        ("zh", "国家主席陈国山会见Anton Varek。", ["陈国山", "Anton Varek"]),
        ("zh", "陈国强讲话。", []),
    ],
)
def test_declared_actors(code: str, text: str, expected: list[str]) -> None:
    assert [words for words, _ in declared_words(text, code=code, actors=CAST)] == expected


def test_a_surname_that_is_declared_needs_no_full_name() -> None:
    alone = actor("varek", "Varek")
    assert declared_words("Varek said nothing.", code="en", actors=[alone]) == [("Varek", "varek")]
    assert declared_words("Elsa Varek said nothing.", code="en", actors=[alone]) == []


def test_the_longest_alias_wins() -> None:
    both = (actor("bank", "Bank of Ostrin", kind="organisation"), actor("ostrin", "Ostrin", kind="place"))
    assert declared_words("The Bank of Ostrin is in Ostrin.", code="en", actors=both) == [
        ("Bank of Ostrin", "bank"),
        ("Ostrin", "ostrin"),
    ]


def test_terms_say_what_aliases_cannot() -> None:
    one = actor("varek", "Anton Varek", terms={"en": ("head* of state",)})
    assert declared_words("The head of state left.", code="en", actors=[one]) == [("head of state", "varek")]
    assert declared_words("Der head of state.", code="de", actors=[one]) == []
