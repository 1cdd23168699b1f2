"""Whether a mark ends a sentence: abbreviations, initials, ordinals, brackets, speech that goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from analysis.declarations import Language
from analysis.tokenization.abbreviations import INITIALS, ROMAN, Forms, last_piece
from analysis.tokenization.around import BRAND, QUOTES, REACH, Mark

# A dash behind a closed quotation goes on with its sentence: «...!» — said the minister.
DASH = re.compile(r"[^\S\n]*[—–-]+\s")
NUMBER = re.compile(r"\d{1,3}|\d{1,2}\.(?:0?\d|1[0-2])")
ITEM = re.compile(r"[\s„“«»\"'‚‘]*\d{1,2}(?:\.\d{1,2})*")
COUNTED = re.compile(r"\d|[IVXLC]{2}|[a-z]\b")
DATE = re.compile(r"\d{1,2}\.(?:\s?\d|\s|$)|\d{4}\b")
# The last part of a web address is no abbreviation: "wprost.pl".
ADDRESS = re.compile(r"(?:[\w-]+\.)*[\w-]{4,}\.[a-z]{2,4}")
QUANTITY = re.compile(r"[\d.,:/–-]*\d%?|[IVXLC]+")
MEASURED = re.compile(r"\d[\d.,]*\s?[^\W\d_]{1,5}\.")
ZONE = re.compile(r"(?:GMT|UTC|MSK|CES?T|BST|[ECMP][SD]?T|[A-Z][a-z]+ time)\b")
SPEAKER = re.compile(
    r"(?:I|[^\W\d_a-z][\w.'’-]*(?:\s(?:of|the|de|van|von|al|bin|[^\W\d_a-z][\w.'’-]*)){0,6})\s([a-z]+)\b"
)
REPORTED = re.compile(r"\s(?:nothing|no|that|he|she|they|it|there|how|whether|if)\b")
NAMES_WITH_MARKS = frozenset({"yahoo", "joomla", "jeopardy", "oklahoma", "wham"})
# Function words that are nouns with a capital: "zum 3. Mal", "Frankfurt a. d. Oder".
NOUNS = frozenset({"mal", "oder"})
# Between capitalised words they make a name: "U.S. Conference of Mayors".
LINKING = frozenset({"of", "and", "for", "de", "del", "y", "und", "i"})
# "And the rest": и пр.
AND = frozenset({"и", "і", "й", "та", "ды"})
OFFICES = ("own_state", "expert", "business")
LONGEST_ADVERBIAL = 4
# "Невском пр." is a name and its kind, "В г." is not.
LONGEST_LABEL = 3


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
        speech = language.speech
        months = {form for forms in language.months for form in forms}
        self.language = language
        self.forms = Forms(language, learned)
        self.functions = frozenset(language.stop_words) - months - NOUNS
        self.openers = self.functions | frozenset(language.starters) - months
        self.calendar = (months | {form for forms in language.weekdays for form in forms}) - self.openers
        self.prepositions = frozenset(speech.prepositions)
        self.verbs = {*speech.neutral, *speech.affirming, *speech.doubting, *language.outcries}
        offices = (role for kind in OFFICES for role in language.roles.get(kind, ()))
        self.offices = {*language.attached, *(role.split()[0] for role in offices)}
        self.clear: set[str] = set()
        self.common: dict[str, bool] = {}

    def ends(self, text: str, begin: int, place: int, stop: int, follows: int) -> bool:
        """Whether the mark at `place` to `stop`, before text at `follows`, ends the sentence from `begin`."""
        mark = Mark.of(text, begin, place, stop, follows)
        written, enclosed = mark.written, mark.enclosed()
        if mark.next.islower() and not BRAND.match(text, mark.after):
            return False
        if text[place - 1 : place] in ("(", "[") or (enclosed and not written.startswith((".)", '.")'))):
            return False
        if len(written) > 1 and written[-1] in QUOTES and self._goes_on(mark):
            return False
        if written.rstrip(")]") != ".":
            return not (written == "!" and _named(mark)) or self._opens(mark)
        return not ITEM.fullmatch(text, begin, place) and self._point(mark, enclosed=enclosed)

    def _goes_on(self, mark: Mark) -> bool:
        """Whether the sentence goes on behind a quotation: a dash, a day, or a speaker and a verb."""
        if DASH.match(mark.text, mark.stop):
            return True
        if not mark.written.startswith(("!", "?", "…", "...")):
            return False
        if mark.word().lower() in self.calendar:
            return True
        if not self.language.outcries or mark.announced():
            return False
        speaker = SPEAKER.match(mark.text, mark.after)
        if speaker is None or speaker[1] not in self.verbs or REPORTED.match(mark.text, speaker.end()):
            return False
        first = mark.first()
        return first == "I" or first.lower() not in self.openers

    def _point(self, mark: Mark, *, enclosed: bool) -> bool:
        chain = mark.chain()
        if not chain:
            return True
        if not self.forms.holds(chain) or ADDRESS.fullmatch(chain.split()[-1]):
            blank = mark.text.rfind(" ", mark.begin, mark.place)
            if mark.written == "." and blank >= 0 and mark.place - blank < REACH:
                self.clear.add(mark.text[blank + 1 : mark.stop])
            return True
        if not enclosed and mark.written[-1] in ")]":
            return True
        if mark.text[mark.place - len(chain) - 1 : mark.place - len(chain)] == "/" and chain.islower():
            return mark.capital() or mark.next.isdigit()
        if enclosed or self.forms.joins(chain, mark.text, mark.after):
            return False
        form, kinds = self.forms.find(chain)
        verdict = self._behind_abbreviation(mark, form, kinds) if kinds else None
        return self._behind_letter_or_number(mark, last_piece(chain)) if verdict is None else verdict

    def _behind_abbreviation(self, mark: Mark, form: str, kinds: set[str]) -> bool | None:
        """Whether a sentence ends; None when the word is no abbreviation here."""
        start = mark.place - len(form)
        if "numbered" in kinds and COUNTED.match(mark.text, mark.after):
            return False
        kinds = kinds - {"numbered"}
        last = mark.previous(start)
        if "before" in kinds and len(kinds) > 1:
            if last.lower() in AND:
                return self._opens(mark) or self._reads_on(mark)
            if "behind" in kinds and last[:1].isupper() and len(last) > LONGEST_LABEL and last.isalpha():
                return self._opens(mark) or self._reads_on(mark)
            measure = self._quantity(last) and not mark.next.isdigit()
            fits = last[:1].isupper() if "within" in kinds else measure
            kinds = kinds - {"before"} if fits else {"before"}
        # Single letters, and capitals ("Robert A. M. Stern"), are measures behind numbers only.
        initials = (len(form) == 1 or form.isupper()) and not self._quantity(last)
        if not kinds or (kinds == {"behind"} and initials):
            return None
        if "before" in kinds:
            # Homographs of function words: "им. Кирова", but "дай им. Они ждут".
            return form in self.functions and self._opens(mark)
        if mark.set_off():
            return False
        if "within" in kinds:
            return self._opens(mark) or self._reads_on(mark)
        return self._ends_behind(mark, start)

    def _quantity(self, word: str) -> bool:
        """A number, or the abbreviation of a number word: the "млн" of "5 млн руб."."""
        return QUANTITY.fullmatch(word) is not None or word.lower().rstrip(".") in self.language.multiples

    def _ends_behind(self, mark: Mark, start: int) -> bool:
        """Behind a measure or "etc.": yes, but for dates, time zones, and adverbials that open a clause."""
        if self._opens(mark):
            return True
        if mark.word().lower() in self.calendar or ZONE.match(mark.text, mark.after):
            return False
        word = mark.word()
        if word != word.capitalize() and mark.text[start : mark.place].lower() in self.language.multiples:
            # A unit or state: "5 тыс. МВт".
            return False
        if MEASURED.match(mark.text, mark.after) and self._quantity(mark.previous(start)):
            return False
        clause = max(mark.begin, *(mark.text.rfind(sign, mark.begin, start) + 1 for sign in ",;:"))
        words = mark.text[clause:start].lower().split()
        if clause > mark.begin:
            if not words or words[0] not in self.functions or words[0] in self.prepositions:
                return True
            words = words[1:]
        opened = bool(words) and (words[0] in self.prepositions or words[0].isdigit())
        return not opened or len(words) > LONGEST_ADVERBIAL

    def _behind_letter_or_number(self, mark: Mark, word: str) -> bool:
        start, roman = mark.place - len(word), ROMAN.fullmatch(word) is not None
        if not roman and INITIALS.fullmatch(word) and word not in self.openers:
            lettered = mark.previous(start).lower().startswith(self.language.lettered)
            return mark.capital() and (lettered or self._opens(mark))
        if not self.language.ordinals:
            return True
        if word[-1].isdigit() and mark.word().lower() in NOUNS:
            return False
        if roman or NUMBER.fullmatch(word):
            return not mark.set_off() and self._behind_ordinal(mark, mark.previous(start), roman=roman)
        return True

    def _behind_ordinal(self, mark: Mark, last: str, *, roman: bool) -> bool:
        """Behind a number that an ordinal's point may follow, with the word before it."""
        if mark.next.isdigit():
            return DATE.match(mark.text, mark.after) is None
        if mark.word().lower() in self.calendar:
            return False
        lower = last.lower().rstrip(".")
        cardinal = (
            last.isdigit() or lower.startswith(self.language.lettered) or lower in self.language.counting
        )
        if cardinal or self._opens(mark):
            return True
        named = last[:1].isupper() and last[-1].isalpha() and lower not in self.openers
        if not self.language.capital_nouns:
            # Rulers have no point there: "Jan III Sobieski".
            return (roman and named) or ((roman or lower not in self.functions) and self._reads_on(mark))
        # Behind a ruler's name the finite verb in the second place shows a new clause.
        return named and (not roman or mark.second(mark.first()) in self.functions)

    def _opens(self, mark: Mark) -> bool:
        """Whether a function word with a capital, or another that opens sentences, stands behind."""
        first = mark.first()
        return first.lower() in self.openers and first == first.capitalize()

    def _reads_on(self, mark: Mark) -> bool:
        """Whether a capitalised word stands behind that is common, and a clause behind it.

        A common word is one that the dictionary has in lower case only; one that names an office does not
        count ("U.S. President"), nor one before another capital (names have several).
        """
        if BRAND.match(mark.text, mark.after):
            return True
        first = mark.first()
        second = mark.second(first)
        if not first or first != first.capitalize() or second is None or second in LINKING:
            return False
        if self.language.capital_nouns and second not in self.functions:
            return False
        return (not second or second.islower()) and self._is_common(first)

    def _is_common(self, word: str) -> bool:
        known = self.common.get(word)
        if known is None:
            lower = word.lower()
            forms = {} if lower in self.offices else dictionary(self.language.lemmatizer)
            known = self.common[word] = lower in forms and word not in forms
        return known


def _named(mark: Mark) -> bool:
    """Whether an exclamation mark belongs to a name: "Yahoo! Mail"."""
    last = mark.text[max(mark.begin, mark.place - REACH) : mark.place].split()
    return bool(last) and last[-1].lower() in NAMES_WITH_MARKS
