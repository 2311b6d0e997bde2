"""The one who is asked: holds the current knowledge, and swaps it on reload."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.loading import load
from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask, Reading, Word
from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.answering.replying import examples, reply
from lcn_bot.knowledge.model import Source
from lcn_bot.knowledge.problems import KnowledgeError
from lcn_bot.understanding.reader import Reader


@dataclass(frozen=True)
class _Held:
    """Everything that a question is answered from; built whole, then never changed."""

    voices: dict[str, Voice]
    """One for each language."""
    reader: Reader

    @classmethod
    def load(cls, folder: Path) -> _Held:
        knowledge, _, languages, problems = load(folder)
        if problems:
            raise KnowledgeError(problems)
        voices = {record.language.code: Voice(knowledge, record.language) for record in languages}
        return cls(voices, Reader(knowledge, [voice.language for voice in voices.values()]))

    def voice(self, language: str | None) -> Voice:
        """Who answers a reader whose Telegram speaks `language` ("en", "pt-br")."""
        code = (language or "").partition("-")[0].lower()
        return self.voices.get(code) or next(iter(self.voices.values()))


class Assistant:
    """Answers questions from the knowledge base that it holds.

    Each question is answered from one state of the knowledge, whole: `reload` builds the next one beside it and
    swaps them by one assignment, so it may run in another thread while questions are asked.
    """

    def __init__(self, folder: Path) -> None:
        """Load the knowledge base in `folder`; raises KnowledgeError with every Problem."""
        self._folder = folder
        self._held = _Held.load(folder)

    def reload(self) -> None:
        """Load the folder again; raises KnowledgeError with every Problem, and then nothing changes."""
        self._held = _Held.load(self._folder)

    def ask(self, text: str, *, chat: str | None = None, language: str | None = None) -> Reply:  # noqa: ARG002
        """One question -> one Reply, whatever the text; `language` is the reader's Telegram language.

        `chat` names the conversation; every question stands for itself until there are follow-ups.
        """
        held = self._held
        return reply(held.voice(language), held.reader.read(text))

    def explain(self, text: str) -> tuple[Reading, list[Word]]:
        """How a question is understood, word by word."""
        reader = self._held.reader
        reading = reader.read(text)
        return reading, list(reader.explain(reading))

    def ask_suggested(
        self, key: str, *, chat: str | None = None, language: str | None = None
    ) -> Reply | None:
        """The Reply to a Suggestion's key, or None for a key that means nothing (any more)."""
        offered = suggestion(self._held.voice(language), Ask.from_key(key))
        return self.ask(offered.question, chat=chat, language=language) if offered else None

    def examples(self, language: str | None = None) -> tuple[Suggestion, ...]:
        """Three questions that show a newcomer what can be asked."""
        return examples(self._held.voice(language))

    def sources(self) -> tuple[Source, ...]:
        """Every source the knowledge rests on."""
        return tuple(self._held.voice(None).knowledge.sources.values())

    def held(self, language: str | None = None) -> str:
        """What is held, in words: "2 cities, 3 people, …"."""
        voice = self._held.voice(language)
        kinds = ("cities", "people", "figures", "quotes", "topics", "sources")
        return voice.language.say("held", **{kind: len(getattr(voice.knowledge, kind)) for kind in kinds})

    def say(self, key: str, language: str | None = None, **values: str) -> str:
        """The wording `key` of the reader's language with its placeholders filled in; plain text."""
        return self._held.voice(language).language.say(key, **values)

    def source_line(self, source: Source, language: str | None = None) -> str:
        """A source as a reader sees it, without its link: "Title, Publisher, 5 December 2025"."""
        speech = self._held.voice(language).language
        date = speech.date(source.date) if source.date else ""
        return ", ".join(part for part in (source.title, source.publisher, date) if part)
