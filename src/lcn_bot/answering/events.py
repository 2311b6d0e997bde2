"""Answers about conferences, meetings and the Learning City Award."""

from __future__ import annotations

from dataclasses import replace

from lcn_bot.answering.answer import Answer, Voice, dates, distinct, together
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.knowledge.model import City, Event


def event(voice: Voice, event_id: str) -> Answer | None:
    """What an event was, where and when."""
    found = voice.knowledge.events.get(event_id)
    if found is None:
        return None
    sentences = [f"{heading(voice, found)}{voice.language.say('full_stop')}{voice.text(found.text)}"]
    if found.winners:
        sentences.append(voice.language.say("winners", cities=_winners(voice, found)))
    named = [Mention("event", found.id), *(Mention("city", winner) for winner in found.winners)]
    named += [Mention("city", city.id) for city in voice.knowledge.cities_at(found)]
    named += [Mention("country", found.country)] if found.country else []
    borne_out = dates(found.start, found.end) | set(found.numbers) | _days(found)
    return Answer(" ".join(sentences), found.sources, borne_out, names=tuple(named))


def theme(voice: Voice, event_id: str) -> Answer | None:
    """What an event was about, where its text tells that."""
    found = voice.knowledge.events.get(event_id)
    return event(voice, event_id) if found and "theme_cluster" in found.about else None


def themes(voice: Voice, kind: str, year: str) -> Answer | None:
    """What the events of a kind and a year were about."""
    held = [e for e in voice.knowledge.events.values() if e.kind == kind and e.start.startswith(year[:4])]
    return together([theme(voice, found.id) for found in held])


def event_winners(voice: Voice, event_id: str) -> Answer | None:
    """Who received the award at an event: the award itself, or the conference at which it was given."""
    found = voice.knowledge.events.get(event_id)
    if found is None or found.winners:
        return event(voice, event_id)
    of_year = [e for e in voice.knowledge.events.values() if e.winners and e.start[:4] == found.start[:4]]
    return together([event(voice, award.id) for award in of_year])


def events(voice: Voice, kind: str, year: str = "") -> Answer | None:
    """The events of a kind; of a year, if one is given."""
    held = [found for found in voice.knowledge.events.values() if found.kind == kind]
    of_year = [found for found in held if found.start.startswith(year[:4])] if year else held
    if len(of_year) == 1 or (year and of_year):
        return together([event(voice, found.id) for found in of_year])
    return _list(voice, of_year)


def latest(voice: Voice, kind: str) -> Answer | None:
    """The newest event of a kind."""
    held = [found for found in voice.knowledge.events.values() if found.kind == kind]
    return event(voice, max(held, key=lambda found: found.start).id) if held else None


def events_at(voice: Voice, kind: str, place: str) -> Answer | None:
    """The events of a kind in a city or country."""
    city = voice.knowledge.cities.get(place)
    held = [
        found
        for found in voice.knowledge.events.values()
        if found.kind == kind and (found.country == place or city in voice.knowledge.cities_at(found))
    ]
    return together([event(voice, found.id) for found in held])


def awards_of(voice: Voice, city_id: str, year: str = "") -> Answer | None:
    """When a city received the award; with a year, whether then."""
    city = voice.knowledge.cities.get(city_id)
    if city is None:
        return None
    awards = [found for found in voice.knowledge.events.values() if found.kind == "award"]
    won = list(voice.knowledge.awards.get(city_id, ()))
    told = won or awards
    text = voice.language.say(
        "awards_of" if won else "no_awards_of",
        **voice.named(city=city.id),
        years=voice.language.join([award.start[:4] for award in told]),
    )
    numbers = dates(*(award.start for award in told))
    held_then = any(award.start.startswith(year[:4]) for award in awards)
    if year and not held_then:
        return None
    confirms = any(award.start.startswith(year[:4]) for award in won) if year else bool(won)
    after = tuple(Ask("event", (award.id,)) for award in won)
    sources = distinct(source for award in told for source in award.sources)
    return Answer(text, sources, numbers | ({year[:4]} if year else set()), confirms=confirms, next=after)


def awarded_at(voice: Voice, city_id: str, event_id: str) -> Answer | None:
    """Whether a city received the award at an event."""
    found = voice.knowledge.events.get(event_id)
    return awards_of(voice, city_id, found.start) if found and found.kind == "award" else None


def winners(voice: Voice, year: str = "") -> Answer | None:
    """Which cities received the award in a year, by default the last time."""
    return events(voice, "award", year) if year else latest(voice, "award")


def winners_in(voice: Voice, country: str, year: str = "") -> Answer | None:
    """Which cities of a country received the award."""
    won = [
        (city, award.start[:4], award.sources)
        for award in voice.knowledge.events.values()
        for winner in award.winners
        if (city := voice.knowledge.cities[winner]).country == country and award.start.startswith(year[:4])
    ]
    if not won:
        return None
    text = voice.language.say(
        "winners_in",
        **voice.named(country=country),
        cities=voice.language.join([_dated(voice, city, then) for city, then, _ in won]),
    )
    sources = distinct(source for _, _, held in won for source in held)
    names = tuple(Mention("city", city.id) for city, _, _ in won)
    answer = Answer(text, sources, frozenset({str(len(won)), *(then for _, then, _ in won)}), names=names)
    return replace(answer, next=tuple(Ask("awards_of", (city.id,)) for city, _, _ in won[:2]))


def _winners(voice: Voice, found: Event) -> str:
    return voice.language.join([voice.place(winner) for winner in found.winners])


def _dated(voice: Voice, city: City, year: str) -> str:
    return voice.language.say("heading", name=voice.place(city.id), details=year)


def heading(voice: Voice, found: Event) -> str:
    """ "Third International Conference on Learning Cities (Cork, Ireland, 18–20 September 2017)"."""
    when = voice.language.date(found.start)
    if found.end:
        when = voice.language.interval(found.start, found.end)
    place = [place_of(voice, found)] if found.place else []
    if found.country and (country := voice.language.country(found.country)) not in place:
        place.append(country)
    name = voice.event(found.id)
    details = voice.language.say("comma").join([*place, when])
    return voice.language.say("heading", name=f"{name[0].upper()}{name[1:]}", details=details)


def place_of(voice: Voice, found: Event) -> str:
    """Where an event was, as it is called here if it is one of the cities."""
    cities = voice.knowledge.cities_at(found)
    if len(cities) == 1 and cities[0].name == found.where:
        return voice.place(cities[0].id)
    own = found.place.get(voice.language.code) if isinstance(found.place, dict) else None
    return own or found.where


def _list(voice: Voice, found: list[Event]) -> Answer | None:
    if not found:
        return None
    return Answer(
        "\n".join(f"– {heading(voice, one)}" for one in found),
        distinct(source for one in found for source in one.sources),
        dates(*(one.start for one in found)) | {str(len(found))},
        len(found),
        next=tuple(Ask("event", (one.id,)) for one in found[::-1][:3]),
        names=tuple(Mention("event", one.id) for one in found),
    )


def _days(found: Event) -> frozenset[str]:
    """The days of the month, which a question may name too."""
    return frozenset(str(int(date[8:])) for date in (found.start, found.end) if date and len(date) > 7)
