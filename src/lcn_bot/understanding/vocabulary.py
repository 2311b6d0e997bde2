"""Every phrase that means something, in one index: the lexicon's concepts, filler, and every name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from lcn_bot.answering.reading import ItemKind
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.language import Language
from lcn_bot.language.normalise import BOUNDARIES, split_words
from lcn_bot.understanding.spelling import Keyboard, Spelling

_SHORTEST_RUN = 4
_CONTENT_IN_RUN = 3
"""Words of a quotation that must stand in a row, and how many of them must be content, to be recognised as it."""

SOCIAL = frozenset({"hello", "thanks", "bye", "help", "identity", "praise", "okay"})
"""Concepts that are a message of their own, and mean nothing before or after a question."""
PRAISE = frozenset({"praise"})
"""Those that may be said of what is asked about: "is Oujda nice?"."""


class Meaning(NamedTuple):
    """What a phrase stands for."""

    kind: ItemKind
    id: str = ""


FILLER = Meaning("filler")
UNHEARD_OF = Meaning("city")
"""A city that the knowledge does not hold."""


_RARE = 100
"""How often a letter is in all the names and words, if it is more than a Chinese character in a few of them."""
_COMMON = 4.0
"""Zipf frequency from which a part of a person's name alone does not name the person."""


def _means_nothing(meanings: Iterable[Meaning]) -> bool:
    return any(meaning.kind in ("filler", "pronoun") for meaning in meanings)


def _key(phrase: str) -> str:
    return " ".join(word for word in split_words(phrase) if word not in BOUNDARIES)


class Vocabulary:
    """Looks up words of a question, in all the languages at once."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[Language]) -> None:
        self._phrases: dict[str, tuple[Meaning, ...]] = {}
        self._longest: dict[str, int] = {}
        self._runs: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
        self._run_starts: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.polar: set[str] = set()
        languages = list(languages)
        self._add_languages(languages)
        self.shared: dict[str, tuple[str, ...]] = {}
        """Names of cities that a well-known place in another country bears too, and those countries."""
        self.sharing: set[str] = set()
        """The ids of those cities."""
        self._add_names(knowledge, languages)
        self.elsewhere = knowledge.elsewhere
        """Names of places that the knowledge does not hold."""
        self._add_elsewhere()
        self._add_quotes(knowledge)
        words = {word for phrase in self._phrases for word in phrase.split()}
        words.update(word for runs in self._runs.values() for _, said in runs for word in said)
        # "milion" for "million"; "three" is too near to "there"
        words.update(name for name in self.numbers if len(name) > 5)
        self._words = words
        self.letters = {letter for letter, times in Counter("".join(words)).items() if times > _RARE}
        """The letters that words are written with, but for those of scripts of thousands."""
        self.keyboard = Keyboard(
            (language.keyboard for language in languages),
            (letters for language in languages for letters in language.alike),
        )
        self.spelling = Spelling(word for word in words if not word.isdigit())

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
        run_end, quote = self._run_at(words, start) if word in self._run_starts else (start, "")
        longest = min(self._longest.get(word, 0), len(words) - start)
        for length in range(longest, 0, -1):
            if start + length < run_end:
                break
            found = self._phrases.get(" ".join(words[start : start + length]) if length > 1 else word)
            if found is not None:
                return start + length, found
        return (run_end, (Meaning("quote", quote),)) if quote else (start, ())

    def is_filler(self, word: str) -> bool:
        """Whether a word carries no meaning of its own, or need not."""
        return _means_nothing(self._phrases.get(word, ()))

    def vanishes(self, word: str) -> bool:
        """Whether a word can have no meaning of its own."""
        meanings = self._phrases.get(word, ())
        return bool(meanings) and all(meaning.kind in ("filler", "pronoun") for meaning in meanings)

    def is_name(self, word: str) -> bool:
        """Whether a word alone names a place or a person."""
        return any(m.kind in ("city", "country", "region", "person") for m in self._phrases.get(word, ()))

    def is_social(self, word: str) -> bool:
        """Whether a word is a greeting, thanks or the like, and nothing else."""
        meanings = self._phrases.get(word, ())
        return bool(meanings) and all(meaning.id in SOCIAL for meaning in meanings)

    def _add(self, phrase: str, *meanings: Meaning) -> None:
        key = _key(phrase)
        if not key:
            return
        spelt = " ".join(split_words(phrase))
        if spelt.split()[-1] in BOUNDARIES:  # "no," is no "no"
            self._file(spelt, meanings)
            return
        if (
            spelt != key and spelt.split()[0] not in BOUNDARIES
        ):  # "José C. Paz" is also written without the stop
            self._file(spelt, meanings)
        self._file(key, meanings)

    def _file(self, key: str, meanings: Iterable[Meaning]) -> None:
        words = key.split()
        self._phrases[key] = tuple(dict.fromkeys((*self._phrases.get(key, ()), *meanings)))
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def _add_languages(self, languages: Iterable[Language]) -> None:
        for language in languages:
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
            for region, called in language.regions.items():
                for name in called:
                    self._add(name, Meaning("region", region))
            for code, names in language.country_names().items():
                for name in names:
                    self._add(name, Meaning("country", code))
            for name, number in language.numbers.items():
                if len(name.split()) > 1:
                    self._add(name, Meaning("number", str(number)))
                else:
                    self.numbers[name] = number
            for month, names in language.month_names().items():
                for name in names:
                    self._add(name, Meaning("number", f"month {month}"))
            for code, spoken in language.spoken_in().items():
                for name, phrase in spoken:
                    self._add(phrase, Meaning("language", code), *self.meanings(_key(name)))
            self.polar.update(word for phrase in language.polar for word in split_words(phrase))

    def _add_names(self, knowledge: Knowledge, languages: Sequence[Language]) -> None:
        for city in knowledge.cities.values():
            for name in knowledge.names(city):
                self._add(name, Meaning("city", city.id))
            place = knowledge.places.get(city.id)
            if place and place.shared:
                self.shared[_key(city.name)] = place.shared
                self.sharing.add(city.id)
        for event in knowledge.events.values():
            for names in event.names.values():
                for name in names:
                    self._add(name, Meaning("event", event.id))
        for person in knowledge.people.values():
            if person.gender == "organisation":
                for name in person.names:
                    if not self.meanings(_key(name)):  # UNESCO is a concept of its own
                        self._add(name, Meaning("organisation", person.id))
                continue
            for name in person.names:
                self._add(name, Meaning("person", person.id))
                for part in name.split():  # people say "Rmili", and "Nabila"
                    if len(part) > 2 and not self._is_ordinary(part, languages):
                        self._add(part, Meaning("person", person.id))

    def _add_elsewhere(self) -> None:
        """Longer names that hold one of ours, "New Cairo", mean nothing here."""
        for name in self.elsewhere:
            if " " in name and name not in self._phrases and any(map(self.is_name, name.split())):
                self._file(name, ())

    def _is_ordinary(self, part: str, languages: Sequence[Language]) -> bool:
        """Whether part of a name is too common a word or name to mean this person: "Ring", "David", "Castro"."""
        key = _key(part)
        common = any(
            language.frequency(word) > _COMMON for language in languages for word in (key, part.lower())
        )
        return common or any(meaning.kind != "person" for meaning in self._phrases.get(key, ()))

    def _add_quotes(self, knowledge: Knowledge) -> None:
        for quote in knowledge.quotes.values():
            texts = [quote.words] if quote.words else list((quote.reported or {}).values())
            for text in (*texts, *quote.also):
                words = tuple(word for word in split_words(text) if word not in BOUNDARIES)
                if len(words) < _SHORTEST_RUN:
                    self._add(text, Meaning("quote", quote.id))
                for start in range(len(words) - _SHORTEST_RUN + 1):
                    run = words[start : start + _SHORTEST_RUN]
                    if not self._is_telling(run):
                        continue
                    self._runs.setdefault(run, []).append((quote.id, words[start:]))
                    self._run_starts.add(run[0])

    def _is_telling(self, run: Sequence[str]) -> bool:
        """Whether words of a quotation say more than one thing: "the unesco learning cities" is no quotation."""
        said = start = 0
        while start < len(run):
            end, meanings = self.longest_at(run, start)
            said += not _means_nothing(meanings)
            start = max(end, start + 1)
        return said > 1

    def _run_at(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """Where the longest run of a quotation's words that begins at `start` ends, and whose it is.

        Punctuation does not interrupt a run.
        """
        best, best_quote = start, ""
        spoken = (words[place] for place in range(start, len(words)) if words[place] not in BOUNDARIES)
        runs = self._runs.get(tuple(islice(spoken, _SHORTEST_RUN)))
        if runs is None:
            return start, ""
        places = [place for place in range(start, len(words)) if words[place] not in BOUNDARIES]
        for quote, said in runs:
            same = 0
            while same < min(len(said), len(places)) and words[places[same]] == said[same]:
                same += 1
            end = places[same - 1] + 1
            content = sum(not self.is_filler(word) for word in said[:same])
            if end > best and content >= _CONTENT_IN_RUN:
                best, best_quote = end, quote
        return best, best_quote
