"""Somebody in a chat: what they do, and what they see."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.bot_api.messages import BOT, Sent
from tests.bot_api.polls import answered
from tests.bot_api.profile import member
from tests.bot_api.schema import wrong_with_update

if TYPE_CHECKING:
    from tests.bot_api.world import World

NAME = f"@{BOT['username']}"
GONE = {
    "left": "bot is not a member of the supergroup chat",
    "kicked": "bot was kicked from the supergroup chat",
}
"""Why the bot may not write to a chat, by what it is there."""


class Chat:
    """One person in one chat. What they do reaches the bot as an update that Telegram would send."""

    def __init__(self, world: World, chat: dict[str, Any], user: dict[str, Any]) -> None:
        self.world, self.chat, self.user = world, chat, user
        self.id = int(chat["id"])
        self._read = 0

    def write(self, text: str | None, **more: Any) -> dict[str, Any]:
        """Write a message; the message as Telegram would show it to the bot."""
        message = self.message(text, **more)
        message["update_id"] = self.world.push(message={k: v for k, v in message.items() if v is not None})
        return message

    def message(self, text: str | None, **more: Any) -> dict[str, Any]:
        message: dict[str, Any] = {"message_id": self.world.server.number(), "date": int(time.time())}
        message |= {"chat": self.chat, "from": self.user}
        if text is not None:
            message["text"] = text
            if text.startswith("/"):
                length = len(text.split()[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message | more

    def tap(self, sent: Sent, button: int | str = 0, **more: Any) -> str:
        """Tap a button of a message, by its place among those that can be tapped, by its label, or by what its label
        begins with or else contains, if that is so of one alone; the callback's id."""
        data = sent.buttons[button][1] if isinstance(button, int) else _labelled(sent, button)
        if sent.inline_message_id:
            return self.tap_data(data, inline_message_id=sent.inline_message_id, **more)
        return self.tap_data(data, message=sent.shown(self.chat), **more)

    def changes(self, sent: Sent, button: int | str = 0) -> Sent:
        """Tap a button that changes its message; the same, as it is then."""
        edits = sent.edits
        self.tap(sent, button)
        self.world.wait(lambda: sent.edits > edits)
        return sent

    def tap_data(self, data: str, **more: Any) -> str:
        number = str(self.world.server.number())
        query = {"id": number, "from": self.user, "chat_instance": "1", "data": data} | more
        self.world.push(callback_query=query)
        return number

    def query(self, text: str, **more: Any) -> str:
        """Write the bot's name and a text, without sending it; the query's id (see World.inline_answer)."""
        number = str(self.world.server.number())
        there = {"private": "sender"}.get(self.chat["type"], self.chat["type"])
        asked = {"id": number, "from": self.user, "query": text, "offset": "", "chat_type": there}
        self._tell("inline_query", asked | more)
        return number

    def summon(self, text: str, **more: Any) -> str:
        """Name the bot in a chat that it is not in; the query's id (see World.guest_answer)."""
        number = str(self.world.server.number())
        text = text if NAME in text else f"{NAME} {text}"
        mention = {"type": "mention", "offset": len(text.partition(NAME)[0]), "length": len(NAME)}
        self._tell("guest_message", self.message(text, entities=[mention], guest_query_id=number, **more))
        return number

    def vote(self, sent: Sent, *options: int) -> int:
        """Choose an option of a poll, by its number from 0 (none to take a vote back); the update's id."""
        poll, who = sent.poll, int(self.user["id"])
        with self.world.server.changed:
            answered(poll, sent.votes.get(who, []), [*options])
            sent.votes[who] = [*options]
        chosen = [poll["options"][index]["persistent_id"] for index in options]
        answer = {"poll_id": poll["id"], "user": self.user, "option_ids": [*options]}
        return self._tell("poll_answer", answer | {"option_persistent_ids": chosen})

    def membership(self, old: str, new: str) -> int:
        """Change what the bot is here: member, administrator, left, kicked …; the update's id.

        A bot that is gone may not write here, until it is let in again.
        """
        server, bot = self.world.server, (self.id, int(str(BOT["id"])))
        with server.changed:
            (server.administrators.add if new == "administrator" else server.administrators.discard)(bot)
            server.shut.pop(self.id, None)
            if new in GONE:
                server.shut[self.id] = GONE[new] if self.id < 0 else "bot was blocked by the user"
        change = {"chat": self.chat, "from": self.user, "date": int(time.time())}
        change |= {"old_chat_member": member(old, BOT), "new_chat_member": member(new, BOT)}
        return self._tell("my_chat_member", change)

    def _tell(self, kind: str, what: dict[str, Any]) -> int:
        """Push an update of a kind that the bot must ask for."""
        self.world.wait(lambda: self.world.server.polled)
        assert self.world.server.wants(kind), f"the bot asks for {self.world.server.allowed}, not {kind}"
        assert not (wrong := wrong_with_update({"update_id": 1, kind: what})), wrong
        return self.world.push(**{kind: what})

    def received(self) -> list[Sent]:
        """Every message of the bot's here, the deleted ones too, each as it is now."""
        return [sent for sent in self.world.server.sent if sent.chat_id == self.id]

    def repeats(self) -> list[str]:
        """The texts that two messages one after the other have here: a bot that says a thing twice is dull."""
        texts = [sent.text for sent in self.received() if not sent.deleted]
        return [text for before, text in pairwise(texts) if text == before]

    def next(self) -> Sent:
        """The next message that this chat receives."""
        sent = self.world.wait(lambda: len(self.received()) > self._read and self.received()[self._read])
        self._read += 1
        return sent  # type: ignore[no-any-return]

    def ask(self, text: str, **more: Any) -> Sent:
        self.write(text, **more)
        return self.next()

    def hears_nothing(self) -> None:
        """Nothing more was sent here: what is asked now is the next to be answered."""
        marker = f"anything else {self.world.server.number()}?"
        assert self.ask(f"/ask {marker}").text.startswith(f"About {marker}")


def _labelled(sent: Sent, wanted: str) -> str:
    """The data of the button that is meant by a label, or a part of one."""
    for meant in (wanted.__eq__, lambda label: label.startswith(wanted), lambda label: wanted in label):
        found = [data for label, data in sent.buttons if meant(label)]
        if len(found) == 1:
            return found[0]
    raise AssertionError(f"no button alone is {wanted!r} of {sent.buttons}")
