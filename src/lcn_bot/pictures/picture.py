"""What a picture is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TypeVar

from lcn_bot.language.language import Language

STYLE = 1
"""Raised by whoever changes how pictures look, so that those which were kept from before are made anew."""
_KEY = 32
_LONGEST = 250
"""Letters of a caption."""

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn, and what is said of it."""

    key: str
    """By content, in hexadecimal: of everything that the drawing shows and of its style. What has the same key looks
    the same, so it need be drawn once."""
    caption: str
    """What the picture shows, in words: for those as well who cannot see it."""
    sources: tuple[str, ...]
    """Ids of sources."""
    draw: Callable[[], bytes] = field(compare=False)
    """The PNG, 1080 pixels wide. It takes about a second, and may run in any thread."""


def pictured(
    content: Content, draw: Callable[[Content], bytes], caption: str, sources: tuple[str, ...]
) -> Picture:
    """The picture that `draw` makes of a content, a frozen dataclass of plain values; it draws from nothing else."""
    key = sha256(repr((STYLE, content)).encode()).hexdigest()[:_KEY]
    return Picture(key, caption, sources, partial(draw, content))


def captioned(language: Language, *sentences: str) -> str:
    """Sentences in a row, each with its full stop, as many as a caption has room for."""
    stop = language.say("full_stop")
    kept = ""
    for sentence in sentences:
        longer = kept + sentence.rstrip(stop) + stop
        if len(longer.rstrip()) > _LONGEST:
            break
        kept = longer
    return kept.rstrip()
