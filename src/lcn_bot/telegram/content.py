"""What a message to a chat may be."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton

from lcn_bot.pictures.picture import Picture
from lcn_bot.quiz.quiz import Quiz

TEXT_LIMIT = 4096
"""Telegram's limit on a message, in UTF-16 units, after the HTML is parsed."""

Rows = tuple[tuple[InlineKeyboardButton, ...], ...]
"""Buttons below a message, row by row."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message's text, twice, and its buttons."""

    html: str
    plain: str
    """What the HTML reads as; sent instead where Telegram cannot parse it. Fits Telegram's limit."""
    rows: Rows = ()

    def after(self, mark: str) -> Page:
        """The same page with a few words before it, if there is room for them."""
        if len((mark + self.plain).encode("utf-16-le")) // 2 > TEXT_LIMIT:
            return self
        return Page(html.escape(mark, quote=False) + self.html, mark + self.plain, self.rows)

    def over(self, rows: Rows) -> Page:
        """The same page with more buttons below it."""
        return replace(self, rows=(*self.rows, *rows))


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with a caption."""

    picture: Picture
    caption: Page


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on a map."""

    latitude: float
    longitude: float
    """In degrees."""
    title: str
    address: str
    said: Page
    """The same in words: where a chat allows no places, or has just been shown this one."""
    rows: Rows = ()

    def over(self, rows: Rows) -> Venue:
        """The same place with more buttons below it."""
        return replace(self, rows=(*self.rows, *rows))


@dataclass(frozen=True, slots=True)
class Poll:
    """A quiz question to be tapped."""

    quiz: Quiz
    rows: Rows = ()


Content = Page | Photo | Venue | Poll


def in_words(content: Content) -> Page | None:
    """What says the same without a picture or a map, with the same buttons; None where nothing does."""
    match content:
        case Page():
            return content
        case Photo(_, caption):
            return caption
        case Venue(said=said, rows=rows):
            return replace(said, rows=rows)
        case Poll():
            return None
