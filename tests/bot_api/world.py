"""A server, the bot, and people who write to it, all in one thread beside the test."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import SecretStr

from lcn_bot.settings import Settings
from lcn_bot.state import State
from lcn_bot.telegram.app import serve
from lcn_bot.telegram.transport.timing import Timing
from tests.bot_api.assistants import FakeAssistant
from tests.bot_api.server import BOT, TOKEN, Call, Sent, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

QUICK = Timing(backoff=0.01, backoff_most=0.05, slack=0.01, drain=3.0)
PATIENCE = 8.0
"""Seconds until a test gives up waiting for something that should happen at once."""
ADMIN = 501
T = TypeVar("T")


class World:
    """A context manager; leaving it ends the bot, and fails the test on any call Telegram would mind."""

    def __init__(self, *, throttle: bool = False, timing: Timing = QUICK, **changes: float) -> None:
        self.assistant = FakeAssistant()
        self._folder = tempfile.TemporaryDirectory()
        self.state = State.at(self._folder.name)
        self.exit_code: int | None = None
        self._timing = replace(timing, **changes) if changes else timing  # type: ignore[arg-type]
        self._throttle = throttle
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.server = self.run(_make_server())
        self.settings = Settings(
            token=SecretStr(TOKEN),
            api_url=self.server.url,
            admins=frozenset({ADMIN}),
            throttle=self._throttle,
        )
        self.start_bot()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            self.stop_bot()
        finally:
            self.run(self.server.stop())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(PATIENCE)
            self._loop.close()
            self._folder.cleanup()
        if kind is None:
            assert self.server.violations == []
            assert self.exit_code == 0

    def start_bot(self) -> None:
        self._stop = self.run(_make_event())
        self._bot = asyncio.run_coroutine_threadsafe(
            serve(self.settings, self.assistant, self.state, self._stop, self._timing), self._loop
        )

    def stop_bot(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self.exit_code = self._bot.result(PATIENCE)

    def ended(self) -> int:
        """The exit code, once the bot has ended by itself."""
        return self._bot.result(PATIENCE)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def person(self, number: int = 1, **more: Any) -> Chat:
        """A private chat with somebody."""
        user = {"id": number, "is_bot": False, "first_name": f"Person {number}", "language_code": "en"} | more
        return Chat(self, {"id": number, "type": "private", "first_name": user["first_name"]}, user)

    def group(self, number: int = -100123, member: int = 1, **more: Any) -> Chat:
        """A group, and one of its members who writes."""
        user = {"id": member, "is_bot": False, "first_name": f"Person {member}"} | more
        return Chat(self, {"id": number, "type": "supergroup", "title": "Group"}, user)

    def push(self, **update: Any) -> int:
        """Any update at all."""
        number = self.server.number()
        self._loop.call_soon_threadsafe(self.server.push, {"update_id": number, **update})
        return number

    def wait(self, what: Callable[[], Any], within: float = PATIENCE) -> Any:
        """Wait until `what()` is true of the server."""
        until = time.monotonic() + within
        with self.server.changed:
            while not (found := what()):
                left = until - time.monotonic()
                assert left > 0, f"it did not happen; calls: {[c.method for c in self.server.calls][-20:]}"
                self.server.changed.wait(left)
            return found

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.server.calls if call.method == method]

    def wait_for_call(self, method: str, count: int = 1) -> Call:
        return self.wait(lambda: len(self.calls(method)) >= count and self.calls(method))[count - 1]  # type: ignore[no-any-return]

    def polled(self, update_id: int) -> None:
        """Wait until the bot has handled this update."""
        self.wait(lambda: self.server.confirmed > update_id)


class Chat:
    """One person in one chat."""

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

    def tap(self, sent: Sent, index: int = 0, **more: Any) -> str:
        """Tap a button of a message; the callback's id."""
        rows = [[{"text": label, "callback_data": data}] for label, data in sent.buttons]
        shown = {"message_id": sent.message_id, "date": int(time.time()), "chat": self.chat, "from": BOT}
        shown |= {"text": sent.text, "reply_markup": {"inline_keyboard": rows}}
        if "message_thread_id" in sent.parameters:
            shown |= {
                "message_thread_id": int(sent.parameters["message_thread_id"]),
                "is_topic_message": True,
            }
        return self.tap_data(sent.buttons[index][1], message=shown, **more)

    def tap_data(self, data: str, **more: Any) -> str:
        number = str(self.world.server.number())
        query = {"id": number, "from": self.user, "chat_instance": "1", "data": data} | more
        self.world.push(callback_query=query)
        return number

    def received(self) -> list[Sent]:
        return [sent for sent in self.world.server.sent if sent.chat_id == self.id]

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


async def _make_server() -> Server:
    server = Server()
    await server.start()
    return server


async def _make_event() -> asyncio.Event:
    return asyncio.Event()
