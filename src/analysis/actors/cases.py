"""First cases of inflected names ("Варека" is of "Варек"), and stems to group their forms by."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.actors.keys import keys_of
from analysis.tokenization.names import CASES, SHORTEST_NAME

Endings = tuple[tuple[str, tuple[str, ...]], ...]
# What the lemmatiser leaves out, since it misleads among words that are no names: vowels that come and go.
MORE: dict[str, Endings] = {
    "ru": (
        ("ка", ("ек", "ок")),
        ("ку", ("ек", "ок")),
        ("ком", ("ек", "ок")),
        ("ке", ("ек", "ок")),
        ("ца", ("ец",)),
        ("цу", ("ец",)),
        ("цом", ("ец",)),
        ("цем", ("ец",)),
        ("ла", ("ел",)),
        ("лу", ("ел",)),
        ("лом", ("ел",)),
        ("ым", ("",)),
        ("ому", ("ий",)),
    ),
    "uk": (
        ("ого", ("ий",)),
        ("ому", ("ий",)),
        ("ка", ("ек", "ок")),
        ("ку", ("ек", "ок")),
        ("ком", ("ек", "ок", "ко")),
        ("ці", ("ка",)),
        ("ця", ("ець",)),
        ("цю", ("ець",)),
        ("цем", ("ець",)),
        ("им", ("", "ий")),
        ("ю", ("ь",)),
    ),
    "pl": (
        ("ka", ("ek",)),
        ("kowi", ("ek",)),
        ("kiem", ("ek",)),
        ("ku", ("ek",)),
        ("ce", ("ka",)),
        ("ca", ("ec", "iec")),
        ("cem", ("ec", "iec")),
        ("cowi", ("ec", "iec")),
        ("ła", ("eł",)),
        ("łem", ("eł",)),
        ("łowi", ("eł",)),
    ),
    "be": (
        ("скага", ("скі",)),
        ("скаму", ("скі",)),
        ("скім", ("скі",)),
        ("скай", ("ская",)),
        ("скую", ("ская",)),
        ("ага", ("ы", "і")),
        ("аму", ("ы", "і")),
        ("ым", ("", "ы")),
        ("ім", ("і",)),
        ("іі", ("ія",)),
        ("ію", ("ія",)),
        ("іяй", ("ія",)),
        ("ам", ("", "а")),
        ("ом", ("",)),
        ("ем", ("", "й", "ь")),
        ("ай", ("а",)),
        ("ой", ("а",)),
        ("ей", ("я",)),
        ("яй", ("я",)),
        ("цы", ("ка",)),
        ("ка", ("ак", "ек")),
        ("ку", ("ак", "ек")),
        ("кам", ("ак", "ек")),
        ("а", ("",)),
        ("я", ("й", "ь")),
        ("у", ("", "а")),
        ("ю", ("й", "ь", "я")),
        ("е", ("", "а", "я")),
        ("ы", ("а",)),
        ("і", ("а", "я")),
    ),
}
POSSESSIVE = re.compile(r"['’]s?$")
# Endings of nouns in all cases, taken off a form to group what no first case leads back.
STEM = {
    code: re.compile(f"(?:{'|'.join(sorted(endings.split(), key=len, reverse=True))})$")
    for code, endings in {
        "ru": "ского скому ским ском ский ого его ому ему ами ями ием ией ии ию ия ий ый ым им ом ем ой ей "
        "ю я а у е ы и й ь о",
        "uk": "ого ому ами ями ові еві єві ією ії ію ія ій ий им ом ем єм ою ею єю ю я а у е и і ї й ь о",
        "be": "ага ому аму амі ямі іяй іі ію ія ым ім ам ом ем ай ой ей яй ю я а у е ы і й ь о",
        "pl": "iego iemu ego emu owi ami iem em im ym ie ii ię ią ia ą ę y i a u e o",
    }.items()
}

# Vowels that come and go before the last letter of a stem: "Павел", "Павла"; "Marek", "Marka".
FLEETING = re.compile("(?<=[бвгджзклмнпрстфхцчшщbcdfghjklłmnprstwz])(?:ie|[еоэаeo])(?=[лкцklłc]$)")


def bare(form: str) -> str:
    """A form without the mark of the possessive ("Varek's")."""
    return POSSESSIVE.sub("", form) or form


@lru_cache(maxsize=500_000)
def first_cases(form: str, code: str) -> tuple[str, ...]:
    """What a form of a name may be in its first case: itself first, then the candidates of its endings."""
    own = bare(form)
    found = {own: None}
    for endings in (CASES.get(code, ()), MORE.get(code, ())):
        for ending, firsts in endings:
            if len(own) - len(ending) >= SHORTEST_NAME and own.endswith(ending):
                found.update(dict.fromkeys(own[: -len(ending)] + first for first in firsts))
    return tuple(found)


@lru_cache(maxsize=500_000)
def name_keys(form: str, code: str) -> frozenset[str]:
    """The keys of everything that a form may be in its first case."""
    return frozenset(key for first in first_cases(form, code) for key in keys_of(first))


@lru_cache(maxsize=500_000)
def stem_key(form: str, code: str) -> str:
    """One key that the cases of a name share: that of its stem, or of the bare form where cases are few."""
    own = bare(form).lower()
    pattern = STEM.get(code)
    if pattern is not None:
        cut = pattern.sub("", own)
        cut = FLEETING.sub("", cut)
        own = cut if len(cut) >= SHORTEST_NAME else own[:SHORTEST_NAME] if len(own) > SHORTEST_NAME else own
    keys = keys_of(own)
    return keys[0] if keys else own
