"""Formulas: planted ones are found and nothing else, shares by hand, samples of equal size, masks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.tokenization import tokenize
from analysis.vocabulary import (
    Running,
    Sampling,
    formula_share,
    formula_tokens,
    formulas,
    recurring,
    running,
    term_candidates,
)

WORDS = 4_000


def read(texts: Sequence[str], ids: Sequence[str] | None = None, language: str = "en") -> Running:
    names = list(ids) if ids else [f"{number:04d}" for number in range(len(texts))]
    return running([(names, texts, None)], language=language)


def noise(generator: np.random.Generator, count: int) -> list[str]:
    return [f"w{number}x" for number in generator.integers(WORDS, size=count)]


def planted(phrases: dict[str, int], *, articles: int = 60, length: int = 40, seed: int = 1) -> list[str]:
    """Articles of random words, each phrase at a random place of as many different articles as it says."""
    generator = np.random.default_rng(seed)
    texts = [noise(generator, length) for _ in range(articles)]
    for phrase, count in phrases.items():
        for row in generator.choice(articles, count, replace=False):
            place = int(generator.integers(len(texts[row]) + 1))
            texts[row][place:place] = ["—", phrase, "—"]
    return [" ".join(words) for words in texts]


def days(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int64)


def groups(*names: str) -> np.ndarray:
    return np.array(names, dtype=object)


def test_planted_formulas_are_found_whole_and_nothing_else() -> None:
    """Words beside a phrase are random: it is longest as planted. Four articles, or words, are too few."""
    phrases = {
        "the great port of the north is open": 9,
        "under the wise guidance of the mayor": 5,
        "officials said at a press briefing": 4,
        "of the grain board": 20,
    }
    found = formulas(read(planted(phrases)), days(60)).table
    assert found["formula"].tolist() == [
        "the great port of the north is open",
        "under the wise guidance of the mayor",
    ]
    assert found["articles"].tolist() == [9, 5]
    assert found["uses"].tolist() == [9, 5]
    assert found["words"].tolist() == [8, 7]


def test_a_formula_inside_a_longer_one_is_listed_when_it_stands_alone_too() -> None:
    longer, shorter = "the bright party of the river people", "the bright party of the"
    alone = formulas(read(planted({longer: 6, shorter: 5})), days(60)).table
    assert dict(zip(alone["formula"], alone["uses"], strict=True)) == {longer: 6, shorter: 11}
    inside = formulas(read(planted({longer: 6, shorter: 4})), days(60)).table
    assert dict(zip(inside["formula"], inside["uses"], strict=True)) == {longer: 6}


def test_one_formula_is_listed_once_whatever_function_words_stand_at_its_ends() -> None:
    phrases = {"of great port of north city": 8, "great port of north city and the": 6}
    words, stop = read(planted(phrases)), ("of", "and", "the")
    assert len(formulas(words, days(60)).table) == 2
    found = formulas(words, days(60), stop_words=stop)
    assert found.table["formula"].tolist() == ["of great port of north city"]
    assert found.uses.sum() == 8


def test_uses_days_and_spelling() -> None:
    texts = [*["Great port of the North today. Great Port of the North."] * 4, "great port of the north", "x"]
    found = formulas(read(texts), np.array([9, 3, 5, 4, 6, 1]))
    row = found.table.set_index("formula").loc["Great Port of the North"]
    assert row.to_dict() == {"words": 5, "uses": 9, "articles": 5, "first": 3, "last": 9}
    assert found.uses.toarray()[:, 0].tolist() == [2, 2, 2, 2, 1, 0]


def test_a_formula_does_not_cross_the_end_of_a_sentence() -> None:
    text = "The port is open. The mayor spoke."
    ids, spans = [str(number) for number in range(6)], [[(0, 17), (18, len(text))]] * 6
    assert formulas(running([(ids, [text] * 6, spans)], language="en"), days(6)).table.empty
    whole = formulas(running([(ids, [text] * 6, None)], language="en"), days(6)).table
    assert whole["formula"].tolist() == ["The port is open The mayor spoke"]


@pytest.mark.parametrize(
    ("code", "text", "blank", "formula"),
    [
        (
            "de",
            "unter der weisen Führung des Bürgermeisters",
            " ",
            "unter der weisen Führung des Bürgermeisters",
        ),
        ("ru", "под мудрым руководством мэра города", " ", "под мудрым руководством мэра города"),
        ("zh", "在市长的英明领导下我们前进", "", "在市长的英明领导下我们前进"),
    ],
)
def test_other_scripts(code: str, text: str, blank: str, formula: str) -> None:
    found = formulas(read([text] * 5, language=code), days(5), blank=blank).table
    assert found["formula"].tolist() == [formula]


def test_share_and_interval_by_hand() -> None:
    """Ten articles of ten words on ten days; six hold one formula of five words: 30 of 100 words. Without one
    of the six it is still in five, 25 of 90; without one of the four it is 30 of 90."""
    texts = planted({"the great port is open": 6}, articles=10, length=5)
    texts = [text if "open" in text else text + " a1 b2 c3 d4 e5" + text[-2:] for text in texts]
    words = read(texts)
    assert words.lengths.tolist() == [10] * 10
    found = formula_share(words, groups(*["x"] * 10), days(10), fewest_articles=5).iloc[0]
    assert found["estimate"] == pytest.approx(0.3)
    assert (found["n"], found["denominator"], found["clusters"]) == (10, 100, 10)
    without = np.array([25 / 90] * 6 + [30 / 90] * 4)
    variance = 9 / 10 * ((without - without.mean()) ** 2).sum()
    margin = stats.t.ppf(0.975, 9) * np.sqrt(variance) / (0.3 * 0.7)
    centre = np.log(0.3 / 0.7)
    assert found["low"] == pytest.approx(1 / (1 + np.exp(margin - centre)))
    assert found["high"] == pytest.approx(1 / (1 + np.exp(-margin - centre)))


def test_a_formula_of_exactly_five_articles_is_none_without_one_of_them() -> None:
    """30 words of 50, and 0 of 40 without any of the five: the interval is wide and says so."""
    texts = planted({"the great port is open to all": 5}, articles=10, length=5)
    found = formula_share(read(texts), groups(*["x"] * 10), days(10), fewest_articles=5).iloc[0]
    assert found["estimate"] == pytest.approx(35 / 85)
    assert found["high"] - found["low"] > 0.6


def test_articles_of_one_day_leave_together() -> None:
    """The same articles, each on its own day or the ones with the formula on two days: fewer days, wider."""
    texts = planted({"the great port is open": 12}, articles=24, length=20)
    holding = np.array(["open" in text for text in texts])
    together = np.where(holding, days(24) % 2, days(24))
    one, two = (
        formula_share(read(texts), groups(*["x"] * 24), day, fewest_articles=5)
        for day in (days(24), together)
    )
    assert one["estimate"].tolist() == two["estimate"].tolist()
    widths = [found["high"].item() - found["low"].item() for found in (one, two)]
    assert widths[1] > 1.5 * widths[0]


def test_random_text_has_hardly_any_formula() -> None:
    found = formula_share(read(planted({}, articles=200)), groups(*["x"] * 200), days(200)).iloc[0]
    assert found["estimate"] == 0
    assert (found["low"], found["high"]) == (0, pytest.approx(1.96**2 / (200 + 1.96**2)))


def mixed(lengths: tuple[int, int], articles: tuple[int, int]) -> tuple[Running, np.ndarray]:
    """Two groups whose every sentence is one of a hundred or random words, half and half."""
    generator = np.random.default_rng(7)
    stock = [" ".join(noise(generator, 8)) for _ in range(400)]
    texts = []
    for length, count in zip(lengths, articles, strict=True):
        for _ in range(count):
            picked = [stock[number] for number in generator.integers(len(stock), size=length)]
            texts.append(" — ".join(picked) + " — " + " — ".join(noise(generator, 8 * length)))
    return read(texts), groups(*["a"] * articles[0], *["b"] * articles[1])


def test_groups_are_compared_at_equal_numbers_of_articles_and_words() -> None:
    """One style, but longer and more articles in group b: on all of its words it would look far richer."""
    words, group = mixed((4, 12), (150, 400))
    sampling = Sampling(draws=6)
    found = formula_share(words, group, days(550), sampling=sampling).set_index("group")
    assert found.loc[["a", "b"], "n"].tolist() == [150, 150]
    assert found.loc["b", "denominator"] == pytest.approx(found.loc["a", "denominator"], rel=0.02)
    own = formula_share(words, np.where(group == "b", "b", ""), days(550), sampling=sampling).iloc[0]
    assert own["estimate"] > found.loc["a", "estimate"] + 0.1
    difference = found.loc[""]
    assert difference["contrast"] == "a - b"
    assert difference["estimate"] == pytest.approx(found.loc["a", "estimate"] - found.loc["b", "estimate"])
    assert difference["low"] < 0 < difference["high"]


def test_a_planted_difference_is_found_with_its_sign() -> None:
    texts = [*planted({"the great port is open": 60}, articles=80), *planted({}, articles=80, seed=2)]
    found = formula_share(read(texts), groups(*["a"] * 80, *["b"] * 80), days(160))
    contrast = found[found["contrast"] == "a - b"].iloc[0]
    assert contrast["low"] > 0
    assert set(found["contrast"]) == {"", "a - b"}
    alone = formula_share(read(texts), groups(*["a"] * 80, *["b"] * 80), days(160), pairs=False)
    assert alone["contrast"].tolist() == ["", ""]


def test_the_order_of_articles_does_not_matter() -> None:
    words, group = mixed((3, 5), (40, 60))
    texts = [" ".join(words.forms[form] for form in words.form[words.article == row]) for row in range(100)]
    order = np.random.default_rng(3).permutation(100)
    ids = np.array([f"{number:03d}" for number in range(100)])
    one = formula_share(read(texts, ids.tolist()), group, days(100))
    turned = read([texts[row] for row in order], ids[order].tolist())
    pd.testing.assert_frame_equal(formula_share(turned, group[order], days(100)[order]), one)
    listed = formulas(read(texts, ids.tolist()), days(100)).table
    pd.testing.assert_frame_equal(formulas(turned, days(100)[order]).table, listed)


@pytest.mark.parametrize(
    ("texts", "group"),
    [
        ([], []),
        (["The port is open"] * 29, ["x"] * 29),
        (["..."] * 40, ["x"] * 40),
        (["The port"] * 40, [""] * 40),
    ],
)
def test_too_little_gives_no_row(texts: list[str], group: list[str]) -> None:
    found = formula_share(read(texts), groups(*group), days(len(texts)))
    assert found.empty
    assert {"group", "contrast", "estimate", "low", "high", "method"} <= set(found.columns)


def test_nothing_to_list() -> None:
    for texts in ([], ["..."], ["The port is open to all"]):
        found = formulas(read(texts), days(len(texts)))
        assert found.table.empty
        assert found.uses.shape == (len(texts), 0)
        assert term_candidates(read(texts), days(len(texts)), stop_words=()).table.empty


def test_a_small_group_does_not_set_the_sample_of_the_others() -> None:
    texts = planted({}, articles=75)
    found = formula_share(read(texts), groups(*["a"] * 10, *["b"] * 65), days(75))
    assert found["group"].tolist() == ["b"]
    assert found["n"].tolist() == [65]


def batches(texts: Sequence[str], size: int):  # type: ignore[no-untyped-def]
    for begin in range(0, len(texts), size):
        part = texts[begin : begin + size]
        yield [str(begin + number) for number in range(len(part))], part, None


@pytest.mark.parametrize("size", [1, 7, 60])
def test_the_mask_for_models_is_the_planted_words(size: int) -> None:
    phrase, few = "the great port of the north is open", "officials said at a briefing"
    texts = planted({phrase: 9, few: 4})
    known = recurring(lambda: batches(texts, size), language="en")
    assert len(known) == 4
    for _, part, _ in batches(texts, size):
        tokens = tokenize(part, language="en")
        inside = formula_tokens(tokens, known)
        words = np.array(tokens.types, dtype=object)[tokens.type]
        assert inside.tolist() == [word in phrase.split() for word in words]


def test_a_sequence_often_used_in_few_articles_is_no_formula() -> None:
    texts = [" — ".join(["the great port is open"] * 9)] * 4
    assert not len(recurring(lambda: batches(texts, 2), language="en"))
    assert len(recurring(lambda: batches([*texts, texts[0]], 2), language="en")) == 5


def test_no_formula_leaves_all_words() -> None:
    tokens = tokenize(["The port is open to all"], language="en")
    assert not formula_tokens(tokens, np.zeros(0, dtype=np.int64)).any()
    assert len(formula_tokens(tokenize([], language="en"), np.array([1, 2]))) == 0


def test_candidates_begin_and_end_with_content_and_are_no_pieces() -> None:
    phrases = {
        "the River Union of the North in": 30,
        "grain board": 25,
        "the port": 40,
        "in 24": 40,
        "rare thing": 6,
    }
    words = read(planted(phrases, articles=80))
    found = term_candidates(words, days(80), stop_words=("the", "of", "in")).table
    assert found["formula"].tolist() == ["River Union of the North", "grain board"]
    assert found["articles"].tolist() == [30, 25]


def test_a_frequent_word_beside_another_is_no_candidate() -> None:
    """Two words that meet 25 times, each used 2,025 times: logDice 14 + log2(2 * 25 / 4050) = 7.66."""
    apart = [" ".join(f"alpha q{row}y{one} beta" for one in range(25)) for row in range(80)]
    texts = planted({"alpha beta": 25}, articles=80)
    words = read([f"{text} — {more}" for text, more in zip(texts, apart, strict=True)])
    for least, expected in ((7.6, True), (7.7, False)):
        found = term_candidates(words, days(80), stop_words=(), least=least).table
        assert ("alpha beta" in found["formula"].tolist()) == expected
