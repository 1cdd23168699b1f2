"""Figures: one function each, from tidy tables to a figure that carries its plotted data; and `save`."""

from analysis.figures.actors import about_and_by, co_mentions, name_order
from analysis.figures.corpus import calendar, flow
from analysis.figures.frames import frame_heatmap, frame_rates, recovery
from analysis.figures.leaders import titles
from analysis.figures.lexicon import dispersion, formula_share, growth, term_rates
from analysis.figures.network import cooccurrence
from analysis.figures.reprints import copied_text, originality, reprint_lag, reprint_network
from analysis.figures.save import save
from analysis.figures.shift import word_shift
from analysis.figures.sources import flow_sources, flow_table
from analysis.figures.style import DOUBLE, SINGLE, Options, Plot, drawing
from analysis.figures.time import event_shift, rate_over_time
from analysis.figures.tone import tone_targets
from analysis.figures.topics import topic_agreement, topic_prevalence, topic_table
from analysis.figures.vocabulary import keyness, naming
from analysis.figures.voices import (
    direct_share,
    distancing,
    official_share,
    quoted_over_time,
    reporting_verbs,
    roles_over_time,
    speaker_numbers,
    speech_length,
    voice_shares,
    who_speaks,
)

__all__ = [
    "DOUBLE",
    "SINGLE",
    "Options",
    "Plot",
    "about_and_by",
    "calendar",
    "co_mentions",
    "cooccurrence",
    "copied_text",
    "direct_share",
    "dispersion",
    "distancing",
    "drawing",
    "event_shift",
    "flow",
    "flow_sources",
    "flow_table",
    "formula_share",
    "frame_heatmap",
    "frame_rates",
    "growth",
    "keyness",
    "name_order",
    "naming",
    "official_share",
    "originality",
    "quoted_over_time",
    "rate_over_time",
    "recovery",
    "reporting_verbs",
    "reprint_lag",
    "reprint_network",
    "roles_over_time",
    "save",
    "speaker_numbers",
    "speech_length",
    "term_rates",
    "titles",
    "tone_targets",
    "topic_agreement",
    "topic_prevalence",
    "topic_table",
    "voice_shares",
    "who_speaks",
    "word_shift",
]
