"""A study: sources, period, languages, codebook, targets, events, models and seeds, in one TOML file."""

from __future__ import annotations

import codecs
import datetime as dt
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from analysis.declarations.checking import DeclarationError, build, load
from analysis.declarations.codebook import Codebook, load_codebook
from analysis.declarations.language import HERE, load_language
from analysis.declarations.outlet import load_outlet

STUDY_VARIABLE, RAW_VARIABLE = "ANALYSIS_STUDY", "ANALYSIS_RAW"
Format = Literal[
    "auto", "html", "text", "txt", "csv", "tsv", "jsonl", "parquet", "warc", "lexisnexis", "factiva"
]
# What cleaning takes from a column of a table, and from a named group of a file's name.
FIELDS = ("text", "title", "published", "day", "crawled", "language", "section", "byline", "url")
GROUPS = ("date", "title", "published", "crawled", "language", "section", "byline", "url")
BOUNDS: dict[str, tuple[float, float]] = {
    "duplicates.threshold": (0.05, 1),
    "duplicates.longest_lag": (0, 36_500),
    "topics.k": (2, 1_000),
    "topics.min_documents": (1, 1_000_000),
    "topics.max_share": (0.001, 1),
    "cleaning.shortest": (0, 1_000_000),
}


@dataclass(frozen=True)
class Source:
    """Raw files of one outlet. `files` are patterns below the raw folder; `columns` maps a column of the
    articles table to a column of the file; `name_pattern` is a regular expression over a file's name with
    named groups (date, title, section); `hashes` maps a file to its blake2b hex digest of 16 bytes."""

    files: tuple[str, ...]
    outlet: str
    format: Format = "auto"
    language: str = ""
    service: str = ""
    encoding: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    name_pattern: str = ""
    origin: str = ""
    licence: str = ""
    accessed: dt.date | None = None
    hashes: dict[str, str] = field(default_factory=dict)
    query: str = ""


@dataclass(frozen=True)
class Period:
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Cleaning:
    """Rules of cleaning that are switched off, and the fewest characters an article's text may have."""

    off: tuple[str, ...] = ()
    shortest: int = 80


@dataclass(frozen=True)
class Duplicates:
    """Near-duplicates: smallest Jaccard similarity of 5-word shingles, and the longest lag in days."""

    threshold: float = 0.5
    longest_lag: int = 30


@dataclass(frozen=True)
class Topics:
    """Topic model: number of topics (per language where given), fewest articles of a term, seeds."""

    k: int = 12
    k_by_language: dict[str, int] = field(default_factory=dict)
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    min_documents: int = 5
    max_share: float = 0.5


@dataclass(frozen=True)
class Target:
    """Something the study looks for, with its terms per language (codebook syntax): a target toward whom
    tone is measured, or an issue whose articles (with `least` mentions or more) are looked at alone."""

    name: str
    label: str
    terms: dict[str, tuple[str, ...]]
    least: int = 2


@dataclass(frozen=True)
class Event:
    """A dated event: `day` is its first day; shifts compare the `window` days before and after."""

    name: str
    label: str
    day: dt.date
    window: int = 180


@dataclass(frozen=True)
class Study:
    """A declared study. `file` and `root` are filled in by `load_study`."""

    name: str
    title: str
    languages: tuple[str, ...]
    sources: dict[str, Source]
    codebook: str
    period: Period | None = None
    simulated: bool = False
    description: str = ""
    truth: str = ""
    cleaning: Cleaning = field(default_factory=Cleaning)
    duplicates: Duplicates = field(default_factory=Duplicates)
    topics: Topics = field(default_factory=Topics)
    referents: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Target, ...] = ()
    genres: tuple[str, ...] = ()
    overrides: dict[str, dict[str, str]] = field(default_factory=dict)
    seed: int = 20240524
    file: str = field(default="", metadata={"filled_in": True})
    root: str = field(default="", metadata={"filled_in": True})

    @property
    def folder(self) -> Path:
        """The project folder that holds studies, codebooks, data and results."""
        return Path(self.root)

    @property
    def processed(self) -> Path:
        return self.folder / "data" / "processed" / self.name

    @property
    def results(self) -> Path:
        return self.folder / "results" / self.name

    @property
    def raw(self) -> Path:
        """Where raw data lies: the environment's choice, else data/raw of the project."""
        chosen = os.environ.get(RAW_VARIABLE)
        return Path(chosen) if chosen else self.folder / "data" / "raw"

    @property
    def codebook_file(self) -> Path:
        own = self.folder / "codebooks" / f"{self.codebook}.toml"
        return own if own.exists() else shipped("codebooks") / f"{self.codebook}.toml"

    @property
    def outlets_folder(self) -> Path:
        """The user's own outlet declarations, beside the studies."""
        return self.folder / "outlets"

    def load_codebook(self) -> Codebook:
        """The study's codebook, with only the referents the study names (all when it names none)."""
        book = load_codebook(self.codebook_file)
        if not self.referents:
            return book
        return replace(book, referent=tuple(item for item in book.referent if item.name in self.referents))


def shipped(kind: str) -> Path:
    """Folder of what ships with the project: notebooks, codebooks, studies or template.

    In a wheel they lie inside the package; in a checkout at its root, their one place.
    """
    inside = Path(__file__).parents[1] / "shipped" / kind
    return inside if inside.exists() else Path(__file__).parents[3] / kind


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that has a folder `studies`; else `start`."""
    return next((place for place in (start, *start.parents) if (place / "studies").is_dir()), start)


def load_study(name_or_path: str = "", *, folder: Path | None = None) -> Study:
    """Read a study by name (studies/NAME.toml of the project around `folder`) or by path, and check it.

    Raises DeclarationError for a missing or malformed file, an unknown key, language or column, an outlet
    or codebook that is not there or malformed, a period that ends before it starts, a number out of its
    bounds, or two sources, events or targets of one name.
    """
    here = folder or Path.cwd()
    chosen = name_or_path or os.environ.get(STUDY_VARIABLE, "") or "default"
    if chosen.endswith(".toml") or os.sep in chosen:
        file, inside = (here / chosen).resolve(), (find_root(here.resolve()) / chosen).resolve()
        # A notebook runs in a folder of its own, but its study was named from the project's.
        if inside.exists() and not file.exists():
            file = inside
        root = file.parent.parent if file.parent.name == "studies" else find_root(file.parent)
    else:
        root = find_root(here.resolve())
        file = root / "studies" / f"{chosen}.toml"
        if not file.exists():
            known = ", ".join(sorted(path.stem for path in (root / "studies").glob("*.toml"))) or "none here"
            raise DeclarationError(f"studies/{chosen}.toml", "study", "no such study", known)
    content = load(file)
    for reserved in ("file", "root"):
        if reserved in content:
            raise DeclarationError(file, reserved, "reserved key", "a file without it")
    study = build(Study, {**content, "file": str(file), "root": str(root)}, file=file)
    check(study)
    return study


def check(study: Study) -> None:
    """Raise DeclarationError where the parts of a study do not fit together."""
    file = Path(study.file)
    if not study.name.isidentifier() or study.name != file.stem:
        raise DeclarationError(
            file, "name", study.name, f"the file's own name, {file.stem}, as an identifier"
        )
    _check_languages(study, file)
    if not study.sources:
        raise DeclarationError(file, "sources", "no source", "one or more [sources.NAME] tables")
    for name, source in study.sources.items():
        if not name.isidentifier():
            raise DeclarationError(file, f"sources.{name}", name, "a name of letters, digits and _")
        _check_source(study, f"sources.{name}", source, file)
    if study.period and study.period.end < study.period.start:
        found = f"{study.period.start} to {study.period.end}"
        raise DeclarationError(file, "period", found, "a start that is not after the end")
    _check_codebook(study, file)
    _check_numbers(study, file)
    for key, names in (
        ("targets", [target.name for target in study.targets]),
        ("issues", [issue.name for issue in study.issues]),
        ("events", [event.name for event in study.events]),
    ):
        _check_names(key, names, file)
    for key, declared in (("targets", study.targets), ("issues", study.issues)):
        for target in declared:
            _check_known(f"{key}.{target.name}.terms", target.terms, study.languages, file)


def _check_known(key: str, found: Iterable[str], known: Sequence[str], file: Path) -> None:
    for name in found:
        if name not in known:
            raise DeclarationError(file, key, name, ", ".join(known) or "none")


def _check_names(key: str, names: Sequence[str], file: Path) -> None:
    """Names become parts of file names and of contrasts: identifiers, each once."""
    for name in names:
        if not name.isidentifier():
            raise DeclarationError(file, f"{key}.name", repr(name), "letters, digits and _")
        if names.count(name) > 1:
            raise DeclarationError(file, f"{key}.name", f"{name} twice", "each name once")


def _check_languages(study: Study, file: Path) -> None:
    if not study.languages:
        raise DeclarationError(file, "languages", "an empty list", "one or more of the shipped languages")
    shipped_ = sorted(path.stem for path in (HERE / "languages").glob("*.toml"))
    _check_known("languages", study.languages, shipped_, file)
    _check_names("languages", study.languages, file)
    for language in study.languages:
        load_language(language)
    _check_known("overrides", study.overrides, study.languages, file)
    _check_known("topics.k_by_language", study.topics.k_by_language, study.languages, file)


def _check_source(study: Study, key: str, source: Source, file: Path) -> None:
    if not source.files:
        raise DeclarationError(file, f"{key}.files", "an empty list", "one or more patterns")
    for pattern in source.files:
        if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise DeclarationError(file, f"{key}.files", repr(pattern), "a pattern below the raw folder")
    if not source.outlet or Path(source.outlet).name != source.outlet:
        raise DeclarationError(file, f"{key}.outlet", repr(source.outlet), "the name of an outlet")
    load_outlet(source.outlet, study.outlets_folder)
    if source.language:
        _check_known(f"{key}.language", [source.language], study.languages, file)
    _check_known(f"{key}.columns", source.columns, FIELDS, file)
    if source.encoding:
        try:
            codecs.lookup(source.encoding)
        except LookupError:
            allowed = "an encoding that Python knows, such as windows-1251"
            raise DeclarationError(file, f"{key}.encoding", source.encoding, allowed) from None
    try:
        groups = re.compile(source.name_pattern).groupindex
    except re.error as error:
        found = f"{source.name_pattern} ({error})"
        raise DeclarationError(file, f"{key}.name_pattern", found, "a regular expression") from None
    _check_known(f"{key}.name_pattern", groups, GROUPS, file)


def _check_codebook(study: Study, file: Path) -> None:
    if not study.codebook_file.exists():
        places = (study.folder / "codebooks", shipped("codebooks"))
        known = sorted({path.stem for place in places for path in place.glob("*.toml")})
        raise DeclarationError(file, "codebook", study.codebook, ", ".join(known))
    named = [referent.name for referent in load_codebook(study.codebook_file).referent]
    _check_known("referents", study.referents, named, file)


def _check_numbers(study: Study, file: Path) -> None:
    values = {key: getattr(getattr(study, key.split(".")[0]), key.split(".")[1]) for key in BOUNDS}
    for language, k in study.topics.k_by_language.items():
        values[f"topics.k_by_language.{language}"] = k
    for key, value in values.items():
        low, high = BOUNDS.get(key, BOUNDS["topics.k"])
        if not low <= value <= high:
            raise DeclarationError(file, key, str(value), f"a number from {low:g} to {high:g}")
    if not study.topics.seeds:
        raise DeclarationError(file, "topics.seeds", "an empty list", "one or more whole numbers")
    for event in study.events:
        if event.window < 1:
            found = str(event.window)
            raise DeclarationError(file, f"events.{event.name}.window", found, "one or more days")


def current_study() -> Study:
    """The study a notebook works on: the environment's ANALYSIS_STUDY, else the default one."""
    try:
        return load_study()
    except DeclarationError as error:
        sys.exit(str(error))
