"""Sums over the list of members: which countries have the most, which a single one, which any."""

from __future__ import annotations

from collections import Counter

from lcn_bot.answering.answer import Answer, Voice, distinct, together
from lcn_bot.answering.figures import figure
from lcn_bot.answering.members import listed_answer, size
from lcn_bot.answering.reading import Ask, Mention

_TOP = 5


def most_members(voice: Voice, country: str = "") -> Answer | None:
    """The countries with the most members: as sources state, else by the names that are known.

    With a country, whether that is the first.
    """
    places = {city.country for city in voice.knowledge.members if city.country}
    sizes = {place: size(voice, place) for place in sorted(places)}
    first, *others = sorted(sizes, key=lambda place: -sizes[place].number)[:_TOP]
    text = voice.language.say(
        "most_members",
        **voice.named(country=first),
        number=voice.language.number(sizes[first].number),
        as_of=sizes[first].as_of,
        others=voice.language.join(
            [
                voice.language.say("heading", name=voice.place(place), details=sizes[place].number)
                for place in others
            ]
        ),
    )
    sources = distinct(
        source for place in (first, *others) if sizes[place].stated for source in sizes[place].sources
    )
    borne_out = frozenset(str(sizes[place].number) for place in (first, *others))
    after = tuple(Ask("members_in", (place,)) for place in (first, *others))
    confirms = first == country if country else None
    return Answer(text, sources, borne_out, confirms=confirms, next=after, names=(Mention("country", first),))


def single_members(voice: Voice) -> Answer | None:
    """The countries of which one member is known by name."""
    listed = Counter(city.country for city in voice.knowledge.members if city.country)
    alone = [
        place
        for place, count in listed.items()
        if count == 1 and (place, "members") not in voice.knowledge.counted
    ]
    found = [city for city in voice.knowledge.members if city.country in alone]
    names = [
        voice.language.say("heading", name=voice.place(city.country or ""), details=voice.place(city.id))
        for city in found
    ]
    text = voice.language.say(
        "single_members", count=len(alone), countries=voice.language.join(sorted(names))
    )
    return listed_answer(text, found, frozenset({"1"}))


def countries(voice: Voice) -> Answer | None:
    """The countries of which members are known by name."""
    held = distinct(city.country for city in voice.knowledge.members if city.country)
    text = voice.language.say(
        "countries", count=len(held), countries=voice.language.join(sorted(map(voice.place, held)))
    )
    return together(
        [figure(voice, "countries"), Answer(text, (), frozenset({str(len(held))}))], separator="\n"
    )
