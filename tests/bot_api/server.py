"""The server: real HTTP, real long polling, and a strict eye on every call."""

from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.bot_api.faults import Fault
from tests.bot_api.markup import MarkupError, parsed, units
from tests.bot_api.schema import wrong_with_call

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcQ"
BOT = {"id": 4839574812, "is_bot": True, "first_name": "Cities", "username": "cities_bot"}


@dataclass
class Call:
    """One call that the bot made."""

    method: str
    parameters: dict[str, str]
    at: float
    fault: str = ""


@dataclass
class Sent:
    """A message that reached a chat."""

    chat_id: int
    message_id: int
    text: str
    """As a reader sees it."""
    raw: str
    parameters: dict[str, str]
    at: float
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def json(self, name: str) -> Any:
        return json.loads(self.parameters[name])


class Server:
    """Telegram, as far as one bot can tell. Its state may be read from any thread under `changed`."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.sent: list[Sent] = []
        self.violations: list[str] = []
        self.unknown = Fault.refused(401, "Unauthorized")
        self.changed = threading.Condition()
        self.confirmed = 0
        self.allowed: list[str] = []
        self._updates: deque[dict[str, Any]] = deque()
        self._news = asyncio.Event()
        self._scripts: dict[str, deque[tuple[int | None, Fault]]] = defaultdict(deque)
        self._chaos: Callable[[str], Fault | None] = lambda method: None
        self._numbers = iter(range(1000, 10**9))
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    def number(self) -> int:
        return next(self._numbers)

    def push(self, update: dict[str, Any]) -> int:
        """An update for the bot; call in the server's loop."""
        self._updates.append(update)
        self._news.set()
        return int(update["update_id"])

    def fail(self, method: str, *faults: Fault, chat_id: int | None = None) -> None:
        """The next calls of the method (to that chat) fail so, one after another."""
        self._scripts[method].extend((chat_id, fault) for fault in faults)

    def chaos(self, seed: int, probability: float, *faults: Fault) -> None:
        """From now on any sendMessage fails with this probability."""
        dice = random.Random(seed)
        self._chaos = lambda method: (
            dice.choice(faults) if method == "sendMessage" and dice.random() < probability else None
        )

    def calm(self) -> None:
        """No more chaos."""
        self._chaos = lambda method: None

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return web.Response(status=self.unknown.status, text=self.unknown.body)
        parameters = {name: str(value) for name, value in (await request.post()).items()}
        wrong = wrong_with_call(method, parameters)
        if wrong:
            self.violations += wrong
            return _refuse(400, f"Bad Request: {wrong[0]}")
        fault = self._next_fault(method, parameters)
        self._note(
            lambda: self.calls.append(Call(method, parameters, time.monotonic(), fault.name if fault else ""))
        )
        if fault is None:
            return await self._do(method, parameters)
        if fault.done:
            await self._do(method, parameters)
        if fault.hangs:
            await asyncio.Event().wait()  # for ever
        if fault.status:
            return web.Response(status=fault.status, text=fault.body, content_type="text/html")
        if request.transport is not None:
            request.transport.abort()
        raise asyncio.CancelledError

    def _next_fault(self, method: str, parameters: dict[str, str]) -> Fault | None:
        script = self._scripts[method]
        for index, (chat_id, fault) in enumerate(script):
            if chat_id is None or str(chat_id) == parameters.get("chat_id"):
                del script[index]
                return fault
        return self._chaos(method)

    async def _do(self, method: str, parameters: dict[str, str]) -> web.StreamResponse:
        match method:
            case "getMe":
                return _result(BOT | {"can_join_groups": True, "can_read_all_group_messages": True})
            case "getUpdates":
                return _result(await self._updates_for(parameters))
            case "sendMessage":
                return self._send(parameters)
            case _:
                return _result(True)

    async def _updates_for(self, parameters: dict[str, str]) -> list[dict[str, Any]]:
        offset, until = int(parameters.get("offset", 0)), time.monotonic() + int(parameters.get("timeout", 0))
        with self.changed:
            self.confirmed = max(self.confirmed, offset)
            self.allowed = json.loads(parameters.get("allowed_updates", "[]"))
            self.changed.notify_all()
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        while not self._updates and (left := until - time.monotonic()) > 0:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                break
        return list(self._updates)[: int(parameters.get("limit", 100))]

    def _send(self, parameters: dict[str, str]) -> web.StreamResponse:
        raw = parameters["text"]
        try:
            chat_id = int(parameters["chat_id"])
        except ValueError:
            return _refuse(400, "Bad Request: chat not found")
        try:
            text = parsed(raw) if parameters.get("parse_mode") == "HTML" else raw
        except MarkupError as error:
            self.violations.append(str(error))
            return _refuse(400, f"Bad Request: can't parse entities: {error}")
        markup = json.loads(parameters.get("reply_markup", "{}"))
        buttons = [(b["text"], b["callback_data"]) for row in markup.get("inline_keyboard", []) for b in row]
        for problem, broken in {
            "message text is empty": not text.strip(),
            "message is too long": units(text) > 4096,
            "BUTTON_DATA_INVALID": any(not 1 <= len(data.encode()) <= 64 for _, data in buttons),
        }.items():
            if broken:
                self.violations.append(problem)
                return _refuse(400, f"Bad Request: {problem}")
        sent = Sent(chat_id, self.number(), text, raw, parameters, time.monotonic(), buttons)
        self._note(lambda: self.sent.append(sent))
        chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup"}
        return _result({"message_id": sent.message_id, "date": int(time.time()), "chat": chat, "text": text})

    def _note(self, change: Callable[[], None]) -> None:
        with self.changed:
            change()
            self.changed.notify_all()


def _result(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refuse(status: int, description: str) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body, status=status)
