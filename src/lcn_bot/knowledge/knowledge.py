"""All the facts together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lcn_bot.knowledge.model import (
    City,
    Event,
    Figure,
    Office,
    Person,
    Place,
    Quote,
    Region,
    Relation,
    Source,
    Topic,
)


@dataclass(frozen=True)
class Knowledge:
    """All facts, by id. Nothing in it changes after loading."""

    sources: dict[str, Source] = field(default_factory=dict)
    cities: dict[str, City] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    """Names of places that are no members, as the bot reads them: none of them is a slip of a member's name."""

    def holders(self, office: str, of: str) -> list[tuple[Person, Office]]:
        """Who holds or held `office` in the city, organisation or country `of`, the newest first."""
        return [(person, held) for person, held in self.offices_of(of) if held.office == office]

    def offices_of(self, of: str) -> list[tuple[Person, Office]]:
        """Everyone with an office in the city, organisation or country `of`, the newest first."""
        return self._offices.get(of, [])

    @cached_property
    def _offices(self) -> dict[str, list[tuple[Person, Office]]]:
        offices: dict[str, list[tuple[Person, Office]]] = {}
        for person in self.people.values():
            for office in person.offices:
                offices.setdefault(office.of, []).append((person, office))
        for held in offices.values():
            held.sort(key=lambda pair: pair[1].as_of or "", reverse=True)
        return offices

    @cached_property
    def members(self) -> tuple[City, ...]:
        """The cities whose membership is not in doubt, by id: the order of the files decides nothing."""
        held = sorted(self.cities.values(), key=lambda city: city.id)
        return tuple(city for city in held if city.doubt is None)

    @cached_property
    def members_by_country(self) -> dict[str, tuple[City, ...]]:
        """Those of each country, by its code; of none, by ""."""
        found: dict[str, list[City]] = {}
        for city in self.members:
            found.setdefault(city.country or "", []).append(city)
        return {country: tuple(cities) for country, cities in found.items()}

    def located(self, place: str) -> list[City]:
        """The members in a country or region whose coordinates are known."""
        region = self.regions.get(place)
        found = (
            city
            for country in (region.countries if region else (place,))
            for city in self.members_by_country.get(country, ())
        )
        return [
            city for city in found if city.id in self.places and self.places[city.id].latitude is not None
        ]

    @cached_property
    def awards(self) -> dict[str, tuple[Event, ...]]:
        """The awards that each city received, by its id."""
        won: dict[str, tuple[Event, ...]] = {}
        for event in self.events.values():
            for winner in event.winners:
                won[winner] = (*won.get(winner, ()), event)
        return won

    @cached_property
    def counted(self) -> dict[tuple[str, str], Figure]:
        """The figures of one country or region, by what they are of and what part of it they count."""
        return {
            (figure.of, figure.part): figure for figure in self.figures.values() if figure.of and figure.part
        }

    def cities_at(self, event: Event) -> list[City]:
        """The cities that the place of an event ("Cork", "Suwon, Gyeonggi") names, in its country."""
        country = event.country or ""
        named = (self._cities_by_name.get((name, country), ()) for name in event.where.split(", "))
        return [city for cities in named for city in cities]

    @cached_property
    def _cities_by_name(self) -> dict[tuple[str, str], list[City]]:
        found: dict[tuple[str, str], list[City]] = {}
        for city in self.cities.values():
            for name in city.names:
                found.setdefault((name, city.country or ""), []).append(city)
        return found

    def holds(self, kind: str, id_: str) -> bool:
        """Whether what was once named is held still: a reload may have taken it out."""
        kinds: dict[str, Mapping[str, object]] = {
            "city": self.cities,
            "person": self.people,
            "organisation": self.people,
            "quote": self.quotes,
            "event": self.events,
            "region": self.regions,
        }
        return not id_ or kind not in kinds or id_ in kinds[kind]

    def names(self, city: City) -> tuple[str, ...]:
        """Every name of a city, in any language, the one shown first."""
        place = self.places.get(city.id)
        return city.names + (place.names if place else ())
