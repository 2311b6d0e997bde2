"""What a feature is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from lcn_bot.telegram.desk import Tap
from lcn_bot.telegram.hearing import Asker

OnCommand = Callable[[Asker, str], object]
"""Takes who gave the command, and what followed it."""
OnTap = Callable[[Tap], None]
"""Takes a tap, which it must acknowledge, even where it does nothing."""


class Feature(Protocol):
    """A part of the bot that hears of its own commands and taps, and of no others."""

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """By their names, which are those in `lcn_bot.telegram.commands`."""

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """By the verb with which a button's data begins."""
