"""The tables. A chat's rows carry its id, so that all of them can be found when it no longer wants us."""

from __future__ import annotations

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """What all tables have in common."""


class Preference(Table):
    """What a chat has chosen."""

    __tablename__ = "preferences"

    chat: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str]


class Vote(Table):
    """What a person thinks of one of our messages."""

    __tablename__ = "votes"

    chat: Mapped[str] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    vote: Mapped[str]


class Report(Table):
    """That a person finds something wrong with one of our messages: what it answers, in no words of theirs."""

    __tablename__ = "reports"

    chat: Mapped[str] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]
    answer: Mapped[str]
    """The key of the question that it answers."""
    language: Mapped[str]


class Subscription(Table):
    """A chat that wants a quiz question every day."""

    __tablename__ = "subscriptions"

    chat: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[int | None]
    """The forum topic in which it was asked for."""
    minute: Mapped[int] = mapped_column(index=True)
    """Of the day, in UTC, at which the question is sent."""
    language: Mapped[str]
    """In which it was asked for; what the chat has chosen goes before it."""
    last: Mapped[str]
    """The day, in UTC, of the last one."""


class Poll(Table):
    """A quiz poll that was sent."""

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(primary_key=True)
    poll: Mapped[str] = mapped_column(unique=True)
    chat: Mapped[str] = mapped_column(index=True)
    quiz: Mapped[str]
    """The key of its question."""
    correct: Mapped[int]


class PollAnswer(Table):
    """What a person answered, once a poll; a person's score is counted on these."""

    __tablename__ = "poll_answers"

    poll: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True, index=True)
    right: Mapped[bool]


class Photo(Table):
    """Telegram's id of a picture that was sent once."""

    __tablename__ = "photos"

    bot: Mapped[str] = mapped_column(primary_key=True)
    picture: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]


OF_CHATS = (Preference, Vote, Report, Subscription, Poll)
"""Those whose rows belong to a chat."""
OF_PEOPLE = (Vote, Report, PollAnswer)
"""Those whose rows belong to a person."""
