"""Words whose spaces were left out, put in, or hit as another key: "howmany", "casa blanca", "citiesnjoined"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lcn_bot.understanding.vocabulary import Vocabulary

_RARE = 3.4
"""Zipf frequency below which a word is none, so that it may be taken apart at short words too."""
_EVERYDAY = 5.0
"""Zipf frequency from which a short word is one that people run together with others: "ofthe"."""
_EVERYDAY_LETTER = 6.0
"""The same for a single letter: "a" and "i" are words."""
_LONG = 4
_STRAY = 1.0
"""How much less likely, as a Zipf frequency, a letter stands in the place of a space than nothing does."""
_BESIDE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")

Frequency = Callable[[str], float]


def joined(words: Sequence[str], place: int, vocabulary: Vocabulary) -> str:
    """The known word that the one at `place` and the next make together: "casa blanca", "class rooms"."""
    halves = words[place : place + 2]
    whole = "".join(halves)
    known = len(halves) == 2 and min(map(len, halves)) > 1 and len(whole) > 4 and vocabulary.meanings(whole)
    return whole if known else ""


def pulled_apart(
    word: str, vocabulary: Vocabulary, tried: dict[str, tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """The known words that a word is run together from, one of them a concept of four letters or a name of five.

    `tried` holds the ends of the word that have been tried: without it the time doubles with each letter.
    """
    tried = {} if tried is None else tried
    if word not in tried:
        tried[word] = _pulled_apart(word, vocabulary, tried)
    return tried[word]


def _pulled_apart(word: str, vocabulary: Vocabulary, tried: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    for first in range(len(word) - 2, 1, -1):
        head, tail = word[:first], word[first:]
        if not vocabulary.meanings(head):
            continue
        parts: tuple[str, ...] = (head, tail) if vocabulary.meanings(tail) else ()
        if not parts:
            rest = pulled_apart(tail, vocabulary, tried) if len(tail) > 5 else ()
            parts = (head, *rest) if rest else ()
        if any(_tells(part, vocabulary) for part in parts):
            return parts
    return ()


def taken_apart(word: str, vocabulary: Vocabulary, frequency: Frequency) -> tuple[str, ...]:
    """The words, short ones too, that what is no word at all is run together from, with or without a letter that was
    hit instead of the space.
    """
    seen = frequency(word)
    if seen >= _RARE:
        return ()
    beside_digits = _BESIDE_DIGITS.split(word)
    if len(beside_digits) > 1 and vocabulary.has_digits_in_words:
        return ()
    if len(beside_digits) > 1:
        parts = tuple(_without_stray(part, place, vocabulary) for place, part in enumerate(beside_digits))
        return parts if all(part.isdecimal() or vocabulary.meanings(part) for part in parts) else ()
    found: list[tuple[float, tuple[str, ...]]] = []
    for stray in (0, 1):
        for first in range(1, len(word) - stray):
            parts = (word[:first], word[first + stray :])
            everyday = all(_is_everyday(part, vocabulary, frequency) for part in parts)
            if seen and not all(map(vocabulary.vanishes, parts)):  # "Kairouan" is a name, "ofthe" two words
                continue
            if everyday and _is_long(parts, vocabulary, stray=bool(stray)):
                found.append((min(map(frequency, parts)) - stray * _STRAY, parts))
    return max(found)[1] if found else ()


def _is_everyday(part: str, vocabulary: Vocabulary, frequency: Frequency) -> bool:
    """Whether a word is one that people run together with others."""
    if len(part) == 1:
        return vocabulary.is_filler(part) and frequency(part) >= _EVERYDAY_LETTER
    long_name = vocabulary.is_name(part) and len(part) >= _LONG
    return part in vocabulary and (frequency(part) >= _EVERYDAY or _tells(part, vocabulary) or long_name)


def _is_long(parts: tuple[str, ...], vocabulary: Vocabulary, *, stray: bool) -> bool:
    """Whether words are long enough to be meant: "amember" is "a member", and "ame" is not "a me"."""
    shorter, longer = sorted(map(len, parts))
    if shorter == 1:
        return longer >= _LONG
    return not stray or shorter + longer > _LONG or not all(map(vocabulary.vanishes, parts))


def _without_stray(part: str, place: int, vocabulary: Vocabulary) -> str:
    """A word beside digits without the letter that was hit instead of the space: "from" for "fromv" in "fromv46"."""
    if part.isdecimal() or vocabulary.meanings(part):
        return part
    return part[1:] if place else part[:-1]


def _tells(part: str, vocabulary: Vocabulary) -> bool:
    """Whether a part is long enough for a word to have been meant that holds it."""
    least = 5 if vocabulary.is_name(part) else 4
    return len(part) >= least and not vocabulary.is_filler(part)
