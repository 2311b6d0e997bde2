"""Questions and their answers; greetings and help; and what administrators may ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from lcn_bot.telegram.asked import Asked
from lcn_bot.telegram.content import Content, Page, Venue
from lcn_bot.telegram.features.feature import OnCommand, OnTap
from lcn_bot.telegram.rendering import suggested, text_page

if TYPE_CHECKING:
    from lcn_bot.answering.reply import Reply
    from lcn_bot.telegram.asked import AskedBook
    from lcn_bot.telegram.desk import Desk, Tap
    from lcn_bot.telegram.features.browsing import Browsing
    from lcn_bot.telegram.features.feedback import Feedback
    from lcn_bot.telegram.hearing import Asker
    from lcn_bot.telegram.reloading import Reloading


class Talking:
    """Hands questions to the Assistant, and its replies to the chat."""

    def __init__(
        self,
        desk: Desk,
        browsing: Browsing,
        feedback: Feedback,
        reloading: Reloading,
        book: AskedBook,
        admins: Collection[int],
    ) -> None:
        """`book` remembers what `admins` ask in private, for /why; nobody else's questions are for it."""
        self._desk = desk
        self._browsing = browsing
        self._feedback = feedback
        self._reloading = reloading
        self._book = book
        self._admins = admins

    @property
    def commands(self) -> Mapping[str, OnCommand]:
        """What begins a conversation, and what administrators ask."""
        return {
            "start": self._start,
            "help": lambda asker, _: self._desk.tell(asker, "telegram_help"),
            "ask": self.ask,
            "reload": self._reload,
            "why": self._why,
        }

    @property
    def taps(self) -> Mapping[str, OnTap]:
        """None of its own: suggestions have no verb, see `suggested`."""
        return {}

    def ask(self, asker: Asker, question: str) -> None:
        """A question, typed."""
        if not question.strip():
            self._desk.tell(asker, "telegram_usage")
            return
        asked = self._asked(asker, question)
        reply = self._desk.assistant.ask(question, chat=asker.conversation, language=asker.language)
        self._desk.post(asker, self._content(reply), asked=asked)

    def suggested(self, tap: Tap) -> None:
        """A suggestion that was tapped. Its key is anybody's to forge: all it can do is name a question."""
        asker, spoken = tap.asker, self._desk.spoken(tap.asker)
        reply = self._desk.assistant.ask_suggested(tap.key, chat=asker.conversation, language=spoken)
        if reply is None:
            self._desk.acknowledge(tap.query, self._desk.say(asker, "telegram_stale"))
            return
        asked = Asked(tap.label, ()) if tap.label and self._may_ask_why(asker) else None
        content = self._content(reply, question=tap.label)
        self._desk.post(asker, content, tag=tap.tag, asked=asked)
        self._desk.acknowledge(tap.query)

    def _content(self, reply: Reply, *, question: str = "") -> Content:
        """A reply as it is shown; what states something may be voted on."""
        content = self._browsing.content(reply, question=question)
        if reply.status == "answer" and reply.sources and isinstance(content, Page | Venue):
            return content.over(self._feedback.row(reply))
        return content

    def _asked(self, asker: Asker, question: str) -> Asked | None:
        if not self._may_ask_why(asker):
            return None
        return Asked(question, self._desk.assistant.conversation(asker.conversation))

    def _may_ask_why(self, asker: Asker) -> bool:
        return asker.private and asker.person in self._admins

    def _start(self, asker: Asker, payload: str) -> None:
        self._desk.assistant.forget(asker.conversation)
        if payload and self._browsing.opens(asker, payload):
            return
        spoken = self._desk.spoken(asker)
        examples = self._desk.assistant.examples(spoken)
        page = text_page(self._desk.say(asker, "telegram_start"))
        self._desk.post(asker, page.over(suggested(examples, spoken)))

    def _reload(self, asker: Asker, _rest: str) -> None:
        async def reload() -> None:
            self._desk.post(asker, await self._reloading.page(asker.chat_id, self._desk.spoken(asker)))

        self._desk.outbox.soon(reload())

    def _why(self, asker: Asker, question: str) -> None:
        asked = self._asked(asker, question) if question else None
        if asked is None and asker.answered is not None:
            asked = self._book.of(asker.chat_id, asker.answered)
        if asked is None:
            self._desk.tell(asker, "telegram_why_usage")
        else:
            why = self._desk.assistant.why(*asked, language=self._desk.spoken(asker))
            self._desk.post(asker, text_page(why))
