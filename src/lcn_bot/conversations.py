"""What chats were last about: for a while, and for a bounded number of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from cachetools import TTLCache

from lcn_bot.answering.reading import Conversation, Turn

MINUTES = 10.0
"""How long after a question the next may borrow from it, unless the settings say otherwise."""
_CHATS = 10_000
"""How many chats are remembered; those go first that have been quiet longest."""
_TURNS = 6
"""How many questions of a chat are."""


class Conversations:
    """The last few questions of each chat; safe to use from several threads."""

    def __init__(
        self,
        minutes: float = MINUTES,
        *,
        chats: int = _CHATS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` gives seconds."""
        self._held: TTLCache[str, Conversation] = TTLCache(chats, minutes * 60, clock)
        self._lock = Lock()

    def of(self, chat: str | None) -> Conversation:
        """What a chat was last about, the newest first; nothing for no chat."""
        if chat is None:
            return ()
        with self._lock:
            return self._held.get(chat, ())

    def add(self, chat: str | None, turn: Turn) -> None:
        """Remember a question; the chat's time begins anew."""
        if chat is None:
            return
        with self._lock:
            self._held[chat] = (turn, *self._held.get(chat, ()))[:_TURNS]

    def speak(self, chat: str, language: str) -> None:
        """Go on in a language, by its code."""
        with self._lock:
            if turns := self._held.get(chat):
                self._held[chat] = tuple(
                    replace(turn, reading=replace(turn.reading, language=language)) for turn in turns
                )

    def forget(self, chat: str) -> None:
        """Begin afresh."""
        with self._lock:
            self._held.pop(chat, None)

    def forget_chat(self, chat: str) -> None:
        """Forget all the conversations that a chat holds: "7:3" is one in the chat "7"."""
        with self._lock:
            for held in [key for key in self._held if key.partition(":")[0] == chat]:
                del self._held[held]
