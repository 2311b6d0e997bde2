"""The question bank: what people type, and what a right reply is.

`xx.yaml` is a list of questions in one language:

    - {ask: "who is mayor of oujda", kind: people, has: ["Azzaoui"]}    # must be answered with this
    - {ask: "mayor of rabat", kind: unknown_city}                       # must not be answered
    - {ask: "are there 600 cities", kind: false_premise, deny: true, correct: ["425"]}   # or denied with this

`has` and `correct` are pieces of text that must all be in the reply, whatever the case; `a|b` means either.

`conversations/xx.yaml` is a list of conversations, each a list of `turns` that are questions like these; besides,

    - {ask: "how many cities", has: ["425"], alone: true}               # must not borrow from those before
    - {ask: "and casablanca?", has: ["Rmili"], not: ["Azzaoui"]}        # this must not be in the reply
    - {ask: "since when is the city a member", offers: ["Fez", "Oujda"]}    # asks back, offering this
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from lcn_bot.answering.reply import Reply
from lcn_bot.assistant import Assistant

FOLDER = Path(__file__).parent
CONVERSATIONS = FOLDER / "conversations"

DENIALS = ("no", "нет", "لا", "不")
"""What a reply begins with that denies something, in any of the languages: "non" does too."""

_PLAIN: dict[int, str | None] = {
    ord("’"): "'",
    0xA0: " ",
    0x202F: " ",
    0x200F: None,
    0x2068: None,
    0x2069: None,
}

Verdict = Literal["right", "unknown", "wrong"]


@dataclass(frozen=True)
class Question:
    """One question of the bank."""

    ask: str
    kind: str = "turn"
    has: tuple[str, ...] | None = None
    deny: bool = False
    correct: tuple[str, ...] = ()
    typo: bool = False
    language: str = "en"
    alone: bool = False
    without: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the knowledge holds an answer."""
        return self.has is not None

    def judge(self, reply: Reply) -> Verdict:
        """`wrong` is a confident wrong answer; `unknown` is an answer not given that could have been."""
        text = _plain(reply.text)
        if self.has is not None:
            if reply.status != "answer":
                return "unknown"
            sourced = bool(reply.sources) or self.kind == "social"
            spoilt = any(_plain(piece) in text for piece in self.without)
            return "right" if sourced and _holds(text, self.has) and not spoilt else "wrong"
        if reply.status != "answer":
            offered = _plain(" / ".join(suggestion.question for suggestion in reply.suggestions))
            return "right" if _holds(offered, self.offers) else "unknown"
        denied = self.deny and text.startswith(DENIALS) and _holds(text, self.correct)
        return "right" if denied else "wrong"


def _holds(text: str, pieces: tuple[str, ...]) -> bool:
    return all(any(_plain(choice) in text for choice in piece.split("|")) for piece in pieces)


def _plain(text: str) -> str:
    """Text without what a bank need not spell out: capitals, the shape of apostrophes, marks of direction."""
    return text.casefold().translate(_PLAIN)


def load(path: Path) -> list[Question]:
    """The questions of one file."""
    return _questions(yaml.safe_load(path.read_text("utf-8")), path)


def load_conversations(path: Path) -> list[list[Question]]:
    """The conversations of one file, each the questions of its turns."""
    return [_questions(entry["turns"], path) for entry in yaml.safe_load(path.read_text("utf-8"))]


def converse(assistant: Assistant, conversation: list[Question]) -> list[tuple[Question, Reply]]:
    """Each question of a conversation, asked in order, and the reply to it."""
    assistant.forget("bank")
    return [
        (question, assistant.ask(question.ask, chat="bank", language=question.language))
        for question in conversation
    ]


def _questions(entries: list[dict[str, Any]], path: Path) -> list[Question]:
    language = path.stem.partition("_")[0]
    questions = []
    for entry in entries:
        fields = {"without" if key == "not" else key: value for key, value in entry.items()}
        lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
        questions.append(Question(language=language, **{**fields, **lists}))
    return questions
