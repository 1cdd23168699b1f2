"""A light stemmer for Belarusian, for which no usable lemmatiser ships in a package."""

from __future__ import annotations

import re

SHORTEST = 3
REFLEXIVE = re.compile(r"(?<=[аеоуыіяўлц])ся$|(?<=[еэ])цца$|цца$")
VERB = re.compile(
    r"(?:(?:ава|ява)(?:ць|ў|ла|лі|ло|на)|(?<=[іўч])ва(?:ць|ў|ла|лі|ло|на|е|ю|юць|ем|еш|еце|ючы)|"
    r"[ую](?:е|ю|юць|ем|еш|еце|ючы)|[аяіыеэу](?:ць|ў|ла|лі|ло|ўшы)|[ая](?:е|ю|юць|ем|еш|еце|ючы)|[уюя](?:ць|чы)|ачы)$"
)
NOUN = re.compile(
    r"(?:(?<=[бдтгкхжшчсзнп])ога|[ыі](?:ямі|яй|ям|ях|я|ю|й|і)|[ыі](?:мі|м|х)|[ая](?:га|му|мі|м|х|е|я|ў)|ьмі|[оеё](?:ю|й|ў|м)|[ая]й|ую|юю|ому|ему|"
    r"[аяоёуюыіэеь])$"
)
SOFT = "еёіьюя"
# Past forms and genitives of the plural, which in a capitalised word are more often the end of a name.
NAMED = re.compile(r"(?:[аеоё]ў|л[аоі])$")
# Before the -ю of nouns in -ь: радасць, моладзь, пам'яць; not жыццё, жыццю.
DOUBLED = re.compile(r"(?:сс|ддз|(?<=[ая])цц)$")
COMPARED = re.compile(r"(?<=..)[еэ]йш$")
# к turns into ц before ы and э; nouns in -ца have their own.
HARD = re.compile(r"(?:[бгзмфрт]іц|ыц|бліц|пец)(?=ы$)|ц(?=э$)")
FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчш])[аоеэяё](?=[кц]$)")
WHOLE = frozenset({"няма", "нельга"})
# Nouns with more than one stem; verbs whose present, past and infinitive have stems of their own, with the
# prefixes that these take.
NOUNS = {
    form: forms.split()[0]
    for forms in (
        "дзень дня дню дні днём дзён днямі днях дням",
        "дзіця дзіцяці дзіцем дзеці дзяцей дзецям дзецьмі дзецях",
        "зямл зямель",
        "вока вочы вачэй вачам вачамі вачах",
        "вуха вушы вушэй вушам вушамі вушах",
    )
    for form in forms.split()
}
PREFIXES = (
    "аба|аб|ада|ад|а|вы|дапа|да|за|з|на|пасля|пера|перад|пада|пад|па|прада|прад|пра|пры|паз|раза|раз|рас|са|с|"
    "уз|ува|у"
)
PAST = "ць,ў,ла,ло,лі"
# Stem, its prefixes, and forms as what they begin with and how they end.
VERBS = (
    ("дац", "*?", f"да:{PAST} да:сі,сць дад:уць,зім,зіце"),
    ("стац", "*?", f"ста:{PAST} стан:е,уць,ем,еш,еце"),
    ("жыц", "*?", f"жы:{PAST} жыв:е,у,уць,ём,еш,яце"),
    ("быц", "*?", f"бы:{PAST} буд:у,зе,уць,зем,зеш,зеце"),
    ("мец", "", f"ме:{PAST} ма:е,ю,юць,ем,еш,еце"),
    ("хацец", "*?", f"хаце:{PAST} хоч:а,у,уць,ам,аш,аце"),
    ("ісц", "", "іс:ці ід:у,зе,уць,зём,зеш,зяце іш:оў,ла,ло,лі"),
    ("ісц", "[^йы]{1,4}[йы]", "с:ці д:у,зе,уць,зем,зеш,зеце ш:оў,ла,ло,лі"),
    ("весц", "*?", "вес:ці вяд:у,зе,уць,зём,зем вед:у,зе,уць,зем в:ёў,яла,ялі,яло,ела,елі,ело"),
    ("несц", "*?", "нес:ці,у,е,уць,ем,ла,лі,ло няс:у,е,уць,ём,ла,лі,ло н:ёс"),
    ("магч", "*?", "маг:чы,у,ла,лі,ло мож:а,ам,аш,аце мог: могуць:"),
    ("няц", "пры|зой|за|пады|пад|зды|з", f"ня:{PAST} м:е,уць,ем"),
    ("узяц", "", f"узя:{PAST} возьм:е,уць,ем вазьм:у"),
    ("чац", "па|рас|за", f"ча:{PAST} чн:е,у,уць,ём,ем"),
    ("брац", "*?", f"бра:{PAST} бяр:э,у,уць,ом бер:а,уць,ам"),
    ("ехац", "*?'?", f"еха:{PAST} ед:у,зе,уць,зем"),
    ("каз", "*?", "каж:а,у,уць,ам,аш,аце,ыце"),
    ("піс", "*?", "піш:а,у,уць,ам,аш,аце,ыце"),
    ("мерц", "*", "мер:ці,ла,лі,ло м:ёр,рэ,руць"),
    ("слац", "*", f"сла:{PAST} шл:е,ю,юць,ём,ем"),
    ("звац", "*?", f"зва:{PAST} зав:е,уць,ём зов:е,уць,ём"),
    ("класц", "*?", f"клас:ці кла:{PAST} клад:у,зе,уць,зём"),
    ("біц", "*", f"бі:{PAST} б':е,ю,юць"),
)
TAILS: dict[str, list[tuple[re.Pattern[str], str]]] = {}
for _stem, _prefix, _forms in VERBS:
    _allowed = re.compile(f"(?:{_prefix})".replace("*", f"(?:{PREFIXES})"))
    for _begin, _ends in (form.split(":") for form in _forms.split()):
        for _end in _ends.split(","):
            TAILS.setdefault(_begin + _end, []).append((_allowed, _stem))
LONGEST = max(map(len, TAILS))
SAME = str.maketrans({"о": "а", "ё": "е", "я": "е", "э": "е"})


def light_stem(form: str) -> str:
    """What the inflected forms of a Belarusian word have in common, or nearly: a key to count by, not a word.

    Endings of nouns, adjectives and verbs go; at the end of what is left, alternations that follow from the
    ending (дз/д, ц/т before soft vowels, к/ц) and vowels that come and go (рынак, рынку) are taken back, and
    о, ё, е, э, я of the stem, which change with the stress (горад, гарады), are written alike. A prefix, and
    so a negation, is never touched. At least three letters stay. Forms with another root (ісці, ішоў) are not
    brought together."""
    lower = re.sub("^ў", "у", form.lower().replace("’", "'").replace("ʼ", "'"))
    if lower in NOUNS:
        return _alike(NOUNS[lower], "")
    if len(lower) < SHORTEST or lower in WHOLE or any(map(str.isdigit, lower)):
        return lower
    bare = REFLEXIVE.sub("ць" if re.search("[^еэ]цца$", lower) else "", lower)
    if (root := _verb(bare)) is not None:
        return _alike(root, "")
    name = form[0].isupper() and NAMED.search(lower) is not None
    if name and bare.endswith("ў"):
        return _alike(bare, "")
    past = None if name else VERB.search(bare)
    if past is not None and past.start() >= SHORTEST:
        stem = bare[: past.start()]
        return _alike(stem[:-1] if stem.endswith("дз") else stem, past[0])
    changed = HARD.sub(lambda match: match[0][:-1] + "к", bare)
    noun = NOUN.search(changed)
    if noun is not None and noun.start() >= SHORTEST:
        return _alike(COMPARED.sub("", changed[: noun.start()]), noun[0])
    return _alike(changed, "")


def _verb(word: str) -> str | None:
    """Prefix and stem of a form of a verb with several stems."""
    for size in range(min(LONGEST, len(word)), 1, -1):
        for allowed, stem in TAILS.get(word[-size:], ()):
            if allowed.fullmatch(word[:-size]):
                return word[:-size] + stem
    return None


def _alike(stem: str, ending: str) -> str:
    if ending == "ю":
        stem = DOUBLED.sub(lambda match: match[0][1:], stem)
    if stem.endswith("дз") and ending == "е":
        stem = stem[:-1]
    elif stem.endswith("ц") and ending and ending[0] in SOFT:
        stem = stem[:-1] + "т"
    elif stem.endswith("ў"):
        stem = stem[:-1] + "в"
    if len(stem) > 4:
        stem = FLEETING.sub("", stem) if stem.endswith("к") or not ending else stem
    return stem[:1] + stem[1:].translate(SAME)
