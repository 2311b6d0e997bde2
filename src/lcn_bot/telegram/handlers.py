"""What the bot does with each thing it hears: commands, questions, tapped buttons."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from lcn_bot.telegram.asked import Asked
from lcn_bot.telegram.commands import COMMANDS
from lcn_bot.telegram.hearing import Asker, Heard, Kind, asker_of, hear, is_admin, tapper_of
from lcn_bot.telegram.outbox import Letter
from lcn_bot.telegram.recent import Recent
from lcn_bot.telegram.rendering import VERSION, cut, key_of, list_page, reply_page, source_page, text_page
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from telegram import CallbackQuery
    from telegram.ext import Application

    from lcn_bot.assistant import Assistant
    from lcn_bot.telegram.asked import AskedBook
    from lcn_bot.telegram.outbox import Outbox
    from lcn_bot.telegram.reloading import Reloading
    from lcn_bot.telegram.rendering import Page

log = logging.getLogger(__name__)

LANGUAGE = "language:"
"""Begins the key of a button that chooses a language, by its code."""
NOTICE_LIMIT = 200
"""Telegram's limit on the line that answers a tap."""


class Handlers:
    """Turns updates into letters. Every method returns at once: what takes time is the Outbox's."""

    def __init__(
        self,
        assistant: Assistant,
        outbox: Outbox,
        reloading: Reloading,
        book: AskedBook,
        *,
        admins: Collection[int],
        double_tap: float,
    ) -> None:
        self._assistant = assistant
        self._outbox = outbox
        self._reloading = reloading
        self._book = book
        self._admins = frozenset(admins)
        self._recent = Recent(double_tap)
        self._commands: dict[str, Callable[[Asker, str], None]] = {
            "start": self._start,
            "help": self._help,
            "ask": self._ask,
            "sources": self._sources,
            "language": self._language,
            "reload": self._reload,
            "why": self._why,
        }

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Attach to the application: new messages, tapped buttons, and what goes wrong with either."""
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self.on_message))
        application.add_handler(CallbackQueryHandler(self.on_tap))
        application.add_error_handler(self.on_error)

    async def on_message(self, update: Update, context: Any) -> None:
        """A new message."""
        message = update.message
        heard = hear(message, context.bot.bot) if message else None
        if message is None or heard is None:
            return
        asker = asker_of(message)
        if heard.kind is Kind.COMMAND:
            self._obey(message, asker, heard)
        elif heard.kind is Kind.QUESTION:
            self._ask(asker, heard.text)
        elif message.media_group_id is None or not self._recent.again(("album", message.media_group_id)):
            self._say(asker, "telegram_text_only")

    async def on_tap(self, update: Update, _context: Any) -> None:
        """A tapped button. Its data is anybody's to forge: all it can do is name a question."""
        query = update.callback_query
        if query is None:
            return
        key, language = key_of(query.data), query.from_user.language_code
        asker = tapper_of(query)
        reply, label = None, _label(query)
        tag = f"{query.message and query.message.message_id}:{key}"
        if asker is not None and (
            self._recent.again((asker.chat_id, tag)) or self._outbox.holds(asker.chat_id, tag)
        ):
            self._outbox.soon(_acknowledge(query, None))
            return
        if asker is not None and key is not None and key.startswith(LANGUAGE):
            chosen = self._assistant.choose(asker.conversation, key.removeprefix(LANGUAGE))
            said = self._assistant.say(
                "telegram_language_set" if chosen else "telegram_stale", self._spoken(asker)
            )
            self._outbox.soon(_acknowledge(query, said))
            if chosen:
                self._post(asker, text_page(said), tag)
            return
        if asker is not None and key is not None:
            reply = self._assistant.ask_suggested(key, chat=asker.conversation, language=language)
        if asker is None or reply is None:
            self._outbox.soon(_acknowledge(query, self._assistant.say("telegram_stale", language)))
            return
        self._outbox.soon(_acknowledge(query, None))
        asked = Asked(label, ()) if label else None
        self._post(asker, reply_page(reply, self._assistant, question=label), tag, asked)

    async def on_error(self, update: object, context: Any) -> None:
        """Something here went wrong: log its kind and place but no content, and say sorry."""
        error: BaseException = context.error
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "?"
        log.error("an update could not be handled: %s in %s", describe(error), where)
        log.debug("the update that could not be handled", exc_info=error)
        message = update.message if isinstance(update, Update) else None
        chat = update.effective_chat if isinstance(update, Update) else None
        if message is not None and chat is not None and chat.type == ChatType.PRIVATE:
            self._say(asker_of(message), "telegram_trouble")

    def _obey(self, message: Message, asker: Asker, heard: Heard) -> None:
        command = COMMANDS.get(heard.command)
        if command is not None and command.admin and not is_admin(message, self._admins):
            command = None
        if not asker.private and (
            command is None or command.admin or not (command.groups or heard.addressed)
        ):
            return
        if command is None:
            self._say(asker, "telegram_unknown_command")
        else:
            self._commands[command.name](asker, heard.text)

    def _start(self, asker: Asker, _rest: str) -> None:
        self._assistant.forget(asker.conversation)
        text = self._assistant.say("telegram_start", self._spoken(asker))
        self._post(asker, text_page(text, self._assistant.examples(self._spoken(asker))))

    def _help(self, asker: Asker, _rest: str) -> None:
        self._say(asker, "telegram_help")

    def _ask(self, asker: Asker, question: str) -> None:
        if not question.strip():
            self._say(asker, "telegram_usage")
            return
        asked = Asked(question, self._assistant.conversation(asker.conversation))
        reply = self._assistant.ask(question, chat=asker.conversation, language=asker.language)
        self._post(asker, reply_page(reply, self._assistant), asked=asked)

    def _sources(self, asker: Asker, _rest: str) -> None:
        say = self._assistant.say
        lines = [
            source_page(s, self._assistant, self._spoken(asker)).after("• ")
            for s in self._assistant.sources()
        ]
        more = say("telegram_more", self._spoken(asker), count="{count}")
        self._post(asker, list_page(say("telegram_sources", self._spoken(asker)), lines, more))

    def _language(self, asker: Asker, _rest: str) -> None:
        page = text_page(self._assistant.say("telegram_language", self._spoken(asker)))
        buttons = tuple((name, f"{VERSION}{LANGUAGE}{code}") for code, name in self._assistant.languages())
        self._post(asker, replace(page, buttons=buttons))

    def _spoken(self, asker: Asker) -> str:
        """The code of the language that is spoken in a conversation."""
        return self._assistant.speaks(asker.conversation, asker.language)

    def _reload(self, asker: Asker, _rest: str) -> None:
        async def reload() -> None:
            self._post(asker, await self._reloading.page(asker.chat_id, self._spoken(asker)))

        self._outbox.soon(reload())

    def _why(self, asker: Asker, question: str) -> None:
        asked = Asked(question, self._assistant.conversation(asker.conversation)) if question else None
        if asked is None and asker.answered is not None:
            asked = self._book.of(asker.chat_id, asker.answered)
        if asked is None:
            self._say(asker, "telegram_why_usage")
        else:
            self._post(asker, text_page(self._assistant.why(*asked, language=self._spoken(asker))))

    def _say(self, asker: Asker, key: str) -> None:
        self._post(asker, text_page(self._assistant.say(key, self._spoken(asker))))

    def _post(self, asker: Asker, page: Page, tag: str = "", asked: Asked | None = None) -> None:
        asked = asked if self._admins else None  # nobody else asks /why
        slower = text_page(self._assistant.say("telegram_slow_down", self._spoken(asker)))
        self._outbox.post(_letter(asker, page, tag, asked), too_many=_letter(asker, slower))


def _letter(asker: Asker, page: Page, tag: str = "", asked: Asked | None = None) -> Letter:
    return Letter(asker.chat_id, page, asker.thread_id, asker.reply_to, tag, asked)


async def _acknowledge(query: CallbackQuery, notice: str | None) -> None:
    try:
        await query.answer(notice and cut(notice, NOTICE_LIMIT))
    except BadRequest as error:  # too old, usually: whoever tapped sees the answer all the same
        log.debug("a tap could not be acknowledged: %s", describe(error))


def _label(query: CallbackQuery) -> str:
    """The words on the tapped button; none where Telegram no longer shows us the message."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    labels = (
        [button.text for row in markup.inline_keyboard for button in row if _is(button, query)]
        if markup
        else []
    )
    return labels[0] if labels else ""


def _is(button: InlineKeyboardButton, query: CallbackQuery) -> bool:
    return button.callback_data == query.data
