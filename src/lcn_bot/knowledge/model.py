"""The facts, as the YAML files state them. One class for each kind of entry; `Knowledge` holds them all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Annotated, Literal

from babel import Locale
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,31}$"
KINDS_ASKED = frozenset({"CITY", "COUNTRY", "PERSON", "QUOTE", "FACT", "SUBJECT"})
"""What the capitals in `asked` may be; knowledge/relations.yaml says what each means."""
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "CP", "DG", "AC", "TA", "EA", "IC", "CQ"})
"""Codes of CLDR that are not countries."""
COUNTRIES = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2) - _NO_COUNTRY
"""ISO 3166-1 alpha-2 codes, as CLDR has them."""


def _partial_date(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise ValueError("write a date as 2025, 2025-12 or 2025-12-05")
    parts = [int(part) for part in text.split("-")]
    dt.date(*([*parts, 1, 1])[:3])  # raises ValueError for a 13th month or a 31st of June
    return text


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,15}", value):
        raise ValueError(f"must be a whole number without separators, like 425, not {value[:40]!r}")
    return value


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("write it on one line")
    return text


def terms(line: str) -> list[str]:
    """The concepts and KINDS in a line of `asked` or `may`: city, member and CITY in "count:city|member CITY?"."""
    return [word.split(":")[-1] for word in line.replace("?", " ").replace("|", " ").split()]


def _kinds(line: str) -> str:
    for term in terms(line):
        if term.isupper() and term not in KINDS_ASKED:
            known = ", ".join(sorted(KINDS_ASKED))
            raise ValueError(f"no kind is called {term}; those in capitals are {known}")
    return line


def _country(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError(f"no country has the code {code}; look it up in ISO 3166-1")
    return code


Id = Annotated[str, Field(pattern=ID_PATTERN)]
Concept = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$"), AfterValidator(_country)]
"""ISO 3166-1 alpha-2."""
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Text = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_one_line)]
Texts = Annotated[dict[LanguageCode, Text], Field(min_length=1)]
"""The same statement, per language."""
PartialDate = Annotated[str, AfterValidator(_partial_date)]
"""An ISO date as precise as it is known: "2025", "2025-12" or "2025-12-05"."""
SourceIds = Annotated[tuple[Id, ...], Field(min_length=1)]
Terms = Annotated[Text, AfterValidator(_kinds)]
"""Concepts and KINDS."""
Patterns = Annotated[tuple[Terms, ...], Field(min_length=1)]
"""What a question must hold to ask for this; see knowledge/relations.yaml."""


class Entry(BaseModel):
    """What every entry has in common: it is fixed once read, and has no keys that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Entry):
    """Where a fact was published."""

    id: Id
    title: Text
    publisher: str = ""
    date: PartialDate | Literal[""] = ""
    url: Annotated[str, Field(pattern=r"^(https?://[^\s<>\"]+)?$")] = ""
    note: str = ""
    """For editors; never shown."""


class Membership(Entry):
    """When a city joined the network."""

    date: PartialDate
    sources: SourceIds


class CityFact(Entry):
    """Something about a city in our own words, such as what its project is about."""

    text: Texts
    about: tuple[Concept, ...] = ()
    """The subjects it speaks of."""
    sources: SourceIds


class City(Entry):
    """A member of the network."""

    id: Id
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The name shown first, then every other name people use."""
    country: CountryCode
    joined: Membership
    facts: dict[Concept, CityFact] = {}
    """By what is asked for: `project` answers "what is the city's project?"."""

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]


class Office(Entry):
    """An office that a person held at a date."""

    office: Concept
    of: Id
    """The city, or the organisation."""
    as_of: PartialDate
    sources: SourceIds


class Person(Entry):
    """Someone who holds an office, or an organisation that speaks."""

    id: Id
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    gender: Literal["female", "male", "organisation"]
    offices: tuple[Office, ...] = ()
    """The newest first."""

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]


class Value(Entry):
    """What a figure was at a date."""

    value: Annotated[int, BeforeValidator(_digits)]
    as_of: PartialDate
    qualifier: Concept | None = None
    """"nearly" and the like, as published; worded by the language files."""
    sources: SourceIds


class Figure(Entry):
    """A number with its date and history."""

    id: Id
    kind: Literal["number", "year"] = "number"
    """A year is written without separators, and does not change."""
    asked: Patterns
    may: tuple[Terms, ...] = ()
    beside: tuple[Id, ...] = ()
    """Figures whose numbers a question for this one may name: "425 cities of how many countries"."""
    history: Annotated[tuple[Value, ...], Field(min_length=1)]
    """The newest first."""


class Quote(Entry):
    """What somebody said: in the words that were published, or as reported in ours."""

    id: Id
    speaker: Id
    words: Text | None = None
    """The words as published."""
    language: LanguageCode | None = None
    """The language of those words."""
    also: tuple[Text, ...] = ()
    """Other ways in which people repeat it; never shown."""
    reported: Texts | None = None
    """Reported speech in our own words, to follow "says that"."""
    context: Texts | None = None
    """What quoted words that are no whole sentence were said of: "of lifelong learning"."""
    about: Annotated[tuple[Concept, ...], Field(min_length=1)]
    date: PartialDate
    sources: SourceIds

    @model_validator(mode="after")
    def _words_or_reported(self) -> Quote:
        if (self.words is None) == (self.reported is None):
            raise ValueError("give either `words` (as published) or `reported` (in our words)")
        if (self.words is None) != (self.language is None):
            raise ValueError("say in which `language` the `words` were published")
        return self


class Topic(Entry):
    """A question-shaped subject with a short answer."""

    id: Id
    question: Texts
    """The full question, as a suggestion shows it."""
    asked: Patterns
    may: tuple[Terms, ...] = ()
    text: Texts
    about: tuple[Concept, ...] = ()
    numbers: tuple[Annotated[str, Field(pattern=r"^\d+$")], ...] = ()
    """Numbers that a question may name and still be answered by this, besides the current figures."""
    as_of: PartialDate | None = None
    sources: SourceIds


class Relation(Entry):
    """A kind of question: what it must hold (`asked`) and what it may hold besides.

    Without `asked` it is a group of words, which `may` of others names as `+id`.
    """

    id: Id
    answer: Id | None = None
    """What answers it (a function of lcn_bot.answering.answers); the id, unless said otherwise."""
    args: tuple[Terms, ...] = ()
    """What is handed to the answer: KINDS of mention, and ids."""
    asked: tuple[Terms, ...] = ()
    may: tuple[Terms, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """All facts, by id. Nothing in it changes after loading."""

    sources: dict[str, Source] = field(default_factory=dict)
    cities: dict[str, City] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)

    def holders(self, office: str, of: str) -> list[tuple[Person, Office]]:
        """Who holds or held `office` in the city or organisation `of`, the newest first."""
        found = [(p, o) for p, o in self._offices.get(of, ()) if o.office == office]
        return sorted(found, key=lambda pair: pair[1].as_of, reverse=True)

    def __post_init__(self) -> None:
        offices: dict[str, list[tuple[Person, Office]]] = {}
        for person in self.people.values():
            for office in person.offices:
                offices.setdefault(office.of, []).append((person, office))
        object.__setattr__(self, "_offices", offices)

    _offices: dict[str, list[tuple[Person, Office]]] = field(init=False, repr=False, compare=False)
