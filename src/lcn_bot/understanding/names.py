"""Every name that the knowledge holds, of cities, people and events: the same in all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.normalise import BOUNDARIES, split_words
from lcn_bot.understanding.lexicon import Lexicon
from lcn_bot.understanding.meaning import Meaning, key_of
from lcn_bot.understanding.spelling import Spelling

_COMMON = 4.0
"""Zipf frequency from which a part of a person's name alone does not name the person."""


class Names:
    """Names by what they are looked up by."""

    def __init__(self, knowledge: Knowledge, lexicons: Sequence[Lexicon]) -> None:
        """`lexicons` are all there are: a part of a person's name that is a word in one of them names nobody."""
        self.phrases: dict[str, tuple[Meaning, ...]] = {}
        self.shared: dict[str, tuple[str, ...]] = {}
        """Names of cities that a well-known place in another country bears too, and those countries."""
        self.sharing: set[str] = set()
        """The ids of those cities."""
        self._lexicons = lexicons
        self._languages = [lexicon.language for lexicon in lexicons]
        self._latin = [lexicon.language for lexicon in lexicons if lexicon.is_latin]
        self._add_cities(knowledge)
        for event in knowledge.events.values():
            for names in event.names.values():
                for name in names:
                    self._add(name, Meaning("event", event.id))
        self._add_people(knowledge)
        self.elsewhere = knowledge.elsewhere
        """Names of places that the knowledge does not hold."""
        self.longer_elsewhere: dict[str, list[str]] = {}
        """By each word of them, those that consist of several."""
        for name in sorted(knowledge.elsewhere):
            for word in name.split() if " " in name else ():
                self.longer_elsewhere.setdefault(word, []).append(name)
        self._longest: dict[str, int] = {}
        for phrase in self.phrases:
            first, length = phrase.partition(" ")[0], phrase.count(" ") + 1
            self._longest[first] = max(self._longest.get(first, 0), length)
        self.words = {word for phrase in self.phrases for word in phrase.split()}
        self.letters = Counter("".join(self.words))

    @cached_property
    def spelling(self) -> Spelling:
        """The words of names, filed by how they may be misspelt."""
        return Spelling(word for word in self.words if not word.isdigit())

    def longest_at(self, words: Sequence[str], start: int) -> int:
        """The end of the longest name that begins at `start`; `start` where none does."""
        for length in range(min(self._longest.get(words[start], 0), len(words) - start), 0, -1):
            if " ".join(words[start : start + length]) in self.phrases:
                return start + length
        return start

    def _add(self, name: str, meaning: Meaning) -> None:
        for key in dict.fromkeys(
            (key_of(name), key_of(name.replace("'", " ").replace("’", " ")), *_with_stops(name))
        ):
            if key and meaning not in self.phrases.get(key, ()):
                self.phrases[key] = (*self.phrases.get(key, ()), meaning)

    def _add_cities(self, knowledge: Knowledge) -> None:
        for city in knowledge.cities.values():
            for name in knowledge.names(city):
                self._add(name, Meaning("city", city.id))
            place = knowledge.places.get(city.id)
            if place and place.shared:
                called = (language.cities.get(city.id, city.name) for language in self._languages)
                self.shared.update((key_of(name), place.shared) for name in (city.name, *called))
                self.sharing.add(city.id)

    def _add_people(self, knowledge: Knowledge) -> None:
        for person in knowledge.people.values():
            if person.gender == "organisation":
                for name in person.names:
                    self._add(name, Meaning("organisation", person.id))
                continue
            for name in person.names:
                self._add(name, Meaning("person", person.id))
                for part in name.split():  # people say "Rmili", and "Nabila"
                    if len(part) > 2 and not self._is_ordinary(part):
                        self._add(part, Meaning("person", person.id))

    def _is_ordinary(self, part: str) -> bool:
        """Whether part of a name is too common a word or name to mean this person: "Ring", "David", "Castro"."""
        key = key_of(part)
        if any(key in lexicon.phrases for lexicon in self._lexicons):
            return True
        if any(meaning.kind != "person" for meaning in self.phrases.get(key, ())):
            return True
        return any(
            language.commonness(word) >= _COMMON for language in self._latin for word in (key, part.lower())
        )


def _with_stops(name: str) -> tuple[str, ...]:
    """ "José C. Paz" as it is split with the stop in it; it is written without, too."""
    words = split_words(name)
    held = (
        any(word in BOUNDARIES for word in words)
        and words[0] not in BOUNDARIES
        and words[-1] not in BOUNDARIES
    )
    return (" ".join(words),) if held else ()
