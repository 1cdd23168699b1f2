"""A batch of text as frames and sentiment take it: tokenised, with the voice of each sentence."""

from __future__ import annotations

import numpy as np

from analysis.frames import Batch
from analysis.pipeline.stages.batches import Text
from analysis.tokenization import tokenize
from analysis.voices import voice_of


def prepared(text: Text, language: str) -> Batch:
    """A batch tokenised, with the voice of each of its sentences."""
    return Batch(
        text.ids,
        tokenize(text.texts, language=language),
        text.sentences,
        sentence_voices(text),
    )


def sentence_voices(text: Text) -> list[str]:
    """The voice that covers most of each sentence, over the batch in order: outlet or quoted."""
    speech = text.voices[text.voices["class"].isin(["direct", "indirect"])]
    own = {str(name): rows for name, rows in speech.groupby("article", sort=False)[["start", "end"]]}
    found: list[str] = []
    for article, spans in zip(text.ids, text.sentences, strict=True):
        bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
        heard = own[article].to_numpy(np.int64) if article in own else np.zeros((0, 2), np.int64)
        found += voice_of(bounds[:, 0], bounds[:, 1], heard[:, 0], heard[:, 1]).tolist()
    return found
