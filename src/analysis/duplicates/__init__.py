"""Near-duplicates, versions, reprints in whole or in part: sampled shingle hashes find pairs, exact counts
verify them, clusters say who was first, and what others added and left out."""

from analysis.duplicates.changes import changes
from analysis.duplicates.clusters import find_reprints
from analysis.duplicates.copying import copied_shares
from analysis.duplicates.pairs import CROWD, candidates, in_stretches, related_pairs, similar_pairs
from analysis.duplicates.shingles import (
    FEW,
    SAMPLE,
    SHINGLE,
    Passages,
    Shingles,
    distinct,
    join_passages,
    merge,
    passage_batch,
    shingle_batch,
    sketch,
    spread,
)

__all__ = [
    "CROWD",
    "FEW",
    "SAMPLE",
    "SHINGLE",
    "Passages",
    "Shingles",
    "candidates",
    "changes",
    "copied_shares",
    "distinct",
    "find_reprints",
    "in_stretches",
    "join_passages",
    "merge",
    "passage_batch",
    "related_pairs",
    "shingle_batch",
    "similar_pairs",
    "sketch",
    "spread",
]
