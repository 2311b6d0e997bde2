"""Names of places by how they begin, for questions that are still being typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from lcn_bot.answering.reading import Mention
from lcn_bot.language.normalise import BOUNDARIES, split_words
from lcn_bot.understanding.lexicon import Lexicon
from lcn_bot.understanding.meaning import Meaning
from lcn_bot.understanding.names import Names

_LONGEST = 4
"""Words of a beginning."""
_SHORTEST = 2
"""Letters of a beginning, in a script that has letters."""
_LOOKED_AT = 60
"""How many names that begin so are looked at."""


class Completing:
    """Finds the cities, countries and regions whose names begin with the last words of a text."""

    def __init__(self, names: Names, lexicons: Iterable[Lexicon]) -> None:
        self._mentions: dict[str, list[Mention]] = {}
        for phrases in (names.phrases, *(lexicon.phrases for lexicon in lexicons)):
            for phrase, meanings in phrases.items():
                for mention in _places(meanings):
                    self._mentions.setdefault(phrase, []).append(mention)
        self._phrases = sorted(self._mentions)

    def complete(self, text: str) -> list[tuple[str, Mention]]:
        """What stands before the name that is being typed, and a place that it may be, the likeliest first."""
        words = [word for word in split_words(text) if word not in BOUNDARIES]
        found: dict[tuple[str, Mention], None] = {}
        for length in range(min(_LONGEST, len(words)), 0, -1):
            beginning, before = " ".join(words[-length:]), " ".join(words[:-length])
            if len(beginning) < _SHORTEST and beginning.isalpha() and beginning < "\u2e80":
                continue
            for phrase in sorted(self._beginning(beginning), key=len):
                found.update(dict.fromkeys((before, mention) for mention in self._mentions[phrase]))
            if found:
                break
        return list(found)

    def _beginning(self, text: str) -> Iterator[str]:
        start = bisect_left(self._phrases, text)
        near = islice(self._phrases, start, start + _LOOKED_AT)
        return (phrase for phrase in near if phrase.startswith(text))


def _places(meanings: Iterable[Meaning]) -> Iterator[Mention]:
    for meaning in meanings:
        match meaning.kind:
            case "city" | "country" | "region":
                yield Mention(meaning.kind, meaning.id)
