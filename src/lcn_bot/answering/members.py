"""Answers about several cities: those of a country, a region or a year.

The list of names is not complete, so what is counted on it says so, and a number that a source states is preferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from lcn_bot.answering.answer import Answer, Voice, dates, distinct, together
from lcn_bot.answering.doubts import doubtful_dates, doubts, left_out, unnamed
from lcn_bot.answering.figures import as_of, figure, value_at
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.knowledge.model import City

_MOST_NAMED = 80
"""How many names are listed; Telegram's messages hold some four times as many, a reader does not."""
_FEW = 15
"""How many names are said to who only asked how many."""


def cities(voice: Voice, year: str = "") -> Answer | None:
    """Who joined in a year, by default in the newest round."""
    new = figure(voice, "new_members", year)
    year = year or newest_year(voice)
    found = _in(voice, year=year)
    if not found:
        return None
    listed = voice.language.say(
        "joined_in", count=len(found), year=year[:4], cities=_by_country(voice, found)
    )
    answer = listed_answer(listed, found, dates(year))
    return together([new, answer, doubtful_dates(voice, found)], separator="\n")


def members(voice: Voice) -> Answer | None:
    """How much of the list is known by name, and where to go on."""
    found = voice.knowledge.members
    regions = [region for region in voice.knowledge.regions if _in(voice, region)]
    stated = figure(voice, "members")
    counted = [
        voice.language.say("heading", name=voice.place(region), details=len(_in(voice, region)))
        for region in regions[:5]
    ]
    text = voice.language.say(
        "members",
        count=len(found),
        countries=len({city.country for city in found}),
        regions=voice.language.join(counted),
    )
    newest = cities(voice)
    answer = together([stated, Answer(text, (), frozenset({str(len(found))})), newest], separator="\n")
    return answer and replace(answer, next=tuple(Ask("members_in", (region,)) for region in regions[:3]))


def members_in(voice: Voice, place: str, year: str = "") -> Answer | None:
    """The members of a country or region that are known by name, or those that joined in a year."""
    found = _in(voice, place, year)
    if not found:
        return unnamed(voice, place, year) or (None if year else doubts(voice, place))
    text = voice.language.say(
        "members_in_year" if year else "members_in",
        **voice.named(place=place),
        count=len(found),
        year=year[:4],
        cities=_by_year(voice, found) if not year else _names(voice, found, place),
    )
    newest = max((city.joined.date or "")[:4] for city in found)
    latest = sum((city.joined.date or "").startswith(newest) for city in found)
    listed = listed_answer(text, found, {*dates(year or newest), str(latest)})
    if year:
        counted = voice.knowledge.counted.get((place, "new_members"))
        parts = [figure(voice, counted.id, year) if counted else None, listed, doubtful_dates(voice, found)]
    else:
        parts = [listed, _stated(voice, place), left_out(voice, place)]
    if len([part for part in parts if part]) == 1:
        parts.append(Answer(voice.language.say("maybe_more", known=len(voice.knowledge.members))))
    answer = together(parts)
    return answer and replace(answer, next=(Ask("count_in", (place,)), Ask("first_in", (place,))))


def newest_in(voice: Voice, place: str) -> Answer | None:
    """The members of a country or region that joined in the newest round."""
    return members_in(voice, place, newest_year(voice))


def newest_year(voice: Voice) -> str:
    """The year of the newest round of admissions."""
    rounds = voice.knowledge.figures.get("new_members")
    return (rounds.history[0].as_of or "")[:4] if rounds else ""


def count_in(voice: Voice, place: str, year: str = "") -> Answer | None:
    """How many members a country or region has: as a source states, else as many as are known by name."""
    counted = voice.knowledge.counted.get((place, "members"))
    stated = value_at(counted, year) if counted else None
    listed = _in(voice, place)
    if year:
        return figure(voice, counted.id, year) if counted and stated else None
    if counted is None or stated is None or stated.value < len(listed):
        return members_in(voice, place) if len(listed) <= _FEW else _counted(voice, place, listed)
    answer = figure(voice, counted.id)
    if answer is None or not listed:
        return answer
    known = voice.language.say("known_by_name", count=len(listed))
    borne_out = answer.numbers | {str(len(listed))}
    return replace(
        answer, text=f"{answer.text} {known}", numbers=borne_out, next=(Ask("members_in", (place,)),)
    )


class Size(NamedTuple):
    """How many members a country has, as far as is known."""

    number: int
    as_of: str
    """In words: the month of the figure, or that it was counted by name."""
    sources: tuple[str, ...] = ()
    stated: bool = False
    """A source states it; it is not counted on the list of names."""


def size(voice: Voice, place: str) -> Size:
    """The number of members of a country: as a source states it, unless more are known by name."""
    listed = len(_in(voice, place))
    counted = voice.knowledge.counted.get((place, "members"))
    if counted and counted.history[0].value >= listed:
        value = counted.history[0]
        return Size(value.value, as_of(voice, value.as_of), value.sources, stated=True)
    found = distinct(source for city in _in(voice, place) for source in city.joined.sources[:1])
    return Size(listed, voice.language.say("by_name"), found)


def _counted(voice: Voice, place: str, listed: Sequence[City]) -> Answer:
    counted = voice.language.say("counted_by_name", **voice.named(place=place), count=len(listed))
    more = voice.language.say("maybe_more", known=len(voice.knowledge.members))
    answer = replace(listed_answer(f"{counted} {more}", listed, ()), next=(Ask("members_in", (place,)),))
    return together([answer, _stated(voice, place)]) or answer


def joined_count(voice: Voice, place: str, year: str) -> Answer | None:
    """How many cities of a country or region joined in a year: as a source states, else by name."""
    counted = voice.knowledge.counted.get((place, "new_members"))
    return members_in(voice, place, year) or (figure(voice, counted.id, year) if counted else None)


def first_in(voice: Voice, place: str) -> Answer | None:
    """Which members of a country or region joined first, as far as the dates are known."""
    found = _in(voice, place)
    dated = [city for city in found if city.joined.date]
    if not dated:
        return None if found else unnamed(voice, place)
    first = min(city.joined.date[:4] for city in dated if city.joined.date)
    earliest = [city for city in dated if city.joined.date and city.joined.date.startswith(first)]
    text = voice.language.say(
        "first_in",
        **voice.named(place=place),
        count=len(earliest),
        year=first,
        cities=_names(voice, earliest, place),
    )
    undated = [city for city in found if not city.joined.date]
    if undated:
        text += " " + voice.language.say("first_undated", cities=_names(voice, undated, place))
    return replace(listed_answer(text, earliest, dates(first)), next=(Ask("members_in", (place,)),))


def _in(voice: Voice, place: str = "", year: str = "") -> list[City]:
    """The members of a country or region, by id, of those that joined in a year."""
    region = voice.knowledge.regions.get(place)
    held = voice.knowledge.members_by_country
    among = region.countries if region else (place,) if place else held
    found = [city for country in among for city in held.get(country, ())]
    return sorted(
        (city for city in found if (city.joined.date or "").startswith(year[:4])), key=lambda city: city.id
    )


def listed_answer(text: str, found: Sequence[City], numbers: Iterable[str]) -> Answer:
    """A text that lists or counts cities, with the first source of each."""
    sources = distinct(source for city in found for source in city.joined.sources[:1])
    names = tuple(Mention("city", city.id) for city in found)
    return Answer(text, sources, frozenset(numbers) | {str(len(found))}, names=names)


def _names(voice: Voice, found: Sequence[City], place: str) -> str:
    """Names in a list; by country for those of a region."""
    return (
        _by_country(voice, found)
        if place in voice.knowledge.regions
        else voice.language.join(voice.names(found))
    )


def _by_country(voice: Voice, found: Sequence[City]) -> str:
    grouped: dict[str, list[str]] = {}
    for city in found[:_MOST_NAMED]:
        grouped.setdefault(voice.place(city.country) if city.country else "", []).append(voice.place(city.id))
    say = voice.language.say
    text = say("semicolon").join(
        say("by_country", country=country, cities=say("listed").join(names))
        for country, names in sorted(grouped.items())
    )
    return text + (" …" if len(found) > _MOST_NAMED else "")


def _by_year(voice: Voice, found: Sequence[City]) -> str:
    """The newest first, those without a date last; many names without their years."""
    if len(found) > _MOST_NAMED:
        return _by_country(voice, found)
    grouped: dict[str, list[str]] = {}
    for city in sorted(found, key=lambda city: (city.joined.date or "")[:4], reverse=True):
        grouped.setdefault((city.joined.date or "")[:4], []).append(voice.place(city.id))
    say = voice.language.say
    listed = {year: voice.language.join(names) for year, names in grouped.items()}
    return say("semicolon").join(
        say("heading", name=names, details=year) if year else names for year, names in listed.items()
    )


def _stated(voice: Voice, place: str) -> Answer | None:
    counted = voice.knowledge.counted.get((place, "members"))
    return figure(voice, counted.id) if counted else None
