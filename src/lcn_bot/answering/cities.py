"""Answers about single cities: whether and since when they are members, where they are, what they do."""

from __future__ import annotations

from dataclasses import replace

from lcn_bot.answering.answer import (
    READ_AT_ONCE,
    Answer,
    Voice,
    about,
    confirmed,
    dates,
    distinct,
    doing,
    fact_answer,
    together,
)
from lcn_bot.answering.events import awards_of
from lcn_bot.answering.members import newest_year
from lcn_bot.answering.people import leader
from lcn_bot.answering.quotes import works_on
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.knowledge.model import City

_THINNED_OUT = "2019-07"
"""Some fifty early members were no longer counted when UNESCO's institute counted 170 in 2019 (uilnews2019)."""


def city(voice: Voice, city_id: str) -> Answer | None:
    """All about a city in a few sentences."""
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    card = together(city_parts(voice, found))
    return card and replace(card, next=(*card.next, Ask("fact", (city_id, "project")), *_of_country(found)))


def city_parts(voice: Voice, found: City) -> list[Answer]:
    """What there is to say of a city, part by part: its membership, who leads it, its awards, what it does; as much
    as is read on a phone.
    """
    known = [fact for key, fact in found.facts.items() if key == "project"] + list(found.does)
    won = awards_of(voice, found.id) if found.id in voice.knowledge.awards else None
    parts = [joined(voice, found.id), leader(voice, found.id), won]
    told: list[Answer] = []
    for part in filter(None, [*parts, *(doing(voice, found, [fact]) for fact in known[:1])]):
        if not told or sum(len(before.text) for before in told) + len(part.text) <= READ_AT_ONCE:
            told.append(part)
    return told


def joined(voice: Voice, city_id: str, year: str = "") -> Answer | None:
    """Since when a city is a member; with a year, whether since then."""
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    date, otherwise = found.joined.date, [other.date for other in found.joined.otherwise]
    sources = distinct(
        (*found.joined.sources, *(s for other in found.joined.otherwise for s in other.sources))
    )
    if found.doubt:
        doubt = Answer(voice.text(found.doubt.text), found.doubt.sources, dates(date, *otherwise))
        return confirmed(doubt, False if found.doubt.kind == "withdrawn" else None)
    newest = _newest_evidence(voice, found)
    sentences = [
        voice.language.say(
            "joined" if date else "named",
            **voice.named(city=found.id, country=found.country),
            date=voice.language.date(date or newest) if date or newest else voice.language.say("undated"),
        )
    ]
    if otherwise:
        sentences.append(voice.language.say("joined_otherwise", date=voice.language.date(otherwise[0])))
    if found.joined.note:
        sentences.append(voice.text(found.joined.note))
    if newest and newest < _THINNED_OUT:
        sentences.append(voice.language.say("joined_early"))
    numbers = dates(date, *otherwise, *([] if date else [newest]))
    answer = Answer(
        " ".join(sentences), sources, numbers, confirms=True, next=_of_country(found), names=_country(found)
    )
    if not year:
        return answer
    if date is None or year[:4] in (other[:4] for other in otherwise) or found.joined.note:
        return confirmed(answer, None)
    return replace(answer, confirms=date[:4] == year[:4], numbers=answer.numbers | {year[:4]})


def is_new(voice: Voice, city_id: str) -> Answer | None:
    """Whether a city is among those of the newest round."""
    found = voice.knowledge.cities.get(city_id)
    answer = joined(voice, city_id)
    if found is None or answer is None or found.doubt or not found.joined.date:
        return answer and confirmed(answer, None)
    return confirmed(answer, found.joined.date[:4] == newest_year(voice))


def member_in(voice: Voice, city_id: str, year: str) -> Answer | None:
    """Whether a city was a member in a year that is not in the future."""
    found = voice.knowledge.cities.get(city_id)
    answer = joined(voice, city_id)
    if found is None or answer is None or year[:4] > newest_year(voice):
        return None
    answer = replace(answer, numbers=answer.numbers | {year[:4]})
    if found.doubt or not found.joined.date or found.joined.note or found.joined.otherwise:
        return confirmed(answer, None)
    return confirmed(answer, found.joined.date[:4] <= year[:4])


def _newest_evidence(voice: Voice, found: City) -> str:
    """The date of the newest source that shows a city as a member."""
    shown = [voice.knowledge.sources[source].date for source in found.joined.sources]
    shown += [award.start for award in voice.knowledge.awards.get(found.id, ())]
    return max([*shown, found.joined.date or ""])


def country_of(voice: Voice, city_id: str, country: str = "") -> Answer | None:
    """In which country a city is; with a country, whether it is in that one."""
    found = voice.knowledge.cities.get(city_id)
    if found is None or found.country is None:
        return None
    text = voice.language.say("country_of", **voice.named(city=found.id, country=found.country))
    confirms = found.country == country if country else None
    return Answer(
        text, found.joined.sources, confirms=confirms, next=_of_country(found), names=_country(found)
    )


def joined_there(voice: Voice, city_id: str, country: str) -> Answer | None:
    """Since when a city is a member that is named with its country; None with another country."""
    found = voice.knowledge.cities.get(city_id)
    return joined(voice, city_id) if found and found.country == country else None


def region_of(voice: Voice, city_id: str, region: str = "") -> Answer | None:
    """In which of UNESCO's regions a city is; with a region, whether it is in that one."""
    found = voice.knowledge.cities.get(city_id)
    if found is None or found.country is None:
        return None
    holding = [held for held in voice.knowledge.regions.values() if found.country in held.countries]
    if not holding or (region and not any(held.id == region for held in holding) and region not in _REGIONS):
        return None
    if region and _CONTINENTS.get(region) in [held.id for held in holding]:
        region = _CONTINENTS[region]
    told = next((held for held in holding if held.id == region), holding[0])
    text = voice.language.say(
        "region_of",
        **voice.named(city=found.id, country=found.country),
        region=voice.place(told.id),
    )
    confirms = told.id == region if region else None
    names = (*_country(found), Mention("region", told.id))
    return Answer(text, told.sources, confirms=confirms, next=_of_country(found), names=names)


def continent_of(voice: Voice, city_id: str) -> Answer | None:
    """On which continent a city is, where a region of the knowledge is one."""
    found = voice.knowledge.cities.get(city_id)
    for region in _CONTINENTS.values():
        held = voice.knowledge.regions.get(region)
        if found and held and found.country in held.countries:
            return region_of(voice, city_id, region)
    return None


def same_country(voice: Voice, one: str, other: str) -> Answer | None:
    """Whether two cities are in one country."""
    answer = together([country_of(voice, city) for city in (one, other)])
    countries = [held.country for city in (one, other) if (held := voice.knowledge.cities.get(city))]
    if answer is None or None in countries or len(countries) != len((one, other)):
        return answer
    return confirmed(answer, countries[0] == countries[1])


_CONTINENTS = {"africa": "african_continent"}
"""Where a region of UNESCO and the continent of that name differ, the continent is meant by "is it in Africa?"."""
_REGIONS = frozenset({"africa", "arab_states", "asia_pacific", "europe_north_america", "latin_america"})
"""UNESCO's regions exclude each other; the other groups of countries do not, so no "no" follows from them."""


def where(voice: Voice, city_id: str) -> Answer | None:
    """The country and the coordinates of a city."""
    place = voice.knowledge.places.get(city_id)
    located = country_of(voice, city_id)
    if located is None or place is None or place.latitude is None or place.longitude is None:
        return located
    text = voice.language.say(
        "coordinates",
        latitude=voice.language.degrees(abs(place.latitude)),
        ns=voice.language.say("north" if place.latitude >= 0 else "south"),
        longitude=voice.language.degrees(abs(place.longitude)),
        ew=voice.language.say("east" if place.longitude >= 0 else "west"),
    )
    return together([located, Answer(text, place.sources)])


def fact(voice: Voice, city_id: str, key: str, *subjects: str) -> Answer | None:
    """One of a city's facts, such as its project; of the subjects, if it speaks of them, or else its mayor does.

    A city without a `project` is answered with examples of what it does.
    """
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    if key not in found.facts:
        return doing(voice, found, about(found.does, subjects)) if key == "project" else None
    if not set(subjects) <= set(found.facts[key].about):
        return works_on(voice, city_id, *subjects)
    return fact_answer(voice, found.facts[key])


def does_about(voice: Voice, *subjects: str) -> Answer | None:
    """What cities do about the subjects."""
    found = [(city, fact) for city in voice.knowledge.members for fact in about(city.does, subjects)]
    return together([doing(voice, city, [fact]) for city, fact in found[:4]], separator="\n")


def _of_country(found: City) -> tuple[Ask, ...]:
    return (Ask("members_in", (found.country,)),) if found.country else ()


def _country(found: City) -> tuple[Mention, ...]:
    return (Mention("country", found.country),) if found.country else ()
