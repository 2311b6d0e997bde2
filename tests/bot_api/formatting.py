"""What a message may say and which buttons it may have: the limits that Telegram sets after it has read the markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.bot_api.calls import ViolationError, refuse
from tests.bot_api.markup import MarkupError, read, units

TEXT, CAPTION, EXPLANATION = 4096, 1024, 200
"""The most UTF-16 units."""
LABELS = frozenset(["text", "icon_custom_emoji_id", "style"])
"""What a button may have besides the one thing that it does."""
ADDRESSES = ("https://", "http://", "tg://")


def formatted(
    given: Mapping[str, Any], name: str, most: int, *, least: int = 0
) -> tuple[str, list[dict[str, Any]]]:
    """A text of a call's parameters (or of an object in one) as a reader sees it, with its entities.

    Plain text and HTML are understood. Telegram knows more ways, but of those nothing could be checked here.
    """
    raw, mode = str(given.get(name, "")), given.get(f"{name}_parse_mode", given.get("parse_mode"))
    if mode not in (None, "", "HTML"):
        raise ViolationError(f"the double reads no parse_mode but HTML, not {mode}")
    try:
        text, entities = read(raw) if mode else (raw, [])
    except MarkupError as error:
        raise ViolationError(f"can't parse entities: {error}") from error
    told = given.get(f"{name}_entities", given.get("entities"))
    if told:
        entities = json.loads(told) if isinstance(told, str) else told
    if units(text) > most:
        raise ViolationError(f"message {name} is too long" if name != "text" else "message is too long")
    if len(text.strip()) < least:
        raise ViolationError(f"message {name} is empty")
    return text, entities


def keyboard(markup: Any) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard, none where there is none (or one of another kind)."""
    rows: list[list[dict[str, Any]]] = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    for button in buttons:
        refuse(
            {
                f"BUTTON_TEXT_EMPTY: {button}": not button["text"].strip(),
                f"BUTTON_TYPE_INVALID: {button} must do exactly one thing": len(button.keys() - LABELS) != 1,
                f"BUTTON_URL_INVALID: {button}": not button.get("url", "https://").startswith(ADDRESSES),
            }
        )
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise ViolationError("REPLY_MARKUP_TOO_LONG: at most 8 buttons a row, and 100 in all")
    return [row for row in rows if row]


def place(given: Mapping[str, Any]) -> dict[str, Any]:
    """A Location, or a Venue with one, as its parameters say."""
    latitude, longitude = float(given["latitude"]), float(given["longitude"])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ViolationError("there is no such place on the globe")
    location = {"latitude": latitude, "longitude": longitude}
    if "title" not in given:
        return {"location": location}
    for name in ("title", "address"):
        if not given[name].strip():
            raise ViolationError(f"a venue's {name} is empty")
    more = {
        name: given[name]
        for name in ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
        if name in given
    }
    venue = {"location": location, "title": given["title"], "address": given["address"]} | more
    return {"venue": venue, "location": location}
