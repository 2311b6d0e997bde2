"""Cards: cities, countries, figures, events, quotations and sources, in messages that change as one taps on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lcn_bot.answering.limits import limit
from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask
from lcn_bot.browsing import card
from lcn_bot.language.normalise import normalise
from lcn_bot.pictures.named import picture
from lcn_bot.telegram.content import Content, Photo, Rows, Venue
from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.rendering import (
    button,
    caption_page,
    card_page,
    reply_page,
    source_button,
    suggested,
    text_page,
)

if TYPE_CHECKING:
    from lcn_bot.answering.answer import Voice
    from lcn_bot.answering.reading import Mention
    from lcn_bot.answering.reply import Reply
    from lcn_bot.telegram.desk import Desk, Tap
    from lcn_bot.telegram.hearing import Asker

_CHOICES = 8
"""How many cities are offered to who gave a name that several have."""
_SHORT_LABEL = 16
"""Characters of a button that has another beside it."""
_ECHO = 40
"""How much of a name that is not known is said back."""
_ABOUT = {"city": "city", "country": "members_in", "region": "members_in"}
"""The question that the card of a place answers, by its kind."""
_PICTURES = {
    "growth": "growth",
    "figure:members": "growth",
    "members": "map",
    "countries": "map",
    "most_members": "countries",
    "members_in": "map:{}",
    "count_in": "map:{}",
}
"""What shows the answer to a question, by its relation, or by its relation and what it is asked of."""


class Browsing:
    """Commands and taps that show cards, pictures and places."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """Each shows a card."""
        return {
            "cities": lambda asker, _: self._show(asker, "cities"),
            "city": lambda asker, name: self._find(asker, "city", name),
            "country": lambda asker, name: self._find(asker, "country", name),
            "figures": lambda asker, _: self._show(asker, "figures"),
            "quote": lambda asker, _: self._show(asker, "quote"),
            "events": lambda asker, _: self._show(asker, "events"),
            "sources": lambda asker, _: self._show(asker, "sources"),
        }

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """What a card's buttons open."""
        return {"card": self._turn, "picture": self._draw, "place": self._locate}

    def opens(self, asker: Asker, payload: str) -> bool:
        """Show what a link t.me/bot?start=PAYLOAD leads to, such as `city_oujda`; whether it leads anywhere."""
        return self._show(asker, payload.replace("_", ":", 1))

    def content(self, reply: Reply, *, question: str = "") -> Content:
        """How a reply is shown: on a map, as a card, or as text with its picture a tap away."""
        kind, _, of = reply.answers[0].partition(":") if len(reply.answers) == 1 else ("", "", "")
        if kind == "where" and (venue := self._venue(self._voice(reply), of)):
            return venue
        if kind == "city" and not question and (found := card(self._voice(reply), reply.answers[0])):
            return card_page(found, self._desk.assistant, reply.language)
        page = reply_page(reply, self._desk.assistant, question=question)
        return page.over(self._illustrated(reply, kind, of))

    def _show(self, asker: Asker, key: str, *, edits: int | None = None, tag: str = "") -> bool:
        voice = self._desk.voice(asker)
        found = card(voice, key)
        if found is not None:
            page = card_page(found, self._desk.assistant, voice.language.code)
            self._desk.post(asker, page, edits=edits, tag=tag)
        return found is not None

    def _find(self, asker: Asker, kind: str, name: str) -> None:
        """Show the card of the place that is named, or ask which of several is meant, or say that there is none."""
        name = name.strip()
        if not name:
            self._show(asker, "cities")
            return
        assistant, voice = self._desk.assistant, self._desk.voice(asker)
        language = voice.language.code
        reading, _ = assistant.read(name, language=language)
        places = dict.fromkeys(mention for mention in reading.mentions if mention.kind in _ABOUT)
        found = [place for place in places if place.kind == kind] or list(places)
        if len(found) == 1 and self._show(asker, f"{found[0].kind}:{found[0].id}"):
            # so that the next question may be about it
            about = f"{_ABOUT[found[0].kind]}:{found[0].id}"
            assistant.ask_suggested(about, chat=asker.conversation, language=language)
            return
        begun, shown = ([], False) if found else self._begun(voice, kind, name)
        named_so = found or shown
        beyond = limit(voice, Ask("joined", (name[:_ECHO],))) if kind == "city" and not named_so else None
        if found := found or begun:  # asked back, even if it is the only one
            said = [voice.language.laid_out(beyond.text)] if beyond else []
            page = text_page("\n".join([*said, assistant.say("telegram_which", language)]))
            self._desk.post(asker, page.over(_choice(voice, found[:_CHOICES])))
        elif beyond:
            instead = filter(None, (suggestion(voice, ask) for ask in beyond.instead))
            page = text_page(voice.language.laid_out(beyond.text))
            self._desk.post(asker, page.over(suggested(list(instead), language)))
        else:
            self._desk.post(asker, self.content(assistant.ask(name, language=language)))

    def _begun(self, voice: Voice, kind: str, name: str) -> tuple[list[Mention], bool]:
        """The places of a kind with members that have a name which begins so; of those only the ones that are shown by
        such a name, if there are any, and whether there are.
        """
        countries = {city.country for city in voice.knowledge.members}
        begun = [
            mention
            for before, mention in self._desk.assistant.complete(name)
            if not before and mention.kind == kind and (kind == "city" or mention.id in countries)
        ]
        typed = normalise(name)
        if shown := [m for m in begun if normalise(voice.place(m.id)).startswith(typed)]:
            return shown, True
        return ([] if typed in voice.knowledge.elsewhere else begun), False  # London is not Londonderry

    def _turn(self, tap: Tap) -> None:
        # below a place or a picture, or where Telegram no longer shows us the message, there is no text to change
        edits = tap.message_id if tap.has_text else None
        shown = self._show(tap.asker, tap.rest, edits=edits, tag=tap.tag)
        self._desk.acknowledge(tap.query, "" if shown else self._desk.say(tap.asker, "telegram_stale"))

    def _draw(self, tap: Tap) -> None:
        voice = self._desk.voice(tap.asker)
        found = picture(voice, tap.rest)
        if found is not None:
            sources = [voice.knowledge.sources[source] for source in found.sources]
            said = voice.language.laid_out(found.caption)
            caption = caption_page(said, sources, self._desk.assistant, voice.language.code)
            self._desk.post(tap.asker, Photo(found, caption), tag=tap.tag)
        self._desk.acknowledge(tap.query, "" if found else self._desk.say(tap.asker, "telegram_stale"))

    def _locate(self, tap: Tap) -> None:
        venue = self._venue(self._desk.voice(tap.asker), tap.rest)
        if venue is not None:
            self._desk.post(tap.asker, venue, tag=tap.tag)
        self._desk.acknowledge(tap.query, "" if venue else self._desk.say(tap.asker, "telegram_stale"))

    def _venue(self, voice: Voice, city_id: str) -> Venue | None:
        """A city on a map, with the source of its coordinates."""
        city, place = voice.knowledge.cities.get(city_id), voice.knowledge.places.get(city_id)
        if city is None or place is None or place.latitude is None or place.longitude is None:
            return None
        source = voice.knowledge.sources[place.sources[0]]
        assistant, language = self._desk.assistant, voice.language.code
        credit = assistant.say("telegram_source", language, sources=source.publisher or source.title)
        where = assistant.ask_suggested(f"where:{city_id}", language=language)
        country = [voice.place(city.country)] if city.country else []
        name = voice.place(city_id)
        card_of = button(language, name, "card", f"city:{city_id}")
        link = source_button(source, voice.language.say("card_source"))
        rows: Rows = ((card_of, *link),) if len(name) <= _SHORT_LABEL else ((card_of,), link)
        address = " · ".join([*country, credit])
        said = reply_page(where, assistant) if where else text_page(f"{name}, {address}")
        return Venue(place.latitude, place.longitude, name, address, said, rows)

    def _illustrated(self, reply: Reply, kind: str, of: str) -> Rows:
        """A button for the picture that shows the answer, if there is one."""
        named = _PICTURES.get(reply.answers[0] if reply.answers else "", _PICTURES.get(kind, ""))
        if not named:
            return ()
        name = named.format(of.partition(":")[0])
        if ":" in name and not self._voice(reply).knowledge.located(name.partition(":")[2]):
            return ()
        wording = (
            "card_growth" if name == "growth" else "card_by_country" if name == "countries" else "card_map"
        )
        label = self._desk.assistant.say(wording, reply.language)
        return ((button(reply.language, label, "picture", name),),)

    def _voice(self, reply: Reply) -> Voice:
        return self._desk.assistant.voice(reply.language)


def _choice(voice: Voice, found: list[Mention]) -> Rows:
    """A button for each of the places that may be meant."""
    cities = voice.knowledge.cities
    names = [voice.full_name(cities[m.id]) if m.id in cities else voice.place(m.id) for m in found]
    return tuple(
        (button(voice.language.code, name, "card", f"{mention.kind}:{mention.id}"),)
        for name, mention in zip(names, found, strict=True)
    )
