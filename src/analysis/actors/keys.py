"""Keys of names: one key for the spellings that one name has in several alphabets and transliterations.

A key is the name in Latin letters with everything folded that the usual styles (German, English, Polish,
French, Spanish, the scholarly one, those of BGN and of passports) spell differently: sibilants, y and i, v
and w, double letters, soft signs. Where one spelling has several readings ("ch" is a German kh, an English
tch), a form has several keys; two forms may mean one name when they share a key. It is for comparing names
with names: too coarse for words in general, and blind to names that a language makes its own ("Karol" and
"Charles").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

CYRILLIC = {
    **dict(zip("абвдежзиіїйклмнопрстуфхцчшщ", "abvdeXsiiiiklmnoprstufhsXXX", strict=True)),
    "г": "G",
    "ґ": "g",
    "ё": "E",
    "є": "e",
    "ы": "i",
    "э": "e",
    "ю": "iu",
    "я": "ia",
    "ў": "W",
    **dict.fromkeys("ъь'’ʼ", ""),
}
LATIN = str.maketrans(
    {
        **dict.fromkeys("šžčżćŝĉş", "X"),
        "x": "ks",
        "ł": "l",
        "ß": "s",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "a",
        "œ": "o",
    }
)
HUSH = re.compile(r"shch|schtsch|szcz|chtch|stsch|dzh|dsch|tsch|tch|tsh|sch|sh|sz|zh|cz")
STEPS = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        ("kh", "h"),
        ("gh", "g"),
        ("gu(?=[eiy])", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ck|q", "k"),
        ("ts|tz|z", "s"),
        ("c(?=[eiy])", "C"),
        ("w", "v"),
        ("y", "i"),
    )
)
READINGS = {
    "ch": ("X", "h"),
    "c": ("k", "s", "X"),
    "C": ("s", "X"),
    "j": ("i", "X", "h"),
    "G": ("g", "h"),
    "E": ("e", "o"),
    "W": ("v", "u"),
}
LAST = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"ou|oo|ue", "u"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"i+(?=[aeou])", ""),
        (r"(?<=[aeiou])h(?=[lmnrk])", ""),
        (r"(.)\1+", r"\1"),
        (r"[eo]v(?=[ae]?$)", "ev"),
        (r"enk[oa]$", "enk"),
        (r"ine$", "in"),
        (r"[^\w]", ""),
    )
)


@lru_cache(maxsize=500_000)
def keys_of(form: str) -> tuple[str, ...]:
    """The keys of one word, sorted; () for what has no letters of the Latin or Cyrillic alphabet."""
    plain = unicodedata.normalize("NFC", form.lower())
    cyrillic = "".join(CYRILLIC.get(letter, letter) for letter in plain)
    text = cyrillic if re.search("[а-яё]", plain) else _latin(plain)
    if not re.search("[A-Za-z]", text):
        return ()
    used = [(sign, ways) for sign, ways in READINGS.items() if sign in text]
    return tuple(sorted({_read(text, used, chosen) for chosen in product(*(ways for _, ways in used))}))


def _latin(plain: str) -> str:
    """Latin letters with hushing sounds as X, and signs of several readings still unread."""
    text = unicodedata.normalize("NFKD", HUSH.sub("X", plain.translate(LATIN)))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    for pattern, right in STEPS:
        text = pattern.sub(right, text)
    return text


def _read(text: str, signs: Sequence[tuple[str, tuple[str, ...]]], chosen: Sequence[str]) -> str:
    for (sign, _), way in zip(signs, chosen, strict=True):
        text = text.replace(sign, way)
    for pattern, right in LAST:
        text = pattern.sub(right, text)
    return text
