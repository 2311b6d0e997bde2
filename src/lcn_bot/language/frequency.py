"""How frequent words are, as the bot reads them: wordfreq's lists, normalised."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Literal

import wordfreq

from lcn_bot.language.normalise import fold


@cache
def frequencies(language: str, size: Literal["small", "best"]) -> dict[str, float]:
    """The share of each word, normalised, in what is written in a language; the `small` list holds the most frequent.

    Of words that are the same once normalised, that of the most frequent. Nothing for a language of which there is no
    list: then no word is known to be a real one. Kept for as long as the process lives, since a list does not change
    when the knowledge is loaded again.
    """
    if language not in wordfreq.available_languages():
        return {}
    listed = wordfreq.get_frequency_list(language, size)  # the words of each hundredth of a power of ten
    words = fold(chain.from_iterable(listed))
    found: dict[str, float] = {}
    end = len(words)
    for centibels in reversed(
        range(len(listed))
    ):  # the rarest first, so that a more frequent one takes its place
        begin = end - len(listed[centibels])
        found.update(dict.fromkeys(words[begin:end], wordfreq.cB_to_freq(-centibels)))
        end = begin
    return found
