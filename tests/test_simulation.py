"""The simulated press: regenerates, holds what was planted, and is clean where it should be clean."""

from __future__ import annotations

import datetime as dt
import gzip
import re
import tomllib
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2_contingency, norm

from analysis.declarations import load_outlet
from analysis.simulation import Press, design, grammar, pages, reprints, simulate, truth
from analysis.simulation.articles import compose
from analysis.simulation.model import Dice
from analysis.simulation.planning import plan

SHIPPED = Path(__file__).parents[1] / "data" / "raw" / "simulated"
LANGUAGES = ("de", "en", "ru")


@pytest.fixture(scope="module")
def press() -> Press:
    return simulate()


def test_shipped_members_are_what_the_simulation_writes(press: Press) -> None:
    for name, members in press.members.items():
        with zipfile.ZipFile(SHIPPED / name) as archive:
            assert {item: archive.read(item) for item in archive.namelist()} == members
    assert gzip.decompress((SHIPPED / pages.EXPORT_FILE).read_bytes()).decode() == press.export


def test_shipped_truth_is_what_was_planted(press: Press) -> None:
    tables = truth(press)
    assert {path.name for path in (SHIPPED / "truth").glob("*")} == set(tables)
    for name, text in tables.items():
        assert gzip.decompress((SHIPPED / "truth" / name).read_bytes()).decode() == text


def test_sizes_stay_small() -> None:
    sizes = [path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()]
    assert max(sizes) < 1_000_000
    assert sum(sizes) < 6_000_000


def test_seed_decides() -> None:
    slots = plan(20240524)
    assert slots == plan(20240524)
    assert slots != plan(7)
    assert compose(slots[0], seed=1) == compose(slots[0], seed=1)
    assert compose(slots[0], seed=1) != compose(slots[0], seed=2)


def test_counts_and_period(press: Press) -> None:
    assert len(press.articles) >= 1200
    counted = Counter(
        (a.slot.outlet, a.slot.language) for a in press.articles if a.kind in ("original", "reprint")
    )
    assert counted == design.COUNTS
    assert (
        Counter((a.slot.outlet, a.slot.language) for a in press.articles if a.kind == "reprint")
        == design.REPRINTS
    )
    assert all(design.START <= a.slot.day <= design.END for a in press.articles)
    for (outlet, language), (start, end) in design.GAPS.items():
        inside = [
            a
            for a in press.articles
            if (a.slot.outlet, a.slot.language) == (outlet, language) and start <= a.slot.day <= end
        ]
        assert not inside


def test_places_are_unique(press: Press) -> None:
    places = [article.place for article in press.articles] + [item.place for item in press.broken]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(("outlet", "language"), list(design.COUNTS))
def test_groups_leave_room_for_no_frame(outlet: str, language: str) -> None:
    for group in design.GROUPS:
        for when in ("before", "after"):
            assert 0 < sum(design.rate(outlet, language, frame, when) for frame in group) < 1


def test_day_effect_has_the_planted_mean_and_variance() -> None:
    """Beta(rate c, (1 - rate) c): mean the rate, variance rate (1 - rate) / (c + 1)."""
    day, group = dt.date(2024, 6, 1), 0
    shares = np.array([design.day_shares(seed, "tna", "ru", day, group) for seed in range(4000)])
    for column, frame in zip(shares.T, design.GROUPS[group], strict=True):
        rate = design.rate("tna", "ru", frame, "after")
        variance = rate * (1 - rate) / (design.CONCENTRATION + 1)
        assert abs(column.mean() - rate) < 4 * np.sqrt(variance / len(column))
        assert 0.85 * variance < column.var() < 1.15 * variance


def test_realised_rates_fit_the_planted_ones(press: Press) -> None:
    """Each cell's count is within bounds for a binomial with the day effect: for days of m articles the
    variance is the sum of m p (1 - p) (1 + (m - 1) / (c + 1)); 112 cells, so bounds at .05 / 112."""
    days: dict[tuple[str, str, str], Counter[dt.date]] = defaultdict(Counter)
    hits: Counter[tuple[str, str, str, str]] = Counter()
    for article in press.articles:
        if article.kind == "original":
            cell = (article.slot.outlet, article.slot.language, design.period(article.slot.day))
            days[cell][article.slot.day] += 1
            hits.update((*cell, frame) for frame in article.slot.frames)
    bound = norm.isf(0.05 / (len(days) * len(design.FRAMES)) / 2)
    for cell, counts in days.items():
        sizes = np.array(list(counts.values()))
        for frame in design.FRAMES:
            rate = design.rate(cell[0], cell[1], frame, cell[2])
            variance = (sizes * rate * (1 - rate) * (1 + (sizes - 1) / (design.CONCENTRATION + 1))).sum()
            gap = abs(hits[(*cell, frame)] - rate * sizes.sum())
            assert gap <= bound * np.sqrt(variance) + 0.5, (cell, frame)


def test_articles_of_one_day_are_alike() -> None:
    """Within an outlet and day, pairs agree on a frame more often than across days, as the effect implies."""
    day, frame = dt.date(2023, 3, 1), "brotherhood_integration"
    pairs = [
        [frame in design.draw_frames(seed, "tna", "ru", day, Dice(seed, number)) for number in (1, 2)]
        for seed in range(3000)
    ]
    drawn = np.array(pairs, dtype=float)
    correlation = np.corrcoef(drawn.T)[0, 1]
    assert abs(correlation - 1 / (design.CONCENTRATION + 1)) < 4 / np.sqrt(len(drawn))


def test_subject_says_nothing_about_frames() -> None:
    """Pooled over seeds, subject by frame within outlet and period: the p-values are not small together."""
    tables: dict[tuple[str, str, str], np.ndarray] = defaultdict(lambda: np.zeros((len(design.SUBJECTS), 2)))
    for seed in range(12):
        for slot in plan(seed):
            for frame in design.FRAMES:
                row = design.SUBJECTS.index(slot.subject)
                tables[slot.outlet, design.period(slot.day), frame][row, int(frame in slot.frames)] += 1
    values = [chi2_contingency(table).pvalue for table in tables.values()]
    assert min(values) > 0.01 / len(values)
    assert 0.3 < np.mean(values) < 0.7


def test_frames_of_an_article_are_in_its_text(press: Press) -> None:
    for article in press.articles:
        written = {frame for piece in article.pieces for frame in piece.frames}
        assert written == set(article.slot.frames)
        assert len(article.slot.frames) <= 3


def test_shift_is_where_it_was_planted() -> None:
    moved = {
        frame
        for frame in design.FRAMES
        if design.rate("tna", "ru", frame, "before") != design.rate("tna", "ru", frame, "after")
    }
    assert moved == {"sovereignty_interference", "external_enemy", "stability_order"}
    assert design.period(design.EVENT) == "after"
    assert design.period(design.EVENT - dt.timedelta(1)) == "before"


def test_reprints_are_near_but_not_equal(press: Press) -> None:
    numbered = {article.slot.number: article for article in press.articles}
    for article in press.articles:
        if article.kind == "reprint":
            source = numbered[article.original]
            assert 0.5 < reprints.jaccard(source.text, article.text) < 0.95
            assert 0 <= (article.slot.day - source.slot.day).days <= 4
            assert article.slot.published > source.slot.published
        if article.kind == "duplicate":
            assert article.text == numbered[article.original].text


def test_unrelated_articles_are_far_apart(press: Press) -> None:
    for language in LANGUAGES:
        chosen = [a for a in press.articles if a.kind == "original" and a.slot.language == language]
        chosen = [a for a in chosen if a.slot.subject == "parliament"]
        sets = [reprints.shingles(article.text) for article in chosen]
        worst = max(
            len(first & second) / len(first | second)
            for number, first in enumerate(sets)
            for second in sets[:number]
        )
        assert worst < 0.3


def test_jaccard_by_hand() -> None:
    """Six words have two shingles, seven have three: two in common of three."""
    assert reprints.jaccard("a b c d e f", "A b c d e f g") == pytest.approx(2 / 3)
    assert reprints.jaccard("a b c d e", "v w x y z") == 0


def test_texts_have_no_slot_and_no_double_space(press: Press) -> None:
    for article in press.articles:
        for text in (article.title, *article.body):
            assert not re.search(r"[{}\[\]<>|\x00-\x1f]|  | [,.;:!?]|,,|\.\.|,\.", text), text
            assert text == text.strip() != ""


def test_length_of_originals(press: Press) -> None:
    for article in press.articles:
        if article.kind == "original":
            assert 5 <= len(article.paragraphs) <= 14
            assert 70 <= len(article.text.split()) <= 350, article.place


@pytest.mark.parametrize(
    ("language", "allowed"), [("de", {"„“", '""'}), ("en", {"“”", '""'}), ("ru", {"«»"})]
)
def test_direct_speech_stands_in_marks_of_its_language(
    press: Press, language: str, allowed: set[str]
) -> None:
    seen, unclosed = Counter(), 0
    for article in press.articles:
        if article.slot.language != language or article.kind == "reprint":
            continue
        for piece in article.pieces:
            for voice in piece.voices:
                assert voice.text in piece.text
                if voice.kind != "direct":
                    continue
                start = piece.text.index(voice.text)
                after = piece.text[start + len(voice.text) :].lstrip(",.")
                if piece.text[start - 1] in '„“«"':
                    seen[piece.text[start - 1] + (after[:1] if after[:1] in '“”»"' else "")] += 1
                unclosed += not after
    assert {marks for marks in seen if len(marks) == 2} <= allowed
    assert sum(seen.values()) > 200
    assert 5 <= unclosed <= 60


def test_german_frame_sentences_have_a_subjunctive() -> None:
    bank = grammar.load("de")["frame"]
    plain = [template for templates in bank.values() for template in templates if "<" not in template]
    assert plain == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_realised(language: str) -> None:
    content = grammar.load(language)
    scene = grammar.Scene(language, dt.date(2024, 2, 14), "story", 1)
    banks = [*content["frame"].values(), *content["fact"].values(), *content["lead"].values()]
    for bank in banks:
        for number, template in enumerate(bank):
            for roll in range(4):
                text = grammar.realise(template, scene, Dice(roll), key=f"k:{number}", reported=roll > 1)
                assert text[0] == text[0].upper()
                assert text.endswith(".")
    assert all(len(bank) >= 25 for bank in content["frame"].values())
    assert all(len(bank) >= 24 for bank in content["fact"].values())
    assert set(content["frame"]) == set(design.FRAMES)


def test_subject_banks_are_parallel_across_languages() -> None:
    for kind in ("lead", "fact", "headline"):
        sizes = {tuple(len(grammar.load(code)[kind][name]) for name in design.SUBJECTS) for code in LANGUAGES}
        assert len(sizes) == 1, kind


def test_broken_items_are_listed_and_there(press: Press) -> None:
    assert len(press.broken) >= 12
    listed = {article.place for article in press.articles}
    for item in press.broken:
        assert press.members[item.file][item.place] == item.data
        assert item.outcome in ("set aside", "flag")
        assert (item.article == "") == (item.outcome == "set aside")
        assert not item.article or item.article in listed
    known = {item.place for item in press.broken} | listed
    assert {place for members in press.members.values() for place in members} <= known


def test_wrong_encoding_is_wrong(press: Press) -> None:
    items = [item for item in press.broken if "1251" in item.what]
    assert items
    for item in items:
        assert b'charset="utf-8"' in item.data
        with pytest.raises(UnicodeDecodeError):
            item.data.decode("utf-8")
        assert "Тарвен" in item.data.decode("cp1251") or "вестник" in item.data.decode("cp1251")


def test_every_page_says_that_it_is_simulated(press: Press) -> None:
    notice = "Simulated press: invented outlets and events"
    listed = {article.place for article in press.articles}
    for members in press.members.values():
        for place, data in members.items():
            assert place not in listed or notice in data.decode(), place


def test_pages_hold_text_and_date(press: Press) -> None:
    for article in press.articles[::25]:
        if article.file == pages.EXPORT_FILE:
            continue
        data = press.members[article.file][article.place].decode().replace("&amp;", "&")
        assert all(paragraph in data for paragraph in article.body)
        assert article.dateline + article.body[0] in data
        assert pages.stamp(article) in data
        assert article.crawled > article.slot.day


@pytest.mark.parametrize("name", ["tna", "herald", "harbour"])
def test_outlet_declarations_fit_the_pages(press: Press, name: str) -> None:
    outlet = load_outlet(name)
    assert outlet.simulated
    assert outlet.checked == "the simulated press"
    assert set(outlet.services) == {language for which, language in design.COUNTS if which == name}
    for article in press.articles:
        if article.slot.outlet != name:
            continue
        assert pages.section(article) in outlet.sections
        if article.byline:
            assert any(re.fullmatch(pattern, article.byline) for pattern in outlet.bylines), article.byline
        if article.dateline:
            matches = [re.match(pattern, article.dateline) for pattern in outlet.datelines]
            found = next(match for match in matches if match)
            assert int(found["day"]) > 0
            assert found.end() == len(article.dateline)


def test_grammar_files_are_toml() -> None:
    folder = Path(grammar.HERE)
    for file in folder.rglob("*.toml"):
        assert tomllib.loads(file.read_text(encoding="utf-8"))
