"""The table of commands."""

from __future__ import annotations

from dataclasses import dataclass


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
        Command("feedback", admin=True),
    )
}
