"""Words with offsets, lemmas, and the matrices counted from them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analysis import schema
from analysis.declarations import load_language
from analysis.tokenization import (
    Vocabulary,
    count_batch,
    gather,
    lemmatize,
    light_stem,
    split_all,
    tokenize,
)
from analysis.tokenization.counted import sentence_of
from analysis.tokenization.lemmas import fold

GERMAN = {
    "Öl- und Gasexporte": ["Öl", "und", "Gasexporte"],
    "Gasexporte und -importe": ["Gasexporte", "und", "importe"],
    "belarussisch-russische Übung": ["belarussisch-russische", "Übung"],
    "48,7 Mrd. Dollar": ["48,7", "Mrd", "Dollar"],
    "1.200.000,50 Euro": ["1.200.000,50", "Euro"],
    "am 24.05.2024, 10:30 Uhr": ["am", "24.05.2024", "10", "30", "Uhr"],
    "am 24. Mai": ["am", "24", "Mai"],
    "3,5-prozentig": ["3,5-prozentig"],
    "z.B. und z. B.": ["z.B", "und", "z", "B"],
    "d.h., u.a.m.": ["d.h", "u.a.m"],
    "wie geht's, Peters' Haus": ["wie", "geht's", "Peters", "Haus"],
    "geht’s": ["geht’s"],
    "COVID-19, G7 und U-21": ["COVID-19", "G7", "und", "U-21"],
    "„Straße“ »Größe«": ["Straße", "Größe"],
    "‚nein‘ sagte er": ["nein", "sagte", "er"],
    "die USA–China-Frage": ["die", "USA", "China-Frage"],
    "Minsk/Brest": ["Minsk", "Brest"],
    "5%ig, § 12, Nr.5": ["5", "ig", "12", "Nr", "5"],
    "siehe https://www.werft.de/a?b=c, dann": ["siehe", "dann"],
    "www.werft.de oder WWW.WERFT.DE": ["oder"],
    "an post.stelle@werft.de schreiben": ["an", "schreiben"],
    "#Klima @werft": ["Klima", "werft"],
    "🎉 Fest 👩‍🚀 All": ["Fest", "All"],
    "❤️ Liebe ❤️Liebe": ["Liebe", "Liebe"],
    "nicht...doch": ["nicht", "doch"],
    "Satz.Ende": ["Satz", "Ende"],
    "Mio.\u00a0Euro": ["Mio", "Euro"],
    "u\u0308ber": ["u\u0308ber"],
    "m² und CO₂": ["m", "und", "CO"],
    "- - — …": [],
}
ENGLISH = {
    "don't": ["don't"],
    "don’t stop": ["don’t", "stop"],
    "the ministers' plan": ["the", "ministers", "plan"],
    "the minister's plan": ["the", "minister's", "plan"],
    "'quoted' words": ["quoted", "words"],
    "rock 'n' roll": ["rock", "n", "roll"],
    "O'Neill and D’Arcy": ["O'Neill", "and", "D’Arcy"],
    "U.S. and U.K.": ["U.S", "and", "U.K"],
    "the U.S.A. team": ["the", "U.S.A", "team"],
    "U.S.-led": ["U.S", "led"],
    "e.g. this, i.e. that": ["e.g", "this", "i.e", "that"],
    "Ph.D. thesis": ["Ph", "D", "thesis"],
    "J.K. Stone": ["J.K", "Stone"],
    "9 a.m. sharp": ["9", "a.m", "sharp"],
    "3.5 percent": ["3.5", "percent"],
    "$1,200,000.50": ["1,200,000.50"],
    "1990s and '90s": ["1990s", "and", "90s"],
    "state-owned": ["state-owned"],
    "non\u2011breaking": ["non\u2011breaking"],
    "well - known": ["well", "known"],
    "war—peace": ["war", "peace"],
    "either/or": ["either", "or"],
    "first_second": ["first", "second"],
    "AT&T": ["AT", "T"],
    "http://a.org/x_y) end": ["end"],
    "(see www.a.org).Next": ["see"],
    "a+b@c.org, x@y": ["x", "y"],
    "end.Start": ["end", "Start"],
    "10th, 2nd": ["10th", "2nd"],
    "naïve café": ["naïve", "café"],
    "cafe\u0301s": ["cafe\u0301s"],
    "🇧🇾 flag 1️⃣ one": ["flag", "1️⃣", "one"],
    "": [],
}
RUSSIAN = {
    "ещё ёлка": ["ещё", "ёлка"],
    "всё-таки": ["всё-таки"],
    "т.е. и т. е.": ["т.е", "и", "т", "е"],
    "и т.д., и т.п.": ["и", "т.д", "и", "т.п"],
    "в 2024 г. в Минске": ["в", "2024", "г", "в", "Минске"],
    "А.С. Белов": ["А.С", "Белов"],
    "А. С. Белов": ["А", "С", "Белов"],
    "6,3 процента": ["6,3", "процента"],
    "1 200 000 рублей": ["1", "200", "000", "рублей"],
    "«Мы уходим», — сказал он": ["Мы", "уходим", "сказал", "он"],
    "„да“": ["да"],
    "из-за границы": ["из-за", "границы"],
    "северо-запад — юг": ["северо-запад", "юг"],
    "нефте- и газопроводы": ["нефте", "и", "газопроводы"],
    "5-летний план": ["5-летний", "план"],
    "план2030": ["план2030"],
    "COVID-19 в РФ": ["COVID-19", "в", "РФ"],
    "Рис.5": ["Рис", "5"],
    "№ 5": ["5"],
    "д’Артаньян": ["д’Артаньян"],
    "за\u0301мок": ["за\u0301мок"],
    "и\u0306од": ["и\u0306од"],
    "сайт https://пример.рф/путь дальше": ["сайт", "дальше"],
    "почта адрес@пример.рф тут": ["почта", "тут"],
    "100% рост": ["100", "рост"],
    "США/ЕС": ["США", "ЕС"],
    "👍 хорошо": ["хорошо"],
    "о\u0301н.она": ["о\u0301н", "она"],
    "Жизнь!..Смерть?": ["Жизнь", "Смерть"],
}
OTHERS = {
    "be": {
        "ў Беларусі": ["ў", "Беларусі"],
        "сям'я і сям’я": ["сям'я", "і", "сям’я"],
        "аб\u02bcява": ["аб\u02bcява"],
        "Ўсё": ["Ўсё"],
        "паўднёва-заходні": ["паўднёва-заходні"],
        "і г. д.": ["і", "г", "д"],
        "6,3 працэнта": ["6,3", "працэнта"],
        "«Так», — сказаў ён": ["Так", "сказаў", "ён"],
        "у 2024-м": ["у", "2024-м"],
        "дз\u00ad": ["дз"],
    },
    "es": {
        "¿Quién? ¡Yo!": ["Quién", "Yo"],
        "EE. UU. y EE.UU.": ["EE", "UU", "y", "EE", "UU"],
        "el 6,3 %": ["el", "6,3"],
        "«sí»": ["sí"],
        "año y niño": ["año", "y", "niño"],
        "político-militar": ["político-militar"],
        "n.º 5": ["n.º", "5"],
        "pingüino": ["pingüino"],
        "1.200 euros": ["1.200", "euros"],
        "a.m. y p.m.": ["a.m", "y", "p.m"],
    },
    "pl": {
        "„Źródło” żyje": ["Źródło", "żyje"],
        "łódź": ["łódź"],
        "m.in. Łódź": ["m", "in", "Łódź"],
        "polsko-białoruski": ["polsko-białoruski"],
        "25. rocznica": ["25", "rocznica"],
        "6,3 proc.": ["6,3", "proc"],
        "w 2024 r.": ["w", "2024", "r"],
        "Kowalskiego-Nowaka": ["Kowalskiego-Nowaka"],
        "ks. Jan": ["ks", "Jan"],
        "gżegżółka, ćma": ["gżegżółka", "ćma"],
    },
    "zh": {
        "中国发展": ["中国", "发展"],
        "2024年5月": ["2024", "年", "5", "月"],
        "增长3.5个": ["增长", "3.5", "个"],
        "中国-白俄罗斯": ["中国", "白俄罗斯"],
        "弗拉基米尔·普京": ["弗拉基米尔", "普京"],
        "北京，上海。": ["北京", "上海"],
        "“北京”": ["北京"],
        "见https://a.cn/x，中国": ["见", "中国"],
        "见https://a.cn/x中国": ["见", "中国"],
        "使用GDP增长": ["使用", "GDP", "增长"],
        "🎉中国": ["中国"],
        "——……": [],
    },
}
TABLES = {"de": GERMAN, "en": ENGLISH, "ru": RUSSIAN, **OTHERS}
CASES = [(code, text, words) for code, table in TABLES.items() for text, words in table.items()]


def words_of(text: str, code: str = "") -> list[str]:
    tokens = tokenize([text], language=code)
    return [tokens.types[number] for number in tokens.type]


@pytest.mark.parametrize(("code", "text", "words"), CASES)
def test_words_and_offsets(code: str, text: str, words: list[str]) -> None:
    tokens = tokenize([text], language=code)
    assert [tokens.types[number] for number in tokens.type] == words
    assert [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)] == words


def test_tables_are_large_enough() -> None:
    assert min(len(GERMAN), len(ENGLISH), len(RUSSIAN)) >= 25
    assert all(len(table) >= 10 for table in OTHERS.values())


def test_offsets_are_of_each_text() -> None:
    texts = ["🎉 eins zwei", "", "дом, дом", "\n", "eins"]
    tokens = tokenize(texts)
    rows = [
        texts[row][start:end] for row, start, end in zip(tokens.row, tokens.start, tokens.end, strict=True)
    ]
    assert rows == ["eins", "zwei", "дом", "дом", "eins"]
    assert tokens.row.tolist() == [0, 0, 2, 2, 4]
    assert tokens.types == ["eins", "zwei", "дом"]
    assert tokens.type.tolist() == [0, 1, 2, 2, 0]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["—", "…"]])
def test_no_words(texts: list[str]) -> None:
    tokens = tokenize(texts)
    assert len(tokens) == 0
    assert tokens.types == []


ALPHABET = "aBßÄёў中1.,'’-·@:/ \n🎉\u0301\ufe0f—„"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(texts=st.lists(st.text(alphabet=ALPHABET, max_size=30), max_size=4), code=st.sampled_from(["", "zh"]))
def test_words_hold_a_letter_or_digit_in_order_and_do_not_depend_on_neighbours(
    texts: list[str], code: str
) -> None:
    tokens = tokenize(texts, language=code)
    place = (0, 0)
    for row, start, end, number in zip(tokens.row, tokens.start, tokens.end, tokens.type, strict=True):
        word = texts[row][start:end]
        assert word == tokens.types[number]
        assert any(map(str.isalnum, word))
        assert (row, start) >= place
        place = (row, end)
    assert [words_of(text, code) for text in texts] == [
        [tokens.types[number] for number in tokens.type[tokens.row == row]] for row in range(len(texts))
    ]


@pytest.mark.parametrize("text", ["a" * 300_000 + " @", "x@" * 100_000, "x@" + "a." * 100_000])
def test_hostile_addresses_end(text: str) -> None:
    assert len(tokenize([text])) < 200_001


LEMMAS = {
    "de": {
        "Sanktionen": "sanktion",
        "Häuser": "haus",
        "ging": "gehen",
        "wichtigen": "wichtig",
        "USA": "usa",
        "U.S": "u.s",
    },
    "en": {"Sanctions": "sanction", "went": "go", "minister’s": "minister", "USA": "usa", "Minsk": "minsk"},
    "ru": {"Минска": "минск", "санкциями": "санкция", "США": "сша", "заявил": "заявить"},
    "be": {"Беларускага": "беларуск", "незалежнасці": "незалежнаст", "ўлада": "улад", "мір": "мір"},
    "es": {"sanciones": "sanción", "países": "país"},
    "pl": {"sankcji": "sankcja", "krajów": "kraj"},
    "zh": {"GDP": "gdp", "中国": "中国"},
}


@pytest.mark.parametrize(
    ("code", "form", "lemma"), [(code, *pair) for code, table in LEMMAS.items() for pair in table.items()]
)
def test_lemmas(code: str, form: str, lemma: str) -> None:
    assert lemmatize([form], language=load_language(code)) == [lemma]


def test_a_capital_at_the_beginning_of_a_sentence_is_read_as_its_frequent_twin() -> None:
    german = load_language("de")
    assert lemmatize(["Gute"], language=german, counts={"Gute": 1, "gute": 9}) == ["gut"]
    assert lemmatize(["Gute"], language=german, counts={"Gute": 9, "gute": 1}) != ["gut"]


@pytest.mark.parametrize("code", ["de", "be", "zh"])
def test_overrides_win(code: str) -> None:
    found = lemmatize(["Werft", "werft"], language=load_language(code), overrides={"werft": "hafen"})
    assert found == ["hafen", "hafen"]


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ("краінамі", "краін"),
        ("беларуская", "беларуск"),
        ("нельга", "нельга"),
        ("няма", "няма"),
        ("дом", "дам"),
    ],
)
def test_light_stem(form: str, stem: str) -> None:
    assert light_stem(form) == stem


def test_fold_is_for_comparing() -> None:
    assert fold("Don’t") == "don't"
    assert fold("Сям\u02bcя") == fold("сям'я")
    assert fold("Ёлка") == "елка"
    assert fold("ў") != fold("у")
    assert fold("й") != fold("и")
    assert fold("ї") != fold("і")


PLAIN = {
    "c": "the harbour trade grows and the trade fair ends",
    "a": "fair trade with the north",
    "d": "north and south of the harbour",
    "b": "ships and ships and ships",
    "e": "south wind",
}


def vocabulary(texts: dict[str, str], *, size: int = 2, code: str = "zh") -> Vocabulary:
    """The corpus counted in batches of `size`; the language zh has no lemmas, so forms are kept."""
    language, ids = load_language(code), list(texts)
    pieces = [ids[place : place + size] for place in range(0, len(ids), size)]
    batches = [
        count_batch(
            piece,
            [texts[item] for item in piece],
            split_all([texts[item] for item in piece], language=language),
            language="",
        )
        for piece in pieces
    ]
    return gather(batches, language=language)


def test_counts_agree_with_scikit_learn() -> None:
    found = vocabulary(PLAIN)
    peer = CountVectorizer(token_pattern=r"\S+")
    matrix = peer.fit_transform([PLAIN[item] for item in sorted(PLAIN)])
    assert found.ids == sorted(PLAIN)
    assert found.terms["term"].tolist() == peer.get_feature_names_out().tolist()
    assert found.articles.toarray().tolist() == matrix.toarray().tolist()
    assert found.terms["documents"].tolist() == (matrix > 0).sum(axis=0).ravel().tolist()[0]
    assert found.terms["count"].tolist() == matrix.sum(axis=0).tolist()[0]


MIXED = {
    "m": "Gute Nachrichten. Die guten Sanktionen wirken.",
    "k": "Die Sanktion wirkt nicht. Eine Sanktion, 48,7 Prozent.\n\nGute Nacht!",
    "z": "",
    "a": "Der Handel wächst. Der Handel, der Handel.",
    "y": "12,5 — 13",
}


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("order", ["mkzay", "yazkm", "zamyk"])
def test_batches_and_order_do_not_matter(size: int, order: str) -> None:
    expected = vocabulary(MIXED, size=5, code="de")
    found = vocabulary({item: MIXED[item] for item in order}, size=size, code="de")
    pd.testing.assert_frame_equal(found.terms, expected.terms)
    assert found.ids == expected.ids == sorted(MIXED)
    assert found.articles.toarray().tolist() == expected.articles.toarray().tolist()
    assert found.sentences.toarray().tolist() == expected.sentences.toarray().tolist()


def test_terms_by_hand() -> None:
    found = vocabulary(MIXED, code="de")
    terms = found.terms.set_index("term")
    assert terms.loc["sanktion", ["form", "documents", "count", "stop"]].tolist() == ["Sanktion", 2, 3, False]
    assert terms.loc["handel", ["form", "documents", "count", "stop"]].tolist() == ["Handel", 1, 3, False]
    assert terms.loc["nicht", "stop"]
    assert terms["number"].tolist() == list(range(len(terms)))
    assert list(terms.index) == sorted(terms.index)
    assert not any(term[0].isdigit() for term in terms.index)


def test_rows_are_sentences_in_the_order_of_sorted_ids() -> None:
    found = vocabulary(MIXED, code="de")
    column = found.terms.set_index("term").loc["handel", "number"]
    assert found.sentences[:, [column]].toarray().ravel().tolist() == [1, 2, 0, 0, 0, 0, 0, 0]
    lengths = [len(spans) for spans in split_all([MIXED[i] for i in found.ids], language=load_language("de"))]
    article = np.repeat(np.arange(len(lengths)), lengths)
    total = np.zeros(found.articles.shape, dtype=int)
    np.add.at(total, article, found.sentences.toarray())
    assert total.tolist() == found.articles.toarray().tolist()


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "12 — 13", "b": ""}])
def test_a_corpus_without_words(texts: dict[str, str]) -> None:
    found = vocabulary(texts, code="de")
    assert found.articles.shape == (len(texts), 0)
    assert found.terms.empty
    assert set(found.terms.columns) == set(schema.TABLES["terms"].columns)


def test_sentence_of_each_token() -> None:
    tokens = tokenize(["Er kam. Sie ging.", "", "Nein"])
    assert sentence_of(tokens, [[(0, 7), (8, 17)], [], [(0, 4)]]).tolist() == [0, 0, 1, 1, 2]


def test_a_token_without_a_sentence_is_in_none() -> None:
    tokens = tokenize(["Er kam.", "Nein"])
    assert sentence_of(tokens, [[(0, 7)], []]).tolist() == [0, 0, -1]
    assert sentence_of(tokens, [[], []]).tolist() == [-1, -1, -1]
