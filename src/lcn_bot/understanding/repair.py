"""What an unexplained word may have been meant to be: run together, pulled apart, or misspelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from lcn_bot.understanding.vocabulary import Meaning, Vocabulary

MAX_HYPOTHESES = 8
MAX_UNKNOWN = 6
"""With more unexplained words than this a message is not a misspelt question."""

_REAL_WORD = 3.7
"""Zipf frequency (log10 per billion words) from which a word is taken as meant: nobody types "major" for "mayor" often
enough to answer as if they had. "mayer", 3.6, is a name, and a slip."""
_FUNCTION_WORD_LEAD = 3.5
_LONG_FUNCTION_WORD_LEAD = 2.5
"""How much more frequent a word without meaning must be than what was typed, to be read in its place: otherwise the
city of Fes would be repaired to "yes" and vanish from the question. Words of five letters or more are less alike:
"realy" and "acheive" are frequent slips."""

_REAL_NAME = 1.0
"""Zipf frequency from which a word near a name may be another name: Nabil is not Nabila, nor Casabianca Casablanca."""
_REAL_NAME_BESIDE = 2.0
"""The same where the rest of the name stands beside it: "Nabilla Rmili"."""

_REAL_WORD_LEAD = 0.5
"""How much less frequent a real word that was likelier meant may be."""

Frequency = Callable[[str], float]


class Hypothesis(NamedTuple):
    """The words of the question as they may have been meant."""

    words: tuple[str, ...]
    typed: tuple[str, ...]
    """For each word, what was typed."""
    certain: bool
    """False where a real word had to be read as another: good for a question back, not for an answer."""
    vanishes: bool = False
    """An unknown word was repaired into one that means nothing."""


class _Option(NamedTuple):
    words: tuple[str, ...]
    takes: int = 1
    """How many of the typed words it replaces."""
    certain: bool = True
    vanishes: bool = False


def hypotheses(
    words: Sequence[str], unknown: Sequence[int], vocabulary: Vocabulary, frequency: Frequency
) -> Iterator[Hypothesis]:
    """The ways in which the words at the places `unknown` can be repaired, the likeliest first.

    A word without any repair stays as it is; nothing is yielded if that is so of them all.
    """
    if not 0 < len(unknown) <= MAX_UNKNOWN:
        return
    options: dict[int, list[_Option]] = {}
    for place in unknown:
        with_earlier = _joined(words, place - 1, vocabulary) if place else []
        if with_earlier:  # "casa blanca": its first half is a name too
            options[place - 1] = with_earlier
        else:
            options[place] = _options(words, place, vocabulary, frequency)
    places = [place for place in options if options[place]]
    if not places:
        return
    for number, chosen in enumerate(product(*(options[place] for place in places))):
        if number >= MAX_HYPOTHESES:
            return
        yield _apply(words, dict(zip(places, chosen, strict=True)))


def _apply(words: Sequence[str], chosen: dict[int, _Option]) -> Hypothesis:
    repaired: list[str] = []
    typed: list[str] = []
    place = 0
    while place < len(words):
        option = chosen.get(place, _Option((words[place],)))
        repaired += option.words
        was = " ".join(words[place : place + option.takes])
        typed += [was] * len(option.words)
        place += option.takes
    certain = all(option.certain for option in chosen.values())
    return Hypothesis(tuple(repaired), tuple(typed), certain, any(o.vanishes for o in chosen.values()))


def _options(words: Sequence[str], place: int, vocabulary: Vocabulary, frequency: Frequency) -> list[_Option]:
    word = words[place]
    if word in vocabulary:  # spelt as it should be, in a phrase that is not there
        return []
    joined = _joined(words, place, vocabulary)
    if joined:
        return joined
    if word.endswith("s") and _names(vocabulary.meanings(word[:-1])):
        return [_Option((word[:-1],))]  # "oujdas mayor"
    typed_frequency = frequency(word)
    parts = _pulled_apart(word, vocabulary) if typed_frequency < _REAL_WORD else ()
    if parts:
        return [_Option(parts)]
    options = []
    nearest = vocabulary.spelling.near(word)
    # "job maket" is no "job make"
    phrased = [near for near in nearest if _beside(words, place, near, vocabulary)]
    for near in phrased or nearest:
        if place and vocabulary.is_social(near):  # a greeting stands first: "Salah" further on is no "salam"
            continue
        lead = _LONG_FUNCTION_WORD_LEAD if len(word) > 4 else _FUNCTION_WORD_LEAD
        if vocabulary.is_filler(near) and frequency(near) - typed_frequency < lead:
            continue
        bound = _REAL_WORD
        if _names(vocabulary.meanings(near)):
            bound = _REAL_NAME_BESIDE if near in phrased else _REAL_NAME
        certain = typed_frequency < bound and not _likelier_word(word, near, vocabulary, frequency)
        options.append(_Option((near,), certain=certain, vanishes=vocabulary.is_filler(near)))
    if not options and word.endswith("s"):
        near_names = [
            near for near in vocabulary.spelling.near(word[:-1]) if _names(vocabulary.meanings(near))
        ]
        options = [_Option((near,), certain=typed_frequency < _REAL_NAME) for near in near_names]
    return options


def _likelier_word(word: str, near: str, vocabulary: Vocabulary, frequency: Frequency) -> bool:
    """Whether a word that means nothing here is more likely meant: "leav" is "leave" rather than "lead"."""
    if len(near) != len(word) or sorted(near) == sorted(word):
        return False  # a letter left out, doubled or swapped is the likeliest slip
    least = max(frequency(near) - _REAL_WORD_LEAD, _REAL_WORD)
    letters = {letter for letter in vocabulary.letters if letter.isascii() == word.isascii()}
    left_out = {
        word[:place] + letter + word[place:] for place in range(1, len(word) + 1) for letter in letters
    }
    swapped = {
        word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)
    }
    return any(other not in vocabulary and frequency(other) > least for other in left_out | swapped)


def _beside(words: Sequence[str], place: int, near: str, vocabulary: Vocabulary) -> bool:
    """Whether `near`, read at `place`, makes a known phrase with the word before or after it."""
    phrases = ([*words[max(0, place - 1) : place], near], [near, *words[place + 1 : place + 2]])
    return any(len(phrase) > 1 and vocabulary.meanings(" ".join(phrase)) for phrase in phrases)


def _joined(words: Sequence[str], place: int, vocabulary: Vocabulary) -> list[_Option]:
    """The word that this one and the next make together: "casa blanca", "class rooms"."""
    whole = "".join(words[place : place + 2])
    halves = words[place : place + 2]
    known = len(halves) == 2 and min(map(len, halves)) > 1 and len(whole) > 4 and vocabulary.meanings(whole)
    return [_Option((whole,), takes=2)] if known else []


def _pulled_apart(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """ "howmany", "mayorof", "inoujda": known words, one of them a concept of four letters or a name of five."""
    for first in range(len(word) - 2, 1, -1):
        head, tail = word[:first], word[first:]
        if not vocabulary.meanings(head):
            continue
        parts: tuple[str, ...] = (head, tail) if vocabulary.meanings(tail) else ()
        if not parts:
            rest = _pulled_apart(tail, vocabulary) if len(tail) > 5 else ()
            parts = (head, *rest) if rest else ()
        if any(_tells(part, vocabulary) for part in parts):
            return parts
    return ()


def _tells(part: str, vocabulary: Vocabulary) -> bool:
    """Whether a part is long enough for a word to have been meant that holds it."""
    least = 5 if _names(vocabulary.meanings(part)) else 4
    return len(part) >= least and not vocabulary.is_filler(part)


def _names(meanings: tuple[Meaning, ...]) -> bool:
    return any(meaning.kind in ("city", "country", "region", "person") for meaning in meanings)
