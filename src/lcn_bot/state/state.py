"""Reading and writing what is remembered; safe to use from several threads."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs
from sqlalchemy import create_engine, delete, event, func, make_url, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker

from lcn_bot.preferences import Preferences
from lcn_bot.state.daily import Daily
from lcn_bot.state.quizzes import Quizzes
from lcn_bot.state.tables import (
    OF_CHATS,
    OF_PEOPLE,
    Photo,
    Preference,
    Report,
    Table,
    Vote,
)

log = logging.getLogger(__name__)

_LOCKED = 1.0
"""Seconds to wait for SQLite's lock."""


class StateError(Exception):
    """Where the state should be kept, it cannot be; the text says why."""


class Reported(NamedTuple):
    """An answer that something is said to be wrong with."""

    answer: str
    """The key of the question."""
    times: int
    last: str
    """The date of the last time."""


class State(Preferences):
    """All that is remembered. Chats and people are Telegram's ids, as text."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _write_ahead)
        Table.metadata.create_all(engine)
        self._session = sessionmaker(engine)
        self.quizzes = Quizzes(self._session)
        self.daily = Daily(self._session)
        with self._session() as session:
            held = session.execute(select(Preference.chat, Preference.language))
            self._languages = {row.chat: row.language for row in held}

    @classmethod
    def at(cls, place: str | None) -> State:
        """What is kept at an SQLAlchemy URL or in a folder; by default in the user's state folder.

        Raises StateError where nothing can be.
        """
        try:
            url = make_url(_url(place))
            # everybody waits while something is written: not for long for another process that writes
            given = {"timeout": _LOCKED} if url.get_backend_name() == "sqlite" else {}
            return cls(create_engine(url, hide_parameters=True, connect_args=given))
        except (SQLAlchemyError, OSError, ImportError) as error:
            where = place if place and "://" not in place else "the place that it names"
            raise StateError(
                f"LCN_BOT_STATE: nothing can be kept in {where} ({type(error).__name__})"
            ) from None

    # What a chat has chosen

    def choose(self, chat: str, language: str) -> None:
        """Keep the language that a chat chooses, by its code; looked up at every question, so in memory as well."""
        with self._session.begin() as session:
            session.merge(Preference(chat=chat, language=language))
        super().choose(chat, language)

    # What people think of answers

    def vote(self, chat: str, message: str, person: str, vote: str) -> None:
        """Keep a person's vote on a message, in the place of an earlier one."""
        with self._session.begin() as session:
            session.merge(Vote(chat=chat, message=message, person=person, vote=vote))

    def votes(self) -> Counter[str]:
        """All votes, counted."""
        counted = select(Vote.vote, func.count()).group_by(Vote.vote)
        with self._session() as session:
            return Counter({row[0]: row[1] for row in session.execute(counted)})

    def report(self, chat: str, message: str, person: str, answer: str, language: str) -> None:
        """Keep that a person finds something wrong with a message; once, however often they say so."""
        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self._session.begin() as session:
            session.merge(
                Report(chat=chat, message=message, person=person, at=at, answer=answer, language=language)
            )

    def reports(self) -> list[Reported]:
        """What something is said to be wrong with, the newest first."""
        told = select(Report.answer, func.count().label("times"), func.max(Report.at).label("last"))
        with self._session() as session:
            rows = session.execute(told.group_by(Report.answer).order_by(func.max(Report.at).desc()))
            return [Reported(row.answer, row.times, row.last[: len("2026-01-01")]) for row in rows]

    # Pictures

    def photo(self, bot: str, picture: str) -> str | None:
        """Telegram's id of a picture that a bot has sent before."""
        with self._session() as session:
            held = session.get(Photo, (bot, picture))
            return held.file_id if held else None

    def keep_photo(self, bot: str, picture: str, file_id: str) -> None:
        """Keep Telegram's id of a picture."""
        with self._session.begin() as session:
            session.merge(Photo(bot=bot, picture=picture, file_id=file_id))

    def lose_photo(self, bot: str, picture: str) -> None:
        """Telegram no longer knows the id of a picture."""
        with self._session.begin() as session:
            session.execute(delete(Photo).where(Photo.bot == bot, Photo.picture == picture))

    # Chats that come and go

    def forget(self, chat: str) -> None:
        """Keep nothing of a chat any more; of a private one, whose id is the person's, nothing of the person."""
        with self._session.begin() as session:
            for table in OF_CHATS:
                session.execute(delete(table).where(table.chat == chat))
            for person in OF_PEOPLE:
                session.execute(delete(person).where(person.person == chat))
        self._languages.pop(chat, None)

    def move(self, chat: str, to: str) -> None:
        """A chat has a new id: a group that became a supergroup. Told twice, it moves once."""
        with self._session.begin() as session:
            for table in OF_CHATS:
                if session.scalar(select(func.count()).select_from(table).where(table.chat == chat)):
                    session.execute(delete(table).where(table.chat == to))
                    session.execute(update(table).where(table.chat == chat).values(chat=to))
        if chat in self._languages:
            self._languages[to] = self._languages.pop(chat)


@contextmanager
def kept(what: str) -> Iterator[None]:
    """Read or keep something that what is done does not depend on: where that cannot be done, it is logged."""
    try:
        yield
    except SQLAlchemyError as error:
        log.warning("%s could not be read or kept: %s", what, type(error).__name__)


def _write_ahead(connection: Any, _record: object) -> None:
    """SQLite's log that is safe when the process dies and does not wait for the disk at every vote."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _url(place: str | None) -> str:
    if place and "://" in place:
        return place
    folder = Path(place).expanduser() if place else platformdirs.user_state_path("lcn-bot")
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'state.sqlite3'}"
