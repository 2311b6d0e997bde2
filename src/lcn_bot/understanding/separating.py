"""Takes apart what is written as one word: an article, a preposition, a pronoun and the word that they belong to.

What is known as it stands is never taken apart, and what is taken apart only if all of its parts are known.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from lcn_bot.language.forms import Attached
from lcn_bot.language.normalise import split_words
from lcn_bot.understanding.meaning import Meaning

_SHORTEST_REST = 2
_SHORTEST_LATIN = 3
"""Letters that are left at least of a word from which others are taken off; in Latin letters words are alike sooner."""


class Separating:
    """Parts words that are written together."""

    def __init__(
        self,
        attached: Sequence[Attached],
        longest_at: Callable[[Sequence[str], int], tuple[int, tuple[Meaning, ...]]],
        numbers: Container[str],
        elsewhere: Container[str],
    ) -> None:
        """`longest_at` gives the longest known phrase at a place; `elsewhere` are names of places that mean nothing."""
        self._before = _letters(piece for each in attached for piece in each.before)
        self._after = _letters(piece for each in attached for piece in each.after)
        pairs = [pair for each in attached for pair in each.contracted.items()]
        self._contracted = [(_letters(iter([short])), _letters(iter([long]))) for short, long in pairs]
        self._longest_at = longest_at
        self._whole = (numbers, elsewhere)

    def separated(self, words: list[str]) -> list[str]:
        """Words, those apart that were written together."""
        if not (self._before or self._after):
            return words
        found: list[str] = []
        start = 0
        while start < len(words):
            end, _ = self._longest_at(words, start)
            word = words[start]
            whole = word.isdecimal() or any(word in held for held in self._whole)  # "Busan" is no "b Usan"
            if end == start and not whole:
                parts = self._parts(word, words[start + 1 :])
                words[start : start + 1] = parts or [word]
                end, _ = self._longest_at(words, start)
            end = max(end, start + 1)
            found += words[start:end]
            start = end
        return found

    def _parts(self, word: str, following: Sequence[str]) -> tuple[str, ...]:
        """The parts of a word before some others, if all of them are known: "in-the-city", "its-mayor"."""
        for before, rest in self._taken_off(word):
            for after in ("", *self._after):
                kept = rest.removesuffix(after)
                least = _SHORTEST_LATIN if word.isascii() else _SHORTEST_REST
                if len(kept) < least or (after and kept == rest) or not (before or after):
                    continue
                ending = (after,) if after else ()
                end, meanings = self._longest_at([kept, *ending, *following], 0)
                if end and meanings:
                    return (*before, kept, *ending)
        return ()

    def _taken_off(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The word; without one of what may stand before it; without two of them; the same, of what is contracted."""
        yield (), word
        for (short, *_), (long, *_) in self._contracted:
            if word.startswith(short):
                yield from (
                    (parts, rest) for parts, rest in self._taken_off(long + word.removeprefix(short)) if parts
                )
        starts = [piece for piece in self._before if word.startswith(piece)]
        yield from (((first,), word.removeprefix(first)) for first in starts)
        for first in starts:
            for second in self._before:
                if word.startswith(first + second):
                    yield (first, second), word.removeprefix(first + second)


def _letters(pieces: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for piece in pieces for word in split_words(piece)))
