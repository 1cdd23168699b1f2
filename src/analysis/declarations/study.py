"""A study: sources, period, languages, codebook, targets, events, models and seeds, in one TOML file."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from analysis.declarations.actors import Actor, FoundActors
from analysis.declarations.checking import DeclarationError, build, load
from analysis.declarations.checks import check
from analysis.declarations.codebook import Codebook, load_codebook

STUDY_VARIABLE, RAW_VARIABLE = "ANALYSIS_STUDY", "ANALYSIS_RAW"
Format = Literal[
    "auto", "html", "text", "txt", "csv", "tsv", "jsonl", "parquet", "warc", "lexisnexis", "factiva"
]


@dataclass(frozen=True)
class Source:
    """Raw files of one outlet. `files` are patterns below the raw folder; `columns` maps a column of the
    articles table to a column of the file; `name_pattern` is a regular expression over a file's name with
    named groups (date, title, section); `hashes` maps a file to its blake2b hex digest of 16 bytes;
    `position` says that the rows of a table stand in the outlet's own order of the day ("rows")."""

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
    position: Literal["", "rows"] = ""


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
    """Near-duplicates: smallest Jaccard similarity of 5-word shingles, and the longest lag in days.
    Partial reprints: smallest share of the shorter text's shingles, and whether models leave them out."""

    threshold: float = 0.5
    longest_lag: int = 30
    part: float = 1 / 3
    leave_out_partial: bool = False


@dataclass(frozen=True)
class Kept:
    """A period that counts as completely collected, whatever its calendar looks like: of one outlet and
    service where these are named, else of all."""

    start: dt.date
    end: dt.date
    outlet: str = ""
    service: str = ""


@dataclass(frozen=True)
class Coverage:
    """The calendar of the collection: the probability under which a run of empty days is a gap (corrected for
    the number of runs of a service), the share of its usual rate under which a period is incomplete, periods
    to keep, and whether incomplete months leave the estimates by period."""

    threshold: float = 0.05
    least: float = 0.25
    leave_out: bool = True
    keep: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class Topics:
    """Topic model: number of topics (per language where given), fewest articles of a term, seeds."""

    k: int = 12
    k_by_language: dict[str, int] = field(default_factory=dict)
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    min_documents: int = 5
    max_share: float = 0.5


@dataclass(frozen=True)
class Terms:
    """How words become terms, each list per language. `phrases` are multi-word terms counted as one;
    `find_phrases` adds those that association finds, and names; `compounds` counts German compounds whole,
    as their parts, or as both; `stop_words` are left out in addition to function words, `keep` never are;
    `yo` keeps Russian ё apart from е; `formulas` says whether words inside recurring sequences count;
    `watched` are terms whose rates over time, collocates and concordance the notebooks show."""

    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    find_phrases: bool = True
    compounds: Literal["whole", "parts", "both"] = "whole"
    stop_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    keep: dict[str, tuple[str, ...]] = field(default_factory=dict)
    yo: bool = False
    formulas: Literal["keep", "leave_out"] = "keep"
    watched: dict[str, tuple[str, ...]] = field(default_factory=dict)


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
    coverage: Coverage = field(default_factory=Coverage)
    terms: Terms = field(default_factory=Terms)
    topics: Topics = field(default_factory=Topics)
    referents: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    leaders: tuple[Target, ...] = ()
    actors: tuple[Actor, ...] = ()
    actors_found: FoundActors = field(default_factory=FoundActors)
    events: tuple[Event, ...] = ()
    issues: tuple[Target, ...] = ()
    genres: tuple[str, ...] = ()
    standardise: Literal["genre", "none"] = "genre"
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
    bounds, two sources, events, targets or actors of one name, or an alias of two actors.
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


def current_study() -> Study:
    """The study a notebook works on: the environment's ANALYSIS_STUDY, else the default one."""
    try:
        return load_study()
    except DeclarationError as error:
        sys.exit(str(error))
