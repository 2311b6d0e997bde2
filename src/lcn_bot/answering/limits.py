"""What is said where the list of names, or the history of a figure, does not reach: never a flat no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.figures import amount, as_of
from lcn_bot.answering.members import newest_year
from lcn_bot.answering.reading import Ask, Reading
from lcn_bot.knowledge.model import City
from lcn_bot.language.normalise import normalise


class Limit(NamedTuple):
    """What is not known, and what may be asked instead."""

    text: str
    instead: tuple[Ask, ...]


def limit(voice: Voice, ask: Ask) -> Limit | None:
    """Why there is no answer to an Ask, where it asks for more than is held; None for any other."""
    say = voice.language.say
    network = (Ask("figure", ("members",)), Ask("members"), Ask("topic", ("join",)))
    match ask:
        case Ask("figure", (figure, date)) if figure in voice.knowledge.figures:
            year, *_ = date.split("-")
            instead = (Ask("figure", (figure, year)), Ask("cities", (year,)), Ask("figure", (figure,)))
            return Limit(say("no_figure", date=voice.language.date(date)), instead)
        case Ask("winners", (year,)):
            return Limit(say("no_event", year=year[:4]), (Ask("winners"), Ask("topic", ("award",))))
        case Ask("events", (kind, year)):
            return Limit(say("no_event", year=year[:4]), (Ask("events", (kind,)), Ask("latest", (kind,))))
        case Ask("newest_in", (place,)):
            text = say("none_joined", **voice.named(place=place), year=newest_year(voice))
            return Limit(text, (Ask("members_in", (place,)), *network))
        case Ask("members_in" | "joined_count", (place, year)):
            text = say("none_joined", **voice.named(place=place), year=year[:4])
            return Limit(text, (Ask("members_in", (place,)), *network))
        case Ask(
            "joined_order" | "joined_before" | "joined_after" | "joined_together" | "joined_apart", cities
        ):
            return _undated(voice, cities)
    known = _known(voice)
    match ask:
        case Ask("members_in" | "count_in" | "first_in", (place,)) if known:
            return Limit(say("none_listed", **voice.named(place=place), **known), network)
        case Ask("joined_there", (city, country)) if known:
            name = say("heading", name=voice.place(city), details=voice.place(country))
            return Limit(say("not_listed", name=name, **known), (Ask("joined", (city,)), *network))
        case Ask("joined", (name, *_)) if known and name not in voice.knowledge.cities:
            if parts := _parts_of(voice, name):
                text = say("parts_listed", name=name, cities=voice.language.join(voice.names(parts)))
                return Limit(text, (*(Ask("joined", (city.id,)) for city in parts), *network))
            return Limit(say("not_listed", name=name, **known), network)
    return None


def another(voice: Voice, ask: Ask) -> Limit | None:
    """What is said of a city that is named with a country which is not its own: there may be one of that name."""
    match ask:
        case Ask("country_of", (city, country)) if voice.knowledge.cities[city].country != country:
            return limit(voice, Ask("joined_there", (city, country)))
    return None


def unheld(voice: Voice, reading: Reading) -> str:
    """The place that is asked for and not known: one whose membership is asked, or all that a message consists of."""
    if (
        reading.unlisted
        or len(reading.unknown) != 1
        or reading.mentions
        or reading.concepts
        or reading.numbers
    ):
        return reading.unlisted
    return reading.unknown[0] if normalise(reading.unknown[0]) in voice.knowledge.elsewhere else ""


def _parts_of(voice: Voice, name: str) -> list[City]:
    """The members that are districts of a city: "Nam-gu (Busan)", 釜山南区."""
    whole = normalise(name)

    def is_part(called: str) -> bool:
        inside = called.partition("(")[2].rstrip(")")
        begins = not voice.language.spaced and len(name) > 1 and called.startswith(name)
        return normalise(inside) == whole or begins

    return [
        city
        for city in voice.knowledge.members
        if whole and any(map(is_part, (city.name, voice.place(city.id))))
    ]


def together(limits: Iterable[Limit]) -> Limit | None:
    """Several limits as one: what is not known of each, and what may be asked instead of any."""
    texts = dict.fromkeys(each.text for each in limits)
    instead = dict.fromkeys(ask for each in limits for ask in each.instead)
    return Limit("\n".join(texts), tuple(instead)) if texts else None


def _undated(voice: Voice, cities: Sequence[str]) -> Limit | None:
    """That of some cities no source says since when they are members."""
    held = [voice.knowledge.cities[city] for city in cities if city in voice.knowledge.cities]
    names = voice.names(city for city in held if not city.joined.date)
    if not names:
        return None
    text = voice.language.say("first_undated", cities=voice.language.join(names))
    return Limit(text, tuple(Ask("joined", (city.id,)) for city in held))


def _known(voice: Voice) -> dict[str, object]:
    """How many names there are, and how many members, when; nothing, where the knowledge does not say."""
    figure = voice.knowledge.figures.get("members")
    if figure is None:
        return {}
    newest = figure.history[0]
    return {
        "known": len(voice.knowledge.members),
        "total": amount(voice, newest),
        "as_of": as_of(voice, newest.as_of),
    }
