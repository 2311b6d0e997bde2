"""What phrases can stand for."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from lcn_bot.answering.reading import ItemKind
from lcn_bot.language.normalise import BOUNDARIES, split_words


class Meaning(NamedTuple):
    """What a phrase stands for."""

    kind: ItemKind
    id: str = ""


FILLER = Meaning("filler")
UNHEARD_OF = Meaning("city")
"""A city that the knowledge does not hold."""
SOCIAL = frozenset({"hello", "thanks", "bye", "help", "identity", "praise", "okay"})
"""Concepts that are a message of their own, and mean nothing before or after a question."""
PRAISE = frozenset({"praise"})
"""Those that may be said of what is asked about: "is Oujda nice?"."""


def means_nothing(meanings: Iterable[Meaning]) -> bool:
    """Whether one of some meanings is none."""
    return any(meaning.kind in ("filler", "pronoun") for meaning in meanings)


def key_of(phrase: str, elided: Container[str] = ()) -> str:
    """A phrase as it is looked up: normalised, without punctuation."""
    return " ".join(word for word in split_words(phrase, elided) if word not in BOUNDARIES)
