"""The table of commands, and the menu that Telegram shows of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Bot, BotCommandScope

    from lcn_bot.assistant import Assistant

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Command:
    """One command; a feature hears of it by its name."""

    name: str
    admin: bool = False
    """Only for administrators, only in a private chat; to anybody else it does not exist."""
    groups: bool = False
    """Also heard in groups without the bot's name after it."""
    decides: bool = False
    """Decides for a whole group, where only its administrators are shown it."""
    menu: bool = True


COMMANDS = {
    command.name: command
    for command in (
        Command("start", menu=False),
        Command("ask", groups=True),
        Command("cities"),
        Command("city", groups=True),
        Command("country"),
        Command("figures"),
        Command("events"),
        Command("quote"),
        Command("quiz", groups=True),
        Command("daily", groups=True, decides=True),
        Command("language", groups=True, decides=True),
        Command("sources"),
        Command("help"),
        Command("reload", admin=True),
        Command("why", admin=True),
    )
}


def menus(admins: Iterable[int]) -> list[tuple[BotCommandScope, list[str]]]:
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


async def register_menus(bot: Bot, assistant: Assistant, admins: Iterable[int]) -> None:
    """Tell Telegram the menus; the bot does without where that fails."""
    default, *others = (code for code, _ in assistant.languages())
    for scope, names in menus(admins):
        for code in (default, *others):
            menu = [BotCommand(name, assistant.say(f"telegram_menu_{name}", code)) for name in names]
            try:
                # what is given for no language is shown to whoever's has no menu of its own
                await bot.set_my_commands(menu, scope=scope, language_code=None if code == default else code)
            except Exception as error:  # the bot does without, whatever Telegram says
                log.warning("a command menu could not be set: %s", describe(error))
