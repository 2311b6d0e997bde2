"""How a text stands on a screen: what keeps names and numbers in place among letters from right to left."""

from __future__ import annotations

import re

_LATIN = r"A-Za-z0-9\u00c0-\u024f"
_LATIN_WORD = rf"/?[{_LATIN}]+(?:[&@#/_.’'–:+-][{_LATIN}]+)*%?"
_LEFT_TO_RIGHT = re.compile(rf"\u2068[^\u2069]*\u2069|{_LATIN_WORD}(?: {_LATIN_WORD})*")
"""What is written from left to right, in a row; what is kept together already, with its marks."""
_BEGINS_ISOLATED = re.compile(r"(?m)^\u2068")
"""A line that would be taken for one from left to right, where a reader's device looks at its first letter."""
_FULL_WIDTH_STOP = re.compile(r"(?<=[。，；：！？、）」”]) (?=\S)")


def right_to_left(text: str) -> str:
    """A text with what is written from left to right isolated (U+2068, U+2069), so that it does not jump."""
    isolated = _LEFT_TO_RIGHT.sub(lambda found: "\u2068" + found[0].strip("\u2068\u2069") + "\u2069", text)
    return _BEGINS_ISOLATED.sub("\u200f\u2068", isolated)


def unspaced(text: str) -> str:
    """A text without the spaces after full-width punctuation, which has them in it."""
    return _FULL_WIDTH_STOP.sub("", text)
