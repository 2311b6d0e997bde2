"""Quiz polls that were sent, and how people fared in them."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from lcn_bot.state.tables import Poll, PollAnswer

_RECENT = 50
"""How many quiz questions a chat is not asked again."""


class Score(NamedTuple):
    """How a person fared in quizzes."""

    right: int
    answered: int


class Quizzes:
    """Which polls were sent where, and the first answer of each person to each."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def keep(self, poll: str, chat: str, quiz: str, correct: int) -> None:
        """Keep which answer of a poll that was sent is the correct one."""
        with self._session.begin() as session:
            session.add(Poll(poll=poll, chat=chat, quiz=quiz, correct=correct))

    def recent(self, chat: str) -> set[str]:
        """The keys of the questions that a chat was last asked."""
        asked = select(Poll.quiz).where(Poll.chat == chat).order_by(Poll.id.desc()).limit(_RECENT)
        with self._session() as session:
            return set(session.scalars(asked))

    def answered(self, poll: str, person: str, option: int) -> None:
        """Keep what a person answered; only the first answer to a poll of ours counts."""
        with self._session.begin() as session:
            sent = session.scalar(select(Poll).where(Poll.poll == poll))
            if sent and session.get(PollAnswer, (poll, person)) is None:
                session.add(PollAnswer(poll=poll, person=person, right=option == sent.correct))

    def score(self, person: str) -> Score:
        """How a person has fared so far."""
        answers = select(PollAnswer.right).where(PollAnswer.person == person)
        with self._session() as session:
            right = list(session.scalars(answers))
        return Score(sum(right), len(right))
