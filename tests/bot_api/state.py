"""What Telegram knows of one bot."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bot_api.calls import Call
    from tests.bot_api.messages import Sent
    from tests.bot_api.photos import Photo


class State:
    """May be read from any thread under `changed`, which is told of every change."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        """What the bot did that it must never do; and what this server itself did wrong."""
        self.sent: list[Sent] = []
        self.inline_messages: list[Sent] = []
        """What it sent by inline and guest queries."""
        self.photos: dict[str, Photo] = {}
        """By file id; forget some, and sending by these ids is refused."""
        self.waiting: Counter[tuple[str, str]] = Counter()
        """Queries that wait for an answer: (kind of update, id)."""
        self.inline_answers: dict[str, list[dict[str, Any]]] = {}
        self.guest_answers: dict[str, dict[str, Any]] = {}
        self.names: dict[str, str] = {}
        """What the bot is called, by language; "" is everybody else's. So are the descriptions."""
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        """By language and scope ("default", "all_group_chats", "chat:501")."""
        self.administrators: set[tuple[int, int]] = set()
        """(chat, user)."""
        self.owners: set[tuple[int, int]] = set()
        self.shut: dict[int, str] = {}
        """Chats that the bot may not write to, and why (see Chat.membership)."""
        self._numbers = iter(range(1000, 10**9))

    def number(self) -> int:
        """One that was not given before."""
        return next(self._numbers)
