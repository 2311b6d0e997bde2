"""One Letter to Telegram."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated

from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import Bot

    from lcn_bot.telegram.asked import AskedBook
    from lcn_bot.telegram.outbox import Letter

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
UNPARSED = ("can't parse", "too long", "entit")
"""What Telegram's refusals of a text's form have in common."""


class Delivery:
    """Sends letters, each once; pacing and trying again are the Courier's."""

    def __init__(self, bot: Bot, book: AskedBook) -> None:
        self._bot = bot
        self._book = book

    async def __call__(self, letter: Letter) -> None:
        """Send the letter, to the chat's new id if it has moved, and as plain text if its HTML is refused."""
        try:
            await self._send(letter, letter.chat_id)
        except ChatMigrated as moved:
            await self._send(letter, moved.new_chat_id)

    async def _send(self, letter: Letter, chat_id: int) -> None:
        try:
            await self._post(letter, chat_id, html=True)
        except BadRequest as error:
            if not any(part in error.message.lower() for part in UNPARSED):
                raise
            log.warning("Telegram refused a reply's HTML, sending it plain: %s", describe(error))
            await self._post(letter, chat_id, html=False)

    async def _post(self, letter: Letter, chat_id: int, *, html: bool) -> None:
        rows = [[InlineKeyboardButton(label, callback_data=data)] for label, data in letter.page.buttons]
        answered = letter.reply_to and ReplyParameters(letter.reply_to, allow_sending_without_reply=True)
        sent = await self._bot.send_message(
            chat_id,
            letter.page.html if html else letter.page.plain,
            parse_mode=ParseMode.HTML if html else None,
            link_preview_options=NO_PREVIEW,
            message_thread_id=letter.thread_id,
            reply_parameters=answered or None,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        )
        if letter.asked is not None:
            self._book.note(chat_id, sent.message_id, letter.asked)
