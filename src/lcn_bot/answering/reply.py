"""What is said back. Plain data: the edges (terminal, Telegram) decide how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lcn_bot.knowledge.model import Source

Status = Literal["answer", "suggest", "unknown"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A full question that the bot can answer."""

    key: str
    """Stable ASCII id of the question, at most 60 bytes; `Assistant.ask_suggested` takes it back."""
    question: str
    """The question in the reader's language."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its sources, or an honest "I don't know" with what can be asked instead."""

    status: Status
    language: str
    """Code of the language the text is in ("en")."""
    text: str
    """Plain text, never HTML; may hold line breaks."""
    sources: tuple[Source, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    answers: tuple[str, ...] = ()
    """Keys of what is asked, where the text answers all of it."""
