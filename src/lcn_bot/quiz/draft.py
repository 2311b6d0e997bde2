"""What a kind of quiz question starts from and hands over: a draw of a fact, and a draft."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import TypeVar

from lcn_bot.answering.reading import Ask

Fact = TypeVar("Fact")
Thing = TypeVar("Thing")

_AS_LONG = 4
"""How many times as long as another an option may be without standing out."""


class NothingLeftError(LookupError):
    """A kind has no fact left that may be asked about."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as a kind makes it, before it is known to fit a poll."""

    question: str
    right: str
    wrong: Sequence[str]
    """What is wrong for certain, the most plausible first; at least three are needed, more vary the question."""
    fact: str
    """A sentence that states the fact."""
    ask: Ask
    """What tells more about it."""
    sources: tuple[str, ...]
    """Ids, the one that is cited first."""


class Draw:
    """Chance, and the keys of what is not to be asked (again)."""

    def __init__(self, random: Random, avoid: Collection[str] = ()) -> None:
        self.random = random
        self.key = ""
        """Of what was drawn last."""
        self._out = set(avoid)

    def one(self, facts: Mapping[str, Fact]) -> Fact:
        """One of the facts, which are given by their keys, and each only once; NothingLeftError where none is left."""
        left = [key for key in facts if key not in self._out]
        if not left:
            raise NothingLeftError
        self.key = self.random.choice(left)
        self._out.add(self.key)
        return facts[self.key]

    def shuffled(self, things: Collection[Thing]) -> list[Thing]:
        """All of the things, in an order that says nothing."""
        return self.random.sample(list(things), len(things))


def alike(one: str, other: str) -> bool:
    """Whether neither of two options stands out by its letters, its brackets or its length."""
    shortest, longest = sorted((len(one), len(other)))
    return _form(one) == _form(other) and longest <= _AS_LONG * shortest


@lru_cache(maxsize=4096)
def _form(text: str) -> tuple[frozenset[str], bool]:
    """The scripts that a text is written in, as Unicode names them, and whether it has brackets."""
    scripts = frozenset(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    return scripts, bool(set(text) & set("(（"))
