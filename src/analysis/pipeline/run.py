"""Run a study's graph: what is out of date, in order, steps side by side, each recorded when it is done."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.pipeline.step import Job, Step, key_parts
from analysis.pipeline.store import Record, Store

Report = Callable[[str], None]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class State:
    """Whether a step is up to date, and if not, why."""

    step: Step
    current: bool
    why: str
    record: Record | None


class StepError(RuntimeError):
    """A step failed; `step` is its name and the cause holds the error itself."""

    def __init__(self, step: str, error: BaseException) -> None:
        self.step = step
        told = [line for line in COLOURS.sub("", str(error)).splitlines() if line.strip()]
        last = told[-1].strip() if told else ""
        kind = "" if last.startswith(type(error).__name__) or len(told) > 1 else f"{type(error).__name__}: "
        super().__init__(f"step {step} failed: {kind}{last}")


class BusyError(RuntimeError):
    """Another run works on the same study."""


def examine(steps: Sequence[Step], store: Store) -> list[State]:
    """State of every step, in order; the standard library is enough for it.

    A step after one that must run is not up to date either; whether it really runs is known only then,
    since equal outputs leave it current.
    """
    states: dict[str, State] = {}
    for step in steps:
        waiting = next((name for name in step.inputs if not states[name].current), "")
        if waiting:
            states[step.name] = State(step, False, f"waits for {waiting}", None)
        else:
            states[step.name] = _state(step, store, {name: states[name].record for name in step.inputs})
    store.flush()
    return list(states.values())


def _state(step: Step, store: Store, inputs: Mapping[str, Record | None]) -> State:
    parts = _parts(step, store, inputs)
    record = store.record(step.name)
    if record is None:
        return State(step, False, "never ran", None)
    if record.parts != parts:
        return State(step, False, _difference(record.parts, parts), record)
    damaged = store.intact(record)
    return State(step, not damaged, f"{damaged} is missing or was changed" if damaged else "", record)


def _parts(step: Step, store: Store, inputs: Mapping[str, Record | None]) -> dict[str, str]:
    hashes = {name: record.outputs for name, record in inputs.items() if record}
    return key_parts(step, hashes, {name: store.file_hash(path) for name, path in step.files.items()})


def _difference(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    changed = sorted(name for name in new if old.get(name) not in (None, new[name]))
    added, gone = sorted(set(new) - set(old)), sorted(set(old) - set(new))
    told = [*(f"{name} changed" for name in changed), *(f"{name} is new" for name in added)]
    return "; ".join([*told, *(f"{name} is gone" for name in gone)][:3])


def execute(
    steps: Sequence[Step],
    store: Store,
    *,
    folders: tuple[Path, Path],
    pool: Executor,
    report: Report = print,
    bar: Callable[[Iterable[Any], int, str], Iterable[Any]] | None = None,
) -> dict[str, Record]:
    """Run every step that is out of date; returns the record of each step.

    Steps whose inputs are ready run side by side in workers; a step that maps runs here, over workers.
    A failing step ends the run with StepError once the running ones are done; what is finished is kept.
    """
    records: dict[str, Record] = {}
    waiting = {step.name: step for step in steps}
    running: dict[Future[Any], tuple[Step, dict[str, str]]] = {}
    failure: tuple[str, BaseException] | None = None
    while True:
        ready = [step for step in waiting.values() if all(name in records for name in step.inputs)]
        if ready and not failure:
            step = ready[0]
            del waiting[step.name]
            state = _state(step, store, {name: records[name] for name in step.inputs})
            if state.current and state.record:
                records[step.name] = state.record
                continue
            parts = _parts(step, store, {name: records[name] for name in step.inputs})
            try:
                if not step.maps:
                    running[pool.submit(_call, step, folders)] = (step, parts)
                    continue
                result = _call(step, folders, _mapper(pool, bar, step.name))
            except Exception as error:
                failure = (step.name, error)
                continue
            records[step.name] = _finish(step, store, parts, result, report)
        elif running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                step, parts = running.pop(future)
                problem = future.exception()
                if problem is not None:
                    failure = failure or (step.name, problem)
                else:
                    records[step.name] = _finish(step, store, parts, future.result(), report)
        else:
            break
    store.flush()
    if failure:
        raise StepError(*failure) from failure[1]
    return records


def _call(
    step: Step, folders: tuple[Path, Path], mapper: Callable[..., Iterable[Any]] = map
) -> tuple[list[Path], float]:
    """The files a step wrote, and the seconds it took where it ran."""
    begin = time.perf_counter()
    module, name = step.function.split(":")
    function = getattr(importlib.import_module(module), name)
    processed, results = folders
    outputs = list(function(Job(processed, results, step.part, step.options, step.files, mapper)))
    return outputs, time.perf_counter() - begin


def _mapper(pool: Executor, bar: Any, label: str) -> Callable[..., Iterable[Any]]:
    def mapped(function: Callable[..., Any], *iterables: Iterable[Any]) -> Iterator[Any]:
        batches = zip(*iterables, strict=True)
        results = _bounded(pool, function, batches)
        return iter(bar(results, 0, label)) if bar else results

    return mapped


def _bounded(
    pool: Executor, function: Callable[..., Any], batches: Iterable[tuple[Any, ...]]
) -> Iterator[Any]:
    """Results in order, with only a few batches under way, so that memory does not grow with the corpus."""
    ahead = 2 * int(getattr(pool, "_max_workers", 2)) + 1
    queue: list[Future[Any]] = []
    for batch in batches:
        queue.append(pool.submit(function, *batch))
        if len(queue) >= ahead:
            yield queue.pop(0).result()
    while queue:
        yield queue.pop(0).result()


def _finish(
    step: Step, store: Store, parts: dict[str, str], result: tuple[list[Path], float], report: Report
) -> Record:
    outputs, seconds = result
    record = store.save(step.name, parts, outputs, seconds)
    report(f"{step.name:<28} {seconds:7.1f} s")
    return record


@contextmanager
def only_run(processed: Path, results: Path) -> Iterator[None]:
    """Hold a study for one run at a time; raises BusyError when another run holds it. What a killed run
    left half-written is removed."""
    processed.mkdir(parents=True, exist_ok=True)
    path = processed / ".lock"
    with path.open("a") as stream:
        try:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("another run works on this study; wait for it or stop it") from None
        except (ImportError, OSError):
            # No locks on this system, or not on this file system: a run goes on without.
            pass
        for folder in (processed, results):
            for left in folder.rglob(".*.part"):
                left.unlink(missing_ok=True)
        yield
