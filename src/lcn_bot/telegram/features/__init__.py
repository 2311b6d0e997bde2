"""What the bot can do in Telegram, a module each; every one says which commands and taps are its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcn_bot.telegram.features.browsing import Browsing
from lcn_bot.telegram.features.choosing import Choosing
from lcn_bot.telegram.features.feedback import Feedback
from lcn_bot.telegram.features.inline import Inline
from lcn_bot.telegram.features.membership import Membership
from lcn_bot.telegram.features.quizzes import Quizzes
from lcn_bot.telegram.features.talking import Talking

if TYPE_CHECKING:
    from collections.abc import Collection

    from telegram import Bot

    from lcn_bot.telegram.asked import AskedBook
    from lcn_bot.telegram.desk import Desk
    from lcn_bot.telegram.features.feature import Feature
    from lcn_bot.telegram.reloading import Reloading
    from lcn_bot.telegram.transport.timing import Timing


@dataclass(frozen=True, slots=True)
class Features:
    """All of them."""

    talking: Talking
    browsing: Browsing
    feedback: Feedback
    choosing: Choosing
    quizzes: Quizzes
    inline: Inline
    membership: Membership

    @classmethod
    def at(
        cls,
        desk: Desk,
        bot: Bot,
        reloading: Reloading,
        book: AskedBook,
        admins: Collection[int],
        timing: Timing,
    ) -> Features:
        """The features that share a desk; `book` and `admins` as for Talking."""
        browsing, feedback, membership = Browsing(desk), Feedback(desk), Membership(desk, bot)
        return cls(
            Talking(desk, browsing, feedback, reloading, book, admins),
            browsing,
            feedback,
            Choosing(desk, membership),
            Quizzes(desk, membership, timing),
            Inline(desk),
            membership,
        )

    @property
    def all(self) -> tuple[Feature, ...]:
        """Those that have commands or buttons."""
        return (self.talking, self.browsing, self.feedback, self.choosing, self.quizzes)
