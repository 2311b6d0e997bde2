"""Words that were typed by their sound, and came out as others that sound alike: "网落" for "网络", wǎngluò.

Whoever types Chinese types Pinyin, and picks characters; the slip is a wrong pick. Tones are not typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_SHORTEST, _LONGEST = 2, 8
"""How many characters are replaced together: one alone sounds like too many others."""


class Heard(NamedTuple):
    """Words in a row, and those that were meant."""

    start: int
    end: int
    meant: tuple[str, ...]


class Sounding:
    """Phrases by how they sound."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases` are normalised; those of Chinese characters are known by their sound."""
        from pypinyin import lazy_pinyin  # takes half a second: not before there is a slip

        self._pinyin = lazy_pinyin
        self._sounds: dict[str, str] = {}
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        for phrase in phrases:
            words = phrase.split()
            if _SHORTEST <= len(words) <= _LONGEST and all(map(_is_character, words)):
                self._phrases.setdefault(self._sound_of(words), []).append(phrase)

    def heard(self, words: Sequence[str], unknown: Iterable[int]) -> Iterator[Heard]:
        """What was meant at the places of unknown words: the longest phrase that sounds like what stands there."""
        done = 0
        for place in unknown:
            if place < done:
                continue
            found = next(self._at(words, place, done), None)
            if found:
                done = found.end
                yield found

    def _at(self, words: Sequence[str], place: int, first: int) -> Iterator[Heard]:
        for length in range(_LONGEST, _SHORTEST - 1, -1):
            for start in range(max(first, place - length + 1), place + 1):
                typed = words[start : start + length]
                if len(typed) < length or not all(map(_is_character, typed)):
                    continue
                alike = self._phrases.get(self._sound_of(typed), ())
                kept = {phrase: _shared(phrase.split(), typed) for phrase in alike}
                best = [phrase for phrase in kept if kept[phrase] == max(kept.values())]
                if len(best) == 1:
                    yield Heard(start, start + length, tuple(best[0].split()))

    def _sound_of(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._sound(word) for word in words)

    def _sound(self, character: str) -> str:
        if character not in self._sounds:
            self._sounds[character] = self._pinyin(character)[0]
        return self._sounds[character]


def _is_character(word: str) -> bool:
    return len(word) == 1 and "\u3400" <= word <= "\u9fff"


def _shared(meant: Sequence[str], typed: Sequence[str]) -> int:
    """How many characters are right."""
    return sum(one == other for one, other in zip(meant, typed, strict=True))
