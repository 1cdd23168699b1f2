"""Whole runs of a study in a copy of the project: seconds, memory of all processes, kills."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COPIED = ("studies", "codebooks", "notebooks")


@dataclass(frozen=True)
class Result:
    """Wall seconds, peak memory of all processes together in GiB, what was printed."""

    seconds: float
    memory: float
    output: str


@contextmanager
def project(root: Path) -> Iterator[Path]:
    """A folder with the project's studies, codebooks and notebooks, and nothing derived."""
    with tempfile.TemporaryDirectory() as name:
        for kind in COPIED:
            shutil.copytree(root / kind, Path(name) / kind)
        yield Path(name)


def start(folder: Path, study: str, raw: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "analysis", "run", "--study", study, "--raw", str(raw), *more]
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(folder: Path, study: str, raw: Path, *more: str) -> Result:
    """Run a study to its end; raises RuntimeError with what was printed when it fails."""
    begin = time.perf_counter()
    process = start(folder, study, raw, *more)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - begin
    watcher.join()
    if process.returncode:
        raise RuntimeError(output)
    return Result(seconds, peak[0], output)


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], session_memory(process.pid))
        time.sleep(0.1)


def session_memory(leader: int) -> float:
    """Resident memory of all processes of a session, in GiB; 0 where there is no /proc."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader:
                total += int(fields[21])
        except (OSError, IndexError, ValueError):
            continue
    return total * os.sysconf("SC_PAGE_SIZE") / 2**30


def show(title: str, result: Result) -> None:
    print(result.output.rstrip())
    print(f"{title}: {result.seconds:.1f} s, peak {result.memory:.2f} GiB of all processes", flush=True)


def restyle(folder: Path, raw: Path) -> None:
    """Change a notebook only (a figure's title), and tell which steps run again."""
    path = folder / "notebooks" / "03_topics.ipynb"
    content = json.loads(path.read_text())
    content["cells"][0]["source"].append("\n")
    path.write_text(json.dumps(content))
    again = run(folder, "default", raw)
    redone = [line.split()[0] for line in again.output.splitlines() if line.endswith(" s")]
    print(f"one notebook changed: {again.seconds:.1f} s; ran {', '.join(redone)}", flush=True)


def kills(root: Path, *, count: int, seed: int) -> None:
    """Kill a run of the default study at `count` random moments, then finish it and compare manifests."""
    raw, chance = root / "data" / "raw", random.Random(seed)
    with project(root) as whole, project(root) as killed:
        undisturbed = run(whole, "default", raw)
        for number in range(count):
            process = start(killed, "default", raw)
            moment = chance.uniform(0.05, undisturbed.seconds / 4)
            try:
                process.communicate(timeout=moment)
                print(f"kill {number + 1}: the run was finished before it could be killed")
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                print(f"kill {number + 1} after {moment:.1f} s", flush=True)
        run(killed, "default", raw)
        manifests = [
            (place / "results" / "default" / "manifest.json").read_bytes() for place in (whole, killed)
        ]
        same = "equal" if manifests[0] == manifests[1] else "DIFFERENT"
        print(f"after {count} kills: manifests {same}", flush=True)
