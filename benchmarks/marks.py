"""How long the voices of 50,000 quotation marks take, of every style and order: python benchmarks/marks.py

Prints a table of milliseconds by kind of text and language for a tenth of the marks and for all, and the
growth between them (10 is linear).
"""

from __future__ import annotations

import statistics
import time

from analysis.declarations.language import load_language
from analysis.voices import find_voices

MARKS = 50_000
SIGNS = "\"„“”«»‹›‚‘’'「」『』《》"
UNITS = {
    "straight": '"',
    "straight, apart": '" ',
    "straight, letters": '"a ',
    "low and high": "„“",
    "low and high, letters": "„ a “ b ",
    "curly": "“”",
    "outward": "»«",
    "inward": "«»",
    "single": "‚‘",
    "single angle": "‹›",
    "corner": "「」",
    "apostrophes": "'a ",
    "all open": " „a",
    "mixed": '"„“»«‹›‘’「」',
    "open paragraphs": '"a\n\n',
    "reported": '"Wir gehen jetzt nach Hause", sagte er. ',
}
OTHERS = {
    "commas": "a, ",
    "names": "Ab Cd, ",
    "clauses": "er sagte, dass, ",
    "verbs": "sagte ",
    "verbs, joined": "er sagte und ",
    "dashes": "\n— а, ",
}
LANGUAGES = ("de", "en", "ru", "zh")


def fuzz(marks: int = MARKS, *, repeats: int = 3) -> list[tuple[str, str, float, float]]:
    """Rows of kind of text, language, and median seconds for a tenth of the marks and for all of them."""
    rows = []
    for name, unit in {**UNITS, **OTHERS}.items():
        signs = sum(unit.count(sign) for sign in SIGNS) or 1
        for code in LANGUAGES:
            language = load_language(code)
            find_voices(unit * 3, language=language)
            short, long = (
                statistics.median(_seconds(unit * (count // signs), language) for _ in range(repeats))
                for count in (marks // 10, marks)
            )
            rows.append((name, code, short, long))
    return rows


def _seconds(text: str, language: object) -> float:
    start = time.perf_counter()
    find_voices(text, language=language)  # type: ignore[arg-type]
    return time.perf_counter() - start


def marks(data: str = "") -> None:
    """Milliseconds of the voices of 5,000 and 50,000 quotation marks, and the growth between them."""
    print(f"{'text':24}{'language':10}{'5,000':>9}{'50,000':>9}{'growth':>8}")
    for name, code, short, long in fuzz():
        print(f"{name:24}{code:10}{1000 * short:9.0f}{1000 * long:9.0f}{long / short:8.1f}")


if __name__ == "__main__":
    marks()
