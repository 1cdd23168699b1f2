from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.declarations import Language


def split_compounds(
    types: Sequence[str],
    *,
    language: Language,
    counts: Mapping[str, int],
    lemmas: Sequence[str] | None = None,
) -> list[tuple[str, ...]]:
    return [()] * len(types)
