"""Text that was extracted before: articles per second from real stories, memory of a million from Parquet."""

from __future__ import annotations

import random
import statistics
import tempfile
from pathlib import Path

import runs

ROOT = Path(__file__).parents[1]
ARTICLES = ("--until", "articles", "--workers", "2")
COUNTS = (50_000, 200_000)
STUDY = """\
name = "grown"
title = "A grown corpus"
languages = ["en", "de", "ru"]
codebook = "state_media"

[sources.grown]
files = ["grown.parquet"]
outlet = "generic"
columns = { published = "date", title = "title", text = "story", url = "link" }
"""


def extracted(data: str) -> None:
    """The stage `articles` alone, on two workers: the floors are 3,000 articles a second and 4 GB."""
    speed(data)
    memory()


def speed(data: str, *, rounds: int = 3) -> None:
    """Articles per second of the stage on the stories of KCNA, median of three."""
    if not data:
        print("kcna: not run (DATA names no folder)")
        return
    taken = []
    for _ in range(rounds):
        with runs.project(ROOT) as folder:
            result = runs.run(folder, "kcna", Path(data).resolve(), *ARTICLES)
            taken.append(_seconds(result.output))
            kept = _kept(folder, "kcna")
    middle = statistics.median(taken)
    print(
        f"kcna: {kept:,} articles in {middle:.2f} s, {kept / middle:,.0f} a second, {result.memory:.2f} GiB"
    )


def memory(counts: tuple[int, ...] = COUNTS, *, lines: int = 12) -> None:
    """Peak memory of all processes for two sizes of a made corpus, and a line through them at a million."""
    peaks = []
    for count in counts:
        with tempfile.TemporaryDirectory() as raw, runs.project(ROOT) as folder:
            grow(Path(raw) / "grown.parquet", count=count, lines=lines)
            (folder / "studies" / "grown.toml").write_text(STUDY)
            result = runs.run(folder, "grown", Path(raw), *ARTICLES)
            peaks.append(result.memory)
            kept = _kept(folder, "grown")
        print(
            f"parquet, {count:,} rows: {kept:,} articles, {result.seconds:.0f} s, {result.memory:.2f} GiB",
            flush=True,
        )
    if len(counts) > 1:
        slope = (peaks[-1] - peaks[-2]) / (counts[-1] - counts[-2])
        print(f"at 1,000,000 rows: {peaks[-1] + max(slope, 0) * (1_000_000 - counts[-1]):.2f} GiB, by a line")


def grow(path: Path, *, count: int, lines: int = 12, seed: int = 1, size: int = 10_000) -> None:
    """Write `count` articles of `lines` paragraphs of the simulated press, at most 2,500 characters each.

    Every article has its own order of paragraphs and its own number; they are written in batches.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from analysis.simulation import simulate

    chance = random.Random(seed)
    texts: dict[str, list[str]] = {}
    for article in simulate(seed=seed).articles:
        texts.setdefault(article.slot.language, []).extend(article.text.split("\n"))
    languages = sorted(texts)
    schema = pa.schema([(name, pa.string()) for name in ("date", "title", "story", "link")])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for begin in range(0, count, size):
            rows = []
            for number in range(begin, min(begin + size, count)):
                chosen = chance.choices(texts[languages[number % len(languages)]], k=lines)
                date = f"2023-{number % 12 + 1:02d}-{number % 28 + 1:02d} {number % 24:02d}:15"
                story = "\n".join(chosen)[:2_500]
                rows.append(
                    {
                        "date": date,
                        "title": f"{chosen[0][:60]} {number}",
                        "story": story,
                        "link": f"/{number}",
                    }
                )
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _seconds(output: str) -> float:
    """The seconds that the steps report: without the start of the interpreters."""
    return sum(float(line.split()[-2]) for line in output.splitlines() if line.startswith("articles["))


def _kept(folder: Path, study: str) -> int:
    import pyarrow.parquet as pq

    files = (folder / "data" / "processed" / study / "articles").glob("*.parquet")
    return sum(pq.ParquetFile(file).metadata.num_rows for file in files)
