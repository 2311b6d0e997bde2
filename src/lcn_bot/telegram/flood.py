"""Somebody who asks too much in a group, so that the group's turns are not all theirs."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
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
        self._seats: TTLCache[tuple[int, int], _Seats] = TTLCache(_PEOPLE, 2 * SECONDS, clock)

    def lets_through(self, asker: Asker, tell: Callable[[], None] | None = None) -> bool:
        """Whether this may be answered; where not, `tell` says so, once until something may be answered again."""
        if not self._on or asker.private:
            return True
        who, now = (asker.chat_id, asker.person), self._clock()
        seats = self._seats[who] = self._seats.get(who) or _Seats()  # its time to live begins anew
        while seats.taken and seats.taken[0] <= now - SECONDS:
            seats.taken.popleft()
        if len(seats.taken) < MOST:
            seats.taken.append(now)
            seats.told = False
            return True
        if tell is not None and not seats.told:
            tell()
            seats.told = True
        return False


@dataclass(slots=True)
class _Seats:
    """What one person asked in one group."""

    taken: deque[float] = field(default_factory=deque)
    """When; only what was answered counts."""
    told: bool = False
    """They know that they ask too much."""
