"""Frames: codebook dictionary and naming."""

from analysis.frames.dictionary import Batch, count_by_sentence, dictionary_frames, frame_terms
from analysis.frames.naming import naming
from analysis.tokenization import Matches, find_terms

__all__ = [
    "Batch",
    "Matches",
    "count_by_sentence",
    "dictionary_frames",
    "find_terms",
    "frame_terms",
    "naming",
]
