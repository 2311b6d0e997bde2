"""Groups and their members: who may decide for a group, and what is left of the bot when it has to go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from telegram import ChatMember, Update
from telegram.error import BadRequest

from lcn_bot.telegram.hearing import ANONYMOUS
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery, Message

    from lcn_bot.telegram.desk import Desk
    from lcn_bot.telegram.hearing import Asker

log = logging.getLogger(__name__)

_GONE = (ChatMember.LEFT, ChatMember.BANNED)
_NO_MEMBER = ("not found", "participant", "user_id")
"""What Telegram's answers about somebody who is no member, such as a channel, have in common."""
_MAY = (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


class Membership:
    """Knows who may decide for a chat, and forgets chats that the bot had to leave."""

    def __init__(self, desk: Desk, bot: Bot) -> None:
        self._desk = desk
        self._bot = bot
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

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
            deciding = asyncio.ensure_future(self._decides(asker))
            try:
                async with self._turn(asker.chat_id):  # what was said last is decided last
                    if await deciding:
                        decide()
                    else:
                        self._tell(asker, "telegram_only_admins", query)
            except Exception as error:
                log.warning("what was to be decided for a group could not be: %s", describe(error))
                self._tell(asker, "telegram_trouble", query)

        self._desk.outbox.soon(look())

    async def _decides(self, asker: Asker) -> bool:
        """Raises TelegramError where that cannot be found out."""
        if asker.person in (ANONYMOUS, asker.chat_id):
            return True
        try:
            member = await self._bot.get_chat_member(asker.chat_id, asker.person)
        except BadRequest as error:
            if any(part in error.message.lower() for part in _NO_MEMBER):
                return False
            raise
        return member.status in _MAY

    def _turn(self, chat_id: int) -> asyncio.Lock:
        lock = self._turns.get(chat_id)
        if lock is None:
            lock = self._turns[chat_id] = asyncio.Lock()
        return lock

    def _tell(self, asker: Asker, key: str, query: CallbackQuery | None) -> None:
        if query is None:
            self._desk.tell(asker, key)
        else:
            self._desk.acknowledge(query, self._desk.say(asker, key))
