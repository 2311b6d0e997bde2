"""What a card is. Plain data, as a Reply is: the edge decides how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lcn_bot.answering.answer import Answer, Voice
from lcn_bot.knowledge.model import Source

Opens = Literal["card", "picture", "place", "url"]
"""Another card, by its key; a picture, by its name; a city on a map, by its id; a page of the web."""
PER_PAGE = 10
"""How many things a page of a list offers: as many as a small phone shows without scrolling."""
_LABEL = 34
"""Characters of a label that a small phone shows in a row of its own."""


@dataclass(frozen=True, slots=True)
class Button:
    """What leads from a card to something else."""

    label: str
    opens: Opens
    target: str


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing, or a list of things, with what it leads to."""

    key: str
    """What opens it again, at most 50 bytes of ASCII."""
    title: str
    text: str = ""
    """Plain text; may hold line breaks."""
    sources: tuple[Source, ...] = ()
    rows: tuple[Row, ...] = ()
    listed: tuple[Source, ...] = ()
    """Sources that are what the card is about, to be listed in full."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list."""

    number: int
    """From 1."""
    of: int
    start: int
    """The index of its first thing, and of the first that is not on it any more."""
    end: int


def leaf(number: str, things: int, per_page: int = PER_PAGE) -> Leaf:
    """The page of a list that a key names, or the nearest that there is."""
    of = max(1, -(-things // per_page))
    at = min(max(int(number) if number.isdecimal() and len(number) < 5 else 1, 1), of)
    return Leaf(at, of, (at - 1) * per_page, min(at * per_page, things))


def turning(voice: Voice, key: str, at: Leaf) -> list[Row]:
    """The buttons that turn the pages of the list `key`; none where it has only one."""
    buttons = []
    if at.number > 1:
        buttons.append(Button(voice.language.say("card_previous"), "card", f"{key}:{at.number - 1}"))
    if at.number < at.of:
        buttons.append(Button(voice.language.say("card_next"), "card", f"{key}:{at.number + 1}"))
    return [tuple(buttons)] if buttons else []


def in_rows(buttons: Sequence[Button], columns: int = 2) -> list[Row]:
    """Buttons side by side; long labels in rows of their own."""
    rows: list[Row] = []
    for button in buttons:
        fits = len(button.label) <= _LABEL // columns
        last = rows[-1] if rows else ()
        if fits and last and len(last) < columns and all(len(b.label) <= _LABEL // columns for b in last):
            rows[-1] = (*last, button)
        else:
            rows.append((button,))
    return rows


def back(label: str, key: str) -> Row:
    """The row that leads back to the card one came from."""
    return (Button(f"‹ {label}", "card", key),)


def shown(
    voice: Voice, key: str, title: str, parts: Iterable[Answer | None], rows: Iterable[Row], note: str = ""
) -> Card:
    """A card with some answers, a line each, and a last line that has no source."""
    told = [part for part in parts if part]
    sources = dict.fromkeys(source for part in told for source in part.sources)
    return Card(
        key,
        voice.language.laid_out(title),
        voice.language.laid_out("\n".join(filter(None, [*(part.text for part in told), note]))),
        tuple(voice.knowledge.sources[source] for source in sources),
        tuple(filter(None, rows)),
    )


def page_note(voice: Voice, at: Leaf) -> str:
    """ "Page 2 of 5", where there are several."""
    return voice.language.say("card_page", page=at.number, pages=at.of) if at.of > 1 else ""
