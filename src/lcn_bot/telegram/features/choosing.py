"""The language that a chat wants to be spoken to in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.rendering import button, text_page

if TYPE_CHECKING:
    from lcn_bot.telegram.desk import Desk, Tap
    from lcn_bot.telegram.features.membership import Membership
    from lcn_bot.telegram.hearing import Asker


class Choosing:
    """/language: a button for each language, in its own name; in a group its administrators choose."""

    def __init__(self, desk: Desk, membership: Membership) -> None:
        self._desk = desk
        self._membership = membership

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """/language."""
        return {"language": self._offer}

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """A language that is chosen, by its code."""
        return {"language": self._choose}

    def _offer(self, asker: Asker, _rest: str) -> None:
        page = text_page(self._desk.say(asker, "telegram_language"))
        languages = self._desk.assistant.languages()
        rows = tuple(
            (button(code, name[:1].upper() + name[1:], "language", code),) for code, name in languages
        )
        self._desk.post(asker, replace(page, rows=rows))

    def _choose(self, tap: Tap) -> None:
        def choose() -> None:
            chosen = self._desk.assistant.choose(tap.asker.conversation, tap.rest)
            said = self._desk.say(tap.asker, "telegram_language_set" if chosen else "telegram_stale")
            if chosen:
                self._desk.post(tap.asker, text_page(said), edits=tap.message_id)
            self._desk.acknowledge(tap.query, said)

        self._membership.if_allowed(tap.asker, choose, tap.query)
