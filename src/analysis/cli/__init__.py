"""The command `analysis`: run, status, extract, verify, init, and single-purpose commands.

Heavy libraries are imported inside the commands: the check for "nothing to do" and --help stay fast.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.cli.study import init, run, simulate, status, verify
from analysis.cli.text import extract, kwic, voices
from analysis.declarations import DeclarationError
from analysis.declarations.checks import FIELDS
from analysis.declarations.study import RAW_VARIABLE, Cleaning

RAW = argparse.RawDescriptionHelpFormatter


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit status. A bad declaration ends with one clear line and status 2."""
    options = _parser().parse_args(arguments)
    if raw := getattr(options, "raw", "") or os.environ.get(RAW_VARIABLE, ""):
        # Workers and notebooks run in folders of their own.
        os.environ[RAW_VARIABLE] = str(Path(raw).resolve())
    try:
        return int(options.command(options))
    except DeclarationError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("analysis: stopped; what is finished is kept, the next run goes on from there", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="Framing analysis of state media: from saved pages to a paper's figures and numbers.",
        epilog="example:  analysis run --study kcna --raw ~/corpora/kcna",
        formatter_class=RAW,
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_study_commands(commands)
    _add_text_commands(commands)
    return parser


def _add_study_commands(commands: Any) -> None:
    runs = _study_command(commands, "run", run, "run a study: every step that is not up to date")
    runs.add_argument("--workers", type=_count, default=0, help="processes (default: one a core)")
    runs.add_argument("--scheduler", default="", help="address of a Dask scheduler (extra `scale`)")
    runs.add_argument("--until", default="", metavar="STAGE", help="stop after this stage, e.g. topics")
    _study_command(commands, "status", status, "tell which steps are up to date, and why the others are not")
    _study_command(commands, "verify", verify, "recompute all hashes and compare them with the manifest")
    starts = _command(
        commands, "init", init, "start a study of your own in a folder", "analysis init my-study"
    )
    starts.add_argument("folder", metavar="DIR")
    starts.add_argument("--name", default="", help="name of the study (default: the folder's)")
    press = _command(
        commands, "simulate", simulate, "write the simulated press", "analysis simulate data/raw/simulated"
    )
    press.add_argument("folder", metavar="DIR")
    press.add_argument("--seed", type=int, default=20240524)


def _add_text_commands(commands: Any) -> None:
    articles = _command(
        commands,
        "extract",
        extract,
        "articles of saved files as JSON lines; what is set aside is told on standard error",
        "analysis extract saved/*.html copied.txt > articles.jsonl",
    )
    add = articles.add_argument
    add("files", nargs="+", metavar="FILE", help="html, txt, csv, tsv, jsonl, zip; also .gz")
    add("--outlet", default="", help="a declared outlet (default: told from the page)")
    add("--language", action="append", default=[], help="restrict to these languages")
    fields = f"map a column of a table; NAME is one of {', '.join(FIELDS)}"
    add("--column", action="append", default=[], metavar="NAME=COLUMN", help=fields)
    least = f"fewest characters of an article's text (default: {Cleaning.shortest})"
    add("--shortest", type=_count, default=Cleaning.shortest, metavar="N", help=least)
    named = (
        "regular expression over names of txt files with named groups such as date and title"
        " (default: a leading ISO date, then the title)"
    )
    add("--name-pattern", default="", metavar="PATTERN", help=named)
    lines = _study_command(
        commands, "kwic", kwic, "concordance of a pattern, word, lemma or phrase in a study's articles"
    )
    add = lines.add_argument
    add("pattern", metavar="PATTERN", help="a regular expression, or what --by says")
    kinds = ("pattern", "form", "lemma", "phrase")
    add("--by", choices=kinds, default="pattern", help="what PATTERN is (default: pattern)")
    add("--most", type=_count, default=50, metavar="N", help="at most so many lines (default: 50)")
    add("--language", default="", help="articles of this language only")
    add("--outlet", default="", help="articles of this outlet only")
    keys = (
        "sort by words left (L1 to L3) or right (R1 to R3) of the match, keyword, article, day: --sort R1,L1"
    )
    add("--sort", default="", metavar="KEYS", help=keys)
    drawn = "so many lines drawn at random from all: the first ones are all of one time"
    add("--sample", type=_count, default=0, metavar="N", help=drawn)
    add("--seed", type=int, help="seed of the sample (default: the study's)")
    add("--csv", action="store_true", help="CSV instead of aligned lines")
    who = _command(
        commands,
        "voices",
        voices,
        "who speaks in a text file, as JSON lines",
        "analysis voices a.txt --language de",
    )
    who.add_argument("file", metavar="FILE", help="plain text; extract pages and tables first")
    who.add_argument("--language", required=True)
    whose = "outlet whose country is the own state, such as belta"
    who.add_argument("--outlet", default="", metavar="NAME", help=whose)
    coloured = "write the text with its voices coloured to this file instead"
    who.add_argument("--html", default="", metavar="OUT", help=coloured)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"found {text}; allowed: a whole number, 0 for one a core")
    return int(text)


def _command(commands: Any, name: str, function: Any, text: str, example: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text, epilog=f"example:  {example}", formatter_class=RAW
    )
    parser.set_defaults(command=function)
    return parser


def _study_command(commands: Any, name: str, function: Any, text: str) -> argparse.ArgumentParser:
    parser = _command(commands, name, function, text, f"analysis {name} --study default")
    parser.add_argument("--study", default="", help="name or path of a study file (default: default)")
    parser.add_argument("--raw", default="", help="folder of the raw data (default: data/raw)")
    return parser
