"""Not faster than Telegram likes: so many messages a second, in all and in each chat."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

OVERALL = (30, 1.0)
"""Messages and seconds: what Telegram's FAQ allows a bot in all."""
CHAT = (3, 3.0)
"""One a second in one chat, with a burst of three."""
GROUP = (20, 60.0)
"""What Telegram's FAQ allows in one group."""


_WINDOWS = 1000
"""How many chats are remembered before it is looked which of them are quiet."""


class Window:
    """At most `limit` turns within any stretch of `seconds`."""

    __slots__ = ("_seconds", "_turns")

    def __init__(self, limit: int, seconds: float) -> None:
        self._seconds = seconds
        self._turns: deque[float] = deque(maxlen=limit)

    def take(self, now: float) -> float:
        """Take the next free turn; how long to wait for it."""
        turns = self._turns
        turn = max(now, turns[0] + self._seconds) if len(turns) == turns.maxlen else now
        turns.append(turn)
        return turn - now

    def idle(self, now: float) -> bool:
        """Whether forgetting this window would change nothing."""
        return not self._turns or self._turns[-1] + self._seconds <= now


class Pacing:
    """Makes each message wait for its turn; a chat's turns are its own, so none waits for another's."""

    def __init__(self, *, on: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._on = on
        self._clock = clock
        self._overall = Window(*OVERALL)
        self._windows: dict[Hashable, Window] = {}
        self._most = _WINDOWS
        self._lifted = asyncio.Event()

    async def turn(self, chat: object) -> None:
        """Return when a message may be sent to `chat` (an id; a group's is negative)."""
        if not self._on or self._lifted.is_set():
            return
        group = isinstance(chat, int) and chat < 0
        await self._wait(self._window(chat, CHAT).take(self._clock()))
        if group:
            await self._wait(self._window(("group", chat), GROUP).take(self._clock()))
        await self._wait(self._overall.take(self._clock()))

    def lift(self) -> None:
        """Let everybody through from now on: the bot is leaving."""
        self._lifted.set()

    def _window(self, key: object, limit: tuple[int, float]) -> Window:
        if len(self._windows) > self._most:
            now = self._clock()
            self._windows = {k: w for k, w in self._windows.items() if not w.idle(now)}
            self._most = max(_WINDOWS, 2 * len(self._windows))  # so that it is looked through seldom
        return self._windows.setdefault(key, Window(*limit))

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._lifted.wait()
