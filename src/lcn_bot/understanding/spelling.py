"""Finds the known words that a misspelt word may stand for.

Symmetric deletion (Wolf Garbe's SymSpell): every known word is filed under itself and under what is left of it
when letters are deleted; a misspelt word is looked up under its own deletions. The cost depends on the length of
the word, not on how many words are known. RapidFuzz then measures the candidates: optimal string alignment, which
counts swapped neighbours as one slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from rapidfuzz.distance import OSA

_PREFIX = 8
"""Deletions are taken from the first letters only, which bounds them; the whole word is measured afterwards."""


def slips_allowed(length: int) -> int:
    """How many slips a word of `length` letters may hold and still be told apart from others."""
    if not length:
        return 0
    return 1 if length < 8 else 2


class Spelling:
    """The known words, filed so that near ones are found in a time that does not grow with their number."""

    def __init__(self, words: Iterable[str], beside: Spelling | None = None) -> None:
        """`beside` holds more known words."""
        self._beside = beside
        self._filed: defaultdict[str, list[str]] = defaultdict(list)
        for word in set(words):
            for key in _deletions(word, slips_allowed(len(word) + 1)):
                self._filed[key].append(word)

    def near(self, typed: str) -> tuple[str, ...]:
        """The other known words nearest to `typed`, all at the same distance; none where that is too far.

        The length of the shorter word bounds the distance: short words are too alike to be repaired twice.
        """
        allowed = slips_allowed(len(typed))
        if not allowed:
            return ()
        candidates: set[str] = set()
        keys = _deletions(typed, allowed)
        for spelling in filter(None, (self, self._beside)):
            for key in keys:
                candidates.update(spelling._filed.get(key, ()))
        best: list[str] = []
        least = allowed
        for word in candidates:
            limit = min(least, max(1, slips_allowed(len(word))))
            distance = OSA.distance(typed, word, score_cutoff=limit)
            if distance > limit or not distance:
                continue
            if distance < least:
                best.clear()
                least = distance
            best.append(word)
        return tuple(sorted(best))


def is_slight(typed: str, word: str) -> bool:
    """Whether two words differ by swapped or doubled letters only, the slips that even short words bear."""
    if len(typed) == len(word):
        return sorted(typed) == sorted(word)
    longer, shorter = (typed, word) if len(typed) > len(word) else (word, typed)
    return any(
        longer[i] == longer[i + 1] and longer[:i] + longer[i + 1 :] == shorter for i in range(len(shorter))
    )


class Keyboard:
    """Which keys lie side by side, where each row is shifted half a key against the one above."""

    def __init__(self, keyboards: Iterable[Sequence[str]], alike: Iterable[str] = ()) -> None:
        """`keyboards` are rows of keys, from the top; `alike` letters that are written one for another by ear."""
        self._alike = [set(letters) for letters in alike]
        self._beside: set[tuple[str, str]] = set()
        for rows in keyboards:
            for row in rows:
                self._beside.update(pairwise(row))
            for upper, lower in pairwise(rows):
                self._beside.update(zip(upper, lower, strict=False))
                self._beside.update(zip(upper[1:], lower, strict=False))

    def is_likely(self, typed: str, word: str) -> bool:
        """Whether a thumb makes `typed` of `word`: a letter swapped, doubled or left out, or the key beside."""
        if len(typed) < len(word) or is_slight(typed, word):
            return True
        if len(typed) == len(word):
            differing = [pair for pair in zip(typed, word, strict=True) if pair[0] != pair[1]]
            return len(differing) == 1 and self._are_beside(*differing[0])
        place = next((i for i, letter in enumerate(word) if typed[i] != letter), len(word))
        around = word[max(0, place - 1) : place + 1]
        return typed[:place] + typed[place + 1 :] == word and any(
            self._are_beside(typed[place], key) for key in around
        )

    def is_plain(self, typed: str, word: str) -> bool:
        """Whether a thumb makes `typed` of `word`, or an ear does: "mayer"."""
        if self.is_likely(typed, word):
            return True
        differing = ({one, other} for one, other in zip(typed, word, strict=False) if one != other)
        return len(typed) == len(word) and all(
            any(pair <= some for some in self._alike) for pair in differing
        )

    def beside(self, key: str) -> set[str]:
        """The keys around a key."""
        return {one if other == key else other for one, other in self._beside if key in (one, other)}

    def _are_beside(self, one: str, other: str) -> bool:
        return (one, other) in self._beside or (other, one) in self._beside


def _deletions(word: str, count: int) -> set[str]:
    """`word`, cut to a prefix, and all that is left of it when up to `count` letters are deleted."""
    prefix = word[:_PREFIX]
    keys = {prefix}
    for deleted in range(1, min(count, len(prefix) - 1) + 1):
        keys.update(map("".join, combinations(prefix, len(prefix) - deleted)))
    return keys
