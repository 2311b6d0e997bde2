"""Answers that compare: which city joined first, which country has more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from lcn_bot.answering.answer import Answer, Voice, confirmed, dates, distinct
from lcn_bot.answering.members import size
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.knowledge.model import City


def joined_order(voice: Voice, *city_ids: str) -> Answer | None:
    """In which order cities joined; None where the dates of some are not known."""
    found = [voice.knowledge.cities[city] for city in city_ids if city in voice.knowledge.cities]
    if len(found) < max(2, len(city_ids)) or any(not city.joined.date or city.doubt for city in found):
        return None
    precision = min(len(city.joined.date or "") for city in found)
    ordered = sorted(found, key=lambda city: (city.joined.date or "")[:precision])
    sentences = []
    rounds = groupby(ordered, lambda city: (city.joined.date or "")[:precision])
    for number, (date, together) in enumerate(rounds):
        cities = list(together)
        key = "joined_then" if number else "joined_before_others"
        sentences.append(_order(voice, "joined_together" if cities == ordered else key, cities, date))
    sentences += [voice.text(city.joined.note) for city in found if city.joined.note]
    return Answer(
        " ".join(sentences),
        distinct(source for city in found for source in city.joined.sources),
        dates(*(city.joined.date for city in found)),
        next=tuple(Ask("joined", (city.id,)) for city in found),
        names=(Mention("city", ordered[0].id),),
    )


def joined_before(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether one city joined before the other."""
    return _compared(voice, one, other, lambda a, b: a < b)


def joined_together(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether two cities joined in one round."""
    return _compared(voice, one, other, lambda a, b: a == b)


def joined_apart(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether two cities joined in different rounds."""
    return _compared(voice, one, other, lambda a, b: a != b)


def joined_after(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether one city joined after the other."""
    return joined_before(voice, other, one)


def more_members(voice: Voice, one: str, other: str) -> Answer | None:
    """Which of two countries has more members."""
    sizes = {place: size(voice, place) for place in (one, other)}
    if one == other or not all(found.number for found in sizes.values()):
        return None
    most, least = sorted(sizes, key=lambda place: -sizes[place].number)
    text = voice.language.say(
        "as_many" if sizes[most].number == sizes[least].number else "more_members",
        more=voice.place(most),
        number=sizes[most].number,
        as_of=sizes[most].as_of,
        less=voice.place(least),
        other_number=sizes[least].number,
        other_as_of=sizes[least].as_of,
    )
    if any(not found.stated for found in sizes.values()):
        text = voice.language.say("by_names", answer=text)
    return Answer(
        text,
        distinct(source for found in sizes.values() for source in found.sources),
        frozenset(str(found.number) for found in sizes.values()),
        next=tuple(Ask("members_in", (place,)) for place in sizes),
        names=(Mention("country", most),),
    )


def has_more(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether one country has more members than the other."""
    return _sized(voice, one, other, lambda a, b: a > b)


def has_fewer(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether one country has fewer members than the other."""
    return has_more(voice, other, one)


def has_as_many(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether two countries have equally many members."""
    return _sized(voice, one, other, lambda a, b: a == b)


def _compared(voice: Voice, one: str, other: str, holds: Callable[[str, str], bool]) -> Answer | None:
    """The order in which two cities joined, as a yes or a no where no source gives another date."""
    answer = joined_order(voice, one, other)
    held = [voice.knowledge.cities.get(city) for city in (one, other)]
    if answer is None or any(city is None or city.joined.otherwise or city.joined.note for city in held):
        return answer
    precision = min(len(_date(voice, city)) for city in (one, other))
    return confirmed(answer, holds(_date(voice, one)[:precision], _date(voice, other)[:precision]))


def _sized(voice: Voice, one: str, other: str, holds: Callable[[int, int], bool]) -> Answer | None:
    """The sizes of two countries, as a yes or a no; a doubtful one where no source states both."""
    answer = more_members(voice, one, other)
    if answer is None:
        return None
    sizes = [size(voice, place) for place in (one, other)]
    yes = holds(sizes[0].number, sizes[1].number)
    if all(found.stated for found in sizes):
        return confirmed(answer, yes)
    return replace(
        answer, text=voice.language.say("yes_by_names" if yes else "no_by_names", answer=answer.text)
    )


def _order(voice: Voice, key: str, cities: Sequence[City], date: str) -> str:
    names = voice.language.join([voice.full_name(city) for city in cities])
    return voice.language.say(key, cities=names, date=voice.language.date(date), count=len(cities))


def _date(voice: Voice, city_id: str) -> str:
    return voice.knowledge.cities[city_id].joined.date or ""
