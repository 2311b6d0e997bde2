from collections.abc import Callable
from dataclasses import dataclass

from lcn_bot.answering.answer import Voice


@dataclass(frozen=True, slots=True)
class Picture:
    key: str
    caption: str
    sources: tuple[str, ...]
    draw: Callable[[], bytes]


def picture(voice: Voice, name: str) -> Picture | None:
    return None
