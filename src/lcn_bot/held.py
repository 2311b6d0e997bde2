"""Everything that questions are answered from, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.loading import load
from lcn_bot.answering.reading import Conversation, Reading
from lcn_bot.knowledge.problems import KnowledgeError
from lcn_bot.understanding.polyglot import Polyglot


@dataclass(frozen=True)
class Held:
    """Everything that a question is answered from; built whole, then never changed."""

    voices: dict[str, Voice]
    """One for each language, the default one first."""
    polyglot: Polyglot

    @classmethod
    def load(cls, folder: Path) -> Held:
        """What a folder holds; raises KnowledgeError with every Problem."""
        knowledge, _, languages, problems, _ = load(folder)
        if problems:
            raise KnowledgeError(problems)
        spoken = [record.language for record in languages]
        codes = tuple(language.code for language in spoken if not language.answered_in)
        voices = {language.code: Voice(knowledge, language, spoken[0], codes) for language in spoken}
        return cls(voices, Polyglot(knowledge, spoken))

    def current(self, conversation: Conversation) -> Conversation:
        """The turns of a conversation that name nothing which a reload has taken out, and are in no such language."""
        knowledge = self.voice(None).knowledge
        return tuple(
            turn
            for turn in conversation
            if turn.reading.language in ("", *self.voices)
            and all(
                knowledge.holds(kind, id_)
                for part in turn.reading.questions
                for kind, id_ in (*part.items, *part.mentions)
            )
        )

    def voice(self, language: str | None) -> Voice:
        """Who answers a reader whose Telegram speaks `language` ("en", "pt-br")."""
        found = self.voices.get(code_of(language))
        return found if found and not found.language.answered_in else next(iter(self.voices.values()))

    def answering(self, reading: Reading, readers: str | None) -> Voice:
        """Who answers a question in the language that it is in, to a reader whose own language is `readers`."""
        asked = self.voices[reading.language].language
        if asked.answered_in is None:
            return self.voices[asked.code]
        own = code_of(readers)
        return self.voices[own if own in asked.or_in else asked.answered_in]

    def spoken(self, conversation: Conversation, language: str | None) -> Voice:
        """Who speaks to a chat where nothing is asked: in its last language, or else in the reader's own."""
        last = conversation[0].reading if conversation else None
        return self.answering(last, language) if last and last.language else self.voice(language)


def code_of(language: str | None) -> str:
    """The code of a language as Telegram gives it: "pt" of "pt-br"."""
    return (language or "").partition("-")[0].lower()
