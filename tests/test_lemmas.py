"""Lemmas of forms, known and unknown, in each language; counter-examples stay as they are."""

from __future__ import annotations

import itertools
import warnings
from dataclasses import replace

import pyarrow as pa
import pytest

from analysis.declarations import load_language
from analysis.tokenization import count_batch, gather
from analysis.tokenization.frequencies import frequencies
from analysis.tokenization.lemmas import ambiguous, fold, lemmas_of, lemmatize, light_stem

FORMS = {
    "de": {
        "Sanktionspakete": "sanktionspaket",
        "Hafenkommandanten": "hafenkommandant",
        "Werftenverbänden": "werftenverband",
        "belarussisch-russische": "belarussisch-russisch",
        "U-Bahnen": "u-bahn",
        "COVID-19": "covid-19",
        "CO2": "co2",
        "Belarus": "belarus",
        "Traiskirchen": "traiskirchen",
        "Kongreß": "kongress",
        "Flüsse": "fluss",
        "Straßen": "straße",
        "große": "groß",
        "Beamten": "beamte",
        "Beamter": "beamte",
        "Jugendlicher": "jugendliche",
        "Lehrerinnen": "lehrerin",
        "Arabischen": "arabisch",
        "rassistischen": "rassistisch",
        "hafenfeindlichem": "hafenfeindlich",
        "selbstfahrende": "selbstfahrend",
        "vereinbaren": "vereinbaren",
        "teilweise": "teilweise",
        "hinauskam": "hinauskommen",
        "Halle": "halle",
        "Turnhallen": "turnhalle",
        "Alters": "alter",
        "15-Jährigen": "15-jährige",
        "15-jährigen": "15-jährig",
        "YouTube": "youtube",
        "0-Sieg": "0-sieg",
        "US-geführten": "us-geführt",
        "": "",
    },
    "en": {
        "minister's": "minister",
        "Rubio’s": "rubio",
        "workers": "worker",
        "Americans": "american",
        "guarded": "guard",
        "light-fingered": "light-fingered",
        "17-year-olds": "17-year-old",
        "cyberattacks": "cyberattack",
        "news": "news",
        "Texas": "texas",
        "can't": "can",
        "McCain": "mccain",
        "US": "us",
        "shook": "shake",
        "withdrawn": "withdraw",
        "sitting": "sit",
        "preferring": "prefer",
        "labelled": "label",
        "installing": "install",
        "adding": "add",
        "Sung": "sung",
        "Il's": "il",
        "Had": "have",
        "Koreans": "korean",
        "Sanctions": "sanction",
    },
    "ru": {
        "посёлка": "поселок",
        "ребенку": "ребенок",
        "тихо": "тихо",
        "нового": "новый",
        "коронавирусных": "коронавирусный",
        "антиправительственными": "антиправительственный",
        "СПИДа": "спид",
        "Шараповскому": "шараповский",
        "незаконных": "незаконный",
        "НАТО": "нато",
        "весьма": "весьма",
        "везде": "везде",
        "прошлого": "прошлый",
        "Ващука": "ващук",
    },
    "es": {
        "sanciones": "sanción",
        "construccion": "construcción",
        "paises": "país",
        "convertirlo": "convertir",
        "Republica": "república",
        "estado": "estado",
        "rápidamente": "rápidamente",
        "Madrid": "madrid",
        "gran": "grande",
        "ríos": "río",
    },
    "pl": {
        "największych": "duży",
        "najwierniejszym": "wierny",
        "zakażeń": "zakażenie",
        "zawieszenia": "zawieszenie",
        "wystąpienie": "wystąpienie",
        "powstanie": "powstać",
        "niechęć": "niechęć",
        "środków": "środek",
        "covidowych": "covidowy",
        "obecnie": "obecnie",
        "niezaszczepionych": "niezaszczepiony",
        "rządząca": "rządzący",
        "polskiemu": "polski",
        "Salviniego": "salvini",
    },
    "uk": {"санкціями": "санкція", "заявив": "заявити", "країни": "країна"},
}


@pytest.mark.parametrize(
    ("code", "form", "lemma"), [(code, *pair) for code, table in FORMS.items() for pair in table.items()]
)
def test_lemma(code: str, form: str, lemma: str) -> None:
    assert lemmatize([form], language=load_language(code)) == [lemma]


NAMES = [
    ("de", "Putins", {"Putins": 3, "Putin": 9}, "putin"),
    ("de", "Russlands", {"Russlands": 3, "Russland": 9}, "russland"),
    ("de", "Hans", {"Hans": 9, "Han": 1}, "hans"),
    ("de", "Andreas", {"Andreas": 9, "Andrea": 8}, "andreas"),
    ("ru", "Байдена", {"Байдена": 5, "Байден": 7}, "байден"),
    ("ru", "Байдена", {"Байдена": 5}, "байдена"),
    ("ru", "Песков", {"Песков": 9}, "песков"),
    ("ru", "песков", {"песков": 9}, "песок"),
    ("ru", "Обамы", {"Обамы": 3, "Обама": 2}, "обама"),
    ("pl", "Ruttego", {"Ruttego": 2, "Rutte": 4}, "rutte"),
    ("pl", "Macrona", {"Macrona": 2, "Macron": 4}, "macron"),
    ("en", "Sung", {"Sung": 300, "sung": 2}, "sung"),
    ("en", "sung", {"Sung": 3, "sung": 2}, "sing"),
    ("en", "Brought", {"Brought": 3, "brought": 20}, "bring"),
    ("en", "Hastings", {"Hastings": 30}, "hastings"),
    ("en", "Democrats", {"Democrats": 30, "Democrat": 12}, "democrat"),
    ("en", "Nations", {"Nations": 50, "nations": 20}, "nation"),
]


@pytest.mark.parametrize(("code", "form", "counts", "lemma"), NAMES)
def test_names_follow_the_corpus(code: str, form: str, counts: dict[str, int], lemma: str) -> None:
    assert lemmatize([form], language=load_language(code), counts=counts) == [lemma]


def test_a_form_in_capitals_is_read_as_the_corpus_writes_it() -> None:
    german = load_language("de")
    assert lemmatize(["KINDERN", "NATO"], language=german, counts={"Kindern": 2, "NATO": 5}) == [
        "kind",
        "nato",
    ]
    assert lemmatize(["KINDERN"], language=german) == ["kindern"]


def test_lemmas_do_not_depend_on_their_neighbours() -> None:
    german, forms = load_language("de"), list(FORMS["de"])
    alone = [lemmatize([form], language=german)[0] for form in forms]
    assert lemmatize(forms, language=german) == alone
    assert lemmatize(forms[::-1], language=german) == alone[::-1]


MIXED = """
Der Die Häuser häuser KINDERN NATO Putins Putin Hans Sanktionspakete U-Bahnen COVID-19 belarussisch-russische
Flüsse Gasexporte gasexporte İstanbul ΟΔΟΣ workers Americans Sung sung санкции Путина СПИДа ўлада największych
"""


@pytest.mark.parametrize("code", ["de", "en", "ru", "be", "zh"])
def test_arrays_of_forms_have_the_same_lemmas(code: str) -> None:
    forms, language = MIXED.split(), load_language(code)
    counts = {form: 1 + place % 3 for place, form in enumerate(forms)} | {"Kindern": 2}
    seen = frequencies(counts)
    own = {"workers": "labour"}
    array = pa.array(forms, pa.large_string())
    found = lemmas_of(array, seen.of(array), seen, language=language, overrides=own)
    assert found.to_pylist() == lemmatize(forms, language=language, counts=counts, overrides=own)
    none = frequencies(None)
    assert lemmas_of(array, none.of(array), none, language=language).to_pylist() == lemmatize(
        forms, language=language
    )


def test_many_forms_in_threads_have_the_lemmas_of_few() -> None:
    forms, language = list(FORMS["de"]), load_language("de")
    assert lemmatize(forms * 800, language=language) == lemmatize(forms, language=language) * 800


def test_hostile_forms_end() -> None:
    forms = ["ä" * 100_000, "-" * 500, "a-" * 5000, "\u0130", "\n", "x\ny"]
    for code in ("de", "en", "ru"):
        assert len(lemmatize(forms, language=load_language(code))) == len(forms)


AMBIGUOUS = [
    ("de", "Liegen", "liege", ("liegen",)),
    ("de", "liegen", "liegen", ("liege",)),
    ("de", "Sanktionen", "sanktion", ()),
    ("en", "left", "leave", ("left",)),
    ("en", "sanctions", "sanction", ()),
    ("be", "мір", "мір", ()),
]


@pytest.mark.parametrize(("code", "form", "lemma", "others"), AMBIGUOUS)
def test_ambiguous(code: str, form: str, lemma: str, others: tuple[str, ...]) -> None:
    assert ambiguous([form], [lemma], language=load_language(code)) == [others]


PARADIGMS = [
    line.split()
    for line in """
краіна краіны краіне краіну краінай краін краінамі
прэзідэнт прэзідэнта прэзідэнту прэзідэнтам прэзідэнце прэзідэнты прэзідэнтаў
беларускі беларускага беларускаму беларускім беларуская беларускай беларускую беларускія беларускіх
незалежнасць незалежнасці незалежнасцю
незаконны незаконнага незаконная незаконныя незаконных
законны законнага законная законныя законных
горад горада гораду горадам горадзе гарады гарадоў гарадах
газета газеты газеце газету газетай газет
эканоміка эканомікі эканоміцы эканоміку эканомікай
рынак рынку рынкам рынкі рынкаў
пытанне пытання пытанню пытаннем пытанні пытанняў
санкцыя санкцыі санкцыю санкцыяй санкцый санкцыямі
вайна вайны вайне вайну вайной войны
рука рукі руцэ руку рукой рук
сказаць сказаў сказала сказалі
працаваць працуе працуюць працаваў працавала
праводзіць праводзіў праводзілі праводзяць
выбары выбараў выбарам выбарах
дэпутат дэпутата дэпутаты дэпутатаў
парламент парламента парламенту парламенце
вынік выніку вынікі вынікаў
расійскі расійская расійскага расійскія
весці вядзе вядуць вёў вяла вялі
правесці правядзе правёў правяла
прыйсці прыйдзе прыйшоў прыйшла
адбыцца адбудзецца адбыўся адбыліся
дапамагчы дапаможа дапамог дапамаглі
падаць падае падалі
дзень дня днём дні дзён
Быкаў Быкава Быкаву
стары старога старому
моладзь моладзі моладдзю
улада ўлада ўладу
""".strip().splitlines()
]


def test_belarusian_forms_are_brought_together_and_words_kept_apart() -> None:
    pairs = [pair for forms in PARADIGMS for pair in itertools.combinations(forms, 2)]
    assert sum(light_stem(one) == light_stem(two) for one, two in pairs) >= 0.95 * len(pairs)
    stems = [{light_stem(form) for form in forms} for forms in PARADIGMS]
    assert not any(one & two for one, two in itertools.combinations(stems, 2))


@pytest.mark.parametrize("word", ["незаконныя", "неабходнасць", "няўдачы", "беспрацоўе", "антыдзяржаўны"])
def test_belarusian_prefixes_stay(word: str) -> None:
    assert fold(light_stem(word))[:2] in (word[:2], "не")
    assert light_stem("незаконныя") != light_stem("законныя")


def test_a_language_without_a_lemmatiser_is_told() -> None:
    language = replace(load_language("es"), lemmatizer="none")
    batch = count_batch(["a"], ["casas y casa"], language="es")
    with pytest.warns(UserWarning, match=r"Spanish has no lemmatiser: .*\[overrides.es\]"):
        assert gather([batch], language=language).terms["term"].tolist() == ["casa", "casas", "y"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gather([count_batch(["a"], ["你好"], language="zh")], language=load_language("zh"))


def test_an_unknown_lemmatiser_is_told() -> None:
    with pytest.raises(ValueError, match="lemmatizer: found 'xx'; allowed: a language of simplemma"):
        lemmatize(["casas"], language=replace(load_language("es"), lemmatizer="xx"))
