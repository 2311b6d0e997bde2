"""The one who is asked: holds the current knowledge, and swaps it on reload."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.explaining import explained
from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask, Conversation, Mention, Reading, Turn, Word
from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.answering.replying import examples
from lcn_bot.answering.talking import more, picked, reply
from lcn_bot.conversations import Conversations
from lcn_bot.held import Held, code_of
from lcn_bot.knowledge.model import Source
from lcn_bot.language.language import Language
from lcn_bot.preferences import Preferences


class Assistant:
    """Answers questions from the knowledge base that it holds.

    Each question is answered from one state of the knowledge, whole: `reload` builds the next one beside it and
    swaps them by one assignment, so it may run in another thread while questions are asked.
    """

    def __init__(
        self,
        folder: Path,
        conversations: Conversations | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        """Load the knowledge base in `folder`; raises KnowledgeError with every Problem.

        `conversations` remembers what chats are about, by default for ten minutes; `preferences` what they choose.
        """
        self._folder = folder
        self._is_warm = False
        self._held = Held.load(folder)
        self._conversations = conversations or Conversations()
        self._preferences = preferences or Preferences()

    def reload(self) -> None:
        """Load the folder again; raises KnowledgeError with every Problem, and then nothing changes.

        What takes its place is as warm as what is held now: nobody who asks meanwhile waits for it.
        """
        held = Held.load(self._folder)
        if self._is_warm:
            held.polyglot.warm()
        self._held = held

    def warm(self) -> None:
        """Load now what the first hard questions would wait for: some seconds' work, which may run in a thread."""
        self._is_warm = True
        self._held.polyglot.warm()

    def ask(self, text: str, *, chat: str | None = None, language: str | None = None) -> Reply:
        """One message -> one Reply, whatever the text; `language` is the reader's Telegram language.

        `chat` names the conversation, from which a question borrows what it lacks. Without one it stands for itself.
        """
        held, language = self._held, self._own(chat, language)
        conversation = held.current(self._conversations.of(chat))
        reading = held.polyglot.read(text, conversation, _expected(conversation, language))
        return self._reply(held, reading, conversation, chat, language)

    def ask_suggested(
        self, key: str, *, chat: str | None = None, language: str | None = None
    ) -> Reply | None:
        """The Reply to a Suggestion's key, or None for a key that means nothing (any more).

        It is in `language`, that of the suggestion; without one, in that in which the chat is spoken to.
        """
        held, language = self._held, language or self.speaks(chat)
        conversation = held.current(self._conversations.of(chat))
        voice = held.voice(language)
        offered = suggestion(voice, Ask.from_key(key))
        if offered is None:
            return None
        reading = _asked(held, voice, offered)
        return self._reply(held, reading, conversation, chat, language)

    def speaks(self, chat: str | None, language: str | None = None) -> str:
        """The code of the language in which a chat is spoken to where nothing is asked: the one it chose, or that of
        its last question, or the reader's own.
        """
        held, chosen = self._held, self._chosen(chat)
        conversation = () if chosen else held.current(self._conversations.of(chat))
        return held.spoken(conversation, chosen or language).language.code

    def choose(self, chat: str, language: str) -> bool:
        """Speak to a chat in a language from now on, by its code; whether the bot speaks that."""
        spoken = language in dict(self.languages())
        if spoken:
            self._preferences.choose(chat.partition(":")[0], language)
            self._conversations.speak(chat, language)
        return spoken

    def languages(self) -> list[tuple[str, str]]:
        """The languages that the bot speaks: code, and what each calls itself."""
        spoken = (voice.language for voice in self._held.voices.values())
        return [(language.code, language.name) for language in spoken if not language.answered_in]

    def language(self, code: str) -> Language:
        """A language, by its code; raises KeyError where there is none."""
        return self._held.voices[code].language

    def forget(self, chat: str) -> None:
        """Begin a conversation afresh."""
        self._conversations.forget(chat)

    def forget_chat(self, chat: str) -> None:
        """Forget every conversation in a chat."""
        self._conversations.forget_chat(chat)

    def _own(self, chat: str | None, language: str | None) -> str | None:
        """The language that a chat has chosen, or else the reader's."""
        return self._chosen(chat) or language

    def _chosen(self, chat: str | None) -> str:
        """The language that a chat has chosen, if it has. "7:3" is a conversation in the chat "7"."""
        return self._preferences.language(chat and chat.partition(":")[0])

    def _reply(
        self,
        held: Held,
        reading: Reading,
        conversation: Conversation,
        chat: str | None,
        language: str | None,
    ) -> Reply:
        voice = held.answering(reading, language)
        chosen = reading.asks[0] if reading.back == "affirm" else picked(voice, reading, conversation)
        if chosen and (offered := suggestion(voice, chosen)):
            reading = _as_asked(_asked(held, voice, offered), chosen, conversation[0].reading)
        elif reading.back == "more":
            reading = more(voice, reading.asks, conversation) or reading
        elif reading.back == "language" and reading.speak in held.voices:
            reading = replace(reading, back=None, language=reading.speak)
            voice = held.answering(reading, language)
        said = reply(voice, reading, conversation)
        if not (reading.social or reading.back):
            offers = tuple(Ask.from_key(offered.key) for offered in said.suggestions)
            self._conversations.add(chat, Turn(reading, said.status, offers))
        return said

    def conversation(self, chat: str | None) -> Conversation:
        """What a chat was last about."""
        return self._conversations.of(chat)

    def read(
        self, text: str, conversation: Conversation = (), *, language: str | None = None
    ) -> tuple[Reading, list[Word]]:
        """How a message is understood after a conversation, and what each of its words was taken for."""
        held, before = self._held, self._held.current(conversation)
        reading = held.polyglot.read(text, before, _expected(before, language))
        reader = held.polyglot.reader(reading.language)
        return reading, [word for part in reading.questions for word in reader.explain(part)]

    def why(self, text: str, conversation: Conversation = (), *, language: str | None = None) -> str:
        """In words, how a message is understood after a conversation, and what it came nearest to besides."""
        held, before = self._held, self._held.current(conversation)
        reading = held.polyglot.read(text, before, _expected(before, language))
        voice, reader = held.answering(reading, language), held.polyglot.reader(reading.language)
        parts = (
            explained(voice, part, list(reader.explain(part)), reader.runner_up(part))
            for part in reading.questions
        )
        return "\n\n".join("\n".join(lines) for lines in parts)

    def examples(self, language: str | None = None, most: int = 3) -> tuple[Suggestion, ...]:
        """A few questions that show a newcomer what can be asked."""
        return examples(self._held.voice(language), most)

    def complete(self, text: str) -> list[tuple[str, Mention]]:
        """What stands before a name that is still being typed, and a place that it may be, the likeliest first."""
        return self._held.polyglot.completing.complete(text)

    def told(self, text: str) -> str:
        """The code of the language in which a text is answered, whoever reads that; empty, if its words do not tell."""
        return self._held.polyglot.told(text)

    def sources(self) -> tuple[Source, ...]:
        """Every source the knowledge rests on."""
        return tuple(self._held.voice(None).knowledge.sources.values())

    def held(self, language: str | None = None) -> str:
        """What is held, in words: "2 cities, 3 people, …"."""
        voice = self._held.voice(language)
        kinds = ("cities", "people", "figures", "quotes", "topics", "sources")
        return voice.language.say("held", **{kind: len(getattr(voice.knowledge, kind)) for kind in kinds})

    def voice(self, language: str | None = None) -> Voice:
        """Who answers a reader of a language: what is known at this moment, and how it is said."""
        return self._held.voice(language)

    def say(self, key: str, language: str | None = None, **values: object) -> str:
        """The wording `key` of the reader's language with its placeholders filled in; plain text."""
        spoken = self._held.voice(language).language
        return spoken.laid_out(spoken.say(key, **values))

    def source_line(self, source: Source, language: str | None = None) -> str:
        """A source as a reader sees it, without its link: "Title, Publisher, 5 December 2025"."""
        return self._held.voice(language).language.source(source)


def _expected(conversation: Conversation, language: str | None) -> tuple[str, ...]:
    """The languages in which the next question of a chat may be, the likeliest first: codes."""
    last = conversation[0].reading.language if conversation else ""
    return tuple(filter(None, (last, code_of(language))))


def _asked(held: Held, voice: Voice, offered: Suggestion) -> Reading:
    """The reading of a suggestion, a whole question, which borrows nothing."""
    code = voice.language.code
    return replace(held.polyglot.reader(code).read(offered.question), language=code)


def _as_asked(reading: Reading, chosen: Ask, asked_back: Reading) -> Reading:
    """The reading of the suggestion that was picked: a yes-or-no question only if what was asked back is one, and
    with its year and the like if that is what it asks.
    """
    if chosen not in asked_back.rivals:
        return replace(reading, polar=asked_back.polar)
    return replace(
        reading, numbers=asked_back.numbers, numbers_asked=asked_back.numbers_asked, polar=asked_back.polar
    )
