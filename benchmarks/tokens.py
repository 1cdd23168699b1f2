"""Words and count matrices beside the libraries one would take instead: same texts and run, by medians."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import grow
from peers import median_seconds

from analysis.declarations import load_language
from analysis.tokenization import Counted, count_batch, gather, tokenize
from analysis.tokenization.threads import in_threads
from analysis.tokenization.vectorizer import TermVectorizer

SIZES = (10_000, 100_000)
GROWTH = (10_000, 1_000_000)
BATCH = 1_000
WORDS = 2_000


def scikit_learn(texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer().fit_transform(texts)


def forms(texts: Sequence[str]) -> Any:
    return TermVectorizer(language="de", lemmas=False, rules="scikit-learn").fit_transform(texts)


def terms(texts: Sequence[str]) -> Any:
    options = {"compounds": "both", "stop_words": "language"}
    return TermVectorizer(language="de", **options).fit_transform(texts)


WAYS: dict[str, Callable[[Sequence[str]], Any]] = {
    "CountVectorizer": scikit_learn,
    "forms": forms,
    "lemmas, compounds, stop words": terms,
}


def matrix(data: str) -> None:
    """German articles to a count matrix beside CountVectorizer; peak memory of each alone."""
    for size in SIZES:
        texts = list(grow.grow(grow.real_texts(data), size))
        megabytes = sum(map(len, texts)) / 1e6
        seconds = {name: median_seconds(partial(way, texts)) for name, way in WAYS.items()}
        peaks = _peaks(texts)
        for name, taken in seconds.items():
            ratio = seconds["CountVectorizer"] / taken
            speed = f"{taken:.2f} s, {megabytes / taken:.0f} MB/s, {ratio:.1f} times CountVectorizer"
            print(f"{size} articles, {name}: {speed}; peak {peaks[name]:.2f} GiB", flush=True)


def _peaks(texts: Sequence[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        _write(file, texts)
        return {name: _peak("alone", name, str(file)) for name in WAYS}


def _write(file: Path, texts: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)


def _peak(*arguments: str) -> float:
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    return float(done.stdout.split()[-1])


def alone(name: str, file: str) -> None:
    """One way on the texts of a file; prints the peak memory of this process in GiB."""
    with Path(file).open(encoding="utf-8") as stream:
        texts = [json.loads(line) for line in stream]
    WAYS[name](texts)
    print(_own_peak())


def _own_peak() -> float:
    """Peak memory of this process in GiB; `getrusage` would keep what the parent held when it forked."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 2**20


def words(data: str) -> None:
    """Words with offsets beside a blank German pipeline of spaCy, one thread each."""
    import spacy

    blank = spacy.blank("de")
    texts = list(grow.grow(grow.real_texts(data), WORDS))
    megabytes = sum(map(len, texts)) / 1e6
    ours = median_seconds(lambda: tokenize(texts, language="de"))
    theirs = median_seconds(lambda: [[(token.text, token.idx) for token in blank(text)] for text in texts])
    print(f"{megabytes:.0f} MB: {megabytes / ours:.0f} MB/s, spaCy {megabytes / theirs:.1f}")


def growth(data: str) -> None:
    """Seconds and memory of counting grown articles batch by batch, counts waiting on disk."""
    told = []
    for size in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "texts.jsonl"
            _write(file, grow.grow(grow.real_texts(data), size))
            command = [sys.executable, __file__, "stream", str(file)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
        seconds, peak, forms_seen = map(float, done.stdout.split()[-3:])
        told.append(seconds)
        print(f"{size} articles: {seconds:.1f} s, peak {peak:.2f} GiB, {forms_seen:,.0f} terms")
    print(f"time grew {told[1] / told[0]:.0f} times for {GROWTH[1] // GROWTH[0]} times the articles")


def stream(file: str) -> None:
    """Count the articles of a file, read line by line; prints seconds, peak memory and terms."""
    german = load_language("de")
    begin = time.perf_counter()
    with Path(file).open(encoding="utf-8") as lines, tempfile.TemporaryDirectory() as folder:
        texts = (json.loads(line) for line in lines)
        batches = enumerate(iter(lambda: list(islice(texts, BATCH)), []))
        found = gather(in_threads(_counted, batches), language=german, folder=Path(folder))
        print(time.perf_counter() - begin, _own_peak(), len(found.terms))


def _counted(batch: tuple[int, list[str]]) -> Counted:
    number, texts = batch
    ids = [f"{number * BATCH + place:08d}" for place in range(len(texts))]
    return count_batch(ids, texts, language="de")


if __name__ == "__main__":
    {"alone": alone, "stream": stream}[sys.argv[1]](*sys.argv[2:])
