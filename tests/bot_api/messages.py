"""A message of the bot's, as its chat sees it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

BOT = {"id": 4839574812, "is_bot": True, "first_name": "Cities", "username": "cities_bot"}


@dataclass
class Sent:
    """A message that reached a chat. Editing changes it: it is what the chat sees now."""

    chat_id: int
    """0 for an inline message: the bot is not told where that is."""
    message_id: int
    kind: str
    """text, photo, venue, location or poll."""
    text: str
    """As a reader sees it: the text, the caption, the question, or the venue's title and address."""
    raw: str
    """The same before markup is parsed."""
    parameters: dict[str, str]
    """Those of the call that sent it, whatever edited it since."""
    at: float
    content: dict[str, Any]
    """What Telegram's Message of it holds: text and entities, photo and caption, venue and location, or poll."""
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    """Every row of buttons under it, as the API has them."""
    photo: bytes = b""
    """The picture itself."""
    inline_message_id: str = ""
    edits: int = 0
    deleted: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)
    """Who chose which options of the poll."""

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(label, data) of the buttons that tell the bot when they are tapped."""
        return [(b["text"], b["callback_data"]) for row in self.rows for b in row if "callback_data" in b]

    @property
    def poll(self) -> dict[str, Any]:
        """The Poll, as it stands."""
        poll: dict[str, Any] = self.content["poll"]
        return poll

    @property
    def file_ids(self) -> list[str]:
        """By which the picture may be sent again."""
        return [size["file_id"] for size in self.content.get("photo", [])]

    def json(self, name: str) -> Any:
        return json.loads(self.parameters[name])

    def shown(self, chat: dict[str, Any] | None = None) -> dict[str, Any]:
        """The Message as Telegram shows it to the bot: as the answer to a call, under a tapped button."""
        there = chat or {"id": self.chat_id, "type": "private" if self.chat_id > 0 else "supergroup"}
        message = {"message_id": self.message_id, "date": int(time.time()), "chat": there, "from": BOT}
        message |= {name: value for name, value in self.content.items() if value}
        if self.rows:
            message["reply_markup"] = {"inline_keyboard": self.rows}
        if self.edits:
            message["edit_date"] = int(time.time())
        if "message_thread_id" in self.parameters:
            thread = int(self.parameters["message_thread_id"])
            message |= {"message_thread_id": thread, "is_topic_message": True}
        return message
