"""Genre by declared signs, then by form; each verdict but plain news comes with the sign that told it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from analysis.cleaning.credits import author_note, patterns
from analysis.declarations import Outlet

COLON = r"\s*[:：|–—]\s*\S"
TITLES = {
    "opinion": re.compile(
        r"^(?:Opinion|Op-Ed|Editorial|Commentary|Comment|Column|Kommentar|Meinung|Leitartikel|Gastbeitrag|"
        r"Мнение|Комментарий|Колонка|Меркаванне|Каментарый|Opinión|Comentario|Opinia|Komentarz|"
        r"评论|社评|时评)" + COLON,
        re.I,
    ),
    "interview": re.compile(
        r"^(?:(?:Interview|Q ?& ?A|Interwiu|Интервью|Інтэрв['’]ю|Entrevista|Wywiad|专访|独家专访)"
        + COLON
        + r"|(?:Exclusive )?Interview (?:with|mit)\b|(?:Большое |Эксклюзивное )?[Ии]нтервью с\b|"
        r"Entrevista (?:a|con)\b|Wywiad z\b|专访)",
        re.I,
    ),
    "digest": re.compile(
        r"^(?:(?:News in|World in|In) brief\b(?=\s*(?:$|[:(,–—-]))|"
        r"(?:Daily |News |Weekly |Evening |Morning )(?:digest|roundup|"
        r"round-up|summary)|"
        r"Press (?:review|digest)|Headlines (?:of|at)\b|Presseschau|"
        r"Nachrichten(?:überblick| in Kürze)|Das Wichtigste in Kürze|Kurz (?:und knapp|notiert)|"
        r"Tagesüberblick|"
        r"Meldungen (?:des Tages|im Überblick)|Обзор (?:прессы|печати|СМИ)|Дайджест|"
        r"Главн(?:ые новости|ое за)|"
        r"Новости (?:одной строкой|коротко|к этому часу)|Агляд (?:прэсы|друку)|Галоўн(?:ыя навіны|ае за)|"
        r"Resumen (?:de noticias|de prensa|informativo)|Noticias (?:breves|en breve)|Titulares de\b|"
        r"Przegląd (?:prasy|wydarzeń)|W skrócie|Skrót wiadomości|"
        r"(?:国内|国际|联播){0,2}(?:快讯|简讯)$|新闻摘要|要闻)",
        re.I,
    ),
    "official": re.compile(
        r"^(?:(?:Full )?[Tt]ext of|(?:Address|Speech|Remarks|New Year.s address) (?:by|of|to)\b|"
        # "Statement of the Staff Published" is a report of it.
        r"(?!.*\w\w(?:ed|t Out)\b)(?:(?:Joint )?(?:Statement|Communiqu[eé]|Declaration) (?:by|of|on|from)|"
        r"Joint (?:Statement|Communiqu[eé]))\b|"
        r"(?:Decree|Resolution|Order|Edict|Directive) (?:No\.?|№|of the|on)\s|"
        r"(?:Rede|Ansprache|Botschaft|Grußwort|Neujahrsansprache) (?:von|des|der|an)\b|"
        r"(?:Gemeinsame )?Erklärung (?:des|der|von|zu[rm]?)\b|(?:Erlass|Verordnung|Dekret|Beschluss|"
        r"Anordnung) (?:Nr\.|№|über|des)|"
        r"(?:Полный )?[Тт]екст\s|(?:Выступление|Речь|Послание|Обращение) (?!в\b|на\b)[А-ЯЁ]?[а-яё]|"
        r"(?:Совместное )?[Зз]аявление (?:М|П|С|Г|по|о|в связи)|(?:Указ|Декрет|Постановление|"
        r"Распоряжение|Приказ) (?:№|о\b|об\b|Президента|Правительства|Совета)|"
        r"(?:Выступленне|Прамова|Пасланне|Зварот) [А-ЯЁІЎ]|Заява М|(?:Указ|Дэкрэт|Пастанова|"
        r"Распараджэнне) (?:№|аб\b|Прэзідэнта|Савета)|"
        r"(?:Discurso|Mensaje|Palabras) (?:de|del|a)\b|(?:Declaración|Comunicado) (?:conjunt[ao]|"
        r"de la|del)\b|(?:Decreto|Resolución|Orden) (?:n\.?º|N[oº°]|sobre|de)|"
        r"(?:Przemówienie|Orędzie|Wystąpienie) [A-ZŁŚŻ]?[a-z]|(?:Wspólne )?[Oo]świadczenie (?:M|P|R|"
        r"w sprawie)|(?:Dekret|Rozporządzenie|Uchwała|Zarządzenie) (?:nr|w sprawie|P|R)|"
        r".{0,40}(?:讲话全文|全文)$|.{2,30}(?:联合声明|联合公报)$|中华人民共和国.{1,30}令)",
    ),
}
KINDS = (
    (
        "decree",
        re.compile(
            r"decree|resolution|order|edict|directive|erlass|verordnung|dekret|beschluss|anordnung|"
            r"указ|декрет|дэкрэт|постановлен|распоряжен|приказ|пастанов|распараджэн|decreto|resoluci|orden|"
            r"rozporządz|uchwał|zarządz|令$",
            re.I,
        ),
    ),
    (
        "statement",
        re.compile(
            r"statement|communiqu|declaration|erklärung|заявлен|заява|declaración|comunicado|"
            r"oświadczenie|声明|公报",
            re.I,
        ),
    ),
)
SALUTATION = re.compile(
    r"^(?:(?:Dear|Esteemed|Distinguished|Honou?rable|Fellow) [\w, ]{3,60}[!,:]|Ladies and gentlemen\b|"
    r"Comrades[!,]|"
    r"(?:Sehr geehrte|Meine (?:sehr verehrten )?Damen und Herren|Liebe (?:Landsleute|Mitbürger|"
    r"Freunde|Kolleg))|"
    r"(?:Уважаемы[ей]|Дорогие|Глубокоуважаемы[ей]) [\w, ]{3,60}[!,]|(?:Товарищи|Друзья|Коллеги)!|"
    r"(?:Паважаныя|Шаноўныя|Дарагія) [\w, ]{3,60}[!,]|Señoras y señores|(?:Queridos|"
    r"Estimados) [\w, ]{3,60}[:!,]|"
    r"(?:Szanowni|Drodzy) [\w, ]{3,60}[!,]|(?:同志们|女士们|各位|尊敬的).{0,20}[：:，,！!])"
)
ENACTING = re.compile(
    r"\b(?:is (?:hereby )?(?:decreed|resolved|ordered)|hereby (?:decrees?|resolves?|orders?)|"
    r"wird (?:hiermit )?Folgendes "
    r"(?:verordnet|beschlossen|angeordnet)|(?:verordnet|beschließt|ordnet an):)|"
    r"(?:постановля(?:ет|ю)|приказываю|пастанаўля(?:е|ю)|decreta|resuelve|postanawia|zarządza się)\s*:?|"
    r"в целях .{5,200}(?:постановля|установить)|现予公布",
    re.I | re.S,
)
CLAUSE = re.compile(
    r"^(?:\d{1,2}[.)]|[IVX]{1,4}\.|§ ?\d+|Article \d+|Artikel \d+|Статья \d+|Артыкул \d+|第.{1,3}条)\s*\S"
)
ASKED = re.compile(
    r"^(?:Q(?:uestion)?|Frage|Вопрос|Пытанне|Pregunta|P(?:regunta)?|Pytanie|问|记者|Reporter|"
    r"Корреспондент)\s*[.:：]\s*\S",
    re.I,
)
ITEM = re.compile(r"^(?:[•●▪■◆*+>]|[-–—]{1,2}(?=\s*[A-ZА-ЯЁ])|\d{1,2}\))\s*\S")
WORD = re.compile(r"[^\W\d_]+")
HAN = re.compile("[\u4e00-\u9fff]")
BRIEF = 150
# A Chinese text of so many characters says about what 150 words do.
BRIEF_HAN = 250


def genre_of(
    *,
    title: str,
    sections: Sequence[str],
    first: str,
    notes: Sequence[str],
    outlet: Outlet,
    paragraphs: Sequence[str] = (),
) -> tuple[str, str]:
    """Genre (news, opinion, official, digest, interview, brief) and the sign that told it; news has none.

    `first` is the beginning of the text, `notes` its last lines and the lines cut beside it, `paragraphs` the
    text. In this order: a declared section (opinion) or title (official); a title of a known form (before
    it an agency may be named: "TASS: Decree No. 1"); questions and answers, lists of items, clauses and
    salutations; a line about the author. What is left is news, and a brief under 150 words.

    It misleads where opinion is written without any of these: shares of opinion are lower bounds. A writer's
    "I" and "we" is no such sign: on labelled articles it was as frequent in reports. A brief is a matter of
    length alone: an agency that writes short has many.
    """
    if section := next((name for name in sections if name in outlet.opinion_sections), ""):
        return "opinion", f"section {section}"
    bare = re.sub(r"^[^:：]{2,20}[:：]\s*(?=\S)", "", title)
    for form in patterns(outlet.official_titles):
        if title and (form.match(title) or form.match(bare)):
            return "official", f"declared title ({_kind(title)})"
    for genre, known in TITLES.items():
        if known.match(title) or (genre == "official" and known.match(bare)):
            sign = f"title ({_kind(title)})" if genre == "official" else "title"
            return genre, sign
    if TITLES["opinion"].match(first[:80]):
        return "opinion", "title"
    if found := _by_form(paragraphs):
        return found
    if note := next((line for line in notes if author_note(line)), ""):
        return "opinion", f"author note: {note[:80]}"
    length = _short(paragraphs)
    return ("brief", length) if length else ("news", "")


def _kind(title: str) -> str:
    return next((name for name, form in KINDS if form.search(title)), "speech")


def _by_form(paragraphs: Sequence[str]) -> tuple[str, str] | None:
    if not paragraphs:
        return None
    clauses = _count(CLAUSE.match(line) for line in paragraphs)
    if ENACTING.search("\n".join(paragraphs[:3])) and clauses >= 2:
        return "official", "form (decree)"
    if SALUTATION.match(paragraphs[0]):
        return "official", "form (speech)"
    asked = _count(ASKED.match(line) for line in paragraphs)
    turns = _count(
        one.endswith(("?", "？"))
        and len(one) < 300
        and len(other) > len(one) / 2
        and not other.endswith(("?", "？"))
        for one, other in pairwise(paragraphs)
    )
    if asked >= 2 or (turns >= 4 and 4 * turns >= len(paragraphs)):
        return "interview", f"form ({max(asked, turns)} questions)"
    items = _count(ITEM.match(line) for line in paragraphs)
    if items >= 4 and 2 * items >= len(paragraphs):
        return "digest", f"form ({items} items)"
    return None


def _short(paragraphs: Sequence[str]) -> str:
    """The length of a text that is short enough for a brief, as a sign; empty when it is not."""
    text = "\n".join(paragraphs)
    han, words = len(HAN.findall(text)), len(WORD.findall(text))
    if han:
        return f"{han} characters" if han < BRIEF_HAN else ""
    return f"{words} words" if 0 < words < BRIEF else ""


def _count(found: Iterable[object]) -> int:
    return sum(1 for one in found if one)
