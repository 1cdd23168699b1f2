"""Names found by a spaCy model that the user has; spaCy is no dependency, and nothing is downloaded."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from analysis.actors.reading import Reading
from analysis.actors.runs import BODY, PERSON, SITE, Runs, spelled

# Labels of spaCy's models for the languages of this project.
LABELS = {
    **dict.fromkeys(("PER", "PERSON", "persName"), PERSON),
    **dict.fromkeys(("ORG", "orgName"), BODY),
    **dict.fromkeys(("LOC", "GPE", "FAC", "placeName", "geogName"), SITE),
}


class ModelError(RuntimeError):
    """spaCy or one of its models is asked for and not there."""


@cache
def load_model(name: str) -> Any:
    """The spaCy pipeline `name` (an installed package or a folder).

    Raises ModelError where spaCy or the model is missing: how to install them without a network is said.
    """
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        found = f"spaCy is not installed, and [actors_found] asks for its model {name}"
        raise ModelError(f"{found}: pip install spacy, or leave the model out") from None
    try:
        return spacy.load(name)
    except OSError:
        advice = f"pip install a wheel of {name} that was downloaded before, or leave the model out"
        raise ModelError(f"spaCy has no model {name}: {advice}") from None


def model_runs(reading: Reading, model: Any) -> Runs:
    """The persons, organisations and places that a pipeline names, as runs of the batch's words.

    An entity that begins or ends within a word takes the whole word. Its label is the cue of its kind.
    """
    tokens = reading.tokens
    bounds = np.searchsorted(tokens.row, np.arange(len(reading.texts) + 1))
    first, last, cue = [], [], []
    for row, document in enumerate(model.pipe(reading.texts)):
        begin, stop = int(bounds[row]), int(bounds[row + 1])
        starts, ends = tokens.start[begin:stop], tokens.end[begin:stop]
        for entity in document.ents:
            kind = LABELS.get(entity.label_, 0)
            one = int(np.searchsorted(ends, entity.start_char, side="right"))
            other = int(np.searchsorted(starts, entity.end_char, side="left")) - 1
            if kind and one <= other:
                first.append(begin + one)
                last.append(begin + other)
                cue.append(kind)
    form = [spelled(reading, one, other) for one, other in zip(first, last, strict=True)]
    return Runs(np.array(first, np.int64), np.array(last, np.int64), form, np.array(cue, np.int32))
