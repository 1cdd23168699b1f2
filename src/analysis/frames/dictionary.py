"""Frames as a dictionary: which indicator terms of a codebook stand in which sentence, in whose voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.declarations import Codebook, Language
from analysis.tokenization import Matches, Tokens, find_terms
from analysis.tokenization.counted import sentence_of


@dataclass(frozen=True)
class Batch:
    """Articles of one language, tokenised, with their sentences (start, end) and the voice of each
    sentence, over the whole batch in order: `outlet` or `quoted`."""

    ids: Sequence[str]
    tokens: Tokens
    sentences: Sequence[Sequence[tuple[int, int]]]
    voices: Sequence[str]

    def units(self) -> list[str]:
        """Name of each sentence as a unit of measurement: ID:NUMBER."""
        return [
            f"{i}:{n}" for i, spans in zip(self.ids, self.sentences, strict=True) for n in range(len(spans))
        ]


def frame_terms(codebook: Codebook, language: str) -> dict[str, tuple[str, ...]]:
    """Indicator terms of each variable that the dictionary counts, in one language."""
    return {
        variable.name: variable.terms.get(language, ())
        for variable in codebook.variable
        if not variable.coded_only
    }


def dictionary_frames(
    batch: Batch,
    codebook: Codebook,
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Hits of each frame by sentence (measure `frame`), and the terms that fired (spans).

    A hit says that a word was used, not that the text frames anything so: an indicator in a denial, or in
    somebody else's quoted voice, is a hit too (the voice is in the measure). To be validated against
    coded articles before it is published.
    """
    found = find_terms(
        batch.tokens, frame_terms(codebook, language.code), language=language, overrides=overrides
    )
    measures = count_by_sentence(batch, found, measure="frame")
    return measures, spans_of(batch, found, layer="frame term")


def count_by_sentence(batch: Batch, found: Matches, *, measure: str, target: str = "") -> pd.DataFrame:
    """Matches counted by sentence and label, in the shape of the table `measures`."""
    sentence = sentence_of(batch.tokens, batch.sentences)[found.first]
    inside = sentence >= 0
    units, voices = np.array(batch.units(), dtype=object), np.array(list(batch.voices), dtype=object)
    labels = np.array([label for label, _ in found.terms], dtype=object)
    rows = pd.DataFrame(
        {
            "unit": units[sentence[inside]],
            "class": labels[found.term[inside]] if len(labels) else [],
            "voice": voices[sentence[inside]],
        }
    )
    counted = rows.groupby(["unit", "class", "voice"], sort=True).size().reset_index(name="value")
    return counted.assign(
        unit_kind="sentence", measure=measure, target=target, value=counted["value"].astype(float)
    )


def spans_of(batch: Batch, found: Matches, *, layer: str, label: str = "") -> pd.DataFrame:
    """Matches as spans: class is the label (or `label`), value the term (or the label when given)."""
    tokens = batch.tokens
    own = np.array([name for name, _ in found.terms], dtype=object)
    text = np.array([term for _, term in found.terms], dtype=object)
    ids = np.array(list(batch.ids), dtype=object)
    pick: npt.NDArray[np.int64] = found.term
    names = own[pick] if len(own) else np.zeros(0, dtype=object)
    return pd.DataFrame(
        {
            "article": ids[tokens.row[found.first]] if len(ids) else [],
            "start": tokens.start[found.first],
            "end": tokens.end[found.last],
            "layer": layer,
            "class": label if label else names,
            "value": names if label else (text[pick] if len(text) else names),
            "speaker": "",
            "verb": "",
        }
    )
