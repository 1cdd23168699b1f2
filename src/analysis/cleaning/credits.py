"""Lines of credit around a text: bylines, captions, addresses, author notes; told from the line's form."""

from __future__ import annotations

import re
from functools import cache

from analysis.declarations import Outlet

NAME = r"[A-ZÄÖÜА-ЯЁІЎŁŚ][\w’'.-]+"
NAMES = rf"{NAME}(?:\s(?:{NAME}|von|van|de|der|zu)){{0,3}}"
BYLINE = re.compile(
    rf"^(?:(?:By|BY|Von|VON|Por|Text|Autor(?:in)?|Автор|Аўтар|Автори|Autor|Aut\.)\s*[:：]?\s+)"
    rf"(?P<names>{NAMES}(?:(?:,|\sand|\sund|\sи|\sі|\sy|\si|\s&)\s{NAMES}){{0,3}})"
    rf"(?:\s+(?:in|aus|from)\s+{NAMES}|,\s[A-Z][\w ]{{2,30}})?\.?$"
)
ADDRESS = r"[\w.+-]+@[\w-]+\.(?:[\w-]+\. ?)*[\w-]+"
EMAIL = re.compile(
    r"^(?:[\w ]{0,30}?(?:[Cc]ontact|reached|write to|E-?[Mm]ail|Kontakt|Контакт)[\w /-]{0,30}:?\s+)?"
    rf"{ADDRESS}(?:(?:,|\sand|\sund|\sи)\s{ADDRESS})*\.?$"
)
HELPED = re.compile(
    r"^[^.]{3,120} contributed (?:reporting|research|to this (?:story|report|article))\b[^.]{0,60}\.$"
)
# Agencies that stand alone on a line of credit, and in the bracket of a dateline.
AGENCIES = frozenset(
    (
        *("dpa", "afp", "ap", "reuters", "apa", "upi", "efe", "ansa", "pap", "ctk", "sda", "sid", "cna"),
        *("tass", "itar-tass", "тасс", "риа", "ria", "интерфакс", "interfax", "belta", "белта", "xinhua"),
        *("kcna", "acnc", "sana", "irna", "yonhap", "kyodo", "ukrinform", "укринформ", "unian", "prensa"),
    )
)
CAPTION = re.compile(
    r"^(?:Photo|Foto|Fotos|Bild|Фото|Фота|Fot\.|Zdjęcie|Image|Imagen|图|图片|File photo|Archivbild|"
    r"Symbolbild|Фото из архива)\s*(?:by\b|[:：/|©])|^©"
)
BRACKETED = re.compile(
    r"[(（](?:Photo|Foto|Фото|Фота|Bild|Fot\.)\s*[:：][^()（）]{1,60}[)）]\.?$|"
    r"\[(?:Photo|File photo|Provided|Foto|Фото)[^\[\]]{0,80}\]$",
)
AUTHOR_NOTE = re.compile(
    r"^\(?(?:The (?:author|writer|commentator)s?(?:, [^.]{2,40},)? (?:is|are|was)\b|"
    r"The (?:views|opinions) expressed|"
    r"(?:Der|Die) Autor(?:in|en)? (?:ist|sind)|Der Beitrag gibt (?:allein )?die Meinung|"
    r"Автор\s*[—–-]|Мнение (?:автора|редакции)|Меркаванне аўтара|El autor es|La autora es|Autor(?:ka)? jest|"
    r"(?:作者|本文作者)(?:是|为|系|：)|.{0,40} is an? (?:[\w-]+ ){0,2}(?:contributor|columnist)\b)",
    re.I,
)


@cache
def patterns(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Declared forms compiled; each is matched against one whole line."""
    return tuple(re.compile(form) for form in forms)


def matches(line: str, forms: tuple[str, ...]) -> re.Match[str] | None:
    """The match of the first declared form that the whole line has."""
    if not forms:
        return None
    return next((match for form in patterns(forms) if (match := form.fullmatch(line))), None)


def byline(line: str, declared: tuple[str, ...] = ()) -> str:
    """Whom a byline names; empty when the line is none. A byline is short and has no verb."""
    if len(line) > 120:
        return ""
    if match := matches(line, declared):
        return match.groupdict().get("names") or line
    match_ = BYLINE.match(line)
    return match_["names"] if match_ else ""


def caption(line: str) -> bool:
    """Whether the line is a picture's caption or credit, by its form."""
    if len(line) >= 400:
        return False
    closed = line.endswith((")", "）", ").", "）.", "]"))
    return bool(CAPTION.match(line) or (closed and BRACKETED.search(line)))


def contact(line: str) -> bool:
    """Whether the line is the authors' addresses and nothing else."""
    return "@" in line and len(line) < 200 and bool(EMAIL.match(line))


def agency(line: str, known: tuple[str, ...] = ()) -> bool:
    """Whether the line names agencies and nothing else, as in "AFP - Reuters"."""
    if len(line) > 40:
        return False
    parts = [part.strip(" .()").removesuffix(" News Agency") for part in re.split(r"[-–/,&]", line)]
    return all(part in known or (part.lower() in AGENCIES and part[:1].isupper()) for part in parts)


def author_note(line: str) -> bool:
    """Whether the line says who the author is or that the opinion is the author's: a sign of opinion."""
    return bool(AUTHOR_NOTE.match(line))


def rule_of(line: str, outlet: Outlet, *, edge: bool) -> str:
    """The rule by which a line is a credit; empty when it is none. `edge`: near the text's begin or end."""
    if caption(line):
        return "caption"
    if not edge:
        return ""
    if byline(line, outlet.bylines):
        return "byline"
    if contact(line):
        return "contact line"
    if agency(line, (*outlet.agency, outlet.label)):
        return "agency line"
    if author_note(line) and len(line) < 600:
        return "author note"
    return "credit line" if HELPED.match(line) else ""
