"""What is told from form: genre, position, passages in another language; and cleaning rule by rule."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import schema
from analysis.cleaning import clean_source
from analysis.cleaning.body import clean_body
from analysis.cleaning.chrome import Learned, normal
from analysis.cleaning.foreign import passages
from analysis.cleaning.genre import genre_of
from analysis.cleaning.page import Page, Trail
from analysis.cleaning.position import positions
from analysis.declarations import Outlet, Source
from analysis.declarations.checks import RULES
from analysis.declarations.study import Cleaning
from analysis.pipeline.stages.foreign import build
from analysis.pipeline.step import Job
from analysis.reading import Item

LONG = "Der Rat hat am Montag lange über die neue Brücke beraten und wird im Herbst entscheiden. " * 12
OUTLET = Outlet(
    name="x",
    label="Courier",
    checked="unchecked",
    agency=("KAG",),
    chrome=("Seite drucken",),
    more=("Weiter im Heft.*",),
    opinion_sections=("Meinung",),
    official_titles=(r"Erlass Nr\.",),
)


def told(title: str, *paragraphs: str, section: str = "", note: str = "") -> tuple[str, str]:
    text = paragraphs or (LONG,)
    return genre_of(
        title=title, sections=(section, ""), first=text[0], notes=[note], outlet=OUTLET, paragraphs=text
    )


@pytest.mark.parametrize(
    ("title", "genre", "sign"),
    [
        ("Erlass Nr. 12 über Brücken", "official", "declared title (decree)"),
        ("KAG: Erlass Nr. 12 über Brücken", "official", "declared title (decree)"),
        ("Decree No. 5 on bridges", "official", "title (decree)"),
        ("TASS: Decree No. 5 on bridges", "official", "title (decree)"),
        ("Указ № 5 о мостах", "official", "title (decree)"),
        ("Пастанова № 5 аб мастах", "official", "title (decree)"),
        ("Verordnung über den Verkehr auf Brücken", "official", "title (decree)"),
        ("Decreto sobre los puentes", "official", "title (decree)"),
        ("Rozporządzenie w sprawie mostów", "official", "title (decree)"),
        ("Speech by the mayor at the opening", "official", "title (speech)"),
        ("Rede des Bürgermeisters zur Eröffnung", "official", "title (speech)"),
        ("Выступление мэра на открытии моста", "official", "title (speech)"),
        ("Discurso del alcalde en la apertura", "official", "title (speech)"),
        ("市长在开幕式上的讲话全文", "official", "title (speech)"),
        ("Joint Statement on the Bridge", "official", "title (statement)"),
        ("Erklärung des Ministeriums zur Brücke", "official", "title (statement)"),
        ("Заявление Министерства о мосте", "official", "title (statement)"),
        ("Interview with the mayor", "interview", "title"),
        ("Интервью: мэр о мосте", "interview", "title"),
        ("Wywiad z burmistrzem", "interview", "title"),
        ("专访市长：桥梁建设", "interview", "title"),
        ("News in brief", "digest", "title"),
        ("Presseschau vom 24. Mai", "digest", "title"),
        ("Обзор прессы за 24 мая", "digest", "title"),
        ("Przegląd prasy", "digest", "title"),
        ("国内联播快讯", "digest", "title"),
        ("Opinión: el puente", "opinion", "title"),
        ("社评：大桥", "opinion", "title"),
        # What only looks like one.
        ("Joint Statement on Bridge Issued", "news", ""),
        ("Mayor: speech was misunderstood", "news", ""),
        ("Decrees on bridges are due in May", "news", ""),
        ("Der Erlass Nr. 12 tritt in Kraft", "news", ""),
        ("Указатели на мосту обновили", "news", ""),
        ("Interviews begin on Monday", "news", ""),
        ("Выступления артистов перенесли", "news", ""),
        ("Das Wichtigste zuerst: die Brücke hält", "news", ""),
        ("In brief ceremony mayor opens bridge", "news", ""),
    ],
)
def test_genre_by_title(title: str, genre: str, sign: str) -> None:
    assert told(title) == (genre, sign)


@pytest.mark.parametrize(
    ("paragraphs", "genre"),
    [
        (
            ("It is hereby resolved as follows.", "1. A board is set up.", "2. It meets in May.", LONG),
            "official",
        ),
        (("Zur Regelung wird Folgendes verordnet.", "1. Ein Rat.", "2. Eine Gebühr.", LONG), "official"),
        (("В целях развития района постановляю:", "1. Создать совет.", "2. Открыть мост.", LONG), "official"),
        (("Ladies and gentlemen, the bridge is open.", LONG), "official"),
        (("Уважаемые жители города, мост открыт!", LONG), "official"),
        (("Sehr geehrte Damen und Herren, die Brücke ist offen.", LONG), "official"),
        (
            ("Frage: Wann öffnet sie?", "Im Mai.", "Frage: Und dann?", "Dann ist sie offen.", LONG),
            "interview",
        ),
        (
            ("Wann?", "Im Mai.", "Und wer?", "Der Rat.", "Warum?", "Weil.", "Wie?", "So, mit Geld.", LONG),
            "interview",
        ),
        (("• Brücke offen.", "• Rat tagt.", "• Zug fährt.", "• Schnee liegt.", LONG), "digest"),
        (("Der Rat tagte.", "Die Brücke ist offen."), "brief"),
        (("市议会上午开会，讨论了明年的预算。",), "brief"),
        (("市议会上午开会，讨论了明年的预算。" * 20,), "news"),
        # A salutation inside quotation marks, two numbered lines, a single question: reports.
        (("“Ladies and gentlemen”, the mayor began.", LONG), "news"),
        (("Der Rat nannte zwei Punkte.", "1. Die Brücke.", "2. Die Gebühr.", LONG), "news"),
        (("Wann öffnet die Brücke?", "Im Mai, sagt der Rat.", LONG, LONG), "news"),
    ],
)
def test_genre_by_form(paragraphs: tuple[str, ...], genre: str) -> None:
    found, sign = told("Die Brücke", *paragraphs)
    assert found == genre
    assert bool(sign) == (genre != "news")


def test_declared_section_goes_before_title_and_form() -> None:
    assert told("Erlass Nr. 3", "Kurz.", section="Meinung") == ("opinion", "section Meinung")


def table(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["file", "day", "service", "url"])
    return frame.assign(day=[dt.date.fromisoformat(day) for day in frame["day"]])


def test_position_is_the_place_in_the_list_of_the_day() -> None:
    """Row 4 became no article and keeps its place; the second service's list begins anew."""
    articles = table(
        ("a.csv#row 5", "2024-05-01", "en", "list/1"),
        ("a.csv#row 2", "2024-05-01", "en", "list/1"),
        ("a.csv#row 3", "2024-05-01", "en", "list/1"),
        ("a.csv#row 6", "2024-05-01", "es", "list/1"),
        ("a.csv#row 7", "2024-05-02", "en", "list/2"),
        ("pages.zip#a.html", "2024-05-02", "en", "x/1"),
    )
    found = positions(articles)
    assert found.dropna().to_dict() == {0: 4, 1: 1, 2: 2, 3: 1, 4: 1}
    assert pd.isna(found[5])


def test_positions_in_a_list_that_is_not_one_block() -> None:
    """Rows of another day lie between: places are counted among the list's own articles."""
    days = ["2024-05-01", "2024-05-02", "2024-05-01", "2024-05-02"]
    rows = [(f"a.csv#row {number}", day, "en", f"u/{number}") for number, day in enumerate(days, 1)]
    assert positions(table(*rows)).tolist() == [1, 1, 2, 2]


PASSAGES = [
    ("de", "Er sagte: «Мы не примем ничей диктат и будем работать дальше.» Dann ging er.", "ru"),
    ("en", "He wrote: “Wir werden das nicht hinnehmen und es auch nicht vergessen”, and left.", "de"),
    ("ru", "Он сказал: “We will not accept this from anybody in the world”. Затем он ушёл.", "en"),
    ("be", "Ён адзначыў: «Мы будем работать и защищать интересы наших людей». Далей ён паехаў.", "ru"),
    ("ru", "Поэт прочёл: «Гэта наш край, і мы яго ніколі нікому не аддамо». Зал встал.", "be"),
    ("es", "El cartel decía: «The bridge is closed and we do not know for how long». Nadie rió.", "en"),
    ("pl", "Napis głosił: „Die Brücke ist geschlossen und wir wissen nicht wie lange”. Cisza.", "de"),
    ("en", "The term is 国家治理体系和治理能力 in Chinese. It is new.", "zh"),
    ("zh", "他说：“We will not accept this from anybody in the world”。然后他走了。", "en"),
]


@pytest.mark.parametrize(("language", "text", "other"), PASSAGES)
def test_passages_in_another_language(language: str, text: str, other: str) -> None:
    ((start, end, code),) = passages(text, language)
    assert code == other
    inside = re.search(r"[«“„](.+?)\.?[»”]", text)
    assert text[start:end] == (inside.group(1) if inside else "国家治理体系和治理能力").rstrip(".") or (
        inside is not None and text[start:end] == inside.group(1) + "."
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die „New York Times“ und das „Wall Street Journal“ berichteten. Der Rat schwieg."),
        ("de", "Der Slogan „Make it new“ war in Minsk an vielen Wänden zu lesen."),
        ("en", "Angela Merkel, Frank-Walter Steinmeier, Olaf Scholz and Heiko Maas were in Berlin."),
        ("ru", "Компания Google и газета The Washington Post опубликовали отчёт."),
        ("be", "Ён сказаў, што рашэнне ўрада канчатковае і змене не падлягае."),
        ("zh", "欧盟（EU）和北约（NATO）的代表今天在布鲁塞尔举行了会谈。"),
        ("es", "El alcalde de Quito dijo que el puente no se abrirá antes de mayo."),
        ("pl", "Burmistrz powiedział, że most nie zostanie otwarty przed majem."),
        ("en", ""),
    ],
)
def test_what_is_no_passage(language: str, text: str) -> None:
    assert passages(text, language) == []


def test_passages_become_spans(tmp_path: Path) -> None:
    columns = dict.fromkeys(schema.TABLES["articles"].columns, "")
    empty = {"published": None, "day": None, "crawled": None, "dateline_date": None, "position": None}
    rows = [
        {**columns, **empty, "id": f"{number}", "language": language, "text": text}
        for number, (language, text, _) in enumerate(PASSAGES)
    ]
    schema.write(pd.DataFrame(rows), tmp_path, "articles", "s")
    build(Job(tmp_path, tmp_path, "de", {}, {}))
    spans = schema.read(tmp_path, "spans", "foreign-de")
    assert spans[["article", "layer", "class"]].to_numpy().tolist() == [["0", "foreign language", "ru"]]
    assert PASSAGES[0][1][spans["start"][0] : spans["end"][0]].startswith("Мы не примем")


BODY = [
    "Der Rat der Stadt hat am Montag über die neue Brücke beraten und wird im Herbst entscheiden.",
    "„Wir warten nicht länger“, sagte die Bürgermeisterin. Die Kosten betragen 3,5 Mio. Euro.",
    "Die Arbeiten sollen im kommenden Jahr beginnen und etwa achtzehn Monate lang dauern.",
]
# A rule, the lines of a record or page that it cuts or mends, and what must be gone.
PLANTED = {
    "advertisement": ([BODY[0], "Anzeige", *BODY[1:]], "Anzeige"),
    "agency line": ([*BODY, "KAG"], "KAG"),
    "author note": ([*BODY, "Die Autorin ist Professorin für Brückenbau."], "Die Autorin"),
    "byline": (["Von Karla Musterfrau", *BODY], "Karla"),
    "caption": ([BODY[0], "Foto: Karla Musterfrau", *BODY[1:]], "Foto:"),
    "contact line": ([*BODY, "Kontakt: karla@courier.example"], "karla@"),
    "credit line": ([*BODY, "Karla Musterfrau contributed reporting from Halwest."], "contributed"),
    "declared chrome": ([BODY[0], "Seite drucken", *BODY[1:]], "Seite drucken"),
    "read more": ([BODY[0], "Lesen Sie auch: Noch eine Brücke", *BODY[1:]], "Lesen Sie auch"),
    "original link": ([*BODY, "[Zum Original](https://courier.example/a/1)"], "courier.example"),
    "comma runs": ([f"{BODY[0]}, , {BODY[1]}, , {BODY[2]}"], ", ,"),
    "glued paragraphs": ([f"{BODY[0]}{BODY[1]}", BODY[2]], "entscheiden.„"),
    "title repeated": (["Rat berät über Brücke", *BODY], "Rat berät"),
    "section repeated": (["Stadtleben", *BODY], "Stadtleben"),
    "dateline": ([f"HALWEST, 24. Mai (KAG) - {BODY[0]}", *BODY[1:]], "HALWEST"),
    "chrome": (["Startseite | Archiv", *BODY, "Folgen Sie uns"], "Startseite"),
    "date line": (["24. Mai 2024", *BODY], "24. Mai"),
}


def record(lines: list[str], number: int, kind: str) -> Item:
    if kind == "html":
        body = "".join(f"<p>{line}</p>" for line in lines)
        head = '<meta property="article:published_time" content="2024-05-24T10:00:00+03:00">'
        head = f"<head><title>Rat berät über Brücke</title>{head}</head>"
        page = f"<html>{head}<body><article>{body}</article></body></html>"
        return Item("s", f"{number}.html", f"{number}.html", page.encode(), {}, "html")
    row = {
        "text": "\n".join(lines),
        "title": "Rat berät über Brücke",
        "date": "2024-05-24",
        "section": "Stadtleben",
    }
    return Item("s", "a.csv", f"row {number}", json.dumps(row).encode(), {}, "record")


def rebuilt(rule: str, off: tuple[str, ...]) -> tuple[str, pd.DataFrame]:
    """The first article's text and the ledger, with or without a rule."""
    planted, _ = PLANTED[rule]
    kind = "html" if rule == "date line" else "record"
    many = 40 if rule == "chrome" else 1
    pages = []
    for number in range(many):
        lines = [line if many == 1 or line not in BODY else f"{line} Nummer {number}." for line in planted]
        pages.append(record(lines, number, kind))
    columns = {"text": "text", "title": "title", "published": "date", "section": "section"}
    articles, ledger = clean_source(
        pages,
        source=Source(files=("*",), outlet="x", columns=columns),
        outlet=OUTLET,
        languages=("de",),
        cleaning=Cleaning(off=off),
    )
    return str(articles["text"][0]), ledger


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_each_rule_works_and_is_really_off(rule: str) -> None:
    gone = PLANTED[rule][1]
    with_rule, ledger = rebuilt(rule, ())
    assert gone not in with_rule
    assert (ledger["rule"] == rule).any()
    without, ledger = rebuilt(rule, (rule,))
    assert gone in without
    assert not (ledger["rule"] == rule).any()


@pytest.mark.parametrize("off", [(), ("repeating line",)])
def test_lines_that_repeat_inside_articles(off: tuple[str, ...]) -> None:
    line = "Unser Dank gilt allen, die lesen."
    page = Page("a", "s", "a", "0", "txt", {}, (BODY[0], line, *BODY[1:]))
    trail = Trail((), off)
    learned = Learned(inside=frozenset({normal(line)}))
    body = clean_body(page, outlet=OUTLET, learned=learned, trail=trail)
    assert (line in body.paragraphs) == bool(off)
    assert any(note.rule == "repeating line" for note in trail.notes) == (not off)


def test_every_rule_of_the_source_can_be_named_in_a_study() -> None:
    """Every name after `trail.on(` and every rule that is returned is a rule that a study can switch off."""
    folder = Path(analysis.__file__).parent / "cleaning"
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    named = set(re.findall(r'trail\.on\("([^"]+)"\)', source)) | set(
        re.findall(r'\brule = "([^"]+)"', source)
    )
    assert named
    assert named <= set(RULES)
    assert {*PLANTED, "excerpt", "repeating line"} == set(RULES)


MENU = {
    "de": ("Startseite", "Politik", "Wirtschaft", "Folgen Sie uns"),
    "en": ("Home", "Politics", "Economy", "Follow us"),
    "ru": ("Главная", "Политика", "Экономика", "Подписывайтесь на нас"),
    "es": ("Inicio", "Política", "Economía", "Síganos"),
    "pl": ("Strona główna", "Polityka", "Gospodarka", "Obserwuj nas"),
    "be": ("Галоўная", "Палітыка", "Эканоміка", "Падпісвайцеся на нас"),
    "zh": ("首页", "政治", "经济", "关注我们"),
}
STORY = {
    "de": "Der Rat der Stadt hat am Morgen zum {}. Mal über die Brücke beraten und wird später entscheiden.",
    "en": "The city council discussed the bridge for the {}th time today and will decide about it later.",
    "ru": "Городской совет утром в {}-й раз обсудил мост и примет решение о нём только этой осенью.",
    "es": "El consejo de la ciudad discutió por {}.ª vez el puente esta mañana y decidirá sobre él en otoño.",
    "pl": "Rada miasta omawiała rano po raz {}. nowy most i podejmie decyzję w tej sprawie jesienią.",
    "be": "Гарадскі савет раніцай у {}-ы раз абмеркаваў мост і прыме рашэнне пра яго толькі ўвосень.",
    "zh": "市议会今天上午第{}次讨论了新桥的建设问题，并将在秋天作出最后决定，"
    "预算也将同时公布，市民可以参加。",
}
DAY = {
    "de": "24. Mai 2024, 10:{:02}",
    "en": "May 24, 2024 10:{:02}",
    "ru": "24 мая 2024, 10:{:02}",
    "es": "24 de mayo de 2024, 10:{:02}",
    "pl": "24 maja 2024, 10:{:02}",
    "be": "24 мая 2024, 10:{:02}",
    "zh": "2024年5月24日 10:{:02}",
}


@pytest.mark.parametrize("code", sorted(MENU))
def test_a_menu_word_that_is_also_a_headline_stays_the_title(code: str) -> None:
    home, politics, economy, follow = MENU[code]
    pages = []
    for number in range(20):
        title = politics if number == 3 else f"{STORY[code].format(number)[:40].rsplit(' ', 1)[0]} {number}"
        story = STORY[code].format(number)
        lines = [
            home,
            politics,
            economy,
            DAY[code].format(number),
            title,
            story,
            story.replace("{}", "x") + " ",
            follow,
        ]
        text = "\n".join(lines)
        pages.append(Item("s", f"{number:02}.txt", f"{number:02}.txt", text.encode(), {}, "text"))
    articles, _ = clean_source(
        pages, source=Source(files=("*",), outlet="x"), outlet=OUTLET, languages=tuple(MENU)
    )
    assert len(articles) == 20
    row = articles[articles["file"] == "03.txt"].iloc[0]
    assert row["title"] == politics
    assert not articles["text"].str.contains(f"{home}|{follow}").any()
