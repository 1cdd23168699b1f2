"""Cleaning: raw items become articles; what was cut, set aside or doubted is in the ledger."""

from analysis.cleaning.assemble import Options, clean
from analysis.cleaning.chrome import Chrome, learn_chrome
from analysis.cleaning.extract import extract
from analysis.cleaning.page import Note, Page
from analysis.cleaning.stream import clean_source, clean_to

__all__ = [
    "Chrome",
    "Note",
    "Options",
    "Page",
    "clean",
    "clean_source",
    "clean_to",
    "extract",
    "learn_chrome",
]
