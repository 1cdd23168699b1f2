"""German voices by phenomenon, with counter-examples: marks, moods, phrases, speakers.

Marked as in test_voices: {d NAME:...} is direct, {i NAME:...} indirect, {x:...} distancing, {t:...} title; a
name before the colon is the expected speaker; what is unmarked is the outlet's.
"""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

MARKS = {
    "a title in quotes is no speech": "Das Museum zeigt den Film {t:„Der lange Weg“} noch bis Mai.",
    "an inch mark": '{d Kern:"Der Schirm misst 27" und kostet nichts"}, sagte Kern.',
    "an apostrophe": "{d Kern:„Wie geht's den Leuten auf'm Land?“}, fragte Kern.",
    "a quotation inside a quotation": "{d Kern:„Der Wirt rief ‚Feuer‘ und lief davon“}, sagte Kern.",
    "two commas for a mark": "{d Kern:,,Wir sind da''}, sagte Kern.",
    "unclosed": "Kern sagte: {d Kern:„Wir kommen wieder. Wir haben Zeit.}",
    "words of distance": "Die {x:„Reform“} hat niemandem geholfen.",
    "so-called": "Der sogenannte {x:„Rat der Weisen“} tagte wieder.",
    "short and attributed by so": "{d Anna Kern:„Der Markt ist leer“}, so die Leiterin des Amts, Anna Kern.",
    "divided": "{d Kern:„Der Markt“}, sagte Kern, {d Kern:„ist leer.“}",
    "no marks, behind a colon": "Der Minister sagte: {d Minister:Wir brauchen mehr Geld}. Dann ging er.",
    "no marks, over sentences": (
        "Der Minister sagte: {d Minister:Wir brauchen Geld}. {d Minister:Wir haben keines}. Dann ging er."
    ),
    "no marks, before its clause": "{d Trainer:Wir werden siegen}, sagte der Trainer.",
    "no marks, third person": "{i Trainer:Das Werk wird geschlossen}, sagte der Trainer.",
    "a list behind a colon is no speech": "Er nannte drei Gründe: Geld, Zeit und Lust.",
}

MOODS = {
    "listed form": "Der Minister sagte, {i Minister:er sei zufrieden}.",
    "form by its ending": "Kern sagte, {i Kern:das Werk verarbeite nur Holz}.",
    "form at the end": "Kern sagte, {i Kern:dass man das Holz selbst verarbeite}.",
    "an adjective with that ending": "Der Minister, der alte Freunde trifft, schwieg.",
    "an adverb with that ending": "Das Werk liefert heute gerade genug.",
    "a past in -te": "Das Werk lieferte pünktlich.",
    "second subjunctive behind a verb": "Die Räte sagten, {i Räte:sie hätten nichts gewusst}.",
    "second subjunctive of strong verbs": "Die Räte sagten, {i Räte:die Pläne lägen bereit}.",
    "a past that may be a subjunctive": "Der Arzt meinte, {i Arzt:drei Tage genügten}.",
    "a condition is no report": "Wenn der Rat zustimmte, wäre der Weg frei.",
    "a wish is no report": "Ohne Hilfe wäre das Dorf verloren.",
    "a report that goes on": (
        "Der Minister sagte, {i Minister:die Lage sei ernst}. {i Minister:Man müsse handeln}."
    ),
    "a report that goes on in the second subjunctive": (
        "Der Minister sagte, {i Minister:die Lage sei ernst}. {i Minister:Die Kassen wären leer}."
    ),
    "a report behind praise": ("Der Minister lobte die Bauern. {i Minister:Sie hätten Großes geleistet}."),
    "the outlet goes on in the indicative": (
        "Der Minister sagte, {i Minister:die Lage sei ernst}. Die Kassen sind leer."
    ),
    "a request": "Man nehme drei Eier und rühre gut um.",
    "whatever may come": "Was auch immer die Zukunft bringe, das Haus bleibt stehen.",
    "it should be said": "Es sei daran erinnert, dass die Brücke alt ist.",
    "first person": "Ich habe das Haus gesehen.",
    "unless": "Der Zug fährt, es sei denn, es schneit.",
}

CLAUSES = {
    "that": "Kern bestritt, {i Kern:dass die Brücke alt sei}.",
    "that before its verb": "{i Kern:Dass die Brücke alt sei}, bestritt Kern.",
    "that under a noun": "Der Vorwurf, {i:dass die Brücke alt sei}, traf den Rat.",
    "a question": "Die Richterin fragte, {i Richterin:ob das stimme}.",
    "that in a relative clause": "Der Bote, der erzählte, {i:dass der Damm gebrochen sei}, ist fort.",
    "said in a relative clause": "Der Bote, der das sagte, ist fort.",
    "claimed infinitive": "Das Amt behauptet, {i Amt:die Brücke geprüft zu haben}.",
    "promised infinitive": "Die Bahn kündigte an, {i Bahn:den Tunnel zu sperren}.",
    "an asked infinitive": "Der Verein bittet die Leute, früh zu kommen.",
    "an aim": "Der Verein sagt wenig, um niemanden zu stören.",
    "the subject does something else": ("Kern sagte, {i Kern:der Zaun sei alt}, und zeigte auf ein Foto."),
    "the subject demands something else": (
        "Kern erklärte, {i Kern:der Zaun sei alt}, und forderte einen neuen."
    ),
    "two clauses of one report": "Kern sagte, {i Kern:der Zaun sei alt und das Haus werde verkauft}.",
    "the main clause comes back": "Während Kern beteuert, {i Kern:es gebe Geld}, baut die Stadt nichts.",
    "behind a semicolon the outlet": "Kern sagte, {i Kern:dass er müde sei}; am Abend war er fort.",
    "a verb without its particle": "Der Minister stellte die Tasche ab, die er hielt.",
    "a verb with its particle": "Der Minister stellte fest, {i Minister:dass Geld fehle}.",
}

PHRASES = {
    "laut": "Laut Polizei {i Polizei:fuhr der Mann ohne Licht}.",
    "laut Plan": "Laut Plan fährt der Zug ab Mai.",
    "loud": "Die Kinder sangen laut und falsch.",
    "zufolge in the middle": "{i:Die Frau erhielt} Berichten zufolge {i:kein Geld}.",
    "zufolge at the head": "Zeugen zufolge {i Zeugen:flohen drei Männer}.",
    "zufolge with a genitive": "Angaben des Amts zufolge {i Amt:fehlt Geld}.",
    "nach Angaben": "Nach Angaben des Ministeriums {i Ministerium:stieg der Export}.",
    "so, inside": "{i Minister:Zugleich}, so der Minister weiter, {i Minister:müsse das Heer wachsen}.",
    "so is an adverb": "Der Plan war gut, so kam der Erfolg.",
    "wie": "Wie ein Sprecher des Werks mitteilte, {i Sprecher des Werks:steigt der Preis}.",
    "wie compares": "Das Dorf ist so groß wie der Nachbarort.",
    "it was said, with its source": "{i Behörde:Man habe sich geirrt}, heißt es bei der Behörde.",
    "it was said, without": "{i :Man habe sich geirrt}, heißt es.",
}

SPEAKERS = {
    "a particle behind a function": (
        "Der Präsident von Belarus sagte: {d Präsident von Belarus:„Wir kommen.“}"
    ),
    "a name behind such a function": (
        "Der Präsident von Belarus, Anton Varek, sagte: {d Anton Varek:„Wir kommen.“}"
    ),
    "a name behind such a function, inverted": (
        "{d Anton Varek:„Wir kommen“}, sagte der Chef von Siemens, Anton Varek."
    ),
    "a person inside a function": (
        "Die Sprecherin von Präsident Varek, Elsa Kowal, sagte: {d Elsa Kowal:„Wir kommen.“}"
    ),
    "a linking word behind a function": "Ministerin für Umwelt, Elsa Varek, sagte, {i Elsa Varek:sie komme}.",
    "a particle before an article is of the name": (
        "Präsidentin von der Aue sagte: {d von der Aue:„Wir kommen.“}"
    ),
    "a particle inside a name": "Minister Karl von Berg sagte: {d Karl von Berg:„Wir kommen.“}",
    "a particle of the verb is nobody": (
        "{d :„Das“}, meinte er, {d :„ist gut“}, und fügte hinzu: {d :„Sehr gut.“}"
    ),
    "body": "Das Institut für Ernährung teilte mit, {i Institut für Ernährung:die Preise seien gestiegen}.",
    "body with a genitive": "Der Verband der Müller erklärte, {i Verband der Müller:die Ernte sei gut}.",
    "adjective": "Die staatliche Agentur meldete, {i staatliche Agentur:der Strom sei knapp}.",
    "title and name": "{d Jan Overbeck:„Die Mieten fressen uns auf“}, sagt Buchhändler Jan Overbeck.",
    "article, title and name": "Die Ärztin Lena Wolf sagte, {i Lena Wolf:das Spital sei voll}.",
    "academic title": "Prof. Lena Wolf sagte, {i Lena Wolf:das Spital sei voll}.",
    "particle": "Ursula von der Heide sagte, {i Ursula von der Heide:das Spital sei voll}.",
    "apposition behind": "{d Lena Wolf:„Wir brauchen Betten“}, sagt Lena Wolf, Ärztin am Spital.",
    "name in apposition": "Der Chef des Spitals, Max Huber, sagte, {i Max Huber:es sei voll}.",
    "relative clause between": "Die Ärztin Lena Wolf, die dort wohnt, sagt: {d Lena Wolf:„Es ist voll.“}",
    "subject behind the verb": "Am Montag sagte die Ministerin Eva Lind, {i Eva Lind:das Gesetz komme}.",
    "a preposition's noun is no subject": "Gegenüber der Zeitung sagte Kern, {i Kern:er gehe}.",
    "a dative is no subject": "Der Präsident sagte dem Minister, {i Präsident:er solle gehen}.",
    "plural": "Bauern klagen, {i Bauern:dass der Regen fehle}.",
    "function of a known person": (
        "Außenminister Karl Weber traf Gäste. Der Minister sagte, {i Karl Weber:die Lage sei ernst}."
    ),
    "surname of a known person": (
        "Außenminister Karl Weber traf Gäste. Weber sagte, {i Karl Weber:die Lage sei ernst}."
    ),
    "pronoun": ("Karl Weber sagte, {i Karl Weber:die Lage sei ernst}. Er betonte, {i Karl Weber:man helfe}."),
    "backwards": "{i Max Huber:Das Werk bleibt}. Das versicherte der Direktor Max Huber am Abend.",
    "backwards, direct": "{d Sprecher des Amts:„Wir antworten.“} Dies erklärte ein Sprecher des Amts.",
    "named in the next sentence": "{d Max Huber:„Wir bleiben.“} Max Huber sagte das am Abend.",
    "named in the next paragraph": (
        "{d Max Huber:„Wir bleiben hier und arbeiten.“}\n\nDas sagte Max Huber am Abend."
    ),
    "passive": "Es wurde mitgeteilt, {i :dass die Brücke gesperrt ist}.",
    "passive with an agent": "Von der Polizei wurde mitgeteilt, {i Polizei:dass die Brücke zu ist}.",
    "colon without a verb of saying": "Der Wirt winkt ab: {d Wirt:„Heute kommt keiner mehr.“}",
    "an answer": 'Auf die Frage nach dem Geld, das fehlt, sagte Kern: {d Kern:"Es kommt."}',
    "a clause before the verb": (
        "Auf die Frage, {i:ob er antrete}, sagte Kern: {d Kern:„Natürlich, was sonst?“}"
    ),
    "issuer of a document": "Wie es in einer Mitteilung des Konzerns heißt, {i Konzern:sinkt der Gewinn}.",
    "second hand": ("Die Agentur meldet unter Berufung auf das Amt, {i Agentur:der Export sei gestiegen}."),
    "a result is no report": "Kern sagte es so laut, dass alle aufsahen.",
    "a quotation of another": (
        "Während Kern beteuert, {i Kern:es gebe Geld}, nennt Lind das Sparpaket einen {d Lind:„Witz“}."
    ),
}

CASES = {**MARKS, **MOODS, **CLAUSES, **PHRASES, **SPEAKERS}


@pytest.mark.parametrize("name", CASES)
def test_german_case(name: str) -> None:
    text, expected = unmark(CASES[name])
    compare(text, find_voices(text, language=load_language("de")), expected)
