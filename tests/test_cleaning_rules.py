"""Rules on lines and paragraphs: tables of cases in each language with those that must not change."""

from __future__ import annotations

import pytest

from analysis.cleaning import credits
from analysis.cleaning.chrome import MORE, prose
from analysis.cleaning.datelines import read_dateline
from analysis.cleaning.genre import genre_of
from analysis.cleaning.language import detect
from analysis.cleaning.paragraphs import split_glued, take_links, undo_comma_runs
from analysis.cleaning.repair import lines, repair
from analysis.declarations import Outlet, load_outlet

PLAIN = Outlet(name="plain", label="Plain", checked="unchecked")


@pytest.mark.parametrize(
    ("text", "place", "agency", "rest"),
    [
        ("MINSK, 3. Juni (BelTA) - Der Rat tagte.", "MINSK", "BelTA", "Der Rat tagte."),
        ("Pyongyang, June 3 (KCNA) -- A meeting took place.", "Pyongyang", "KCNA", "A meeting took place."),
        ("Pyongyang, 3 de junio (ACNC) -- Se celebró un acto.", "Pyongyang", "ACNC", "Se celebró un acto."),
        ("МИНСК, 3 июня. /Корр. БЕЛТА/. Совет собрался.", "МИНСК", "Корр. БЕЛТА", "Совет собрался."),
        ("МІНСК, 3 чэрвеня /Кар. БЕЛТА/. Савет сабраўся.", "МІНСК", "Кар. БЕЛТА", "Савет сабраўся."),
        ("МОСКВА, 3 июня /ТАСС/. Совет собрался.", "МОСКВА", "ТАСС", "Совет собрался."),
        ("МОСКВА, 3 июн - РИА Новости. Совет собрался.", "МОСКВА", "РИА Новости", "Совет собрался."),
        ("КИЇВ, 3 червня (УНІАН) – Рада зібралася.", "КИЇВ", "УНІАН", "Рада зібралася."),
        ("MIŃSK, 3 czerwca (BelTA) – Rada zebrała się.", "MIŃSK", "BelTA", "Rada zebrała się."),
        ("BEIJING, June 3 (Xinhua) -- The council met.", "BEIJING", "Xinhua", "The council met."),
        ("KABUL, Afghanistan — The council met.", "KABUL", "", "The council met."),
        ("NEW DELHI —  The council met.", "NEW DELHI", "", "The council met."),
        ("WASHINGTON (AP) — The council met.", "WASHINGTON", "AP", "The council met."),
        ("Berlin (dpa) - Der Rat tagte.", "Berlin", "dpa", "Der Rat tagte."),
        ("新华社北京6月3日电（记者李某）会议举行。", "北京", "新华社", "会议举行。"),
    ],
)
def test_datelines(text: str, place: str, agency: str, rest: str) -> None:
    found = read_dateline(text, PLAIN)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert text[len(found.words) :].strip() == rest
    if found.date is not None:
        assert (found.date.month, found.date.day) == (6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Berlin – die Stadt an der Spree – wächst weiter.",
        "Minsk, am 3. Juni geht es weiter – so der Minister.",
        "Angela Muster (CDU) – seit Jahren im Amt – widersprach.",
        "Ivan Petrov (right) - the captain of the team.",
        "Moscow and Minsk agreed on June 3 (Monday) - as planned - to meet.",
        "Министр - глава ведомства - выступил с речью.",
        "The U.S. — and its partners — agreed.",
        "A — B",
        "Am 3. Juni 2024 (Montag) - wie geplant - tagte der Rat.",
        "北京6月3日举行会议。",
        "",
    ],
)
def test_sentences_that_are_no_datelines(text: str) -> None:
    assert read_dateline(text, PLAIN) is None


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("belta", "GRODNO, 3. Juni (BelTA) - Der Rat tagte.", "GRODNO"),
        ("belta", "ГРОДНО, 3 июня /Корр. БЕЛТА/. Совет собрался.", "ГРОДНО"),
        ("kcna", "Pyongyang, June 3 (KCNA) -- A meeting took place.", "Pyongyang"),
        ("xinwenlianbo", "央视网消息（新闻联播）：会议举行。", ""),
    ],
)
def test_declared_datelines(name: str, text: str, place: str) -> None:
    found = read_dateline(text, load_outlet(name))
    assert found is not None
    assert (found.place, found.agency != "") == (place, True)


@pytest.mark.parametrize("name", ["belta", "kcna", "chinadaily", "nytimes", "xinwenlianbo", "generic"])
def test_shipped_outlets_say_what_they_were_checked_on(name: str) -> None:
    assert load_outlet(name).checked not in ("", "undeclared")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The council met.Then it voted.", ["The council met.", "Then it voted."]),
        ("It ended in 2014.The council met.", ["It ended in 2014.", "The council met."]),
        ("It rose by 3 (or 4%).Prices fell.", ["It rose by 3 (or 4%).", "Prices fell."]),
        ("He left.“We stay,” she said.", ["He left.", "“We stay,” she said."]),
        ("“We stay.”The council met.", ["“We stay.”", "The council met."]),
        ('"We stay."The council met.', ['"We stay."', "The council met."]),
        ('He left."We stay," she said.', ["He left.", '"We stay," she said.']),
        ("„Wir bleiben.“Der Rat tagte.", ["„Wir bleiben.“", "Der Rat tagte."]),
        ("Er ging.„Wir bleiben“, hieß es.", ["Er ging.", "„Wir bleiben“, hieß es."]),
        (
            "Der Rat tagte.Über die Brücke wurde gestritten.",
            ["Der Rat tagte.", "Über die Brücke wurde gestritten."],
        ),
        ("Совет собрался.Затем он голосовал.", ["Совет собрался.", "Затем он голосовал."]),
        ("Савет сабраўся.Іншыя чакалі.", ["Савет сабраўся.", "Іншыя чакалі."]),
        ("Rada się zebrała.Śnieg padał.", ["Rada się zebrała.", "Śnieg padał."]),
        ("El consejo se reunió.Él votó.", ["El consejo se reunió.", "Él votó."]),
        (
            "Need to know:• Rockets fell.• Prices rose.",
            ["Need to know:", "• Rockets fell.", "• Prices rose."],
        ),
    ],
)
def test_glued_paragraphs(text: str, pieces: list[str]) -> None:
    assert split_glued(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "Visit Booking.Com for more.",
        "See www.example.Org and write.",
        "The U.S.Army moved.",
        "z.B.Die Bahn",
        "He wrote to press@Example.Com today.",
        "Siehe https://example.org/Der.Weg/Nach",
        "Es kostet 3.Platz-Prämie",
        "Der Rat tagte. Dann stimmte er ab.",
        "Node.js and version 2.Beta",
        "т.е.Это сокращение",
    ],
)
def test_what_only_looks_glued(text: str) -> None:
    assert split_glued(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met them., , They left., , ,  , , ,", "He met them.\nThey left."),
        ("He met them.,  They left., , Nobody stayed., ,", "He met them.\nThey left.\nNobody stayed."),
        ("It says:, , The end is near., ,", "It says:\nThe end is near."),
        (
            "It came on April 1., The work, published early, is long., ,",
            "It came on April 1.\nThe work, published early, is long.",
        ),
        ('He said "no"., , She said "yes"., , ,', 'He said "no".\nShe said "yes".'),
        ("Se reunieron., , Él habló., ,", "Se reunieron.\nÉl habló."),
    ],
)
def test_comma_runs(text: str, expected: str) -> None:
    assert undo_comma_runs(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fish, meat, and bread.",
        'He called it "theft", "fraud", and worse.',
        "Smith Co., Ltd., and Brown Inc., Boston, agreed.",
        "A list of words, , with a gap in it.",
        "Es kostet 1,5 Mio., Tendenz steigend.",
    ],
)
def test_commas_that_stay(text: str) -> None:
    assert undo_comma_runs(text) == (text, 0)


def test_abbreviations_before_a_comma_stay_in_a_text_with_runs() -> None:
    text = "Smith Co., Ltd. agreed., , The U.S., Japan and others did not., ,"
    assert undo_comma_runs(text)[0] == "Smith Co., Ltd. agreed.\nThe U.S., Japan and others did not."


def test_links_to_the_original() -> None:
    text, found = take_links("会议举行。[查看原文](https://example.org/a.shtml)")
    assert (text, found[0]["url"]) == ("会议举行。", "https://example.org/a.shtml")
    assert take_links("See [the report](https://example.org/b).")[1] == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Brown", "Anna Brown"),
        ("By Anna Brown and Carl Dent", "Anna Brown and Carl Dent"),
        ("By Anna Brown in Halvest", "Anna Brown"),
        ("Von Anna Braun", "Anna Braun"),
        ("Von Anna Braun und Karl von Dent", "Anna Braun und Karl von Dent"),
        ("Автор: Анна Бурая", "Анна Бурая"),
        ("Аўтар: Ганна Бурая", "Ганна Бурая"),
        ("Por Ana Bruna", "Ana Bruna"),
        ("Autor: Anna Bruna", "Anna Bruna"),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert credits.byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the council had met.",
        "By the river.",
        "Von Minsk nach Moskau dauert es acht Stunden.",
        "Von der Brücke ist wenig geblieben",
        "Por la tarde llovió.",
        "Text messages were sent to all.",
    ],
)
def test_lines_that_are_no_bylines(line: str) -> None:
    assert credits.byline(line) == ""


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Contact the writer at anna.brown@courier.example", "contact line"),
        ("anna@courier.example", "contact line"),
        ("Contact the writers through anna@courier.example and carl@courier.example", "contact line"),
        ("E-Mail: anna@courier.example", "contact line"),
        ("He sent it to anna@courier.example yesterday.", ""),
        ("AFP - Reuters", "agency line"),
        ("Xinhua News Agency", "agency line"),
        ("Reuters reported the visit.", ""),
        ("AP Jones", ""),
        ("ap", ""),
        ("Anna Brown in Halvest contributed to this story.", "credit line"),
        ("Anna Brown contributed reporting.", "credit line"),
        ("The loans contributed to this crisis.", ""),
        ("The author is a professor of bridges.", "author note"),
        ("Автор — профессор.", "author note"),
        ("The author of the plan is abroad.", ""),
    ],
)
def test_lines_of_credit(line: str, rule: str) -> None:
    assert credits.rule_of(line, PLAIN, edge=True) == rule
    assert credits.rule_of(line, PLAIN, edge=False) == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Photo: AFP", True),
        ("A man crosses the bridge. [Photo/Agencies]", True),
        ("He said [in a photo] that it was late.", False),
        ("Foto: BelTA", True),
        ("Фото БЕЛТА", False),
        ("Фото: Иван Петров", True),
        ("© 2024 Agency", True),
        ("The minister opens the bridge (Foto: dpa)", True),
        ("Photo by Anna Brown", True),
        ("Photos showed the bridge in ruins.", False),
        ("Foto- und Filmaufnahmen waren verboten.", False),
        ("Фотографии показали мост.", False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    assert credits.caption(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Read also: Bridge closed", True),
        ("Read more", True),
        ("Lesen Sie auch: Brücke gesperrt", True),
        ("Читайте также: Мост закрыт", True),
        ("Чытайце таксама: Мост закрыты", True),
        ("Lea también: Puente cerrado", True),
        ("Czytaj też: Most zamknięty", True),
        ("相关阅读：大桥关闭", True),
        ("Read also by many, the paper closed.", False),
        ("Lesen Sie dazu den Bericht, bat er.", False),
        ("Подробнее о планах министр не сказал.", False),
        ("Related costs rose by a tenth.", False),
    ],
)
def test_read_more_lines(line: str, expected: bool) -> None:
    assert bool(MORE.match(line)) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The council met on Monday.", True),
        ("Der Rat tagte am Montag.", True),
        ("Совет собрался в понедельник.", True),
        ("会议在北京举行，主席讲话。", True),
        ("„Wir bleiben hier und wir gehen nicht.“", True),
        ("All news", False),
        ("Politik", False),
        ("Minister: „Wir haben viel erreicht“", False),
        ("© 2024 Agency.", False),
        ("Subscribe!", False),
    ],
)
def test_prose(line: str, expected: bool) -> None:
    assert prose(line) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("GrÃ¶ÃŸe", "Größe"),
        ("donâ€™t", "don’t"),
        ("Ð¼Ð¾Ñ\x81Ñ\x82", "мост"),
        ("„Wort“ und «слово» und “word”", "„Wort“ und «слово» und “word”"),
        ("и\u0306о\u0308", "\u0439\u04e7"),
        ("a\u0308", "ä"),
        ("nul\0l", "null"),
        ("so\xadft", "soft"),
        ("a\xa0b\u3000c", "a b c"),
        ("R&amp;D", "R&D"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("Äpfel Öl Ü", "Äpfel Öl Ü"),
        ("ＡＢ", "ＡＢ"),
    ],
)
def test_repair(raw: str, expected: str) -> None:
    assert repair(raw) == expected


def test_lines_drop_blanks() -> None:
    assert lines(" a \n\n  b\n") == ("a", "b")


TEXTS = {
    "de": "Der Minister hat am Montag mitgeteilt, dass die Brücke nicht vor dem Herbst geöffnet wird.",
    "en": "The minister said on Monday that the bridge would not be opened before the autumn of this year.",
    "ru": "Министр сообщил в понедельник, что мост не будет открыт раньше осени, а работы продолжаются.",
    "be": "Міністр паведаміў у панядзелак, што мост не будзе адкрыты раней за восень, і работы ідуць.",
    "uk": "Міністр повідомив у понеділок, що міст не буде відкрито раніше осені, але її роботи тривають.",
    "pl": "Minister poinformował w poniedziałek, że most nie zostanie otwarty przed jesienią tego roku.",
    "es": "El ministro dijo el lunes que el puente no se abrirá antes del otoño de este año en la ciudad.",
    "zh": "部长星期一表示，这座大桥在秋天之前不会开放，工程仍在继续进行。",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_language_of_a_text(code: str) -> None:
    assert detect(TEXTS[code] + " " + TEXTS[code], tuple(TEXTS)) == (code, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Le ministre a déclaré lundi que le pont ne serait pas ouvert avant l'automne de cette année.",
            "fr",
        ),
        ("大臣は月曜日に、橋は秋まで開通しないと述べた。工事はまだ続いている。", "ja"),
    ],
)
def test_languages_outside_the_study_are_not_forced_into_it(text: str, code: str) -> None:
    assert detect(text * 2, ("de", "en"))[0] == code


@pytest.mark.parametrize("text", ["", "12 345", "OK", "Minsk"])
def test_short_texts_are_never_sure(text: str) -> None:
    assert detect(text, ("de", "en"))[1] is False


DECLARED = Outlet(
    name="x",
    label="X",
    checked="unchecked",
    opinion_sections=("Meinung",),
    official_titles=("Erlass Nr\\.",),
)


@pytest.mark.parametrize(
    ("title", "section", "note", "genre"),
    [
        ("Brücke gesperrt", "Politik", "", "news"),
        ("Brücke gesperrt", "Meinung", "", "opinion"),
        ("Kommentar: Die Brücke", "", "", "opinion"),
        ("Мнение: мост", "", "", "opinion"),
        ("Editorial: The bridge", "", "", "opinion"),
        ("Erlass Nr. 12 über Brücken", "", "", "official"),
        ("The bridge", "", "The author is a professor of bridges.", "opinion"),
        ("Die Brücke", "", "Die Autorin ist Professorin.", "opinion"),
        ("The author of the plan resigns", "", "The author of the plan is abroad.", "news"),
        ("Opinion polls close", "", "", "news"),
        ("Kommentar des Ministers zur Brücke", "", "", "news"),
    ],
)
def test_genre(title: str, section: str, note: str, genre: str) -> None:
    found, _ = genre_of(
        title=title, sections=(section, ""), first="Der Rat tagte.", notes=[note], outlet=DECLARED
    )
    assert found == genre
