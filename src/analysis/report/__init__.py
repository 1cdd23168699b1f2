"""Report: what notebooks read and save, the methods section, numbers for the paper, the HTML report."""

from analysis.report import prose
from analysis.report.book import Book

__all__ = ["Book", "prose"]
