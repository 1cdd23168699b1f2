"""Lemmas of single forms by simplemma's dictionaries, corrected and completed for each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from analysis.tokenization.guessing import Guesser, learn
from analysis.tokenization.irregular import DOUBLE, NO_NAMES, PAST
from analysis.tokenization.names import name_lemma

Counts = Mapping[str, int]
NAMED = ("ru", "uk", "pl")
# How much more frequent than its lower-case twin a capitalised form is that is read as a name.
OFTENER = 20
PLAIN = str.maketrans("áéíóúüñ", "aeiouun")

# Words without forms that the dictionaries lack or take for forms; lemmas where they have another word's.
KEPT = {
    "en": "data media news politics people",
    "es": "estado partido consejo trabajo unido seguro",
    "ru": "ранее раньше весьма нехотя гораздо столь назад недавно бывший ниже выше далее менее более прежде "
    "вместе везде нигде всюду повсюду отовсюду вдоволь наотрез впредь издавна поныне воочию исподволь",
    "pl": "dzisiaj inaczej nieco wkrótce obecnie czasami najpierw dotychczas niedawno często stricte jakby "
    "żeby raczej razem",
}
PAIRS = {
    "en": "annexed:annex guarded:guard",
    "es": "estados:estado partidos:partido consejos:consejo trabajos:trabajo unida:unido unidos:unido "
    "unidas:unido segura:seguro seguras:seguro gran:grande mala:malo malas:malo malos:malo rio:río rios:río",
    "ru": "прошлого:прошлый прошлому:прошлый прошлым:прошлый прошлом:прошлый",
    "pl": "środki:środek środków:środek środkom:środek środkami:środek środkach:środek więksi:duży "
    "najwięksi:duży teatrów:teatr",
}
FIXED: dict[str, dict[str, str]] = {
    "pl": {
        stem + ending: lemma
        for stem, lemma in (
            ("większ", "duży"),
            ("mniejsz", "mały"),
            ("lepsz", "dobry"),
            ("gorsz", "zły"),
            ("największ", "duży"),
            ("najmniejsz", "mały"),
            ("najlepsz", "dobry"),
            ("najgorsz", "zły"),
        )
        for ending in ("y", "a", "e", "ego", "emu", "ym", "ej", "ą", "ych", "ymi")
    },
}
for _code, _words in KEPT.items():
    FIXED.setdefault(_code, {}).update({word: word for word in _words.split()})
for _code, _words in PAIRS.items():
    FIXED[_code].update(dict(pair.split(":") for pair in _words.split()))
PREFIXES = {
    "en": r"(?:un|non|anti|pre|re|over|under|counter|mis|out|super|co|inter|sub|trans|mega|cyber)",
    "ru": r"(?:не|анти|евро|теле|супер|контр|псевдо|нео|гео|меж|вне|пост|про|экс|микро|"
    r"мега|само|со|много|авиа|авто|кибер|обще)",
    "uk": r"(?:не|анти|євро|теле|супер|контр|псевдо|нео|гео|між|поза|пост|про|екс|мікро|"
    r"само|спів|багато|авіа|авто|кібер)",
    "pl": r"(?:naj|nie|anty|euro|super|kontr|pseudo|neo|geo|między|poza|post|pro|eks|mikro|"
    r"samo|współ|wielo|cyber|przeciw)",
    "es": r"(?:anti|pro|sub|super|inter|extra|ultra|pre|re|co|contra|neo|semi|auto|multi|pos|des|in)",
}
CONTRACTED = {"can't": "can", "won't": "will", "shan't": "shall"}
TWICE = re.compile(r"...[^aeiou]?u?[aeiou]([bdgklmnprtvz])\1$")
INFINITIVE = re.compile(r"[aeií]r(?:se)?$")
ABBREVIATION = re.compile(r"([А-ЯЁІЇЄA-ZŁŚŻ]{2,})-?[а-яёіa-zęąóów]{1,3}$")
ADJECTIVE = re.compile(r"(?:[ыио]й|[yi])$")
FIRST_CASE = re.compile(r"(?:ов|ев|ин|ын|[иі]я)$")
CLITICS = re.compile(r"(?:se|me|te|nos)?(?:l[aeo]s?|se|me|te|nos)$")
PARTICIPLE = re.compile(r"(?:[aeo]n|[iyuę]t)(?P<end>y|a|e|ego|emu|ej|ą|ym|ych|ymi)$")
ACTIVE = re.compile(r"(?<=..ąc)(?:a|e|ego|emu|ej|ą|ym|ych|ymi)$")
GERUND = re.compile(
    r"(?:(?P<n>[aeęi])(?:nie|nia|niu|niem|niami|niach|niom|ń)|(?P<c>ę|[yu]|ar)(?:cie|cia|ciu|ciem|ciami|ciach|ciom|ć))$"
)


@cache
def dictionary(code: str) -> Mapping[str, str]:
    """Forms and lemmas of simplemma's dictionary; read at the first call (half a second to three).

    Raises ValueError for a language that it has not."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    try:
        loaded: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary(code)
    except (KeyError, ValueError, FileNotFoundError) as error:
        allowed = 'a language of simplemma, "stem" (Belarusian), or "none"'
        raise ValueError(f"lemmatizer: found {code!r}; allowed: {allowed} ({error})") from None
    return loaded


@cache
def lemmas_in(code: str) -> frozenset[str]:
    """Lemmas that the dictionary gives to forms other than themselves."""
    return frozenset(lemma for form, lemma in dictionary(code).items() if form != lemma)


@cache
def guesser(code: str) -> Guesser:
    """Rules by ending, learned from the dictionary."""
    return learn(dictionary(code))


@cache
def respelled(code: str) -> dict[str, tuple[str, str]]:
    """Forms without ё (Russian) or without accents (Spanish): the dictionary's spelling and the lemma."""
    found: dict[str, tuple[str, str]] = {}
    known = dictionary(code)
    for form in known:
        if code == "ru" and "ё" in form:
            found.setdefault(form.replace("ё", "е"), (form, known[form]))
        elif code == "es" and not form.isascii():
            plain = form.translate(PLAIN)
            if plain not in found or (
                INFINITIVE.search(found[plain][1]) and not INFINITIVE.search(known[form])
            ):
                found[plain] = (form, known[form])
    return found


def lemma_of(form: str, code: str, counts: Counts) -> str:
    """Lower-case lemma of a form in a language other than German."""
    word = form.replace("’", "'").replace("ʼ", "'")
    if code == "en":
        word = CONTRACTED.get(word.lower()) or re.sub(r"(?:n't|'(?:s|re|ve|ll|d|m)?)$", "", word) or word
    if "-" in word[1:-1]:
        return _hyphenated(word, code, counts)
    if len(word) > 1 and word.isupper():
        written = counts.get(word.capitalize(), 0) or counts.get(word.lower(), 0)
        if not written:
            return word.lower()
        word = word.capitalize()
    found = _single(word, code, counts)
    return found.replace("ё", "е") if code == "ru" else found


def _hyphenated(word: str, code: str, counts: Counts) -> str:
    lower = word.lower()
    whole = dictionary(code).get(word) or dictionary(code).get(lower)
    if whole is not None:
        return whole.lower().replace("ё", "е") if code == "ru" else whole.lower()
    before, last = word.rsplit("-", 1)
    if any(map(str.isdigit, last)) or len(last) < 3 or (last[0].isupper() and word[0].isupper()):
        lemma = name_lemma(word, code, counts) or word
        return lemma.lower()
    if code == "en" and not last.endswith("s"):
        return lower
    return f"{before}-{lemma_of(last, code, counts)}".lower()


def _single(word: str, code: str, counts: Counts) -> str:
    known, lower = dictionary(code), word.lower()
    if lower in FIXED.get(code, {}):
        return FIXED[code][lower]
    if any(map(str.isdigit, word)) or word[1:] != lower[1:]:
        short = ABBREVIATION.fullmatch(word) if code in NAMED else None
        return short[1].lower() if short is not None else lower
    own = counts.get(word, 0)
    capital = word != lower and counts.get(lower, 0) <= own
    if code == "en" and lower in PAST:
        return lower if capital and lower not in NO_NAMES else PAST[lower]
    if capital:
        exact = known.get(word)
        if exact is not None and not (exact == word and code in NAMED and _declined(lower, code)):
            return _name(word, exact, code, counts)
    lemma = _known(lower, code, counts, own, capital)
    if capital and (lemma is None or own > 2 + OFTENER * counts.get(lower, 0)):
        first = name_lemma(word, code, counts)
        if first is not None:
            return first.lower()
        if lemma is not None and code in ("ru", "uk") and FIRST_CASE.search(lower):
            return lower
        if lemma is not None and (
            INFINITIVE.search(lemma)
            if code == "es"
            else code == "en" and (lower[-1] != "s" or 3 * counts.get(word[:-1], 0) < own > 10)
        ):
            return lower
        if lemma is None and not counts.get(lower):
            return _prefixed(lower, code) or _surname(lower, code)
    if lemma is None:
        lemma = known.get(word.capitalize())
    if lemma is None:
        lemma = _unknown(lower, code, counts)
    return _corrected(lower, lemma.lower(), code, counts)


def _declined(lower: str, code: str) -> bool:
    """Whether a form is an adjective's, other than its first."""
    lemma = dictionary(code).get(lower, lower)
    return lemma != lower and ADJECTIVE.search(lemma) is not None


def _name(word: str, lemma: str, code: str, counts: Counts) -> str:
    """Lemma of a form that the dictionary holds with its capital."""
    if code == "en" and lemma == word and word.endswith("s"):
        base = word[:-1]
        people = word.endswith(("ans", "ese", "lis", "qis"))
        if dictionary(code).get(base) == base and (
            people or counts.get(base, 0) >= 2 * counts.get(word, 0) > 0
        ):
            return base.lower()
    if lemma == word and code in ("ru", "uk", "pl"):
        first = name_lemma(word, code, counts)
        if first is not None and counts[first] > counts.get(word, 0) and dictionary(code).get(first) == first:
            return first.lower()
    return lemma.lower()


def _known(lower: str, code: str, counts: Counts, own: int, capital: bool) -> str | None:
    lemma = dictionary(code).get(lower)
    if code in ("ru", "es") and (lemma is None or (code == "es" and (counts or capital))):
        spelled, other = respelled(code).get(lower, ("", ""))
        better = lemma is None or (
            lemma != lower and INFINITIVE.search(lemma) and not INFINITIVE.search(other)
        )
        if spelled and better and (code == "ru" or 2 * counts.get(spelled, 0) < 1 + own):
            return other
    return lemma


def _surname(lower: str, code: str) -> str:
    """A name that neither dictionary nor corpus knows: only endings that no first case has go."""
    if code in ("ru", "uk"):
        bare = re.sub(
            r"(?<=[чнлщ][ую]к)(?:а|у|ом|е|ові|і)$|(?<=ов|ев|ин)ым$|(?<=...[бвгдзклмнпрстфхцчш])ом$", "", lower
        )
        return re.sub(r"и(?:ю|ей)$", "ия", re.sub(r"([сц]ь?к)(?:ого|ому|им|ом|ой)$", r"\1ий", bare))
    if code == "pl":
        return re.sub(
            r"(?<=...[bcdfghjlmnprstwzż])(?:em|owi)$",
            "",
            re.sub(r"(?<=[sc]k)(?:iej|im)$|(?<=...)(?:iego|iemu)$", "i", lower),
        )
    return lower


def _prefixed(lower: str, code: str) -> str | None:
    """Lemma through what follows a prefix."""
    prefix = re.match(PREFIXES.get(code, r"(?!)"), lower)
    if prefix is None or len(lower) - prefix.end() < 4:
        return None
    rest = dictionary(code).get(lower[prefix.end() :])
    participle = PARTICIPLE.search(lower)
    if rest is not None and prefix[0] == "nie" and rest.endswith("ć") and participle is not None:
        return lower[: participle.start("end")] + "y"
    if rest is None or (prefix[0] in ("не", "nie") and rest.endswith(("ть", "ti", "ć"))):
        return None
    return rest if prefix[0] == "naj" else prefix[0] + rest


def _unknown(lower: str, code: str, counts: Counts) -> str:
    known = dictionary(code)
    found = _prefixed(lower, code)
    if found is not None:
        return found
    if code == "en":
        return _english(lower, counts)
    if code == "es":
        bare = CLITICS.sub("", lower).translate(PLAIN)
        if bare != lower and bare.endswith(("r", "ando", "iendo", "yendo")) and bare in known:
            return known[bare]
    if len(lower) < 5 or len(set(lower)) < 3 or (code == "pl" and re.search(r"[^aeęiyo]nie$", lower)):
        return lower
    return guesser(code).guess(lower)


def _english(lower: str, counts: Counts) -> str:
    known = dictionary("en")
    for ending, firsts in (
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if lower.endswith(ending) and not lower.endswith("ss") and len(lower) - len(ending) >= 3:
            for first in firsts:
                base = lower[: -len(ending)] + first
                if known.get(base) == base or counts.get(base, 0) > counts.get(lower, 0):
                    return base
    return lower


def _corrected(lower: str, lemma: str, code: str, counts: Counts) -> str:
    """The dictionary's lemma, or a better one: of two regular ones that which the corpus has, adverbs and
    verbal nouns as words of their own."""
    known = dictionary(code)
    # The dictionary takes "preferr" for the verb of "preferring".
    double = code == "en" and lower.endswith(("ed", "ing")) and TWICE.search(lemma)
    if double and known.get(lemma[:-1]) == lemma[:-1] and lemma not in DOUBLE:
        return lemma[:-1]
    if code == "en" and lemma.endswith("e") and lower.endswith(("ed", "ing")):
        base = lemma[:-1]
        if known.get(base) == base and (
            counts.get(base, 0) > counts.get(lemma, 0) or known.get(lemma) != lemma
        ):
            return base
    if (
        code in ("ru", "uk")
        and re.search(r"[^ге]о$|[^ое]го$", lower)
        and lemma.endswith(("ый", "ий", "ой", "ій"))
    ):
        return lower
    if code == "es" and lemma.endswith("ar") and re.search(r"as?$", lower):
        stem = lemma[:-2]
        if known.get(stem + "o") == stem + "o":
            noun = sum(counts.get(stem + ending, 0) for ending in ("o", "os", "as"))
            verb = sum(counts.get(stem + ending, 0) for ending in ("ar", "an", "ando", "ado", "aron"))
            return stem + "o" if noun > verb else lemma
    if code == "pl" and lemma == lower and ACTIVE.search(lower):
        return ACTIVE.sub("y", lower)
    if code == "pl" and lemma != lower and lemma.endswith(("skie", "ckie", "dzkie")):
        return lemma[:-1]
    if code == "pl" and lemma.endswith("ć") and lemma != lower and not lemma.endswith(("nąć", "stać")):
        verbal = GERUND.search(lower)
        if verbal is not None:
            end = "nie" if verbal["n"] else "cie"
            return lower[: verbal.start()] + (verbal["n"] or verbal["c"]) + end
    return lemma
