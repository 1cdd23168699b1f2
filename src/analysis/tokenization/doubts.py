"""Whether a point ends a sentence: abbreviations, initials, ordinals, brackets, speech that goes on.

Everything here is asked once per point, so what depends on one word alone is kept in dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from analysis.declarations import Language

QUOTES = "\"'»«”“‘’』」›‹"
SPACE = r"[ \u00a0\u202f]"
OPENING = re.compile(r"[\s„“”«»\"'‚‘‹›(\[¿¡—–-]*")
# Up to four short words with points before the last one: "u. a", "до н. э", "EE. UU", "Dr. h. c".
CHAIN = re.compile(rf"(?:[^\W\d_]{{1,5}}\.{SPACE}?){{0,4}}[^\s(\[„“”«»\"'‚‘—–/]+$")
PIECES = re.compile(rf"(?<=\.){SPACE}*")
PREVIOUS = re.compile(r"([^\s(\[„“”«»\"'‚‘—–]*[\w.,])[\s„“”«»\"'‚‘—–-]+$")
FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w|\.)")
ANY_WORD = re.compile(r"[^\W\d_]+")
NEXT_PIECE = re.compile(r"([^\W\d_]{1,5})\.")
MEASURED = re.compile(r"\d[\d.,]*\s?[^\W\d_]{1,5}\.")
SECOND_WORD = re.compile(r"(?:[,;:]|(?:['’][^\W\d_]+)?\s+([^\W\d_]+))")
BRAND = re.compile(r"[ei][A-Z]|[a-z]+[A-Z][a-z]{2}")
# A dash behind a closed quotation goes on with its sentence: «...!» — said the minister.
DASH = re.compile(r"[^\S\n]*[—–-]+\s")
# Doubled capitals are initials in the plural: "EE. UU.".
INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*|([A-Z])\1")
NUMBER = re.compile(r"\d{1,3}|\d{1,2}\.(?:0?\d|1[0-2])")
ROMAN = re.compile(r"[IVXLC]{2,}")
ITEM = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*")
COUNTED = re.compile(r"\d|[IVXLC]{2}|[a-z]\b")
DATE = re.compile(r"\d{1,2}\.(?:\s?\d|\s|$)|\d{4}\b")
QUANTITY = re.compile(r"[\d.,:/–-]*\d%?|[IVXLC]+")
ZONE = re.compile(r"(?:GMT|UTC|MSK|CES?T|BST|[ECMP][SD]?T|[A-Z][a-z]+ time)\b")
SPEAKER = re.compile(r"(?:I|[^\W\d_a-z][\w.'’-]*(?:\s(?:of|the|de|van|von|al|bin|[^\W\d_a-z][\w.'’-]*)){0,6})\s([a-z]+)\b")
REPORTED = re.compile(r"\s(?:that|he|she|they|it|there|how|whether|if)\b")
NAMES_WITH_MARKS = frozenset({"yahoo", "joomla", "jeopardy", "oklahoma", "wham", "moulin rouge"})
# Function words that are nouns with a capital: "zum 3. Mal", "Frankfurt a. d. Oder".
NOUNS = frozenset({"mal", "oder"})
# "And the rest": и пр.
AND = frozenset({"и", "і", "й", "та", "ды"})
REACH = 28
LONGEST_BRACKET = 160


def capital(text: str, place: int) -> bool:
    """Whether a capital, or a brand written with a small first letter, stands at `place`."""
    return text[place : place + 1].isupper() or BRAND.match(text, place) is not None


@cache
def dictionary(code: str) -> Mapping[str, str]:
    """simplemma's forms and lemmas of a language; empty where it has none. Takes seconds: asked for last."""
    from simplemma.strategies.dictionaries import dictionary_factory

    # Later versions share one store with their lemmatiser, earlier ones have none.
    shared = getattr(dictionary_factory, "DEFAULT_DICTIONARY_FACTORY", None)
    try:
        return (shared or dictionary_factory.DefaultDictionaryFactory()).get_dictionary(code)
    except ValueError:
        return {}


class Doubts:
    """The rules of one language and of the abbreviations learned from its corpus.

    `clear` remembers the words (text from the last blank, with the point) behind which nothing but a full
    stop can stand before a capital, brackets apart.
    """

    def __init__(self, language: Language, learned: frozenset[str] = frozenset()) -> None:
        self.language = language
        short = language.abbreviations
        self.kinds: dict[str, set[str]] = {}
        for kind in ("before", "numbered", "within", "behind"):
            for form in getattr(short, kind):
                self.kinds.setdefault(form, set()).add(kind)
        for form in learned - self.kinds.keys():
            self.kinds[form] = {"within"}
        self.joints = {
            form[: end.end()].lower() for form in self.kinds for end in re.finditer(r"\.[^.]+", form)
        }
        self.endings = tuple(form[1:] for form in self.kinds if form[0] == "-")
        self.tails = {form.lower().rpartition(".")[2] for form in self.kinds}
        self.calendar = {form for forms in (*language.months, *language.weekdays) for form in forms}
        months = {form for forms in language.months for form in forms}
        self.openers = (frozenset(language.stop_words) | frozenset(language.starters)) - months - NOUNS
        self.functions = frozenset(language.stop_words) - months - NOUNS
        self.calendar -= self.openers
        self.prepositions = frozenset(language.speech.prepositions)
        speech = language.speech
        self.verbs = {*speech.neutral, *speech.affirming, *speech.doubting, *language.outcries}
        self.offices = {role.split()[0] for kind in ("own_state", "expert", "business") for role in language.roles.get(kind, ())}
        self.offices.update(language.attached)
        self.clear: set[str] = set()
        self.common: dict[str, bool] = {}

    def _suspicious(self, word: str) -> bool:
        """Whether a point behind the last piece of `word` may belong to it."""
        word = PIECES.split(word)[-1]
        lower = word.lower().rpartition(".")[2].rpartition("-")[2]
        return (
            any(letter.isdigit() for letter in word)
            or lower in self.tails
            or lower.endswith(self.endings)
            or len(lower) == 1
            or INITIALS.fullmatch(word) is not None
            or ROMAN.fullmatch(word) is not None
        )

    def ends(self, text: str, begin: int, place: int, stop: int, follows: int) -> bool:
        """Whether the mark at `place` to `stop`, before text at `follows`, ends the sentence from `begin`."""
        mark = text[place:stop]
        opening = OPENING.match(text, follows)
        after = opening.end() if opening else follows
        if text[after : after + 1].islower() and not BRAND.match(text, after):
            return False
        if text[place - 1 : place] in ("(", "[") or inside_bracket(text, begin, place):
            return False
        if mark[-1] in QUOTES and len(mark) > 1 and self._goes_on(text, mark, stop, after):
            return False
        if mark.rstrip(")]") != ".":
            return not (mark == "!" and self._named(text, begin, place) and not self._opens(text, after))
        if ITEM.fullmatch(text, begin, place):
            return False
        chain = CHAIN.search(text, max(begin, place - REACH), place)
        if chain is None:
            return True
        if mark == "." and not self._suspicious(chain[0]):
            blank = text.rfind(" ", begin, place)
            if blank >= 0 and place - blank < REACH:
                self.clear.add(text[blank + 1 : stop])
            return True
        return self._point(text, begin, place, follows, after, chain[0])

    def _goes_on(self, text: str, mark: str, stop: int, after: int) -> bool:
        """Whether the sentence goes on behind a quotation: a dash, a day, or a speaker and a verb."""
        if DASH.match(text, stop):
            return True
        if mark[0] == "." or not (mark.startswith(("!", "?", "…")) or mark.startswith("...")):
            return False
        word = FIRST_WORD.match(text, after)
        if self._dated(text, after):
            return True
        speaker = SPEAKER.match(text, after) if self.language.outcries else None
        if speaker is None or speaker[1] not in self.verbs or REPORTED.match(text, speaker.end()):
            return False
        return word is None or word[0] == "I" or word[0].lower() not in self.openers

    def _named(self, text: str, begin: int, place: int) -> bool:
        """Whether an exclamation mark belongs to a name: "Yahoo! Mail"."""
        last = text[max(begin, place - REACH) : place].split()
        return bool(last) and last[-1].lower() in NAMES_WITH_MARKS

    def _point(self, text: str, begin: int, place: int, follows: int, after: int, chain: str) -> bool:
        if self._joins(chain, text, after):
            return False
        form, kinds = self._abbreviation(chain)
        if kinds:
            verdict = self._behind_abbreviation(text, begin, place - len(form), place, follows, after, kinds)
            if verdict is not None:
                return verdict
        word = PIECES.split(chain)[-1].lstrip("-")
        start = place - len(word)
        lower = word.lower()
        roman = ROMAN.fullmatch(word) is not None
        if not roman and INITIALS.fullmatch(word) and not (word.islower() and lower in self.openers):
            return self._behind_initial(text, begin, start, after)
        if self.language.ordinals and (roman or NUMBER.fullmatch(word)):
            return self._behind_number(text, begin, start, word, after)
        return True

    def _joins(self, chain: str, text: str, after: int) -> bool:
        """Whether the point is inside an abbreviation of several pieces: the first of "z. B."."""
        follower = NEXT_PIECE.match(text, after)
        if follower is None:
            return False
        tail = "." + follower[1].lower()
        starts = (0, *(match.end() for match in PIECES.finditer(chain)))
        return any("".join(chain[start:].lower().split()) + tail in self.joints for start in starts)

    def _abbreviation(self, chain: str) -> tuple[str, set[str]]:
        """The longest abbreviation that ends `chain` (as written) and its kinds."""
        for start in (0, *(match.end() for match in PIECES.finditer(chain))):
            written = chain[start:]
            form = "".join(written.split()).lstrip("-")
            kinds = self.kinds.get(form) or self.kinds.get(form.lower())
            if kinds and not (len(form) == 1 and form.isupper() and "numbered" not in kinds):
                return written, kinds
        last = PIECES.split(chain)[-1]
        if self.endings and len(last) > 4 and last.lower().endswith(self.endings):
            return last, {"within"}
        return "", set()

    def _behind_abbreviation(
        self, text: str, begin: int, start: int, place: int, follows: int, after: int, kinds: set[str]
    ) -> bool | None:
        """Whether a sentence ends; None when the word is no abbreviation here."""
        if "numbered" in kinds:
            if COUNTED.match(text, after):
                return False
            kinds = kinds - {"numbered"}
            if not kinds:
                return None
        if "before" in kinds and len(kinds) > 1:
            last = self._previous(text, begin, start)
            if last.lower() in AND:
                return self._opens(text, after) or self._reads_on(text, after)
            measure = self._quantity(last) and not text[after : after + 1].isdigit()
            fits = last[:1].isupper() if "within" in kinds else measure
            kinds = kinds - {"before"} if fits else {"before"}
        if kinds == {"behind"} and start + 1 == place and not self._quantity(self._previous(text, begin, start)):
            return None
        if "before" in kinds or _set_off(text, follows, after):
            return False
        if "within" in kinds:
            return self._opens(text, after) or self._reads_on(text, after)
        return self._ends_behind(text, begin, start, after)

    def _dated(self, text: str, place: int) -> bool:
        """Whether a month or weekday stands at `place`."""
        word = ANY_WORD.match(text, place)
        return word is not None and word[0].lower() in self.calendar

    def _quantity(self, word: str) -> bool:
        """A number, or the abbreviation of a number word: the "млн" of "5 млн руб."."""
        lower = word.lower().rstrip(".")
        return QUANTITY.fullmatch(word) is not None or lower in self.language.multiples

    def _ends_behind(self, text: str, begin: int, start: int, after: int) -> bool:
        """Behind a measure or "etc.": yes, but for dates, time zones, and phrases that open a sentence."""
        if self._opens(text, after):
            return True
        if self._dated(text, after) or ZONE.match(text, after):
            return False
        if MEASURED.match(text, after) and self._quantity(self._previous(text, begin, start)):
            return False
        clause = max(begin, *(text.rfind(mark, begin, start) + 1 for mark in ",;:"))
        words = text[clause:start].lower().split()
        if clause > begin and words and words[0] in self.functions and words[0] not in self.prepositions:
            words = words[1:]
        elif clause > begin:
            return True
        return not (len(words) <= 4 and words and (words[0] in self.prepositions or words[0].isdigit()))

    def _behind_initial(self, text: str, begin: int, start: int, after: int) -> bool:
        if not capital(text, after):
            return False
        last = self._previous(text, begin, start).lower()
        if last and self.language.lettered and last.startswith(self.language.lettered):
            return True
        return self._opens(text, after)

    def _behind_number(self, text: str, begin: int, start: int, word: str, after: int) -> bool:
        if text[after : after + 1].isdigit():
            return DATE.match(text, after) is None
        if self._dated(text, after):
            return False
        first = FIRST_WORD.match(text, after)
        if self._opens(text, after):
            return True
        last = self._previous(text, begin, start)
        lower = last.lower()
        if lower.startswith(self.language.lettered) or lower.rstrip(".") in self.language.counting:
            return True
        named = last[:1].isupper() and last[-1].isalpha() and lower not in self.openers
        if self.language.capital_nouns and ROMAN.fullmatch(word):
            # Behind a ruler's name the finite verb in the second place shows a new clause.
            second = SECOND_WORD.match(text, first.end()) if first else None
            return named and second is not None and second[1] in self.functions
        if ROMAN.fullmatch(word):
            return self._reads_on(text, after)
        if self.language.capital_nouns:
            return named
        return lower not in self.functions and self._reads_on(text, after)

    def _previous(self, text: str, begin: int, start: int) -> str:
        """The word before `start`, or nothing at the opening of a sentence."""
        match = PREVIOUS.search(text, max(begin, start - REACH), start)
        return match[1] if match else ""

    def _opens(self, text: str, place: int) -> bool:
        """Whether a function word with a capital, or another that opens sentences, stands at `place`."""
        first = FIRST_WORD.match(text, place)
        if first is None or first[0].lower() not in self.openers:
            return False
        return first[0] == first[0].capitalize()

    def _reads_on(self, text: str, place: int) -> bool:
        """Whether a capitalised word stands at `place` that is common, and a clause behind it.

        A common word is one that the dictionary has in lower case only; one that names an office does not
        count ("U.S. President"), nor one before another capital (names have several).
        """
        if BRAND.match(text, place):
            return True
        first = FIRST_WORD.match(text, place)
        if first is None or first[0] != first[0].capitalize():
            return False
        second = SECOND_WORD.match(text, first.end())
        if second is None or (second[1] and not second[1].islower()):
            return False
        if self.language.capital_nouns and (second[1] or "") not in self.functions:
            return False
        return self._is_common(first[0])

    def _is_common(self, word: str) -> bool:
        known = self.common.get(word)
        if known is None:
            lower = word.lower()
            forms = {} if lower in self.offices else dictionary(self.language.lemmatizer)
            known = self.common[word] = lower in forms and word not in forms
        return known


def _set_off(text: str, follows: int, after: int) -> bool:
    """Whether a dash, or a bracket that holds no sentence, goes on: "24 may. (Agencia) --", "г. — Минск"."""
    between = text[follows:after]
    if "(" in between:
        close = text.find(")", after, after + LONGEST_BRACKET)
        return close < 0 or text[close - 1] not in ".!?"
    return any(mark in between for mark in "—–-")


def inside_bracket(text: str, begin: int, place: int) -> bool:
    """Whether `place` is in a bracket that opened inside the sentence and closes soon: "it (sic!) fell"."""
    opened = text.rfind("(", begin, place)
    if opened <= begin or ")" in text[opened:place] or not text[begin:opened].strip():
        return False
    end = text.find(")", place, place + LONGEST_BRACKET)
    return end >= 0 and "\n" not in text[place:end]
