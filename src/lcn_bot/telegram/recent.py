"""What happened just now, forgotten by itself."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Recent:
    """Remembers things for a few seconds, at most `most` of them."""

    def __init__(
        self, seconds: float, *, most: int = 1000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._times: OrderedDict[Hashable, float] = OrderedDict()

    def again(self, thing: Hashable) -> bool:
        """Whether this thing was already here a moment ago; remembers it from now on."""
        now = self._clock()
        before = self._times.pop(thing, None)
        self._times[thing] = now
        if len(self._times) > self._most:
            self._times.popitem(last=False)
        return before is not None and now - before < self._seconds
