"""An Assistant that needs no knowledge: these tests are about Telegram."""

from __future__ import annotations

import threading
from pathlib import Path

import yaml

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.reading import Conversation, Mention, Reading, Word
from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.assistant import Assistant
from lcn_bot.knowledge.model import Source

ARTICLE = Source(
    id="article",
    title="Two Cities Join",
    publisher="UNESCO",
    date="2025-12-05",
    url="https://unesco.org/a?b=1&c=2",
)
PAPER = Source(id="paper", title="Report", publisher="", date="2025", url="")
ENGLISH = Path(__file__).parents[2] / "knowledge" / "languages" / "en.yaml"
WORDING = yaml.load(ENGLISH.read_text("utf-8"), Loader=yaml.CSafeLoader)["wording"]
EXAMPLES = tuple(Suggestion(f"example:{n}", f"Example question {n}?") for n in (1, 2, 3))


def _real() -> Assistant:
    """The one who knows the knowledge base: cards and pictures are the same here as in the real bot."""
    from tests.conftest import the_assistant

    return the_assistant()


class FakeAssistant(Assistant):
    """Answers every question with "About QUESTION", and a few with more."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, str | None]] = []
        self.replies: dict[str, Reply] = {}
        self.forgotten: list[str] = []
        self.reloads = 0
        self.chosen: dict[str, str] = {}
        self.on_reload = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.reload_error: Exception | None = None
        self._words = WORDING

    def ask(self, text: str, *, chat: str | None = None, language: str | None = None) -> Reply:
        self.asked.append((text, chat, language))
        if text == "crash":
            raise RuntimeError("a secret thought")
        return self.replies.get(text) or Reply("answer", "en", f"About {text}", (ARTICLE,))

    def ask_suggested(
        self, key: str, *, chat: str | None = None, language: str | None = None
    ) -> Reply | None:
        return Reply("answer", "en", f"Tapped {key}", (ARTICLE,)) if key.startswith("example:") else None

    def conversation(self, chat: str | None) -> Conversation:
        return ()

    def speaks(self, chat: str | None, language: str | None = None) -> str:
        return self.chosen.get(chat or "", "en")

    def choose(self, chat: str, language: str) -> bool:
        self.chosen[chat] = language
        return language in dict(self.languages())

    def languages(self) -> list[tuple[str, str]]:
        return [("en", "English"), ("fr", "français")]

    def forget(self, chat: str) -> None:
        self.forgotten.append(chat)

    def why(self, text: str, conversation: Conversation = (), *, language: str | None = None) -> str:
        return f"Why {text}"

    def reload(self) -> None:
        self.reloads += 1
        self.on_reload.set()
        assert self.go_on.wait(10)
        if self.reload_error is not None:
            raise self.reload_error

    def warm(self) -> None:
        pass

    def voice(self, language: str | None = None) -> Voice:
        return _real().voice(language)

    def read(
        self, text: str, conversation: Conversation = (), *, language: str | None = None
    ) -> tuple[Reading, list[Word]]:
        return _real().read(text, conversation, language=language)

    def complete(self, text: str) -> list[tuple[str, Mention]]:
        return _real().complete(text)

    def told(self, text: str) -> str:
        return _real().told(text)

    def forget_chat(self, chat: str) -> None:
        self.forgotten.append(chat)

    def examples(self, language: str | None = None, most: int = 3) -> tuple[Suggestion, ...]:
        return EXAMPLES

    def held(self, language: str | None = None) -> str:
        return "2 cities, 3 people"

    def say(self, key: str, language: str | None = None, **values: object) -> str:
        return str(self._words[key]).format(**values)

    def source_line(self, source: Source, language: str | None = None) -> str:
        return ", ".join(part for part in (source.title, source.publisher, source.date) if part)
