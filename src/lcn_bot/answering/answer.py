"""What an answer is, who gives it, and how several become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.answering.reply import Suggestion
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import City, CityFact, Quote
from lcn_bot.language.language import Language

READ_AT_ONCE = 430
"""Characters of a text of several parts: it is to be read on a phone, with its sources."""


@dataclass(frozen=True)
class Voice:
    """Who answers: what is known, and the language it is said in."""

    knowledge: Knowledge
    language: Language
    default: Language | None = None
    """The language in which texts are that are not in the other."""
    spoken: tuple[str, ...] = ()
    """Codes of all the languages that the bot speaks."""
    offered: dict[Ask, Suggestion | None] = field(default_factory=dict, compare=False)
    """The suggestions worded so far; the same few are offered time and again."""

    def place(self, of: str) -> str:
        """What a city, a person, an organisation, a region or a country is called."""
        if of in self.knowledge.cities:
            return self.language.cities.get(of) or self.knowledge.cities[of].name
        if of in self.knowledge.people:
            return self.language.people.get(of) or self.knowledge.people[of].name
        return self.language.regions[of][0] if of in self.knowledge.regions else self.language.country(of)

    def named(self, **places: str | None) -> dict[str, str]:
        """Placeholders for places, given by their ids: `{city}`, `{in_city}` and `{of_city}`."""
        values: dict[str, str] = {}
        for key, id_ in places.items():
            name = self.place(id_) if id_ else ""
            values[key] = name
            values[f"in_{key}"] = self.language.in_place.of(id_ or "", name)
            values[f"of_{key}"] = self.language.of_place.of(id_ or "", name)
        return values

    def names(self, cities: Iterable[City]) -> list[str]:
        """What cities are called."""
        return [self.place(city.id) for city in cities]

    def full_name(self, city: City) -> str:
        """The name of a city, with its country where another well-known place has the same name."""
        place = self.knowledge.places.get(city.id)
        name = self.place(city.id)
        if city.country and place and place.shared:
            return self.language.say("heading", name=name, details=self.language.country(city.country))
        return name

    def text(self, texts: Mapping[str, str]) -> str:
        """A text that is kept per language; in another where it is not in this one, and then saying so."""
        own = texts.get(self.language.code)
        if own:
            return own
        code = self.default.code if self.default and self.default.code in texts else next(iter(texts))
        return self.language.say("only_in", text=texts[code], language=self.language.language_name(code))

    def event(self, id_: str) -> str:
        """What an event is called."""
        names = self.knowledge.events[id_].names
        return (names.get(self.language.code) or next(iter(names.values())))[0]

    def subject(self, concept: str) -> str:
        """What a concept is called: the first phrase that the lexicon has for it."""
        lexicons = [language.lexicon for language in (self.language, self.default) if language]
        return next((lexicon[concept][0] for lexicon in lexicons if concept in lexicon), concept)


@dataclass(frozen=True, slots=True)
class Answer:
    """The text, where it comes from, and what it bears out."""

    text: str
    sources: tuple[str, ...] = ()
    """Ids of sources."""
    numbers: frozenset[str] = frozenset()
    """The numbers, years and months that a question may name and still be answered by this: "425", "month 12"."""
    number: int | None = None
    """The number that is asked for, where it is one."""
    confirms: bool | None = None
    """Yes or no, to a question that is one."""
    gender: str = ""
    """Of the person who is the answer, where it is one: "the man who runs Casablanca" is nobody."""
    next: tuple[Ask, ...] = field(default=())
    """What is likely to be asked next."""
    of: frozenset[str] = frozenset()
    """The only cities and countries that it speaks of, where it is no answer for others: ids."""
    names: tuple[Mention, ...] = ()
    """What it names that the next question may point at: "she", "its"."""


Statement = TypeVar("Statement", Quote, CityFact)
Relation = Callable[..., "Answer | None"]


def dates(*iso: str | None) -> frozenset[str]:
    """The year of each date, and the month where it is known, as a question's numbers are written."""
    found: set[str] = set()
    for date in filter(None, iso):
        year, _, month = date[:7].partition("-")
        found |= {year, f"month {int(month)}"} if month else {year}
    return frozenset(found)


def distinct(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, in order."""
    return tuple(dict.fromkeys(ids))


def confirmed(answer: Answer, yes: bool | None) -> Answer:
    """The answer as a yes or a no."""
    return replace(answer, confirms=yes)


def together(parts: Iterable[Answer | None], separator: str = " ") -> Answer | None:
    """Several answers as one: texts in a row, each source once."""
    kept = [part for part in parts if part is not None]
    if not kept:
        return None
    return Answer(
        separator.join(part.text for part in kept),
        distinct(source for part in kept for source in part.sources),
        frozenset().union(*(part.numbers for part in kept)),
        next=tuple(dict.fromkeys(ask for part in kept for ask in part.next)),
        names=tuple(dict.fromkeys(named for part in kept for named in part.names)),
    )


def fact_answer(voice: Voice, found: CityFact) -> Answer:
    """A fact of a city as it stands."""
    return Answer(voice.text(found.text), found.sources)


def doing(voice: Voice, city: City, facts: Sequence[CityFact]) -> Answer | None:
    """Facts of a city in a row; examples of what it does are no sentences, and are told with its name."""
    told = together([fact_answer(voice, fact) for fact in facts])
    if told is None or any(fact in city.facts.values() for fact in facts):
        return told
    return replace(told, text=voice.language.say("does", **voice.named(city=city.id), text=told.text))


def about(said: Sequence[Statement], subjects: Sequence[str]) -> list[Statement]:
    """What speaks of all the subjects at once; else one for each subject, if there is one for each."""
    whole = [statement for statement in said if set(subjects) <= set(statement.about)]
    if whole:
        return whole
    each = [
        next((statement for statement in said if subject in statement.about), None) for subject in subjects
    ]
    return list({id(found): found for found in each if found}.values()) if all(each) else []
