"""German passages as agencies and newspapers write them: long clauses, bodies with what belongs to them,
names only in the next sentence, two speakers, and sentences that only look like speech.

Marked as in test_voices: {d NAME:...} is direct, {i NAME:...} indirect, {x:...} distancing, {t:...} title.
"""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

PASSAGES = [
    (
        "{d Sprecherin des Ministeriums für Verkehr:„Die Strecke wird frühestens im Mai wieder "
        "freigegeben“}, sagte die Sprecherin des Ministeriums für Verkehr am Dienstag in Erfurt."
    ),
    (
        "{d Ulrike von der Heide:„Wir haben es hier mit einem Erreger zu tun, den wir bislang nur aus "
        "der Literatur kannten“}, erläutert Dr. Ulrike von der Heide, Leiterin des Instituts für "
        "Tiermedizin an der Universität Gießen."
    ),
    (
        "Nach Angaben des Instituts für Weltwirtschaft in Kiel {i Institut für Weltwirtschaft:ist die "
        "Ausfuhr im dritten Quartal um 2,4 Prozent gesunken}."
    ),
    (
        "{d Jens Albrecht:„Das ist kein Zufall“}, sagt er. {d Jens Albrecht:„Das ist Absicht.“} Jens "
        "Albrecht, 54, Landwirt aus der Uckermark, zeigt auf den zugeschütteten Graben."
    ),
    (
        "Der Trainer wollte von einer Krise nichts wissen. {d Trainer:„Wir haben zweimal verloren, das "
        "passiert.“} {i Trainer:Schon am Sonntag}, so der Trainer, {i Trainer:könne alles wieder anders "
        "aussehen}."
    ),
    (
        "Einem Sprecher der Staatsanwaltschaft zufolge {i Sprecher der Staatsanwaltschaft:wurden bei der "
        "Durchsuchung auch Waffen gefunden}."
    ),
    (
        "Bremen (dpa) - Der Hafenbetreiber Weserlog hat Berichte über einen Verkauf zurückgewiesen. {d "
        "Unternehmenssprecherin:„Daran ist nichts wahr“}, sagte eine Unternehmenssprecherin. {i "
        "Unternehmenssprecherin:Man sei weder mit der Reederei noch mit einem Fonds im Gespräch}."
    ),
    (
        "{i Preisträgerin:Sie habe den Anruf zunächst für einen Scherz gehalten}, erinnert sich die "
        "Preisträgerin."
    ),
    (
        "Die Ministerin räumte ein, {i Ministerin:dass die Frist nicht mehr zu halten sei}, und fügte "
        "hinzu, {i Ministerin:man werde sich mit den Ländern auf einen neuen Termin verständigen}."
    ),
    (
        "Der Sprecher der Deutschen Gesellschaft für Kardiologie, Professor Andreas Thieme, hält die "
        "Studie für überzogen: {d Andreas Thieme:„Die Zahlen geben das schlicht nicht her.“}"
    ),
    (
        "{d Heike Dombrowski:„Wir lassen uns das Schwimmbad nicht nehmen“}, so Bürgermeisterin Heike "
        "Dombrowski, die selbst mehrere Jahre im Förderverein saß, {d Heike Dombrowski:„und wenn wir "
        "dafür vor Gericht ziehen müssen.“}"
    ),
    (
        "Die so genannte {x:„Bettensteuer“} spülte der Stadt im vergangenen Jahr zwölf Millionen Euro in "
        "die Kasse."
    ),
    (
        "Die Deutsche Umwelthilfe sprach von einem {d Deutsche Umwelthilfe:„Kniefall vor der "
        "Autolobby“}, während der ADAC die Entscheidung als {d ADAC:„vernünftigen Kompromiss“} lobte."
    ),
    (
        "Der Roman {t:„Die letzte Fähre“}, für den die Autorin im Frühjahr den Preis der Leipziger "
        "Buchmesse erhielt, wird verfilmt."
    ),
    (
        "Laut einer Umfrage des Instituts für Demoskopie Allensbach {i Institut für Demoskopie "
        "Allensbach:halten 61 Prozent der Befragten die Renten nicht mehr für sicher}."
    ),
    (
        "Ein Rücktritt, stellte der Präsident des Verbandes klar, {i Präsident des Verbandes:stehe nicht "
        "zur Debatte}."
    ),
    (
        "{d Claudia Wirth:„Es gibt Tage, da sitze ich hier allein“}, erzählt sie. Claudia Wirth betreibt "
        "den letzten Laden im Dorf. {d Claudia Wirth:„Und dann kommen an einem Samstag hundert Leute.“}"
    ),
    (
        "Der israelische Regierungschef sagte nach dem Treffen mit dem Gesandten der Vereinten Nationen "
        "für den Nahen Osten, {i israelische Regierungschef:die Gespräche seien} {d israelische "
        "Regierungschef:„offen und ehrlich“} {i israelische Regierungschef:gewesen}."
    ),
    (
        "Die Gewerkschaft der Polizei forderte, {i Gewerkschaft der Polizei:die Zahl der Stellen müsse "
        "binnen zwei Jahren verdoppelt werden}. Ihr Landeschef Oliver Mahnke sagte: {d Oliver "
        "Mahnke:„Alles andere ist Augenwischerei.“}"
    ),
    (
        "Unglaublich fand das der Kapitän. {d Kapitän:„Wir führen 3:0, und dann das“}, meinte er "
        "kopfschüttelnd."
    ),
    (
        "Das Auswärtige Amt bestätigte, {i Auswärtige Amt:dass sich unter den Toten zwei Deutsche "
        "befinden}. {d Sprecher:„Unsere Botschaft in Lima betreut die Angehörigen“}, sagte ein Sprecher."
    ),
    (
        "{d Leiterin des Referats für Öffentlichkeitsarbeit der Stadt Halle:«Uns liegt kein Antrag "
        "vor»}, liess die Leiterin des Referats für Öffentlichkeitsarbeit der Stadt Halle ausrichten."
    ),
    (
        "Nach den Worten der Präsidentin des Deutschen Roten Kreuzes {i Präsidentin des Deutschen Roten "
        "Kreuzes:fehlt es in den Lagern vor allem an Decken und Medikamenten}."
    ),
    "{i Kanzlei:Die Kanzlei vertritt} nach eigenen Angaben {i Kanzlei:mehr als 3000 Anleger}.",
    (
        "{d Anwohner:„Nachts um drei gingen hier die Scheiben zu Bruch“}, sagt ein Anwohner, der seinen "
        "Namen nicht nennen möchte."
    ),
    (
        "Die Beschwerdeführerin macht geltend, {i Beschwerdeführerin:die Regelung verletze sie in ihrem "
        "Recht auf Eigentum}. Das Gericht folgte ihr nicht."
    ),
    (
        "Aus Sicht des Sachverständigenrats für Umweltfragen {i Sachverständigenrat für "
        "Umweltfragen:reichen die Maßnahmen nicht aus}."
    ),
    (
        "{i Chef der Jungen Union:Es müsse endlich Schluss sein mit dem Gerede von der} {d Chef der "
        "Jungen Union:„faulen Jugend“}, verlangte der Chef der Jungen Union. {d Chef der Jungen "
        "Union:„Das hilft keinem.“}"
    ),
    (
        "{d Teilnehmer der Runde:„Da ist richtig Zunder drin“}, verriet ein Teilnehmer der Runde "
        "hinterher. Ein anderer sprach von {d anderer:„eisigem Schweigen“}."
    ),
    (
        "Vor Gericht schwieg der 43-Jährige zu den Vorwürfen. Über seinen Verteidiger ließ er erklären, "
        "{i 43-Jährige:er bedauere das Geschehene zutiefst}."
    ),
    "Die Gemeinde Sylt bittet ihre Gäste, beim Baden die Fahnen der Rettungsschwimmer zu beachten.",
    (
        "{d Inga Halvorsen:„Die Brigade wird pünktlich aufgestellt“}, versicherte "
        "Verteidigungsstaatssekretärin Inga Halvorsen dem litauischen Rundfunk LRT. {d Inga "
        "Halvorsen:„Darauf können sich unsere Partner verlassen.“} In Vilnius hatte es zuvor Zweifel "
        "gegeben."
    ),
    (
        "Zwischen {x:„machbar“} und {x:„utopisch“} schwanken die Urteile über den Tunnel unter der Elbe, "
        "dessen Bau 2031 beginnen soll."
    ),
    "Der Vorstand erklärte sich bereit, auf die Hälfte der Boni zu verzichten.",
    (
        "Hätte die Stadt früher gehandelt, wäre das Dach nicht eingestürzt, und niemand müsste heute "
        "über Schuld reden."
    ),
    "Das Auswärtige Amt bestätigte den Tod zweier Deutscher. Nähere Angaben machte es nicht.",
    "Ob das Geld reicht? Niemand weiß es. Aber versuchen muss man es wohl.",
]


@pytest.mark.parametrize("marked", PASSAGES)
def test_german_passage(marked: str) -> None:
    text, expected = unmark(marked)
    compare(text, find_voices(text, language=load_language("de")), expected)
