"""Pages to articles: blocks, names of elements, JSON-LD, title, date; hostile pages."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning.article import find_article, grams, weight
from analysis.cleaning.blocks import Block, lay_blocks
from analysis.cleaning.html import PageError, extract_html, parse
from analysis.cleaning.jsonld import read_json_ld
from analysis.cleaning.metadata import bare_title, from_script, from_url, merge, near_heading

GERMAN = (
    "Der Rat der Stadt hat am Dienstag die Sanierung der alten Brücke um ein weiteres Jahr verschoben.",
    "Der Bürgermeister nannte als Grund die gestiegenen Preise für Stahl, die niemand vorhergesehen habe.",
    "Die Händler am Ufer fürchten um ihre Kunden, denn der Umweg kostet jeden von ihnen zwanzig Minuten.",
    "Im Herbst will der Ausschuss über eine Behelfsbrücke beraten, die aus einem anderen Ort stammt.",
    "Bis dahin fährt die Fähre alle zehn Minuten, am Wochenende auch in der Nacht und ohne Zuschlag.",
    "Die Opposition verlangt, dass die Stadt das Gutachten zur Statik vor der Sommerpause offenlegt.",
)
RUSSIAN = (
    "Городской совет во вторник отложил ремонт старого моста ещё на один год из-за нехватки средств.",
    "Мэр назвал причиной выросшие цены на сталь, которые, по его словам, никто не мог предвидеть.",
    "Торговцы на набережной опасаются за своих покупателей: объезд отнимает у каждого двадцать минут.",
    "Осенью комиссия обсудит временный мост, который хотят привезти из соседнего города по реке.",
    "До тех пор паром будет ходить каждые десять минут, а в выходные дни также ночью и без доплаты.",
    "Оппозиция требует, чтобы город обнародовал заключение о состоянии моста до летних каникул.",
)
CHINESE = (
    "市议会星期二决定把老桥的修缮工程再推迟一年，因为财政预算没有足够的资金来支付这项工程。",
    "市长说主要原因是钢材价格大幅上涨，这是任何人都没有预料到的，希望市民能够理解和支持。",
    "河岸的商户担心失去顾客，因为绕行的道路会让每一位顾客多花二十分钟的时间才能到达店铺。",
    "秋天委员会将讨论修建一座临时桥梁，这座桥梁将从邻近的城市沿着河流运输过来再进行安装。",
    "在此之前渡轮每十分钟开行一次，周末夜间也照常运行，乘客不需要支付任何额外的费用。",
    "反对派要求市政府在夏季休会之前公布有关桥梁结构安全的评估报告，并回答市民的问题。",
)
TEASERS = "".join(
    f'<div class="item"><h3><a href="/{n}">Ein anderer langer Titel mit der Nummer {n}</a></h3>'
    f"<p>Ein Absatz über ein anderes Thema, der wie fließender Text aussieht, Nummer {n}.</p></div>"
    for n in range(4)
)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body>{body}</body></html>"


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def body_of(html: str) -> list[str]:
    return extract_html(html)[1].split("\n")


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, CHINESE])
@pytest.mark.parametrize(
    "frame",
    [
        "<article><h1>T</h1>{}</article>",
        '<div id="a"><div class="x1">{}</div></div>',
        '<main><div itemprop="articleBody">{}</div></main>',
        "<form><table><tr><td>{}</td></tr></table></form>",
        '<div class="elementor-widget">{}</div>',
        "<div>" * 60 + "{}" + "</div>" * 60,
    ],
)
def test_text_is_found_in_any_frame(text: tuple[str, ...], frame: str) -> None:
    menu = '<nav><a href="/">Start</a> <a href="/a">Archiv</a></nav>'
    foot = "<footer><p>Alle Rechte vorbehalten, auch die der Übersetzung in andere Sprachen.</p></footer>"
    assert body_of(page(menu + frame.format(paragraphs(text)) + foot)) == list(text)


@pytest.mark.parametrize(
    "noise",
    [
        TEASERS,
        '<div class="newsletter-box"><p>Unser Brief am Morgen kommt jeden Tag in Ihr Postfach.</p></div>',
        "<aside><p>Die Fähre wurde 1951 gebaut und fasst bis zu vierzig Personen und Räder.</p></aside>",
        "<figure><img><figcaption>Die Brücke 1950, gesehen vom Ufer der Händler.</figcaption></figure>",
        '<div class="comments"><p>Ich finde das alles falsch und sage es hier auch deutlich.</p></div>',
        '<div style="display: none"><p>Dieser Absatz ist nicht zu sehen, obwohl er lang genug ist.</p></div>',
        "<div hidden><p>Dieser Absatz ist nicht zu sehen, obwohl er lang genug ist.</p></div>",
        '<ul><li><a href="/1">Fluss steigt weiter, Keller laufen voll</a></li></ul>',
        "<script>var text = 'Ein Satz, der nur im Programm der Seite steht und nirgends sonst.';</script>",
        "<h3>Mehr von uns</h3>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(noise: str) -> None:
    html = page(f"<article>{paragraphs(GERMAN)}{noise}</article>")
    assert body_of(html) == list(GERMAN)


@pytest.mark.parametrize(
    "inside",
    [
        "<h2>Was die Händler sagen</h2>",
        "<blockquote>„Das ist eine Zumutung für alle“, sagte der Sprecher der Händler.</blockquote>",
        "<ul><li>Erstens die Statik der Pfeiler, zweitens der Preis des Stahls.</li></ul>",
        '<p>Das sagte <a href="/p">der Sprecher der Händler am Ufer des Flusses</a> am Abend.</p>',
        "<p>„Nein.“</p>",
    ],
)
def test_what_belongs_to_the_text_is_kept(inside: str) -> None:
    html = page(f"<article>{paragraphs(GERMAN[:3])}{inside}{paragraphs(GERMAN[3:])}</article>")
    lines = body_of(html)
    assert lines[:3] + lines[4:] == list(GERMAN)
    assert len(lines) == 7


def test_json_ld_text_decides() -> None:
    """A box looks like any paragraph; the text in JSON-LD does not hold it, but holds what stands apart."""
    box = "<p>Die Fähre wurde 1951 gebaut und fasst bis zu vierzig Personen und Räder.</p>"
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
    body = f"<div>{paragraphs(GERMAN[:3])}{box}{paragraphs(GERMAN[3:])}</div>"
    assert body_of(page(body, told % " ".join(GERMAN))) == list(GERMAN)
    assert len(body_of(page(body, told % "Ein ganz anderer Text. " * 20))) == 7


def test_lead_is_kept_where_the_description_names_it() -> None:
    lead = "Die Brücke bleibt ein weiteres Jahr gesperrt, und die Händler sind empört darüber."
    body = f'<div class="teaser"><p>{lead}</p></div><article>{paragraphs(GERMAN)}</article>'
    described = f'<meta name="description" content="{lead[:60]}">'
    assert body_of(page(body, described)) == [lead, *GERMAN]
    assert body_of(page(body)) == list(GERMAN)


def test_unsure_pages_are_told() -> None:
    sure = find_article(lay_blocks(parse(page(f"<article>{paragraphs(GERMAN)}</article>"))))
    short = find_article(lay_blocks(parse(page(f"<article>{paragraphs(GERMAN[:1])}</article>"))))
    apart = "".join(f"<div><div><p>{line} {line}</p></div></div>" for line in GERMAN)
    scattered = find_article(lay_blocks(parse(page(apart))))
    assert (sure.sure, short.sure, scattered.sure) == (True, False, False)
    assert scattered.lines == tuple(f"{line} {line}" for line in GERMAN)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Ein <b>fettes</b> Wort</p>", ["Ein fettes Wort"]),
        ("<div>Eins<br><br>Zwei<br>Drei</div>", ["Eins", "Zwei Drei"]),
        ("<div>Vor<p>Mitte</p>Nach</div>", ["Vor", "Mitte", "Nach"]),
        ('<p>Wort<span class="sr-only">unsichtbar</span>!</p>', ["Wort!"]),
        ("<p>Wort<!-- nein -->ende</p>", ["Wortende"]),
        ("<p>a</p><script>b</script><style>c</style><p>d</p>", ["a", "d"]),
        ("<p>  \n </p><p>x</p>", ["x"]),
    ],
)
def test_blocks(html: str, texts: list[str]) -> None:
    assert [block.text for block in lay_blocks(parse(page(html))).blocks] == texts


def test_links_are_counted() -> None:
    block = lay_blocks(parse(page('<p>Hier <a href="/">vier</a> mehr</p>'))).blocks[0]
    assert (block.linked, round(block.links, 3)) == (4, 4 / 14 and round(4 / 14, 3))


@pytest.mark.parametrize(
    ("block", "sign"),
    [
        (Block(GERMAN[0], 0, "p", 0), 1),
        (Block(CHINESE[0], 0, "p", 0), 1),
        (Block(GERMAN[0], len(GERMAN[0]), "li", 0), -1),
        (Block("Politik", 0, "div", 0), -1),
        (Block("Was die Händler sagen", 0, "h2", 0), 0),
        (Block("Ein anderer Titel zum Anklicken", 31, "h3", 0), -1),
    ],
)
def test_weights(block: Block, sign: int) -> None:
    value = weight(block)
    assert (value > 0) - (value < 0) == sign


def test_grams() -> None:
    assert grams("eins zwei drei vier") == {("eins", "zwei", "drei"), ("zwei", "drei", "vier")}
    assert ("市", "议", "会") in grams(CHINESE[0])
    assert grams("") == set()


@pytest.mark.parametrize(
    ("title", "others", "site", "bare"),
    [
        ("Rat vertagt Brücke | Courier", ["Rat vertagt Brücke"], "", "Rat vertagt Brücke"),
        ("Rat vertagt Brücke - Courier", [], "Courier", "Rat vertagt Brücke"),
        ("Совет отложил ремонт — Вестник", ["Совет отложил ремонт"], "", "Совет отложил ремонт"),
        ("市议会推迟修桥：河边日报", ["市议会推迟修桥"], "", "市议会推迟修桥"),
        ("Brücke gesperrt - Händler empört", [], "Courier", "Brücke gesperrt - Händler empört"),
        ("Ost-West-Achse bleibt zu", ["Ost"], "", "Ost-West-Achse bleibt zu"),
        ("Courier", [], "Courier", "Courier"),
    ],
)
def test_bare_title(title: str, others: list[str], site: str, bare: str) -> None:
    assert bare_title(title, others=others, site=site) == bare


@pytest.mark.parametrize(
    ("json_ld", "tree", "title"),
    [
        ({}, {"title": "Rat vertagt Brücke", "heading": "Stadt: Rat vertagt Brücke"}, "Rat vertagt Brücke"),
        ({}, {"title": "Courier", "heading": "Rat vertagt Brücke"}, "Rat vertagt Brücke"),
        ({"title": "Rat vertagt Brücke"}, {"heading": "Der Courier am Morgen"}, "Rat vertagt Brücke"),
        ({}, {"page title": "Rat vertagt Brücke | Courier", "site": "Courier"}, "Rat vertagt Brücke"),
        ({}, {}, None),
    ],
)
def test_title(json_ld: dict[str, str], tree: dict[str, str], title: str | None) -> None:
    assert merge(json_ld, tree).get("title") == title


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://c.example/2024/05/24/rat", "2024-05-24"),
        ("https://c.example/stadt/2024-05-24-rat.html", "2024-05-24"),
        ("https://c.example/2024/13/24/rat", ""),
        ("https://c.example/artikel/120240524", ""),
        ("", ""),
    ],
)
def test_day_of_an_address(url: str, day: str) -> None:
    assert from_url(url) == day


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Von Anna Braun", "Fr 24.05.24 | 15:34 Uhr | Von Anna Braun"], "2024-05-24 15:34"),
        (["Stand 24.05.24"], "2024-05-24"),
        (["Fassung 1.2.3 der Satzung"], ""),
        (["Fassung 1.22.33.4 der Satzung"], ""),
        (["Anna Braun, Kiew, 24 мая 2024, 15:34"], "24 мая 2024, 15:34"),
        (["Am 24. Mai tagte der Rat."], ""),
        (["99.99.24"], ""),
        ([], ""),
    ],
)
def test_date_near_the_heading(lines: list[str], date: str) -> None:
    assert near_heading(lines) == date


@pytest.mark.parametrize(
    ("html", "date"),
    [
        ('{"publishedAt":"2024-05-24T15:34:00Z"}', "2024-05-24T15:34:00Z"),
        (r'self.push("{\"publishDate\":\"2024-05-24 15:34:00\"")', "2024-05-24 15:34:00"),
        ('{"dateModified":"2024-05-24T15:34:00Z"}', ""),
        ('{"publishedAt":null}', ""),
    ],
)
def test_date_in_scripts(html: str, date: str) -> None:
    assert from_script(html) == date


def test_time_below_the_heading_goes_before_times_of_teasers() -> None:
    times = '<time datetime="2024-01-01">x</time><h1>x</h1><time datetime="2024-05-24T15:34">y</time>'
    assert extract_html(page(times + paragraphs(GERMAN)))[0]["published"] == "2024-05-24T15:34"


@pytest.mark.parametrize(
    ("script", "fields", "text"),
    [
        ('{"@type": "NewsArticle", "headline": "A &amp; B"}', {"title": "A & B"}, ""),
        ('[{"@graph": [{"@type": ["Thing", "Article"], "headline": "A"}]}]', {"title": "A"}, ""),
        ('{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "A"}}', {"title": "A"}, ""),
        ('{"@type": "Article", "articleBody": "&lt;p&gt;Eins&lt;/p&gt;"}', {}, " Eins "),
        ('{"@type": "Article", "articleBody": ["Eins", "Zwei"]}', {}, "Eins\nZwei"),
        ('{"@type": "Article", "headline": "A",}', {}, ""),
        ('{"@type": "Organization", "name": "A"}', {}, ""),
        ("[" * 100_000, {}, ""),
        ('{"@type": "Article", "headline": {"a": {}}}', {}, ""),
    ],
)
def test_json_ld(script: str, fields: dict[str, str], text: str) -> None:
    told = read_json_ld(f'<script type="application/ld+json">{script}</script>')
    assert (told.fields, told.text) == (fields, text)


@pytest.mark.parametrize("html", ["", "nichts", "<", "<!-- -->", "<!DOCTYPE html>"])
def test_no_article_is_no_crash(html: str) -> None:
    with suppress(PageError):
        assert len(extract_html(html)[1]) <= len(html)


def test_hostile_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a page was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    bomb = '<!DOCTYPE html SYSTEM "http://c.example/x.dtd" [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "&a;"}">' * 1 for n in range(9)
    )
    article = f"<article>{paragraphs(GERMAN)}</article>"
    for start in (
        bomb + "]>",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<link rel="stylesheet" href="http://c.example/a.css"><iframe src="http://c.example/"></iframe>',
        "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">",
        "<p>" * 5_000,
        "<br>" * 50_000,
    ):
        lines = body_of(page(start + article))
        assert lines[-6:] == list(GERMAN)
    with pytest.raises(PageError, match="nested too deep"):
        extract_html("<div>" * 100_000 + article)
    with pytest.raises(PageError, match="too large"):
        extract_html("x" * 10_000_001)


PIECES = (
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "&#0;",
    "&",
    "<",
    ">",
    '"',
    "<h1>",
    "</a>",
    "\x0b",
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_mutated_pages_never_crash(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    told = '<script type="application/ld+json">{"@type": "Article", "articleBody": "x"}</script>'
    html = page(f"<article><h1>T</h1>{paragraphs(GERMAN)}</article>{TEASERS}", told)
    for _ in range(changes):
        place = chance.randrange(len(html))
        html = html[:place] + chance.choice(PIECES) + html[place + chance.randrange(30) :]
    try:
        fields, body, around = extract_html(html)
    except PageError:
        return
    assert all(isinstance(value, str) for value in (*fields.values(), body, *around))
    assert extract_html(html) == (fields, body, around)
