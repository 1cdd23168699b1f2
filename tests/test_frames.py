"""Terms of a codebook in tokenised text: what matches, what does not, and where overlaps go."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import schema
from analysis.declarations import Codebook, Name, Referent, Variable, load_language
from analysis.frames import Batch, count_by_sentence, dictionary_frames, find_terms, frame_terms, naming
from analysis.tokenization import split_all, tokenize


def batch_of(texts: list[str], code: str = "en", voices: list[str] | None = None) -> Batch:
    """Articles a0, a1, ... with their sentences; all in the outlet's voice unless told."""
    language = load_language(code)
    sentences = split_all(texts, language=language)
    number = sum(map(len, sentences))
    return Batch(
        [f"a{n}" for n in range(len(texts))],
        tokenize(texts, language=code),
        sentences,
        voices or ["outlet"] * number,
    )


def hits(text: str, *terms: str, code: str = "en") -> list[str]:
    """The stretches of text at which the terms of one label occur."""
    tokens = tokenize([text], language=code)
    found = find_terms(tokens, {"label": terms}, language=load_language(code))
    return [
        text[tokens.start[first] : tokens.end[last]]
        for first, last in zip(found.first, found.last, strict=True)
    ]


# text, terms, what is matched
CASES = {
    "de": [
        ("Die Sanktionen treffen alle.", ["sanktion"], ["Sanktionen"]),
        ("Die Sanktion trifft alle.", ["sanktionen"], []),
        ("Sanktionsdruck und Handelssanktionen", ["sanktion*"], ["Sanktionsdruck"]),
        ("Sanktionsdruck und Handelssanktion", ["*sanktion"], ["Handelssanktion"]),
        ("Sanktionsdruck und Handelssanktionen", ["*sanktion*"], ["Sanktionsdruck", "Handelssanktionen"]),
        ("DIE HÄUSER", ["häuser"], ["HÄUSER"]),
        ("Sie ging nach Hause.", ["gehen"], ["ging"]),
        ("Das Haus, die Häuser", ["haus"], ["Haus", "Häuser"]),
        ("Der Kalte Krieg", ["kalt* krieg"], ["Kalte Krieg"]),
        ("Der Krieg, kalt und lang", ["kalt* krieg"], []),
        ("Öl- und Gasexporte", ["öl", "gas*"], ["Öl", "Gasexporte"]),
    ],
    "en": [
        ("Sanctions hurt. A sanction hurts.", ["sanction"], ["Sanctions", "sanction"]),
        ("The Cold War ended", ["cold war"], ["Cold War"]),
        ("the “cold” war", ["cold war"], ["cold” war"]),
        ("cold, war and", ["cold war"], ["cold, war"]),
        ("a cold and long war", ["cold war"], []),
        ("cold -- war", ["cold war"], []),
        ("Cold\n\nwar", ["cold war"], ["Cold\n\nwar"]),
        ("trade wars", ["trade war*"], ["trade wars"]),
        ("Belarus’s and Belarus's", ["belarus's"], ["Belarus’s", "Belarus's"]),
        ("the U.N. Charter", ["u.n charter"], ["U.N. Charter"]),
        ("war war war", ["war war"], ["war war"]),
        ("prewar and wartime", ["war"], []),
        ("nothing here", ["cold war", "sanction"], []),
    ],
    "ru": [
        ("Санкции и санкциями", ["санкция"], ["Санкции", "санкциями"]),
        ("холодной войны", ["холодн* войн*"], ["холодной войны"]),
        ("жёсткие и жестких мер", ["жестк*"], ["жёсткие", "жестких"]),
        ("жесткая мера", ["жёсткий"], ["жесткая"]),
        ("антироссийский", ["*российск*"], ["антироссийский"]),
        ("майка", ["май"], []),
    ],
    "be": [
        ("Санкцыі супраць Беларусі", ["санкцы*"], ["Санкцыі"]),
        ("сям’я", ["сям'я"], ["сям’я"]),
        ("ўлада", ["улада"], []),
    ],
    "zh": [
        ("中国反对制裁。", ["制裁"], ["制裁"]),
        ("白俄罗斯人民", ["白俄罗斯 人民"], ["白俄罗斯人民"]),
    ],
}


@pytest.mark.parametrize(
    ("code", "text", "terms", "expected"), [(code, *case) for code, cases in CASES.items() for case in cases]
)
def test_matches(code: str, text: str, terms: list[str], expected: list[str]) -> None:
    assert hits(text, *terms, code=code) == expected


LONGEST = [
    ("the special military operation", ["operation", "military operation", "special military operation"],
     ["special military operation"]),
    ("a military operation, an operation", ["operation", "military operation"],
     ["military operation", "operation"]),
    ("new cold war crimes", ["cold war", "war crime"], ["cold war"]),
    ("new cold war crimes", ["war crime", "cold war"], ["cold war"]),
    ("new cold war crimes now", ["cold war", "war crime now"], ["war crimes now"]),
    ("war", ["war", "war*", "war"], ["war"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "terms", "expected"), LONGEST)
def test_the_longest_match_wins_then_the_first(text: str, terms: list[str], expected: list[str]) -> None:
    assert hits(text, *terms) == expected


def labels(text: str, terms: dict[str, list[str]], **options: bool) -> list[tuple[str, str]]:
    tokens = tokenize([text])
    found = find_terms(tokens, terms, language=load_language("en"), **options)
    return [found.terms[number] for number in found.term]


def test_labels_compete_only_when_exclusive() -> None:
    terms = {"war": ["war"], "operation": ["military operation", "war operation"]}
    text = "a war operation and a military operation"
    assert labels(text, terms) == [
        ("operation", "war operation"),
        ("war", "war"),
        ("operation", "military operation"),
    ]
    assert labels(text, terms, exclusive=True) == [
        ("operation", "war operation"),
        ("operation", "military operation"),
    ]


def test_matches_do_not_cross_texts() -> None:
    tokens = tokenize(["a cold", "war"])
    assert not len(find_terms(tokens, {"x": ["cold war"]}, language=load_language("en")).first)


@pytest.mark.parametrize("texts", [[], [""], ["war"]])
@pytest.mark.parametrize("terms", [{}, {"x": ()}, {"x": ["peace"]}])
def test_nothing_found(texts: list[str], terms: dict[str, list[str]]) -> None:
    batch = batch_of(texts)
    found = find_terms(batch.tokens, terms, language=load_language("en"))
    assert len(found.first) == len(found.last) == len(found.term) == 0
    assert count_by_sentence(batch, found, measure="frame").empty


def test_overrides_reach_the_terms() -> None:
    tokens = tokenize(["the boat sails"])
    found = find_terms(tokens, {"x": ["ship"]}, language=load_language("en"), overrides={"boat": "ship"})
    assert found.first.tolist() == [1]


BOOK = Codebook(
    name="test",
    title="Test",
    languages=("en", "de"),
    variable=(
        Variable("trade", "Trade", "", terms={"en": ("trade", "export*"), "de": ("handel",)}),
        Variable("threat", "Threat", "", terms={"en": ("threat", "trade war")}),
        Variable("other", "Other", "", coded_only=True),
    ),
    referent=(
        Referent(
            "war",
            "The war",
            "",
            (
                Name("war", "War", {"en": ("war",)}),
                Name("operation", "Operation", {"en": ("operation", "special war operation")}),
            ),
        ),
        Referent(
            "land",
            "The land",
            "",
            (Name("a", "A", {"en": ("albion",)}), Name("b", "B", {"en": ("britain",)})),
        ),
    ),
)
TEXTS = ["Trade grows. Exports and trade fell. Nothing.", "A trade war is a threat. A threat!"]
VOICES = ["outlet", "quoted", "outlet", "quoted", "outlet"]


def test_terms_of_a_language() -> None:
    assert frame_terms(BOOK, "en") == {"trade": ("trade", "export*"), "threat": ("threat", "trade war")}
    assert frame_terms(BOOK, "de") == {"trade": ("handel",), "threat": ()}


def test_frames_by_sentence_and_voice_by_hand() -> None:
    measures, spans = dictionary_frames(batch_of(TEXTS, voices=VOICES), BOOK, language=load_language("en"))
    rows = measures.set_index(["unit", "class", "voice"])["value"].to_dict()
    assert rows == {
        ("a0:0", "trade", "outlet"): 1.0,
        ("a0:1", "trade", "quoted"): 2.0,
        ("a1:0", "trade", "quoted"): 1.0,
        ("a1:0", "threat", "quoted"): 2.0,
        ("a1:1", "threat", "outlet"): 1.0,
    }
    assert set(measures["unit_kind"]) == {"sentence"}
    assert set(measures["measure"]) == {"frame"}
    found = [
        (row["article"], TEXTS[int(row["article"][1])][row["start"] : row["end"]], row["class"], row["value"])
        for row in spans.to_dict("records")
    ]
    assert sorted(found) == [
        ("a0", "Exports", "trade", "export*"),
        ("a0", "Trade", "trade", "trade"),
        ("a0", "trade", "trade", "trade"),
        ("a1", "threat", "threat", "threat"),
        ("a1", "threat", "threat", "threat"),
        ("a1", "trade", "trade", "trade"),
        ("a1", "trade war", "threat", "trade war"),
    ]
    schema.conform(measures, "measures")
    schema.conform(spans, "spans")


def test_names_of_one_thing_exclude_each_other() -> None:
    texts = ["The special war operation is a war. Albion is Britain, says Albion."]
    measures, spans = naming(batch_of(texts), BOOK.referent, language=load_language("en"))
    assert measures.set_index(["target", "class", "unit"])["value"].to_dict() == {
        ("war", "operation", "a0:0"): 1.0,
        ("war", "war", "a0:0"): 1.0,
        ("land", "a", "a0:1"): 2.0,
        ("land", "b", "a0:1"): 1.0,
    }
    assert set(spans["layer"]) == {"name"}
    assert spans[spans["class"] == "war"]["value"].tolist() == ["operation", "war"]
    schema.conform(measures, "measures")
    schema.conform(spans, "spans")


def test_naming_without_referents_or_texts_keeps_its_columns() -> None:
    for texts, referents in ((TEXTS, ()), ([], BOOK.referent), (["Nothing."], BOOK.referent)):
        measures, spans = naming(batch_of(texts), referents, language=load_language("en"))
        assert measures.empty
        assert spans.empty
        schema.conform(measures, "measures")
        schema.conform(spans, "spans")


def test_batches_do_not_matter() -> None:
    language = load_language("en")
    whole, spans = dictionary_frames(batch_of(TEXTS), BOOK, language=language)
    pieces = []
    for number, text in enumerate(TEXTS):
        one = batch_of([text])
        single = Batch([f"a{number}"], one.tokens, one.sentences, one.voices)
        pieces.append(dictionary_frames(single, BOOK, language=language))
    for place, table in enumerate((whole, spans)):
        key = ["unit", "class"] if place == 0 else ["article", "start", "class"]
        parts = pd.concat([piece[place] for piece in pieces])
        both = [frame.sort_values(key, ignore_index=True) for frame in (table, parts)]
        pd.testing.assert_frame_equal(*both, check_dtype=False)


def test_units_are_numbered_within_their_article() -> None:
    assert batch_of(["A. B? C.", "", "D"]).units() == ["a0:0", "a0:1", "a2:0"]
