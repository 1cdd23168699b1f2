"""Wording and numbers of figures in German, English and Russian."""

from __future__ import annotations

import math

NARROW = "\u202f"
LANGUAGES = ("en", "de", "ru")

_WORDS = {
    "read": ("Raw items read", "Gelesene Rohdaten", "Прочитано исходных записей"),
    "set aside": ("Set aside", "Aussortiert", "Отложено"),
    "kept": ("Articles kept", "Behaltene Artikel", "Оставлено статей"),
    "reprints": ("Reprints, left out of models", "Nachdrucke, nicht in Modellen", "Перепечатки, вне моделей"),
    "exact": ("exact", "wörtlich", "дословно"),
    "near": ("edited", "bearbeitet", "с правкой"),
    "version": ("later version", "spätere Fassung", "новая версия"),
    "partial": ("in part", "in Teilen", "частично"),
    "analysed": ("Original articles analysed", "Analysierte Originale", "Анализ: исходные статьи"),
    "articles a month": ("Articles per month", "Artikel pro Monat", "Статей в месяц"),
    "articles a week": ("Articles per week", "Artikel pro Woche", "Статей в неделю"),
    "no articles": (
        "Hatched: no articles collected.",
        "Schraffiert: keine Artikel.",
        "Штриховка: статей нет.",
    ),
    "incomplete": (
        "Orange: gaps and periods of incomplete collection.",
        "Orange: Lücken und unvollständig erhobene Zeiten.",
        "Оранжевым: пропуски и периоды неполного сбора.",
    ),
    "all sources": ("All", "Alle", "Всего"),
    "without a day": ("without a date", "ohne Datum", "без даты"),
    "lag": ("Days after first publication", "Tage nach Erstveröffentlichung", "Дней после первой публикации"),
    "share of reprints": ("Reprints published (%)", "Erschienene Nachdrucke (%)", "Вышло перепечаток (%)"),
    "median": ("median", "Median", "медиана"),
    "days": ("d", "T.", "дн."),
    "network": (
        "An arrow runs from the first publisher to the outlet that reprints. Its width and number give the"
        " share of the reprinting outlet's articles.",
        "Pfeile führen vom Erstveröffentlicher zum nachdruckenden Medium. Breite und Zahl: Anteil an dessen"
        " Artikeln.",
        "Стрелка ведёт от первого издания к перепечатавшему. Толщина и число — доля в статьях последнего.",
    ),
    "copied": (
        "Text that stood in another outlet before (%)",
        "Text, der zuvor in einem anderen Medium stand (%)",
        "Текст, ранее вышедший в другом издании (%)",
    ),
    "original": ("Original articles (%)", "Eigene Artikel (%)", "Собственные статьи (%)"),
    "interval": ("Bars: 95% intervals.", "Balken: 95-%-Intervalle.", "Отрезки: 95-%-ные интервалы."),
    "band": (
        "Bands: 95% intervals; n for each point.",
        "Bänder: 95-%-Intervalle; n je Punkt.",
        "Полосы: 95-%-ные интервалы; n для каждой точки.",
    ),
    "pooled": (
        "Wide marks: months pooled by quarter.",
        "Breite Marken: nach Quartal zusammengefasst.",
        "Длинные черты: данные за квартал.",
    ),
    "uses": ("Uses (logarithmic)", "Vorkommen (logarithmisch)", "Употреблений (лог. шкала)"),
    "z": ("z of the log-odds ratio", "z der logarithmierten Chancen", "z логарифма шансов"),
    "log-odds": ("Log-odds ratio", "Logarithmierte Chancen", "Логарифм шансов"),
    "grey terms": (
        "Grey: interval includes 0.",
        "Grau: Intervall enthält 0.",
        "Серым: интервал включает 0.",
    ),
    "share of names": ("Share of all names (%)", "Anteil an allen Namen (%)", "Доля среди названий (%)"),
    "outlet": ("Outlet's own voice", "Eigene Stimme", "Собственный голос"),
    "quoted": ("Quoted voices", "Zitierte Stimmen", "Цитируемые голоса"),
    "direct": ("Direct quotation", "Direkte Rede", "Прямая речь"),
    "indirect": ("Indirect quotation", "Indirekte Rede", "Косвенная речь"),
    "topic": ("Topic", "Thema", "Тема"),
    "agreement": (
        "Agreement over seeds (mean matched cosine)",
        "Übereinstimmung der Läufe (mittlerer Kosinus)",
        "Согласие запусков (средний косинус)",
    ),
    "weights": (
        "Bars: weight of the word in the topic.",
        "Balken: Gewicht des Wortes im Thema.",
        "Полосы: вес слова в теме.",
    ),
    "hatched": (
        "In brackets: stability over seeds; grey and hatched where below {}.",
        "In Klammern: Stabilität über die Läufe; grau und schraffiert, wo unter {}.",
        "В скобках: устойчивость между запусками; серым со штриховкой, если ниже {}.",
    ),
    "hollow": (
        "Hollow: stability over seeds below {}.",
        "Hohl: Stabilität über die Läufe unter {}.",
        "Контуром: устойчивость между запусками ниже {}.",
    ),
    "prevalence": ("Share of topic (%)", "Anteil des Themas (%)", "Доля темы (%)"),
    "frame rate": ("Share with frame (%)", "Anteil mit Frame (%)", "Доля с фреймом (%)"),
    "in brackets": (
        "in brackets: 95% intervals.",
        "in Klammern: 95-%-Intervalle.",
        "в скобках: 95-%-ные интервалы.",
    ),
    "planted": ("Planted", "Eingebaut", "Заложено"),
    "measured": ("Measured", "Gemessen", "Измерено"),
    "covered": (
        "Interval holds the planted value: {} of {}; the others are crossed.",
        "Eingebauter Wert im Intervall: {} von {}; die anderen gekreuzt.",
        "Заложенное значение в интервале: {} из {}; прочие перечёркнуты.",
    ),
    "tone": (
        "Tone of sentences that mention the target",
        "Ton der Sätze, die das Ziel nennen",
        "Тон предложений с упоминанием объекта",
    ),
    "share of text": ("Share of text (%)", "Anteil am Text (%)", "Доля текста (%)"),
    "quoted share": (
        "Text in quoted voices (%)",
        "Text zitierter Stimmen (%)",
        "Текст цитируемых голосов (%)",
    ),
    "articles of points": (
        "n: articles of each point.",
        "n: Artikel je Punkt.",
        "n: число статей в каждой точке.",
    ),
    "official share": (
        "Share of speech (%)",
        "Anteil an der Rede (%)",
        "Доля речи (%)",
    ),
    "official": ("All officials", "Alle Amtsträger", "Все официальные лица"),
    "speakers": (
        "Named speakers of an article",
        "Genannte Sprecher je Artikel",
        "Названных говорящих на статью",
    ),
    "all speakers": ("All", "Alle", "Все"),
    "stretch": (
        "Characters of a stretch of speech",
        "Zeichen je Redestelle",
        "Знаков в одной цитате",
    ),
    "direct share": (
        "Speech in quotation marks (%)",
        "Rede in Anführungszeichen (%)",
        "Речь в кавычках (%)",
    ),
    "held at a distance": (
        "Mentions held at a distance (%)",
        "Distanzierte Nennungen (%)",
        "Упоминания с отстранением (%)",
    ),
    "verbs": ("Share of reporting verbs (%)", "Anteil der Redeverben (%)", "Доля глаголов речи (%)"),
    "rate": ("Rate (%)", "Anteil (%)", "Доля (%)"),
    "value": ("Estimate", "Schätzwert", "Оценка"),
    "shift": (
        "Change after the event (percentage points)",
        "Änderung nach dem Ereignis (Prozentpunkte)",
        "Изменение после события (п. п.)",
    ),
    "change": ("Change after the event", "Änderung nach dem Ereignis", "Изменение после события"),
    "tested": (
        "p < {} (permutation test, adjusted)",
        "p < {} (Permutationstest, korrigiert)",
        "p < {} (перестановочный тест, с поправкой)",
    ),
    "not tested": ("not below {}", "nicht unter {}", "не ниже порога {}"),
    "divergence shift": (
        "Share of the divergence (%)",
        "Anteil an der Divergenz (%)",
        "Доля в расхождении (%)",
    ),
    "tone shift": ("Share of tone difference (%)", "Anteil am Tonunterschied (%)", "Доля в разнице тона (%)"),
    "divergence total": (
        "Jensen-Shannon divergence in all: {} bits {}.",
        "Jensen-Shannon-Divergenz insgesamt: {} Bit {}.",
        "Расхождение Йенсена — Шеннона в целом: {} бит {}.",
    ),
    "tone total": (
        "Difference of average tone in all: {} {}.",
        "Unterschied im mittleren Ton insgesamt: {} {}.",
        "Разница среднего тона в целом: {} {}.",
    ),
    "largest of": (
        "The {} largest of {} contributions.",
        "Die {} größten von {} Beiträgen.",
        "{} наибольших вкладов из {}.",
    ),
    "positive more": ("positive, more in {}", "positiv, häufiger: {}", "положительное, чаще: {}"),
    "positive less": ("positive, less in {}", "positiv, seltener: {}", "положительное, реже: {}"),
    "negative more": ("negative, more in {}", "negativ, häufiger: {}", "отрицательное, чаще: {}"),
    "negative less": ("negative, less in {}", "negativ, seltener: {}", "отрицательное, реже: {}"),
    "strip": (
        "Marks: days with the term; higher: more uses. DPnorm: 0 even, 1 all in one article.",
        "Striche: Tage mit dem Ausdruck; höher: häufiger. DPnorm: 0 gleichmäßig, 1 alles in einem Artikel.",
        "Штрихи: дни с выражением; выше — чаще. DPnorm: 0 — равномерно, 1 — всё в одной статье.",
    ),
    "pairs": (
        "Line width: logDice, {} to {}. Area of a point: {}.",
        "Linienbreite: logDice, {} bis {}. Fläche der Punkte: {}.",
        "Толщина линии: logDice, от {} до {}. Площадь кружка: {}.",
    ),
    "joint uses": (
        "joint uses in the pairs shown",
        "gemeinsame Vorkommen in den gezeigten Paaren",
        "совместные употребления в показанных парах",
    ),
    "all uses": ("uses", "Vorkommen", "употребления"),
    "above": (
        "Only pairs with an interval above {}.",
        "Nur Paare mit einem Intervall über {}.",
        "Только пары с интервалом выше {}.",
    ),
    "strongest": (
        "The {} strongest of {} pairs.",
        "Die {} stärksten von {} Paaren.",
        "{} сильнейших пар из {}.",
    ),
    "marked": ("Dark: chosen terms.", "Dunkel: gewählte Ausdrücke.", "Тёмным: выбранные выражения."),
    "formula share": ("Words in formulas (%)", "Wörter in Formeln (%)", "Слова в формулах (%)"),
    "words": ("Words", "Wörter", "Число слов"),
    "different words": ("Different words", "Verschiedene Wörter", "Число разных слов"),
    "growth bands": ("Bands: 95% intervals.", "Bänder: 95-%-Intervalle.", "Полосы: 95-%-ные интервалы."),
    "per 10,000": ("Uses per 10,000 words", "Vorkommen je 10.000 Wörter", "Употреблений на 10 000 слов"),
    "bare name": ("name alone", "Name allein", "имя без титула"),
    "share of mentions": (
        "Share of the leader's mentions (%), shaded from 0 to {}.",
        "Anteil an den Nennungen der Person (%), schattiert von 0 bis {}.",
        "Доля среди упоминаний лица (%), тон от 0 до {}.",
    ),
    "loose": (
        "Dashed: interval wider than {} points.",
        "Gestrichelt: Intervall breiter als {} Punkte.",
        "Пунктир: интервал шире {} п. п.",
    ),
    "whole period": ("Whole period", "Gesamtzeit", "Весь период"),
    "about": ("About the actor", "Über den Akteur", "Об акторе"),
    "by": ("By the actor", "Vom Akteur", "Слова актора"),
    "before in lists": (
        "Lists in which the row stands before the column (%); pairs in {} lists or more.",
        "Listen, in denen die Zeile vor der Spalte steht (%); Paare in mindestens {} Listen.",
        "Списки, где строка стоит раньше столбца (%); пары не менее чем в {} списках.",
    ),
    "no data": ("No data for this figure", "Keine Daten für diese Abbildung", "Нет данных для рисунка"),
}


def word(key: str, language: str = "en") -> str:
    """A fixed wording in German, English or Russian; raises KeyError for an unknown key, ValueError else."""
    if language not in LANGUAGES:
        raise ValueError(f"figures speak {', '.join(LANGUAGES)}, not {language!r}")
    return _WORDS[key][LANGUAGES.index(language)]


def known(key: str) -> bool:
    """Whether there is a fixed wording for `key`."""
    return key in _WORDS


def count(number: float, language: str = "en") -> str:
    """A whole number with the language's mark between thousands."""
    mark = {"en": ",", "de": ".", "ru": NARROW}[language]
    return f"{round(number):,}".replace(",", mark)


def decimal(number: float, digits: int = 1, language: str = "en", *, sign: bool = False) -> str:
    """A number with the language's decimal mark and a true minus; "–" when it is missing; never -0."""
    if math.isnan(number):
        return "–"
    text = f"{round(number, digits) + 0.0:{'+' if sign else ''}.{digits}f}"
    return text.replace("-", "−").replace(".", "." if language == "en" else ",")


def percent(share: float, digits: int = 0, language: str = "en") -> str:
    """A share as percent: "12.3%" in English, with a blank before the sign in German and Russian."""
    return decimal(100 * share, digits, language) + ("%" if language == "en" else f"{NARROW}%")


def bounds(low: str, high: str, language: str = "en") -> str:
    """Two written bounds in brackets, with a semicolon where the comma is a decimal mark."""
    return f"[{low}{',' if language == 'en' else ';'} {high}]"


def sample_size(numbers: list[float], language: str = "en") -> str:
    """ "n = 1,234", or the range when the numbers differ; empty without numbers."""
    present = sorted(number for number in numbers if not math.isnan(number))
    if not present:
        return ""
    low, high = count(present[0], language), count(present[-1], language)
    return f"n = {low}" if low == high else f"n = {low}–{high}"
