"""Which question each of the bot's messages answers, for /why: the newest few thousand, until the bot leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cachetools import LRUCache

if TYPE_CHECKING:
    from lcn_bot.answering.reading import Conversation

_MOST = 5_000


class Asked(NamedTuple):
    """A question, and what its chat was about before it."""

    text: str
    before: Conversation


class AskedBook:
    """Remembers what was asked, by the message that answers it."""

    def __init__(self) -> None:
        self._held: LRUCache[tuple[int, int], Asked] = LRUCache(_MOST)

    def note(self, chat_id: int, message_id: int, asked: Asked) -> None:
        """Remember what a message answers."""
        self._held[chat_id, message_id] = asked

    def of(self, chat_id: int, message_id: int) -> Asked | None:
        """What a message answers, if that is still known."""
        return self._held.get((chat_id, message_id))
