"""A light stemmer for Belarusian, for which no usable lemmatiser ships in a package."""

from __future__ import annotations

import re

SHORTEST = 3
REFLEXIVE = re.compile(r"(?<=[аеоуыіяўлц])ся$|цца$")
VERB = re.compile(
    r"(?:(?:ава|ява)(?:ць|ў|ла|лі|ло|на)|(?<=[іўч])ва(?:ць|ў|ла|лі|ло|на|е|ю|юць|ем|еш|еце|ючы)|"
    r"[ую](?:е|ю|юць|ем|еш|еце|ючы)|[аяіыеэу](?:ць|ў|ла|лі|ло|ўшы)|[ая](?:е|ю|юць|ем|еш|еце|ючы)|[уюя](?:ць|чы)|ачы)$"
)
NOUN = re.compile(
    r"(?:[ыі](?:ямі|яй|ям|ях|я|ю|й|і)|[ыі](?:мі|м|х)|[ая](?:га|му|мі|м|х|е|я|ў)|ьмі|[оеё](?:ю|й|ў|м)|[ая]й|ую|юю|ому|ему|"
    r"[аяоёуюыіэеь])$"
)
SOFT = "еёіьюя"
# к turns into ц before ы and э; nouns in -ца have their own.
HARD = re.compile(r"(?:[бгзмфрт]іц|ыц|бліц|пец)(?=ы$)|ц(?=э$)")
FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчш])[аоеэяё](?=[кц]$)")
WHOLE = frozenset({"няма", "нельга"})
SAME = str.maketrans({"о": "а", "ё": "е", "я": "е", "э": "е"})


def light_stem(form: str) -> str:
    """What the inflected forms of a Belarusian word have in common, or nearly: a key to count by, not a word.

    Endings of nouns, adjectives and verbs go; at the end of what is left, alternations that follow from the
    ending (дз/д, ц/т before soft vowels, к/ц) and vowels that come and go (рынак, рынку) are taken back, and
    о, ё, е, э, я of the stem, which change with the stress (горад, гарады), are written alike. A prefix, and
    so a negation, is never touched. At least three letters stay. Forms with another root (ісці, ішоў) are not
    brought together."""
    lower = form.lower().replace("’", "'").replace("ʼ", "'")
    if len(lower) < SHORTEST or lower in WHOLE or any(map(str.isdigit, lower)):
        return lower
    bare = REFLEXIVE.sub("ць" if lower.endswith("цца") else "", lower)
    verb = VERB.search(bare)
    if verb is not None and verb.start() >= SHORTEST:
        return _alike(bare[: verb.start()], bare[verb.start()])
    changed = HARD.sub(lambda match: match[0][:-1] + "к", bare)
    noun = NOUN.search(changed)
    if noun is not None and noun.start() >= SHORTEST:
        return _alike(changed[: noun.start()], changed[noun.start()])
    return _alike(changed, "")


def _alike(stem: str, following: str) -> str:
    if stem.endswith("дз"):
        stem = stem[:-1]
    elif stem.endswith("ц") and following and following in SOFT:
        stem = stem[:-1] + "т"
    elif stem.endswith("ў"):
        stem = stem[:-1] + "в"
    elif following == "ю" and stem.endswith("сс"):
        stem = stem[:-1]
    if len(stem) > 4:
        stem = FLEETING.sub("", stem) if stem.endswith("к") or not following else stem
    return stem[:1] + stem[1:].translate(SAME)
