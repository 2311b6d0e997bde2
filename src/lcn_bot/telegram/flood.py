"""Somebody who asks too much in a group, so that the group's turns are not all theirs."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from cachetools import TTLCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from lcn_bot.telegram.hearing import Asker

MOST, SECONDS = 6, 30.0
"""So many questions, typed or tapped, of one person in one group within so long are answered. (In a private chat the
person is the chat, and the Outbox slows it down.)"""
_PEOPLE = 10_000


class Flood:
    """Counts what each person asks in each group."""

    def __init__(self, *, on: bool, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._on = on
        self._clock = clock
        self._asked: TTLCache[tuple[int, int], deque[float]] = TTLCache(_PEOPLE, 2 * SECONDS, clock)

    def lets_through(self, asker: Asker, tell: Callable[[], None]) -> bool:
        """Whether this may be answered; where not, `tell` says so, once until something may be answered again."""
        if not self._on or asker.private:
            return True
        who, now = (asker.chat_id, asker.person), self._clock()
        times = self._asked.get(who, deque())
        while times and times[0] <= now - SECONDS:
            times.popleft()
        if len(times) > MOST:  # they were told already
            return False
        times.append(now)
        self._asked[who] = times
        if len(times) > MOST:
            tell()
            return False
        return True
