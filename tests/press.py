"""A small press for tests: one outlet with three language services, written here, and commands run on it."""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import analysis
from analysis import storage
from analysis.template import start_study

SOURCE = Path(analysis.__file__).parents[1]
PROJECT = Path(__file__).parents[1]
NAME = "kurier"

STUDY = """\
name = "kurier"
title = "One outlet, three language services"
languages = ["de", "en", "ru"]
codebook = "state_media"
description = "Written for the tests: nobody said any of this."

[period]
start = 2023-01-01
end = 2023-12-31

[sources.kurier]
files = ["kurier/*.csv"]
outlet = "kurier"

[[events]]
name = "reform"
label = "The reform begins"
day = 2023-07-01
window = 150

[[targets]]
name = "opposition"
label = "The opposition"
terms = { de = ["opposition*"], en = ["opposition*"], ru = ["оппози*"] }

[[targets]]
name = "neighbour"
label = "The neighbour"
terms = { de = ["nachbarland*"], en = ["neighbour*"], ru = ["сосед*"] }

[[issues]]
name = "border"
label = "The border"
terms = { de = ["grenze*", "zoll*"], en = ["border*", "customs"], ru = ["границ*", "таможн*"] }
least = 1

[topics]
k = 3
seeds = [1, 2]
min_documents = 2
"""

OUTLET = """\
name = "kurier"
label = "Kurier of the Coast"
checked = "the tests"
timezone = "Europe/Berlin"

[services.de]
language = "de"
folders = ["de"]
[services.en]
language = "en"
folders = ["en"]
[services.ru]
language = "ru"
folders = ["ru"]
"""

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "de": (
        "Der Minister eröffnete im Bezirk {place} eine neue Werkhalle mit {number} Arbeitsplätzen.",
        "„Wir lassen uns von niemandem ein Diktat gefallen“, sagte Minister Weber am {number}. Messetag.",
        "Die Sanktionen schaden nach Angaben des Ministeriums vor allem den Händlern in {place}.",
        "Er sei zuversichtlich, dass {number} Betriebe bis Herbst liefern könnten, sagte der Minister.",
        "An der Grenze bei {place} warteten am Abend {number} Lastwagen auf die Abfertigung durch den Zoll.",
        "Die Opposition nannte den Haushalt eine Schande und verlangte {number} Änderungen.",
        "Das Nachbarland drohte erneut mit einer Sperre der Brücke von {place}.",
        "Rund {number} Gäste feierten das Fest der Freundschaft, die Stimmung war gut und friedlich.",
        "Die Einmischung in innere Angelegenheiten sei unzulässig, betonte der Sprecher in {place}.",
        "Auf den Feldern um {place} wurden {number} Tonnen Weizen geerntet, ein hervorragendes Ergebnis.",
        "Das sogenannte „Hilfspaket“ des Auslands erreichte {place} mit {number} Tagen Verspätung.",
        "Die Preise für Strom stiegen in {place} um {number} Prozent, eine schwere Belastung.",
    ),
    "en": (
        "The minister opened a new workshop with {number} jobs in the district of {place} this week.",
        "“We will not accept dictates from anybody,” Minister Weber said on day {number} of the fair.",
        "The sanctions mostly harm the traders of {place}, according to the ministry of trade.",
        "He said that {number} plants would be able to deliver before the autumn.",
        "At the border near {place} {number} lorries waited for customs in the evening.",
        "The opposition called the budget a disgrace and demanded {number} amendments.",
        "The neighbour threatened once more to close the bridge of {place}.",
        "Some {number} guests celebrated the feast of friendship in a good and peaceful mood.",
        "Foreign interference cannot be tolerated, the spokesman stressed in {place}.",
        "The fields around {place} yielded {number} tonnes of wheat, an excellent result.",
        "The so-called “aid package” from abroad reached {place} {number} days late.",
        "Prices of electricity rose by {number} percent in {place}, a terrible burden.",
    ),
    "ru": (
        "Министр открыл в районе {place} новый цех, где создано {number} рабочих мест.",
        "«Мы не примем ничей диктат», — сказал министр Вебер в {number}-й день выставки.",
        "Санкции вредят прежде всего торговцам в городе {place}, сообщили в министерстве.",
        "Он заявил, что {number} предприятий смогут начать поставки до осени.",
        "На границе у города {place} вечером {number} грузовиков ждали решения таможни.",
        "Оппозиция назвала бюджет позором и потребовала {number} поправок.",
        "Соседи снова угрожают закрыть мост в городе {place}.",
        "Около {number} гостей отметили праздник дружбы, настроение было хорошим и мирным.",
        "Вмешательство во внутренние дела недопустимо, подчеркнул представитель в городе {place}.",
        "На полях вокруг города {place} собрали {number} тонн пшеницы, это отличный результат.",
        "Так называемый «пакет помощи» из-за рубежа пришёл в {place} с опозданием на {number} дней.",
        "Цены на электричество в городе {place} выросли на {number} процентов, это тяжёлое бремя.",
    ),
}
PLACES = {
    "de": ("Altmünde", "Seefelden", "Grauwald", "Nordhafen", "Birkenau", "Steinbrück"),
    "en": ("Altmund", "Seafield", "Greywood", "Northhaven", "Birchmead", "Stonebridge"),
    "ru": ("Альтмюнде", "Приморск", "Серый Бор", "Норхафен", "Берёзовка", "Каменный Мост"),
}
SECTIONS = {"de": ("Politik", "Wirtschaft"), "en": ("Politics", "Economy"), "ru": ("Политика", "Экономика")}
COLUMNS = ("date", "language", "section", "title", "text", "url")
A_SERVICE = 50


@dataclass(frozen=True)
class Finished:
    """A study that was run: its project folder, and what the command printed."""

    root: Path
    printed: str

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed" / NAME

    @property
    def results(self) -> Path:
        return self.root / "results" / NAME

    def copy(self, target: Path) -> Finished:
        """The whole project elsewhere, with the times of its files."""
        shutil.copytree(self.root, target, copy_function=shutil.copy2)
        return Finished(target, self.printed)


def article(chance: random.Random, language: str, number: int) -> dict[str, str]:
    """One row of an export: five to seven sentences that no other article has in this order."""
    day = dt.date(2023, 1, 1) + dt.timedelta(days=(number * 365) // A_SERVICE + chance.randrange(5))
    chosen = chance.sample(SENTENCES[language], chance.randint(5, 7))
    text = " ".join(
        sentence.format(place=chance.choice(PLACES[language]), number=chance.randint(11, 990))
        for sentence in chosen
    )
    return {
        "date": f"{day.isoformat()} {chance.randint(6, 21):02d}:{chance.randint(0, 59):02d}",
        "language": language,
        "section": chance.choice(SECTIONS[language]),
        "title": text.split(".")[0][:60],
        "text": text,
        "url": f"https://kurier.example/{language}/{number}",
    }


def rows_of(language: str, *, count: int = A_SERVICE, seed: int = 7) -> list[dict[str, str]]:
    """The export of one service: `count` articles, two of them printed again later, and four broken rows."""
    chance = random.Random(f"{seed} {language}")
    rows = [article(chance, language, number) for number in range(count)]
    for number in (3, 11):
        if number < count:
            again = dt.date.fromisoformat(rows[number]["date"][:10]) + dt.timedelta(days=2)
            rows.append({**rows[number], "date": again.isoformat(), "url": rows[number]["url"] + "-again"})
    whole = rows[0]
    return [
        *rows,
        {**whole, "date": ""},
        {**whole, "text": "."},
        {**whole, "text": whole["text"][:20]},
        {**whole, "date": "2019-05-05"},
    ]


def write_csv(path: Path, rows: list[dict[str, str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def start_press(folder: Path, *, count: int = A_SERVICE, study: str = STUDY) -> Path:
    """A project as `analysis init` makes it, with the small press as its raw data; returns its folder."""
    file = start_study(folder, name=NAME)
    file.write_text(study, encoding="utf-8")
    (folder / "outlets" / "kurier.toml").write_text(OUTLET, encoding="utf-8")
    for language in SENTENCES:
        write_csv(folder / "data/raw/kurier" / f"{language}.csv", rows_of(language, count=count))
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this source first on the path, no study or raw folder chosen."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("ANALYSIS_")}
    path = os.pathsep.join([str(SOURCE), given.pop("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**given, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **more}


def command(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """`analysis ARGUMENTS` in a process of its own, run in folder `cwd`."""
    return subprocess.run(
        [sys.executable, "-m", "analysis", *arguments],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def hashes(folder: Path, *, hidden: bool = False) -> dict[str, str]:
    """Hash of every file below a folder by its path; records and locks (names with a dot) only if asked."""
    found = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return {
        name: storage.digest_file(path)
        for name, path in found.items()
        if hidden or not any(piece.startswith(".") for piece in Path(name).parts)
    }
