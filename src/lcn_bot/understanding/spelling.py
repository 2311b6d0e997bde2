"""Finds the known words that a misspelt word may stand for.

Symmetric deletion (Wolf Garbe's SymSpell): every known word is filed under itself and under what is left of it
when letters are deleted; a misspelt word is looked up under its own deletions. The cost depends on the length of
the word, not on how many words are known. RapidFuzz then measures the candidates: optimal string alignment, which
counts swapped neighbours as one slip.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from rapidfuzz.distance import OSA

_PREFIX = 8
"""Deletions are taken from the first letters only, which bounds them; the whole word is measured afterwards."""


def slips_allowed(length: int) -> int:
    """How many slips a word of `length` letters may hold and still be told apart from others."""
    if length < 3:
        return 0
    return 1 if length < 8 else 2


class Spelling:
    """The known words, filed so that near ones are found in a time that does not grow with their number."""

    def __init__(self, words: Iterable[str]) -> None:
        self._filed: dict[str, list[str]] = {}
        for word in set(words):
            for key in _deletions(word, slips_allowed(len(word) + 1)):
                self._filed.setdefault(key, []).append(word)

    def near(self, typed: str) -> tuple[str, ...]:
        """The known words nearest to `typed`, all at the same distance; none where that is too far.

        The length of the shorter word bounds the distance: short words are too alike to be repaired twice.
        """
        allowed = slips_allowed(len(typed))
        if not allowed:
            return ()
        candidates: set[str] = set()
        for key in _deletions(typed, allowed):
            candidates.update(self._filed.get(key, ()))
        best: list[str] = []
        least = allowed
        for word in candidates:
            limit = min(least, max(1, slips_allowed(len(word))))
            distance = OSA.distance(typed, word, score_cutoff=limit)
            if distance > limit or not _plausible(typed, word):
                continue
            if distance < least:
                best.clear()
                least = distance
            best.append(word)
        return tuple(sorted(best))


def _plausible(typed: str, word: str) -> bool:
    """Words of three letters differ by one letter all the time; only swapped or doubled letters are slips there."""
    if min(len(typed), len(word)) > 3:
        return True
    if len(typed) == len(word):
        return sorted(typed) == sorted(word)
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    doubled = any(
        longer[i] == longer[i + 1] and longer[:i] + longer[i + 1 :] == shorter for i in range(len(shorter))
    )
    return doubled or len(word) > 3


def _deletions(word: str, count: int) -> set[str]:
    """`word`, cut to a prefix, and all that is left of it when up to `count` letters are deleted."""
    prefix = word[:_PREFIX]
    keys = {prefix}
    for deleted in range(1, min(count, len(prefix) - 1) + 1):
        keys.update("".join(kept) for kept in combinations(prefix, len(prefix) - deleted))
    return keys
