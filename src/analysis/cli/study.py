"""Commands that work on a study: run, status, verify, and what starts one."""

from __future__ import annotations

import argparse
import difflib
import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import storage
from analysis.declarations import DeclarationError, Study, load_study
from analysis.declarations.checks import known_outlets

if TYPE_CHECKING:
    from analysis.pipeline import State


def run(options: argparse.Namespace) -> int:
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

    tell_undeclared(study)
    steps = steps_of(study)
    store = Store(study.folder, study.processed)
    store.forget(step.name for step in steps)
    if options.until:
        steps = _until(steps, options.until)
    states = examine(steps, store)
    check_raw(study, states)
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


def tell_undeclared(study: Study) -> None:
    """A line for each outlet that is not declared while one of nearly that name is: perhaps a slip."""
    declared = known_outlets(study.outlets_folder)
    for name in dict.fromkeys(source.outlet for source in study.sources.values()):
        if name not in declared and (close := difflib.get_close_matches(name, declared, n=1)):
            print(
                f"analysis: outlet {name} is not declared (did you mean {close[0]}?): generic rules;"
                f" declared: {', '.join(declared)}",
                file=sys.stderr,
            )


def check_raw(study: Study, states: Sequence[State]) -> None:
    """Raise DeclarationError where two sources hold one file, or a table lacks a column that is mapped.

    Of tables (csv, tsv) only the header is read, and only where the source is not up to date.
    """
    owners: dict[Path, str] = {}
    for state in states:
        step = state.step
        if step.stage != "articles":
            continue
        for name in step.options["raw"]:
            owner = owners.setdefault(step.files[name], step.part)
            if owner != step.part:
                key, found = f"sources.{step.part}.files", f"{name}, a file of sources.{owner} too"
                raise DeclarationError(study.file, key, found, "each file in one source")
            if not state.current:
                _check_columns(study, step.part, step.files[name])


def _check_columns(study: Study, name: str, path: Path) -> None:
    from analysis.reading import read_items

    source = study.sources[name]
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    format_ = source.format if source.format != "auto" else {".tab": "tsv"}.get(suffix, suffix[1:])
    if not source.columns or format_ not in ("csv", "tsv") or path.suffix.lower() == ".zip":
        return
    try:
        # The first row is enough: the header comes before it.
        next(read_items([path], root=study.raw, source_name=name, source=replace(source, hashes={})), None)
    except DeclarationError as error:
        found = f"{error.found}, which {error.file} does not have"
        raise DeclarationError(study.file, error.key, found, error.allowed) from None


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


def status(options: argparse.Namespace) -> int:
    from analysis.pipeline import Store, examine, steps_of

    study = load_study(options.study)
    states = examine(steps_of(study), Store(study.folder, study.processed))
    check_raw(study, states)
    for state in states:
        print(f"{state.step.name:<28} {'up to date' if state.current else 'to do: ' + state.why}")
    due = sum(not state.current for state in states)
    print(f"{len(states) - due} of {len(states)} steps are up to date")
    return 0


def verify(options: argparse.Namespace) -> int:
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


def init(options: argparse.Namespace) -> int:
    from analysis.template import start_study

    path = start_study(Path(options.folder), name=options.name)
    print(f"wrote {path}; put raw files into data/raw, edit the study file, then run:")
    print(f"  cd {shlex.quote(options.folder)} && {_command()} run --study {path.stem}")
    return 0


def _command() -> str:
    """How this very command can be called again from any folder, quoted for a shell."""
    called = Path(sys.argv[0])
    if called.stem != "analysis" or not called.is_file():
        return f"{shlex.quote(sys.executable)} -m analysis"
    found = shutil.which("analysis")
    if found and Path(found).absolute() == called.absolute():
        return "analysis"
    return shlex.quote(str(called.absolute()))


def simulate(options: argparse.Namespace) -> int:
    from analysis.simulation import simulate, write_press

    for path in write_press(simulate(seed=options.seed), Path(options.folder)):
        print(path)
    return 0
