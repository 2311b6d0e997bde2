"""Cards of cities and of what they are in: the network, a region, a country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.cities import city_parts
from lcn_bot.answering.limits import limit
from lcn_bot.answering.people import LEADERS
from lcn_bot.answering.reading import Ask
from lcn_bot.browsing.card import Button, Card, Row, back, in_rows, leaf, page_note, shown, turning
from lcn_bot.knowledge.fields import COUNTRIES
from lcn_bot.knowledge.model import City
from lcn_bot.language.normalise import normalise

REGIONS = ("africa", "arab_states", "asia_pacific", "europe_north_america", "latin_america")
"""UNESCO's regions; the other groups of countries overlap with them."""
ELSEWHERE = "elsewhere"
"""Stands for the countries that no source places in a region, and for cities without a country."""


def network(voice: Voice) -> Card:
    """The whole network: its size, and a button for each region."""
    buttons = [
        Button(_counted(voice, _region_name(voice, region), len(found)), "card", f"region:{region}")
        for region in (*REGIONS, ELSEWHERE)
        if (found := [city for city in voice.knowledge.members if _region(voice, city) == region])
    ]
    more = [
        Button(voice.language.say("card_newest"), "card", "newest"),
        Button(voice.language.say("card_world_map"), "picture", "map"),
    ]
    known = len(voice.knowledge.members)
    note = voice.language.say("card_known_by_name", count=known)
    parts = [answer(voice, Ask("figure", ("members",)))]
    return shown(
        voice,
        "cities",
        voice.language.say("card_cities"),
        parts,
        [*in_rows(buttons, 1), *in_rows(more)],
        note,
    )


def newest(voice: Voice, number: str = "") -> Card | None:
    """The cities of the newest round."""
    years = [(city.joined.date or "")[:4] for city in voice.knowledge.members]
    year = max(years, default="")
    found = [city for city, joined in zip(voice.knowledge.members, years, strict=True) if joined == year]
    at = leaf(number, len(found))
    rows = [*_cities(voice, _by_name(voice, found)[at.start : at.end]), *turning(voice, "newest", at)]
    known = voice.language.say("known_by_name", count=len(found))
    return shown(
        voice,
        "newest",
        voice.language.say("card_newest"),
        [answer(voice, Ask("figure", ("new_members",)))],
        [*rows, back(voice.language.say("card_cities"), "cities")],
        "\n".join(filter(None, (known, page_note(voice, at)))),
    )


def region(voice: Voice, region_id: str, number: str = "") -> Card | None:
    """A region, with a button for each country."""
    found = [city for city in voice.knowledge.members if _region(voice, city) == region_id]
    if not found:
        return None
    countries: dict[str, int] = {}
    for city in found:
        countries[city.country or ""] = countries.get(city.country or "", 0) + 1
    homeless = [city for city in found if not city.country]
    held = sorted(filter(None, countries), key=lambda code: normalise(voice.place(code)))
    at = leaf(number, len(held))
    buttons = [
        Button(_counted(voice, voice.place(code), countries[code]), "card", f"country:{code}")
        for code in held[at.start : at.end]
    ]
    rows = [*in_rows(buttons), *_cities(voice, homeless), *turning(voice, f"region:{region_id}", at)]
    parts = [answer(voice, Ask("count_in", (region_id,)))] if region_id != ELSEWHERE else []
    note = voice.language.say("card_no_region") if region_id == ELSEWHERE else ""
    return shown(
        voice,
        f"region:{region_id}",
        _region_name(voice, region_id),
        parts,
        [*rows, *_map(voice, region_id), back(voice.language.say("card_cities"), "cities")],
        "\n".join(filter(None, (note, page_note(voice, at)))),
    )


def country(voice: Voice, code: str, number: str = "") -> Card | None:
    """A country, with a button for each of its cities; where none is known, that this is so."""
    found = [city for city in voice.knowledge.members if city.country == code]
    if not found:
        home = back(voice.language.say("card_cities"), "cities")
        if told := answer(voice, Ask("members_in", (code,))):
            return shown(voice, f"country:{code}", voice.place(code), [told], [home])
        none = limit(voice, Ask("members_in", (code,))) if code in COUNTRIES else None
        return shown(voice, f"country:{code}", voice.place(code), [], [home], none.text) if none else None
    at = leaf(number, len(found))
    rows = [
        *_cities(voice, _by_name(voice, found)[at.start : at.end]),
        *turning(voice, f"country:{code}", at),
        *_map(voice, code),
    ]
    held_in = _region(voice, found[0])
    return shown(
        voice,
        f"country:{code}",
        voice.place(code),
        [answer(voice, Ask("count_in", (code,)))],
        [*rows, back(_region_name(voice, held_in), f"region:{held_in}")],
        page_note(voice, at),
    )


def city(voice: Voice, city_id: str, view: str = "") -> Card | None:
    """A city: all about it, or one view of it, such as who leads it."""
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    key = f"city:{city_id}"
    if view:
        told = answer(voice, Ask(view, (city_id,))) if view in _VIEWS else None
        title, home = voice.full_name(found), back(voice.place(city_id), key)
        return shown(voice, f"{key}:{view}", title, [told], [home]) if told else None
    buttons = [
        Button(voice.language.say(wording), "card", f"{key}:{shown_by}")
        for shown_by, wording in (("leader", _leader(voice, city_id)), ("quotes", "card_quotes"))
        if answer(voice, Ask(shown_by, (city_id,)))
    ]
    place = voice.knowledge.places.get(city_id)
    if place and place.latitude is not None:
        buttons.append(Button(voice.language.say("card_where"), "place", city_id))
    parts = city_parts(voice, found)
    sources = [voice.knowledge.sources[source] for part in parts for source in part.sources]
    linked = [source.url for source in sources if source.url.startswith("https://")]
    buttons += [Button(voice.language.say("card_source"), "url", url) for url in linked[:1]]
    country_id = _listed(voice, found)
    home = back(voice.place(country_id), f"country:{country_id}") if country_id else ()
    return shown(voice, key, voice.full_name(found), parts, [*in_rows(buttons), home])


_VIEWS = frozenset({"leader", "quotes"})


def _leader(voice: Voice, city_id: str) -> str:
    """The wording for who leads a city."""
    offices = [held.office for _, held in voice.knowledge.offices_of(city_id) if held.office in LEADERS]
    return "card_mayor" if offices[:1] == ["mayor"] else "card_leader"


def _listed(voice: Voice, found: City) -> str:
    """The country of a city, if it has a card."""
    return (
        found.country
        if found.country and any(c.country == found.country for c in voice.knowledge.members)
        else ""
    )


def _region(voice: Voice, found: City) -> str:
    regions = (voice.knowledge.regions.get(region) for region in REGIONS)
    return next((r.id for r in regions if r and found.country in r.countries), ELSEWHERE)


def _region_name(voice: Voice, region: str) -> str:
    name = voice.language.say("card_elsewhere") if region == ELSEWHERE else voice.place(region)
    return f"{name[0].upper()}{name[1:]}"


def _counted(voice: Voice, name: str, count: int) -> str:
    return voice.language.say("heading", name=name, details=count)


def _map(voice: Voice, place: str) -> list[Row]:
    """What shows the members of a country or region on a map, if it is known where any of them is."""
    if not voice.knowledge.located(place):
        return []
    return [(Button(voice.language.say("card_map"), "picture", f"map:{place}"),)]


def _by_name(voice: Voice, found: Iterable[City]) -> list[City]:
    return sorted(found, key=lambda city: normalise(voice.place(city.id)))


def _cities(voice: Voice, found: Sequence[City]) -> list[Row]:
    return in_rows([Button(voice.place(city.id), "card", f"city:{city.id}") for city in found])
