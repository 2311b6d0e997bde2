"""What an unexplained word may have been meant to be: run together, pulled apart, or misspelt."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from lcn_bot.understanding.sounding import Sounding
from lcn_bot.understanding.spacing import Frequency, joined, pulled_apart, taken_apart
from lcn_bot.understanding.spelling import is_slight
from lcn_bot.understanding.vocabulary import Vocabulary

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

_SHORT = 3
"""Words of so many letters, or fewer, differ by one letter all the time."""
_SHORT_LEAD = 2.8
"""How much more frequent a word must be to be read in the place of a short one: "of" for "od"."""
_LEAD_BESIDE = 1.5
"""The same where the words beside bear it out: "hoe many"."""
_AS_FREQUENT = 1.5
"""How much less frequent another word may be that is read in its place with the same right."""
_EVERYDAY = 5.5
"""Zipf frequency from which a word of two letters may be meant by one of them: "of" by "f"."""
_SEEN = 2.0
"""Zipf frequency from which a word of a longer name may be meant by itself."""
_HEARD_WORD = 3.0
"""Zipf frequency from which characters are a word of their own, not picked for another that sounds alike."""
_NO_WORD = 2.5
"""Zipf frequency below which letters are no word, nor what is called so by many."""
_RARE_OF_TWO = 4.3
_RARE_OF_THREE = 3.6
"""Zipf frequency below which a word of two, or three, letters may be a slip: "NY" and "elk" are none."""
_REAL_WORD_LEAD = 0.5
"""How much less frequent a real word that was likelier meant may be."""


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
    if vocabulary.sounding:
        yield from _heard(words, unknown, vocabulary.sounding, frequency)
    options: dict[int, list[_Option]] = {}
    for place in unknown:
        with_earlier = joined(words, place - 1, vocabulary) if place else ""
        if with_earlier:  # "casa blanca": its first half is a name too
            options[place - 1] = [_Option((with_earlier,), takes=2)]
        else:
            options[place] = _options(words, place, vocabulary, frequency)
    places = [place for place in options if options[place]]
    if not places:
        return
    # a word of a phrase that is not there may be right: "hwo many" has its "many"
    kept = {place: [_Option((words[place],))] if words[place] in vocabulary else [] for place in places}
    chosen = product(*([*kept[place], *options[place]] for place in places))
    for repairs in islice(chosen, MAX_HYPOTHESES):
        if any(option.words != (words[place],) for place, option in zip(places, repairs, strict=True)):
            yield _apply(words, dict(zip(places, repairs, strict=True)))


def _heard(
    words: Sequence[str], unknown: Sequence[int], sounding: Sounding, frequency: Frequency
) -> Iterator[Hypothesis]:
    """The words with those that sound alike in the place of unknown ones; certain, where no word of that kind is."""
    chosen: dict[int, _Option] = {}
    for start, end, meant in sounding.heard(words, unknown):
        typed = "".join(words[start:end])
        chosen[start] = _Option(meant, takes=end - start, certain=frequency(typed) < _HEARD_WORD)
    if chosen:
        yield _apply(words, chosen)


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
    if whole := joined(words, place, vocabulary):
        return [_Option((whole,), takes=2)]
    if word.endswith("s") and vocabulary.is_name(word[:-1]):
        return [_Option((word[:-1],))]  # "oujdas mayor"
    typed_frequency = frequency(word)
    elsewhere = word in vocabulary.elsewhere and len(word) > 2
    if elsewhere and word not in vocabulary:  # "Garoua" is no slip of "Maroua", and "od" one of "of"
        return []
    # a word of a phrase that is not there: "ho", of "Ho Chi Minh City", and "Ulsan", of "Ulsan Nam-gu"
    known = word in vocabulary and (elsewhere or typed_frequency >= _SEEN)
    if known and len(word) > 1 and typed_frequency >= _EVERYDAY:  # "no" is no "on"
        return []
    nearest = vocabulary.spelling.near(word)
    if len(word) == 1:
        nearest += tuple(key for key in vocabulary.keyboard.beside(word) if vocabulary.vanishes(key))
    if word.endswith("s"):  # "casablanncas"
        nearest += tuple(n for n in vocabulary.spelling.near(word[:-1]) if vocabulary.is_name(n))
    if known:  # it may well be meant: only words that are no names are read in its place
        nearest = tuple(near for near in nearest if not vocabulary.is_name(near))
    # "job maket" is no "job make"
    phrased = [near for near in nearest if _beside(words, place, near, vocabulary)]
    if place and not phrased and not vocabulary.is_social(words[place - 1]):
        # a greeting stands first: "Salah" further on is no "salam"
        nearest = tuple(near for near in nearest if not vocabulary.is_social(near))
    options: list[_Option] = []
    for near in _likely(word, phrased or nearest, vocabulary, frequency, beside=bool(phrased)):
        vanishes = vocabulary.vanishes(near)
        if vanishes and any(option.vanishes for option in options):
            continue  # which of the words without meaning it was changes nothing
        certain = typed_frequency < _bound(word, near, vocabulary, beside=bool(phrased))
        certain = certain and not _likelier_word(word, near, vocabulary, frequency)
        # "pear" is a word rather than a slip of "year"
        plain = len(word) < _SHORT or vocabulary.keyboard.is_plain(word, near)
        certain = certain and (plain or typed_frequency < _NO_WORD)
        certain = certain and (not known or bool(phrased) or is_slight(word, near) or len(word) == 1)
        if vanishes and place == len(words) - 1 and len(word) <= _SHORT:
            certain = False  # "of Ath" ends in a name rather than in "at"
        options.append(_Option((near,), certain=certain, vanishes=vanishes))
    if not known and not any(vocabulary.keyboard.is_likely(word, option.words[0]) for option in options):
        parts = taken_apart(word, vocabulary, frequency)
        parts = parts or (pulled_apart(word, vocabulary) if typed_frequency < _REAL_WORD else ())
        if parts:
            return [_Option(parts, vanishes=all(map(vocabulary.vanishes, parts)))]
    return options


def _bound(word: str, near: str, vocabulary: Vocabulary, *, beside: bool) -> float:
    """The frequency from which a word is taken as meant, rather than as a slip of `near`."""
    if vocabulary.is_name(near):
        return _REAL_NAME_BESIDE if beside or is_slight(word, near) else _REAL_NAME
    if len(word) == 1:
        return math.inf
    if len(word) == 2:
        return _RARE_OF_TWO
    return _REAL_WORD


def _likely(
    word: str, nearest: Sequence[str], vocabulary: Vocabulary, frequency: Frequency, *, beside: bool
) -> list[str]:
    """The known words that a word may be a slip of, the most frequent first; the keys decide between them."""
    found = [near for near in nearest if _may_be(word, near, vocabulary, frequency, beside=beside)]
    if not found and len(word) == _SHORT and frequency(word) < _NO_WORD:  # "uio" for "uil"
        found = [near for near in nearest if len(near) == _SHORT and not vocabulary.is_name(near)]
    if not found:
        return []
    # beside a word that may be meant, one that is nearly as frequent may be too
    least = max(map(frequency, found)) - _AS_FREQUENT
    found += [near for near in nearest if near not in found and frequency(near) > least]
    slight = [near for near in found if is_slight(word, near) and vocabulary.meanings(near)]
    likely = slight or [near for near in found if vocabulary.keyboard.is_likely(word, near)]
    return sorted(likely or found, key=lambda near: -frequency(near))


def _may_be(word: str, near: str, vocabulary: Vocabulary, frequency: Frequency, *, beside: bool) -> bool:
    """Whether a word is so much rarer than a known one near it that it may be a slip of that.

    Short words are all near each other: only everyday words are read in their place, unless the words beside bear it
    out.
    """
    lead = frequency(near) - frequency(word)
    if len(near) == 1 < len(word) and not is_slight(word, near):
        return False
    if len(word) == 1:
        return len(near) <= 2 and frequency(near) >= _EVERYDAY
    if min(len(word), len(near)) <= _SHORT and not is_slight(word, near):
        if beside:
            return lead >= _LEAD_BESIDE
        rare = _RARE_OF_TWO if len(word) == 2 else _RARE_OF_THREE
        return lead >= _SHORT_LEAD and frequency(word) < rare
    if not vocabulary.is_filler(near):
        return True
    if len(word) > 4:
        return lead >= _LONG_FUNCTION_WORD_LEAD or (not frequency(word) and vocabulary.vanishes(near))
    return lead >= (_SHORT_LEAD if is_slight(word, near) else _FUNCTION_WORD_LEAD)


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
    known = (" ".join(phrase) for phrase in phrases if len(phrase) > 1)
    return any(vocabulary.meanings(phrase) and not vocabulary.is_social(phrase) for phrase in known)
