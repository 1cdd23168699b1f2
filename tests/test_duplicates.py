"""Near-duplicates: similarities worked out by hand, planted copies found again, clusters and their order."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pandas as pd
import pytest

from analysis.duplicates import CROWD, Shingles, find_reprints, merge, shingle_batch, similar_pairs
from analysis.schema import TABLES

WORDS = [f"w{number}" for number in range(4_000)]


def made(seed: int, length: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def pairs_of(texts: list[str], **options: float) -> dict[tuple[int, int], float]:
    found = similar_pairs(shingle_batch([f"t{n:04d}" for n in range(len(texts))], texts), **options)
    rows = zip(found["left"].tolist(), found["right"].tolist(), strict=True)
    return dict(zip(rows, found["jaccard"].tolist(), strict=True))


def jaccard(one: list[str], two: list[str]) -> float:
    """By sets of tuples, the definition (Broder 1997)."""
    first, second = ({tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in (one, two))
    return len(first & second) / len(first | second)


def test_similarity_by_hand() -> None:
    """Ten words have six shingles; another last word changes one: 5 in common of 7."""
    found = pairs_of(["a b c d e f g h i j", "a b c d e f g h i X"])
    assert found == {(0, 1): pytest.approx(5 / 7)}


def test_case_and_punctuation_do_not_count() -> None:
    assert pairs_of(["Der Hafen ist offen, sagt sie.", "DER HAFEN IST „offen“ — sagt sie!"]) == {(0, 1): 1.0}


def test_repeated_shingles_count_once() -> None:
    """Seven words over and over have seven shingles; one more word at the end adds one."""
    once = "a b c d e f g " * 4
    assert pairs_of([once, once + "x"])[0, 1] == pytest.approx(7 / 8)


def test_order_of_words_counts() -> None:
    words = made(1, 60)
    assert pairs_of([" ".join(words), " ".join(reversed(words))]) == {}


@pytest.mark.parametrize("text", ["eins", "eins zwei drei vier"])
def test_texts_of_fewer_than_five_words(text: str) -> None:
    assert pairs_of([text, text.upper(), "etwas anderes"]) == {(0, 1): 1.0}


def test_texts_without_a_word_are_no_copies() -> None:
    assert pairs_of(["", "—", "🎉", "eins zwei drei vier"]) == {}


def test_chinese_is_compared_by_words() -> None:
    batch = shingle_batch(
        ["a", "b"], ["今天北京下雪了，天气很冷。", "今天北京下雪了！天气很冷"], language="zh"
    )
    assert similar_pairs(batch)["jaccard"].tolist() == [1.0]
    assert np.diff(batch.bounds)[0] > 1


def planted(length: int, number: int, seed: int) -> tuple[list[str], dict[tuple[int, int], float]]:
    """Originals, edited copies (words replaced, cut or added) and the true similarity of each pair."""
    choose, texts, truth = random.Random(seed), list[list[str]](), dict[tuple[int, int], float]()
    while len(truth) < number:
        one = made(choose.randrange(1 << 30), length)
        two = list(one)
        for place in choose.sample(range(length), choose.randint(1, max(1, length // 20))):
            two[place] = choose.choice(WORDS)
        cut = choose.randint(0, length // 8)
        two = two[cut:] + made(choose.randrange(1 << 30), choose.randint(0, length // 10))
        if jaccard(one, two) >= 0.5 and one != two:
            truth[len(texts), len(texts) + 1] = jaccard(one, two)
            texts += [one, two]
        elif jaccard(one, two) < 0.45:
            texts += [one, two]
    return [" ".join(words) for words in texts], truth


@pytest.mark.parametrize(("length", "number"), [(12, 60), (40, 150), (90, 150), (300, 100)])
def test_planted_near_duplicates_are_found(length: int, number: int) -> None:
    texts, truth = planted(length, number, seed=length)
    found = pairs_of(texts)
    assert set(found) <= set(truth)
    assert len(set(found) & set(truth)) / len(truth) >= 0.98
    assert {pair: round(found[pair], 9) for pair in found} == {pair: round(truth[pair], 9) for pair in found}
    assert min(truth.values()) < 0.6
    assert max(truth.values()) > 0.8


def test_the_threshold_decides() -> None:
    texts = ["a b c d e f g h i j", "a b c d e f g h i X"]
    assert pairs_of(texts, threshold=5 / 7) != {}
    assert pairs_of(texts, threshold=0.72) == {}


def test_a_formula_shared_by_many_texts_makes_no_pairs_and_hides_none() -> None:
    """Ninety reports open with the same long formula; two of them are one report reprinted with an edit."""
    formula = " ".join(made(5, 100))
    reports = [f"{formula} {' '.join(made(100 + n, 150))}" for n in range(CROWD + 30)]
    assert pairs_of(reports) == {}
    reprint = reports[3].replace(reports[3].split()[170], "edited")
    assert list(pairs_of([*reports, reprint])) == [(3, len(reports))]


def test_a_reprint_whose_shingles_are_mostly_formula_is_found() -> None:
    """Of 460 shingles 400 are the formula's: what is left must not be measured against all of them."""
    formula = " ".join(made(6, 404))
    reports = [f"{' '.join(made(500 + n, 600))} {formula}" for n in range(CROWD + 10)]
    own = made(7, 60)
    reports += [" ".join(own) + f" {formula}", " ".join([*own[:-1], "edited"]) + f" {formula}"]
    assert list(pairs_of(reports)) == [(CROWD + 10, CROWD + 11)]


def test_batches_do_not_matter() -> None:
    texts, _ = planted(60, 20, seed=3)
    ids = [f"t{n:04d}" for n in range(len(texts))]
    whole = shingle_batch(ids, texts)
    parts = merge(shingle_batch(ids[n : n + 7], texts[n : n + 7]) for n in range(0, len(texts), 7))
    assert parts.ids == whole.ids
    assert parts.exact == whole.exact
    assert parts.bounds.tolist() == whole.bounds.tolist()
    assert parts.values.tolist() == whole.values.tolist()
    pd.testing.assert_frame_equal(similar_pairs(parts), similar_pairs(whole))


def test_nothing_to_compare() -> None:
    for shingles in (merge([]), shingle_batch([], []), shingle_batch(["a"], ["eins zwei"])):
        assert similar_pairs(shingles).empty


BASE = made(11, 60)
NEAR = " ".join([*BASE[:-1], "edited"])


def corpus(*rows: tuple[str, str, str | None, str]) -> tuple[pd.DataFrame, Shingles]:
    """Articles from (id, day, instant or None, text), and their shingles."""
    frame = pd.DataFrame(rows, columns=["id", "day", "published", "text"])
    frame["day"] = [dt.date.fromisoformat(day) for day in frame["day"]]
    frame["published"] = pd.to_datetime(frame["published"], utc=True)
    return frame, shingle_batch(frame["id"].tolist(), frame["text"].tolist())


def reprints(*rows: tuple[str, str, str | None, str], **options: float) -> dict[str, tuple[object, ...]]:
    found = find_reprints(*corpus(*rows), **options)
    assert found["cluster"].tolist() == found["first"].tolist()
    return {row.article: (row.first, row.kind, row.lag, row.share) for row in found.itertuples()}


SAME = " ".join(BASE)


def test_first_kind_lag_and_share_by_hand() -> None:
    """60 words have 56 shingles; the edited copy keeps 55 of them."""
    found = reprints(
        ("c", "2024-05-01", None, SAME),
        ("a", "2024-05-03", None, SAME.upper()),
        ("b", "2024-05-02", None, NEAR),
        ("d", "2024-05-02", None, "etwas ganz anderes steht hier geschrieben"),
    )
    assert found == {
        "a": ("c", "exact", 2.0, 1.0),
        "b": ("c", "near", 1.0, pytest.approx(55 / 56)),
        "c": ("c", "first", 0.0, 1.0),
    }


def test_the_share_is_of_the_articles_own_shingles() -> None:
    longer = f"{SAME} {' '.join(made(12, 40))}"
    found = reprints(("a", "2024-05-01", None, longer), ("b", "2024-05-01", None, SAME))
    assert found["b"][3] == 1.0
    found = reprints(("a", "2024-05-01", None, SAME), ("b", "2024-05-01", None, longer))
    assert found["b"][3] == pytest.approx(56 / 96)


def test_lag_has_fractions_where_both_instants_are_known() -> None:
    found = reprints(
        ("b", "2024-05-01", "2024-05-01T06:00Z", SAME),
        ("a", "2024-05-02", "2024-05-02T12:00Z", SAME),
        ("c", "2024-05-03", None, SAME),
    )
    assert [found[item][2] for item in "bac"] == [0.0, 1.25, 2.0]


def test_first_is_the_earliest_day_then_instant_then_id() -> None:
    same_day = ("b", "2024-05-01", "2024-05-01T06:00Z", SAME), ("a", "2024-05-01", "2024-05-01T07:00Z", SAME)
    assert reprints(*same_day)["a"][0] == "b"
    no_instant = ("b", "2024-05-01", None, SAME), ("a", "2024-05-01", None, SAME)
    assert reprints(*no_instant)["b"][0] == "a"
    assert reprints(("a", "2024-05-01", None, SAME), same_day[0])["a"][0] == "b"


@pytest.mark.parametrize(("days", "joined"), [(30, True), (31, False)])
def test_the_longest_lag(days: int, joined: bool) -> None:
    later = (dt.date(2024, 1, 1) + dt.timedelta(days)).isoformat()
    found = reprints(("a", "2024-01-01", None, SAME), ("b", later, None, NEAR))
    assert bool(found) is joined


def test_copies_far_from_the_first_copy_are_joined_to_each_other() -> None:
    """The text of January returns in June, twice and once edited: a second cluster."""
    found = reprints(
        ("a", "2024-01-01", None, SAME),
        ("b", "2024-06-01", None, SAME),
        ("c", "2024-06-02", None, SAME),
        ("d", "2024-06-03", None, NEAR),
    )
    assert {item: row[0] for item, row in found.items()} == {"b": "b", "c": "b", "d": "b"}


def test_an_edited_copy_joins_the_nearest_copy() -> None:
    found = reprints(
        ("a", "2024-01-01", None, SAME),
        ("b", "2024-06-01", None, SAME),
        ("d", "2024-06-03", None, NEAR),
        longest_lag=5,
    )
    assert {item: row[0] for item, row in found.items()} == {"b": "b", "d": "b"}


def test_a_chain_of_versions_is_one_cluster() -> None:
    first = made(21, 100)
    second = first[30:] + made(22, 20)
    third = second[30:] + made(23, 20)
    assert jaccard(first, second) > 0.5
    assert jaccard(second, third) > 0.5
    assert jaccard(first, third) < 0.5
    texts = [" ".join(words) for words in (first, second, third)]
    found = reprints(*((name, "2024-05-01", None, text) for name, text in zip("abc", texts, strict=True)))
    assert {item: row[0] for item, row in found.items()} == dict.fromkeys("abc", "a")


def test_the_order_of_articles_does_not_matter() -> None:
    texts, _ = planted(50, 25, seed=9)
    rows = [
        (f"t{n:03d}", (dt.date(2024, 1, 1) + dt.timedelta(n * 7 % 60)).isoformat(), None, text)
        for n, text in enumerate([*texts, *texts[:10], *texts[:4]])
    ]
    expected = find_reprints(*corpus(*rows))
    assert len(expected) > 30
    for seed in range(3):
        shuffled = random.Random(seed).sample(rows, len(rows))
        pd.testing.assert_frame_equal(find_reprints(*corpus(*shuffled)), expected)


def test_no_reprints() -> None:
    found = find_reprints(*corpus(("a", "2024-05-01", None, SAME)))
    assert found.empty
    assert list(found.columns) == list(TABLES["reprints"].columns)
