"""Calls to the server from a test: as no library would make them, or with the one that the bot uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import httpx
from telegram import Bot, Update

from tests.bot_api.schema import wrong_with_update

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.bot_api.world import World

T = TypeVar("T")


def call(
    world: World, method: str, parameters: dict[str, str] | None = None, files: dict[str, bytes] | None = None
) -> dict[str, Any]:
    """The answer, as it comes: ok and result, or error_code and description."""
    url = f"{world.server.url}{world.server.token}/{method}"
    return dict(httpx.post(url, data=parameters, files=files, timeout=10).json())


def refused(
    world: World, method: str, parameters: dict[str, str], files: dict[str, bytes] | None = None
) -> str:
    """What the server says to a call that offends it, which it must say once."""
    before = len(world.server.violations)
    answer = call(world, method, parameters, files)
    assert (answer.get("error_code"), len(world.server.violations) - before) == (400, 1)
    return str(answer["description"])


def as_bot(world: World, work: Callable[[Bot], Awaitable[T]]) -> T:
    """Do something as the bot."""

    async def work_as_bot() -> T:
        async with Bot(world.server.token, base_url=world.server.url) as bot:
            return await work(bot)

    return world.run(work_as_bot())


def told(world: World, does: Callable[[], Any]) -> dict[str, Any]:
    """The update that something gives: as the API says, and one that the library can read."""
    waiting = call(world, "getUpdates", {"allowed_updates": "[]"})["result"]
    does()
    offset = str(max((update["update_id"] + 1 for update in waiting), default=0))
    update: dict[str, Any] = call(world, "getUpdates", {"offset": offset, "timeout": "5"})["result"][0]
    assert wrong_with_update(update) == ""
    assert Update.de_json(update, None).to_dict().keys() == update.keys()
    return update


def waiting(world: World, kind: str, name: str = "id") -> str:
    """The id of a query that waits for an answer, and that no bot can read."""
    number = str(world.server.number())
    world.push(**{kind: {name: number}})
    world.wait(lambda: world.server.waiting[kind, number])
    return number
