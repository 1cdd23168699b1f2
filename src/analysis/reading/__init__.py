"""Reading: raw files become raw items; what cannot be read becomes a problem with its reason."""

from analysis.reading.encoding import decode
from analysis.reading.files import find_files, read_items
from analysis.reading.items import Item, Problem

__all__ = ["Item", "Problem", "decode", "find_files", "read_items"]
