"""How frequent words are, as the bot reads them: wordfreq's lists, normalised."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache
from itertools import chain
from typing import Literal

import numpy as np
import wordfreq

from lcn_bot.language.normalise import fold

ZIPF = 9.0
"""Of a word that is all that is written; the Zipf scale is log10 of uses per billion words."""


class Frequencies:
    """How frequent each word is; of those that are the same once normalised, the most frequent is meant.

    Words are kept as hashes, in order: a twentieth of a dict's memory, which for the lists of six languages, with two
    million words, is more than half a gigabyte. Among so many one in 10**12 words never seen is taken for another.
    """

    def __init__(self, listed: list[list[str]]) -> None:
        """`listed` are the words of each hundredth of a power of ten, the most frequent first, as wordfreq has them."""
        words = fold(chain.from_iterable(listed)) if listed else []
        hashes, first = np.unique(np.fromiter(map(hash, words), np.int64, len(words)), return_index=True)
        centibels = np.repeat(np.arange(len(listed), dtype=np.int16), list(map(len, listed)))
        self._hashes = array("q", hashes.tobytes())
        self._centibels = array("h", centibels[first].tobytes())

    def zipf(self, word: str) -> float:
        """On the Zipf scale; 0 if it was never seen."""
        sought = hash(word)
        place = bisect_left(self._hashes, sought)
        seen = place < len(self._hashes) and self._hashes[place] == sought
        return ZIPF - self._centibels[place] / 100 if seen else 0.0


@cache
def frequencies(language: str, size: Literal["small", "best"]) -> Frequencies:
    """How frequent the words of a language, normalised, are in what is written in it; the `small` list holds the most
    frequent.

    Nothing for a language of which there is no list: then no word is known to be a real one. Kept for as long as the
    process lives, since a list does not change when the knowledge is loaded again.
    """
    known = language in wordfreq.available_languages()
    found = Frequencies(wordfreq.get_frequency_list(language, size) if known else [])
    wordfreq.get_frequency_list.cache_clear()  # wordfreq would keep every word
    return found
