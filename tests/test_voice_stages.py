"""Stages on voices: words of either voice, keyness between them, length of speech and its share in marks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import schema
from analysis.declarations import load_language
from analysis.declarations.study import Terms
from analysis.pipeline.stages import terms, voice_keyness, voice_terms
from analysis.pipeline.stages.articles_by import load_corpora
from analysis.pipeline.stages.quantities import direct, official, speakers, stretch, voice
from analysis.pipeline.stages.voice_terms import NAMED, OWN, QUOTED, pieces
from analysis.pipeline.step import Job
from analysis.vocabulary import FEWEST_UNITS

START = dt.date(2023, 1, 1)
SPANS = ["article", "start", "end", "layer", "class", "value", "speaker", "verb"]


def write_articles(folder: Path, texts: list[str], outlets: list[str]) -> list[str]:
    ids = [f"{number:016x}" for number in range(len(texts))]
    columns = schema.TABLES["articles"].columns
    articles = pd.DataFrame({name: [None] * len(texts) for name in columns}).assign(
        id=ids, source="x", outlet=outlets, service="", language="en", genre="news", section="", text=texts
    )
    articles["day"] = [START + dt.timedelta(days=number) for number in range(len(texts))]
    schema.write(articles, folder, "articles", "x")
    none = pd.DataFrame(columns=list(schema.TABLES["reprints"].columns))
    schema.write(none, folder, "reprints")
    return ids


def write_spans(folder: Path, rows: list[tuple[object, ...]]) -> None:
    schema.write(pd.DataFrame(rows, columns=SPANS), folder, "spans", "voice-en")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [(0, 0, OWN)]),
        ([(4, 9, "voice", "direct")], [(0, 4, OWN), (4, 9, QUOTED), (9, 9, OWN)]),
        (
            [(0, 5, "voice", "indirect"), (5, 8, "source", "name")],
            [(0, 5, QUOTED), (5, 8, NAMED), (8, 8, OWN)],
        ),
        ([(0, 5, "voice", "distancing"), (6, 8, "voice", "title")], [(0, 0, OWN)]),
        (
            [(2, 9, "voice", "indirect"), (4, 6, "source", "name")],
            [(0, 2, OWN), (2, 4, QUOTED), (4, 6, QUOTED), (6, 9, QUOTED), (9, 9, OWN)],
        ),
        (
            [(6, 9, "voice", "direct"), (1, 3, "voice", "direct")],
            [(0, 1, OWN), (1, 3, QUOTED), (3, 6, OWN), (6, 9, QUOTED), (9, 9, OWN)],
        ),
    ],
)
def test_an_article_is_cut_at_the_edges_of_speech(
    spans: list[tuple[int, int, str, str]], expected: list[tuple[int, int, int]]
) -> None:
    assert pieces(pd.DataFrame(spans, columns=["start", "end", "layer", "class"])) == expected


@pytest.mark.parametrize("formulas", ["keep", "leave_out"])
def test_words_are_counted_by_voice_within_a_sentence(tmp_path: Path, formulas: str) -> None:
    texts = ["The harbour opens, said Ada Lund, a harbour clerk.", "No bridge.", "Harbour"]
    ids = write_articles(tmp_path, texts, ["gull"] * 3)
    write_spans(
        tmp_path,
        [
            (ids[0], 0, 17, "voice", "indirect", "expert", "Ada Lund", "said"),
            (ids[0], 24, 32, "source", "name", "", "Ada Lund", ""),
            (ids[2], 0, 7, "voice", "direct", "unnamed", "", ""),
        ],
    )
    sentences = pd.DataFrame({"article": ids, "number": 0, "start": 0, "end": [len(text) for text in texts]})
    schema.write(sentences.assign(hash=""), tmp_path, "sentences", "en")
    schema.write(pd.DataFrame(columns=list(schema.TABLES["phrases"].columns)), tmp_path, "phrases", "en")
    options = {"terms": Terms(formulas=formulas), "overrides": {}}
    job = Job(tmp_path, tmp_path, "en", options, {})
    terms.build(job)
    voice_terms.build(job)
    known = schema.read(tmp_path, "terms", "en")["term"].tolist()
    matrix = schema.read_matrix(tmp_path, "voices", "en").toarray()
    words = [{term: int(n) for term, n in zip(known, row, strict=True) if n} for row in matrix]
    assert words == [
        {"a": 1, "clerk": 1, "harbour": 1, "say": 1},
        {"harbour": 1, "open": 1, "the": 1},
        {"bridge": 1, "no": 1},
        {},
        {},
        {"harbour": 1},
    ]
    changed = schema.read(tmp_path, "terms", "en")
    schema.write(changed.assign(term=changed["term"] + "x"), tmp_path, "terms", "en")
    with pytest.raises(ValueError, match="other terms"):
        voice_terms.build(job)


WORDS = ("border", "bridge", "confirm", "s", "the", "treaty", "zebra")


def write_counts(
    folder: Path, *, count: int = 120, quoted_bridge: float = 4.0, both: int | None = None
) -> None:
    """Articles whose speech says bridge more often; zebra is said by every voice of every third article."""
    dice = np.random.default_rng(2)
    outlets = ["gull" if number % 2 else "tern" for number in range(count)]
    write_articles(folder, ["x"] * count, outlets)
    rates = np.tile([2.0, 1.0, 3.0, 1.0, 9.0, 2.0, 0.0], (count, 2, 1))
    rates[:, 1, 1] = quoted_bridge
    rates[::3, :, 6] = 3.0
    counts = dice.poisson(rates)
    if both is not None:
        counts[both:, 1] = 0
    table = pd.DataFrame({"term": WORDS, "form": WORDS, "number": range(len(WORDS))}).assign(
        language="en",
        documents=9,
        count=9,
        kind="word",
        parts="",
        others="",
        stop=[w == "the" for w in WORDS],
    )
    schema.write(table, folder, "terms", "en")
    schema.write_matrix(sparse.csr_array(counts.sum(axis=1)), folder, "articles", "en")
    schema.write_matrix(sparse.csr_array(counts.reshape(2 * count, -1)), folder, "voices", "en")


def estimates(folder: Path) -> pd.DataFrame:
    options = {"languages": ("en",), "genres": (), "watched": {}, "seed": 1}
    voice_keyness.build(Job(folder, folder, "voice_keyness", options, {}))
    return schema.read(folder, "estimates", "voice_keyness")


def test_keyness_between_the_voices_for_all_and_each_group(tmp_path: Path) -> None:
    write_counts(tmp_path)
    table = estimates(tmp_path)
    assert set(table["contrast"]) == {"quoted - outlet"}
    assert set(table["group"]) == {"", "gull", "tern"}
    assert set(table["class"]) == {"border", "bridge", "treaty", "zebra"}
    for _, rows in table.groupby("group"):
        found = rows.set_index("class")
        assert found.loc["bridge", "low"] > 0.2
        assert found.loc["bridge", "p"] < 0.01
        assert (found["estimate"].drop("bridge") < 0).all()
    whole = table[table["group"] == ""].set_index("class")
    assert whole.loc["zebra", "p"] > 0.05
    matrix = schema.read_matrix(tmp_path, "voices", "en")
    assert (whole["denominator"] == matrix.sum()).all()
    assert whole.loc["bridge", "n"] == matrix[:, [1]].sum()


def test_voices_that_speak_alike_are_not_told_apart(tmp_path: Path) -> None:
    write_counts(tmp_path, quoted_bridge=1.0)
    assert (estimates(tmp_path)["p"] > 0.05).all()


def test_no_test_where_few_articles_have_both_voices(tmp_path: Path) -> None:
    write_counts(tmp_path, both=FEWEST_UNITS - 1)
    table = estimates(tmp_path)
    whole = table[table["group"] == ""]
    assert len(whole)
    assert whole["p"].isna().all()
    assert whole["method"].str.contains("only 9 articles have both voices").all()


def test_a_study_without_speech_has_no_rows(tmp_path: Path) -> None:
    write_counts(tmp_path, both=0)
    assert estimates(tmp_path).empty


def test_what_reports_is_left_out() -> None:
    listed = ("acknowledge", "according", "bridge", "say", "tell reporter", "word")
    table = pd.DataFrame({"term": listed, "form": listed})
    found = voice_keyness.reporting(table, load_language("en"))
    assert found.tolist() == [True, False, False, True, True, False]


def speech(folder: Path) -> None:
    ids = write_articles(folder, ["x" * 100] * 4, ["gull"] * 4)
    rows = [
        (ids[0], 0, 10, "voice", "direct", "expert", "A", "said"),
        (ids[0], 10, 40, "voice", "indirect", "expert", "A", ""),
        (ids[1], 0, 30, "voice", "direct", "media", "B", ""),
        (ids[1], 40, 45, "voice", "distancing", "", "", ""),
        (ids[1], 50, 60, "source", "name", "", "B", ""),
        (ids[3], 0, 20, "voice", "direct", "expert", "C", ""),
    ]
    write_spans(folder, rows)
    measures = [("expert", "direct", 0, 0.1), ("expert", "indirect", 0, 0.3), ("outlet", "outlet", 0, 0.6)]
    table = pd.DataFrame(measures, columns=["class", "voice", "row", "value"]).assign(
        unit=ids[0], unit_kind="article", measure="voice", target=""
    )
    schema.write(table.drop(columns="row"), folder, "measures", "voice-en")


def ratios(folder: Path, quantity: object) -> dict[tuple[str, str], tuple[float, float]]:
    """Sums of values and of weights by class and voice."""
    corpus = load_corpora(folder, ["en"])[0]
    (found,) = quantity(folder, corpus)  # type: ignore[operator]
    keys = found.classes[["class", "voice"]].itertuples(index=False, name=None)
    sums = zip(found.values.sum(axis=0).tolist(), found.weights.sum(axis=0).tolist(), strict=True)
    return dict(zip(keys, sums, strict=True))


def test_length_of_a_stretch_by_role_and_kind(tmp_path: Path) -> None:
    speech(tmp_path)
    assert ratios(tmp_path, stretch) == {
        ("", ""): (90.0, 4.0),
        ("", "direct"): (60.0, 3.0),
        ("", "indirect"): (30.0, 1.0),
        ("expert", ""): (60.0, 3.0),
        ("expert", "direct"): (30.0, 2.0),
        ("expert", "indirect"): (30.0, 1.0),
        ("media", ""): (30.0, 1.0),
        ("media", "direct"): (30.0, 1.0),
    }


def test_share_of_speech_that_is_in_marks(tmp_path: Path) -> None:
    speech(tmp_path)
    assert ratios(tmp_path, direct) == {
        ("", ""): (60.0, 90.0),
        ("expert", ""): (30.0, 60.0),
        ("media", ""): (30.0, 30.0),
    }


def test_share_of_text_of_both_kinds_together(tmp_path: Path) -> None:
    speech(tmp_path)
    found = ratios(tmp_path, voice)
    assert found[("expert", "")] == pytest.approx((0.4, 4.0))
    assert ("outlet", "") not in found


def officials(folder: Path) -> None:
    """Article 0: 10 + 20 characters of the own state, 30 of an expert; 1: 15 of a foreign state, 5 of an
    international body, 20 of nobody named; 2 none; 3: one minister twice under one name."""
    ids = write_articles(folder, ["x" * 100] * 4, ["gull"] * 4)
    rows = [
        (ids[0], 0, 10, "voice", "direct", "own_state", "Minister", "said"),
        (ids[0], 10, 30, "voice", "indirect", "own_state", "Ann Lee", "said"),
        (ids[0], 30, 60, "voice", "direct", "expert", "Bo Day", ""),
        (ids[0], 61, 66, "source", "name", "", "Bo Day", ""),
        (ids[1], 0, 15, "voice", "direct", "foreign_state", "Kremlin", "said"),
        (ids[1], 15, 20, "voice", "indirect", "international", "UN", "said"),
        (ids[1], 30, 50, "voice", "direct", "unnamed", "", ""),
        (ids[1], 60, 65, "voice", "title", "", "", ""),
        (ids[3], 0, 10, "voice", "direct", "own_state", "Ann Lee", "said"),
        (ids[3], 20, 30, "voice", "direct", "own_state", "Ann Lee", "said"),
    ]
    write_spans(folder, rows)


def test_share_of_speech_that_officials_say(tmp_path: Path) -> None:
    """All speech: 60 + 40 + 20 = 120, 95 direct and 25 indirect. Own state 10 + 20 + 20 = 50, 30 of it
    direct; officials 50 + 15 + 5 = 70, 45 of it direct."""
    officials(tmp_path)
    assert ratios(tmp_path, official) == {
        ("own_state", ""): (50.0, 120.0),
        ("own_state", "direct"): (30.0, 95.0),
        ("own_state", "indirect"): (20.0, 25.0),
        ("official", ""): (70.0, 120.0),
        ("official", "direct"): (45.0, 95.0),
        ("official", "indirect"): (25.0, 25.0),
    }


def test_number_of_different_speakers_of_an_article(tmp_path: Path) -> None:
    """Three speakers in article 0, two in 1 (nobody named counts for none), one in 3; four articles."""
    officials(tmp_path)
    assert ratios(tmp_path, speakers) == {
        ("", ""): (6.0, 4.0),
        ("expert", ""): (1.0, 4.0),
        ("foreign_state", ""): (1.0, 4.0),
        ("international", ""): (1.0, 4.0),
        ("own_state", ""): (3.0, 4.0),
    }
