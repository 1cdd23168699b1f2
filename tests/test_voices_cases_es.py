"""Voices in Spanish: each case is a text with its voices marked in braces, as in test_voices.py."""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

CASES = {
    "that": "El ministro dijo {i ministro:que la cosecha será buena}.",
    "that, name before": "La ministra Ana Robles afirmó {i Ana Robles:que las obras avanzan}.",
    "that, name behind the verb": "Señaló el alcalde Luis Vera {i Luis Vera:que el puente es seguro}.",
    "that, time and place between": (
        "La ministra Ana Robles dijo el lunes en Montería {i Ana Robles:que las obras avanzan}."
    ),
    "apposition": (
        "Luis Vera, presidente de la cooperativa, explicó {i Luis Vera:que los precios bajaron este año}."
    ),
    "surname later": (
        "El alcalde Luis Vera visitó el mercado. Vera agregó {i Luis Vera:que habrá más puestos}."
    ),
    "subject left out": (
        "El alcalde Luis Vera dijo {i Luis Vera:que el puente es seguro}."
        " Además, aseguró {i Luis Vera:que abrirá en mayo}."
    ),
    "function later": (
        "La ministra Ana Robles llegó el martes. La ministra subrayó {i Ana Robles:que hay acuerdo}."
    ),
    "two reports": "El alcalde dijo {i:que lloverá mucho} y añadió {i:que no habrá clases}.",
    "according": "Según el ministerio, {i ministerio:la exportación creció un 5 por ciento}.",
    "according behind": "{i:La exportación creció un 5 por ciento}, según el ministerio.",
    "according inside": "{i:La exportación}, según la ministra Ana Robles, {i:creció en mayo}.",
    "in agreement with": "De acuerdo con el alcalde Luis Vera, {i Luis Vera:el puente es seguro}.",
    "in the judgement of": "A juicio de la economista Rosa Gil, {i Rosa Gil:los precios bajarán}.",
    "in the opinion of": "En opinión de los expertos, {i expertos:la sequía durará dos años}.",
    "as-clause": "Según informó el ministerio, {i:la exportación creció en mayo}.",
    "as-clause with as": "Como señaló el alcalde, {i alcalde:el puente es seguro}.",
    "clause behind": "{i Luis Vera:El puente es seguro}, aseguró el alcalde Luis Vera.",
    "clause inside": "{i Luis Vera:El puente}, dijo el alcalde Luis Vera, {i Luis Vera:es seguro}.",
    "backward": "{i Luis Vera:El puente abrirá en mayo}. Así lo informó el alcalde Luis Vera.",
    "backward, plain": "{i:El puente abrirá en mayo}. Lo anunció el gobierno.",
    "backward, feminine": "{i Ana Robles:Habrá más trenes}. Así lo confirmó la ministra Ana Robles.",
    "quote before": "{d Luis Vera:«Estamos listos para abrir el puente»}, dijo el alcalde Luis Vera.",
    "quote after": "El alcalde Luis Vera dijo: {d Luis Vera:“Estamos listos para abrir el puente.”}",
    "straight marks": '{d:"Estamos listos para abrir"}, dijo el alcalde.',
    "divided": "{d:“Estamos listos”}, dijo el alcalde. {d:“Abriremos el puente en mayo.”}",
    "dialogue": "—{d Vera:Estamos listos} —dijo Vera.",
    "dialogue goes on": "—{d Vera:Estamos listos} —dijo Vera—. {d Vera:Abrimos mañana.}",
    "dialogue without a clause": "—{d:¿Cuándo abre el puente?}\n—{d:Mañana.}",
    "question": "{d:«¿Cuándo abre el puente?»}, preguntó la periodista.",
    "quotation in a quotation": "{d Vera:«Me dijo ‘vete ya’ y se marchó»}, contó Vera.",
    "partial quotation": "El alcalde calificó el plan de {d:«peligroso y absurdo»}.",
    "next paragraph opens": "{d:«Nos quedamos aquí.}\n\n{d:«Y seguimos trabajando»}, dijo el alcalde.",
    "speaker in the next paragraph": (
        "{d Ana Robles:«Tenemos mucho trabajo y lo haremos todo»}\n\nLa ministra Ana Robles llegó ayer."
    ),
    "gerund": "El alcalde saludó a todos, diciendo {i:que el puente es seguro}.",
    "without accents": "El portavoz senalo {i portavoz:que la situacion mejora cada dia}.",
    "without accents, backward": "{i:La situacion mejora}. Asi lo informo el portavoz.",
    "without accents, behind": "{i:La situacion mejora cada dia}, subrayo el portavoz.",
    "doubting": "El gobierno negó {i gobierno:que haya escasez de agua}.",
    "newspaper": "El diario {t:«La Ribera»} salió el lunes.",
    "so-called": "Los llamados {x:«voluntarios»} callaron.",
    "scare quotes": "Esa {x:«ayuda»} no llegó nunca.",
    "inch": 'Una pantalla de 27" cuesta 300 euros.',
    "apostrophe": "La tienda O'Higgins y el bar L'Alba cerraron.",
    "relative clause": "El hombre que lo dijo se marchó.",
    "that after a noun": "La casa que compró el alcalde es grande.",
    "condition": "Si el alcalde dice la verdad, abrirá el puente.",
    "past subjunctive": "Si lloviera, la cosecha sería buena.",
    "it is said of counting": "El pueblo cuenta con dos escuelas que abren en mayo.",
    "that is": "Abre el lunes, es decir, mañana.",
    "more than": "El puente es más largo que ancho.",
    "an announcement is no verb": "El anuncio que leyeron era breve.",
    "according to plan": "El tren salió según lo previsto.",
    "according to a purpose": "La fábrica, construida según el noble deseo del alcalde, está cerrada.",
    "according to figures": "Según las cifras de mayo, {i:la exportación creció}.",
    "clause behind, subject left out": "{i:El puente abrirá en mayo}, aseguraron.",
    "another of the same last name": (
        "El alcalde Pak Il visitó el mercado. Ri Il afirmó {i Ri Il:que habrá más puestos}."
    ),
    "asks": "El alcalde pidió paciencia a los vecinos.",
    "no voice": "La exportación creció un 6,3 por ciento en mayo. La importación bajó.",
}


@pytest.mark.parametrize("case", CASES)
def test_spanish(case: str) -> None:
    text, expected = unmark(CASES[case])
    compare(text, find_voices(text, language=load_language("es")), expected)


def test_function_role_stance_and_offsets() -> None:
    text = "\U0001f642 La ministra Ana Robles negó que haya escasez."
    (span,) = find_voices(text, language=load_language("es"))
    assert (span.speaker, span.function, span.role, span.by) == (
        "Ana Robles",
        "ministra",
        "own_state",
        "name",
    )
    assert (span.verb, span.stance, text[slice(*span.cue)]) == ("negó", "doubting", "negó")
    assert text[slice(*span.source)] == "ministra Ana Robles"
