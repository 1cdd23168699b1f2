"""`make bench`: times, memory and peers, printed with the machine's description.

DATA (environment) names the folder of real corpora; without it only the shipped study is measured.
`python benchmarks/bench.py NAME ...` runs only the named parts: study, resume, real, reprints,
matrix, words, sentences, growth, keyness, extracted, html, quotes, voices, marks.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
from pathlib import Path

import extracted
import marks
import pages
import repeats
import runs
import sentences
import tokens
import vocabulary
import voices

ROOT = Path(__file__).parents[1]


def machine() -> str:
    """One line that says on what was measured."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        model = named[0] if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def study(data: str) -> None:
    """The default study from clean, and again with nothing changed."""
    with runs.project(ROOT) as folder:
        runs.show("default study from clean", runs.run(folder, "default", ROOT / "data" / "raw"))
        again = [runs.run(folder, "default", ROOT / "data" / "raw") for _ in range(5)]
        print(f"nothing changed: {statistics.median(result.seconds for result in again):.2f} s (median of 5)")
        runs.restyle(folder, ROOT / "data" / "raw")


def resume(data: str) -> None:
    """Ten kills at random moments; the run that finishes must give the bytes of an undisturbed one."""
    runs.kills(ROOT, count=10, seed=1)


def real(data: str) -> None:
    """The studies of the two real corpora, with the time of each step and peak memory of all processes."""
    for name in ("kcna", "democracy"):
        if not data:
            print(f"study {name}: not run (DATA names no folder)")
            continue
        with runs.project(ROOT) as folder:
            runs.show(f"study {name} from clean", runs.run(folder, name, Path(data).resolve()))


PARTS = {
    "study": study,
    "resume": resume,
    "real": real,
    "reprints": repeats.reprints,
    "matrix": tokens.matrix,
    "words": tokens.words,
    "growth": tokens.growth,
    "sentences": sentences.sentences,
    "extracted": extracted.extracted,
    "html": pages.html,
    "keyness": vocabulary.keyness,
    "quotes": voices.quotes,
    "voices": voices.voices,
    "marks": marks.marks,
}


def main() -> None:
    data = os.environ.get("DATA", "")
    print(machine(), flush=True)
    for name in sys.argv[1:] or PARTS:
        print(f"\n== {name}: {PARTS[name].__doc__}", flush=True)
        PARTS[name](data)


if __name__ == "__main__":
    main()
