"""Groups and their members: who may decide for a group, and what is left of the bot when it has to go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from telegram import ChatMember, Update
from telegram.error import TelegramError

from lcn_bot.telegram.hearing import ANONYMOUS
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery, Message

    from lcn_bot.telegram.desk import Desk
    from lcn_bot.telegram.hearing import Asker

log = logging.getLogger(__name__)

_GONE = (ChatMember.LEFT, ChatMember.BANNED)
_MAY = (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


class Membership:
    """Knows who may decide for a chat, and forgets chats that the bot had to leave."""

    def __init__(self, desk: Desk, bot: Bot) -> None:
        self._desk = desk
        self._bot = bot

    async def on_change(self, update: Update, _context: Any) -> None:
        """The bot was added to a chat, thrown out of it, or blocked by a person."""
        change = update.my_chat_member
        if change is not None and change.new_chat_member.status in _GONE:
            self._desk.forget(str(change.chat.id))
            log.info("a chat is forgotten")

    def moved(self, message: Message) -> bool:
        """Whether a message says that a group has a new id; what was kept moves with it."""
        if message.migrate_to_chat_id is None:
            return False
        self._desk.state.move(str(message.chat.id), str(message.migrate_to_chat_id))
        return True

    def if_allowed(
        self, asker: Asker, decide: Callable[[], None], query: CallbackQuery | None = None
    ) -> None:
        """Let somebody decide for their chat: in groups only its administrators; others are told so."""
        if asker.private:
            decide()
            return

        async def look() -> None:
            if await self._decides(asker):
                decide()
            elif query is not None:
                self._desk.acknowledge(query, self._desk.say(asker, "telegram_only_admins"))
            else:
                self._desk.tell(asker, "telegram_only_admins")

        self._desk.outbox.soon(look())

    async def _decides(self, asker: Asker) -> bool:
        if asker.person in (ANONYMOUS, asker.chat_id):
            return True
        try:
            member = await self._bot.get_chat_member(asker.chat_id, asker.person)
        except TelegramError as error:
            log.info("whether somebody administers a group could not be found out: %s", describe(error))
            return False
        return member.status in _MAY
