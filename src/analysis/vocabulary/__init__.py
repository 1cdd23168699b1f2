"""What words tell: keyness between two groups of articles, concordances."""

from analysis.vocabulary.concordance import concordance
from analysis.vocabulary.keyness import KEYNESS, keyness

__all__ = ["KEYNESS", "concordance", "keyness"]
