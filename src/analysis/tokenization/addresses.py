"""Addresses of the web and mail, which are no words."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from analysis.tokenization.compiled import compiled

# The look-behind keeps a long run of letters without @ from being tried at each of its places; Chinese goes
# on behind an address without a blank.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»„“”\"　-〿㐀-鿿＀-￯]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
SIGNS = np.zeros(256, np.uint8)
SIGNS[[ord(sign) for sign in "@:."]] = 1
AT, COLON, SLASH, SMALL_W = (ord(sign) for sign in "@:/w")
LOWER = 32


def blank_addresses(text: str) -> str:
    """The text with blanks, as many as characters, in place of addresses of the web and mail."""
    return ADDRESS.sub(lambda match: " " * len(match[0]), text)


def with_signs(data: Any, ends: Any) -> Any:
    """Whether the bytes of each text hold "@", "://" or "ww.": where there is none there is no address."""
    return _with_signs(data, ends, SIGNS)


@compiled
def _with_signs(data: Any, ends: Any, signs: Any) -> Any:
    found = np.zeros(len(ends), np.bool_)
    begin = 0
    for text in range(len(ends)):
        stop = ends[text]
        for place in range(begin, stop):
            if signs[data[place]] == 0:
                continue
            byte = data[place]
            if byte == AT:
                found[text] = True
            elif byte == COLON:
                if place + 2 < stop and data[place + 1] == SLASH and data[place + 2] == SLASH:
                    found[text] = True
            elif place > 1 and data[place - 1] | LOWER == SMALL_W and data[place - 2] | LOWER == SMALL_W:
                found[text] = True
            if found[text]:
                break
        begin = stop
    return found
