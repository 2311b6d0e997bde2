"""One Letter to Telegram."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram import Poll as TelegramPoll
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from lcn_bot.state import kept
from lcn_bot.telegram.content import Page, Photo, Poll, Rows, Venue
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot

    from lcn_bot.state import State
    from lcn_bot.telegram.asked import AskedBook
    from lcn_bot.telegram.darkroom import Darkroom
    from lcn_bot.telegram.outbox import Letter

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
UNPARSED = ("can't parse", "too long", "entit")
"""What Telegram's refusals of a text's form have in common."""
NO_TOPIC = "thread not found"
GONE = ("message to edit not found", "message can't be edited", "there is no text in the message")
"""What its refusals of an edit have in common, where a new message does as well."""


class Delivery:
    """Sends letters, each once; pacing and trying again are the Courier's."""

    def __init__(
        self,
        bot: Bot,
        book: AskedBook,
        darkroom: Darkroom,
        state: State,
        *,
        forget: Callable[[str], None],
        lost: Callable[[Letter], None],
    ) -> None:
        """`forget` is told of a chat, by its id, that does not want us any more; `lost` of what nobody has seen."""
        self._bot = bot
        self._book = book
        self._darkroom = darkroom
        self._state = state
        self._forget = forget
        self._lost = lost

    async def __call__(self, letter: Letter) -> None:
        """Send the letter, to the chat's new id if it has moved, and as plain text if its HTML is refused.

        Raises Forbidden where the chat does not want us any more; then nothing is kept of it.
        """
        chat_id = letter.chat_id
        try:
            try:
                await self._send_somehow(letter, chat_id)
            except ChatMigrated as moved:
                with kept("that a group has moved"):
                    self._state.move(str(chat_id), str(moved.new_chat_id))
                chat_id = moved.new_chat_id
                await self._send_somehow(letter, chat_id)
        except Forbidden:
            with kept("that a chat is forgotten"):
                self._forget(str(chat_id))
            raise
        except Exception:
            self._lost(letter)
            raise

    async def _send_somehow(self, letter: Letter, chat_id: int) -> None:
        """Send the letter; if not where it belongs then elsewhere in the chat, and if not as it is then in words."""
        while True:
            try:
                await self._send(letter, chat_id)
            except BadRequest as error:
                if letter.thread_id is not None and NO_TOPIC in error.message.lower():
                    letter = replace(letter, thread_id=None)
                elif letter.otherwise is not None:
                    letter = replace(letter, content=letter.otherwise, otherwise=None)
                else:
                    raise
                log.info("Telegram refused a reply, sending another: %s", describe(error))
            else:
                return

    async def _send(self, letter: Letter, chat_id: int) -> None:
        match letter.content:
            case Page() as page:
                sent = await self._page(letter, chat_id, page)
            case Photo(picture, caption):
                sent = await self._darkroom.send(
                    picture,
                    chat_id,
                    caption=caption.html,
                    parse_mode=ParseMode.HTML,
                    **_where(letter, caption.rows),
                )
            case Venue() as venue:
                sent = await self._bot.send_venue(
                    chat_id,
                    venue.latitude,
                    venue.longitude,
                    venue.title,
                    venue.address,
                    **_where(letter, venue.rows),
                )
            case Poll(quiz, rows):
                sent = await self._bot.send_poll(
                    chat_id,
                    quiz.question,
                    quiz.options,
                    type=TelegramPoll.QUIZ,
                    is_anonymous=False,  # else nobody has a score
                    correct_option_ids=[quiz.correct],  # type: ignore[list-item]
                    explanation=quiz.explanation,
                    **_where(letter, rows),
                )
                if sent.poll is not None:
                    with kept("a poll"):
                        self._state.quizzes.keep(sent.poll.id, str(chat_id), quiz.key, quiz.correct)
        if letter.asked is not None and sent is not None:
            self._book.note(chat_id, sent.message_id, letter.asked)

    async def _page(self, letter: Letter, chat_id: int, page: Page) -> Message | None:
        try:
            return await self._text(letter, chat_id, page, html=True)
        except BadRequest as error:
            if not any(part in error.message.lower() for part in UNPARSED):
                raise
            log.warning("Telegram refused a reply's HTML, sending it plain: %s", describe(error))
            return await self._text(letter, chat_id, page, html=False)

    async def _text(self, letter: Letter, chat_id: int, page: Page, *, html: bool) -> Message | None:
        text, mode = (page.html, ParseMode.HTML) if html else (page.plain, None)
        if letter.edits is not None:
            try:
                await self._bot.edit_message_text(
                    text,
                    chat_id,
                    letter.edits,
                    parse_mode=mode,
                    link_preview_options=NO_PREVIEW,
                    reply_markup=_markup(page.rows),
                )
            except BadRequest as error:
                if not any(part in error.message.lower() for part in GONE):
                    raise
            else:
                return None
        return await self._bot.send_message(
            chat_id, text, parse_mode=mode, link_preview_options=NO_PREVIEW, **_where(letter, page.rows)
        )


def _where(letter: Letter, rows: Rows) -> dict[str, Any]:
    """Where in a chat a new message goes, and what is below it: as every sending method takes it."""
    answered = letter.reply_to and ReplyParameters(letter.reply_to, allow_sending_without_reply=True)
    return {
        "message_thread_id": letter.thread_id,
        "reply_parameters": answered or None,
        "reply_markup": _markup(rows),
    }


def _markup(rows: Rows) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup(rows) if rows else None
