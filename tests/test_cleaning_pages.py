"""Pages to articles: copied text, HTML, records; what is cut, set aside and flagged, with its reason."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import pytest

from analysis import schema
from analysis.cleaning import Options, clean, clean_source, extract, learn_chrome
from analysis.cleaning.chrome import Chrome
from analysis.declarations import Outlet, Source
from analysis.declarations.study import Cleaning, Period
from analysis.reading import Item, Problem

OUTLET = Outlet(name="courier", label="Courier", checked="unchecked", timezone="Europe/Minsk")
LANGUAGES = ("de", "en", "ru", "be", "pl", "es", "zh")
LEADS = {
    "de": "Der Rat der Stadt hat am Montag über die neue Brücke beraten und wird im Herbst entscheiden.",
    "en": "The city council discussed the new bridge on Monday and will decide about it in the autumn.",
    "ru": "Городской совет в понедельник обсудил новый мост и примет решение о нём только этой осенью.",
    "be": "Гарадскі савет у панядзелак абмеркаваў новы мост і прыме рашэнне пра яго толькі ўвосень.",
    "pl": "Rada miasta omawiała w poniedziałek nowy most i podejmie decyzję w tej sprawie jesienią.",
    "es": "El consejo de la ciudad discutió el lunes el nuevo puente y decidirá sobre él en otoño.",
    "zh": "市议会星期一讨论了新桥的建设问题，并将在秋天作出最后决定，预算也将同时公布，市民可以参加讨论。",
}
SECOND = {
    "de": "„Wir warten nicht länger“, sagte die Bürgermeisterin. Die Kosten betragen 3,5 Mio. Euro.",
    "en": "“We will not wait any longer,” said the mayor. The costs are put at 3.5 million euros.",
    "ru": "«Мы больше не будем ждать», — сказала мэр города. Расходы составят 3,5 млн рублей.",
    "be": "«Мы больш не будзем чакаць», — сказала мэр горада. Выдаткі складуць 3,5 млн рублёў.",
    "pl": "„Nie będziemy dłużej czekać”, powiedziała burmistrz. Koszty wynoszą 3,5 mln złotych.",
    "es": "«No esperaremos más», dijo la alcaldesa. Los costos ascienden a 3,5 millones de euros.",
    "zh": "“我们不会再等待。”市长在会议上对记者们说，费用约为三百五十万元，将由省政府承担。",
}
PAGES = {
    "de": (
        "Startseite\nArchiv\nHeute: Donnerstag, 19. September 2024\nAlle Meldungen\nStadtleben\n"
        "24. Mai 2024, 15:34\n\n"
        "Rat vertagt Entscheidung über die Brücke am Fluss\n\nHALWEST, 24. Mai (BelTA) - {lead}\n\n{second}\n"
        "Folgen Sie uns\nX\nLetzte Meldungen"
    ),
    "en": (
        "Home\nArchive\nThursday, September 19, 2024\nAll news\nCity\nMay 24, 2024 | 15:34\n\n"
        "Council puts off its decision on the bridge\n\nHALVEST, May 24 (BelTA) -- {lead}\n\n{second}\n"
        "Follow us\nX\nLatest news"
    ),
    "ru": (
        "Главная\nАрхив\nЧетверг, 19 сентября 2024\nВсе новости\nГород\n24 мая 2024, 15:34\n\n"
        "Совет отложил решение о мосте через реку\n\nХАЛВЕСТ, 24 мая /Корр. БЕЛТА/. {lead}\n\n{second}\n"
        "Подписывайтесь на нас\nX\nПоследние новости"
    ),
    "be": (
        "Галоўная\nАрхіў\nЧацвер, 19 верасня 2024\nУсе навіны\nГорад\n24 мая 2024, 15:34\n\n"
        "Савет адклаў рашэнне пра мост праз раку\n\nХАЛВЕСТ, 24 мая /Кар. БЕЛТА/. {lead}\n\n{second}\n"
        "Падпісвайцеся на нас\nX\nАпошнія навіны"
    ),
    "pl": (
        "Strona główna\nArchiwum\nCzwartek, 19 września 2024\nWszystkie wiadomości\nMiasto\n"
        "24 maja 2024, 15:34\n\n"
        "Rada odkłada decyzję w sprawie mostu\n\nHALWEST, 24 maja (BelTA) – {lead}\n\n{second}\n"
        "Obserwuj nas\nX\nNajnowsze wiadomości"
    ),
    "es": (
        "Inicio\nArchivo\nJueves, 19 de septiembre de 2024\nTodas las noticias\nCiudad\n"
        "24 de mayo de 2024, 15:34\n\n"
        "El consejo aplaza su decisión sobre el puente\n\nHALVEST, 24 de mayo (BelTA) - {lead}\n\n{second}\n"
        "Síganos\nX\nÚltimas noticias"
    ),
    "zh": (
        "首页\n档案\n星期四 2024年9月19日\n全部新闻\n城市\n2024年5月24日 15:34\n\n"
        "市议会推迟关于河上大桥的决定\n\n{lead}\n\n{second}\n关注我们\nX\n最新消息"
    ),
}


def item(text: str | bytes, name: str = "page.txt", kind: str = "text", **metadata: str) -> Item:
    raw = text if isinstance(text, bytes) else text.encode()
    return Item("s", name, name, raw, metadata, kind)  # type: ignore[arg-type]


def run(
    items: Iterable[Item | Problem],
    *,
    outlet: Outlet = OUTLET,
    languages: tuple[str, ...] = LANGUAGES,
    period: Period | None = None,
    cleaning: Cleaning | None = None,
    map_: Callable[..., Iterable[Any]] = map,
    **source: Any,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    return clean_source(
        items,
        source=Source(files=("*",), outlet=outlet.name, **source),
        outlet=outlet,
        languages=languages,
        period=period,
        cleaning=cleaning,
        map=map_,
    )


def verdict(ledger: pd.DataFrame) -> tuple[str, str, str]:
    (row,) = ledger[ledger["action"].isin(["kept", "set aside"])].to_dict("records")
    return row["action"], row["rule"], row["cut"]


@pytest.mark.parametrize("code", sorted(PAGES))
def test_one_copied_page_without_declaration_or_other_pages(code: str) -> None:
    text = PAGES[code].format(lead=LEADS[code], second=SECOND[code])
    articles, ledger = run([item(text)])
    assert verdict(ledger)[0] == "kept"
    (row,) = articles.to_dict("records")
    assert row["language"] == code
    assert row["title"] == next(line for line in text.split("\n\n")[1:])
    assert row["text"] == f"{LEADS[code]}\n\n{SECOND[code]}"
    assert row["published"] == pd.Timestamp("2024-05-24T12:34:00Z")
    assert (row["day"], row["precision"]) == (dt.date(2024, 5, 24), "minute")
    assert row["crawled"] == dt.date(2024, 9, 19)
    assert row["section"] == text.split("\n")[4]
    assert row["dateline_date"] == (dt.date(2024, 5, 24) if code != "zh" else None)


def corpus(count: int = 30, seed: int = 7) -> list[Item]:
    """Copied pages of one outlet: teasers change, menu and footer do not; one headline equals a menu word."""
    shuffler = random.Random(seed)
    items = []
    for number in range(count):
        teasers = [f"Meldung {word} des Tages {number}" for word in ("eins", "zwei", "drei")]
        shuffler.shuffle(teasers)
        title = "Archiv" if number == 3 else f"Rat berät zum {number}. Mal über die Brücke"
        head = "Startseite\nArchiv\nUnser Haus informiert Sie rund um die Uhr.\nStadtleben\n"
        head += f"{1 + number % 28}. Mai 2024, 10:{number:02}\n"
        body = f"{LEADS['de']} Es war Sitzung Nummer {number}.\n{SECOND['de']} Band {number} liegt vor.\n"
        body += f"Das war Band {number}."
        foot = (
            "Folgen Sie uns\nLetzte Meldungen\n"
            + "\n".join(teasers)
            + "\nAlle Rechte liegen beim Verlag und seinen Autoren."
        )
        items.append(item(f"{head}{title}\n{body}\n{foot}", f"{number:02}.txt"))
    return items


def test_chrome_is_learned_from_lines_that_repeat() -> None:
    articles, ledger = run(corpus())
    assert len(articles) == 30
    for row in articles.itertuples():
        number = int(row.file[:2])
        assert row.text.split("\n\n") == [
            f"{LEADS['de']} Es war Sitzung Nummer {number}.",
            f"{SECOND['de']} Band {number} liegt vor.",
            f"Das war Band {number}.",
        ]
        assert row.title == ("Archiv" if number == 3 else f"Rat berät zum {number}. Mal über die Brücke")
    cuts = ledger[ledger["rule"] == "chrome"]
    assert cuts["part"].value_counts().to_dict() == {"above": 30, "below": 30}
    assert cuts[cuts["part"] == "above"]["cut"].str.contains("Unser Haus informiert").all()


def test_the_result_does_not_depend_on_order_or_workers() -> None:
    items = corpus()
    articles, ledger = run(items)
    turned = run(reversed(items))
    with ThreadPoolExecutor(4) as pool:
        threaded = run(items, map_=pool.map)
    for other in (turned, threaded):
        pd.testing.assert_frame_equal(
            articles.sort_values("id", ignore_index=True), other[0].sort_values("id", ignore_index=True)
        )
        pd.testing.assert_frame_equal(
            ledger.sort_values(["item", "number"], ignore_index=True),
            other[1].sort_values(["item", "number"], ignore_index=True),
        )


def test_tables_conform_to_the_schema() -> None:
    articles, ledger = run([*corpus(5), Problem("s", "bad.zip", "", "bad zip", "no zip file")])
    assert schema.conform(articles, "articles").num_rows == 5
    assert schema.conform(ledger, "ledger").num_rows == len(ledger)
    empty = run([])
    assert schema.conform(empty[0], "articles").num_rows == 0
    assert schema.conform(empty[1], "ledger").num_rows == 0


def test_every_item_is_kept_or_set_aside_once() -> None:
    items = [*corpus(6), item("", "none.txt"), Problem("s", "x.zip", "../a", "escapes its folder", "name")]
    articles, ledger = run(items)
    verdicts = ledger[ledger["action"].isin(["kept", "set aside"])]
    assert sorted(verdicts["item"]) == sorted(one.id for one in items)
    assert len(articles) == (verdicts["action"] == "kept").sum() == 6


@pytest.mark.parametrize("rule", ["chrome", "dateline"])
def test_a_rule_that_is_switched_off_cuts_nothing(rule: str) -> None:
    text = PAGES["de"].format(lead=LEADS["de"], second=SECOND["de"])
    with_rule, _ = run([item(text)])
    published = {"published": "2024-05-24"} if rule == "chrome" else {}
    without, ledger = run([item(text, kind="text", **published)], cleaning=Cleaning(off=(rule,)))
    assert not (ledger["rule"] == rule).any()
    assert len(without["text"][0]) > len(with_rule["text"][0])
    assert ("Startseite" in without["text"][0]) == (rule == "chrome")
    assert ("HALWEST" in without["text"][0]) == (rule == "dateline" or rule == "chrome")


def test_declared_lines() -> None:
    outlet = Outlet(
        name="courier",
        label="Courier",
        checked="unchecked",
        timezone="Europe/Minsk",
        start_after=("Menü Ende",),
        stop_before=("Ende des Beitrags",),
        chrome=(r"Artikel anhören \d+ Minuten",),
        more=("Passend dazu: .*",),
        bylines=("Text von (?P<names>.+)",),
        sections={"Stadt": "city"},
    )
    text = (
        "Dieser Satz gehört zum Menü.\nMenü Ende\nStadt\n24.05.2024 15:34\n"
        "Rat vertagt die Brücke erneut\n"
        f"Text von A. Braun\n{LEADS['de']}\nArtikel anhören 3 Minuten\n"
        f"Passend dazu: Der Fluss steigt weiter.\n"
        f"{SECOND['de']}\nEnde des Beitrags\nDieser Satz steht unten und gehört nicht dazu."
    )
    articles, ledger = run([item(text)], outlet=outlet)
    (row,) = articles.to_dict("records")
    assert row["text"] == f"{LEADS['de']}\n\n{SECOND['de']}"
    assert (row["title"], row["section"], row["byline"]) == (
        "Rat vertagt die Brücke erneut",
        "city",
        "A. Braun",
    )
    assert set(ledger[ledger["action"] == "cut"]["rule"]) >= {
        "chrome",
        "declared chrome",
        "read more",
        "byline",
    }


HTML = """<html lang="de"><head><title>Rat vertagt die Brücke - Courier</title>
<meta property="og:title" content="Rat vertagt die Brücke"><meta name="author" content="Anna Braun">
<link rel="canonical" href="https://courier.example/de/stadt/1">{head}</head><body>
<nav><a>Start</a><a>Archiv</a></nav><span class="today">Donnerstag, 19. September 2024</span>
<article><span class="rubric">Stadtleben</span><h1>Rat vertagt die Brücke</h1>{date}
<p>HALWEST, 24. Mai (BelTA) - {lead}</p><p>{second}</p><p>{lead}</p></article>
<div class="related"><h3>Lesen Sie auch</h3><ul><li>Fluss steigt weiter</li></ul></div>
<footer><p>Alle Rechte vorbehalten</p></footer></body></html>"""


def page(head: str = "", date: str = "") -> str:
    return HTML.format(head=head, date=date, lead=LEADS["de"], second=SECOND["de"])


@pytest.mark.parametrize(
    ("head", "date", "published"),
    [
        (
            '<meta property="article:published_time" content="2024-05-24T15:34:00+03:00">',
            "",
            "2024-05-24T12:34:00Z",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
            '"datePublished": "2024-05-24T15:34:00+03:00", "headline": "Rat vertagt die Brücke"}]}</script>',
            "",
            "2024-05-24T12:34:00Z",
        ),
        ("", '<time datetime="2024-05-24T15:34">gestern</time>', "2024-05-24T12:34:00Z"),
        ("", "<div>24. Mai 2024, 15:34</div>", "2024-05-24T12:34:00Z"),
        (
            '<script type="application/ld+json">{broken</script>',
            "<div>24.05.2024 15:34</div>",
            "2024-05-24T12:34:00Z",
        ),
    ],
)
def test_html(head: str, date: str, published: str) -> None:
    articles, _ = run([item(page(head, date), "p.html", "html")])
    (row,) = articles.to_dict("records")
    assert row["published"] == pd.Timestamp(published)
    assert row["crawled"] == dt.date(2024, 9, 19)
    assert row["text"].split("\n\n") == [LEADS["de"], SECOND["de"], LEADS["de"]]
    assert (row["title"], row["section"]) == ("Rat vertagt die Brücke", "Stadtleben")
    assert (row["byline"], row["dateline_place"]) == ("Anna Braun", "HALWEST")
    assert row["url"] == "https://courier.example/de/stadt/1"


def test_html_without_a_date_but_with_dateline_and_crawl() -> None:
    articles, ledger = run([item(page(), "p.html", "html")])
    assert (articles["day"][0], articles["precision"][0]) == (dt.date(2024, 5, 24), "day")
    assert "date from the dateline" in set(ledger["rule"])


@pytest.mark.parametrize(
    ("raw", "kind", "rule", "note"),
    [
        (b"", "text", "empty", "nothing but white space"),
        (b" \n\t ", "html", "empty", "nothing but white space"),
        (b"\0" * 50, "text", "empty", "nothing but white space"),
        (
            b"\x01\x02\x03\x04\xff\xfe" * 50,
            "html",
            "unreadable",
            "more than a tenth of the characters are not text",
        ),
        (b"<div>" * 100_000 + b"x", "html", "nested too deep", "elements lie more than 400 deep"),
        (
            b"<html><b>" + b"y" * 10_000_001,
            "html",
            "too large",
            "10,000,010 characters of HTML, at most 10,000,000",
        ),
        (b"Menu\nHome\nContact", "text", "no article found", ""),
        ("[查看原文](https://example.org/a)".encode(), "txt", "empty", ""),
        ("短消息。".encode(), "txt", "too short", "4 characters"),
        (b"<html><body><p>Hi.</p></body></html>", "html", "too short", "3 characters"),
        (b"Am Montag tagte der Rat. " * 9, "text", "no date", ""),
    ],
)
def test_what_is_set_aside(raw: bytes, kind: str, rule: str, note: str) -> None:
    _, ledger = run([item(raw, "p", kind)])
    assert verdict(ledger) == ("set aside", rule, note)


@pytest.mark.parametrize(
    ("day", "language", "rule", "note"),
    [
        ("2022-12-31", "de", "outside the period", "2022-12-31"),
        ("2024-01-01", "de", "outside the period", "2024-01-01"),
        ("2023-06-01", "ru", "language not in the study", "ru"),
        ("2023-06-01", "de", "", ""),
        ("2023-12-31", "de", "", ""),
        ("05/07/2023", "de", "no date", ""),
    ],
)
def test_period_and_language(day: str, language: str, rule: str, note: str) -> None:
    period = Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    one = item(LEADS[language] + "\n" + SECOND[language], kind="txt", date=day, title="T")
    _, ledger = run([one], languages=("de", "en"), period=period)
    assert verdict(ledger)[1:] == (rule, note)


def record(**fields: str) -> Item:
    return Item("s", "t.csv", "row 1", json.dumps(fields, ensure_ascii=False).encode(), {}, "record")


def test_a_wrong_language_column_is_flagged_and_not_believed() -> None:
    articles, ledger = run([record(date="2024-05-24", lang="en", title="T", text=LEADS["es"] + SECOND["es"])])
    assert articles["language"][0] == "es"
    flag = ledger[ledger["rule"] == "language differs"]
    assert flag["cut"].tolist() == ["declared en, found es"]


def test_columns_of_a_table() -> None:
    columns = {"day": "when", "title": "head", "text": "story", "section": "part", "crawled": "got"}
    row = record(when="2024-05-24", head=" Rat  vertagt ", story=LEADS["de"], part="Stadt", got="2024-05-25")
    articles, _ = run([row], columns=columns)
    (found,) = articles.to_dict("records")
    assert (found["title"], found["section"], found["crawled"]) == (
        "Rat vertagt",
        "Stadt",
        dt.date(2024, 5, 25),
    )
    assert found["precision"] == "day"
    assert pd.isna(found["published"])


def test_a_table_without_text_column() -> None:
    _, ledger = run([record(date="2024-05-24", words="x")])
    assert verdict(ledger) == (
        "set aside",
        "no text column",
        "the row has date, words; map one of them to text",
    )


def test_runs_of_commas_and_glued_paragraphs_become_paragraphs() -> None:
    first, second = LEADS["en"], SECOND["en"]
    articles, ledger = run([record(date="2024-05-24", text=f"{first}, , {second}, , ,  , ,")])
    assert articles["text"][0] == f"{first}\n\n{second}"
    assert ledger[ledger["rule"] == "comma runs"]["action"].tolist() == ["cut"]
    articles, ledger = run([record(date="2024-05-24", text=first + second)])
    assert articles["text"][0] == f"{first}\n\n{second}"
    assert ledger[ledger["rule"] == "glued paragraphs"]["cut"].tolist() == ["1 paragraph breaks restored"]
    articles, _ = run(
        [record(date="2024-05-24", text=first + second)], cleaning=Cleaning(off=("glued paragraphs",))
    )
    assert articles["text"][0] == first + second


def test_excerpts_are_set_aside_unless_the_rule_is_off() -> None:
    excerpt = record(date="2024-05-24", text=f"...{LEADS['en']}...")
    _, ledger = run([excerpt])
    assert verdict(ledger) == ("set aside", "excerpt", f"...{LEADS['en']}...")
    _, ledger = run([excerpt], cleaning=Cleaning(off=("excerpt",)))
    assert verdict(ledger)[0] == "kept"
    _, ledger = run([record(date="2024-05-24", text=LEADS["en"] * 4 + "...")])
    assert verdict(ledger)[0] == "kept"


def test_wrong_encoding_is_read_and_flagged() -> None:
    text = PAGES["ru"].format(lead=LEADS["ru"], second=SECOND["ru"])
    articles, ledger = run([item(text.encode("windows-1251"))])
    assert articles["text"][0] == f"{LEADS['ru']}\n\n{SECOND['ru']}"
    assert ledger[ledger["rule"] == "encoding"]["cut"].tolist() == ["windows-1251"]


def test_a_problem_of_reading_reaches_the_ledger() -> None:
    problem = Problem("s", "a.html.gz", "", "truncated gzip", "the compressed data ends before its end mark")
    _, ledger = run([problem])
    assert verdict(ledger) == ("set aside", "truncated gzip", "the compressed data ends before its end mark")


def test_service_is_told_from_address_or_language() -> None:
    from analysis.declarations import Service

    outlet = Outlet(
        name="courier",
        label="Courier",
        checked="unchecked",
        services={
            "german": Service("de", folders=("de",)),
            "world": Service("de", domains=("world.example",)),
        },
    )
    rows = [
        ("https://courier.example/de/1", "german"),
        ("https://world.example/1", "world"),
        ("https://elsewhere.example/1", "german"),
    ]
    for url, service in rows:
        articles, _ = run([record(date="2024-05-24", url=url, text=LEADS["de"])], outlet=outlet)
        assert articles["service"][0] == service


def test_the_pieces_can_be_called_one_by_one() -> None:
    source = Source(files=("*",), outlet="courier")
    pages = [extract(one, source=source, outlet=OUTLET) for one in corpus(8)]
    chrome = learn_chrome(pages)
    assert chrome == learn_chrome(reversed(pages))
    assert "startseite" in chrome.page.above
    assert "folgen sie uns" in chrome.page.below
    assert learn_chrome(pages[:3]) == Chrome()
    options = Options(source=source, outlet=OUTLET, languages=("de",))
    row, notes = clean(pages[0], chrome=chrome, options=options)
    assert row is not None
    assert [note["number"] for note in notes] == list(range(len(notes)))
    assert notes[0]["action"] == "kept"
