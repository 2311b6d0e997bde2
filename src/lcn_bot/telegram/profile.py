"""How the bot presents itself in every language: its menus of commands, its name and its two descriptions."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from lcn_bot.telegram.commands import COMMANDS
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from telegram import Bot, BotCommandScope

    from lcn_bot.assistant import Assistant

log = logging.getLogger(__name__)


async def register_menus(bot: Bot, assistant: Assistant, admins: Iterable[int]) -> None:
    """Tell Telegram which commands to show where; the bot does without where that fails."""
    for scope, names in _menus(admins):
        for code, shown_for in _languages(assistant):
            menu = [BotCommand(name, assistant.say(f"telegram_menu_{name}", code)) for name in names]
            try:
                await bot.set_my_commands(menu, scope=scope, language_code=shown_for)
            except Exception as error:  # the bot does without, whatever Telegram says
                log.warning("a command menu could not be set: %s", describe(error))


async def register_profile(bot: Bot, assistant: Assistant) -> None:
    """Tell Telegram what differs from what it knows of name and descriptions: it allows few such changes."""
    for code, shown_for in _languages(assistant):
        try:
            await _register(bot, assistant, code, shown_for)
        except Exception as error:  # the bot does without, whatever Telegram says
            log.warning("the bot's profile could not be set: %s", describe(error))
            return


def _menus(admins: Iterable[int]) -> list[tuple[BotCommandScope, list[str]]]:
    """Which commands to show where. A menu hides; it protects nothing."""
    shown = [c for c in COMMANDS.values() if c.menu]
    everyone = [c.name for c in shown if not c.admin]
    return [
        (BotCommandScopeDefault(), everyone),
        (BotCommandScopeAllPrivateChats(), everyone),
        (BotCommandScopeAllGroupChats(), [c.name for c in shown if c.groups and not c.decides]),
        (BotCommandScopeAllChatAdministrators(), [c.name for c in shown if c.groups]),
        *((BotCommandScopeChat(admin), [c.name for c in shown]) for admin in sorted(admins)),
    ]


def _languages(assistant: Assistant) -> Iterator[tuple[str, str | None]]:
    """Each language by its code, and as Telegram is told it: what is given for none is for all that have none."""
    default, *others = (code for code, _ in assistant.languages())
    yield default, None
    yield from ((code, code) for code in others)


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
