"""What is kept over restarts, in a database."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from lcn_bot.preferences import Preferences


class StateError(Exception):
    """Where the state should be kept, it cannot be; the text says why."""


class _Base(DeclarativeBase):
    pass


class _Preference(_Base):
    __tablename__ = "preferences"

    chat: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str]


class KeptPreferences(Preferences):
    """The choices of chats, kept in a database; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        _Base.metadata.create_all(engine)

    @classmethod
    def at(cls, place: str | None) -> KeptPreferences:
        """Those kept at an SQLAlchemy URL or in a folder; by default in the user's state folder.

        Raises StateError where they cannot be.
        """
        try:
            return cls(create_engine(_url(place)))
        except (SQLAlchemyError, OSError, ImportError) as error:
            where = place if place and "://" not in place else "the place that it names"
            raise StateError(
                f"LCN_BOT_STATE: nothing can be kept in {where} ({type(error).__name__})"
            ) from None

    def language(self, chat: str | None) -> str:
        """The code of the language that a chat has chosen; empty where it has not."""
        if chat is None:
            return ""
        with Session(self._engine) as session:
            held = session.get(_Preference, chat)
            return held.language if held else ""

    def choose(self, chat: str, language: str) -> None:
        """Keep the language that a chat chooses, by its code."""
        with Session(self._engine) as session, session.begin():
            session.merge(_Preference(chat=chat, language=language))


def _url(place: str | None) -> str:
    if place and "://" in place:
        return place
    folder = Path(place).expanduser() if place else platformdirs.user_state_path("lcn-bot")
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'state.sqlite3'}"
