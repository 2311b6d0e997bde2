"""Messages that are about the last reply and nothing else: "source?", "tell me more", "in French?", "yes"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from lcn_bot.answering.reading import Ask, Back, Conversation, Item

_BACK = frozenset({"source", "more", "affirm"})
"""Concepts that are such a message by themselves."""


class AboutLast(NamedTuple):
    """What is wanted of the last reply, and what that answered."""

    back: Back
    asks: tuple[Ask, ...] = ()
    speak: str = ""


def about_last_reply(readings: Sequence[Sequence[Item]], conversation: Conversation) -> AboutLast | None:
    """What a message wants of the last reply; None for any other message.

    `readings` are the items that it may stand for.
    """
    for items in readings:
        content = [item for item in items if item.kind != "boundary"]
        wanted = {item.id for item in content}
        if len(wanted) != 1:
            continue
        kind, id_ = content[0]
        if kind == "language":
            return AboutLast("language", _last(conversation), id_)
        if id_ == "affirm":
            offered = conversation[0].offered if conversation and conversation[0].status != "answer" else ()
            return AboutLast("affirm", offered) if len(offered) == 1 else None
        if id_ in _BACK and conversation and conversation[0].status == "answer":
            return AboutLast(cast(Back, id_), _last(conversation))
    return None


def _last(conversation: Conversation) -> tuple[Ask, ...]:
    """What was last answered."""
    answered = next((turn.reading for turn in conversation if turn.status == "answer"), None)
    return tuple(ask for part in answered.questions for ask in part.asks) if answered else ()
