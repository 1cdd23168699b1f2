"""Shipped languages, lexicons and codebooks are sound."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from analysis.declarations import (
    Codebook,
    load_codebook,
    load_language,
    load_lexicon,
    shipped,
)
from analysis.declarations import language as language_module
from analysis.tokenization import tokenize

LANGUAGES = sorted(path.stem for path in (language_module.HERE / "languages").glob("*.toml"))
LEXICONS = sorted(path.stem.split("_")[1] for path in (language_module.HERE / "lexicons").glob("*.csv"))
BOOKS = sorted(path.stem for path in shipped("codebooks").glob("*.toml"))
ABBREVIATIONS = ("before", "numbered", "within", "behind")
ROLES = {
    *("own_state", "foreign_state", "international", "expert"),
    *("business", "citizen", "opposition", "media", "unnamed"),
}
ELEMENTS = {"problem", "cause", "evaluation", "treatment", "actor"}
STATE_FRAMES = {
    *("sovereignty_interference", "sanctions_hardship", "brotherhood_integration", "stability_order"),
    *("external_enemy", "historical_memory", "leader_achievement", "legality_legitimacy"),
}


def book(name: str) -> Codebook:
    return load_codebook(shipped("codebooks") / f"{name}.toml")


def repeated(words: tuple[str, ...] | list[str]) -> list[str]:
    return [word for word, number in Counter(words).items() if number > 1]


def term_lists(codebook: Codebook) -> list[tuple[str, str, tuple[str, ...]]]:
    """(owner, language, terms) of every variable, of its seeds, and of every rival name."""
    named = [(v.name, v.terms) for v in codebook.variable]
    named += [(f"{v.name} seeds", v.seeds) for v in codebook.variable]
    named += [(f"{r.name}.{n.name}", n.terms) for r in codebook.referent for n in r.names]
    return [(owner, code, terms) for owner, by_code in named for code, terms in by_code.items()]


def test_the_promised_languages_lexicons_and_codebooks_ship() -> None:
    assert set(LANGUAGES) >= {"de", "en", "ru", "be", "es", "pl", "zh", "uk"}
    assert set(LEXICONS) >= {"de", "en", "ru", "be", "es", "pl"}
    assert set(BOOKS) >= {"state_media", "policy_frames", "simulated_press"}


@pytest.mark.parametrize("code", LANGUAGES)
class TestLanguage:
    def test_is_complete(self, code: str) -> None:
        declared = load_language(code)
        assert declared.checked
        assert declared.script in {"latin", "cyrillic", "han"}
        assert len(declared.months) == 12
        assert len(declared.weekdays) == 7
        assert all(declared.months)
        assert all(declared.weekdays)
        assert set(declared.roles) == ROLES
        assert all(declared.roles.values())
        assert declared.speech.neutral
        assert declared.speech.affirming
        assert declared.speech.doubting

    def test_quotes_are_pairs(self, code: str) -> None:
        quotes = load_language(code).quotes
        assert quotes
        assert [pair for pair in quotes if len(pair) != 2 or not all(len(mark) == 1 for mark in pair)] == []

    def test_no_word_is_listed_twice(self, code: str) -> None:
        declared = load_language(code)
        speech = declared.speech
        lists = {
            "stop_words": declared.stop_words,
            **{kind: getattr(declared.abbreviations, kind) for kind in ABBREVIATIONS},
            "starters": (*declared.starters, *declared.stop_words),
            "outcries": declared.outcries,
            "negations": declared.negations,
            "verbs": (*speech.neutral, *speech.affirming, *speech.doubting),
            "according": speech.according,
            "backward": speech.backward,
            "so_called": speech.so_called,
            "subjunctive": speech.subjunctive,
            **declared.roles,
        }
        assert {name: found for name, words in lists.items() if (found := repeated(words))} == {}

    def test_one_word_has_one_role(self, code: str) -> None:
        roles = load_language(code).roles
        shared = {
            (one, other): both
            for one, other in combinations(sorted(roles), 2)
            if (both := set(roles[one]) & set(roles[other]))
        }
        assert shared == {}

    def test_a_month_form_means_one_month(self, code: str) -> None:
        forms = [form for month in load_language(code).months for form in month]
        assert repeated(forms) == []

    def test_negations_and_reporting_verbs_are_no_stop_words(self, code: str) -> None:
        declared = load_language(code)
        stop, speech = set(declared.stop_words), declared.speech
        assert stop & set(declared.negations) == set()
        # Verbs that report only with a particle at the clause's end ("ließ ... wissen") may be stop words.
        verbs = {*speech.neutral, *speech.affirming, *speech.doubting} - set(speech.split)
        assert stop & verbs == set()

    def test_words_are_lower_case_without_stray_space(self, code: str) -> None:
        declared = load_language(code)
        speech = declared.speech
        words = [
            *declared.stop_words,
            *declared.negations,
            *declared.intensifiers,
            *(form for group in (*declared.months, *declared.weekdays) for form in group),
            *(form for group in declared.roles.values() for form in group),
            *speech.neutral,
            *speech.affirming,
            *speech.doubting,
            *speech.according,
            *speech.backward,
            *speech.so_called,
            *speech.subjunctive,
        ]
        assert [word for word in words if word != word.lower() or word != " ".join(word.split())] == []
        assert [word for word in words if not word] == []

    def test_abbreviations_have_lost_their_last_point(self, code: str) -> None:
        forms = load_language(code).abbreviations.all
        assert [form for form in sorted(forms) if form.endswith(".") or " " in form] == []

    def test_abbreviations_of_two_classes_are_told_apart(self, code: str) -> None:
        """Pairs that the rules decide between: by the number or the word before, or the number behind."""
        short = load_language(code).abbreviations
        classes = {kind: set(getattr(short, kind)) for kind in ABBREVIATIONS}
        assert classes["within"] & classes["behind"] == set()
        assert classes["before"] & classes["within"] & classes["behind"] == set()
        assert classes["before"] & classes["numbered"] == set()

    def test_stop_words_survive_the_tokeniser(self, code: str) -> None:
        broken = [
            word
            for word in load_language(code).stop_words
            if word.isalpha() and code != "zh" and tokenize([word], language=code).types != [word]
        ]
        assert broken == []

    def test_intensifiers_strengthen_and_weaken(self, code: str) -> None:
        factors = load_language(code).intensifiers.values()
        assert min(factors) < 1 < max(factors)
        assert all(0 < factor <= 2 for factor in factors)


@pytest.mark.parametrize("code", LEXICONS)
def test_lexicon_has_both_signs_and_no_repeats(code: str) -> None:
    file = language_module.HERE / "lexicons" / f"tone_{code}.csv"
    terms = [line.split(",")[0] for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    lexicon = load_lexicon(code)
    assert repeated(terms) == []
    assert terms == sorted(terms)
    assert [term for term in terms if term != term.lower() or not term.strip()] == []
    assert [term for term, weight in lexicon.items() if weight == 0 or not -1 <= weight <= 1] == []
    positive = sum(weight > 0 for weight in lexicon.values()) / len(lexicon)
    assert 0.35 < positive < 0.65


@pytest.mark.parametrize("code", LEXICONS)
def test_no_function_word_carries_tone(code: str) -> None:
    declared = load_language(code)
    assert set(load_lexicon(code)) & {*declared.stop_words, *declared.negations} == set()


@pytest.mark.parametrize(
    ("code", "good", "bad"),
    [
        ("de", "erfolg", "krieg"),
        ("en", "success", "war"),
        ("ru", "успех", "война"),
        ("be", "поспех", "вайна"),
        ("es", "éxito", "guerra"),
        ("pl", "sukces", "wojna"),
    ],
)
def test_lexicon_knows_praise_from_blame(code: str, good: str, bad: str) -> None:
    assert load_lexicon(code)[good] > 0 > load_lexicon(code)[bad]


def test_a_language_without_lexicon_has_an_empty_one() -> None:
    assert load_lexicon("xx") == {}


@pytest.mark.parametrize("name", BOOKS)
class TestCodebook:
    def test_terms_are_clean(self, name: str) -> None:
        found = [
            (owner, code, term)
            for owner, code, terms in term_lists(book(name))
            for term in terms
            if term != " ".join(term.lower().split()) or not term.strip("* ")
        ]
        assert found == []

    def test_no_term_twice_in_one_list(self, name: str) -> None:
        found = {
            (owner, code): twice
            for owner, code, terms in term_lists(book(name))
            if (twice := repeated(terms))
        }
        assert found == {}

    def test_stars_stand_only_at_the_ends_of_words(self, name: str) -> None:
        inner = re.compile(r"\S\*\S|(?:^| )\*(?: |$)")
        found = [term for _, _, terms in term_lists(book(name)) for term in terms if inner.search(term)]
        assert found == []

    def test_terms_are_cut_as_the_tokeniser_cuts_text(self, name: str) -> None:
        found = []
        for owner, code, terms in term_lists(book(name)):
            for term in terms:
                words = [word.strip("*") for word in term.split() if not word.endswith("-*")]
                text = ("" if code == "zh" else " ").join(words)
                if tokenize([text], language=code).types != [*dict.fromkeys(words)]:
                    found.append((owner, code, term))
        assert found == []

    def test_rival_names_share_no_term(self, name: str) -> None:
        for referent in book(name).referent:
            for one, other in combinations(referent.names, 2):
                for code in one.terms:
                    shared = set(one.terms[code]) & set(other.terms.get(code, ()))
                    assert shared == set(), (referent.name, one.name, other.name)

    def test_variables_say_what_they_are(self, name: str) -> None:
        variables = book(name).variable
        assert [v.name for v in variables if not (v.definition and v.rule and v.examples)] == []
        assert [v.name for v in variables if not v.coded_only and not v.counter_examples] == []
        assert [v.name for v in variables if v.coded_only] == ["other"]
        assert [v.name for v in variables if not v.coded_only and set(v.terms) < {"de", "en", "ru"}] == []


def test_state_media_has_the_eight_frames_in_seven_languages() -> None:
    frames = {v.name: v for v in book("state_media").variable if not v.coded_only}
    assert set(frames) == STATE_FRAMES
    assert {code for v in frames.values() for code in v.terms} == {"de", "en", "ru", "be", "es", "pl", "zh"}
    assert all(set(v.elements) <= ELEMENTS for v in frames.values())


def test_simulated_press_measures_the_same_frames() -> None:
    real = {v.name: v for v in book("state_media").variable}
    for variable in book("simulated_press").variable:
        assert variable.definition == real[variable.name].definition
        assert variable.terms == {code: real[variable.name].terms[code] for code in variable.terms}


def test_policy_frames_are_the_fourteen_dimensions() -> None:
    names = [v.name for v in book("policy_frames").variable if not v.coded_only]
    assert len(names) == 14
    assert all(name == name.lower() for name in names)
