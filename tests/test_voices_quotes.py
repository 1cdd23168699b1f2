"""Pairing quotation marks: tables of cases, hostile input, growth."""

from __future__ import annotations

import random

import pytest

from analysis.voices import quotes
from analysis.voices.quotes import pair_quotes

GERMAN = (("„", "“"), ("“", "”"), ("»", "«"), ("«", "»"), ("‚", "‘"), ('"', '"'))
ENGLISH = (("“", "”"), ("‘", "’"), ('"', '"'))
RUSSIAN = (("«", "»"), ("„", "“"), ('"', '"'))
SPANISH = (("«", "»"), ("“", "”"), ('"', '"'), ("‘", "’"))
CHINESE = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ('"', '"'))

CASES = [
    (GERMAN, "Er rief „Ja“ laut.", ["„Ja“"]),
    (GERMAN, "Er rief „Ja” laut.", ["„Ja”"]),
    (GERMAN, 'Er rief „Ja" laut.', ['„Ja"']),
    (GERMAN, "Er rief »Ja« laut, sie «Nein» leise.", ["»Ja«", "«Nein»"]),
    (GERMAN, "„Er rief ‚Ja‘ laut.“", ["„Er rief ‚Ja‘ laut.“", "‚Ja‘"]),
    (GERMAN, "„Wir “ und ” dann", ["„Wir “"]),
    (GERMAN, "Weizen „„ 30, Roggen „„ 20", []),
    (GERMAN, "Ein Bild von 27\" und ein Mast von 5' Höhe", []),
    (ENGLISH, "He cried “Yes” aloud.", ["“Yes”"]),
    (ENGLISH, "“He said ‘no’ to me,” it's the ministers' fault", ["“He said ‘no’ to me,”", "‘no’"]),
    (ENGLISH, "In the '90s, rock ’n’ roll and the workers' song", []),
    (ENGLISH, 'He bought "a 27" screen" there', ['"a 27" screen"']),
    (ENGLISH, '"He said "yes" to me," she said', ['"He said "yes" to me,"', '"yes"']),
    (ENGLISH, '"It was "Plan 2", the best one," he said', ['"It was "Plan 2", the best one,"', '"Plan 2"']),
    (ENGLISH, 'He said:"The plan is"and left', ['"The plan is"']),
    (ENGLISH, "``It works,'' he said", ["``It works,''"]),
    (RUSSIAN, "«Он сказал „да“ нам»", ["«Он сказал „да“ нам»", "„да“"]),
    (RUSSIAN, "«Внешний «Парус» цех»", ["«Внешний «Парус» цех»", "«Парус»"]),
    ((), "« Oui » dit-il", ["« Oui »"]),
    ((), "他说“你好”，看《日报》「好」", ["“你好”", "《日报》", "「好」"]),
    (ENGLISH, 'On the plan: "We can do it', ['"We can do it']),
    (ENGLISH, 'He left the "old house. It was late.', ['"old house']),
    (ENGLISH, '"Lost one. Next. "Found one", he said.', ['"Lost one. Next.', '"Found one"']),
    (ENGLISH, '"Here\n\n"And here,"\n\nplain', ['"Here', '"And here,"']),
    (ENGLISH, '"Here\n\nand on\n\nto the end," he said', ['"Here', "and on", 'to the end,"']),
    (ENGLISH, '"Here\n\nplain\n\n"There," he said', ['"Here', '"There,"']),
    (ENGLISH, 'began before this page." He left.', ['began before this page."']),
    (ENGLISH, "e\u0301 \U0001f600 “e\u0301\U0001f600” x", ["“e\u0301\U0001f600”"]),
    (GERMAN, "„Wir gehen“ - „Wir nicht“", ["„Wir gehen“", "„Wir nicht“"]),
    (GERMAN, "›Ja‹ und ‹Nein›, »Ja, ›doch‹«", ["›Ja‹", "‹Nein›", "»Ja, ›doch‹«", "›doch‹"]),
    (GERMAN, "‚Ja‘ rief er, ‚Nein’ rief sie.", ["‚Ja‘", "‚Nein’"]),
    (GERMAN, "Das ist Hans’ Haus, Andrea's Laden und ’s ist gut.", []),
    (GERMAN, "“Wir gehen”, sagte er, ”wir alle”", ["“Wir gehen”", "”wir alle”"]),
    (
        GERMAN,
        "„Wir bleiben.\n\n„Wir arbeiten.\n\n„Und wir gehen“, sagte er.",
        [
            "„Wir bleiben.",
            "„Wir arbeiten.",
            "„Und wir gehen“",
        ],
    ),
    (GERMAN, "»Wir bleiben.\n\n»Wir gehen«, sagte er.", ["»Wir bleiben.", "»Wir gehen«"]),
    (ENGLISH, "It's the dogs' day, y'all; don't 'cause a fuss in the 90's", []),
    (ENGLISH, "‘It’s the dogs’ day,’ he said", ["‘It’s the dogs’ day,’"]),
    (ENGLISH, "'We will not go,' he said", ["'We will not go,'"]),
    (
        ENGLISH,
        "“He cried ‘It’s “Plan 2” again’ and left”",
        [
            "“He cried ‘It’s “Plan 2” again’ and left”",
            "‘It’s “Plan 2” again’",
            "“Plan 2”",
        ],
    ),
    (ENGLISH, "The 6'2\" guard and the 5'11\" forward", []),
    (ENGLISH, 'A 12" pizza, a 14" pizza and a 3.5" disk', []),
    (ENGLISH, "“We stay.\n\n“We work.\n\n“And we go,” he said.", ["“We stay.", "“We work.", "“And we go,”"]),
    (RUSSIAN, "„Мы идём“, — сказал он. “Мы тоже”", ["„Мы идём“", "“Мы тоже”"]),
    (RUSSIAN, "«Завод «Парус», «Луч»» и «Заря»", ["«Завод «Парус», «Луч»»", "«Парус»", "«Луч»", "«Заря»"]),
    (RUSSIAN, "Об'єкт п’ять, кар’єра, сям’я і аб’ява", []),
    (RUSSIAN, "«Сім’я п’є, — каже він, — і об’єдналася»", ["«Сім’я п’є, — каже він, — і об’єдналася»"]),
    (SPANISH, "«Me dijo “vete ‘ya’”», contó", ["«Me dijo “vete ‘ya’”»", "“vete ‘ya’”", "‘ya’"]),
    (SPANISH, "«Uno.\n\n»Dos.\n\n»Tres», dijo", ["«Uno.", "»Dos.", "»Tres»"]),
    (CHINESE, "他说：「好『不』」。「走」", ["「好『不』」", "『不』", "「走」"]),
    (CHINESE, '“好‘不’”，她说："走"。《报〈一〉》', ["“好‘不’”", "‘不’", '"走"', "《报〈一〉》"]),
    (CHINESE, "“第一段。\n\n“第二段。”", ["“第一段。", "“第二段。”"]),
    (ENGLISH, "\U0001f642“\U0001f469\u200d\U0001f680 Go!” a\u0301", ["“\U0001f469\u200d\U0001f680 Go!”"]),
    (ENGLISH, "", []),
    (ENGLISH, '"', []),
]


@pytest.mark.parametrize(("styles", "text", "expected"), CASES)
def test_pairs(styles: tuple[tuple[str, str], ...], text: str, expected: list[str]) -> None:
    found = pair_quotes(text, styles=styles)
    assert [text[quote.start : quote.end] for quote in found if quote.inner < quote.outer] == expected


def test_a_quotation_knows_what_it_continues() -> None:
    first, second = pair_quotes('"Here\n\n"And here," x', styles=ENGLISH)
    assert (first.closed, first.continues, second.closed, second.continues) == (False, False, True, True)


@pytest.mark.parametrize(
    "unit", ['"', '" ', ' "a', "„“", "“ ", "'", " 'a", '"\n\n', "»«", ' "1" ', "„ ‚ « “"]
)
def test_work_grows_with_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps taken per mark are the same for 500 and for 50,000 marks."""

    def steps(count: int) -> float:
        calls = 0
        original = {name: getattr(quotes, name) for name in ("_direction", "_sides", "_close", "_leave_open")}

        def counted(name: str):  # type: ignore[no-untyped-def]
            def call(*arguments: object) -> object:
                nonlocal calls
                calls += 1
                return original[name](*arguments)

            return call

        with monkeypatch.context() as patch:
            for name in original:
                patch.setattr(quotes, name, counted(name))
            pair_quotes(unit * count, styles=GERMAN)
        return calls / count

    assert steps(50_000) <= 1.1 * steps(500) + 0.1


def test_random_marks_nest_properly() -> None:
    generator = random.Random(7)
    for _ in range(300):
        text = "".join(generator.choice("\"„“”«»‚‘' ab.\n") for _ in range(80))
        ends: list[int] = []
        for quote in pair_quotes(text, styles=GERMAN):
            assert 0 <= quote.start <= quote.inner <= quote.outer <= quote.end <= len(text)
            while ends and ends[-1] <= quote.start:
                ends.pop()
            assert quote.depth == len(ends)
            assert not ends or quote.end <= ends[-1]
            ends.append(quote.end)
