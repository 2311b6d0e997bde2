"""What people think of answers: good, poor, or something wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.rendering import button, key_of
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from lcn_bot.telegram.content import Rows
    from lcn_bot.telegram.desk import Desk, Tap

import logging

log = logging.getLogger(__name__)

_VOTES = ("good", "poor", "wrong")
_NOTICES = {"good": "telegram_voted", "poor": "telegram_voted", "wrong": "telegram_reported"}


class Feedback:
    """A row of buttons under an answer; one vote a person, which may be changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """None."""
        return {}

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """A vote each."""
        return dict.fromkeys(_VOTES, self._vote)

    def row(self, language: str) -> Rows:
        """The buttons, before anybody has voted."""
        return (tuple(button(self._label(vote, language), vote) for vote in _VOTES),)

    def _label(self, vote: str, language: str, count: int = 0) -> str:
        said = self._desk.assistant.say(f"telegram_{vote}", language)
        return f"{said} {self._desk.assistant.voice(language).language.number(count)}" if count else said

    def _vote(self, tap: Tap) -> None:
        vote = (key_of(tap.query.data) or "").partition(":")[0]
        asker = tap.asker
        votes = self._desk.state.vote(asker.chat, str(tap.message_id), str(asker.person), vote)
        self._desk.acknowledge(tap.query, self._desk.say(asker, _NOTICES[vote]))
        if not votes.changed:
            return
        if vote == "wrong":
            self._desk.state.report(_answer(tap))
        self._desk.outbox.soon(self._show(tap, votes.counts))

    async def _show(self, tap: Tap, counts: Counter[str]) -> None:
        """Put the number of votes on the buttons."""
        message = tap.query.message
        if not isinstance(message, Message) or message.reply_markup is None:
            return
        language = self._desk.spoken(tap.asker)
        rows = [
            [self._counted(shown, counts, language) for shown in row]
            for row in message.reply_markup.inline_keyboard
        ]
        try:
            await message.edit_reply_markup(InlineKeyboardMarkup(rows))
        except TelegramError as error:  # the vote is kept all the same
            log.info("votes could not be shown: %s", describe(error))

    def _counted(
        self, shown: InlineKeyboardButton, counts: Counter[str], language: str
    ) -> InlineKeyboardButton:
        vote = (key_of(str(shown.callback_data)) or "").partition(":")[0]
        return button(self._label(vote, language, counts[vote]), vote) if vote in _VOTES else shown


def _answer(tap: Tap) -> str:
    """What was said, as far as Telegram still shows it."""
    message = tap.query.message
    if not isinstance(message, Message):
        return ""
    return message.text or message.caption or (message.venue.title if message.venue else "")
