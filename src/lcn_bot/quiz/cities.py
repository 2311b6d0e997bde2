"""Questions about cities: where they are, and when they joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import asin, cos, radians, sin, sqrt

from rapidfuzz.fuzz import ratio

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.questions import question
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import City, Place
from lcn_bot.language.normalise import normalise
from lcn_bot.quiz.draft import Draft, Draw, alike

_NOT_ASKED = frozenset({"melitopol", "san-nicolas"})
"""Where these are is no matter for a quiz: one is fought over, and larger towns of other countries are called San
Nicolás for short."""
_DETAILS = re.compile(r"[(（]| - ")
"""What follows gives a city away: "Nam-gu (Busan)"."""
_TELLING = 65
"""How much alike, in percent, a word of a city's name and one of its country's are if the one tells the other: Algiers
and Algeria, 阿尔及尔 and 阿尔及利亚."""
_LONG = 3
_NEAR_YEARS = 5


def country_of(voice: Voice, draw: Draw) -> Draft | None:
    """In which country is a city? The others are the nearest that have members."""
    city = draw.one({f"country_of:{city.id}": city for city in _placed(voice)})
    ask = Ask("country_of", (city.id,))
    asked, told = question(voice, ask), answer(voice, ask)
    if not asked or not told or not city.country or _gives_away(voice, city):
        return None
    countries = dict.fromkeys(near.country for near in _abroad(voice, city))
    wrong = [voice.place(country) for country in countries if country]
    return Draft(asked, voice.place(city.country), wrong, told.text, ask, told.sources)


def in_country(voice: Voice, draw: Draw) -> Draft | None:
    """Which of four members is in a country? The others are from the nearest countries."""
    city = draw.one({f"in_country:{city.id}": city for city in _placed(voice)})
    ask = Ask("country_of", (city.id,))
    told = answer(voice, ask)
    if not told or not city.country or _gives_away(voice, city):
        return None
    asked = voice.language.say("quiz_in_country", **voice.named(country=city.country))
    wrong = one_a_country(voice, city, _abroad(voice, city))
    return Draft(asked, voice.place(city.id), wrong, told.text, ask, told.sources)


def joined(voice: Voice, draw: Draw) -> Draft | None:
    """In which year did a city join? The others are the nearest years in which cities did."""
    dated = {
        f"joined:{city.id}": (city, city.joined.date[:4])
        for city in voice.knowledge.members
        if city.country and city.joined.date and not city.joined.otherwise and not city.joined.note
    }
    city, year = draw.one(dated)
    ask = Ask("joined", (city.id,))
    told = answer(voice, ask)
    if not told:
        return None
    asked = voice.language.say("quiz_joined", **voice.named(city=city.id, country=city.country))
    years = sorted(
        sorted({other for _, other in dated.values()} - {year}), key=lambda other: _apart(other, year)
    )
    wrong = [voice.language.date(other) for other in years[:_NEAR_YEARS]]
    return Draft(asked, voice.language.date(year), wrong, told.text, ask, told.sources)


def plain(voice: Voice, city: City) -> bool:
    """Whether a city is known well enough by its name alone, which has no details behind it."""
    place = voice.knowledge.places.get(city.id)
    return not (place and place.shared) and not _DETAILS.search(voice.place(city.id))


def neighbours(voice: Voice, city: City) -> list[City]:
    """The members of the city's region, itself left out; those of all the world, where it is in none."""
    own = _region(voice, city)
    return [
        other
        for other in voice.knowledge.members
        if other is not city and (not own or _region(voice, other) == own)
    ]


def one_a_country(voice: Voice, city: City, others: Iterable[City]) -> list[str]:
    """The first names of each country that do not stand out beside the city's."""
    name, found = voice.place(city.id), dict[str | None, str]()
    for other in others:
        if other.country not in found and alike(name, voice.place(other.id)):
            found[other.country] = voice.place(other.id)
    return list(found.values())


def _placed(voice: Voice) -> Iterator[City]:
    """The members of which nobody can say that they are another place: where they are is known, and no name shared."""
    return (
        city
        for city in voice.knowledge.members
        if city.id in voice.knowledge.places and city.id not in _NOT_ASKED and plain(voice, city)
    )


def _abroad(voice: Voice, city: City) -> list[City]:
    """The members of other countries of the city's region, the nearest first."""
    here, places = voice.knowledge.places[city.id], voice.knowledge.places
    placed = {other.id for other in _placed(voice)}
    abroad = [
        other for other in neighbours(voice, city) if other.country != city.country and other.id in placed
    ]
    return sorted(abroad, key=lambda other: _distance(here, places[other.id]))


def _region(voice: Voice, city: City) -> str:
    """The region of UNESCO that a city is in: the first that holds its country."""
    return next((held.id for held in voice.knowledge.regions.values() if city.country in held.countries), "")


def _distance(one: Place, other: Place) -> float:
    """How far apart two places are, as an angle; places without coordinates are far from everything."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return 4.0
    a, b, c, d = (radians(x or 0) for x in (one.latitude, one.longitude, other.latitude, other.longitude))
    return 2 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def _gives_away(voice: Voice, city: City) -> bool:
    """Whether the name of a city tells its country's, in the reader's language or the default one."""
    languages = [language for language in (voice.language, voice.default) if language]
    countries = {word for language in languages for word in _words(language.country(city.country or ""))}
    cities = {word for name in (voice.place(city.id), *city.names) for word in _words(name)}
    return any(ratio(one, other) >= _TELLING for one in cities for other in countries)


def _words(name: str) -> Iterator[str]:
    """The words of a name that are long enough to tell something, and all of it as one, as Chinese is written."""
    words = normalise(name).split()
    return (word for word in (*words, "".join(words)) if len(word) >= _LONG)


def _apart(one: str, other: str) -> int:
    return abs(int(one) - int(other))
