"""What the bot hears, and which feature hears of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, Message, Update
from telegram.constants import ChatType
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from lcn_bot.telegram.commands import COMMANDS, Command
from lcn_bot.telegram.desk import Tap
from lcn_bot.telegram.hearing import Asker, Heard, Kind, asker_of, hear, is_admin, tapper_of
from lcn_bot.telegram.recent import Recent
from lcn_bot.telegram.rendering import read_data
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Collection

    from telegram import CallbackQuery
    from telegram.ext import Application

    from lcn_bot.telegram.desk import Desk
    from lcn_bot.telegram.features import Features
    from lcn_bot.telegram.flood import Flood

log = logging.getLogger(__name__)

POSTING = frozenset({"picture", "place", "quiz"})
"""Verbs that always send a message."""


class Handlers:
    """Turns updates into calls of features. Every method returns at once."""

    def __init__(
        self, desk: Desk, features: Features, flood: Flood, *, admins: Collection[int], double_tap: float
    ) -> None:
        self._desk = desk
        self._features = features
        self._flood = flood
        self._admins = frozenset(admins)
        self._recent = Recent(double_tap)
        self._commands = {name: do for each in features.all for name, do in each.commands.items()}
        self._taps = {verb: do for each in features.all for verb, do in each.taps.items()}

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Attach to the application: everything that `polling.WANTED` asks for, and what goes wrong with it."""
        features = self._features
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self.on_message))
        application.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, features.inline.on_guest))
        application.add_handler(CallbackQueryHandler(self.on_tap))
        application.add_handler(InlineQueryHandler(features.inline.on_query))
        application.add_handler(PollAnswerHandler(features.quizzes.on_answer))
        application.add_handler(
            ChatMemberHandler(features.membership.on_change, ChatMemberHandler.MY_CHAT_MEMBER)
        )
        application.add_error_handler(self.on_error)

    async def on_message(self, update: Update, context: Any) -> None:
        """A new message."""
        message = update.message
        if message is None or self._features.membership.moved(message):
            return
        heard = hear(message, context.bot.bot)
        if heard is None:
            return
        asker = asker_of(message)
        command = self._command(message, heard) if heard.kind is Kind.COMMAND else None
        if heard.kind is Kind.COMMAND and not asker.private and not _is_for_us(command, heard):
            return
        if not self._flood.lets_through(asker, lambda: self._desk.tell(asker, "telegram_slow_down")):
            return
        if heard.kind is Kind.COMMAND:
            self._obey(command, asker, heard)
        elif heard.kind is Kind.QUESTION:
            self._features.talking.ask(asker, heard.text)
        elif message.media_group_id is None or not self._recent.again(("album", message.media_group_id)):
            self._desk.tell(asker, "telegram_text_only")

    async def on_tap(self, update: Update, _context: Any) -> None:
        """A tapped button. Its data is anybody's to forge."""
        query = update.callback_query
        if query is None:
            return
        spoken, key = read_data(query.data)
        asker = tapper_of(query, spoken)
        if asker is None or not key or query.message is None:
            self._desk.acknowledge(query, self._notice(query, "telegram_stale"))
            return
        tap = Tap(query, asker, key, query.message.message_id, _label(query))
        posts = self._posts(tap)
        if posts and self._is_again(tap):
            self._desk.acknowledge(query)
            return
        if posts and not self._flood.lets_through(asker):
            self._desk.acknowledge(query, self._desk.say(asker, "telegram_slow_down"))
            return
        self._taps.get(tap.verb, self._features.talking.suggested)(tap)

    async def on_error(self, update: object, context: Any) -> None:
        """Something here went wrong: log its kind and place but no content, and say sorry."""
        error: BaseException = context.error
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "?"
        log.error("an update could not be handled: %s in %s", describe(error), where)
        log.debug("the update that could not be handled", exc_info=error)
        if isinstance(update, Update) and update.callback_query is not None:
            query = update.callback_query
            self._desk.acknowledge(query, self._notice(query, "telegram_trouble"))
        message = update.message if isinstance(update, Update) else None
        if message is not None and message.chat.type == ChatType.PRIVATE:
            self._desk.tell(asker_of(message), "telegram_trouble")

    def _notice(self, query: CallbackQuery, key: str) -> str:
        """A wording in the language of whoever tapped something."""
        asker = tapper_of(query, read_data(query.data)[0])
        if asker is None:
            return self._desk.assistant.say(key, query.from_user.language_code)
        return self._desk.say(asker, key)

    def _posts(self, tap: Tap) -> bool:
        """Whether a tap sends a message, as suggestions do: to tap such a button twice at once is to tap it once.

        Others change what is there, and may well be tapped to and fro.
        """
        return tap.verb in POSTING or tap.verb not in self._taps or (tap.verb == "card" and not tap.has_text)

    def _is_again(self, tap: Tap) -> bool:
        """Whether a button was tapped a moment ago, or what it sends is still on its way."""
        chat_id = tap.asker.chat_id
        return self._recent.again((chat_id, tap.tag)) or self._desk.outbox.holds(chat_id, tap.tag)

    def _command(self, message: Message, heard: Heard) -> Command | None:
        """The command that a message gives, if there is one of that name for who wrote it."""
        command = COMMANDS.get(heard.command)
        return None if command is None or (command.admin and not is_admin(message, self._admins)) else command

    def _obey(self, command: Command | None, asker: Asker, heard: Heard) -> None:
        if command is None:
            self._desk.tell(asker, "telegram_unknown_command")
        else:
            self._commands[command.name](asker, heard.text)


def _is_for_us(command: Command | None, heard: Heard) -> bool:
    """Whether a command in a group is one that this bot hears there."""
    return command is not None and not command.admin and (command.groups or heard.addressed)


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
