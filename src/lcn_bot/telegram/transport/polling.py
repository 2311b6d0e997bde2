"""Taking updates from Telegram, for as long as it takes."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from lcn_bot.telegram.transport.courier import describe
from lcn_bot.telegram.transport.faults import UnreadableAnswerError, asked_to_wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lcn_bot.telegram.transport.timing import Timing

log = logging.getLogger(__name__)

WANTED = (
    UpdateType.MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.GUEST_MESSAGE,
    UpdateType.POLL_ANSWER,
    UpdateType.MY_CHAT_MEMBER,
)
"""Exactly the kinds that have a handler; an edit is none, so it is never answered again."""
REFUSALS = 3
"""So many refusals of the token in a row are believed."""


class TelegramBot(ExtBot[None]):
    """The library's, but that it gives updates as they came.

    One that its get_updates cannot read makes it log the batch with everybody's messages, drop it, and be given it
    again for ever.
    """

    async def take_updates(
        self, offset: int | None, *, seconds: int = 0, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """The updates from `offset` on, unread; Telegram waits so many seconds for the first. Raises TelegramError."""
        wanted = {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": WANTED}
        patience = (self.request.read_timeout or 0) + seconds
        updates = await self._post("getUpdates", wanted, read_timeout=patience)
        if not isinstance(updates, list):
            raise UnreadableAnswerError("there is no list of updates in the answer")
        return updates


class Poller:
    """Long polling, one batch after another.

    The library's own Updater sleeps up to 30 s after the network is back, cannot be stopped meanwhile, dies
    silently when the token is withdrawn.
    No update is too old: Telegram itself keeps them for a day only, and a question asked during an outage is
    still a question.
    """

    def __init__(self, bot: TelegramBot, handle: Callable[[Update], Awaitable[None]], timing: Timing) -> None:
        self._bot = bot
        self._handle = handle
        self._timing = timing
        self._offset: int | None = None
        self._failures = 0
        self._refusals = 0

    async def step(self, room: Callable[[], Awaitable[None]]) -> None:
        """Take one batch and handle it; on a fault wait a little. Raises InvalidToken once certain."""
        await room()
        try:
            updates = await self._bot.take_updates(self._offset, seconds=self._timing.poll)
        except Exception as error:  # the poller is what must not end
            self._failures += 1
            await asyncio.sleep(self._setback(error))
            return
        if self._failures:
            log.info("Telegram answers again")
            self._failures = self._refusals = 0
        before = self._offset
        handling = asyncio.ensure_future(self._handle_all(updates))
        try:
            await asyncio.shield(handling)  # these are ours now, leaving or not
        finally:
            await handling
        if updates and self._offset == before:  # they would come again at once
            await asyncio.sleep(self._timing.backoff_most)

    async def confirm(self) -> None:
        """Tell Telegram what was taken, so that the next start does not get it again."""
        if self._offset is not None:
            try:
                async with asyncio.timeout(self._timing.farewell):
                    await self._bot.take_updates(self._offset, limit=1)
            except (TelegramError, TimeoutError) as error:
                log.warning("what was taken could not be confirmed: %s", describe(error))

    async def _handle_all(self, updates: list[dict[str, Any]]) -> None:
        for told in updates:
            number = told.get("update_id") if isinstance(told, dict) else None
            if not isinstance(number, int):
                log.error("an update cannot be read and is left out")
                continue
            self._offset = number + 1
            try:
                await self._handle(Update.de_json(told, self._bot))
            except Exception as error:  # the library trips over some shapes before any handler is asked
                log.warning("an update could not be handled: %s", describe(error))
            await asyncio.sleep(0)  # what was answered goes out before the whole batch is read

    def _setback(self, error: Exception) -> float:
        """Log why a poll failed; how long to wait before the next."""
        wait: float = min(self._timing.backoff * 2 ** min(self._failures - 1, 30), self._timing.backoff_most)
        self._refusals = self._refusals + 1 if isinstance(error, InvalidToken) else 0
        if self._refusals >= REFUSALS:
            raise error
        if isinstance(error, Conflict):
            log.critical("another program polls with this bot's token; stop it, or withdraw the token")
        elif isinstance(error, RetryAfter):
            wait = max(wait, min(asked_to_wait(error), self._timing.patience))
        level = logging.WARNING if self._failures == 1 else logging.INFO
        log.log(level, "polling: %s; again in %.1f s", describe(error), wait)
        return wait
