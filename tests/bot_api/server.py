"""The server: real HTTP, real long polling, and a strict eye on every call."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.bot_api.calls import Call, RefusedError, ViolationError
from tests.bot_api.faults import Fault
from tests.bot_api.messages import BOT, Sent
from tests.bot_api.methods import METHODS
from tests.bot_api.queries import expect
from tests.bot_api.schema import wrong_with_answer, wrong_with_call
from tests.bot_api.state import State

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BOT", "TOKEN", "Call", "Sent", "Server"]

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcQ"
UPLOADS = 20 * 2**20
"""The most bytes that a call may have; Telegram's own limits are checked after that."""
KEPT_BACK = frozenset(["chat_member", "message_reaction", "message_reaction_count"])
"""Kinds of update that Telegram gives only to bots that ask for them by name."""


class Server(State):
    """Telegram, as far as one bot can tell."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.unknown = Fault.refused(401, "Unauthorized")
        self.confirmed = 0
        self.polled = False
        self.allowed: list[str] = []
        self._updates: deque[dict[str, Any]] = deque()
        self._news = asyncio.Event()
        self._scripts: dict[str, deque[tuple[int | None, Fault]]] = defaultdict(deque)
        self._chaos: Callable[[str], Fault | None] = lambda method: None
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        app = web.Application(client_max_size=UPLOADS)
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

    def push(self, update: dict[str, Any]) -> int:
        """An update for the bot; call in the server's loop."""
        with self.changed:
            expect(self, update)
        self._updates.append(update)
        self._news.set()
        return int(update["update_id"])

    def wants(self, kind: str) -> bool:
        """Does the bot, which has polled, ask for updates of this kind?"""
        return kind in self.allowed if self.allowed else kind not in KEPT_BACK

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
        parameters, files = await _form(request)
        if wrong := wrong_with_call(method, parameters, files):
            self._note(lambda: self.violations.extend(wrong))
            return _refuse(400, f"Bad Request: {wrong[0]}")
        fault = self._next_fault(method, parameters)
        call = Call(method, parameters, time.monotonic(), fault.name if fault else "", files)
        self._note(lambda: self.calls.append(call))
        if fault is None:
            return await self._do(call)
        if fault.done:
            await self._do(call)
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

    async def _do(self, call: Call) -> web.StreamResponse:
        if call.method == "getUpdates":
            return _result(await self._updates_for(call))
        with self.changed:
            try:
                result = METHODS[call.method](self, call)
            except RefusedError as no:
                self.violations += [f"{call.method}: {no}"] if isinstance(no, ViolationError) else []
                return _refuse(no.status, f"{no.prefix}: {no}")
            except Exception as error:
                self.violations.append(f"{call.method}: the double cannot do this: {error!r}")
                raise
            finally:
                self.changed.notify_all()
            self.violations += filter(None, [wrong_with_answer(call.method, result)])
        return _result(result)

    async def _updates_for(self, call: Call) -> list[dict[str, Any]]:
        offset = int(call.parameters.get("offset", 0))
        until = time.monotonic() + int(call.parameters.get("timeout", 0))
        with self.changed:
            self.polled, self.confirmed = True, max(self.confirmed, offset)
            if (kinds := call.json("allowed_updates")) is not None:
                self.allowed = kinds
            self.changed.notify_all()
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        while not self._updates and (left := until - time.monotonic()) > 0:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                break
        return list(self._updates)[: int(call.parameters.get("limit", 100))]

    def _note(self, change: Callable[[], None]) -> None:
        with self.changed:
            change()
            self.changed.notify_all()


async def _form(request: web.Request) -> tuple[dict[str, str], dict[str, bytes]]:
    """The parameters of a call, and the files that came with it."""
    parameters: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file:
                files[name] = value.file.read()
        else:
            parameters[name] = str(value)
    return parameters, files


def _result(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refuse(status: int, description: str) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body, status=status)
