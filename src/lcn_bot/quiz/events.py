"""Questions about what happened: awards and conferences."""

from __future__ import annotations

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.events import heading, place_of
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import City, Event
from lcn_bot.quiz.cities import neighbours, one_a_country, plain
from lcn_bot.quiz.draft import Draft, Draw


def awarded(voice: Voice, draw: Draw) -> Draft | None:
    """Which of four cities received the award in a year? The others never did, and are of the winner's region."""
    cities = voice.knowledge.cities
    award, city = draw.one(
        {
            f"awarded:{award.start[:4]}:{winner}": (award, cities[winner])
            for award in voice.knowledge.events.values()
            for winner in award.winners
            if not cities[winner].doubt and plain(voice, cities[winner])
        }
    )
    ask = Ask("awards_of", (city.id,))
    told = answer(voice, ask)
    if not told:
        return None
    never = [
        other
        for other in neighbours(voice, city)
        if other.id not in voice.knowledge.awards and plain(voice, other)
    ]
    wrong = one_a_country(voice, city, draw.shuffled(never))
    asked = voice.language.say("quiz_awarded", year=award.start[:4])
    return Draft(asked, voice.place(city.id), wrong, told.text, ask, award.sources)


def conference(voice: Voice, draw: Draw) -> Draft | None:
    """Which city hosted a conference? The others hosted something else, or are of its region."""
    hosted = [(event, host) for event in voice.knowledge.events.values() if (host := _host(voice, event))]
    held, city = draw.one(
        {f"conference:{event.id}": (event, host) for event, host in hosted if event.kind == "conference"}
    )
    asked = voice.language.say("quiz_conference", event=voice.event(held.id), year=held.start[:4])
    others = {host.id: place_of(voice, event) for event, host in hosted if host is not city}
    near = one_a_country(voice, city, draw.shuffled(neighbours(voice, city)))
    wrong = [*draw.shuffled(others.values()), *near]
    fact = heading(voice, held) + voice.language.say("full_stop").strip()
    return Draft(asked, place_of(voice, held), wrong, fact, Ask("event", (held.id,)), held.sources)


def _host(voice: Voice, event: Event) -> City | None:
    """The one member that is named as the place of an event, if that name alone is enough."""
    cities = voice.knowledge.cities_at(event)
    named = [city for city in cities if event.where in city.names]
    return named[0] if named == cities and len(named) == 1 and plain(voice, named[0]) else None
