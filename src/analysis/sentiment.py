"""Tone from lexicons tied to their language, by sentence, voice and target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.declarations import Language, Target
from analysis.frames import Batch, count_by_sentence, find_terms
from analysis.tokenization import lemmatize
from analysis.tokenization.counted import sentence_of
from analysis.tokenization.lemmas import fold

REACH = 3
FLIP = -0.75
Reals = npt.NDArray[np.float64]


def token_weights(
    batch: Batch, lexicon: Mapping[str, float], *, language: Language
) -> tuple[Reals, npt.NDArray[np.int64]]:
    """Weight of each token (nan where it is not in the lexicon), and its sentence.

    A weight is looked up by form, then by lemma. A negation among the three tokens before it, in the same
    sentence, turns it by -.75 (as VADER does: "not good" is less bad than "bad"); an intensifier directly
    before multiplies it. Weights stay in [-1, 1].
    """
    tokens = batch.tokens
    lemmas = lemmatize(tokens.types, language=language)
    listed = list(lexicon)
    if language.lemmatizer == "stem":
        listed = lemmatize(listed, language=language)
    by_lemma = dict(zip(map(fold, listed), lexicon.values(), strict=True))
    by_form = {fold(form): weight for form, weight in lexicon.items()}
    folded = [fold(form) for form in tokens.types]
    by_type = np.array(
        [
            by_form.get(form, by_lemma.get(fold(lemma), np.nan))
            for form, lemma in zip(folded, lemmas, strict=True)
        ],
        dtype=np.float64,
    )
    negations = {fold(form) for form in language.negations}
    strengths = {fold(form): factor for form, factor in language.intensifiers.items()}
    negating = np.array([form in negations for form in folded], dtype=bool)
    factor = np.array([strengths.get(form, 1.0) for form in folded], dtype=np.float64)
    sentence = sentence_of(tokens, batch.sentences)
    if not len(tokens):
        return np.zeros(0), sentence
    weight, denied, strength = by_type[tokens.type], negating[tokens.type], factor[tokens.type]
    flip = np.zeros(len(tokens), dtype=bool)
    for back in range(1, REACH + 1):
        same = sentence[back:] == sentence[:-back]
        flip[back:] |= denied[:-back] & same
    weight[1:] *= np.where(sentence[1:] == sentence[:-1], strength[:-1], 1.0)
    weight = np.where(flip, weight * FLIP, weight)
    return np.clip(weight, -1, 1), sentence


def sentence_tone(batch: Batch, lexicon: Mapping[str, float], *, language: Language) -> Reals:
    """Mean weight of the lexicon words of each sentence, in [-1, 1]; 0 where there is none.

    What it misses: irony, words whose tone depends on the subject, and any tone carried without an
    evaluative word. Lexicons differ in size, so values must not be compared between languages.
    """
    weight, sentence = token_weights(batch, lexicon, language=language)
    known = ~np.isnan(weight) & (sentence >= 0)
    count = len(batch.voices)
    total = np.bincount(sentence[known], weights=weight[known], minlength=count)
    number = np.bincount(sentence[known], minlength=count)
    result: Reals = total / np.maximum(number, 1)
    return result


def tone(batch: Batch, lexicon: Mapping[str, float], *, language: Language) -> pd.DataFrame:
    """Measure `tone`: the tone of each sentence that has one, with its voice."""
    values = sentence_tone(batch, lexicon, language=language)
    rows = pd.DataFrame({"unit": batch.units(), "voice": list(batch.voices), "value": values})
    rows = rows[rows["value"] != 0]
    return rows.assign(**{"unit_kind": "sentence", "measure": "tone", "class": "", "target": ""})


def tone_toward(
    batch: Batch,
    lexicon: Mapping[str, float],
    targets: Sequence[Target],
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Measure `tone_target`: the tone of each sentence that mentions a target; zeros are stored, since
    the mentions are the denominator.

    The whole sentence is taken to speak of the target, which is wrong where it praises one side and
    blames another.
    """
    values = pd.Series(sentence_tone(batch, lexicon, language=language), index=batch.units())
    terms = {target.name: target.terms.get(language.code, ()) for target in targets}
    found = find_terms(batch.tokens, terms, language=language, overrides=overrides)
    mentions = count_by_sentence(batch, found, measure="tone_target")
    mentions = mentions.assign(target=mentions["class"], value=values.reindex(mentions["unit"]).to_numpy())
    return mentions.assign(**{"class": ""})
