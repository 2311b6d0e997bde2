"""Quiz polls made from the facts: on demand, and as the question of the day."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from telegram import Update

from lcn_bot.answering.reply import Suggestion
from lcn_bot.browsing import card
from lcn_bot.language.normalise import normalise
from lcn_bot.quiz.quiz import quiz
from lcn_bot.telegram.content import Page, Poll
from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.hearing import Asker
from lcn_bot.telegram.rendering import button, suggested, text_page
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from lcn_bot.state.daily import Due
    from lcn_bot.telegram.desk import Desk, Tap
    from lcn_bot.telegram.features.membership import Membership
    from lcn_bot.telegram.transport.timing import Timing

log = logging.getLogger(__name__)

_HOUR = 60
_LATE = dt.timedelta(hours=1)
"""How long after its hour a question of the day is still sent, if the bot was away then."""
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.h]?([0-5]\d)|h)?")


class Quizzes:
    """Sends quiz polls, counts who answers them, and keeps who wants one every day."""

    def __init__(self, desk: Desk, membership: Membership, timing: Timing) -> None:
        self._desk = desk
        self._membership = membership
        self._timing = timing
        self._random = Random()  # noqa: S311 (chooses questions)

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """/quiz, /daily and /daily off."""
        return {"quiz": lambda asker, _: self._ask(asker), "daily": self._daily}

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """The buttons below a question, and those that move the hour of the daily one."""
        return {"quiz": self._another, "score": self._score, "daily": self._move}

    async def on_answer(self, update: Update, _context: Any) -> None:
        """Somebody answered a quiz poll."""
        answer = update.poll_answer
        if answer is not None and answer.user is not None and answer.option_ids:
            self._desk.state.quizzes.answered(answer.poll_id, str(answer.user.id), answer.option_ids[0])

    async def every_day(self) -> None:
        """Send the questions of the day as their hour comes, for ever."""
        while True:
            for due in self._due():
                await self._desk.outbox.room()
                await asyncio.sleep(0)  # whoever asks something goes between
                try:
                    self._ask(_subscriber(due))
                except Exception as error:  # the next one may go well
                    log.warning("a question of the day could not be asked: %s", describe(error))
            await asyncio.sleep(self._timing.daily)

    def _due(self) -> list[Due]:
        try:
            return self._desk.state.daily.take_due(self._timing.now(), _LATE)
        except Exception as error:  # it may go well in a moment
            log.warning("whose question of the day is due cannot be read: %s", describe(error))
            return []

    def _ask(self, asker: Asker, tag: str = "") -> None:
        voice = self._desk.voice(asker)
        asked = quiz(voice, self._random, self._desk.state.quizzes.recent(asker.chat))
        language = voice.language
        label = language.say("telegram_more_here")
        about = next((key for arg in asked.ask.args for key in _cards(arg) if card(voice, key)), "")
        more = (
            ((button(language.code, label, "card", about),),)
            if about
            else suggested([Suggestion(asked.ask.key, label)], language.code)
        )
        row = (
            button(language.code, language.say("telegram_quiz_another"), "quiz"),
            button(language.code, language.say("telegram_quiz_score"), "score"),
        )
        self._desk.post(asker, Poll(asked, (row, *more)), tag=tag)

    def _another(self, tap: Tap) -> None:
        self._ask(tap.asker, tap.tag)
        self._desk.acknowledge(tap.query)

    def _score(self, tap: Tap) -> None:
        score = self._desk.state.quizzes.score(str(tap.asker.person))
        key = "telegram_score" if score.answered else "telegram_no_score"
        said = self._desk.say(tap.asker, key, right=score.right, count=score.answered)
        self._desk.acknowledge(tap.query, said, alert=True)

    def _daily(self, asker: Asker, rest: str) -> None:
        self._membership.if_allowed(asker, lambda: self._subscribe(asker, rest.strip()))

    def _subscribe(self, asker: Asker, wanted: str) -> None:
        if normalise(wanted) in self._off_words():
            gone = self._desk.state.daily.unsubscribe(asker.chat)
            self._desk.tell(asker, "telegram_daily_off" if gone else "telegram_daily_none")
            return
        minute = self._minute(wanted)
        if minute is None:
            self._desk.tell(asker, "telegram_daily_usage")
        else:
            self._keep(asker, minute)
            self._desk.post(asker, self._page(asker))

    def _off_words(self) -> set[str]:
        """What calls the question of the day off, in any language."""
        assistant = self._desk.assistant
        words = (assistant.say("telegram_daily_off_words", code) for code, _ in assistant.languages())
        return {normalise(word) for listed in words for word in listed.split()}

    def _minute(self, wanted: str) -> int | None:
        """The minute of the day that is wanted ("18:30"), now if nothing is said; None for what is no time."""
        now, time = self._timing.now(), _TIME.fullmatch(normalise(wanted).replace(" ", ""))
        if not wanted:
            return now.hour * _HOUR + now.minute
        return int(time[1]) * _HOUR + int(time[2] or 0) if time else None

    def _move(self, tap: Tap) -> None:
        """An hour earlier or later, or no more."""
        asker = tap.asker

        def move() -> None:
            minute = self._desk.state.daily.subscribed(asker.chat)
            if minute is None:
                page = text_page(self._desk.say(asker, "telegram_daily_none"))
            elif tap.rest not in ("earlier", "later"):
                self._desk.state.daily.unsubscribe(asker.chat)
                page = text_page(self._desk.say(asker, "telegram_daily_off"))
            else:
                self._keep(asker, minute + (_HOUR if tap.rest == "later" else -_HOUR))
                page = self._page(asker)
            self._desk.post(asker, page, edits=tap.message_id)
            self._desk.acknowledge(tap.query)

        self._membership.if_allowed(asker, move, tap.query)

    def _keep(self, asker: Asker, minute: int) -> None:
        """From the next time that it is this minute on."""
        now = self._timing.now()
        minute %= 24 * _HOUR
        served = now.date() - dt.timedelta(days=minute > now.hour * _HOUR + now.minute)
        self._desk.state.daily.subscribe(
            asker.chat, asker.thread_id, minute, self._desk.spoken(asker), served.isoformat()
        )

    def _page(self, asker: Asker) -> Page:
        minute = self._desk.state.daily.subscribed(asker.chat) or 0
        time = f"{minute // _HOUR:02}:{minute % _HOUR:02}"
        page = text_page(self._desk.say(asker, "telegram_daily", time=time))
        spoken = self._desk.spoken(asker)
        earlier, later, stop = (
            button(spoken, self._desk.say(asker, f"telegram_daily_{change}"), "daily", change)
            for change in ("earlier", "later", "stop")
        )
        return replace(page, rows=((earlier, later), (stop,)))


def _cards(of: str) -> tuple[str, ...]:
    """The keys of the cards that may tell more of what a question is about."""
    return f"city:{of}", f"event:{of}"


def _subscriber(due: Due) -> Asker:
    """A chat that is asked something without anybody's having asked now."""
    return Asker(
        chat_id=int(due.chat),
        conversation=due.chat,
        language=due.language,
        private=not due.chat.startswith("-"),
        person=0,
        thread_id=due.topic,
    )
