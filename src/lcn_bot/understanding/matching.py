"""Items of a question -> the relation they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, product
from typing import NamedTuple

from lcn_bot.answering.reading import Ask, Item, MentionKind, RunnerUp
from lcn_bot.knowledge.fields import SEVERAL
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.understanding.patterns import Fit, Patterns

ASKING = frozenset({"who", "what", "which", "when", "where", "why", "how", "how_long", "count", "day"})
"""Concepts that ask for something else than yes or no."""
QUESTION_WORDS = ASKING | {"since"}
"""Concepts that a question may consist of: "why?", "since when?"."""
MENTIONS: tuple[MentionKind, ...] = (
    "city",
    "country",
    "region",
    "person",
    "quote",
    "event",
    "organisation",
)
_SEVERAL = {one.lower(): several for several, one in SEVERAL.items()}
"""What two or more of a kind are, besides one of it."""
_YEARS = range(1990, 2051)
"""Numbers that are read as years."""


class Match(NamedTuple):
    """What a question asks: one thing, or the same of several; or rivals, where it may be one of them."""

    asks: tuple[Ask, ...] = ()
    rivals: tuple[Ask, ...] = ()
    numbers_asked: bool = False


class Matcher:
    """Finds the pattern that items fit."""

    def __init__(self, knowledge: Knowledge, patterns: Patterns) -> None:
        self._knowledge = knowledge
        self.patterns = patterns
        self._best_known = sorted(knowledge.cities, key=lambda city: _little_known(knowledge, city))

    def match(self, items: Sequence[Item]) -> Match:
        """What the items ask for; an empty Match where they fit no pattern whole."""
        if not items:
            return Match()
        for held in self._readings_of(items):
            instances = [self._instances(fit, items) for fit in self.patterns.fitting(held)]
            instances = [asks for asks in instances if asks]
            if len(instances) == 1:
                return Match(instances[0], (), any(need.startswith("number:") for need in held))
            if instances:
                return Match((), tuple(asks[0] for asks in instances))
        return Match()

    def near(self, items: Sequence[Item]) -> Iterator[Ask]:
        """What may have been meant by items that fit no pattern, the likeliest first.

        Those come first that take the fewest words too many or too few; what lacks a mention is offered for the
        first things that the knowledge holds of that kind.
        """
        held, _ = self._bind(items)
        for near in self.patterns.near(held):
            lacking = [kind for kind in MENTIONS if kind.upper() in near.missing]
            if (
                "SUBJECT" in near.missing
                or len(near.missing) > 1
                or (near.missing and not lacking and near.extra)
            ):
                continue
            added = [Item(kind, id_) for kind in lacking for id_ in self._some(kind)]
            for filled in [[*items, item] for item in added] or [list(items)]:
                yield from self._instances(near, filled)

    def runner_up(self, items: Sequence[Item], asks: Sequence[Ask]) -> RunnerUp | None:
        """The nearest kind of question that is not asked."""
        held, _ = self._bind(items)
        for near in self.patterns.near(held):
            args = self._instances(near, items) or (Ask(near.pattern.relation, near.pattern.args),)
            if args[0] not in asks:
                return RunnerUp(args[0], near.missing, near.extra)
        return None

    def _some(self, kind: MentionKind) -> list[str]:
        """A few ids of a kind."""
        match kind:
            case "city":
                held: Iterable[str] = self._best_known
            case "person":
                held = (person.id for person in self._knowledge.people.values() if person.offices)
            case _:
                held = ()
        return list(islice(held, 3))

    def _readings_of(self, items: Sequence[Item]) -> Iterator[frozenset[str]]:
        """What the items hold, as patterns write it; then the same without what only says it twice.

        "Oujda, Morocco" is Oujda, and "mayor Rmili of Casablanca" is Rmili, if that is so: what contradicts the
        knowledge stays, and vetoes.
        """
        bound, plain = self._bind(items)
        readings = (bound, plain) if bound != plain else (bound,)
        yield from readings
        redundant = self._redundant(items)
        for held in readings:
            yield from (held - without for without in redundant if without & held)

    def _bind(self, items: Sequence[Item]) -> tuple[frozenset[str], frozenset[str]]:
        """The held concepts and kinds, with counts and numbers bound to the noun they count; and without numbers."""
        countable = self.patterns.countable
        held: set[str] = set()
        numbered: set[str] = set()
        counted: set[int] = set()
        for index, item in enumerate(items):
            if item.kind == "concept" and item.id == "count":
                noun = self._counted(items, index)
                if noun is None:
                    held.add("count")
                else:
                    counted.add(noun)
                    held.add(f"count:{items[noun].id}")
        for index, item in enumerate(items):
            if item.kind in MENTIONS:
                held.add(item.kind.upper())
            elif item.kind == "number" and item.id.isdecimal() and not is_year(item):
                following = [
                    i for i in range(index + 1, min(index + 4, len(items))) if items[i].id in countable
                ]
                if following and following[0] not in counted:
                    numbered.add(items[following[0]].id)
            elif item.kind == "concept" and item.id != "count" and index not in counted:
                held.add(item.id)
        years = {item.id for item in items if item.kind == "number" and is_year(item)}
        if years:
            held |= {"YEAR", "YEARS"} if len(years) == 2 else {"YEAR"}
        for kind, several in _SEVERAL.items():
            if len({item.id for item in items if item.kind == kind}) > 1:
                held.add(several)
        plain = frozenset(held)
        bound = frozenset(held - numbered | {f"number:{noun}" for noun in numbered})
        return bound, plain

    def _counted(self, items: Sequence[Item], count: int) -> int | None:
        """The noun that a "how many" counts: the next one, else the last before it."""
        for order in (range(count + 1, len(items)), range(count - 1, -1, -1)):
            for index in order:
                if items[index].kind == "boundary" and items[index].id != ",":
                    break
                if items[index].kind == "concept" and items[index].id in self.patterns.countable:
                    return index
        return None

    def _redundant(self, items: Sequence[Item]) -> list[frozenset[str]]:
        ids = {kind: [item.id for item in items if item.kind == kind] for kind in MENTIONS}
        found = []
        countries = {self._knowledge.cities[city].country for city in ids["city"] if city}
        if ids["city"] and (set(ids["country"]) == countries or "" in ids["city"]):
            found.append(frozenset({"COUNTRY"}))
        events = [self._knowledge.events[event] for event in ids["event"]]
        if events and {event.country for event in events} == set(ids["country"]):
            found.append(frozenset({"COUNTRY"}))
        held = [office for person in ids["person"] for office in self._knowledge.people[person].offices]
        if held:
            places = {office.of for office in held}
            offices = frozenset(office.office for office in held) | {"lead", "role"}
            if set(ids["city"]) <= places:
                found.append(offices | {"CITY"})
                cities = [
                    self._knowledge.cities[place] for place in places if place in self._knowledge.cities
                ]
                if set(ids["country"]) <= places | {city.country for city in cities}:
                    found.append(offices | {"CITY", "COUNTRY"})
        return found

    def _instances(self, fit: Fit, items: Sequence[Item]) -> tuple[Ask, ...]:
        """The pattern's Ask for each mention it is asked about; none where the mentions are not on a par."""
        choices: list[list[str]] = []
        for arg in fit.pattern.args:
            if arg == "YEARS":
                choices += [[year] for year in _years(items)]
            elif arg in _SEVERAL.values():
                choices += [
                    [id_] for id_ in dict.fromkeys(i.id for i in items if _SEVERAL.get(i.kind) == arg)
                ]
            elif arg == "YEAR":
                if not _coordinated(items, "year"):
                    return ()
                choices.append(_years(items))
            elif arg.lower() in MENTIONS and arg.isupper():
                mentioned = _coordinated(items, arg.lower())
                if not mentioned:
                    return ()
                choices.append(mentioned)
            else:
                choices.append([arg])
        tail = tuple(sorted(fit.subjects))
        return tuple(Ask(fit.pattern.relation, (*chosen, *tail)) for chosen in product(*choices))


def _little_known(knowledge: Knowledge, city: str) -> tuple[int, int, str]:
    """Sorts the cities of which much is known first: what those who lead it said, then facts."""
    held = knowledge.cities[city]
    leaders = {person.id for person, _ in knowledge.offices_of(city)}
    said = sum(quote.speaker in leaders for quote in knowledge.quotes.values()) if leaders else 0
    return -said, -len(held.facts) - len(held.does), city


def is_year(item: Item) -> bool:
    """Whether a number is one that is read as a year."""
    return item.kind == "number" and item.id.isdecimal() and int(item.id) in _YEARS


def is_time(item: Item) -> bool:
    """Whether it is a year or a month."""
    return is_year(item) or item.id.startswith("month ")


def _years(items: Sequence[Item]) -> list[str]:
    """The years in order, with the month that stands beside one: "2020", "2020-09"."""
    found: list[str] = []
    for place, item in enumerate(items):
        if is_year(item):
            beside = [
                other.id for other in items[max(0, place - 1) : place + 2] if other.id.startswith("month ")
            ]
            month = f"-{int(beside[0].removeprefix('month ')):02}" if beside else ""
            found.append(item.id + month)
    return list(dict.fromkeys(found))


def _coordinated(items: Sequence[Item], kind: str) -> list[str]:
    """The mentions of a kind in order, if nothing but "and", a comma or the like stands between them.

    Cities may stand side by side: "casablanca oujda mayors". The kind "year" is numbers that are years.
    """
    places = [i for i, item in enumerate(items) if item.kind == kind or (kind == "year" and is_year(item))]
    for one, other in pairwise(places):
        between = items[one + 1 : other]
        same = items[one].id == items[other].id
        joined = between or (kind == "city" and items[one].id and items[other].id)  # each of them known
        if not same and not (joined and all(item.kind == "boundary" for item in between)):
            return []
    return list(dict.fromkeys(items[index].id for index in places))
