"""Loading the knowledge again while everybody else goes on being answered."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import threading
from typing import TYPE_CHECKING

from telegram.constants import ChatAction
from telegram.error import TelegramError

from lcn_bot.knowledge.problems import KnowledgeError
from lcn_bot.telegram.rendering import list_page, text_page
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

    from lcn_bot.assistant import Assistant
    from lcn_bot.telegram.content import Page

log = logging.getLogger(__name__)


class Reloading:
    """One reload at a time, in a thread."""

    def __init__(self, assistant: Assistant, bot: Bot, *, typing_after: float) -> None:
        self._assistant = assistant
        self._bot = bot
        self._typing_after = typing_after
        self._lock = asyncio.Lock()

    async def page(self, chat_id: int, language: str | None) -> Page:
        """Reload, and say how it went."""
        say = self._assistant.say
        if self._lock.locked():
            return text_page(say("telegram_reload_busy", language))
        async with self._lock, self._typing(chat_id):
            try:
                await asyncio.to_thread(self._assistant.reload)
            except KnowledgeError as error:
                log.warning("knowledge not reloaded: %d problems", len(error.problems))
                lines = [text_page(str(problem)) for problem in error.problems]
                title = say("telegram_not_reloaded", language, count=len(lines))
                return list_page(title, lines, say("telegram_more", language, count="{count}"))
            except Exception as error:
                log.exception("knowledge not reloaded")
                return text_page(say("telegram_reload_failed", language, error=type(error).__name__))
            log.info("knowledge reloaded")
            # what was held until now is too much to be found by and by; nobody waits for that
            threading.Thread(target=gc.collect, daemon=True).start()
            return text_page(say("telegram_reloaded", language, held=self._assistant.held(language)))

    @contextlib.asynccontextmanager
    async def _typing(self, chat_id: int) -> AsyncIterator[None]:
        """Show "typing…" where this takes long; it fades by itself."""

        async def show() -> None:
            await asyncio.sleep(self._typing_after)
            try:
                await self._bot.send_chat_action(chat_id, ChatAction.TYPING)
            except TelegramError as error:
                log.debug("typing could not be shown: %s", describe(error))

        task = asyncio.create_task(show())
        try:
            yield
        finally:
            task.cancel()
