"""What words tell: keyness and its test, word shifts, collocation, dispersion, concordances, formulas,
titles, and how rich a vocabulary is."""

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
from analysis.vocabulary.diversity import SEGMENTAL, diversity
from analysis.vocabulary.formulas import FORMULA, Sampling, formula_share
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
from analysis.vocabulary.phrases import Formulas, formulas, term_candidates
from analysis.vocabulary.richness import (
    SEGMENT,
    entropy,
    expected_hapaxes,
    rarefied,
    rarefied_variance,
    segmental_ttr,
)
from analysis.vocabulary.sequences import Running, formula_tokens, recurring, running
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
from analysis.vocabulary.titles import TITLE, Contexts, title_contexts, titles

__all__ = [
    "BOTH",
    "DISPERSION",
    "FEWEST_UNITS",
    "FORMULA",
    "JACKKNIFE",
    "KEYNESS",
    "KINDS",
    "LOG_LIKELIHOOD",
    "LOG_RATIO",
    "PERMUTED",
    "ROUNDS",
    "SCORES",
    "SEGMENT",
    "SEGMENTAL",
    "SHIFT",
    "TITLE",
    "Contexts",
    "Formulas",
    "Joint",
    "Running",
    "Sampling",
    "WordShift",
    "association",
    "collocates",
    "concordance",
    "cooccurrences",
    "day_groups",
    "dispersion",
    "divergence_shift",
    "diversity",
    "entropy",
    "entropy_shift",
    "expected_hapaxes",
    "formula_share",
    "formula_tokens",
    "formulas",
    "in_sentences",
    "in_windows",
    "keyness",
    "kinds_of",
    "log_likelihood",
    "log_odds",
    "log_ratio",
    "permutation_test",
    "proportion_shift",
    "rarefied",
    "rarefied_variance",
    "recurring",
    "running",
    "segmental_ttr",
    "term_candidates",
    "time_blocks",
    "title_contexts",
    "titles",
    "tone_shift",
    "word_shift",
]
