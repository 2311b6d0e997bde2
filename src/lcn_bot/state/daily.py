"""The chats that want a question every day."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from lcn_bot.state.tables import Subscription

_DAY = 24 * 60
"""Minutes of a day."""


class Due(NamedTuple):
    """A chat that is to get its question of the day."""

    chat: str
    topic: int | None
    language: str


class Daily:
    """Who gets a question, when, and whether they had today's."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def subscribe(self, chat: str, topic: int | None, minute: int, language: str, last: str) -> None:
        """Send a chat a question every day at a minute of it (UTC), from the day after `last` on, a date; never two on
        one day, though the minute may be moved.
        """
        with self._session.begin() as session:
            held = session.get(Subscription, chat)
            last = max(last, held.last) if held else last
            session.merge(
                Subscription(chat=chat, topic=topic, minute=minute % _DAY, language=language, last=last)
            )

    def unsubscribe(self, chat: str) -> bool:
        """Send a chat no more questions; whether it got any."""
        with self._session.begin() as session:
            gone: Any = session.execute(delete(Subscription).where(Subscription.chat == chat))
            return bool(gone.rowcount)

    def subscribed(self, chat: str) -> int | None:
        """The minute of the day at which a chat gets its question, if it does."""
        with self._session() as session:
            held = session.get(Subscription, chat)
            return held.minute if held else None

    def take_due(self, now: dt.datetime, late: dt.timedelta) -> list[Due]:
        """The chats whose minute has come, at most `late` ago; each once a day, whatever happens to us then."""
        minute, late_minutes = now.hour * 60 + now.minute, int(late.total_seconds() // 60)
        wanted = select(Subscription).where((minute - Subscription.minute + _DAY) % _DAY <= late_minutes)
        due: list[Due] = []
        with self._session.begin() as session:
            for subscription in session.scalars(wanted):
                yesterday = subscription.minute > minute
                day = (now.date() - dt.timedelta(days=yesterday)).isoformat()
                if subscription.last < day:
                    subscription.last = day
                    due.append(Due(subscription.chat, subscription.topic, subscription.language))
        return due
