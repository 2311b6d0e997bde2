"""The question bank: what people type, and what a right reply is.

`xx.yaml` is a list of questions in one language:

    - {ask: "who is mayor of oujda", kind: people, has: ["Azzaoui"]}    # must be answered with this
    - {ask: "mayor of rabat", kind: unknown_city}                       # must not be answered
    - {ask: "are there 600 cities", kind: false_premise, deny: true, correct: ["425"]}   # or denied with this

`has` and `correct` are pieces of text that must all be in the reply, whatever the case; `a|b` means either.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from lcn_bot.answering.reply import Reply

FOLDER = Path(__file__).parent

Verdict = Literal["right", "unknown", "wrong"]


@dataclass(frozen=True)
class Question:
    """One question of the bank."""

    ask: str
    kind: str
    has: tuple[str, ...] | None = None
    deny: bool = False
    correct: tuple[str, ...] = ()
    typo: bool = False
    language: str = "en"

    @property
    def answerable(self) -> bool:
        """Whether the knowledge holds an answer."""
        return self.has is not None

    def judge(self, reply: Reply) -> Verdict:
        """`wrong` is a confident wrong answer; `unknown` is an answer not given that could have been."""
        text = reply.text.casefold()
        if self.has is not None:
            if reply.status != "answer":
                return "unknown"
            sourced = bool(reply.sources) or self.kind == "social"
            return "right" if sourced and _holds(text, self.has) else "wrong"
        if reply.status != "answer":
            return "right"
        denied = self.deny and text.startswith("no") and _holds(text, self.correct)
        return "right" if denied else "wrong"


def _holds(text: str, pieces: tuple[str, ...]) -> bool:
    return all(any(choice.casefold() in text for choice in piece.split("|")) for piece in pieces)


def load(path: Path) -> list[Question]:
    """The questions of one file."""
    language = path.stem.partition("_")[0]
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    for entry in entries:
        for key in entry.keys() & {"has", "correct"}:
            entry[key] = tuple(entry[key])
    return [Question(language=language, **entry) for entry in entries]
