"""The command `analysis`: run, status, extract, verify, init, and single-purpose commands.

Heavy libraries are imported inside the commands: the check for "nothing to do" and --help stay fast.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analysis import __version__, storage
from analysis.declarations import DeclarationError, Study, load_study
from analysis.declarations.study import RAW_VARIABLE

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
    run = _study_command(commands, "run", _run, "run a study: every step that is not up to date")
    run.add_argument("--workers", type=_count, default=0, help="processes (default: one a core)")
    run.add_argument("--scheduler", default="", help="address of a Dask scheduler (extra `scale`)")
    run.add_argument("--until", default="", metavar="STAGE", help="stop after this stage, e.g. topics")
    _study_command(commands, "status", _status, "tell which steps are up to date, and why the others are not")
    _study_command(commands, "verify", _verify, "recompute all hashes and compare them with the manifest")
    extract = _command(
        commands,
        "extract",
        _extract,
        "articles of saved files as JSON lines on standard output",
        "analysis extract saved/*.html copied.txt > articles.jsonl",
    )
    extract.add_argument("files", nargs="+", metavar="FILE", help="html, txt, csv, tsv, jsonl, zip; also .gz")
    extract.add_argument("--outlet", default="", help="a declared outlet (default: told from the page)")
    extract.add_argument("--language", action="append", default=[], help="restrict to these languages")
    extract.add_argument(
        "--column", action="append", default=[], metavar="NAME=COLUMN", help="map a column of a table"
    )
    init = _command(
        commands, "init", _init, "start a study of your own in a folder", "analysis init my-study"
    )
    init.add_argument("folder", metavar="DIR")
    init.add_argument("--name", default="", help="name of the study (default: the folder's)")
    simulate = _command(
        commands, "simulate", _simulate, "write the simulated press", "analysis simulate data/raw/simulated"
    )
    simulate.add_argument("folder", metavar="DIR")
    simulate.add_argument("--seed", type=int, default=20240524)
    kwic = _study_command(
        commands, "kwic", _kwic, "concordance of a regular expression in a study's articles"
    )
    kwic.add_argument("pattern", metavar="PATTERN")
    kwic.add_argument("--most", type=int, default=50, help="at most so many lines (default: 50)")
    voices = _command(
        commands,
        "voices",
        _voices,
        "who speaks in a text file, as JSON lines",
        "analysis voices a.txt --language de",
    )
    voices.add_argument("file", metavar="FILE")
    voices.add_argument("--language", required=True)
    return parser


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


def _run(options: argparse.Namespace) -> int:
    import traceback

    from analysis.pipeline import BusyError, StepError, only_run

    study = load_study(options.study)
    try:
        with only_run(study.processed, study.results):
            (study.processed / "error.log").unlink(missing_ok=True)
            return _run_held(study, options)
    except BusyError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 3
    except StepError as error:
        log = storage.write_text(study.processed / "error.log", "".join(traceback.format_exception(error)))
        print(f"analysis: {error}\n(whole trace in {log})", file=sys.stderr)
        return 1


def _run_held(study: Study, options: argparse.Namespace) -> int:
    from analysis.pipeline import Store, examine, execute, steps_of, write_manifest
    from analysis.pipeline.executor import workers

    steps = steps_of(study)
    store = Store(study.folder, study.processed)
    store.forget(step.name for step in steps)
    if options.until:
        steps = _until(steps, options.until)
    states = examine(steps, store)
    due = [state for state in states if not state.current]
    records = {state.step.name: state.record for state in states if state.record}
    if due:
        print(f"{study.title}: {len(due)} of {len(steps)} steps to do", flush=True)
        count = options.workers or os.cpu_count() or 1
        with workers(count, scheduler=options.scheduler) as pool:
            records |= execute(
                steps, store, folders=(study.processed, study.results), pool=pool, report=_say, bar=_bar()
            )
    done = f"done up to {options.until}"
    if not options.until:
        path = write_manifest(study, steps, {name: record for name, record in records.items() if record})
        done = f"done: {path.parent / 'report.html'}"
    print(done if due else "nothing to do, everything is up to date")
    _tell_ledger(study, due != [])
    return 0


def _until(steps: list[Any], stage: str) -> list[Any]:
    """The steps of a stage and all that they need."""
    wanted = {step.name for step in steps if step.stage == stage}
    if not wanted:
        known = ", ".join(dict.fromkeys(step.stage for step in steps))
        raise DeclarationError("--until", "stage", stage, known)
    for step in reversed(steps):
        if step.name in wanted:
            wanted |= set(step.inputs)
    return [step for step in steps if step.name in wanted]


def _say(line: str) -> None:
    print(line, flush=True)


def _bar() -> Any:
    if not sys.stderr.isatty():
        return None

    def bar(results: Iterable[Any], total: int, label: str) -> Iterator[Any]:
        from tqdm import tqdm

        return iter(tqdm(results, total=total or None, desc=label, unit="batch", leave=False))

    return bar


def _tell_ledger(study: Study, wanted: bool) -> None:
    if not wanted:
        return
    from analysis import schema

    ledger = schema.read(study.processed, "ledger", columns=["source", "action", "rule"])
    ended = ledger[ledger["action"].isin(["kept", "set aside"])]
    for source, rows in ended.groupby("source", sort=True):
        kept = int((rows["action"] == "kept").sum())
        aside = rows.loc[rows["action"] == "set aside", "rule"].value_counts().sort_index()
        reasons = ", ".join(f"{rule} {count}" for rule, count in aside.items())
        print(f"{source}: read {len(rows)}, kept {kept}, set aside {len(rows) - kept}", end="")
        print(f" ({reasons})" if reasons else "")


def _status(options: argparse.Namespace) -> int:
    from analysis.pipeline import Store, examine, steps_of

    study = load_study(options.study)
    states = examine(steps_of(study), Store(study.folder, study.processed))
    for state in states:
        print(f"{state.step.name:<28} {'up to date' if state.current else 'to do: ' + state.why}")
    due = sum(not state.current for state in states)
    print(f"{len(states) - due} of {len(states)} steps are up to date")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from analysis.pipeline import steps_of, verify

    study = load_study(options.study)
    try:
        differing = verify(study, steps_of(study))
    except FileNotFoundError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    for line in differing:
        print(line)
    print("all inputs and outputs are as the manifest says" if not differing else f"{len(differing)} differ")
    return 1 if differing else 0


def _extract(options: argparse.Namespace) -> int:
    from analysis.cleaning.extraction import extract_files

    columns = dict(item.split("=", 1) for item in options.column)
    for line in extract_files(
        options.files, outlet=options.outlet, languages_=tuple(options.language), columns=columns
    ):
        print(line)
    return 0


def _init(options: argparse.Namespace) -> int:
    from analysis.template import start_study

    path = start_study(Path(options.folder), name=options.name)
    print(f"wrote {path}; put raw files into data/raw, edit the study file, then run:")
    print(f"  cd {options.folder} && analysis run --study {path.stem}")
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from analysis.simulation import simulate, write_press

    for path in write_press(simulate(seed=options.seed), Path(options.folder)):
        print(path)
    return 0


def _kwic(options: argparse.Namespace) -> int:
    from analysis import schema
    from analysis.vocabulary import concordance

    study = load_study(options.study)
    if not schema.parts(study.processed, "articles"):
        print(f"analysis: no articles yet; run  analysis run --study {study.name}", file=sys.stderr)
        return 2
    batches = schema.scan(study.processed, "articles", columns=["id", "text"])
    pairs = (pair for batch in batches for pair in zip(batch["id"], batch["text"], strict=True))
    try:
        found = concordance(pairs, options.pattern, most=options.most)
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 2
    for row in found.itertuples():
        print(f"{row.article}  {row.left:>60} [{row.keyword}] {row.right}")
    return 0


def _voices(options: argparse.Namespace) -> int:
    import json

    from analysis.declarations import load_language
    from analysis.voices import find_voices

    try:
        text = Path(options.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"analysis: {options.file}: {error}", file=sys.stderr)
        return 2
    for span in find_voices(text, language=load_language(options.language)):
        print(json.dumps(span.__dict__, ensure_ascii=False))
    return 0
