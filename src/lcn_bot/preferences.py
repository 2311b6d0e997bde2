"""What chats have chosen: the language they want to be spoken to in."""

from __future__ import annotations

from collections.abc import MutableMapping


class Preferences:
    """The choices of chats, for as long as the bot runs; `lcn_bot.state` keeps them longer."""

    def __init__(self) -> None:
        self._languages: MutableMapping[str, str] = {}

    def language(self, chat: str | None) -> str:
        """The code of the language that a chat has chosen; empty where it has not."""
        return self._languages.get(chat or "", "")

    def choose(self, chat: str, language: str) -> None:
        """Keep the language that a chat chooses, by its code."""
        self._languages[chat] = language
