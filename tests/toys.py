"""Steps of a toy graph: each writes one small file, or a few, and a line in a log when it really runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from analysis import storage
from analysis.pipeline import Job


def _log(job: Job, stage: str) -> None:
    job.processed.mkdir(parents=True, exist_ok=True)
    with (job.processed / "ran.log").open("a", encoding="utf-8") as stream:
        stream.write(f"{stage}[{job.part}]\n")


def write(job: Job) -> list[Path]:
    """The option `text`, or what the file `text` holds."""
    _log(job, "write")
    text = job.files["text"].read_text(encoding="utf-8") if job.files else job.options["text"]
    return [storage.write_text(job.processed / f"{job.part}.txt", text)]


def measure(job: Job) -> list[Path]:
    """The number of characters of each part named in `of`."""
    _log(job, "measure")
    sizes = [len((job.processed / f"{part}.txt").read_text(encoding="utf-8")) for part in job.options["of"]]
    return [storage.write_text(job.processed / f"{job.part}.txt", f"{sizes}\n")]


def pieces(job: Job) -> list[Path]:
    """As many files as the option `count` says."""
    _log(job, "pieces")
    numbers = range(job.options["count"])
    return [storage.write_text(job.results / f"piece-{number}.txt", f"{number}\n") for number in numbers]


def fail(job: Job) -> list[Path]:
    _log(job, "fail")
    raise ValueError(job.options["message"])


def squares(job: Job) -> list[Path]:
    """Squares in the order of their numbers, although the first takes longest."""
    _log(job, "squares")
    found = list(job.map(_square, range(job.options["count"])))
    return [storage.write_json(job.processed / f"{job.part}.json", found)]


def _square(number: int) -> int:
    time.sleep(0.02 / (number + 1))
    if number == 99:
        raise ValueError("99 is too much")
    return number**2


def ahead(job: Job) -> list[Path]:
    """The largest number of batches that were drawn before their results were taken."""
    drawn = taken = most = 0

    def batches() -> Iterator[int]:
        nonlocal drawn
        for number in range(50):
            drawn += 1
            yield number

    for _ in job.map(str, batches()):
        most = max(most, drawn - taken)
        taken += 1
    return [storage.write_json(job.processed / "ahead.json", [most, taken])]
