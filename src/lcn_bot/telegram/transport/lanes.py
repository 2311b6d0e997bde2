"""So many requests at once, each on a connection of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
from telegram.request import BaseRequest

from lcn_bot.telegram.transport.request import Request

if TYPE_CHECKING:
    from lcn_bot.telegram.transport.timing import Timing


class Lanes(BaseRequest):
    """A client for each request under way, the last used first.

    One client with many connections looks at all of them (a system call each) for every request: with 16 it
    sends half as many replies a second as with one, while with few of them slow chats would delay the others.
    """

    __slots__ = ("_clients", "_free", "_settings", "_timing", "_turns")

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._settings = {"verify": httpx.create_ssl_context()}  # costly, so made once
        self._turns = asyncio.Semaphore(timing.lanes)
        self._clients: list[Request] = []
        self._free: list[Request] = []

    async def initialize(self) -> None:
        """Nothing to prepare: clients are made as they are needed."""

    async def shutdown(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(client.shutdown() for client in self._clients))

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._timing.read

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request, as soon as a lane is free."""
        async with self._turns:
            client = self._free.pop() if self._free else self._new()
            try:
                return await client.do_request(*args, **kwargs)
            finally:
                self._free.append(client)

    def _new(self) -> Request:
        waits, timing = self._settings, self._timing
        client = Request(
            2, timing.read, connect_timeout=timing.connect, pool_timeout=timing.connect, httpx_kwargs=waits
        )
        self._clients.append(client)
        return client
