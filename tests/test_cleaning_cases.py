"""Cases in every language: datelines, dates, weekdays, and what only looks like them; which language it is.

All sentences were written for these tests.
"""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.cleaning.datelines import read_dateline
from analysis.cleaning.dates import date_line, find_dates
from analysis.cleaning.language import detect
from analysis.declarations import Outlet

NOBODY = Outlet(name="x", label="X", checked="unchecked")
STUDY = ("de", "en", "ru", "es", "pl", "be", "zh")

# Text, and its place, day (month-day) and agency: what stands before the dash is the dateline.
DATELINES = {
    "de": (
        ("MINSK, 24. Mai (BelTA) - Der Rat tagte am Morgen.", "MINSK", "05-24", "BelTA"),
        ("Minsk, 3. März (BelTA) – Die Brücke ist offen.", "Minsk", "03-03", "BelTA"),
        ("BERLIN (dpa) - Der Zug fährt wieder.", "BERLIN", "", "dpa"),
        ("Frankfurt/Main (dpa) – Die Messe beginnt.", "Frankfurt/Main", "", "dpa"),
        ("WIEN, 11. Jänner (APA) -- Der Schnee bleibt liegen.", "WIEN", "01-11", "APA"),
        ("GENF, 30. Sept. (AFP) - Die Gespräche gehen weiter.", "GENF", "09-30", "AFP"),
        ("MINSK — Die Ernte hat begonnen.", "MINSK", "", ""),
    ),
    "en": (
        ("PYONGYANG, January 1 (KCNA) -- The farm met its target.", "PYONGYANG", "01-01", "KCNA"),
        ("Pyongyang, May 24 (KCNA) -- A new mill was opened.", "Pyongyang", "05-24", "KCNA"),
        ("MINSK, 24 May (BelTA) - The council met.", "MINSK", "05-24", "BelTA"),
        ("BEIJING, Sept. 3 (Xinhua) -- The fair has begun.", "BEIJING", "09-03", "Xinhua"),
        ("LONDON (Reuters) - The ferry is late.", "LONDON", "", "Reuters"),
        ("MOSCOW, November 5. /TASS/. The bridge is open.", "MOSCOW", "11-05", "TASS"),
        ("KAMPALA, Uganda — The rains have come.", "KAMPALA", "", ""),
        ("NEW YORK, March 2 (UPI) -- The library reopened.", "NEW YORK", "03-02", "UPI"),
    ),
    "ru": (
        ("МИНСК, 24 мая. /Корр. БЕЛТА/. Совет собрался утром.", "МИНСК", "05-24", "Корр. БЕЛТА"),
        ("МИНСК, 24 мая /Корр. БЕЛТА/. Мост открыт.", "МИНСК", "05-24", "Корр. БЕЛТА"),
        ("МОСКВА, 1 января. /ТАСС/. Завод начал работу.", "МОСКВА", "01-01", "ТАСС"),
        ("МОСКВА, 15 фев - РИА Новости. Поезд задержан.", "МОСКВА", "02-15", "РИА Новости"),
        ("САНКТ-ПЕТЕРБУРГ, 9 сентября (ТАСС) — Музей открыли.", "САНКТ-ПЕТЕРБУРГ", "09-09", "ТАСС"),
        ("Брест, 3 октября (БЕЛТА) - Паром снова ходит.", "Брест", "10-03", "БЕЛТА"),
        ("ГОМЕЛЬ — Уборка началась.", "ГОМЕЛЬ", "", ""),
    ),
    "es": (
        ("MINSK, 24 de mayo (BelTA) - El consejo se reunió.", "MINSK", "05-24", "BelTA"),
        ("Pyongyang, 1 de enero (ACNC) -- La granja cumplió su plan.", "Pyongyang", "01-01", "ACNC"),
        ("MADRID, 3 sep. (EFE) - El tren vuelve a circular.", "MADRID", "09-03", "EFE"),
        ("LA HABANA (Prensa Latina) - Abrió la feria.", "LA HABANA", "", "Prensa Latina"),
        ("Quito, 12 de agosto (EFE).- Llegaron las lluvias.", "Quito", "08-12", "EFE"),
        ("CARACAS — El puente está abierto.", "CARACAS", "", ""),
    ),
    "pl": (
        ("MIŃSK, 24 maja (BelTA) - Rada zebrała się rano.", "MIŃSK", "05-24", "BelTA"),
        ("Warszawa, 1 stycznia (PAP) - Most jest otwarty.", "Warszawa", "01-01", "PAP"),
        ("WARSZAWA (PAP) - Pociąg znów kursuje.", "WARSZAWA", "", "PAP"),
        ("Kraków, 30 września (PAP) – Otwarto muzeum.", "Kraków", "09-30", "PAP"),
        ("ŁÓDŹ, 3 października (PAP) -- Zaczęły się targi.", "ŁÓDŹ", "10-03", "PAP"),
        ("GDAŃSK — Prom jest spóźniony.", "GDAŃSK", "", ""),
    ),
    "be": (
        ("МІНСК, 24 мая. /Кар. БЕЛТА/. Савет сабраўся раніцай.", "МІНСК", "05-24", "Кар. БЕЛТА"),
        ("МІНСК, 1 студзеня /Кар. БЕЛТА/. Мост адкрыты.", "МІНСК", "01-01", "Кар. БЕЛТА"),
        ("Брэст, 3 кастрычніка (БЕЛТА) - Паром зноў ходзіць.", "Брэст", "10-03", "БЕЛТА"),
        ("ГОМЕЛЬ, 9 верасня (БЕЛТА) — Музей адкрылі.", "ГОМЕЛЬ", "09-09", "БЕЛТА"),
        ("ВІЦЕБСК — Жніво пачалося.", "ВІЦЕБСК", "", ""),
    ),
    "zh": (
        ("新华社北京5月24日电 会议今天举行。", "北京", "05-24", "新华社"),
        ("新华社明斯克1月1日电（记者 张三）大桥开通。", "明斯克", "01-01", "新华社"),
        ("中新社上海10月3日电 博览会开幕。", "上海", "10-03", "中新社"),
        ("中新网9月9日电 火车恢复运行。", "", "09-09", "中新网"),
        ("新华社莫斯科12月31日电 (记者李四) 雪还在下。", "莫斯科", "12-31", "新华社"),
    ),
}
# Beginnings of articles that are no datelines: the place is part of the sentence, the bracket no agency.
SENTENCES = {
    "de": (
        "Minsk – die Hauptstadt – feiert heute.",
        "Am 24. Mai (Freitag) - so der Plan - beginnt die Messe.",
        "Weber (CDU) - der Minister - lehnte ab.",
        "In Minsk, 24. Mai, tagte der Rat.",
        "Berlin, Paris und Rom verhandeln - wieder einmal.",
        "Schmidt, 24, (Foto) - Torwart der Auswahl - ist verletzt.",
        "EU - das sind 27 Staaten.",
        "Politik",
    ),
    "en": (
        "Minsk - the capital - celebrates today.",
        "On May 24 (Friday) - as planned - the fair begins.",
        "Smith (Labour) - the minister - refused.",
        "In Pyongyang, January 1 is a holiday.",
        "London, Paris and Rome are talking - once again.",
        "May 24 - the day of the fair - is a holiday.",
        "Jones, 24 (pictured) - the keeper - is injured.",
        "Opinion",
    ),
    "ru": (
        "Минск - столица - празднует сегодня.",
        "24 мая (пятница) - день города.",
        "Петров (фракция центра) - министр - отказался.",
        "В Минске, 24 мая, собрался совет.",
        "Москва, Париж и Рим ведут переговоры - снова.",
        "Иванов, 24 (на фото) - вратарь сборной - травмирован.",
        "СНГ - это содружество.",
        "Политика",
    ),
    "es": (
        "Minsk - la capital - celebra hoy.",
        "El 24 de mayo (viernes) - según el plan - empieza la feria.",
        "García (PSOE) - el ministro - se negó.",
        "En Quito, el 12 de agosto llovió.",
        "Madrid, París y Roma negocian - otra vez.",
        "Pérez, 24 (foto) - el portero - está lesionado.",
        "Política",
    ),
    "pl": (
        "Mińsk - stolica - dziś świętuje.",
        "24 maja (piątek) - zgodnie z planem - zaczynają się targi.",
        "Nowak (PSL) - minister - odmówił.",
        "W Warszawie, 1 stycznia, padał śnieg.",
        "Warszawa, Paryż i Rzym rozmawiają - znowu.",
        "Kowalski, 24 (na zdjęciu) - bramkarz - jest kontuzjowany.",
        "Polityka",
    ),
    "be": (
        "Мінск - сталіца - сёння святкуе.",
        "24 мая (пятніца) - дзень горада.",
        "Пятроў (фракцыя цэнтра) - міністр - адмовіўся.",
        "У Мінску, 24 мая, сабраўся савет.",
        "Масква, Парыж і Рым вядуць перамовы - зноў.",
        "Іваноў, 24 (на фота) - варатар зборнай - траўміраваны.",
        "Палітыка",
    ),
    "zh": (
        "北京——中国的首都——今天庆祝。",
        "5月24日（星期五）——博览会开幕。",
        "新华社社长今天出席会议。",
        "中新社记者在上海采访。",
        "会议5月24日在北京举行。",
        "张三（24岁）——守门员——受伤。",
        "政治",
    ),
}
# The twelve months as a running text has them: text and month.
MONTHS = {
    "de": "am 5. {} in Minsk|"
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "on {} 5 in Minsk|"
    "January February March April May June July August September October November December",
    "ru": "5 {} в Минске|января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "es": "el 5 de {} en Minsk|"
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pl": "5 {} w Mińsku|"
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "be": "5 {} у Мінску|"
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "uk": "5 {} у Мінську|"
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "zh": "{}5日在明斯克|1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
# Lines above an article that are a date with its weekday, Monday first; 2024-05-20 was a Monday.
WEEKDAYS = {
    "de": "{}, {}. Mai 2024|Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "{}, {} May 2024|Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "ru": "{}, {} мая 2024|понедельник вторник среда четверг пятница суббота воскресенье",
    "es": "{}, {} de mayo de 2024|lunes martes miércoles jueves viernes sábado domingo",
    "pl": "{}, {} maja 2024|poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "be": "{}, {} мая 2024|панядзелак аўторак серада чацвер пятніца субота нядзеля",
    "zh": "2024年5月{1}日 {0}|星期一 星期二 星期三 星期四 星期五 星期六 星期日",
}
# Weekdays and months in other cases and short forms: line, day.
FORMS = {
    "de": (("Mo., 20. Mai 2024", "2024-05-20"), ("Freitag, den 24. Mai 2024, 15:34 Uhr", "2024-05-24")),
    "en": (("Fri, 24 May 2024 15:34", "2024-05-24"), ("Friday, May 24th, 2024", "2024-05-24")),
    "ru": (("в пятницу, 24 мая 2024 года", "2024-05-24"), ("Пт, 24 мая 2024 г.", "2024-05-24")),
    "es": (("vie., 24 de mayo de 2024", "2024-05-24"), ("Viernes 24 de mayo del 2024", "2024-05-24")),
    "pl": (("w piątek, 24 maja 2024 r.", "2024-05-24"), ("pt., 24 maja 2024", "2024-05-24")),
    "be": (("у пятніцу, 24 мая 2024 года", "2024-05-24"), ("пт, 24 мая 2024", "2024-05-24")),
    "zh": (("2024年5月24日 周五", "2024-05-24"), ("2024年5月24日 星期五 15:34", "2024-05-24")),
}
# Leads and headlines that hold a date, month or weekday and are no date line.
LEADS = {
    "de": (
        "Am Freitag, dem 24. Mai 2024, beschloss der Rat in Minsk den Haushalt.",
        "Der Mai 2024 war der wärmste seit Beginn der Messungen im Land.",
        "Bis zum 1. Januar 2025 sollen alle Brücken wieder offen sein.",
        "Wirtschaft wächst 2024 um 2,5 Prozent",
    ),
    "en": (
        "On Friday, May 24, 2024, the council of Minsk adopted its budget.",
        "May 2024 was the warmest month since measurements began here.",
        "All bridges are to be open again by January 1, 2025, it said.",
        "Politics of 2024 in twelve pictures from the archive",
    ),
    "ru": (
        "В пятницу, 24 мая 2024 года, совет Минска утвердил бюджет города.",
        "Май 2024 года стал самым тёплым за всю историю наблюдений.",
        "До 1 января 2025 года все мосты должны быть снова открыты.",
        "Экономика выросла в 2024 году на 2,5 процента",
    ),
    "es": (
        "El viernes 24 de mayo de 2024 el consejo de Minsk aprobó su presupuesto.",
        "Mayo de 2024 fue el mes más cálido desde que hay mediciones.",
        "Para el 1 de enero de 2025 deben estar abiertos todos los puentes.",
        "La economía creció en 2024 un 2,5 por ciento",
    ),
    "pl": (
        "W piątek 24 maja 2024 roku rada Mińska przyjęła budżet miasta.",
        "Maj 2024 roku był najcieplejszy w całej historii pomiarów.",
        "Do 1 stycznia 2025 roku wszystkie mosty mają być znów otwarte.",
        "Gospodarka wzrosła w 2024 roku o 2,5 procent",
    ),
    "be": (
        "У пятніцу, 24 мая 2024 года, савет Мінска зацвердзіў бюджэт горада.",
        "Май 2024 года стаў самым цёплым за ўсю гісторыю назіранняў.",
        "Да 1 студзеня 2025 года ўсе масты павінны быць зноў адкрыты.",
        "Эканоміка вырасла ў 2024 годзе на 2,5 працэнта",
    ),
    "zh": (
        "2024年5月24日，明斯克市议会在上午的会议上通过了全年预算。",
        "2024年5月是有气象观测记录以来全国最温暖的一个月份。",
        "到2025年1月1日，所有的桥梁都应当重新开放通行，他说。",
        "2024年经济增长百分之二点五，创下十年来的新高纪录",
    ),
}
# Short texts as a corpus has them; Russian, Belarusian and Ukrainian differ in few letters.
TEXTS = {
    "de": (
        "Der Rat hat am Morgen getagt und über den Haushalt gesprochen.",
        "Die Brücke ist nach der Reparatur wieder für den Verkehr offen.",
        "Mit dem neuen Vertrag wird der Handel zwischen den Ländern leichter.",
    ),
    "en": (
        "The council met in the morning and spoke about the budget.",
        "After the repair the bridge is open to traffic once again.",
        "With the new treaty trade between the countries will be easier.",
    ),
    "ru": (
        "Совет собрался утром и обсудил бюджет на следующий год.",
        "После ремонта мост снова открыт для движения транспорта.",
        "Россия и Беларусь подписали новый договор о торговле.",
        "В Минске состоялось заседание Совета министров Беларуси.",
        "Он сказал, что это решение правительства окончательное.",
    ),
    "es": (
        "El consejo se reunió por la mañana y habló sobre el presupuesto.",
        "Tras la reparación el puente está abierto de nuevo al tráfico.",
        "Con el nuevo tratado el comercio entre los países será más fácil.",
    ),
    "pl": (
        "Rada zebrała się rano i rozmawiała o budżecie na przyszły rok.",
        "Po naprawie most jest znów otwarty dla ruchu i nie tylko dla pieszych.",
        "Dzięki nowej umowie handel między krajami będzie łatwiejszy.",
    ),
    "be": (
        "Савет сабраўся раніцай і абмеркаваў бюджэт на наступны год.",
        "Пасля рамонту мост зноў адкрыты для руху транспарту.",
        "Расія і Беларусь падпісалі новы дагавор аб гандлі.",
        "У Мінску адбылося пасяджэнне Савета міністраў Беларусі.",
        "Ён сказаў, што гэта рашэнне ўрада канчатковае.",
    ),
    "uk": (
        "Рада зібралася вранці й обговорила бюджет на наступний рік.",
        "Після ремонту міст знову відкрито для руху транспорту.",
        "Росія та Білорусь підписали новий договір про торгівлю.",
        "У Києві відбулося засідання Кабінету міністрів України.",
        "Він сказав, що це рішення уряду є остаточним.",
    ),
    "zh": (
        "市议会上午开会，讨论了明年的预算。",
        "大桥修复后重新开放通车。",
        "两国签署了新的贸易协定。",
    ),
}


def flat(table: dict[str, tuple]) -> list[tuple]:
    """(language, case) of a table, the case spread where it is a tuple."""
    return [
        (code, *(case if isinstance(case, tuple) else (case,)))
        for code, cases in table.items()
        for case in cases
    ]


def filled(table: dict[str, str]) -> list[tuple[str, int, str]]:
    """(language, number from 1, text) of tables of forms."""
    found = []
    for code, told in table.items():
        form, _, names = told.partition("|")
        for number, name in enumerate(names.split(), 1):
            found.append((code, number, form.format(name, 19 + number)))
    return found


@pytest.mark.parametrize("code", STUDY)
def test_every_language_has_forty_cases(code: str) -> None:
    tables = (DATELINES, SENTENCES, FORMS, LEADS, TEXTS)
    assert sum(len(table[code]) for table in tables) + 12 + 7 >= 40
    assert len(SENTENCES[code]) + len(LEADS[code]) >= 10


@pytest.mark.parametrize(("code", "text", "place", "day", "agency"), flat(DATELINES))
def test_datelines_of_each_language(code: str, text: str, place: str, day: str, agency: str) -> None:
    found = read_dateline(text, NOBODY)
    assert found is not None
    told = f"{found.date.month:02d}-{found.date.day:02d}" if found.date else ""
    assert (found.place, told, found.agency) == (place, day, agency)
    rest = text[len(found.words) :].strip()
    assert rest
    assert not rest.startswith(("-", "—", "–", "(", "/", "."))


@pytest.mark.parametrize(("code", "text"), flat(SENTENCES))
def test_what_only_looks_like_a_dateline(code: str, text: str) -> None:
    assert read_dateline(text, NOBODY) is None


@pytest.mark.parametrize(("code", "month", "text"), filled(MONTHS))
def test_months_in_a_sentence(code: str, month: int, text: str) -> None:
    found = find_dates(text)
    assert [(date.month, date.day, date.year) for date in found] == [(month, 5, None)]


@pytest.mark.parametrize(("code", "number", "line"), filled(WEEKDAYS))
def test_weekdays_in_a_date_line(code: str, number: int, line: str) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.found.month, found.found.day, found.weekday, found.beside) == (5, 19 + number, True, "")


@pytest.mark.parametrize(("code", "line", "day"), flat(FORMS))
def test_other_forms_of_date_lines(code: str, line: str, day: str) -> None:
    found = date_line(line)
    assert found is not None
    assert found.found.moment("UTC") is not None
    assert found.found.moment("UTC").day == dt.date.fromisoformat(day)  # type: ignore[union-attr]
    assert found.weekday


@pytest.mark.parametrize(("code", "line"), flat(LEADS))
def test_dates_inside_a_lead_make_no_date_line(code: str, line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(("code", "text"), flat(TEXTS))
def test_language_of_a_sentence(code: str, text: str) -> None:
    assert detect(text, STUDY)[0] == code
