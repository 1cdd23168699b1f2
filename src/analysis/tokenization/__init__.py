"""Tokenisation: sentences and words with offsets, lemmas per vocabulary entry, count matrices."""

from analysis.tokenization.counted import Counted, count_batch
from analysis.tokenization.lemmas import lemmatize, light_stem
from analysis.tokenization.matching import Matches, find_terms
from analysis.tokenization.matrix import Vocabulary, gather
from analysis.tokenization.sentences import learn_abbreviations, split_all, split_sentences
from analysis.tokenization.words import Tokens, tokenize

__all__ = [
    "Counted",
    "Matches",
    "Tokens",
    "Vocabulary",
    "count_batch",
    "find_terms",
    "gather",
    "learn_abbreviations",
    "lemmatize",
    "light_stem",
    "split_all",
    "split_sentences",
    "tokenize",
]
