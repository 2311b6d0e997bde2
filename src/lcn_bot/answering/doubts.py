"""What is said of members that are in doubt, or known to be there though not by name."""

from __future__ import annotations

from collections.abc import Sequence

from lcn_bot.answering.answer import Answer, Voice, dates, distinct, together
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import City, Doubt

_FEW_DOUBTS = 3


def doubtful_dates(voice: Voice, found: Sequence[City]) -> Answer | None:
    """Where few cities are listed for a year: what makes the year of some uncertain."""
    if len(found) > _FEW_DOUBTS:
        return None
    noted = [(voice.place(city.id), voice.text(city.joined.note)) for city in found if city.joined.note]
    return together([Answer(voice.language.say("does", city=name, text=note)) for name, note in noted])


def left_out(voice: Voice, place: str) -> Answer | None:
    """Those that are not listed because their membership is in doubt."""
    doubts = _doubtful(voice, place)
    if not doubts:
        return None
    names = voice.language.join([name for name, _ in doubts])
    sources = distinct(source for _, doubt in doubts for source in doubt.sources)
    return Answer(voice.language.say("left_out", cities=names), sources)


def doubts(voice: Voice, place: str) -> Answer | None:
    """Why the only cities that are known there may be no members."""
    return together([Answer(voice.text(d.text), d.sources) for _, d in _doubtful(voice, place)])


def unnamed(voice: Voice, place: str, year: str = "") -> Answer | None:
    """That a country has members, though none is known by name: as a text on countries says."""
    for topic in voice.knowledge.topics.values():
        joined_then = (topic.as_of or "").startswith(year[:4])
        if place in topic.of and joined_then and not set(topic.of) & voice.knowledge.cities.keys():
            text = (
                f"{voice.text(topic.text)} {voice.language.say('none_by_name', **voice.named(place=place))}"
            )
            return Answer(text, topic.sources, dates(topic.as_of), next=(Ask("topic", (topic.id,)),))
    return None


def _doubtful(voice: Voice, place: str) -> list[tuple[str, Doubt]]:
    cities = sorted(voice.knowledge.cities.values(), key=lambda city: city.id)
    return [(voice.place(city.id), city.doubt) for city in cities if city.doubt and city.country == place]
