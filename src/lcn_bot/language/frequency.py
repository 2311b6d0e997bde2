"""How frequent words are, as the bot reads them: wordfreq's lists, normalised."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal

import wordfreq

from lcn_bot.language.normalise import fold


@cache
def frequencies(language: str, size: Literal["small", "best"]) -> dict[str, float]:
    """The share of each word, normalised, in what is written in a language; the `small` list holds the most frequent.

    Nothing for a language of which there is no list: then no word is known to be a real one. Kept for as long as the
    process lives, since a list does not change when the knowledge is loaded again.
    """
    if language not in wordfreq.available_languages():
        return {}
    listed: dict[str, float] = wordfreq.get_frequency_dict(language, size)
    found: defaultdict[str, float] = defaultdict(float)
    for word, share in zip(fold(listed), listed.values(), strict=True):
        found[word] += share
    return dict(found)
