"""The one table of cards: what opens each kind of key."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

from lcn_bot.answering.answer import Voice
from lcn_bot.browsing.card import Card
from lcn_bot.browsing.places import city, country, network, newest, region
from lcn_bot.browsing.records import event, events, figures, quote, sources

_CARDS: dict[str, Callable[..., Card | None]] = {
    "cities": network,
    "newest": newest,
    "region": region,
    "country": country,
    "city": city,
    "figures": figures,
    "events": events,
    "event": event,
    "quote": quote,
    "sources": sources,
}


def card(voice: Voice, key: str) -> Card | None:
    """The card that a key opens ("city:oujda", "region:africa:2"); None where it means nothing (any more)."""
    kind, *args = key.split(":")
    opened = _CARDS.get(kind)
    if opened is None:
        return None
    try:
        signature(opened).bind(voice, *args)
    except TypeError:  # the key of an old or forged button
        return None
    return opened(voice, *args)
