"""A question before and after it borrows."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from lcn_bot.answering.reading import Item, Mention
from lcn_bot.understanding.matching import MENTIONS, QUESTION_WORDS, Match

CARDS = frozenset({"city", "person", "event"})
"""Relations that tell what there is: what a question says besides a name is not what they answer."""
_BELONGING = frozenset({"from", "who", "which", "what"})
"""Concepts that say of a place no more than that something belongs to it."""


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A question made whole."""

    match: Match
    items: tuple[Item, ...]
    borrowed: tuple[Item, ...]
    polar: bool = False
    """It stands in the place of a yes-or-no question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a question before it borrows."""

    items: tuple[Item, ...]
    pronouns: frozenset[str]
    polar: bool = False
    whole: bool = False
    """It asks something as it stands."""

    def without(self, concepts: AbstractSet[str]) -> Question:
        """The question without some concepts, "country" in "that country", that a mention stands for."""
        return replace(
            self, items=tuple(i for i in self.items if i.kind != "concept" or i.id not in concepts)
        )

    @property
    def content(self) -> tuple[Item, ...]:
        """The items but for punctuation."""
        return tuple(item for item in self.items if item.kind != "boundary")

    @property
    def mentions(self) -> tuple[Item, ...]:
        """What it names itself."""
        return tuple(item for item in self.items if item.kind in MENTIONS)

    @property
    def only_names(self) -> bool:
        """Whether it holds nothing but names, years and months."""
        return bool(self.content) and all(item.kind in (*MENTIONS, "number") for item in self.content)

    @property
    def bare(self) -> Question:
        """The question without what only says that something belongs to a place that it names: "who from Asia?"."""
        rest = {item.id for item in self.content if item.kind not in (*MENTIONS, "number")}
        places = any(item.kind in ("country", "region") for item in self.items)
        return self.without(_BELONGING) if places and rest <= _BELONGING else self

    @property
    def only_asks(self) -> bool:
        """Whether it holds nothing but question words: "why?", "when was that?"."""
        ids = {item.id for item in self.content if item.kind != "number"}
        return bool(ids & QUESTION_WORDS) and ids <= QUESTION_WORDS | {"past"}


def mentions_of(items: Iterable[Item]) -> tuple[Mention, ...]:
    """What items name."""
    return tuple(Mention(item.kind, item.id) for item in items if item.kind in MENTIONS)


def numbers_of(items: Iterable[Item]) -> frozenset[str]:
    """The numbers, years and months among items."""
    return frozenset(item.id for item in items if item.kind == "number")
