from collections.abc import Collection
from dataclasses import dataclass
from random import Random

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.reading import Ask


@dataclass(frozen=True, slots=True)
class Quiz:
    key: str
    question: str
    options: tuple[str, ...]
    correct: int
    explanation: str
    ask: Ask
    sources: tuple[str, ...]


def quiz(voice: Voice, random: Random, avoid: Collection[str] = ()) -> Quiz:
    raise NotImplementedError
