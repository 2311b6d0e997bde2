"""Every phrase that means something in one language, in one index: the lexicon's concepts, filler, and every name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from lcn_bot.answering.reading import ItemKind
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.language import Language
from lcn_bot.language.normalise import BOUNDARIES, split_words
from lcn_bot.understanding.lexicon import Lexicon
from lcn_bot.understanding.meaning import SOCIAL, Meaning, means_nothing
from lcn_bot.understanding.names import Names
from lcn_bot.understanding.quoting import Quotations
from lcn_bot.understanding.separating import Separating
from lcn_bot.understanding.sounding import Sounding
from lcn_bot.understanding.spelling import Keyboard, Spelling

_RARE = 100
"""How often a letter is in all the names and words, if it is more than a Chinese character in a few of them."""
_FUNCTION_WORD = 6.0
_EVERYDAY = 5.0
"""Zipf frequency from which a word names nothing, and from which one does not that means something besides."""


class Vocabulary:
    """Looks up the words of a question in one language."""

    def __init__(self, knowledge: Knowledge, names: Names, lexicons: Sequence[Lexicon]) -> None:
        """`lexicons` are that of the language of the questions, and those whose words are used in it."""
        self._lexicon = lexicons[0]
        self._language = self._lexicon.language
        self._names = names
        self._elided = frozenset(word for lexicon in lexicons for word in lexicon.elided)
        self._phrases: dict[str, tuple[Meaning, ...]] = {}
        self._stems: dict[str, tuple[Meaning, ...]] = {}
        self._longest: dict[str, int] = {}
        self._longest_stemmed: dict[str, int] = {}
        self.shared, self.sharing, self.elsewhere = names.shared, names.sharing, names.elsewhere
        for lexicon in lexicons:
            for key, meanings in lexicon.phrases.items():
                self._file(key, meanings)
        self.numbers = {word: number for lexicon in lexicons for word, number in lexicon.numbers.items()}
        self.polar = {word for lexicon in lexicons for word in lexicon.polar}
        self.polar_anywhere = {word for lexicon in lexicons for word in lexicon.polar_anywhere}
        for lexicon in lexicons:
            self._add_named(lexicon.language, knowledge)
        self._add_stems(names)
        self._add_names(names)
        self._quotations: Quotations | None = None
        self._quotations = Quotations(knowledge, self._language, self.longest_at, self.is_filler)
        for text, quote in self._quotations.short:
            self._add(text, Meaning("quote", quote))
        self._words = {word for phrase in self._phrases for word in phrase.split()} | self._quotations.words
        # "milion" for "million"; "three" is too near to "there"
        self._words.update(name for name in self.numbers if len(name) > 5)
        languages = [lexicon.language for lexicon in lexicons]
        attached = [each.attached for each in languages]
        self._separating = Separating(attached, self.longest_at, self.numbers, self.elsewhere)
        self.keyboard = Keyboard(
            (language.keyboard for language in languages),
            (letters for language in languages for letters in language.alike),
        )

    @cached_property
    def spelling(self) -> Spelling:
        """The known words, filed by how they may be misspelt: not before one is."""
        own = self._words - self._names.words
        return Spelling((word for word in own if not word.isdigit()), self._names.spelling)

    @cached_property
    def sounding(self) -> Sounding | None:
        """The phrases by how they sound, where words are typed so."""
        return (
            Sounding(key for key, meanings in self._phrases.items() if meanings)
            if self._language.sounds
            else None
        )

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that words are written with, but for those of scripts of thousands."""
        times = Counter("".join(self._lexicon.words)) + self._names.letters
        return frozenset(letter for letter, count in times.items() if count > _RARE)

    def split(self, text: str) -> list[str]:
        """The words of a text; what is written together with a word, and means something, is one of its own."""
        return self._separating.separated(split_words(text, self._elided))

    @cached_property
    def has_digits_in_words(self) -> bool:
        """Whether the language is written with digits for some letters: "l3omda"."""
        return sum(not word.isalpha() and not word.isdecimal() for word in self._lexicon.words) > _RARE

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def meanings(self, phrase: str) -> tuple[Meaning, ...]:
        """What a phrase of normalised words, joined by single spaces, stands for."""
        return self._phrases.get(phrase, ())

    def longest_at(self, words: Sequence[str], start: int) -> tuple[int, tuple[Meaning, ...]]:
        """The end of the longest known phrase that begins at `start`, and its meanings; `start` if there is none.

        A phrase may be known to mean nothing here.
        """
        word = words[start]
        run_end, quote = self._quotations.at(words, start) if self._quotations else (start, "")
        longest = min(self._longest.get(word, 0), len(words) - start)
        stemmed = self._stemmed_at(words, start) if self._stems else None
        for length in range(longest, 0, -1):
            if start + length < run_end or (stemmed and start + length < stemmed[0]):
                break
            found = self._phrases.get(" ".join(words[start : start + length]) if length > 1 else word)
            if found is not None:
                return start + length, found
        if quote:
            return run_end, (Meaning("quote", quote),)
        return stemmed or (start, ())

    def _stemmed_at(self, words: Sequence[str], start: int) -> tuple[int, tuple[Meaning, ...]] | None:
        """The end of the longest phrase that begins at `start` by the stems of its words, and its meanings."""
        if words[start] in self.elsewhere and words[start] not in self._longest:
            return None  # Rennes is no form of "rens"
        stem = self._lexicon.stem
        longest = min(self._longest_stemmed.get(stem(words[start]), 0), len(words) - start)
        stems = [stem(word) for word in words[start : start + longest]]
        for length in range(longest, 0, -1):
            found = self._stems.get(" ".join(stems[:length]))
            if found:
                return start + length, found
        return None

    def is_filler(self, word: str) -> bool:
        """Whether a word carries no meaning of its own, or need not."""
        return means_nothing(self._phrases.get(word, ()))

    def vanishes(self, word: str) -> bool:
        """Whether a word can have no meaning of its own."""
        meanings = self._phrases.get(word, ())
        return bool(meanings) and all(meaning.kind in ("filler", "pronoun") for meaning in meanings)

    def is_unrelated(self, phrase: str) -> bool:
        """Whether the language has a phrase for what nothing is known about, so that it is no slip and no name."""
        return self._lexicon.phrases.get(phrase) == ()

    def is_name(self, word: str) -> bool:
        """Whether a word alone names a place or a person."""
        return any(m.kind in ("city", "country", "region", "person") for m in self._phrases.get(word, ()))

    def is_social(self, word: str) -> bool:
        """Whether a word is a greeting, thanks or the like, and nothing else."""
        meanings = self._phrases.get(word, ())
        return bool(meanings) and all(meaning.id in SOCIAL for meaning in meanings)

    def _add(self, phrase: str, *meanings: Meaning) -> None:
        spelt = split_words(phrase, self._elided)
        key = " ".join(word for word in spelt if word not in BOUNDARIES)
        if not key:
            return
        whole = " ".join(spelt)
        if spelt[-1] in BOUNDARIES:  # "no," is no "no"
            key = whole
        elif spelt[0] not in BOUNDARIES and whole != key:  # "no. of" is also written without the stop
            self._file(whole, meanings)
        self._file(key, meanings)

    def _file(self, key: str, meanings: Iterable[Meaning]) -> None:
        words = key.split()
        self._phrases[key] = tuple(dict.fromkeys((*self._phrases.get(key, ()), *meanings)))
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def _add_named(self, language: Language, knowledge: Knowledge) -> None:
        """What cities and people are called in a language alone."""
        for id_, names in language.names.items():
            for name in names:
                self._add(name, Meaning(_kind_of(id_, knowledge), id_))
        for id_, name in (*language.cities.items(), *language.people.items()):
            self._add(name, Meaning(_kind_of(id_, knowledge), id_))

    def _add_stems(self, names: Names) -> None:
        """Files what is inflected by the stems of its words, and names that are written as the language is."""
        for key, meanings in self._lexicon.inflected.items():
            self._file_stem(key, meanings)
        if self._language.stemmer:
            letters = {letter for word in self._lexicon.words for letter in word if not letter.isascii()}
            own = [key for key in self._phrases if key not in self._lexicon.phrases]
            for key in (*own, *names.phrases):
                if not key.isascii() and letters >= set(key.replace(" ", "")):
                    self._file_stem(key, names.phrases.get(key) or self._phrases[key])

    def _file_stem(self, key: str, meanings: tuple[Meaning, ...]) -> None:
        words = key.split()
        forms = [self._lexicon.stems_of(key)]
        if any(meaning.kind not in ("concept", "number") for meaning in meanings):
            forms.append(
                words
            )  # the end of a name may look like an ending: "узбекистан", beside "узбекистане"
        for stems in forms:
            stem = " ".join(stems)
            self._stems[stem] = tuple(dict.fromkeys((*self._stems.get(stem, ()), *meanings)))
            self._longest_stemmed[stems[0]] = max(self._longest_stemmed.get(stems[0], 0), len(stems))

    def _add_names(self, names: Names) -> None:
        """Files the names; and that a longer name which holds one of ours, "New Cairo", means nothing here."""
        places = [
            key
            for key, meanings in self._phrases.items()
            if any(m.kind in ("country", "region") for m in meanings)
        ]
        for key, meanings in names.phrases.items():
            if self._phrases.get(key) == ():  # what is unrelated is no name
                continue
            kept, own = meanings, self._phrases.get(key)
            if self._language.commonness(key) >= (_EVERYDAY if own else _FUNCTION_WORD):
                continue  # nor is "sur" in French, though there is a town of Sur
            if own:  # UNESCO is a concept of its own
                kept = tuple(meaning for meaning in meanings if meaning.kind != "organisation")
            self._file(key, kept)
        cities = (
            key
            for key, meanings in names.phrases.items()
            if any(m.kind in ("city", "person") for m in meanings)
        )
        for word in (*places, *cities):
            for name in names.longer_elsewhere.get(word, ()):
                if name not in self._phrases:
                    self._file(name, ())


def _kind_of(id_: str, knowledge: Knowledge) -> ItemKind:
    """The kind of what has a name."""
    if id_ in knowledge.cities:
        return "city"
    return "organisation" if knowledge.people[id_].gender == "organisation" else "person"
