"""Voices of hostile and broken texts: marks in any number and order, blanks, invisible characters."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declarations.language import Language, Quoted, Speech, direct_only, load_language
from analysis.voices import Span, find_voices

CODES = ["de", "en", "ru", "be", "uk", "es", "pl", "zh"]
MARKS = "\"„“”«»‹›‚‘’'「」『』《》—–-:：,，.。!?…()\n"
WORDS = [
    *("sagte", "Minister", "dass", "sei", "laut", "said", "that", "according to", "the", "Smith", "who"),
    *("заявил", "что", "министр", "по словам", "Иван Петров", "сказав", "заявіў"),
    *("dijo", "que", "según", "alcalde", "powiedział", "że", "według", "表示", "发言人", "据", "报道", "说"),
    *("Anna Weber", "27", "3,5", "z.B.", "🙂", "e\u0301", "\u200b", "\ufeff", "𝔘", "ß", "İ"),
]
UNITS = {
    **{mark: mark for mark in "\"„“”«»‹›‚‘’'「」『』《》—"},
    "pairs": "„“",
    "turned": "»«",
    "letters between": '"a',
    "open, letters between": " „a",
    "open and closed, letters between": "„ a “ b ",
    "mixed": '"„“»«‹›‘’「」',
    "paragraphs": '"\n\n',
    "open paragraphs": '"a b\n\n',
    "lines of dialogue": "\n— а, ",
    "reported": '"Wir gehen jetzt alle nach Hause", sagte er. ',
    "interrupted": "«аа бб, — сказал Аб. — ",
    "one word each": '"Ja", ',
}


def check(text: str, spans: list[Span]) -> None:
    """What holds for the voices of any text."""
    reach = 0
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.kind in ("direct", "indirect", "distancing", "title")
        for start, end in (span.source, span.cue):
            assert (start, end) == (-1, -1) or 0 <= start < end <= len(text)
        if span.kind in ("direct", "indirect"):
            assert span.start >= reach
            assert span.role
            reach = span.end
    assert spans == sorted(spans, key=lambda span: (span.start, span.end, span.kind))


PIECES = st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), st.just(" "), st.characters())


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(pieces=st.lists(PIECES, max_size=60))
def test_any_text(code: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    check(text, find_voices(text, language=load_language(code)))


@pytest.mark.parametrize("code", CODES)
def test_words_and_marks_in_any_order(code: str) -> None:
    generator = random.Random(5)
    for _ in range(150):
        text = " ".join(generator.choice([*WORDS, *MARKS, ". "]) for _ in range(50))
        text = text.replace(" ,", ",").replace(" .", ".") if generator.random() < 0.5 else text
        check(text, find_voices(text, language=load_language(code)))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("code", ["de", "en", "ru", "zh"])
def test_a_thousand_unbalanced_marks(code: str, unit: str) -> None:
    text = (UNITS[unit] * 1001)[:3001]
    check(text, find_voices(text, language=load_language(code)))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n \t\n",
        "\r\n\r\n",
        '"',
        "„“",
        "«» «»",
        "— — —",
        "...",
        "\u200b",
        "\ufeff",
        "\u0301",
        "“”\n\n“”",
    ],
)
def test_nothing_to_read(code: str, text: str) -> None:
    assert find_voices(text, language=load_language(code)) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "„Wir haben lange gewartet. Jetzt gehen wir nach Hause.“"),
        ("en", "“We have waited long. Now we go home.\n\n“And tomorrow we come back.”"),
        ("ru", "«Мы долго ждали. Теперь мы идём домой.»"),
        ("es", "«Hemos esperado mucho. Ahora nos vamos a casa.»"),
        ("zh", "“我们等了很久。现在我们回家。”"),
    ],
)
def test_an_article_that_is_one_quotation(code: str, text: str) -> None:
    spans = find_voices(text, language=load_language(code))
    assert {(span.kind, span.speaker, span.role) for span in spans} == {("direct", "", "unnamed")}
    assert sum(span.end - span.start for span in spans) >= len(text) - 2


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Der Zug fährt um acht. Er hält an jeder Station."),
        ("en", "The train leaves at eight. It stops at every station."),
        ("ru", "Поезд отходит в восемь. Он стоит на каждой станции."),
        ("zh", "列车八点开车。每站都停。"),
    ],
)
def test_an_article_without_a_voice(code: str, text: str) -> None:
    assert find_voices(text, language=load_language(code)) == []


def silent() -> Language:
    """A language that declares marks and nothing of reporting."""
    return replace(load_language("en"), speech=Speech(), quoted=Quoted(), roles={})


def test_a_language_without_patterns_has_direct_speech_only() -> None:
    assert direct_only(silent())
    assert not any(direct_only(load_language(code)) for code in CODES)
    text = "The minister said that it rains. “We are going home now,” said the minister."
    spans = find_voices(text, language=silent())
    assert [(span.kind, text[span.start : span.end]) for span in spans] == [
        ("direct", "“We are going home now,”")
    ]


LINES = "Der Minister sagte, dass es regnet.\n\n„Wir gehen jetzt alle heim“, sagte Anna Weber."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n", "\r\n"),
        ("Der", "\ufeffDer"),
        ("Minister", "Mini\u00adster"),
        ("dass", "\u200bdass"),
        ("dass", "da\u200bss"),
        ("„Wir", "„\u2060Wir"),
        ("Der", "\U0001f642\U0001f469\u200d\U0001f680 Der"),
        ("regnet", "re\u0301gnet"),
        ("Anna", "\U00010400nna"),
    ],
)
def test_offsets_are_those_of_the_text(before: str, after: str) -> None:
    """What stands for the same letters changes the offsets and nothing else."""
    text = LINES.replace(before, after)
    spans = find_voices(text, language=load_language("de"))
    expected = [
        (kind, words.replace(before, after))
        for kind, words in (("indirect", "dass es regnet"), ("direct", "„Wir gehen jetzt alle heim“"))
    ]
    assert [(s.kind, text[s.start : s.end].lstrip("\u200b")) for s in spans] == [
        (kind, words.lstrip("\u200b")) for kind, words in expected
    ]
    assert text[slice(*spans[1].source)].endswith("Weber")
    assert text[slice(*spans[1].cue)] == "sagte"


@pytest.mark.parametrize("text", ["„Wir gehen heim\nDer Zug fährt.", "Kern sagte: „Los\n\nDas war es."])
def test_an_unclosed_quotation_ends_before_its_line_break(text: str) -> None:
    for sign in ("", "\r"):
        written = text.replace("\n", f"{sign}\n")
        direct = [s for s in find_voices(written, language=load_language("de")) if s.kind == "direct"]
        assert [written[s.start : s.end] for s in direct] == [written[written.index("„") :].splitlines()[0]]


@pytest.mark.parametrize("code", ["de", "es", "pl", "ru"])
def test_decomposed_letters_are_read_as_composed_ones(code: str) -> None:
    texts = {
        "de": "Der Präsident erklärte, dass es regne. „Wir dürfen jetzt alle gehen“, sagte Jörg Müller.",
        "es": "El alcalde señaló que lloverá. «Estamos todos aquí», afirmó José Núñez.",
        "pl": "Minister oświadczył, że będzie padać. „Wszyscy już idą spać” – powiedział Józef Wróbel.",
        "ru": "Министр заявил, что пойдёт дождь. «Мы все ещё здесь», — сказал Пётр Соловьёв.",
    }
    composed = texts[code]
    apart = unicodedata.normalize("NFD", composed)
    assert len(apart) > len(composed)

    def told(text: str) -> list[tuple[str, str, str, str]]:
        found = find_voices(text, language=load_language(code))
        return [
            (s.kind, unicodedata.normalize("NFC", text[s.start : s.end]), s.speaker, s.verb) for s in found
        ]

    assert len(told(composed)) == 2
    assert told(apart) == told(composed)


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the marks take ten times the looks at words, not a hundred times."""
    from analysis.voices import words as module

    def looks(count: int) -> int:
        calls = 0
        original = module.Words.tag

        def counted(self: module.Words, place: int, kind: str) -> object:
            nonlocal calls
            calls += 1
            return original(self, place, kind)

        with monkeypatch.context() as patch:
            patch.setattr(module.Words, "tag", counted)
            find_voices(UNITS[unit] * count, language=load_language("de"))
        return calls

    assert looks(1500) <= 14 * looks(150) + 2000


@pytest.mark.parametrize(
    "text",
    [
        *("a, ", "Ab Cd, ", "sagte, ", "Er sagte, dass, ", "laut Ab Cd, ", "Minister Ab Cd. "),
        *("er sagte und ", "sagte "),
    ],
)
def test_long_sentences_and_many_names(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.voices import cast, named
    from analysis.voices import words as module

    def looks(count: int, code: str) -> int:
        calls = 0

        def counting(original):  # type: ignore[no-untyped-def]
            def counted(*arguments: object) -> object:
                nonlocal calls
                calls += 1
                return original(*arguments)

            return counted

        with monkeypatch.context() as patch:
            patch.setattr(module.Words, "tag", counting(module.Words.tag))
            patch.setattr(cast, "same_surname", counting(named.same_surname))
            names = (text.replace("Cd", f"Cda{n}") for n in range(count))
            find_voices("".join(names), language=load_language(code))
        return calls

    for code in ("de", "en", "ru"):
        assert looks(2500, code) <= 7 * looks(500, code) + 20_000
