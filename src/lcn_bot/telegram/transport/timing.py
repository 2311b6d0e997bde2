"""How long the bot waits for what, in seconds, and how much it keeps waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """One place for every wait; tests pass shorter ones."""

    connect: float = 5.0
    """Opening a connection."""
    read: float = 10.0
    """Waiting for Telegram's response."""
    poll: int = 20
    """How long Telegram holds a poll open when there is nothing new."""
    backoff: float = 0.1
    """The first wait before trying again; it doubles."""
    backoff_most: float = 10.0
    """The longest wait before trying again."""
    slack: float = 0.1
    """Added to what Telegram asks us to wait, so as not to be a moment early."""
    patience: float = 600.0
    """How long one reply is tried, and the longest wait Telegram may ask for; then it is given up."""
    tap: float = 10.0
    """How long it is worth acknowledging a tapped button, or answering somebody who is still typing."""
    double_tap: float = 2.0
    """A second tap on one button within this time is the same tap."""
    typing: float = 0.5
    """Work that takes longer shows "typing…"."""
    drain: float = 6.0
    """On leaving: how long replies may still take to go out."""
    farewell: float = 1.5
    """On leaving: for confirming what was taken, and again for closing connections."""
    end: float = 9.0
    """On leaving: after this the process ends whatever still hangs (a name look-up cannot be cancelled)."""
    connections: int = 32
    """How many calls are under way at once."""
    per_chat: int = 20
    """How many replies one chat may have waiting (while LCN_BOT_THROTTLE is on)."""
    overall: int = 5000
    """How many replies may wait in all before the bot stops taking updates for a moment."""
    daily: float = 20.0
    """How often it is looked whose question of the day is due."""
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    """The time of day, for those questions."""
