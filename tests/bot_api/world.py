"""A server, the bot, and people who write to it, all in one thread beside the test."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import SecretStr

from lcn_bot.assistant import Assistant
from lcn_bot.settings import Settings
from lcn_bot.state import State
from lcn_bot.telegram.app import serve
from lcn_bot.telegram.transport.timing import Timing
from tests.bot_api.assistants import FakeAssistant
from tests.bot_api.chat import Chat
from tests.bot_api.server import TOKEN, Call, Sent, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

QUICK = Timing(backoff=0.01, backoff_most=0.05, slack=0.01, drain=3.0)
PATIENCE = 8.0
"""Seconds until a test gives up waiting for something that should happen at once."""
ADMIN = 501
T = TypeVar("T")


class World:
    """A context manager; leaving it ends the bot, and fails the test on any call Telegram would mind."""

    def __init__(
        self,
        *,
        throttle: bool = False,
        timing: Timing = QUICK,
        assistant: Callable[[State], Assistant] | None = None,
        **changes: Any,
    ) -> None:
        """Without an `assistant` the bot has one that says little; `self.assistant` is that one."""
        self.assistant = FakeAssistant()
        self._folder = tempfile.TemporaryDirectory()
        self.state = State.at(self._folder.name)
        self._assistant = assistant(self.state) if assistant else self.assistant
        self.exit_code: int | None = None
        self._timing = replace(timing, **changes) if changes else timing
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
            serve(self.settings, self._assistant, self.state, self._stop, self._timing), self._loop
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
                done = [call.method for call in self.server.calls][-20:]
                assert left > 0, f"it did not happen; calls: {done}; violations: {self.server.violations}"
                self.server.changed.wait(left)
            return found

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.server.calls if call.method == method]

    def wait_for_call(self, method: str, count: int = 1) -> Call:
        return self.wait(lambda: len(self.calls(method)) >= count and self.calls(method))[count - 1]  # type: ignore[no-any-return]

    def edited(self, sent: Sent, times: int = 1) -> Sent:
        """Wait until a message has been edited so often; the message, which is as it is now."""
        self.wait(lambda: sent.edits >= times)
        return sent

    def inline_answer(self, query_id: str) -> list[dict[str, Any]]:
        """Wait for the results that answer an inline query (see Chat.query)."""
        answers = self.server.inline_answers
        self.wait(lambda: query_id in answers)
        return answers[query_id]

    def guest_answer(self, query_id: str) -> dict[str, Any]:
        """Wait for the result that answers a guest's message (see Chat.summon)."""
        answers = self.server.guest_answers
        self.wait(lambda: query_id in answers)
        return answers[query_id]

    def polled(self, update_id: int) -> None:
        """Wait until the bot has handled this update."""
        self.wait(lambda: self.server.confirmed > update_id)


async def _make_server() -> Server:
    server = Server()
    await server.start()
    return server


async def _make_event() -> asyncio.Event:
    return asyncio.Event()
