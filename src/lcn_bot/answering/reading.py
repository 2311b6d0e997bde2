"""What was understood of a question: the input of answering, and what `--explain` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

MentionKind = Literal["city", "country", "region", "person", "quote", "event"]


class Ask(NamedTuple):
    """One thing asked of the knowledge: a relation and the ids it is asked about."""

    relation: str
    args: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A short ASCII text that `from_key` turns back into the Ask."""
        return ":".join((self.relation, *self.args))

    @classmethod
    def from_key(cls, key: str) -> Ask:
        """The Ask that `key` was made from; any text gives one, it need not have an answer."""
        relation, *args = key.split(":")
        return cls(relation, tuple(args))


class Mention(NamedTuple):
    """A span of the question that names something the knowledge holds."""

    kind: MentionKind
    id: str


class Word(NamedTuple):
    """One span of the question, and what it was taken for."""

    typed: str
    taken_for: str
    """In words: "city oujda", "concept mayor", "filler", "unknown"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question was taken to mean. Nothing in it depends on the language of the question."""

    asks: tuple[Ask, ...] = ()
    """What is asked, part by part; empty where it was not understood for certain."""
    rivals: tuple[Ask, ...] = ()
    """What may be asked with equal right; what the knowledge holds may decide between them."""
    near: tuple[Ask, ...] = ()
    """What may have been meant, best first."""
    unknown: tuple[str, ...] = ()
    """The words that nothing explains, as typed."""
    mentions: tuple[Mention, ...] = ()
    numbers: frozenset[str] = frozenset()
    """Numbers, years and months in the question ("425", "2025", "month 12"); an answer must bear them out."""
    numbers_asked: bool = False
    """The question is about the number itself ("is it 425 cities?")."""
    polar: bool = False
    """A yes-or-no question."""
    social: str = ""
    """The concept of a greeting, thanks and the like, where the message is only that."""
    concepts: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """The words as they were read, normalised and repaired."""
    typed: tuple[str, ...] = ()
    """For each of them, what was typed."""
    unlisted: str = ""
    """Where it is asked whether a place is a member: the place, as typed, that the knowledge does not name."""
    cut: bool = False
    """The message was longer than a question can be, and its end was not read."""
