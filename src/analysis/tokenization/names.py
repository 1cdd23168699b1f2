"""What each language adds to its dictionary: names in their cases, regular forms, prefixes."""

from __future__ import annotations

from collections.abc import Mapping

# Endings of a name's case and of its first case. A name is led back only to a form that the corpus has.
CASES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "ru": (
        ("ского", ("ский",)),
        ("скому", ("ский",)),
        ("ским", ("ский",)),
        ("ском", ("ский",)),
        ("ской", ("ская",)),
        ("скую", ("ская",)),
        ("ого", ("ый", "ой", "ий")),
        ("его", ("ий",)),
        ("ому", ("ый", "ой")),
        ("ему", ("ий",)),
        ("ией", ("ия",)),
        ("ии", ("ия", "ий")),
        ("ию", ("ия", "ий")),
        ("ия", ("ий",)),
        ("ием", ("ий",)),
        ("ами", ("", "а", "ы")),
        ("ом", ("",)),
        ("ем", ("", "й", "ь")),
        ("ым", ("", "ый")),
        ("им", ("ий",)),
        ("ой", ("а",)),
        ("ей", ("я", "ь", "а")),
        ("ью", ("ь",)),
        ("а", ("",)),
        ("я", ("й", "ь")),
        ("у", ("", "а")),
        ("ю", ("й", "ь", "я")),
        ("е", ("", "а", "я", "й", "ь")),
        ("ы", ("а",)),
        ("и", ("а", "я", "ь")),
    ),
    "uk": (
        ("ського", ("ський",)),
        ("ському", ("ський",)),
        ("ським", ("ський",)),
        ("ської", ("ська",)),
        ("ом", ("", "о")),
        ("ем", ("", "й", "ь")),
        ("єм", ("й",)),
        ("ою", ("а",)),
        ("єю", ("я",)),
        ("ові", ("", "о")),
        ("ії", ("ія",)),
        ("ію", ("ія",)),
        ("а", ("", "о")),
        ("я", ("й", "ь")),
        ("у", ("", "а", "о")),
        ("ю", ("й", "я")),
        ("і", ("", "а", "я")),
        ("и", ("а",)),
        ("ї", ("я",)),
    ),
    "pl": (
        ("skiego", ("ski",)),
        ("skiemu", ("ski",)),
        ("skim", ("ski",)),
        ("ckiego", ("cki",)),
        ("ckiemu", ("cki",)),
        ("ckim", ("cki",)),
        ("skiej", ("ska",)),
        ("ckiej", ("cka",)),
        ("iego", ("i",)),
        ("ego", ("", "y", "e")),
        ("iemu", ("i",)),
        ("emu", ("", "y", "e")),
        ("owi", ("", "o")),
        ("iem", ("", "i")),
        ("em", ("", "o")),
        ("im", ("i",)),
        ("ym", ("y",)),
        ("ami", ("", "a")),
        ("ach", ("", "y")),
        ("ie", ("", "a")),
        ("ze", ("", "ga", "ra")),
        ("ii", ("ia",)),
        ("ię", ("ia",)),
        ("ią", ("ia",)),
        ("ą", ("a",)),
        ("ę", ("a",)),
        ("y", ("a", "")),
        ("i", ("a", "", "ia")),
        ("a", ("", "o")),
        ("u", ("", "o")),
        ("e", ("a", "")),
        ("'a", ("",)),
        ("’a", ("",)),
    ),
    "de": (("s", ("",)), ("’s", ("",)), ("'s", ("",))),
}
SHORTEST_NAME = 3


def name_lemma(form: str, code: str, counts: Mapping[str, int]) -> str | None:
    """The first case of a capitalised form, if the corpus has one: the first candidate that occurs at least a
    third as often as the form. None when there is none.

    German names are led back only where the form without -s is twice as frequent.
    """
    own = counts.get(form, 0)
    for ending, firsts in CASES.get(code, ()):
        if not form.endswith(ending):
            continue
        stem = form[: -len(ending)]
        for first in firsts:
            found = counts.get(stem + first, 0)
            if (
                len(stem) >= SHORTEST_NAME
                and found
                and (found >= 2 * own if code == "de" else 3 * found >= own)
            ):
                return stem + first
    return None
