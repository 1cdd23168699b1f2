"""Near-duplicates planted in grown corpora: recall, precision, time beside datasketch, memory of a stage."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import grow
import pandas as pd

from analysis import schema
from analysis.declarations.study import Duplicates
from analysis.duplicates import merge, shingle_batch, similar_pairs
from analysis.pipeline.stages import reprints as stage
from analysis.pipeline.step import Job

SIZES = (10_000, 100_000)
SHARE, BATCH, THRESHOLD = 10, 1_000, 0.5
Pairs = set[tuple[int, int]]


def reprints(data: str) -> None:
    """A tenth of the articles are edited copies at Jaccard .5 to .95; datasketch MinHash LSH, same texts."""
    for size in SIZES:
        originals = size - size // SHARE
        grown = list(grow.grow(grow.real_texts(data), originals, seed=1))
        planted = grow.plant(grown, size // SHARE, seed=1)
        told = [_timed(function, planted.texts) for function in (ours, ours, theirs, ours)]
        seconds = sorted(taken for _, taken in (told[0], told[1], told[3]))[1]
        _score(f"{size} articles, sampled shingles", told[0][0], planted, seconds)
        _score(f"{size} articles, datasketch", told[2][0], planted, told[2][1])
        print(f"{told[2][1] / seconds:.1f} times as fast (median of three, datasketch once between them)")
        _stage(planted.texts)


def _timed(function: Callable[[list[str]], Pairs], texts: list[str]) -> tuple[Pairs, float]:
    begin = time.perf_counter()
    found = function(texts)
    return found, time.perf_counter() - begin


def ours(texts: list[str]) -> Pairs:
    ids = [f"{number:07d}" for number in range(len(texts))]
    batches = (shingle_batch(ids[i : i + BATCH], texts[i : i + BATCH]) for i in range(0, len(ids), BATCH))
    found = similar_pairs(merge(batches), threshold=THRESHOLD)
    return set(zip(found["left"].tolist(), found["right"].tolist(), strict=True))


def theirs(texts: list[str]) -> Pairs:
    """Candidates of the index, as its users take them: similarities are estimates, not counted."""
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=THRESHOLD, num_perm=128), set()
    for number, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(len(words) - 4)])
        found |= {(int(other), number) for other in index.query(sketch)}
        index.insert(number, sketch)
    return found


def _score(title: str, found: Pairs, planted: grow.Planted, seconds: float) -> None:
    """Recall of planted pairs; precision counts what is not planted as right where its true similarity,
    by sets of words, reaches the threshold."""
    hits = found & set(planted.pairs)
    others = [pair for pair in found if pair not in planted.pairs]
    right = sum(
        grow.jaccard(*(grow.shingles(planted.texts[row]) for row in pair)) >= THRESHOLD for pair in others
    )
    recall, precision = len(hits) / len(planted.pairs), (len(hits) + right) / max(len(found), 1)
    print(
        f"{title}: {seconds:.2f} s, recall {recall:.4f}, precision {precision:.4f}, {len(others)} not planted"
    )


def _stage(texts: list[str]) -> None:
    """The whole stage, from Parquet to its tables, in a process of its own on one core."""
    columns = {name: "" for name, kind in schema.TABLES["articles"].columns.items() if kind == schema.TEXT}
    days = pd.date_range("2023-01-01", periods=20).date
    table = pd.DataFrame(
        {
            **columns,
            "id": [f"{number:016x}" for number in range(len(texts))],
            "text": texts,
            "language": "de",
            "outlet": [f"outlet{number % 3}" for number in range(len(texts))],
            "day": [days[number % 20] for number in range(len(texts))],
        }
    )
    table = table.assign(published=pd.NaT, crawled=None, dateline_date=None, position=0)
    with tempfile.TemporaryDirectory() as folder:
        schema.write(table, Path(folder), "articles")
        command = [sys.executable, __file__, folder]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(
        f"stage: {told['seconds']:.1f} s, peak {told['memory']:.2f} GiB, rows by kind {told['kinds']}",
        flush=True,
    )


def alone(folder: str) -> None:
    place = Path(folder)
    options = {"duplicates": Duplicates(), "languages": ("de",)}
    begin = time.perf_counter()
    stage.build(Job(processed=place, results=place, part="", options=options, files={}))
    seconds = time.perf_counter() - begin
    kinds = schema.read(place, "reprints", columns=["kind"])["kind"].value_counts().sort_index()
    print(json.dumps({"seconds": seconds, "memory": _peak(), "kinds": kinds.to_dict()}))


def _peak() -> float:
    """Peak memory of this process in GiB; getrusage would tell that of the parent when it is more."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**20


if __name__ == "__main__":
    alone(sys.argv[1])
