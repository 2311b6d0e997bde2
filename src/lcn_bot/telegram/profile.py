"""How the bot presents itself: its name and its two descriptions, in every language."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import Bot

    from lcn_bot.assistant import Assistant

log = logging.getLogger(__name__)


async def register_profile(bot: Bot, assistant: Assistant) -> None:
    """Tell Telegram what differs from what it knows: it allows few such changes."""
    default, *others = (code for code, _ in assistant.languages())
    for code in (default, *others):
        try:
            # what is given for no language is shown to whoever's has none of its own
            await _register(bot, assistant, code, None if code == default else code)
        except Exception as error:  # the bot does without, whatever Telegram says
            log.warning("the bot's profile could not be set: %s", describe(error))
            return


async def _register(bot: Bot, assistant: Assistant, code: str, shown_for: str | None) -> None:
    name, about, description = (
        assistant.say(key, code) for key in ("telegram_name", "telegram_about", "telegram_description")
    )
    if (await bot.get_my_name(shown_for)).name != name:
        await bot.set_my_name(name, shown_for)
    if (await bot.get_my_short_description(shown_for)).short_description != about:
        await bot.set_my_short_description(about, shown_for)
    if (await bot.get_my_description(shown_for)).description != description:
        await bot.set_my_description(description, shown_for)
