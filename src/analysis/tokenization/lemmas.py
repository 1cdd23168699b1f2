"""Lemmas, once per vocabulary entry: the matrix carries them to the tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.declarations import Language

LIGHT_ENDINGS = (
    *("ымі", "імі", "амі", "ямі", "ага", "яга", "ому", "ему", "аму", "яму", "ых", "іх", "ая", "яя", "ае"),
    *("яе", "ую", "юю", "ой", "ей", "ай", "ах", "ях", "ам", "ям", "ом", "ем", "аў", "яў", "оў", "ыя", "ія"),
    *("а", "я", "ы", "і", "у", "ю", "е", "о", "э"),
)
SHORTEST_STEM = 4


SAME = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})


def fold(form: str) -> str:
    """A form as terms and lexicons are compared with it: without case, with one apostrophe, ё as е (Russian
    is printed either way). For looking up only: vocabularies keep what was written."""
    return form.lower().translate(SAME)


def lemmatize(
    types: Sequence[str],
    *,
    language: Language,
    counts: Mapping[str, int] | None = None,
    overrides: Mapping[str, str] | None = None,
) -> list[str]:
    """Lemma of each form: simplemma's, a light stem (Belarusian), or the folded form.

    German forms keep their case, which tells nouns; a capitalised form whose lower-case twin is more
    frequent in `counts` (a sentence's first word) is read as that twin. `overrides` maps a folded form to
    its lemma and wins. Forms the dictionary does not know stay as they are: names are not reduced.
    """
    own = dict(overrides or {})
    if language.lemmatizer == "none":
        return [own.get(form.lower(), form.lower()) for form in types]
    if language.lemmatizer == "stem":
        return [own.get(form.lower(), light_stem(form.lower())) for form in types]
    return [own.get(form.lower()) or _lemma(form, language.lemmatizer, counts or {}) for form in types]


def _lemma(form: str, code: str, counts: Mapping[str, int]) -> str:
    import simplemma

    lower = form.lower()
    if form == lower or form.isupper():
        return str(simplemma.lemmatize(lower, lang=code)).lower() if form == lower else lower
    twin = counts.get(lower, 0) > counts.get(form, 0)
    asked = form if code == "de" and not twin else lower
    return str(simplemma.lemmatize(asked, lang=code, greedy=code == "de" and not twin)).lower()


def light_stem(form: str) -> str:
    """A Belarusian form without its inflectional ending; a prefix (and so a negation) is never touched."""
    for ending in LIGHT_ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= SHORTEST_STEM:
            return form[: -len(ending)]
    return form
