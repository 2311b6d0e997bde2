"""The one place where calls to Telegram are paced and tried again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import random
import time
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from lcn_bot.telegram.transport.faults import Fault, asked_to_wait, fault_of, harmless_twice

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from lcn_bot.telegram.transport.pacing import Pacing
    from lcn_bot.telegram.transport.timing import Timing

log = logging.getLogger(__name__)


class Courier(BaseRateLimiter[None]):
    """Wraps every call but getUpdates (see Poller): its turn, the call, and again what is safe to repeat.

    A call that waits holds nothing that another needs: no connection, no lock. Telegram has no idempotency
    key, so a message whose fate is unknown is never sent again.
    """

    def __init__(
        self,
        pacing: Pacing,
        timing: Timing,
        *,
        clock: Callable[[], float] = time.monotonic,
        jitter: float = 0.5,
    ) -> None:
        self._pacing = pacing
        self._timing = timing
        self._clock = clock
        self._jitter = jitter
        self._hurry = asyncio.Event()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def hurry(self) -> None:
        """The bot is leaving: pace nothing any more, and try again soon or not at all."""
        self._hurry.set()
        self._pacing.lift()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 (the library's signature)
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Make one call of the library's, as often as it takes and is safe."""
        if endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction":
            await self._pacing.turn(data.get("chat_id"))
        until = self._clock() + self._patience(endpoint)
        tries = 0
        while True:
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                if isinstance(error, BadRequest) and "message is not modified" in str(error).lower():
                    return True  # it already says what it should
                wait = self._wait(error, endpoint, tries)
                if wait is None or self._clock() + wait > until:
                    raise
                level = logging.INFO if tries else logging.WARNING
                log.log(level, "%s: %s; again in %.1f s", endpoint, describe(error), wait)
                await self._pause(wait, asked=isinstance(error, RetryAfter))
            tries += 1

    def _patience(self, endpoint: str) -> float:
        """How long a call is worth trying."""
        match endpoint:
            case "getMe" | "deleteWebhook":
                return math.inf  # without these there is no bot
            case "answerCallbackQuery" | "answerInlineQuery" | "answerGuestQuery" | "getChatMember":
                return self._timing.tap
            case "sendChatAction":
                return 0.0
            case _:
                return self._timing.patience

    def _wait(self, error: TelegramError, endpoint: str, tries: int) -> float | None:
        """Seconds until the next try, None for never."""
        fault = fault_of(error)
        if isinstance(error, RetryAfter):
            return asked_to_wait(error) + self._timing.slack
        if fault is Fault.REFUSED or (fault is Fault.UNSURE and not harmless_twice(endpoint)):
            return None
        most = 1.0 if self._hurry.is_set() else self._timing.backoff_most
        wait: float = min(self._timing.backoff * 2 ** min(tries, 30), most)
        return wait * (1 - self._jitter * random.random())  # noqa: S311 (spreads load, guards nothing)

    async def _pause(self, seconds: float, *, asked: bool) -> None:
        if asked or self._hurry.is_set():
            await asyncio.sleep(seconds)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurry.wait()


def describe(error: BaseException) -> str:
    """An error in a few words for the log: its class, and its cause's, but nothing anybody wrote."""
    cause = error.__cause__
    name = type(error).__name__
    if isinstance(error, TelegramError) and cause is None:
        return f"{name} ({error.message})"
    return f"{name} ({type(cause).__name__})" if cause else name
