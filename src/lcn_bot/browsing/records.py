"""Cards of figures, events, quotations and sources."""

from __future__ import annotations

from random import Random

from lcn_bot.answering.answer import Answer, Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.events import heading, place_of
from lcn_bot.answering.reading import Ask
from lcn_bot.browsing.card import Button, Card, back, in_rows, leaf, page_note, shown, turning
from lcn_bot.knowledge.model import Event

EVENT_KINDS = ("conference", "award", "announcement", "meeting")
_NEWEST = 5
"""How many events are named before a kind is chosen."""
_LABEL = 46
"""Characters of an event's name on a button; the card has the whole of it."""
_SOURCES_A_PAGE = 8
_RANDOM = Random()  # noqa: S311 (chooses quotations)


def figures(voice: Voice) -> Card:
    """The network in numbers, and the pictures that show them."""
    asked = [figure.id for figure in voice.knowledge.figures.values() if figure.asked]
    pictures = (("card_growth", "growth"), ("card_world_map", "map"), ("card_by_country", "countries"))
    buttons = [Button(voice.language.say(key), "picture", name) for key, name in pictures]
    parts = [answer(voice, Ask("figure", (figure,))) for figure in asked]
    return shown(voice, "figures", voice.language.say("card_figures"), parts, in_rows(buttons))


def events(voice: Voice, kind: str = "", number: str = "") -> Card | None:
    """The kinds of events; or the events of a kind, the newest first."""
    title = voice.language.say("card_events")
    if not kind:
        buttons = [
            Button(
                voice.language.say("heading", name=voice.language.say(f"card_{each}s"), details=len(held)),
                "card",
                f"events:{each}",
            )
            for each in EVENT_KINDS
            if (held := _of_kind(voice, each))
        ]
        newest = sorted(voice.knowledge.events.values(), key=lambda found: found.start, reverse=True)[
            :_NEWEST
        ]
        parts = [Answer(f"– {heading(voice, found)}", found.sources) for found in newest]
        return shown(voice, "events", title, parts, in_rows(buttons, 1))
    found = _of_kind(voice, kind)
    if not found:
        return None
    at = leaf(number, len(found))
    buttons = [Button(_named(voice, one), "card", f"event:{one.id}") for one in found[at.start : at.end]]
    rows = [*in_rows(buttons, 1), *turning(voice, f"events:{kind}", at), back(title, "events")]
    return shown(voice, f"events:{kind}", voice.language.say(f"card_{kind}s"), [], rows, page_note(voice, at))


def event(voice: Voice, event_id: str) -> Card | None:
    """An event, with a button for each city that was given something there, or where it was."""
    found = voice.knowledge.events.get(event_id)
    if found is None:
        return None
    at = [city.id for city in voice.knowledge.cities_at(found)]
    buttons = [Button(voice.place(city), "card", f"city:{city}") for city in found.winners]
    hosts = [
        Button(voice.language.say("card_host", city=voice.place(city)), "card", f"city:{city}")
        for city in at
        if city not in found.winners
    ]
    return shown(
        voice,
        f"event:{event_id}",
        "",  # it begins with its name
        [answer(voice, Ask("event", (event_id,)))],
        [
            *in_rows(buttons),
            *in_rows(hosts, 1),
            back(voice.language.say(f"card_{found.kind}s"), f"events:{found.kind}"),
        ],
    )


def quote(voice: Voice, quote_id: str = "", not_this: str = "", *, random: Random = _RANDOM) -> Card | None:
    """Something that somebody said: this, or another than this, or anything."""
    held = voice.knowledge.quotes
    chosen = quote_id if quote_id != "not" else ""
    if not chosen:
        chosen = random.choice([one for one in held if one != not_this] or [""])
    told = answer(voice, Ask("speaker", (chosen,)))
    if told is None:
        return None
    another = Button(voice.language.say("card_another"), "card", f"quote:not:{chosen}")
    of = next((office.of for office in voice.knowledge.people[held[chosen].speaker].offices), "")
    city = [Button(voice.place(of), "card", f"city:{of}")] if of in voice.knowledge.cities else []
    title = voice.place(held[chosen].speaker)
    return shown(voice, f"quote:{chosen}", title, [told], in_rows([another, *city]))


def sources(voice: Voice, number: str = "") -> Card:
    """What all answers rest on, the newest first."""
    held = sorted(voice.knowledge.sources.values(), key=lambda source: source.date, reverse=True)
    at = leaf(number, len(held), _SOURCES_A_PAGE)
    title = voice.language.say("telegram_sources")
    return Card(
        "sources",
        voice.language.laid_out(title),
        voice.language.laid_out(page_note(voice, at)),
        rows=tuple(turning(voice, "sources", at)),
        listed=tuple(held[at.start : at.end]),
    )


def _of_kind(voice: Voice, kind: str) -> list[Event]:
    held = (found for found in voice.knowledge.events.values() if found.kind == kind)
    return sorted(held, key=lambda found: found.start, reverse=True)


def _named(voice: Voice, found: Event) -> str:
    """The name of an event as a button has room for it, after its year where that is not part of it; of those that go
    by long names, the place.
    """
    name, year, place = voice.event(found.id), found.start[:4], place_of(voice, found)
    if found.kind == "conference" and place:
        return f"{year} · {place}"
    label = name if year in name else f"{year} · {name}"
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"
