"""Roles of speakers: own and foreign state by the country beside an office, and whose office it is else."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.declarations import DeclarationError, Home, load_language, load_outlet
from analysis.declarations import countries as module
from analysis.declarations.countries import CountryNames, load_countries
from analysis.voices import find_voices, voices

OWN, FOREIGN, ABROAD = "own_state", "foreign_state", "international"
LANGUAGES = ("de", "en", "ru", "be", "uk", "pl", "es", "zh")
# How each language reports a plain sentence: "{} said that the work is done."
REPORT = {
    "de": "{} sagte, die Arbeit sei getan.",
    "en": "{} said the work was done.",
    "ru": "{} заявил, что работа закончена.",
    "be": "{} заявіў, што праца скончана.",
    "uk": "{} заявив, що роботу закінчено.",
    "pl": "{} powiedział, że praca jest skończona.",
    "es": "{} dijo que el trabajo está hecho.",
    "zh": "{}表示，工作已经完成。",
}

CASES = [
    # German
    ("de", "BY", "Der Außenminister", OWN),
    ("de", "BY", "Der russische Außenminister", FOREIGN),
    ("de", "BY", "Der stellvertretende russische Außenminister", FOREIGN),
    ("de", "RU", "Der russische Außenminister", OWN),
    ("de", "BY", "Der belarussische Verteidigungsminister", OWN),
    ("de", "BY", "Der Präsident der Ukraine", FOREIGN),
    ("de", "UA", "Der Präsident der Ukraine", OWN),
    ("de", "BY", "Der Präsident Polens", FOREIGN),
    ("de", "BY", "Der Präsident von Belarus", OWN),
    ("de", "BY", "Der Präsident der Republik Belarus", OWN),
    ("de", "BY", "Russlands Verteidigungsminister", FOREIGN),
    ("de", "BY", "Der US-Präsident", FOREIGN),
    ("de", "US", "Der US-Präsident", OWN),
    ("de", "BY", "Der Kreml", FOREIGN),
    ("de", "RU", "Der Kreml", OWN),
    ("de", "BY", "Der Kremlsprecher", FOREIGN),
    ("de", "BY", "Die Bundesregierung", FOREIGN),
    ("de", "DE", "Die Bundesregierung", OWN),
    ("de", "AT", "Der Bundeskanzler", OWN),
    ("de", "DE", "Moskau", FOREIGN),
    ("de", "DE", "Berlin", OWN),
    ("de", "BY", "Der chinesische Botschafter in Belarus", FOREIGN),
    ("de", "BY", "Der Botschafter von Belarus in China", OWN),
    ("de", "BY", "Ein Sprecher der Vereinten Nationen", ABROAD),
    ("de", "BY", "Der Nato-Generalsekretär", ABROAD),
    ("de", "BY", "Ein Sprecher der Opposition", "opposition"),
    ("de", "BY", "Ein Sprecher der polnischen Regierung", FOREIGN),
    ("de", "BY", "Die Polizei", OWN),
    ("de", "BY", "Ein Insider", "unnamed"),
    ("de", "BY", "Ein Ökonom", "expert"),
    ("de", "BY", "Der polemische Minister", OWN),
    ("de", "", "Der Minister", OWN),
    ("de", "", "Der polnische Minister", FOREIGN),
    # English
    ("en", "US", "The White House", OWN),
    ("en", "BY", "The White House", FOREIGN),
    ("en", "BY", "The Kremlin", FOREIGN),
    ("en", "BY", "Moscow", FOREIGN),
    ("en", "BY", "Minsk", OWN),
    ("en", "BY", "The foreign minister", OWN),
    ("en", "BY", "The Russian foreign minister", FOREIGN),
    ("en", "BY", "The Russian deputy foreign minister", FOREIGN),
    ("en", "BY", "China's foreign ministry", FOREIGN),
    ("en", "CN", "China's foreign ministry", OWN),
    ("en", "BY", "The president of Poland", FOREIGN),
    ("en", "BY", "The president of the Republic of Belarus", OWN),
    ("en", "BY", "President Boris Kern of Poland", FOREIGN),
    ("en", "BY", "The prime minister of South Korea", FOREIGN),
    ("en", "KR", "The prime minister of South Korea", OWN),
    ("en", "KP", "The south Korean defense ministry", FOREIGN),
    ("en", "KP", "The DPRK foreign ministry", OWN),
    ("en", "NE", "The president of Niger", OWN),
    ("en", "NE", "The president of Nigeria", FOREIGN),
    ("en", "BY", "The government in Kyiv", FOREIGN),
    ("en", "BY", "The Chinese ambassador to Belarus", FOREIGN),
    ("en", "BY", "The ambassador to Belarus", FOREIGN),
    ("en", "BY", "The ambassador of Belarus to China", OWN),
    ("en", "BY", "A NATO spokesman", ABROAD),
    ("en", "BY", "A spokesman for the United Nations", ABROAD),
    ("en", "BY", "A spokesman for the Russian opposition", "opposition"),
    ("en", "BY", "The president of the company", "business"),
    ("en", "BY", "The minister of turkey farming", OWN),
    ("en", "BY", "Michael Jordan", "unnamed"),
    ("en", "BY", "Reuters", "media"),
    ("en", "", "The minister", OWN),
    ("en", "", "The Polish minister", FOREIGN),
    # Russian
    ("ru", "BY", "Министр обороны", OWN),
    ("ru", "BY", "Министр обороны России", FOREIGN),
    ("ru", "RU", "Министр обороны России", OWN),
    ("ru", "BY", "Министр обороны РФ", FOREIGN),
    ("ru", "BY", "Министр обороны Беларуси", OWN),
    ("ru", "BY", "Министр сельского хозяйства и продовольствия Беларуси", OWN),
    ("ru", "BY", "Министр сельского хозяйства и продовольствия Литвы", FOREIGN),
    ("ru", "BY", "Российский президент", FOREIGN),
    ("ru", "BY", "Белорусский президент", OWN),
    ("ru", "BY", "Президент Литвы Пётр Норкус", FOREIGN),
    ("ru", "BY", "Премьер-министр Великобритании", FOREIGN),
    ("ru", "BY", "МИД Польши", FOREIGN),
    ("ru", "PL", "МИД Польши", OWN),
    ("ru", "BY", "Кремль", FOREIGN),
    ("ru", "RU", "Кремль", OWN),
    ("ru", "BY", "Пентагон", FOREIGN),
    ("ru", "BY", "Посол Китая в Беларуси", FOREIGN),
    ("ru", "BY", "Посол Беларуси в Китае", OWN),
    ("ru", "BY", "Президент США", FOREIGN),
    ("ru", "BY", "Президент Южной Кореи", FOREIGN),
    ("ru", "BY", "Генсек ООН", ABROAD),
    ("ru", "BY", "Представитель ОБСЕ", ABROAD),
    ("ru", "BY", "Лидер оппозиции", "opposition"),
    ("ru", "BY", "Политолог", "expert"),
    ("ru", "BY", "Финансовый министр", OWN),
    ("ru", "", "Министр", OWN),
    ("ru", "", "Министр Литвы", FOREIGN),
    # Belarusian
    ("be", "BY", "Міністр абароны", OWN),
    ("be", "BY", "Міністр абароны Расіі", FOREIGN),
    ("be", "BY", "Прэзідэнт Польшчы", FOREIGN),
    ("be", "BY", "Расійскі прэзідэнт", FOREIGN),
    ("be", "BY", "Прэзідэнт Беларусі", OWN),
    ("be", "BY", "Прэзідэнт ЗША", FOREIGN),
    ("be", "BY", "Крэмль", FOREIGN),
    ("be", "BY", "Пасол Кітая ў Беларусі", FOREIGN),
    ("be", "BY", "Эксперт", "expert"),
    ("be", "RU", "Прэзідэнт Расіі", OWN),
    # Ukrainian
    ("uk", "UA", "Міністр оборони", OWN),
    ("uk", "UA", "Міністр оборони Польщі", FOREIGN),
    ("uk", "UA", "Президент України", OWN),
    ("uk", "UA", "Президент Росії", FOREIGN),
    ("uk", "UA", "Російський президент", FOREIGN),
    ("uk", "UA", "Президент Грузії", FOREIGN),
    ("uk", "UA", "Кремль", FOREIGN),
    ("uk", "UA", "Речник МЗС", OWN),
    ("uk", "UA", "Посол Китаю в Україні", FOREIGN),
    ("uk", "UA", "Політолог", "expert"),
    # Polish
    ("pl", "BY", "Minister obrony", OWN),
    ("pl", "BY", "Minister obrony Rosji", FOREIGN),
    ("pl", "BY", "Rosyjski prezydent", FOREIGN),
    ("pl", "BY", "Prezydent Białorusi", OWN),
    ("pl", "PL", "Prezydent Polski", OWN),
    ("pl", "BY", "Premier Węgier", FOREIGN),
    ("pl", "BY", "Kanclerz Niemiec", FOREIGN),
    ("pl", "BY", "Kreml", FOREIGN),
    ("pl", "BY", "Ambasador Chin na Białorusi", FOREIGN),
    ("pl", "BY", "Ekspert", "expert"),
    # Spanish
    ("es", "CU", "El canciller", OWN),
    ("es", "CU", "El canciller ruso", FOREIGN),
    ("es", "CU", "El presidente de Bolivia", FOREIGN),
    ("es", "CU", "El presidente cubano", OWN),
    ("es", "CU", "La portavoz de la Casa Blanca", FOREIGN),
    ("es", "US", "La Casa Blanca", OWN),
    ("es", "CU", "El ministro de Defensa de Rusia", FOREIGN),
    ("es", "CU", "El embajador de China en Cuba", FOREIGN),
    ("es", "CU", "El líder de la oposición", "opposition"),
    ("es", "CU", "El experto", "expert"),
    # Chinese
    ("zh", "CN", "外交部发言人", OWN),
    ("zh", "CN", "中国外交部发言人", OWN),
    ("zh", "CN", "俄罗斯外交部发言人", FOREIGN),
    ("zh", "RU", "俄罗斯外交部发言人", OWN),
    ("zh", "CN", "俄外长", FOREIGN),
    ("zh", "CN", "美国驻华大使", FOREIGN),
    ("zh", "CN", "中国驻俄罗斯大使", OWN),
    ("zh", "CN", "白宫", FOREIGN),
    ("zh", "CN", "中方", OWN),
    ("zh", "CN", "司法部长", OWN),
    ("zh", "CN", "联合国秘书长", ABROAD),
    ("zh", "CN", "专家", "expert"),
]


@pytest.mark.parametrize(("code", "country", "who", "role"), CASES, ids=lambda value: str(value) or "unknown")
def test_role_of_a_speaker(code: str, country: str, who: str, role: str) -> None:
    text = REPORT[code].format(who)
    spans = find_voices(text, language=load_language(code), country=country)
    assert [span.role for span in spans] == [role], (text, spans)


@pytest.mark.parametrize(
    ("code", "text", "roles"),
    [
        (
            "de",
            "Der polnische Außenminister Piotr Nowik sagte, es sei gut. Der Minister fügte hinzu, er komme. "
            "Außenminister Pawel Lis sagte, er sei bereit. Lis sagte, er bleibe.",
            [FOREIGN, FOREIGN, OWN, OWN],
        ),
        (
            "en",
            "Piotr Nowik, the Polish foreign minister, arrived on Monday. Nowik said the talks went well.",
            [FOREIGN],
        ),
        (
            "en",
            "Polish President Piotr Nowik arrived. President Nowik said the talks went well. "
            "President Pavel Lis said he was waiting.",
            [FOREIGN, OWN],
        ),
        (
            "ru",
            "Министр обороны Польши Пётр Лисовский прибыл в Минск. Лисовский заявил, что всё готово.",
            [FOREIGN],
        ),
    ],
)
def test_a_person_keeps_the_role_he_was_introduced_with(code: str, text: str, roles: list[str]) -> None:
    spans = find_voices(text, language=load_language(code), country="BY")
    assert [span.role for span in spans] == roles


def test_an_invented_country_is_declared_by_its_outlet() -> None:
    home = load_outlet("tna").home("de")
    texts = {
        "Der tarvenische Minister": OWN,
        "Die Regierung Tarveniens": OWN,
        "Der polnische Minister": FOREIGN,
    }
    for who, role in texts.items():
        spans = find_voices(REPORT["de"].format(who), language=load_language("de"), country=home)
        assert [span.role for span in spans] == [role], who
    names = CountryNames(names=("Arcadia",), adjectives=("Arcadian",))
    text = REPORT["en"].format("The Arcadian minister")
    for code, role in (("XA", OWN), ("XB", FOREIGN)):
        home = Home(code, names) if code == "XA" else Home("")
        (span,) = find_voices(text, language=load_language("en"), country=home)
        assert span.role == (role if code == "XA" else OWN)


def test_articles_are_read_with_the_country_of_their_outlet() -> None:
    text = REPORT["en"].format("The Russian minister")
    articles = pd.DataFrame(
        {"id": ["a", "b"], "title": ["", ""], "text": [text, text], "outlet": ["home", "abroad"]}
    )
    spans, _ = voices(
        articles, language=load_language("en"), homes={"home": Home("RU"), "abroad": Home("BY")}
    )
    found = spans[spans["layer"] == "voice"].set_index("article")["value"]
    assert found.to_dict() == {"a": OWN, "b": FOREIGN}


@pytest.mark.parametrize("code", LANGUAGES)
class TestCountries:
    def test_about_120_are_declared(self, code: str) -> None:
        codes = {form.code for form in load_countries(code).forms}
        assert len(codes) >= 118
        assert {"BY", "RU", "UA", "PL", "US", "CN", "DE", "KP", "KR", "IN", "BR", "ZA", "IR"} <= codes

    def test_an_adjective_or_name_of_each(self, code: str) -> None:
        forms = load_countries(code).forms
        named = {form.code for form in forms if form.kind == "name"}
        assert {form.code for form in forms} == named

    def test_no_form_is_a_function_word(self, code: str) -> None:
        stop = set(load_language(code).stop_words)
        single = {form.words[0] for form in load_countries(code).forms if len(form.words) == 1}
        if load_language(code).script != "han":
            assert {variant for variants in single for variant in variants} & stop == set()


@pytest.mark.parametrize(
    ("code", "form", "country"),
    [
        ("ru", "России", "RU"),
        ("ru", "российского", "RU"),
        ("ru", "Нидерландов", "NL"),
        ("ru", "индекс", ""),
        ("ru", "финанс", ""),
        ("de", "russischen", "RU"),
        ("de", "Polens", "PL"),
        ("de", "polemisch", ""),
        ("de", "malen", ""),
        ("en", "Turkey", "TR"),
        ("en", "turkey", ""),
        ("pl", "Niemiec", "DE"),
        ("pl", "polskiego", "PL"),
        ("uk", "Польщі", "PL"),
        ("be", "Польшчы", "PL"),
        ("es", "francesas", "FR"),
    ],
)
def test_forms_are_whole_words(code: str, form: str, country: str) -> None:
    found = {
        one.code
        for one in load_countries(code).forms
        if one.kind in ("name", "adjective") and len(one.words) == 1 and form in one.words[0]
    }
    assert found == ({country} if country else set())


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("code,names\nBY,Belarus\n", "line 1: found code,names"),
        ("code,names,adjectives,people,capitals,bodies\nby,Belarus,,,,\n", "line 2: found 'by'"),
        ("code,names,adjectives,people,capitals,bodies\nBY,Belarus|,,,,\n", "line 2, names"),
        ("code,names,adjectives,people,capitals,bodies\nBY,Belarus\n", "line 2: found another number"),
        (
            "code,names,adjectives,people,capitals,bodies\nBY,A,,,,\nBY,B,,,,\n",
            "line 3: found 'BY'",
        ),
    ],
)
def test_a_malformed_table_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, told: str
) -> None:
    (tmp_path / "xx.toml").write_text('checked = "unchecked"\n', encoding="utf-8")
    (tmp_path / "xx.csv").write_text(table, encoding="utf-8")
    monkeypatch.setattr(module, "HERE", tmp_path)
    load_countries.cache_clear()
    with pytest.raises(DeclarationError, match=re.escape(told)):
        load_countries("xx")
    load_countries.cache_clear()


@pytest.mark.parametrize(
    ("text", "function", "role"),
    [
        ("Lan Ye, a former British diplomat, said it was over.", "British diplomat", FOREIGN),
        ("Colin Hart, the award-winning young actor, said it was over.", "actor", "citizen"),
        ("A teacher, Mona Hafez, said it was over.", "teacher", "citizen"),
        ("Lan Ye, who met the minister, said it was over.", "", "unnamed"),
        ("Lan Ye, standing beside a teacher, said it was over.", "", "unnamed"),
        ("A teacher spoke, Mona Hafez said it was over.", "", "unnamed"),
    ],
)
def test_functions_in_apposition(text: str, function: str, role: str) -> None:
    spans = find_voices(text, language=load_language("en"), country="US")
    assert [(span.function, span.role) for span in spans[-1:]] == [(function, role)]
