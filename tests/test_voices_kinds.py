"""Kinds of quoted words: speech {d:...}, distance {x:...}, titles {t:...}, in tables of cases by language."""

from __future__ import annotations

import re

import pytest

from analysis.declarations.language import load_language
from analysis.voices import find_voices

MARKED = re.compile(r"\{([dxt]):([^{}]*)\}")
KINDS = {"d": "direct", "x": "distancing", "t": "title"}

GERMAN = [
    "Der Bürgermeister nannte den Umbau {d:„überfällig“}.",
    "Die Ministerin bezeichnete die Vorwürfe als {d:„haltlos“}.",
    "Das Bündnis warnte vor einer {d:„Kostenlawine“} für die Mieter.",
    "Der Trainer sprach von einem {d:„verdienten Sieg“}.",
    "Der Sprecher wies den Bericht als {d:„frei erfunden“} zurück.",
    "Ein Zuschauer schrie {d:„Pfui!“} und verließ den Saal.",
    "Zur Begrüßung gab es ein fröhliches {d:„Hallo!“} vom Balkon.",
    "Auf die Bitte folgte ein klares {d:„Nein“}.",
    "Der Plan wurde als {x:„historisch“} bezeichnet.",
    "Was der Konzern {x:„Freiwilligkeit“} nennt, steht im Vertrag.",
    "Das Abkommen gilt als {x:„alternativlos“}.",
    "Unter dem Deckmantel der {x:„Modernisierung“} wurden Stellen gestrichen.",
    "Die sogenannte {x:„Schutzzone“} ist leer.",
    "Die sogenannte {x:Schutzzone} ist leer.",
    "Der sogenannte {x:Islamische Bund} zog ab.",
    "Die angeblichen {x:„Touristen“} trugen Uniform.",
    "Die sogenannten {x:freien Wahlen} fanden am Sonntag statt.",
    "Die selbsternannten {x:Heimatschützer} zogen ab.",
    "Das Gerät misst den sogenannten Taupunkt.",
    "Sie forscht an sogenannten Lichtfallen.",
    "Der Fluss wird so genannt, weil er schwarz ist.",
    "Den {x:„Experten“} aus dem Fernsehen glaubt hier keiner.",
    "Im Dokumentarfilm {t:„Der lange Winter“} kommen Bauern zu Wort.",
    "Die Zeitung {t:„Neues Ufer“} wird eingestellt.",
    "Das Schiff {t:„Seestern“} lief am Montag aus.",
    "{t:„Die Kinder vom Hafen“} läuft heute im Kino.",
    "Der Minister tritt zurück, berichtet {t:„Der Bote“}.",
    "{t:„Bote“}: Der Minister tritt zurück.",
    "Kanzler Kern {d:„nur zuversichtlich“}.",
    "{x:„Gute Freunde“}, die schweigen, braucht keiner.",
    "Die Partei {t:„Freies Land“} zieht in den Landtag ein.",
    "Ihr neuer Roman, {t:„Am Ende der Gasse“}, erscheint im Mai.",
    "Der {t:„Lindenauer Anzeiger“} erscheint seit hundert Jahren.",
    "Die {t:„Nordlicht“}-Expedition kehrte heim.",
    "Der Film {t:„Nebel“} läuft im Mai. Zu {t:„Nebel“} gibt es ein Buch.",
    "Der Nebel kam früh. Über den {x:„Nebel“} lachte keiner.",
    "Unter der Überschrift {t:„Wer zahlt das?“} erschien ein Kommentar.",
]

ENGLISH = [
    "The mayor called the plan {d:“reckless”}.",
    "The union dismissed the offer as {d:“an insult”}.",
    "The envoy condemned the {d:“cowardly attack”} on the convoy.",
    "The general thanked his troops for their {d:“iron discipline”}.",
    "The minister promised a {d:“swift”} inquiry.",
    "Protesters shouted {d:“Resign!”} at the gate.",
    "Her answer was a flat {d:“no”}.",
    "The film was described as {x:“daring”}.",
    "The film was described as {d:“daring”} by the jury.",
    "What the firm calls {x:“flexibility”} is unpaid work.",
    "Under the guise of {x:“training”} the army moved three brigades.",
    "The scheme was sold as {x:“reform”}.",
    "The so-called {x:“partners”} kept silent.",
    "The so-called {x:Islamic Front} left the town.",
    "The self-styled {x:Republic of the North} has no post office.",
    "The so-called {x:safe zone} was shelled.",
    "The so-called leading edge of the wing is heated.",
    "The hill, so called because of its shape, is steep.",
    "The {x:“volunteers”} had been paid in advance.",
    "His {x:“office”} was a bench in the park.",
    "The newspaper {t:“Morning Tide”} was closed.",
    "The trawler {t:“Bold Venture”} sank off the coast.",
    "The {t:“Red Lantern”} restaurant burned down.",
    "The minister said the {t:“Red Lantern”} newspaper had closed.",
    "Her second novel, {t:“The Glass Ferry,”} came out in May.",
    "The word {x:“home”} does not occur in the plan.",
    "The players of {t:“Night Train”} were tired.",
]

RUSSIAN = [
    "Мэр назвал проект {d:«бессмысленным»}.",
    "Посол осудил {d:«подлое нападение»} на колонну.",
    "Генерал пригрозил соседям {d:«быстрым ответом»}.",
    "Профсоюз отверг предложение как {d:«оскорбительное»}.",
    "Министр обвинил журналистов в {d:«грязной клевете»}.",
    "Зрители услышали крик {d:«Стойте!»} из зала.",
    "Он только шепнул {d:«спасибо»} и вышел.",
    "Под видом {x:«учений»} к границе стянули войска.",
    "Под предлогом {x:«ремонта»} музей закрыли.",
    "Так называемые {x:«партнёры»} промолчали.",
    "Так называемое {x:правительство} заседает в гостинице.",
    "Власти так называемой {x:Северной народной республики} бежали.",
    "Это т.н. {x:независимые эксперты} и их друзья.",
    "Прибор измеряет так называемую точку росы.",
    "Он был так называем в детстве.",
    "Пресловутая {x:«стабильность»} кончилась в марте.",
    "В деревне открыли {x:«супермаркет»} на три полки.",
    "Газета {t:«Утренний берег»} закрылась.",
    "Подводная лодка {t:«Кит»} вышла в море.",
    "Министр посетил завод {t:«Красный луч»}.",
    "Министр заявил, что завод {t:«Красный луч»} продан.",
    "Кроме того, сообщает {t:«Вечер.ру»}, завод продан.",
    "Операция {t:«Щит»} завершена.",
    "Капитан {t:«Торпедо-Востока»} заявил, что матч был трудным.",
]

OTHERS = {
    "es": [
        "El alcalde calificó el plan de {d:«absurdo»}.",
        "El buque {t:«Estrella del Sur»} zarpó el lunes.",
        "Los llamados {x:«socios»} callaron.",
        "El llamado {x:Frente Islámico} se retiró.",
        "Un hombre llamado Pedro Gómez fue detenido.",
    ],
    "pl": [
        "Minister nazwał plan {d:„absurdalnym”}.",
        "Gazeta {t:„Nowy Brzeg”} została zamknięta.",
        "Tak zwani {x:„partnerzy”} milczeli.",
        "Rosja prowadzi tzw. {x:operację specjalną} od roku.",
        "Pod pretekstem {x:„remontu”} zamknięto muzeum.",
    ],
    "uk": [
        "Міністр назвав план {d:«безглуздим»}.",
        "Завод {t:«Червоний промінь»} продали.",
        "Бойовики так званої {x:Північної народної республіки} відступили.",
        "Під виглядом {x:«навчань»} стягнули війська.",
    ],
    "be": [
        "Міністр назваў план {d:«бязглуздым»}.",
        "Газета {t:«Новы бераг»} закрылася.",
        "Улады так званай {x:народнай рэспублікі} маўчаць.",
        "Так званыя {x:«партнёры»} маўчалі.",
    ],
    "zh": [
        "所谓{x:“民主”}只是借口。",
        "{t:“海星”}号昨天离港。",
        "电影{t:“长夜”}今天上映。",
    ],
}

CASES = [
    *(("de", case) for case in GERMAN),
    *(("en", case) for case in ENGLISH),
    *(("ru", case) for case in RUSSIAN),
    *((code, case) for code, cases in OTHERS.items() for case in cases),
]


@pytest.mark.parametrize(("code", "marked"), CASES)
def test_kind(code: str, marked: str) -> None:
    text = MARKED.sub(lambda match: match[2], marked)
    expected = [(KINDS[match[1]], match[2]) for match in MARKED.finditer(marked)]
    spans = [span for span in find_voices(text, language=load_language(code)) if span.kind != "indirect"]
    assert [(span.kind, text[span.start : span.end]) for span in spans] == expected
