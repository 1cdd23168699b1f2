"""Framing analysis of state media: from saved pages to a paper's figures, tables and numbers."""

__version__ = "0.1.0"
