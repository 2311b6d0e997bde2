"""What people think of answers: good, poor, or something wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask
from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.rendering import button, fits, list_page, text_page

if TYPE_CHECKING:
    from lcn_bot.answering.reply import Reply
    from lcn_bot.telegram.content import Rows
    from lcn_bot.telegram.desk import Desk, Tap
    from lcn_bot.telegram.hearing import Asker

_SEVERAL = "several"
"""Stands for what an answer to more than one question answers."""


class Feedback:
    """A row of buttons under an answer; one vote a person, which may be changed, and whether something is wrong."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """What people said, for administrators."""
        return {"feedback": lambda asker, _: self._tell(asker)}

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
        asker, spoken = tap.asker, self._desk.spoken(tap.asker)
        # a button that is not there was forged, and its words are not kept
        answer = tap.rest if tap.label else _SEVERAL
        self._desk.state.report(asker.chat, str(tap.message_id), str(asker.person), answer, spoken)
        self._desk.acknowledge(tap.query, self._desk.say(asker, "telegram_reported"))

    def _tell(self, asker: Asker) -> None:
        """How many votes there are, and which answers are said to be wrong, the newest first."""
        voice, votes = self._desk.voice(asker), self._desk.state.votes()
        title = self._desk.say(asker, "telegram_feedback", good=votes["good"], poor=votes["poor"])
        lines = [
            text_page(
                self._desk.say(
                    asker,
                    "telegram_reported_as_wrong",
                    question=asked.question if asked else reported.answer,
                    number=reported.times,
                    date=voice.language.date(reported.last),
                )
            )
            for reported in self._desk.state.reports()
            for asked in [suggestion(voice, Ask.from_key(reported.answer))]
        ]
        self._desk.post(
            asker, list_page(title, lines, self._desk.say(asker, "telegram_more", count="{count}"))
        )
