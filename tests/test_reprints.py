"""Reprints: who was first, versions told from reprints, parts, what was changed, text copied from others."""

from __future__ import annotations

import datetime as dt
import random
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.declarations import load_language
from analysis.duplicates import (
    CROWD,
    Passages,
    candidates,
    changes,
    copied_shares,
    distinct,
    find_reprints,
    join_passages,
    merge,
    passage_batch,
    related_pairs,
    shingle_batch,
    sketch,
    spread,
)
from analysis.figures.reprints import copied_text, reprint_edges
from analysis.simulation import simulate

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import grow

LEADS = {
    "de": "Die Hafenbehörde teilte am Montag mit, dass der neue Anleger im Frühjahr eröffnet wird und zwei"
    " Fähren täglich zwischen der Stadt und den Inseln verkehren sollen.",
    "en": "The harbour authority said on Monday that the new pier will open in spring and that two ferries a"
    " day are to run between the city and the islands.",
    "ru": "Управление порта сообщило в понедельник, что новый причал откроется весной и что между городом и"
    " островами ежедневно будут ходить два парома.",
}
MORE = {
    "de": "Der Minister sagte, die Kosten seien höher als geplant, aber das Land könne sie tragen, weil die"
    " Einnahmen aus dem Verkehr im letzten Jahr deutlich gestiegen seien.",
    "en": "The minister said that costs were higher than planned but that the country could bear them since"
    " income from traffic had clearly risen during the last year.",
    "ru": "Министр сказал, что расходы оказались выше, чем планировалось, но страна может их понести, так как"
    " доходы от перевозок за последний год заметно выросли.",
}
OTHER = {
    "de": "Am Abend spielte das Orchester im ausverkauften Saal, und das Publikum aus allen Landesteilen"
    " dankte mit lang anhaltendem Beifall für ein ungewöhnliches Programm.",
    "en": "In the evening the orchestra played to a full hall and listeners from all parts of the country"
    " thanked it with long applause for an unusual programme.",
    "ru": "Вечером в переполненном зале играл оркестр, и слушатели из всех областей страны долгими"
    " аплодисментами благодарили его за необычную программу.",
}
TRACE = {
    "de": "Der Zoll meldete, dass im Herbst drei Lastwagen ohne Papiere an der Grenze standen,"
    " deren Fahrer später ihre Reise fortsetzen durften.",
    "en": "Customs reported that three lorries without papers stood at the border in autumn,"
    " and that their drivers were later allowed to go on.",
    "ru": "Таможня сообщила, что осенью на границе стояли три грузовика без документов,"
    " а водителям позднее всё же разрешили продолжить путь через южный переход.",
}
WORDS = [f"w{number}" for number in range(4_000)]
LANGUAGES = pytest.mark.parametrize("code", ["de", "en", "ru"])


def made(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def article(
    name: str, text: str, outlet: str = "agency", *, hour: float | None = None, day: int = 1, title: str = ""
) -> dict[str, object]:
    """An article of 2024-05; `hour` is counted from midnight of the first."""
    moment = None if hour is None else pd.Timestamp("2024-05-01", tz="UTC") + pd.Timedelta(hours=hour)
    date = dt.date(2024, 5, 1) + dt.timedelta(day - 1) if moment is None else moment.date()
    return {
        "id": name,
        "text": text,
        "outlet": outlet,
        "service": "",
        "title": title,
        "day": date,
        "published": moment,
    }


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    return table.assign(published=pd.to_datetime(table["published"], utc=True))


def passages_of(table: pd.DataFrame, size: int = 100) -> Passages:
    return join_passages(
        passage_batch(part["id"].tolist(), part["text"].tolist())
        for part in (table.iloc[begin : begin + size] for begin in range(0, len(table), size))
    )


def found(*rows: dict[str, object], **options: float) -> dict[str, dict[str, object]]:
    table = frame(list(rows))
    passages = passages_of(table)
    reprints = find_reprints(table, distinct(passages), passages=passages, **options)
    return {row["article"]: row for row in reprints.to_dict("records")}


def test_jaccard_and_containment_by_hand() -> None:
    """20 words have 16 shingles. The longer text has them among its 36: 16 in common, 16 / 36, and whole."""
    short, longer = made(1, 20), f"{made(1, 20)} {made(2, 20)}"
    pairs = related_pairs(shingle_batch(["a", "b"], [short, longer]))
    assert pairs.to_dict("records") == [
        {"left": 0, "right": 1, "common": 16, "jaccard": 16 / 36, "contained": 1.0}
    ]


def test_a_part_needs_fifteen_shingles_and_a_third() -> None:
    def related(common: int, shorter: int, longer: int) -> bool:
        head = made(3, common)
        texts = [f"{head} {made(4, shorter - common)}", f"{head} {made(5, longer - common)}"]
        return len(related_pairs(shingle_batch(["a", "b"], texts))) > 0

    assert not related(18, 26, 40)
    assert related(19, 26, 40)
    assert related(40, 100, 200)
    assert not related(30, 100, 200)


def test_scattered_formulas_are_no_partial_reprint() -> None:
    """Sixty words each, twenty of them common: in one piece a part, in pieces of ten like wording."""
    lead = made(6, 80).split()

    def kinds(pieces: int) -> set[object]:
        size = 48 // pieces
        texts = []
        for seed in (7, 8):
            own = made(seed, 60).split()
            parts = [lead[n * size : (n + 1) * size] + own[n * 10 : (n + 1) * 10] for n in range(pieces)]
            texts.append(" ".join(word for part in parts for word in part) + " " + " ".join(own[50:]))
        rows = (
            article(name, text, name, day=n + 1)
            for n, (name, text) in enumerate(zip("ab", texts, strict=True))
        )
        return {row["kind"] for row in found(*rows, threshold=0.9).values()}

    assert kinds(1) == {"first", "partial"}
    assert kinds(4) == set()


@LANGUAGES
def test_kinds(code: str) -> None:
    """Word for word, edited by another outlet, an update by the same one, and an article of its own."""
    whole = f"{LEADS[code]}\n\n{MORE[code]}\n\n{OTHER[code]}"
    rows = found(
        article("a", whole, hour=6),
        article("b", whole.upper(), "herald", hour=9),
        article("c", f"{LEADS[code]}\n\n{MORE[code]}", "courier", hour=12),
        article("d", f"{whole}\n\n{TRACE[code]}", hour=7.5),
        article("e", TRACE[code], "harbour", hour=8),
    )
    assert {name: row["kind"] for name, row in rows.items()} == {
        "a": "first",
        "b": "exact",
        "c": "near",
        "d": "version",
        "e": "partial",
    }
    assert {row["first"] for name, row in rows.items() if name != "e"} == {"a"}
    assert (rows["e"]["first"], rows["e"]["source"], rows["e"]["contained"]) == ("e", "d", 1.0)
    assert rows["d"]["version_of"] == "a"
    assert [24 * float(rows[name]["lag"]) for name in "bcde"] == pytest.approx([3, 6, 1.5, 0.5])  # type: ignore[arg-type]
    assert {row["clock"] for row in rows.values()} == {"minute"}
    added = len(distinct_words(TRACE[code]))
    assert (rows["d"]["added"], rows["d"]["dropped"]) == (added, 0)
    assert (rows["c"]["added"], rows["c"]["dropped"]) == (0, len(distinct_words(OTHER[code])))


def distinct_words(text: str) -> list[str]:
    return text.replace(",", " ").replace(".", " ").split()


def test_an_update_is_of_the_same_outlet_and_service_within_days() -> None:
    base, edited = made(10, 80), f"{made(10, 80)} {made(11, 5)}"
    first = article("a", base)
    assert found(first, article("b", edited, day=3))["b"]["kind"] == "version"
    assert found(first, article("b", edited, "herald", day=3))["b"]["kind"] == "near"
    assert found(first, {**article("b", edited, day=3), "service": "english"})["b"]["kind"] == "near"
    assert found(first, article("b", edited, day=9))["b"]["kind"] == "near"


def test_a_version_of_a_reprint_is_no_second_reprint() -> None:
    base = made(12, 80)
    rows = found(
        article("a", base, hour=1),
        article("b", f"{base} {made(13, 6)}", "herald", hour=2),
        article("c", f"{base} {made(14, 9)}", "herald", hour=3),
    )
    assert (rows["b"]["kind"], rows["c"]["kind"], rows["c"]["version_of"]) == ("near", "version", "b")
    assert rows["c"]["source"] == "a"


@pytest.mark.parametrize(
    ("title", "outlet", "kind"),
    [
        ("Pier opens in spring", "agency", "version"),
        ("Ferries get dearer", "agency", "partial"),
        ("Pier opens in spring", "herald", "partial"),
    ],
)
def test_a_flash_and_the_full_report(title: str, outlet: str, kind: str) -> None:
    flash, report = made(15, 40), f"{made(15, 40)} {made(16, 200)}"
    rows = found(
        article("a", flash, title="Pier opens in the spring", hour=1),
        article("b", report, outlet, title=title, hour=2),
    )
    assert rows["b"]["kind"] == kind
    assert (rows["b"]["first"] == "a") is (kind == "version")


def test_equal_titles_of_different_texts_are_no_versions() -> None:
    assert (
        found(article("a", made(17, 90), title="Weather"), article("b", made(18, 90), title="Weather")) == {}
    )


@LANGUAGES
def test_a_digest_is_partial_whether_it_comes_first_or_last(code: str) -> None:
    digest = f"{LEADS[code]}\n\n{MORE[code]}\n\n{OTHER[code]}"
    rows = found(
        article("a", LEADS[code], hour=1),
        article("b", OTHER[code], "courier", hour=2),
        article("c", digest, "herald", hour=3),
    )
    assert {name: row["kind"] for name, row in rows.items() if row["kind"] != "first"} == {"c": "partial"}
    assert rows["c"]["first"] == rows["c"]["cluster"] == "c"
    rows = found(article("c", digest, "herald", hour=1), article("a", LEADS[code], hour=2))
    assert (rows["a"]["kind"], rows["a"]["source"], rows["a"]["share"]) == ("partial", "c", 1.0)


def test_partial_reprints_stay_in_models_unless_the_study_leaves_them_out() -> None:
    digest = f"{made(20, 60)} {made(21, 60)} {made(22, 60)}"
    rows = [
        article("a", made(20, 60), hour=1),
        article("b", digest, "herald", hour=2),
        article("c", digest, "courier", hour=3),
    ]
    assert {name: row["first"] for name, row in found(*rows).items()} == {"a": "a", "b": "b", "c": "b"}
    left_out = found(*rows, leave_out_partial=True)
    assert {name: row["first"] for name, row in left_out.items()} == {"a": "a", "b": "a", "c": "a"}
    assert [left_out[name]["kind"] for name in "abc"] == ["first", "partial", "exact"]


def test_clusters_do_not_chain() -> None:
    """Each text shares two thirds with the next; the sixth has nothing of the first, and is not joined."""
    stream = made(23, 700).split()
    texts = [" ".join(stream[40 * n : 40 * n + 200]) for n in range(9)]
    rows = found(*(article(f"t{n}", text, f"o{n}", hour=n) for n, text in enumerate(texts)), part=1)
    firsts = {row["first"] for row in rows.values()}
    assert len(firsts) > 1
    similar = {
        (one, two): grow.jaccard(grow.shingles(texts[one]), grow.shingles(texts[two]))
        for one in range(9)
        for two in range(9)
    }
    for first in firsts:
        members = [int(name[1:]) for name, row in rows.items() if row["first"] == first]
        start = int(str(first)[1:])
        close = [n for n in members if similar[start, n] >= 0.5]
        assert any(
            all(similar[n, start] >= 0.5 or similar[n, medoid] >= 0.5 for n in members) for medoid in close
        )


def test_formulas_of_hundreds_make_no_cluster() -> None:
    formula = made(24, 120)
    rows = [
        article(f"t{n:03d}", f"{formula} {made(1000 + n, 60)}", day=1 + n % 9) for n in range(CROWD + 140)
    ]
    assert found(*rows) == {}


def test_neither_order_nor_batches_matter() -> None:
    press = grow.plant([made(2000 + n, 60 + n) for n in range(60)], 30, seed=4)
    rows = [
        article(f"t{n:03d}", text, f"o{n % 3}", day=1 + 7 * n % 20, title=made(n % 5, 4))
        for n, text in enumerate([*press.texts, *press.texts[:12]])
    ]
    rows.append(article("digest", " ".join(press.texts[:3]), "o9", day=9))
    expected = None
    for seed, size in ((0, 7), (1, 50), (2, 1000)):
        table = frame(random.Random(seed).sample(rows, len(rows)))
        passages = passages_of(table, size)
        shingles = distinct(passages)
        related = related_pairs(shingles, passages=passages)
        told = (
            find_reprints(table, shingles, related=related, passages=passages),
            copied_shares(table, shingles, related, passages),
        )
        expected = expected or told
        for one, two in zip(told, expected, strict=True):
            pd.testing.assert_frame_equal(one, two)
    assert expected is not None
    assert set(expected[0]["kind"]) >= {"first", "exact", "near", "partial"}
    assert len(expected[1]) > 20


def test_a_sketch_proposes_what_all_shingles_do() -> None:
    press = grow.plant([made(3000 + n, 40 + 3 * n) for n in range(80)], 40, seed=5)
    whole = shingle_batch([f"t{n:03d}" for n in range(120)], press.texts)
    brief = merge([sketch(whole)])
    assert len(brief.values) < len(whole.values) / 2
    assert [side.tolist() for side in candidates(brief)] == [side.tolist() for side in candidates(whole)]
    assert set(zip(*(side.tolist() for side in candidates(brief)), strict=True)) >= set(press.pairs)
    some = spread(shingle_batch(["t005", "t002"], [press.texts[5], press.texts[2]]), brief)
    assert np.flatnonzero(np.diff(some.bounds)).tolist() == [2, 5]
    for row in (2, 5):
        own, same = (
            values[slice(*ends)]
            for values, ends in (
                (some.values, some.bounds[row : row + 2]),
                (whole.values, whole.bounds[row : row + 2]),
            )
        )
        assert own.tolist() == same.tolist()


def test_the_earlier_instant_is_first_across_time_zones() -> None:
    """Already the second of May where it appears, but before the other in UTC."""
    text = made(30, 50)
    east = {**article("z", text, "east", hour=15.5), "day": dt.date(2024, 5, 2)}
    rows = found(east, article("a", text, "west", hour=20))
    assert (rows["a"]["first"], rows["a"]["lag"]) == ("z", pytest.approx(4.5 / 24))


def test_lags_without_instants() -> None:
    text = made(31, 50)
    rows = found(
        article("a", text, hour=6), article("b", text, "herald", day=3), article("c", text, "c", day=1)
    )
    assert [(rows[name]["lag"], rows[name]["clock"]) for name in "bc"] == [(2.0, "day"), (0.0, "day")]
    undated = {**article("d", text, "d"), "day": None}
    rows = found(article("a", text, hour=6), undated)
    assert rows["d"]["first"] == "a"
    assert np.isnan(rows["d"]["lag"])  # type: ignore[call-overload]


@LANGUAGES
def test_changes(code: str) -> None:
    first = f"{LEADS[code]} {TRACE[code]}\n\n{MORE[code]}"
    reworded = " ".join(MORE[code].split()[:-3]) + " 2023."
    other = f"{LEADS[code].upper()}\n\n{reworded}\n\n{OTHER[code]}"
    table = changes(first, other, language=load_language(code))
    assert table[["change", "paragraph", "first", "other"]].values.tolist() == [
        ["dropped", 1, TRACE[code], ""],
        ["reworded", 2, MORE[code], reworded],
        ["added", 3, "", OTHER[code]],
    ]
    assert table["words"].tolist()[0] == len(distinct_words(TRACE[code]))


@LANGUAGES
def test_a_moved_sentence_is_no_change(code: str) -> None:
    one, two = f"{LEADS[code]} {MORE[code]}", f"{MORE[code]}\n\n{LEADS[code]}"
    assert changes(one, two, language=load_language(code)).empty
    assert changes(one, one, language=load_language(code)).empty


def test_neighbouring_sentences_are_one_passage() -> None:
    table = changes(LEADS["en"], f"{LEADS['en']} {MORE['en']} {OTHER['en']}", language=load_language("en"))
    assert table[["change", "other"]].values.tolist() == [["added", f"{MORE['en']} {OTHER['en']}"]]


def test_copied_characters_count_once_for_the_outlet_that_had_them_first() -> None:
    """Half of the herald's article is the agency's, which the courier had reprinted before."""
    lead, own = made(40, 60), made(41, 60)
    rows = [
        article("a", lead, "agency", hour=1),
        article("b", lead, "courier", hour=2),
        article("c", f"{lead} {own}", "herald", hour=3),
        article("d", f"{lead} {own}", "herald", hour=4),
    ]
    table = frame(rows)
    passages = passages_of(table)
    shingles = distinct(passages)
    shares = copied_shares(table, shingles, related_pairs(shingles, passages=passages), passages)
    assert shares[["article", "outlet"]].values.tolist() == [
        ["b", "agency"],
        ["c", "agency"],
        ["d", "agency"],
    ]
    half = (len(lead) + 1) / (len(lead) + 1 + len(own))
    assert shares["share"].tolist() == pytest.approx([1, half, half])


def test_an_outlet_does_not_copy_itself() -> None:
    table = frame([article("a", LEADS["de"], hour=1), article("b", LEADS["de"], hour=2)])
    passages = passages_of(table)
    shingles = distinct(passages)
    assert copied_shares(table, shingles, related_pairs(shingles), passages).empty


def test_edges_point_at_what_is_repeated() -> None:
    """A partial reprint is its own first; a version and an outlet's own repeats are no reprints."""
    reprints = pd.DataFrame(
        [
            ("a", "a", "first", ""),
            ("b", "b", "partial", "a"),
            ("c", "a", "near", "a"),
            ("d", "a", "version", "a"),
        ],
        columns=["article", "first", "kind", "source"],
    )
    articles = pd.DataFrame({"id": list("abcd"), "outlet": ["agency", "herald", "agency", "herald"]})
    edges = reprint_edges(reprints, articles)
    assert edges.values.tolist() == [["agency", "herald", 1, 0.5]]


def test_figure_of_copied_text() -> None:
    shown = pd.DataFrame(
        {
            "group": ["agency", "herald"],
            "estimate": [0.01, 0.3],
            "low": [0.0, 0.25],
            "high": [0.02, 0.35],
            "n": 40,
        }
    )
    assert copied_text(shown).plotted["estimate"].tolist() == [0.01, 0.3]


def test_grown_articles_are_new_and_equal_for_equal_seeds() -> None:
    texts = [article.text for article in simulate().articles if article.slot.language == "de"][:60]
    grown = list(grow.grow(texts, 600, seed=3))
    assert grown == list(grow.grow(texts, 600, seed=3))
    assert grown != list(grow.grow(texts, 600, seed=4))
    sizes = [len(set(" ".join(grown[:count]).split())) for count in (300, 450, 600)]
    assert all(one < two for one, two in pairwise(sizes))


def test_planted_pairs_have_the_similarity_told() -> None:
    press = grow.plant([made(4000 + n, 100) for n in range(40)], 30, seed=6)
    assert len(press.pairs) == 30
    for (one, two), told in press.pairs.items():
        assert 0.5 <= told <= 0.95
        assert grow.jaccard(grow.shingles(press.texts[one]), grow.shingles(press.texts[two])) == told


@pytest.mark.parametrize("seed", [1, 2])
def test_planted_near_duplicates_in_grown_articles(seed: int) -> None:
    """The floors of the benchmark, on the simulated press grown to a size for tests."""
    press = grow.plant(list(grow.grow(grow.real_texts(""), 900, seed=seed)), 100, seed=seed)
    pairs = related_pairs(shingle_batch([f"t{n:04d}" for n in range(1000)], press.texts), part=0)
    told = set(zip(pairs["left"].tolist(), pairs["right"].tolist(), strict=True))
    right = {pair for pair in told if grow.jaccard(*(grow.shingles(press.texts[n]) for n in pair)) >= 0.5}
    assert len(told & set(press.pairs)) / len(press.pairs) >= 0.98
    assert len(right) / len(told) >= 0.99
