"""What people think of answers: good, poor, or something wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.rendering import button, fits

if TYPE_CHECKING:
    from lcn_bot.answering.reply import Reply
    from lcn_bot.telegram.content import Rows
    from lcn_bot.telegram.desk import Desk, Tap

_SEVERAL = "several"
"""Stands for what an answer to more than one question answers."""


class Feedback:
    """A row of buttons under an answer; one vote a person, which may be changed, and whether something is wrong."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """None."""
        return {}

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """The votes, and a report."""
        return {
            "good": lambda tap: self._vote(tap, "good"),
            "poor": lambda tap: self._vote(tap, "poor"),
            "wrong": self._report,
        }

    def row(self, reply: Reply) -> Rows:
        """The buttons under a reply. Each carries what was answered, so that no words need be kept."""
        (answer,) = reply.answers if len(reply.answers) == 1 else (_SEVERAL,)
        if not fits(f"wrong:{answer}", reply.language):
            answer = _SEVERAL
        labels = {
            vote: self._desk.assistant.say(f"telegram_{vote}", reply.language)
            for vote in ("good", "poor", "wrong")
        }
        return (tuple(button(reply.language, label, vote, answer) for vote, label in labels.items()),)

    def _vote(self, tap: Tap, vote: str) -> None:
        asker = tap.asker
        self._desk.state.vote(asker.chat, str(tap.message_id), str(asker.person), vote)
        self._desk.acknowledge(tap.query, self._desk.say(asker, "telegram_voted"))

    def _report(self, tap: Tap) -> None:
        asker = tap.asker
        self._desk.state.report(
            asker.chat, str(tap.message_id), str(asker.person), tap.rest, self._desk.spoken(asker)
        )
        self._desk.acknowledge(tap.query, self._desk.say(asker, "telegram_reported"))
