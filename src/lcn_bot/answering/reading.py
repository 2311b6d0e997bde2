"""What was understood of a question: the input of answering, and what `--explain` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from lcn_bot.answering.reply import Status

MentionKind = Literal["city", "country", "region", "person", "quote", "event", "organisation"]
ItemKind = Literal[
    "concept", "city", "country", "region", "person", "quote", "event", "organisation", "number", "language",
    "boundary", "pronoun", "filler",
]  # fmt: skip


Back = Literal["source", "more", "language", "affirm"]
"""Where the last reply comes from; more of it; it in another language; yes to its only suggestion."""


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


class Item(NamedTuple):
    """Something in the question that matters, in its order."""

    kind: ItemKind
    id: str


class Word(NamedTuple):
    """One span of the question, and what it was taken for."""

    typed: str
    read_as: str
    """The same, repaired."""
    meanings: tuple[Item, ...]
    """What it can mean here; nothing, where it is unknown."""


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
    stated: bool = False
    """A statement rather than a question: "Oujda's mayor is Rmili"."""
    items: tuple[Item, ...] = ()
    """What matters in the question, with what it borrowed: what the next one may borrow from."""
    borrowed: tuple[Item, ...] = ()
    """Those of the items that come from what was talked about before."""
    meant: str = ""
    """A known word that an unknown one is most likely a slip of, where that is not certain."""
    parts: tuple[Reading, ...] = ()
    """The questions of a message that holds several, in order; then nothing above is set but `words`."""
    back: Back | None = None
    """What it asks about the last reply, where it asks about that: then `asks` are that reply's."""
    speak: str = ""
    """The language that the answer is wanted in, as a code, where the question says so."""
    language: str = ""
    """The language of the question, as a code."""

    @property
    def questions(self) -> tuple[Reading, ...]:
        """The questions in the message: its parts, or else the one that it is."""
        return self.parts or (self,)

    @property
    def content(self) -> tuple[Item, ...]:
        """The items of this question but for punctuation."""
        return tuple(item for item in self.items if item.kind != "boundary")

    @property
    def held(self) -> tuple[Item, ...]:
        """The items of all the questions in the message."""
        return tuple(item for part in self.questions for item in part.items)

    @property
    def either(self) -> bool:
        """Whether it asks which of two: "is Oujda in Morocco or in Algeria?", to which there is no yes or no."""
        return Item("boundary", "or") in self.items

    @property
    def understood(self) -> bool:
        """Whether it is known what is asked, or what has to be asked back."""
        return bool(self.asks or self.rivals or self.social or self.unlisted or self.back)


class RunnerUp(NamedTuple):
    """What a question would ask if it fitted: the next nearest kind of question."""

    ask: Ask
    missing: frozenset[str]
    """What the question lacks for it: concepts and KINDS of mention."""
    extra: frozenset[str]
    """What the question holds that it has no place for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, and how it went."""

    reading: Reading
    status: Status
    offered: tuple[Ask, ...] = ()
    """What the reply offered to ask instead or next."""


Conversation = tuple[Turn, ...]
"""What a chat was last about, the newest first."""
