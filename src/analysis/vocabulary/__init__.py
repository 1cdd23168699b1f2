"""What words tell: keyness and its test, word shifts, collocation, dispersion, concordances."""

from analysis.vocabulary.collocation import (
    SCORES,
    Joint,
    association,
    collocates,
    cooccurrences,
    in_sentences,
    in_windows,
)
from analysis.vocabulary.concordance import concordance
from analysis.vocabulary.counts import JACKKNIFE, day_groups
from analysis.vocabulary.dispersion import DISPERSION, dispersion
from analysis.vocabulary.keyness import (
    BOTH,
    KEYNESS,
    LOG_LIKELIHOOD,
    LOG_RATIO,
    keyness,
    log_likelihood,
    log_odds,
    log_ratio,
)
from analysis.vocabulary.permutation import FEWEST_UNITS, PERMUTED, ROUNDS, permutation_test, time_blocks
from analysis.vocabulary.shift import (
    KINDS,
    SHIFT,
    WordShift,
    divergence_shift,
    entropy_shift,
    kinds_of,
    proportion_shift,
    tone_shift,
    word_shift,
)

__all__ = [
    "BOTH",
    "DISPERSION",
    "FEWEST_UNITS",
    "JACKKNIFE",
    "KEYNESS",
    "KINDS",
    "LOG_LIKELIHOOD",
    "LOG_RATIO",
    "PERMUTED",
    "ROUNDS",
    "SCORES",
    "SHIFT",
    "Joint",
    "WordShift",
    "association",
    "collocates",
    "concordance",
    "cooccurrences",
    "day_groups",
    "dispersion",
    "divergence_shift",
    "entropy_shift",
    "in_sentences",
    "in_windows",
    "keyness",
    "kinds_of",
    "log_likelihood",
    "log_odds",
    "log_ratio",
    "permutation_test",
    "proportion_shift",
    "time_blocks",
    "tone_shift",
    "word_shift",
]
