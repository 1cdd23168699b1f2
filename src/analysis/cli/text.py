"""Commands that work on single files or on the articles of a study: extract, kwic, voices."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.declarations import DeclarationError, Home, load_language, load_outlet, load_study
from analysis.declarations.checks import FIELDS, check_known, known_languages, known_outlets
from analysis.declarations.study import find_root

if TYPE_CHECKING:
    import pandas as pd

    from analysis.declarations import Study
    from analysis.voices import Span

TABLES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".zip", ".gz")
# Two marks at least: a text may well name a tag.
TAG = re.compile(
    r"<(?:/?(?:html|head|body|div|p|a|span|table|br|meta|script|h[1-6])\b[^<>]*|!doctype[^<>]*)>", re.I
)


def extract(options: argparse.Namespace) -> int:
    """Articles on standard output, what is set aside on standard error; 1 when there is no article."""
    from analysis.cleaning.extraction import extract_files

    columns = _columns(options.column)
    if not _all_there(options.files):
        return 2
    found = 0
    for row in extract_files(
        options.files,
        outlet=options.outlet,
        languages=options.language,
        columns=columns,
        name_pattern=options.name_pattern,
        shortest=options.shortest,
        outlets_folder=find_root(Path.cwd()) / "outlets",
    ):
        if "set_aside" in row:
            inside = "" if row["place"] == Path(row["source_file"]).name else row["place"]
            where = f"{row['source_file']} {inside}".rstrip()
            note = f" ({' '.join(row['note'].split())})" if row["note"] else ""
            print(f"analysis: {where}: set aside: {row['set_aside']}{note}", file=sys.stderr)
        else:
            print(json.dumps(row, ensure_ascii=False))
            found += 1
    if not found:
        print("analysis: no article was extracted", file=sys.stderr)
    return 0 if found else 1


def _columns(items: list[str]) -> dict[str, str]:
    for item in items:
        name, _, column = item.partition("=")
        check_known("name", [name], FIELDS, "--column")
        if not column:
            raise DeclarationError("--column", name, repr(item), "NAME=COLUMN, such as text=story")
    return dict(item.split("=", 1) for item in items)


def _all_there(files: list[str]) -> bool:
    """Whether all are files; those that are not are told."""
    wrong = [name for name in files if not Path(name).exists() or Path(name).is_dir()]
    for name in wrong:
        folder = f"a folder; name its files, such as {Path(name) / '*'}"
        print(f"analysis: {name}: {folder if Path(name).is_dir() else 'no such file'}", file=sys.stderr)
    return not wrong


def kwic(options: argparse.Namespace) -> int:
    """Lines of id, day, outlet, language, and the match with what stands around it; on standard error how
    many matches there are, when not all are shown."""
    from analysis import schema, storage

    study = load_study(options.study)
    if options.language:
        check_known("language", [options.language], study.languages, "--language")
    if options.outlet:
        outlets = sorted({source.outlet for source in study.sources.values()})
        check_known("outlet", [options.outlet], outlets, "--outlet")
    if not schema.parts(study.processed, "articles"):
        print(f"analysis: no articles yet; run  analysis run --study {study.name}", file=sys.stderr)
        return 2
    try:
        found = _lines(study, options)
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    if options.csv:
        print(storage.csv_text(list(found.columns), found.itertuples(index=False, name=None)), end="")
    else:
        print("".join(f"{line}\n" for line in _aligned(found)), end="")
    matches, articles = found.attrs["matches"], found.attrs["articles"]
    if found.empty:
        print("analysis: no match", file=sys.stderr)
    elif matches > len(found):
        print(f"analysis: {len(found):,} of {matches:,} matches, in {articles:,} articles", file=sys.stderr)
    return 0


def _lines(study: Study, options: argparse.Namespace) -> pd.DataFrame:
    """The concordance, with day, outlet and language behind the article."""
    from analysis import schema
    from analysis.vocabulary import concordance

    code = options.language or (study.languages[0] if len(study.languages) == 1 else "")
    columns = ["id", "text", "day", "outlet", "language"]
    batches = schema.scan(study.processed, "articles", columns=columns, language=options.language)
    where: dict[str, tuple[str, ...]] = {}

    def articles() -> Iterator[tuple[str, str, str]]:
        for batch in batches:
            for article, text, *place in batch.itertuples(index=False, name=None):
                if options.outlet in ("", place[1]):
                    where[article] = tuple(str(part) for part in place)
                    yield article, text, str(place[0])

    found = concordance(
        articles(),
        options.pattern,
        by=options.by,
        language=load_language(code) if code else None,
        overrides=study.overrides.get(code),
        most=max(options.most, options.sample),
        sort=[name for name in options.sort.split(",") if name],
        sample=options.sample,
        seed=study.seed if options.seed is None else options.seed,
    )
    for number, name in enumerate(columns[2:]):
        found.insert(1 + number, name, [where[article][number] for article in found["article"]])
    return found


def _aligned(found: pd.DataFrame) -> Iterator[str]:
    """Lines whose matches stand below each other, where a wide character takes two places."""
    told = [*found.columns[:4], "left"]
    widths = {name: max(map(_width, found[name]), default=0) for name in told}
    widths["left"] = max(widths["left"], 60)
    for row in found.to_dict("records"):
        where = "  ".join(row[name] + " " * (widths[name] - _width(row[name])) for name in told[:-1])
        left = " " * (widths["left"] - _width(row["left"])) + row["left"]
        yield f"{where}  {left} [{row['keyword']}] {row['right']}"


def _width(text: str) -> int:
    """Places a text takes in a terminal."""
    marks = [mark for mark in text if not unicodedata.combining(mark)]
    return len(marks) + sum(unicodedata.east_asian_width(mark) in "WF" for mark in marks)


def voices(options: argparse.Namespace) -> int:
    """Spans of one plain text with their words, as JSON lines; pages and tables must be extracted first.

    `start` and `end`, and the pairs `source` (words that name the speaker) and `cue` (words that report; null
    where there are none) count the characters of the file as decoded: line ends and a byte order mark count.
    """
    from analysis.declarations.language import direct_only
    from analysis.voices import find_voices

    check_known("language", [options.language], known_languages(), "--language")
    try:
        if Path(options.file).suffix.lower() in TABLES and Path(options.file).is_file():
            return _extract_first(options.file, "a table or archive")
        text = Path(options.file).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"analysis: {options.file}: {error}", file=sys.stderr)
        return 2
    if len(TAG.findall(text, 0, 100_000)) > 1:
        return _extract_first(options.file, "HTML")
    language = load_language(options.language)
    if direct_only(language):
        print(
            f"analysis: {language.name} declares no reporting verbs: only speech in quotation marks is found",
            file=sys.stderr,
        )
    if options.html:
        return _coloured(text, options)
    for span in find_voices(text, language=language, country=_home(options)):
        pairs = {name: list(pair) if pair[0] >= 0 else None for name, pair in _pairs(span)}
        row = {**span.__dict__, **pairs, "text": text[span.start : span.end]}
        print(json.dumps(row, ensure_ascii=False))
    return 0


def _pairs(span: Span) -> list[tuple[str, tuple[int, int]]]:
    return [("source", span.source), ("cue", span.cue)]


def _home(options: argparse.Namespace) -> Home:
    """The country of the outlet that is named, an unknown one when none is."""
    folder = find_root(Path.cwd()) / "outlets"
    if not options.outlet:
        return Home()
    check_known("outlet", [options.outlet], known_outlets(folder), "--outlet")
    return load_outlet(options.outlet, folder).home(options.language)


def _coloured(text: str, options: argparse.Namespace) -> int:
    """Writes the text with its voices coloured."""
    import pandas as pd

    from analysis import storage
    from analysis.report.voiced import voiced_page
    from analysis.voices import voices

    article = pd.DataFrame({"id": [""], "title": [""], "text": [text], "outlet": [""]})
    spans, _ = voices(article, language=load_language(options.language), homes={"": _home(options)})
    try:
        storage.write_text(Path(options.html), voiced_page(text, spans, title=Path(options.file).stem))
    except OSError as error:
        print(f"analysis: {options.html}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _extract_first(file: str, what: str) -> int:
    print(
        f"analysis: {file}: looks like {what}; extract it first:  analysis extract {shlex.quote(file)}",
        file=sys.stderr,
    )
    return 2
