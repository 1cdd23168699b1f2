"""Voices in Polish: each case is a text with its voices marked in braces, as in test_voices.py."""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

CASES = {
    "according to a function": "Według ministra {i minister:eksport wzrósł o 5 procent}.",
    "in the opinion of a function": "Zdaniem prezydenta {i prezydent:most jest bezpieczny}.",
    "according to a body": "Według ministerstwa {i ministerstwo:eksport wzrósł w maju}.",
    "that": "Minister powiedział, {i Minister:że zbiory będą dobre}.",
    "that, name before": "Ministra Anna Zielińska oświadczyła, {i Anna Zielińska:że prace trwają}.",
    "that, name behind the verb": "Poinformował burmistrz Jan Wrona, {i Jan Wrona:że most jest bezpieczny}.",
    "that, time and place between": (
        "Minister Jan Wrona powiedział w poniedziałek w Toruniu, {i Jan Wrona:że prace trwają}."
    ),
    "apposition": "Jan Wrona, prezes spółki, wyjaśnił, {i Jan Wrona:że ceny spadły}.",
    "surname later": (
        "Burmistrz Jan Wrona zwiedził targ. Wrona dodał, {i Jan Wrona:że będzie więcej stoisk}."
    ),
    "subject left out": (
        "Burmistrz Jan Wrona powiedział, {i Jan Wrona:że most jest bezpieczny}."
        " Dodał, {i Jan Wrona:że otwarcie będzie w maju}."
    ),
    "pronoun": (
        "Minister Anna Zielińska przyjechała rano. Ona podkreśliła, {i Anna Zielińska:że umowa jest gotowa}."
    ),
    "function later": (
        "Minister Jan Wrona przyjechał rano. Minister podkreślił, {i Jan Wrona:że umowa jest gotowa}."
    ),
    "two reports": "Burmistrz powiedział, {i:że będzie padać}, i dodał, {i:że szkoły zamknięto}.",
    "emphasised": "Podkreślił, {i:że most jest bezpieczny}.",
    "according": "Według ministerstwa {i:eksport wzrósł o 5 procent}.",
    "according, comma": "Zdaniem ekspertów, {i:susza potrwa dwa lata}.",
    "in the opinion of somebody named": "Zdaniem Jana Wrony {i:most jest bezpieczny}.",
    "according behind": "{i:Eksport wzrósł o 5 procent}, według ministerstwa.",
    "in the assessment": "W ocenie analityków {i:ceny spadną}.",
    "according to data": "Według danych ministerstwa {i:eksport wzrósł w maju}.",
    "as-clause": "Jak poinformowało ministerstwo, {i ministerstwo:eksport wzrósł w maju}.",
    "as-clause of somebody named": "Jak podkreślił burmistrz Jan Wrona, {i Jan Wrona:most jest bezpieczny}.",
    "as-clause behind": "{i:Eksport wzrósł w maju}, jak podała agencja.",
    "clause behind": "{i Jan Wrona:Most jest bezpieczny}, zapewnił burmistrz Jan Wrona.",
    "clause behind a dash": "{i Jan Wrona:Most jest bezpieczny} – powiedział burmistrz Jan Wrona.",
    "clause inside": "{i Jan Wrona:Most}, powiedział burmistrz Jan Wrona, {i Jan Wrona:jest bezpieczny}.",
    "backward": "{i Jan Wrona:Most otworzą w maju}. Poinformował o tym burmistrz Jan Wrona.",
    "backward, turned": "{i Jan Wrona:Most otworzą w maju}. O tym poinformował burmistrz Jan Wrona.",
    "quote before": "{d Jan Wrona:„Jesteśmy gotowi otworzyć most”} – powiedział burmistrz Jan Wrona.",
    "quote before, comma": "{d:„Jesteśmy gotowi otworzyć most”}, powiedział burmistrz.",
    "quote after": "Burmistrz Jan Wrona powiedział: {d Jan Wrona:„Jesteśmy gotowi otworzyć most.”}",
    "straight marks": '{d:"Jesteśmy gotowi otworzyć most"} - powiedział burmistrz.',
    "guillemets": "{d:»Jesteśmy gotowi otworzyć most«}, powiedział burmistrz.",
    "divided": "{d:„Jesteśmy gotowi”} – powiedział burmistrz. – {d:„Otworzymy most w maju.”}",
    "dialogue": "— {d Wrona:Jesteśmy gotowi} — powiedział Wrona.",
    "question": "{d:„Kiedy otworzą most?”} – zapytała dziennikarka.",
    "quotation in a quotation": "{d Wrona:„Powiedział mi «idź» i wyszedł”} – opowiedział Wrona.",
    "partial quotation": "Burmistrz nazwał plan {d:„niebezpiecznym i głupim”}.",
    "next paragraph opens": "{d:„Zostajemy tutaj.}\n\n{d:„I pracujemy dalej”} – powiedział burmistrz.",
    "speaker in the next paragraph": (
        "{d Jan Wrona:„Mamy dużo pracy i wszystko zrobimy”}\n\nBurmistrz Jan Wrona przyjechał rano."
    ),
    "clause behind, subject left out": "{i:Most otworzą w maju}, poinformowano.",
    "demand": "Burmistrz zażądał, {i:aby most zamknięto}.",
    "hearsay": "Minister twierdził, {i:jakoby nic nie wiedział}.",
    "conditional in a report": "Minister powiedział, {i:że byłby gotów do rozmów}.",
    "question reported": "Dziennikarka zapytała, {i:czy most jest bezpieczny}.",
    "doubting": "Rząd zaprzeczył, {i:że brakuje wody}.",
    "newspaper": "Gazeta {t:„Nowy Brzeg”} ukazała się w poniedziałek.",
    "so-called": "Tak zwani {x:„ochotnicy”} milczeli.",
    "scare quotes": "Ta {x:„pomoc”} nie dotarła.",
    "inch": 'Ekran 27" kosztuje 900 złotych.',
    "apostrophe": "Plan Marshalla, wiersze Yeats'a i sklep O’Neilla.",
    "relative clause": "Człowiek, który to powiedział, wyszedł.",
    "condition": "Jeśli minister mówi prawdę, most otworzą w maju.",
    "conditional": "Gdyby powiedział prawdę, plan by się udał.",
    "conditional main clause": "Zbiory byłyby dobre, gdyby padało.",
    "idiom": "Krótko mówiąc, most jest gotowy.",
    "that behind a noun": "Dobrze, że most jest gotowy.",
    "according to plan": "Pociąg odjechał zgodnie z planem.",
    "noun object": "Burmistrz podał rękę mieszkańcom.",
    "no voice": "Eksport wzrósł w maju o 6,3 procent. Import spadł.",
}


@pytest.mark.parametrize("case", CASES)
def test_polish(case: str) -> None:
    text, expected = unmark(CASES[case])
    compare(text, find_voices(text, language=load_language("pl")), expected)


def test_function_role_stance_and_offsets() -> None:
    text = "\U0001f642 Burmistrz Jan Wrona zaprzeczył, że most jest zamknięty."
    (span,) = find_voices(text, language=load_language("pl"))
    assert (span.speaker, span.function, span.role) == ("Jan Wrona", "Burmistrz", "own_state")
    assert (span.verb, span.stance, span.by) == ("zaprzeczył", "doubting", "name")
    assert text[slice(*span.source)] == "Burmistrz Jan Wrona"
