"""The vectorizer beside scikit-learn's own, and what it does that this cannot."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from analysis.tokenization.vectorizer import TermVectorizer

TEXTS = [
    "The port's cranes don't stop; the PORT of Straße 24,5 grows.",
    "İstanbul and ΟΔΥΣΣΕΥΣ met in COVID-19 times, 2_000 x y",
    "Naïve cafés: e\u0301tude, ١٢٣, m² and ½ of _it_",
    "",
    "the the the",
]


def alike(**options: object) -> tuple[TermVectorizer, CountVectorizer]:
    return TermVectorizer(lemmas=False, rules="scikit-learn", **options), CountVectorizer(**options)


def assert_equal(texts: list[str], unseen: list[str], **options: object) -> None:
    own, peer = alike(**options)
    counts, expected = own.fit_transform(texts), peer.fit_transform(texts)
    assert own.get_feature_names_out().tolist() == peer.get_feature_names_out().tolist()
    assert counts.toarray().tolist() == expected.toarray().tolist()
    assert own.transform(unseen).toarray().tolist() == peer.transform(unseen).toarray().tolist()


@pytest.mark.parametrize("options", [{}, {"min_df": 2}, {"max_df": 0.5}, {"min_df": 0.3, "max_df": 4}])
def test_counts_are_those_of_scikit_learn(options: dict[str, object]) -> None:
    assert_equal(TEXTS, ["a new port of the port", "", "İstanbul ΟΔΥΣΣΕΥΣ"], **options)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("aAbBßſİıΣςσёЁ_1²½\u0301 .-'🎉", max_size=20), min_size=1, max_size=5))
def test_counts_are_those_of_scikit_learn_on_any_text(texts: list[str]) -> None:
    try:
        CountVectorizer().fit(texts)
    except ValueError:
        with pytest.raises(ValueError, match="no term is left"):
            TermVectorizer(lemmas=False, rules="scikit-learn").fit(texts)
        return
    assert_equal(texts, texts[::-1])


GERMAN = ["Die Häuser der Stadt", "Das Haus in den Städten", "Kein Haus", "Vereinte Nationen der Stadt"]


def test_terms_are_lemmas_and_phrases() -> None:
    own = TermVectorizer(language="de", phrases=["Vereinte Nationen"], stop_words="language")
    counts = own.fit_transform(GERMAN)
    names = own.get_feature_names_out().tolist()
    assert [name for name in names if name in ("haus", "stadt")] == ["haus", "stadt"]
    assert counts[:, [names.index("haus"), names.index("stadt")]].toarray().tolist() == [
        [1, 1],
        [1, 1],
        [1, 0],
        [0, 1],
    ]
    phrase = [name for name in names if " " in name]
    assert len(phrase) == 1
    assert counts[:, [names.index(phrase[0])]].toarray().ravel().tolist() == [0, 0, 0, 1]


def test_a_new_form_counts_as_its_lemma() -> None:
    own = TermVectorizer(language="de").fit(["Haus", "Stadt"])
    assert own.transform(["Häusern Dorf Hauses Haus"]).toarray().tolist() == [[3, 0]]


def test_it_is_a_step_of_a_pipeline() -> None:
    texts = ["good trade fair", "bad storm", "fair trade", "storm and flood"] * 5
    labels = [1, 0, 1, 0] * 5
    model = Pipeline(
        [
            ("terms", TermVectorizer(min_df=2)),
            ("weights", TfidfTransformer()),
            ("model", LogisticRegression()),
        ]
    )
    assert clone(model).fit(texts, labels).predict(["trade", "flood"]).tolist() == [1, 0]
    assert clone(model.set_params(terms__min_df=1)).get_params()["terms__min_df"] == 1


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_threads_and_batches_do_not_matter(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"term{number % 7} other{number % 3} Term{number % 5}" for number in range(60)]
    expected = TermVectorizer(workers=1).fit_transform(texts)
    monkeypatch.setattr("analysis.tokenization.vectorizer.BATCH", 40)
    own = TermVectorizer(workers=workers)
    assert (own.fit_transform(texts) != expected).nnz == 0
    assert isinstance(own.transform(iter(texts)), sparse.csr_array)
    assert np.array_equal(own.transform(texts).toarray(), expected.toarray())


@pytest.mark.parametrize("texts", [[], ["", "12"], ["once", "twice"]])
def test_no_term_left(texts: list[str]) -> None:
    with pytest.raises(ValueError, match=r"no term is left of .*min_df=2.*lower min_df or raise max_df"):
        TermVectorizer(min_df=2).fit(texts)


def test_one_text_is_no_list_of_texts() -> None:
    with pytest.raises(ValueError, match="a list of texts; found one text"):
        TermVectorizer().fit("one text")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stop_words": "english"}, r"stop_words is \"language\", a list of words, or None; found 'english'"),
        ({"rules": "scikit-learn", "phrases": ["union state"]}, 'phrases need rules="news"'),
        ({"lemmas": False, "compounds": "both"}, "compounds are split only with lemmas=True"),
    ],
)
def test_options_that_would_be_ignored(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TermVectorizer(**options).fit(["union state"])


def test_whole_numbers_of_numpy_are_numbers_of_documents() -> None:
    own = TermVectorizer(min_df=np.int64(2)).fit(["port", "port grain"])
    assert own.vocabulary_ == ["port"]
