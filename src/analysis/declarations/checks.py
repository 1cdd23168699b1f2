"""What must hold between the parts of a study, and for names that a user gives: errors list what is known."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.declarations.actors import check_actors
from analysis.declarations.checking import DeclarationError
from analysis.declarations.codebook import load_codebook
from analysis.declarations.language import HERE, load_language
from analysis.declarations.outlet import HERE as OUTLETS
from analysis.declarations.outlet import load_outlet

if TYPE_CHECKING:
    from analysis.declarations.study import Source, Study

# What an article can be; what tells it stands in the ledger.
GENRES = ("news", "opinion", "official", "digest", "interview", "brief")
# Rules of cleaning that a study can switch off.
RULES = (
    *(
        "advertisement",
        "agency line",
        "author note",
        "byline",
        "caption",
        "chrome",
        "comma runs",
        "contact line",
    ),
    *("credit line", "date line", "dateline", "declared chrome", "excerpt", "glued paragraphs"),
    *("original link", "read more", "repeating line", "section repeated", "title repeated"),
)
# What cleaning takes from a column of a table, and from a named group of a file's name.
FIELDS = ("text", "title", "published", "day", "crawled", "language", "section", "byline", "url")
GROUPS = ("date", "title", "published", "crawled", "language", "section", "byline", "url")
LETTERS = {
    "latin": re.compile("[A-Za-zÀ-ɏ]"),
    "cyrillic": re.compile("[Ѐ-ӿ]"),
    "han": re.compile("[一-鿿]"),
}
BOUNDS: dict[str, tuple[float, float]] = {
    "duplicates.threshold": (0.05, 1),
    "duplicates.longest_lag": (0, 36_500),
    "duplicates.part": (0.1, 1),
    "topics.k": (2, 1_000),
    "topics.min_documents": (1, 1_000_000),
    "topics.max_share": (0.001, 1),
    "cleaning.shortest": (0, 1_000_000),
    "coverage.threshold": (0, 1),
    "coverage.least": (0, 1),
}


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
    check_known("cleaning.off", study.cleaning.off, RULES, file)
    check_known("genres", study.genres, GENRES, file)
    for key, names in (
        ("targets", [target.name for target in study.targets]),
        ("issues", [issue.name for issue in study.issues]),
        ("leaders", [leader.name for leader in study.leaders]),
        ("actors", [actor.name for actor in study.actors]),
        ("events", [event.name for event in study.events]),
    ):
        _check_names(key, names, file)
    for key, declared in (("targets", study.targets), ("issues", study.issues), ("leaders", study.leaders)):
        for target in declared:
            check_known(f"{key}.{target.name}.terms", target.terms, study.languages, file)
    check_actors(study.actors, study.actors_found, study.languages, file)
    for key in ("phrases", "stop_words", "keep", "watched"):
        _check_terms(study, f"terms.{key}", getattr(study.terms, key), file)


def check_known(key: str, found: Iterable[str], known: Sequence[str], file: Path | str) -> None:
    """Raise DeclarationError for the first name that is not known, with the known ones and the closest."""
    for name in found:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise DeclarationError(file, key, f"{name}{hint}", ", ".join(known) or "none")


def known_languages() -> list[str]:
    """Codes of the languages that ship."""
    return sorted(path.stem for path in (HERE / "languages").glob("*.toml"))


def known_outlets(folder: Path | None = None) -> list[str]:
    """Names of the outlets declared in `folder` or in the package."""
    places = [place for place in (folder, OUTLETS) if place]
    return sorted({path.stem for place in places for path in place.glob("*.toml")})


def check_name_pattern(key: str, pattern: str, file: Path | str) -> None:
    """Raise DeclarationError unless `pattern` is a regular expression whose named groups mean something."""
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise DeclarationError(file, key, f"{pattern} ({error})", "a regular expression") from None
    check_known(key, groups, GROUPS, file)


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
    check_known("languages", study.languages, known_languages(), file)
    _check_names("languages", study.languages, file)
    for language in study.languages:
        load_language(language)
    check_known("overrides", study.overrides, study.languages, file)
    check_known("topics.k_by_language", study.topics.k_by_language, study.languages, file)


def _check_terms(study: Study, key: str, lists: Mapping[str, Sequence[str]], file: Path) -> None:
    """Lists of terms: languages of the study, each term once, in the letters of its language."""
    check_known(key, lists, study.languages, file)
    for code, terms in lists.items():
        seen: set[str] = set()
        for term in terms:
            if term.lower() in seen:
                raise DeclarationError(file, f"{key}.{code}", f"{term} twice", "each term once")
            seen.add(term.lower())
            script = load_language(code).script
            other = next(
                (name for name in sorted(LETTERS) if name != script and LETTERS[name].search(term)), ""
            )
            if other and not LETTERS[script].search(term):
                allowed = f"terms in {load_language(code).name}, which is written in {script} letters"
                raise DeclarationError(file, f"{key}.{code}", f"{term}, in {other} letters", allowed)
            if key == "terms.phrases" and len(term.split()) < 2 and script != "han":
                raise DeclarationError(file, f"{key}.{code}", term, "terms of two words or more")


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
        check_known(f"{key}.language", [source.language], study.languages, file)
    check_known(f"{key}.columns", source.columns, FIELDS, file)
    if source.encoding:
        try:
            codecs.lookup(source.encoding)
        except LookupError:
            allowed = "an encoding that Python knows, such as windows-1251"
            raise DeclarationError(file, f"{key}.encoding", source.encoding, allowed) from None
    check_name_pattern(f"{key}.name_pattern", source.name_pattern, file)


def _check_codebook(study: Study, file: Path) -> None:
    if not study.codebook_file.exists():
        places = (study.folder / "codebooks", study.codebook_file.parent)
        known = sorted({path.stem for place in places for path in place.glob("*.toml")})
        raise DeclarationError(file, "codebook", study.codebook, ", ".join(known))
    named = [referent.name for referent in load_codebook(study.codebook_file).referent]
    check_known("referents", study.referents, named, file)


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
    for place, kept in enumerate(study.coverage.keep):
        key, found = f"coverage.keep[{place}]", f"{kept.start} to {kept.end}"
        if kept.end < kept.start:
            raise DeclarationError(file, key, found, "a start that is not after the end")
        outlets = sorted({source.outlet for source in study.sources.values()})
        check_known(f"{key}.outlet", [kept.outlet] if kept.outlet else [], outlets, file)
    for event in study.events:
        if event.window < 1:
            found = str(event.window)
            raise DeclarationError(file, f"events.{event.name}.window", found, "one or more days")
