"""The words of one language by what they mean, whatever the knowledge holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lcn_bot.language.language import Language
from lcn_bot.language.normalise import BOUNDARIES, split_words
from lcn_bot.understanding.matching import QUESTION_WORDS
from lcn_bot.understanding.meaning import FILLER, Meaning, key_of, means_nothing

_SHORTEST_STEMMED = 4
"""Words of fewer letters are not looked up by their stems."""


class Lexicon:
    """A language file, normalised."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.elided = frozenset(language.elided)
        self.phrases: dict[str, tuple[Meaning, ...]] = {}
        """By their key; those that mean nothing here have no meanings."""
        self.numbers: dict[str, int] = {}
        self._add_words()
        self._add_places_and_times()
        self.polar = {word for phrase in language.polar for word in split_words(phrase, self.elided)}
        self.polar_anywhere = set(map(key_of, language.polar_anywhere))
        self.words = {word for phrase in self.phrases for word in phrase.split()} | self.numbers.keys()

    @property
    def is_latin(self) -> bool:
        """Whether most words of the language are written in Latin letters, as the names in the knowledge are."""
        return sum(word.isascii() for word in self.words) > len(self.words) / 2

    def knows(self, word: str) -> bool:
        """Whether a word is one of the language, in any of its forms."""
        return word in self.words or (self.language.stemmer is not None and self.stem(word) in self._stems)

    def stem(self, word: str) -> str:
        """The stem of a word that is long enough to have one, unless that asks another thing: "какие" is no "как"."""
        if len(word) < _SHORTEST_STEMMED:
            return word
        stem = self.language.stem(word)
        if len(stem) >= _SHORTEST_STEMMED:
            return stem
        own, others = self.phrases.get(word, ()), self.phrases.get(stem, ())
        asks = any(meaning.id in QUESTION_WORDS for meaning in others)
        return word if own and asks and set(own).isdisjoint(others) else stem

    def stems_of(self, key: str) -> list[str]:
        """The stems of the words of a phrase."""
        return [self.stem(word) for word in key.split()]

    @cached_property
    def inflected(self) -> dict[str, tuple[Meaning, ...]]:
        """The phrases that are found by their stems as well: whatever is not filler."""
        if self.language.stemmer is None:
            return {}
        # the names of countries, but not what is made of them, stay as they are in Latin letters
        fixed = set(map(key_of, self.language.locale.territories.values()))
        kept = (
            (key, tuple(_content(meanings)))
            for key, meanings in self.phrases.items()
            if not (key.isascii() and key in fixed)
        )
        return {key: content for key, content in kept if content and not means_nothing(self.phrases[key])}

    @cached_property
    def _stems(self) -> set[str]:
        return {stem for key in self.inflected for stem in self.stems_of(key)}

    def _add(self, phrase: str, *meanings: Meaning) -> None:
        spelt = split_words(phrase, self.elided)
        key = " ".join(word for word in spelt if word not in BOUNDARIES)
        if not key:
            return
        whole = " ".join(spelt)
        if spelt[-1] in BOUNDARIES:  # "no," is no "no"
            key = whole
        elif spelt[0] not in BOUNDARIES and whole != key:  # "no. of" is also written without the stop
            self._file(whole, meanings)
        self._file(key, meanings)

    def _file(self, key: str, meanings: tuple[Meaning, ...]) -> None:
        self.phrases[key] = tuple(dict.fromkeys((*self.phrases.get(key, ()), *meanings)))

    def _add_words(self) -> None:
        language = self.language
        for concept, phrases in language.lexicon.items():
            for phrase in phrases:
                self._add(phrase, Meaning("concept", concept))
        for phrase in language.filler:
            self._add(phrase, FILLER)
        for pronoun, phrases in language.pronouns.items():
            for phrase in phrases:
                self._add(phrase, Meaning("pronoun", pronoun))
        for phrase in language.unrelated:
            self._add(phrase)

    def _add_places_and_times(self) -> None:
        language = self.language
        for region, called in language.regions.items():
            for name in called:
                self._add(name, Meaning("region", region))
        for code, names in language.country_names().items():
            for name in names:
                self._add(name, Meaning("country", code))
        for name, number in language.numbers.items():
            words = split_words(name)
            if len(words) > 1:
                self._add(name, Meaning("number", str(number)))
            else:
                self.numbers[words[0]] = number
        for month, names in language.month_names().items():
            for name in names:
                self._add(name, Meaning("number", f"month {month}"))
        for code, spoken in language.spoken_in().items():
            for name, phrase in spoken:
                meant = self.phrases.get(key_of(name, self.elided), ())
                self._add(phrase, Meaning("language", code), *meant)


def _content(meanings: tuple[Meaning, ...]) -> Iterator[Meaning]:
    return (meaning for meaning in meanings if meaning.kind not in ("filler", "pronoun", "language"))
