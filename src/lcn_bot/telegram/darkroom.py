"""Pictures: drawn once, and once sent, sent by the id that Telegram gave them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from lcn_bot.state import kept
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import Bot, Message

    from lcn_bot.pictures.picture import Picture
    from lcn_bot.state import State

log = logging.getLogger(__name__)

_FRESH = 8
"""Pictures that are kept for who asks for them before Telegram has given them an id."""


class Darkroom:
    """Draws one picture at a time, in a thread; who waits for the same one gets it without its being drawn again."""

    def __init__(self, bot: Bot, state: State) -> None:
        self._bot = bot
        self._state = state
        self._lock = asyncio.Lock()
        self._fresh: LRUCache[str, bytes] = LRUCache(_FRESH)

    async def send(self, picture: Picture, chat_id: int, **more: Any) -> Message:
        """Send a picture; `more` is what send_photo takes."""
        if sent := await self._known(picture, chat_id, more):
            return sent
        await self._show_that_it_takes_a_moment(chat_id, more)
        sent = await self._bot.send_photo(chat_id, await self._drawn(picture), filename="picture.png", **more)
        if sent.photo:
            with kept("a picture's id"):
                self._state.keep_photo(self._owner, picture.key, sent.photo[-1].file_id)
        return sent

    async def _drawn(self, picture: Picture) -> bytes:
        """The picture, drawn now or a moment ago. Nobody waits here for anything but drawing."""
        async with self._lock:
            if picture.key not in self._fresh:
                self._fresh[picture.key] = await asyncio.to_thread(picture.draw)
            return self._fresh[picture.key]

    async def _known(self, picture: Picture, chat_id: int, more: dict[str, Any]) -> Message | None:
        """Send a picture that was sent before; None where it was not, or Telegram has lost it."""
        file_id = None
        with kept("which pictures are known"):
            file_id = self._state.photo(self._owner, picture.key)
        if file_id is None:
            return None
        try:
            return await self._bot.send_photo(chat_id, file_id, **more)
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
            log.info("a picture is drawn again: %s", describe(error))
            with kept("that a picture is not known any more"):
                self._state.lose_photo(self._owner, picture.key)
            return None

    async def _show_that_it_takes_a_moment(self, chat_id: int, more: dict[str, Any]) -> None:
        try:
            await self._bot.send_chat_action(
                chat_id, ChatAction.UPLOAD_PHOTO, message_thread_id=more.get("message_thread_id")
            )
        except TelegramError as error:
            log.debug("that a picture is on its way could not be shown: %s", describe(error))

    @property
    def _owner(self) -> str:
        """Ids of files are good for the bot that got them."""
        return str(self._bot.id)
