"""Commands that work on single files or on the articles of a study: extract, kwic, voices."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import sys
from pathlib import Path

from analysis.declarations import DeclarationError, load_language, load_study
from analysis.declarations.checks import FIELDS, check_known, known_languages
from analysis.declarations.study import find_root

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
    """Lines of id, day, outlet, language, and the match with what stands around it."""
    from analysis import schema
    from analysis.vocabulary import concordance

    study = load_study(options.study)
    if options.language:
        check_known("language", [options.language], study.languages, "--language")
    if not schema.parts(study.processed, "articles"):
        print(f"analysis: no articles yet; run  analysis run --study {study.name}", file=sys.stderr)
        return 2
    told = ["id", "day", "outlet", "language"]
    batches = schema.scan(study.processed, "articles", columns=[*told, "text"], language=options.language)
    pairs = (
        ("  ".join(str(part) for part in row[:-1]), row[-1])
        for batch in batches
        for row in batch.itertuples(index=False, name=None)
    )
    try:
        found = concordance(pairs, options.pattern, most=options.most)
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    for row in found.itertuples():
        print(f"{row.article}  {row.left:>60} [{row.keyword}] {row.right}")
    if found.empty:
        print("analysis: no match", file=sys.stderr)
    return 0


def voices(options: argparse.Namespace) -> int:
    """Spans of one plain text with their words; pages and tables must be extracted first."""
    from analysis.voices import find_voices

    check_known("language", [options.language], known_languages(), "--language")
    try:
        if Path(options.file).suffix.lower() in TABLES and Path(options.file).is_file():
            return _extract_first(options.file, "a table or archive")
        text = Path(options.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"analysis: {options.file}: {error}", file=sys.stderr)
        return 2
    if len(TAG.findall(text, 0, 100_000)) > 1:
        return _extract_first(options.file, "HTML")
    for span in find_voices(text, language=load_language(options.language)):
        words = {"text": text[span.start : span.end]}
        print(json.dumps({**span.__dict__, **words}, ensure_ascii=False))
    return 0


def _extract_first(file: str, what: str) -> int:
    print(
        f"analysis: {file}: looks like {what}; extract it first:  analysis extract {shlex.quote(file)}",
        file=sys.stderr,
    )
    return 2
