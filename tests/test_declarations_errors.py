"""Bad declarations end with a message that names file, key, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.declarations import DeclarationError, load_codebook, load_language, load_outlet
from analysis.declarations import language as language_module

LANGUAGE = """
code = "xx"
name = "Test"
checked = "unchecked"
script = "latin"
lemmatizer = "none"
stop_words = ["the"]
"""
BOOK = """
name = "test"
title = "Test"
languages = ["de", "en"]
"""
FRAME = """
[[variable]]
name = "{name}"
label = "Frame"
definition = "What it is."
"""


def frame(name: str, rest: str) -> str:
    return FRAME.format(name=name) + rest


BAD_BOOKS = {
    "unknown key": (
        BOOK + frame("order", 'defnition = "x"\n[variable.terms]\nde = ["ordnung"]\n'),
        "variable[0].defnition: found unknown key (did you mean definition?); allowed: coded_only, "
        "counter_examples, definition, elements, examples, excludes, kind, label, name, rule, seeds, terms",
    ),
    "missing key": (
        BOOK + '[[variable]]\nname = "order"\nlabel = "Order"\n',
        "variable[0].definition: found nothing; allowed: text (required)",
    ),
    "wrong type": (
        BOOK + frame("order", "coded_only = 1\n"),
        "variable[0].coded_only: found 1; allowed: true or false",
    ),
    "wrong kind": (
        BOOK + frame("order", 'kind = "topic"\n'),
        "variable[0].kind: found 'topic'; allowed: one of theme, frame, element",
    ),
    "unknown language": (
        BOOK + frame("order", '[variable.terms]\nfr = ["ordre"]\n'),
        "order.terms: found fr; allowed: de, en",
    ),
    "empty term": (
        BOOK + frame("order", '[variable.terms]\nde = ["ordnung", " "]\n'),
        "order.terms.de: found ' '; allowed: words, with stars at an end",
    ),
    "a term of stars": (
        BOOK + frame("order", '[variable.terms]\nde = ["öffentlich* *"]\n'),
        "order.terms.de: found 'öffentlich* *'; allowed: words, with stars at an end",
    ),
    "empty category": (
        BOOK + frame("order", "[variable.terms]\nde = []\n"),
        "order.terms: found nothing; allowed: terms, or coded_only = true",
    ),
    "name twice": (
        BOOK + 2 * frame("order", '[variable.terms]\nde = ["ordnung"]\n'),
        "name: found order twice; allowed: each name once",
    ),
    "exclusion conflict": (
        BOOK
        + frame("order", 'excludes = ["chaos"]\n[variable.terms]\nde = ["ruhe", "unruhe"]\n')
        + frame("chaos", '[variable.terms]\nde = ["unruhe"]\n'),
        "order.terms.de: found unruhe; allowed: a term in only one of order and chaos, "
        "which exclude each other",
    ),
    "exclusion of nothing": (
        BOOK + frame("order", 'excludes = ["caos"]\n[variable.terms]\nde = ["ruhe"]\n'),
        "order.excludes: found caos; allowed: order",
    ),
    "one name only": (
        BOOK
        + '[[referent]]\nname = "war"\nlabel = "War"\ndefinition = "x"\n'
        + '[[referent.names]]\nname = "war"\nlabel = "War"\nterms = {de = ["krieg"]}\n',
        "war.names: found fewer than two; allowed: two or more rival names",
    ),
}


@pytest.mark.parametrize("case", BAD_BOOKS)
def test_bad_codebook_says_what_is_wrong(tmp_path: Path, case: str) -> None:
    text, message = BAD_BOOKS[case]
    file = tmp_path / "test.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_codebook(file)
    assert str(caught.value) == f"{file}: {message}"


def test_malformed_and_missing_files(tmp_path: Path) -> None:
    file = tmp_path / "test.toml"
    with pytest.raises(DeclarationError) as caught:
        load_codebook(file)
    assert str(caught.value) == f"{file}: file: found no such file; allowed: an existing TOML file"
    broken = tmp_path / "broken.toml"
    broken.write_text("name = [", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"malformed TOML .*; allowed: TOML 1\.0 in UTF-8"):
        load_codebook(broken)
    latin = tmp_path / "latin.toml"
    latin.write_bytes('name = "Führung"'.encode("latin-1"))
    with pytest.raises(DeclarationError, match="malformed TOML"):
        load_codebook(latin)


BAD_LANGUAGES = {
    "unknown key": (
        LANGUAGE + 'stopwords = ["a"]\n',
        "stopwords: found unknown key (did you mean stop_words?); allowed: ",
    ),
    "a word where a list belongs": (
        LANGUAGE + '[speech]\nneutral = "said"\n',
        "speech.neutral: found 'said'; allowed: a list of text",
    ),
    "a number as month": (
        LANGUAGE + "months = [[1]]\n",
        "months[0][0]: found 1; allowed: text",
    ),
    "text as factor": (
        LANGUAGE + '[intensifiers]\nvery = "much"\n',
        "intensifiers.very: found 'much'; allowed: a number",
    ),
    "another code": (
        LANGUAGE.replace('"xx"', '"yy"'),
        "code: found yy; allowed: xx",
    ),
}


@pytest.mark.parametrize("case", BAD_LANGUAGES)
def test_bad_language_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    text, message = BAD_LANGUAGES[case]
    file = tmp_path / "languages" / "xx.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(language_module, "HERE", tmp_path)
    load_language.cache_clear()
    with pytest.raises(DeclarationError) as caught:
        load_language("xx")
    load_language.cache_clear()
    assert str(caught.value).startswith(f"{file}: {message}")


def test_unknown_language_names_the_known_ones() -> None:
    known = ", ".join(sorted(path.stem for path in (language_module.HERE / "languages").glob("*.toml")))
    with pytest.raises(DeclarationError) as caught:
        load_language("xx")
    assert str(caught.value) == f"xx.toml: language: found xx; allowed: {known}"


BAD_COUNTRIES = {
    "a name": ('country = "Belarus"', "country: found Belarus; allowed: a code of two capital letters"),
    "small letters": ('country = "by"', "country: found by; allowed: a code of two capital letters"),
    "names without country": (
        '[country_names.en]\nnames = ["Tarvenia"]',
        "country_names: found names without a country; allowed: country beside them",
    ),
    "unknown language": (
        'country = "XT"\n[country_names.qq]\nnames = ["Tarvenia"]',
        "country_names.qq: found qq; allowed: be, de, en",
    ),
    "blank name": (
        'country = "XT"\n[country_names.en]\nnames = [" "]',
        "country_names.en.names: found ' '; allowed: names",
    ),
    "forms of other lengths": (
        'country = "XT"\n[country_names.en]\nnames = ["Foo Bar:Foo"]',
        "country_names.en.names: found 'Foo Bar:Foo'; allowed: names, or forms parted by colons",
    ),
}


@pytest.mark.parametrize("case", BAD_COUNTRIES)
def test_bad_country_of_an_outlet_says_what_is_wrong(tmp_path: Path, case: str) -> None:
    text, message = BAD_COUNTRIES[case]
    head = 'name = "press"\nlabel = "Press"\nchecked = "unchecked"\n'
    (tmp_path / "press.toml").write_text(head + text, encoding="utf-8")
    with pytest.raises(DeclarationError) as error:
        load_outlet("press", tmp_path)
    assert message in str(error.value)


def test_an_undeclared_outlet_works_and_a_misnamed_one_does_not(tmp_path: Path) -> None:
    assert load_outlet("nobody").checked == "undeclared"
    file = tmp_path / "gazette.toml"
    file.write_text('name = "gazete"\nlabel = "Gazette"\nchecked = "unchecked"\n', encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_outlet("gazette", tmp_path)
    assert str(caught.value) == f"{file}: name: found gazete; allowed: gazette"
