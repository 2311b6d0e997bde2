"""What a failed call to Telegram means for trying it again."""

from __future__ import annotations

import os
from datetime import timedelta
from enum import Enum, auto

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

os.environ["PTB_TIMEDELTA"] = "true"
"""The library's switch to its coming form of durations; without it every 429 raises a DeprecationWarning."""


class Fault(Enum):
    """The kinds of failure, by what is known about whether the call took effect."""

    REFUSED = auto()
    """Telegram understood and said no: the same call would get the same answer."""
    BUSY = auto()
    """Too many calls (429): not done, and Telegram says how long to wait."""
    BROKEN = auto()
    """The server answered with an error (5xx, an HTML page): not done."""
    UNSENT = auto()
    """The request never reached Telegram whole."""
    UNSURE = auto()
    """It was sent and no answer came: it may have been done."""


class UnreadableAnswerError(NetworkError):
    """A success whose body cannot be read (cut off, say): the call may well have taken effect."""


# python-telegram-bot: BadRequest is a NetworkError, a 5xx is a NetworkError without a cause, and a
# transport fault is a NetworkError or TimedOut caused by one of aiohttp's errors (see Request).
_REFUSED = (BadRequest, ChatMigrated, Conflict, EndPointNotFound, Forbidden, InvalidToken)
_UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


def fault_of(error: TelegramError) -> Fault:
    """The kind of failure that `error` stands for."""
    if isinstance(error, RetryAfter):
        return Fault.BUSY
    if isinstance(error, _REFUSED):
        return Fault.REFUSED
    if not isinstance(error, NetworkError) or isinstance(error, UnreadableAnswerError):
        return Fault.UNSURE
    cause = error.__cause__
    if cause is None or isinstance(cause, TelegramError):
        return Fault.BROKEN
    if isinstance(cause, (TypeError, ValueError)):  # it could not even be written down
        return Fault.REFUSED
    return Fault.UNSENT if isinstance(cause, _UNSENT) else Fault.UNSURE


def asked_to_wait(error: RetryAfter) -> float:
    """How many seconds Telegram asks us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def harmless_twice(endpoint: str) -> bool:
    """Whether doing the call twice is the same as doing it once, as far as people see."""
    return (
        not endpoint.startswith(("send", "forward", "copy", "create", "post")) or endpoint == "sendChatAction"
    )
