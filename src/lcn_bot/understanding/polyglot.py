"""Which language a question is in, and its Reading in that.

A word says the more about the language of a question, the fewer languages have it. Names are of no language, unless
they are written in letters that only some use. Where the words of a question leave it open ("Oujda 2025?"), the
languages that are expected decide, in their order. A question that makes no sense in its own
language is tried in the others that have some of its words: "bonjour, who is the mayor of Oujda?".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from lcn_bot.answering.reading import Conversation, Reading
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.language import Language
from lcn_bot.language.normalise import BOUNDARIES, MAX_CHARACTERS, split_words
from lcn_bot.understanding.completing import Completing
from lcn_bot.understanding.lexicon import Lexicon
from lcn_bot.understanding.reader import Grounds, Reader

_INCLUDED = 0.9
"""What a word says that comes from a language which another includes, for that other."""
_WRITTEN = 0.5
"""What a word says by its letters alone."""
_MORE_COMMON = 1.5
"""How much more frequent, on the Zipf scale, words must be in a language to be taken as of that."""
_A_WORD = 3.5
_LESS = 0.7
"""Zipf frequency from which a word is one of a language, though it has no meaning there, if it is hardly less frequent
than in the languages where it has."""
_WORDS = frozenset({"concept", "filler", "pronoun"})
"""What a word stands for that is not just the name of something."""
_CACHED = 20_000
_UNKNOWN = "qwrtp xzkv"
"""Words of no language."""


class _Said(NamedTuple):
    """What a word says of the language that it is in."""

    weights: dict[str, float]
    """How much it speaks for each."""
    place: bool
    """It is the name of a country."""


class Polyglot:
    """Reads questions in any of its languages."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[Language]) -> None:
        """`languages`: the default one first."""
        self._lexicons = {language.code: Lexicon(language) for language in languages}
        self._grounds = Grounds(knowledge, list(self._lexicons.values()))
        self._elided = frozenset(word for lexicon in self._lexicons.values() for word in lexicon.elided)
        self._readers: dict[str, Reader] = {}
        self._letters = {
            code: {letter for word in lexicon.words for letter in word if not letter.isascii()}
            for code, lexicon in self._lexicons.items()
        }
        self._said: dict[str, _Said] = {}

    def read(self, text: str, conversation: Conversation = (), expected: Sequence[str] = ()) -> Reading:
        """What a message asks, after what was said before; never raises, whatever the text.

        `expected` are codes of languages, the likeliest first.
        """
        (first, *level), others = self._likeliest(text, expected)
        reading = replace(self.reader(first).read(text, conversation), language=first)
        goes_on = bool(conversation) and conversation[0].reading.language == first
        if reading.understood or (goes_on and self.reader(first).knows(text)):
            return reading  # what makes no sense in the language that is spoken, though it has all the words, has none
        told = len(level) + 1 < len(self._lexicons)
        for other in (*level, *others):
            likely = other in expected or (told and other in level)
            # a slip is not mended in a language that is unlikely
            if likely or self.reader(other).knows(text):
                tried = self.reader(other).read(text, conversation)
                if tried.asks and (likely or tried.words == tried.typed):
                    return replace(tried, language=other)
        return reading

    def reader(self, code: str) -> Reader:
        """Who reads questions in a language; made when the first is asked."""
        if code not in self._readers:
            lexicon = self._lexicons[code]
            included = [self._lexicons[other] for other in lexicon.language.includes]
            self._readers[code] = Reader(self._grounds, [lexicon, *included])
        return self._readers[code]

    @cached_property
    def completing(self) -> Completing:
        """Who completes the names of places; made when first needed."""
        return Completing(self._grounds.names, self._lexicons.values())

    def warm(self) -> None:
        """Load what is only needed for words that nobody knows, in every language: it takes seconds, once."""
        for code in self._lexicons:
            self.reader(code).read(_UNKNOWN)
        self.completing.complete(_UNKNOWN)

    def told(self, text: str) -> str:
        """The code of the language in which a text is answered, whoever reads that; empty, if its words do not tell."""
        level, _ = self._likeliest(text, ())
        told = len(level) == 1 and self._lexicons[level[0]].language.answered_in is None
        return level[0] if told else ""

    def _likeliest(self, text: str, expected: Sequence[str]) -> tuple[list[str], list[str]]:
        """The languages that a text may be in with equal right, and others that it may be in; codes."""
        if len(self._lexicons) == 1:
            return list(self._lexicons), []
        words = self._without_names(split_words(text[:MAX_CHARACTERS], self._elided))
        said = list(map(self._says, words))
        scores = self._scores(each.weights for each in said if not each.place)
        if not any(scores.values()):
            scores = self._scores(each.weights for each in said)
        most = max(scores.values())
        level = [code for code in scores if scores[code] == most]
        if len(level) > 1 and most:
            level = self._more_common(words, level)
        order = [code for code in (*expected, *self._lexicons) if code in self._lexicons]
        level.sort(key=order.index)
        others = [code for code in scores if code not in level and (scores[code] or code in expected)]
        return level, sorted(others, key=lambda code: (-scores[code], order.index(code)))

    def _scores(self, weights: Iterable[dict[str, float]]) -> dict[str, float]:
        """How much some words speak for each language."""
        scores = dict.fromkeys(self._lexicons, 0.0)
        for each in weights:
            for code, weight in each.items():
                scores[code] += weight
        return scores

    def _is_place(self, word: str) -> bool:
        """Whether a word is no more than the name of a country: "Maroc" says little of the language."""
        known = [
            lexicon.phrases.get(word, ())
            for lexicon in self._lexicons.values()
            if self._is_own(word, lexicon)
        ]
        return bool(known) and all(any(m.kind == "country" for m in meanings) for meanings in known)

    def _is_own(self, word: str, lexicon: Lexicon) -> bool:
        """Whether a word is one of a language, rather than a name that its phrases hold."""
        if not lexicon.knows(word):
            return False
        meanings = lexicon.phrases.get(word, ())
        return word not in self._grounds.names.phrases or any(m.kind in _WORDS for m in meanings)

    def _without_names(self, words: Sequence[str]) -> list[str]:
        """Words but for numbers and punctuation, and for those of longer names: "La Paz" is not Spanish."""
        kept: list[str] = []
        start = 0
        while start < len(words):
            end = self._grounds.names.longest_at(words, start)
            if end > start + 1:
                # the letters of a name may yet say something: as much as those of one word
                kept += [] if words[start].isascii() else ["".join(words[start:end])]
                start = end
                continue
            if words[start] not in BOUNDARIES and not words[start].isdecimal():
                kept.append(words[start])
            start += 1
        return kept

    def _says(self, word: str) -> _Said:
        """What a word says of the language."""
        found = self._said.get(word)
        if found is None:
            if len(self._said) >= _CACHED:
                self._said.clear()
            found = self._said[word] = _Said(dict(self._weighed(word)), self._is_place(word))
        return found

    def _weighed(self, word: str) -> Iterator[tuple[str, float]]:
        knowing = [code for code, lexicon in self._lexicons.items() if self._is_own(word, lexicon)]
        knowing += self._as_common(word, knowing)
        written = (
            [] if word.isascii() else [c for c, letters in self._letters.items() if letters.issuperset(word)]
        )
        known = 1 / len(knowing) if knowing else 0.0
        for code in self._lexicons:
            if code in knowing:
                yield code, known
            elif not set(self._lexicons[code].language.includes).isdisjoint(knowing):
                yield code, known * _INCLUDED
            elif not knowing and code in written:
                yield code, _WRITTEN / len(written)

    def _as_common(self, word: str, knowing: Sequence[str]) -> list[str]:
        """The other languages in which a word is as common as in those that know it: "distance" is English too."""
        common = {code: lexicon.language.commonness(word) for code, lexicon in self._lexicons.items()}
        least = max([_A_WORD, *(common[code] - _LESS for code in knowing)])
        return [code for code in common if knowing and code not in knowing and common[code] >= least]

    def _more_common(self, words: Sequence[str], codes: list[str]) -> list[str]:
        """Of languages that have the same words those in which they are far more frequent: "bonjour"."""
        shared = [word for word in words if any(code in self._says(word).weights for code in codes)]
        uses = {code: sum(map(self._lexicons[code].language.frequency, shared)) for code in codes}
        most = max(uses.values())
        return [code for code in codes if uses[code] > most - _MORE_COMMON]
