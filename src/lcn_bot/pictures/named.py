"""The pictures, by their names: one table."""

from __future__ import annotations

from collections.abc import Callable

from lcn_bot.answering.answer import Voice
from lcn_bot.pictures.countries import countries
from lcn_bot.pictures.growth import growth
from lcn_bot.pictures.maps import members_in, world
from lcn_bot.pictures.picture import Picture

_PICTURES: dict[str, Callable[[Voice], Picture | None]] = {
    "growth": growth,
    "map": world,
    "countries": countries,
}
_OF_PLACES: dict[str, Callable[[Voice, str], Picture | None]] = {"map": members_in}
"""Those of a country (by its code) or a region (by its id): `map:MA`, `map:arab_states`."""


def picture(voice: Voice, name: str) -> Picture | None:
    """The picture of a name, as it is for the readers of a language; None for a name that means nothing, and where
    nothing is known that could be drawn.
    """
    kind, of, place = name.partition(":")
    if of:
        return _OF_PLACES[kind](voice, place) if kind in _OF_PLACES else None
    return _PICTURES[kind](voice) if kind in _PICTURES else None
