"""Voices in German, English and Russian: each case is a text with its voices marked in braces.

{d:...} is direct, {i:...} indirect, {x:...} distancing, {t:...} title; a name before the colon is the
expected speaker, without one the speaker is not compared; unmarked text is the outlet's.
"""

from __future__ import annotations

import re

import pytest

from analysis.declarations.language import load_language
from analysis.voices import Span, find_voices

MARKED = re.compile(r"\{([dixt])(?: ([^:{}]*))?:([^{}]*)\}")
KINDS = {"d": "direct", "i": "indirect", "x": "distancing", "t": "title"}


def unmark(marked: str) -> tuple[str, list[tuple[str, str, str | None]]]:
    """The plain text and what is expected: kind, words, speaker (None when not compared)."""
    expected = [(KINDS[m[1]], m[3], m[2]) for m in MARKED.finditer(marked)]
    return MARKED.sub(lambda m: m[3], marked), expected


def compare(text: str, spans: list[Span], expected: list[tuple[str, str, str | None]]) -> None:
    """Assert that the spans are the expected ones, in order."""
    found = [(span.kind, text[span.start : span.end], span.speaker) for span in spans]
    wanted = [
        (kind, words, found[n][2] if speaker is None and n < len(found) else speaker)
        for n, (kind, words, speaker) in enumerate(expected)
    ]
    assert found == wanted


GERMAN = {
    "that": "Der Minister sagte, {i:dass die Ernte gut werde}.",
    "that, time and place before": "Der Minister sagte am Freitag in Graz, {i:dass die Ernte gut werde}.",
    "quote before": '{d:"Die Ernte wird in diesem Jahr gut"}, sagte der Minister.',
    "quote after, function later": (
        'Landwirtschaftsminister Karl Braun sagte: {d Karl Braun:"Die Ernte wird in diesem Jahr gut."}'
        " Der Minister fügte hinzu, {i Karl Braun:das Wetter habe geholfen}."
    ),
    "guillemets": "{d:»Wir kommen morgen wieder«}, sagte die Ministerin.",
    "so": "{i:Die Ernte sei gut}, so der Minister.",
    "so inside": "{i:Der Export}, so der Minister, {i:wächst weiter}.",
    "so is an adverb": "Der Plan war gut, so kam der Erfolg.",
    "laut": "Laut dem Minister {i:wird die Ernte in diesem Jahr gut}.",
    "laut inside": "{i:Der Export stieg} laut Ministerium {i:um 6 Prozent}.",
    "nach Angaben": "Nach Angaben des Ministeriums {i:stieg der Export auf 48,7 Mrd. Euro}.",
    "zufolge": "Dem Ministerium zufolge {i:stieg der Export}.",
    "backward": (
        "{i Karl Braun:Die Ernte wird gut}. Dies teilte Landwirtschaftsminister Karl Braun mit."
        " Im Vorjahr lag sie bei drei Tonnen."
    ),
    "backward over paragraphs, dateline": (
        "GRAZ, 3. Mai (NAG) - {i Karl Braun:Die Ernte wird gut}. Das sagte Minister Karl Braun.\n\nEs regnet."
    ),
    "speaker in the next paragraph": (
        '{d Peter Kern:"Wir haben viel vor und werden viel tun."}\n\nDas sagte Außenminister Peter Kern.'
    ),
    "subjunctive goes on": (
        "Außenminister Peter Kern traf am Montag in Wien ein. {i Peter Kern:Er sei zufrieden}."
        " Kern betonte, {i Peter Kern:die Gespräche seien offen gewesen}. Am Abend reiste er ab."
    ),
    "subjunctive behind a noun": "Die Behauptung, {i:er sei krank}, ist falsch.",
    "infinitive": "Die Regierung kündigte an, {i:die Zölle aufzuheben}.",
    "a request is no report": "Die Regierung forderte die Nachbarn auf, die Zölle aufzuheben.",
    "as-clause": "Wie das Ministerium mitteilte, {i:steigt der Export}.",
    "hieß es": "{i:Die Lage sei ernst}, hieß es.",
    "clause behind": "{i Max Lang:Die Preise würden steigen}, warnte der Ökonom Max Lang.",
    "apposition": 'Karl Braun, Präsident des Verbands, sagte: {d Karl Braun:"Wir hoffen auf Regen."}',
    "one word": '{d:"Ja"}, sagte der Minister.',
    "partial quotation": 'Der Minister nannte die Pläne {d:"gefährlich und dumm"}.',
    "quotation in a quotation": (
        "{d Peter Kern:„Er sagte mir: ‚Wir gehen‘, und ging“}, erzählte Minister Peter Kern."
    ),
    "unclosed, next paragraph opens": (
        "{d Peter Kern:„Wir bleiben.}\n\n{d Peter Kern:„Und wir arbeiten weiter“}, sagte Minister Peter Kern."
    ),
    "unclosed headline": (
        'Kern über den Plan: {d:"Wir schaffen das auch in diesem Jahr}\n\nDer Plan gilt ab Mai.'
    ),
    "title behind a noun": 'Die Zeitung {t:"Die Woche"} erscheint am Montag.',
    "film": "Der Film {t:„Der lange Weg“} läuft im Kino.",
    "so-called": "Die sogenannten {x:„Partner“} schwiegen.",
    "scare quotes": 'Der {x:"freie"} Westen schweigt.',
    "inch": 'Der Bildschirm misst 27" und kostet 300 Euro.',
    "apostrophe": "Das ist Peters' Haus, und wie geht's weiter?",
    "relative clause": "Der Mann, der das sagte, ging nach Hause.",
    "relative clause before the verb": "Der Präsident, der gestern ankam, kritisierte der Reihe nach alle.",
    "Konjunktiv II": "Die Ernte wäre gut, wenn es regnete.",
    "würde": "Wenn es regnen würde, wäre die Ernte gut.",
    "es sei denn": "Die Ernte wird gut, es sei denn, es regnet nicht.",
    "main clause turned round": "Als der Krieg begann, erklärte der Minister den Rücktritt.",
    "first person": "Ich habe den Bericht gelesen.",
    "no voice": "Der Export stieg im Mai um 6,3 Prozent auf 2,4 Mrd. Euro.",
}

ENGLISH = {
    "quote before": '{d:"The harvest will be good,"} the minister said.',
    "that": "The minister said {i:that the harvest would be good}.",
    "bare clause": "The minister said {i:the harvest would be good}.",
    "told somebody": "John Smith told reporters {i John Smith:the talks had failed}.",
    "according to, before": "According to the ministry, {i:exports rose by 5 percent}.",
    "according to, behind": "{i:Exports rose by 5 percent}, according to the ministry.",
    "surname later": (
        "Foreign Minister Ann Reed said on Monday {i Ann Reed:that talks would go on}."
        ' {d Ann Reed:"We are ready to talk,"} Reed added.'
    ),
    "pronoun": (
        "Foreign Minister Ann Reed said {i Ann Reed:that talks go on}. She added {i Ann Reed:that they help}."
    ),
    "clause inside": "{i:The plan}, she said, {i:would fail}.",
    "clause behind": "{i:The plan failed}, the statement said.",
    "as-clause": "As the ministry said, {i:exports rose sharply}.",
    "clause behind a report": "{i:The army announced that it would stage a drill}, the agency reported.",
    "backward": "{i Ann Reed:Exports rose sharply}. This was stated by Foreign Minister Ann Reed.",
    "colon": 'Reed, the head of the union, said: {d Reed:"We hope for rain."}',
    "said the minister": '{d:"Yes,"} said the minister.',
    "exclamation": "{d:“It is over!”} Smith said.",
    "split": '{d:"No,"} he said. {d:"We will not go there again."}',
    "curly, inner": "{d Ann Reed:“He told me ‘we go’ and left,”} Foreign Minister Ann Reed said.",
    "next paragraph opens": (
        "{d Ann Reed:“We stay.}\n\n{d Ann Reed:“And we work on,”} said Foreign Minister Ann Reed."
    ),
    "speaker in the next paragraph": (
        '{d Ann Reed:"We have a lot to do and we will do it."}\n\nForeign Minister Ann Reed was in Graz.'
    ),
    "lost closing mark": '{d:"We are ready for the talks}\n\nThe talks begin on Monday.',
    "runs on without marks": (
        '{d:"We are ready.}\n\n{d:The talks begin soon.}\n\n{d:Nobody will stop us,"} he said.'
    ),
    "partial quotation": 'The minister said {i:the plan was} {d:"dangerous and dumb"}.',
    "title": 'The film {t:"The Long Road"} opens today.',
    "so-called": 'The so-called {x:"partners"} kept silent.',
    "scare quotes": 'The {x:"free"} press kept silent.',
    "inch": 'A 27" screen costs 300 dollars.',
    "inch in a quotation": '{d:"I bought a 27" screen yesterday,"} said the minister.',
    "apostrophes": "The minister's plan is the workers' plan in the '90s.",
    "relative clause": "The man who said this left.",
    "conditional": "If he said so, the plan would fail.",
    "state is no verb": "The State Council's rules name the member states.",
    "report is no verb": "The report on trade was published on Monday.",
    "main clause": "Asked about the plan, the minister declined to comment.",
    "no voice": "Exports rose by 6.3 percent in May. Imports fell.",
}

RUSSIAN = {
    "that": "Министр заявил, {i:что урожай будет хорошим}.",
    "quote before": "{d:«Урожай будет хорошим»}, — заявил министр.",
    "straight marks": '{d:"Мы готовы работать дальше"}, - сказал министр.',
    "according": "По словам министра, {i:урожай будет хорошим}.",
    "according inside": "{i:Экспорт}, по данным министерства, {i:вырос}.",
    "by report": "Согласно отчёту, {i:экспорт вырос}.",
    "as-clause": "Как сообщил министр, {i:экспорт вырос}.",
    "clause behind": "{i Иван Петров:Урожай будет хорошим}, сообщил министр сельского хозяйства Иван Петров.",
    "backward": (
        "{i Иван Петров:Экспорт вырос на 5 процентов}. Об этом сообщил министр экономики Иван Петров."
    ),
    "backward with pronoun": (
        "Министр экономики Иван Петров дал интервью. {i Иван Петров:Экспорт"
        " вырос}. Об этом он рассказал в среду."
    ),
    "inflected name, pronoun": (
        "Министр иностранных дел Сергей Волков провёл встречу. По словам Волкова, {i Сергей Волков:переговоры"
        " прошли хорошо}. Он отметил, {i Сергей Волков:что работа продолжится}."
    ),
    "impersonal": "В министерстве сообщили, {i:что экспорт вырос}.",
    "experts": "Эксперты считают, {i:что цены вырастут}.",
    "clause inside the marks": (
        "{d Волков:«Мы работаем,} — сказал Волков. — {d Волков:И будем работать дальше»}."
    ),
    "dialogue": "— {d:Мы готовы}, — сказал министр.",
    "colon": "Иван Петров: {d Иван Петров:«Мы готовы работать вместе и дальше»}",
    "inner quotation": "{d Петров:«Он сказал: „Мы идём“, и ушёл»}, — рассказал Петров.",
    "nested straight marks": (
        '{d Петров:"Завод "Парус - 2", который мы строим, скоро откроют"}, - сказал Петров.'
    ),
    "partial quotation": "Министр назвал план {d:«опасным и глупым»}.",
    "next paragraph opens": "{d:«Мы остаёмся.}\n\n{d:«И работаем дальше»}, — сказал министр.",
    "newspaper": "Газета {t:«Вечерний город»} вышла в понедельник.",
    "company": "Компания {t:«Парус»} открыла завод.",
    "so-called": "Так называемые {x:«партнёры»} молчат.",
    "scare quotes": "Эта {x:«помощь»} не пришла.",
    "scare quotes open the sentence": "{x:«Свободная»} пресса молчит.",
    "inch": 'Экран 27" стоит дорого.',
    "relative clause": "Человек, который это сказал, ушёл.",
    "conditional": "Если бы он сказал правду, план бы удался.",
    "idiom": "Как говорится, терпение и труд всё перетрут.",
    "no voice": "Экспорт вырос на 6,3 процента. Импорт снизился.",
}


@pytest.mark.parametrize("case", GERMAN)
def test_german(case: str) -> None:
    text, expected = unmark(GERMAN[case])
    compare(text, find_voices(text, language=load_language("de")), expected)


@pytest.mark.parametrize("case", ENGLISH)
def test_english(case: str) -> None:
    text, expected = unmark(ENGLISH[case])
    compare(text, find_voices(text, language=load_language("en")), expected)


@pytest.mark.parametrize("case", RUSSIAN)
def test_russian(case: str) -> None:
    text, expected = unmark(RUSSIAN[case])
    compare(text, find_voices(text, language=load_language("ru")), expected)


def test_page_of_an_agency() -> None:
    """The shape of an agency's report: backward attribution, two quotations, subjunctive, own text."""
    marked = (
        "GRAZ, 3. Mai (NAG) - {i Ada Lorenz:Beide Länder haben viel erreicht, aber sie wollen mehr}."
        " Dies erklärte die Energieministerin Ada Lorenz.\n\n"
        '{d Ada Lorenz:"Der Handel wächst. Wie man so schön sagt, hilft'
        ' Geduld. Das zählt"}, sagte die Ministerin.\n\n'
        "{i Ada Lorenz:Sie sei zuversichtlich, dass es viele Wege gebe}."
        ' {d Ada Lorenz:"Wir werden alles tun, um zu helfen"}, sagte Ada Lorenz.\n\n'
        "Der Handel betrug im Jahr 2023 48,7 Milliarden Euro. Die Ausfuhr lag bei 25 Milliarden.\n\n"
        "Im Zeitraum Januar-März wurden über 12 Mrd. Euro umgesetzt."
    )
    text, expected = unmark(marked)
    spans = find_voices(text, language=load_language("de"))
    compare(text, spans, expected)
    assert {span.role for span in spans} == {"own_state"}
    assert [span.verb for span in spans] == ["erklärte", "sagte", "", "sagte"]


def test_one_word_in_a_report_is_distance_and_report() -> None:
    text = 'The party said the "government" had failed the people.'
    spans = find_voices(text, language=load_language("en"))
    assert [(span.kind, text[span.start : span.end]) for span in spans] == [
        ("indirect", 'the "government" had failed the people'),
        ("distancing", '"government"'),
    ]


OTHERS = {
    "zh": "外交部发言人表示，{i:中方愿意继续合作}。他说：{d:“我们将继续努力。”}{t:《日报》}出版了。",
    "es": "El ministro dijo {i:que la cosecha será buena}. Según el ministro, {i:la cosecha crece}.",
    "pl": "Minister powiedział, {i:że zbiory będą dobre}. Według ministra {i:eksport rośnie}.",
    "be": "Міністр заявіў, {i:што ўраджай будзе добры}. {d:«Мы рады гэтаму»}, — сказаў міністр.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages(code: str) -> None:
    text, expected = unmark(OTHERS[code])
    compare(text, find_voices(text, language=load_language(code)), expected)
