"""Who speaks: direct and indirect speech with its speaker, scare quotes, titles, shares of text by voice."""

from analysis.voices.assemble import find_voices
from analysis.voices.headlines import find_in_headline
from analysis.voices.measures import shares, voice_of, voices
from analysis.voices.spans import Span

__all__ = ["Span", "find_in_headline", "find_voices", "shares", "voice_of", "voices"]
