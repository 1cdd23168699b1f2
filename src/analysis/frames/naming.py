"""Naming: the rival names of one thing, counted by sentence and voice (equivalence framing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.declarations import Language, Referent
from analysis.frames.dictionary import Batch, count_by_sentence, spans_of
from analysis.tokenization import find_terms


def naming(
    batch: Batch,
    referents: Sequence[Referent],
    *,
    language: Language,
    overrides: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Occurrences of each name of each referent (measure `naming`: class is the name, target the
    referent), and their spans (layer `name`).

    Where names overlap the longest wins ("special military operation" is not also "operation"). A
    referent with a context is counted only in articles that mention it. It counts words: a name used for
    something else, or only mentioned in order to reject it, counts too.
    """
    measures, spans = [], []
    for referent in referents:
        terms = {name.name: name.terms.get(language.code, ()) for name in referent.names}
        found = find_terms(batch.tokens, terms, language=language, overrides=overrides, exclusive=True)
        if referent.context:
            about = {"context": referent.context.get(language.code, ())}
            context = find_terms(batch.tokens, about, language=language, overrides=overrides)
            rows = batch.tokens.row
            found = found.where(np.isin(rows[found.first], rows[context.first]))
        measures.append(count_by_sentence(batch, found, measure="naming", target=referent.name))
        spans.append(spans_of(batch, found, layer="name", label=referent.name))
    if not measures:
        empty = find_terms(batch.tokens, {}, language=language)
        return count_by_sentence(batch, empty, measure="naming"), spans_of(batch, empty, layer="name")
    return pd.concat(measures, ignore_index=True), pd.concat(spans, ignore_index=True)
