"""A call that the bot made, and how it may be refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


class RefusedError(Exception):
    """Telegram says no to what may happen to any bot: a message is gone, nothing has changed."""

    status, prefix = 400, "Bad Request"


class ForbiddenError(RefusedError):
    """The bot may not write there any more."""

    status, prefix = 403, "Forbidden"


class ViolationError(RefusedError):
    """Telegram says no to what a bot must never ask for: the test fails."""


@dataclass
class Call:
    """One call that the bot made, as it came: everything is a string, objects are JSON."""

    method: str
    parameters: dict[str, str]
    at: float
    fault: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    """What was uploaded with it, by name."""

    def json(self, name: str) -> Any:
        """A parameter that is an object or a list, None where it was not given."""
        return json.loads(self.parameters[name]) if name in self.parameters else None

    def number(self, name: str) -> int:
        return int(self.parameters[name])

    def true(self, name: str, *, otherwise: bool = False) -> bool:
        """A flag, or what it is where it was not given."""
        return self.parameters.get(name, "true" if otherwise else "false") == "true"

    @property
    def chat_id(self) -> int:
        try:
            return self.number("chat_id")
        except ValueError:
            raise RefusedError("chat not found") from None


def refuse(problems: dict[str, bool]) -> None:
    """Refuse a call for the first problem that it has."""
    for problem, broken in problems.items():
        if broken:
            raise ViolationError(problem)
