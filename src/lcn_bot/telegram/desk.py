"""What every feature shares: who speaks to a chat, and how something gets on its way to it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cachetools import LRUCache
from telegram import Message
from telegram.error import TelegramError

from lcn_bot.telegram.content import Content, Page, Venue, in_words
from lcn_bot.telegram.outbox import Letter, Outbox
from lcn_bot.telegram.rendering import cut, text_page
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import CallbackQuery

    from lcn_bot.answering.answer import Voice
    from lcn_bot.assistant import Assistant
    from lcn_bot.state import State
    from lcn_bot.telegram.asked import Asked
    from lcn_bot.telegram.hearing import Asker

log = logging.getLogger(__name__)

NOTICE_LIMIT = 200
"""Telegram's limit on the line that answers a tap."""
_CHATS = 10_000
"""Of how many chats it is known what was last said there."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button below a message of ours."""

    query: CallbackQuery
    asker: Asker
    key: str
    """What the button's data says to do."""
    message_id: int
    label: str
    """The words on the button; none where Telegram no longer shows us the message."""

    @property
    def has_text(self) -> bool:
        """Whether the message is a text, in whose place something else may be put."""
        return isinstance(self.query.message, Message) and self.query.message.text is not None

    @property
    def verb(self) -> str:
        """The feature that is to hear of it; or, where there is none of that name, the relation that is asked for."""
        return self.key.partition(":")[0]

    @property
    def rest(self) -> str:
        """What follows the verb."""
        return self.key.partition(":")[2]

    @property
    def tag(self) -> str:
        """What tells a second tap on one button."""
        return f"{self.message_id}:{self.query.data}"


class Desk:
    """Where features put what is to be said. Every method returns at once: what takes time is the Outbox's."""

    def __init__(self, assistant: Assistant, outbox: Outbox, state: State) -> None:
        self.assistant = assistant
        self.outbox = outbox
        self.state = state
        self._last: LRUCache[tuple[int, int | None], Content] = LRUCache(_CHATS)

    def spoken(self, asker: Asker) -> str:
        """The code of the language that somebody is spoken to in, where they ask nothing in words of their own."""
        spoken = asker.spoken and self.assistant.voice(asker.spoken).language.code
        if spoken and spoken == asker.spoken:  # a button may be of another time, or forged
            return spoken
        return self.assistant.speaks(asker.conversation, asker.language)

    def voice(self, asker: Asker) -> Voice:
        """Who speaks in a conversation."""
        return self.assistant.voice(self.spoken(asker))

    def say(self, asker: Asker, key: str, **values: object) -> str:
        """A wording in the language of a conversation."""
        return self.assistant.say(key, self.spoken(asker), **values)

    def tell(self, asker: Asker, key: str, **values: object) -> None:
        """Send a wording."""
        self.post(asker, text_page(self.say(asker, key, **values)))

    def post(
        self,
        asker: Asker,
        content: Content,
        *,
        tag: str = "",
        asked: Asked | None = None,
        edits: int | None = None,
    ) -> None:
        """Send something, or put it in the place of a message of ours."""
        place = (asker.chat_id, asker.thread_id)
        if edits is None and self._last.get(place) == content and (said := in_words(content)):
            content = said.after(self.say(asker, "telegram_again") + "\n")
        otherwise = None if isinstance(content, Page) else self._otherwise(asker, content)
        letter = Letter(asker.chat_id, content, asker.thread_id, asker.reply_to, tag, asked, edits, otherwise)
        if self.outbox.post(letter, too_many=lambda: self._slower(letter, asker)):
            self._last[place] = content

    def _otherwise(self, asker: Asker, content: Content) -> Page:
        """What is said where a chat allows no such content."""
        said = in_words(content) if isinstance(content, Venue) else None
        return said or text_page(self.say(asker, "telegram_refused"))

    def unsaid(self, letter: Letter) -> None:
        """What could not be sent may be said again as if for the first time."""
        self._last.pop((letter.chat_id, letter.thread_id), None)

    def forget(self, chat: str) -> None:
        """Keep nothing of a chat that does not want us any more."""
        self.state.forget(chat)
        self.assistant.forget_chat(chat)
        for place in [place for place in self._last if str(place[0]) == chat]:
            del self._last[place]

    def _slower(self, letter: Letter, asker: Asker) -> Letter:
        """What goes in the place of a letter where too many wait."""
        return replace(
            letter,
            content=text_page(self.say(asker, "telegram_slow_down")),
            asked=None,
            edits=None,
            otherwise=None,
        )

    def acknowledge(self, query: CallbackQuery, notice: str = "", *, alert: bool = False) -> None:
        """Answer a tap, with a line that passes or, for an alert, stays until it is closed."""

        async def answer() -> None:
            try:
                await query.answer(cut(notice, NOTICE_LIMIT) or None, show_alert=alert or None)
            except TelegramError as error:  # too old, usually: whoever tapped sees the answer all the same
                log.debug("a tap could not be acknowledged: %s", describe(error))

        self.outbox.soon(answer())
