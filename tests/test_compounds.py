"""German compounds: what is split, and what stays whole."""

from __future__ import annotations

import pytest

from analysis.declarations import load_language
from analysis.tokenization.compounds import split_compounds

GERMAN = load_language("de")
SPLIT = {
    "Sanktionsdruck": "sanktion druck",
    "Regierungssprecher": "regierung sprecher",
    "Wirtschaftsminister": "wirtschaft minister",
    "Bundeskanzler": "bund kanzler",
    "Arbeitsmarkt": "arbeit markt",
    "Staatenbund": "staat bund",
    "Völkerrecht": "volk recht",
    "Kindergarten": "kind garten",
    "Grenzkontrollen": "grenze kontrolle",
    "Hilfsgüter": "hilfe gut",
    "Schreibtisch": "schreiben tisch",
    "Großstadt": "groß stadt",
    "Menschenrechte": "mensch recht",
    "Häusermeer": "haus meer",
    "Atomwaffentest": "atom waffe test",
    "Bürgerkriegsopfer": "bürger krieg opfer",
    "Erdgas": "erde gas",
    "Gasexporte": "gas export",
    "Verteidigungsministerium": "verteidigung ministerium",
    "Sicherheitspolitik": "sicherheit politik",
    "Weltmeisterschaft": "welt meisterschaft",
    "Flüchtlingskrise": "flüchtling krise",
    "Klimagerechtigkeit": "klima gerechtigkeit",
    "Montagausgabe": "montag ausgabe",
    "Zahlungsausfälle": "zahlung ausfall",
    "Hafenkommandanten": "hafen kommandant",
}
WHOLE = """
Belarus Zusammenarbeit Regierung Minister Ministerium Präsident Parlament Gesellschaft Wirtschaft Gewerkschaft
Unterstützung Entscheidung Ausgabe Vorschlag Überzeugung Widerstand Hintergrund Unternehmen Programm Transport
Deutschland Österreich Frankreich Salzburg Hamburg Sonntag Donnerstag Standard Kommentar Verband Kommunismus
Forschung Kleidung Demokratie Million Prozent Sachsen Manchester Entwicklung Freiheit Rückkehr
"""


def split(*types: str, counts: dict[str, int] | None = None) -> list[str]:
    return [" ".join(parts) for parts in split_compounds(types, language=GERMAN, counts=counts or {})]


@pytest.mark.parametrize(("word", "parts"), SPLIT.items())
def test_parts(word: str, parts: str) -> None:
    assert split(word) == [parts]


@pytest.mark.parametrize("word", WHOLE.split())
def test_whole(word: str) -> None:
    assert split(word) == [""]


def test_only_capitalised_german_words_are_split() -> None:
    assert split("sanktionsdruck", "Arabische", "", "und", "2024", "Öl") == [""] * 6
    english = load_language("en")
    assert split_compounds(["Sanktionsdruck"], language=english, counts={}) == [()]


def test_given_lemmas_are_split_and_order_does_not_matter() -> None:
    words = ["Sanktionsdruck", "Regierung", "Gasexporte"]
    found = split_compounds(
        words, language=GERMAN, counts={}, lemmas=["sanktionsdruck", "regierung", "gasexport"]
    )
    assert found == [("sanktion", "druck"), (), ("gas", "export")]
    assert split(*reversed(words)) == ["gas export", "", "sanktion druck"]


def test_the_corpus_is_evidence_for_parts() -> None:
    often = {"Pakt": 40, "Handel": 40}
    assert split("Handelspakt", counts=often) == ["handel pakt"]


def test_hostile_words_end() -> None:
    assert split("A" * 5000, "Haus" * 40, "ß", "\u0130stanbul", "Zeile\nZeile") == [""] * 5


def test_no_words() -> None:
    assert split_compounds([], language=GERMAN, counts={}) == []
