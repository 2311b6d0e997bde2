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

from lcn_bot.telegram.commands import COMMANDS
from lcn_bot.telegram.desk import Tap
from lcn_bot.telegram.features.talking import tag
from lcn_bot.telegram.hearing import Asker, Heard, Kind, asker_of, hear, is_admin, tapper_of
from lcn_bot.telegram.recent import Recent
from lcn_bot.telegram.rendering import key_of
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Collection

    from telegram import CallbackQuery
    from telegram.ext import Application

    from lcn_bot.telegram.desk import Desk
    from lcn_bot.telegram.features import Features
    from lcn_bot.telegram.flood import Flood

log = logging.getLogger(__name__)


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
        if not self._flood.lets_through(asker):
            return
        if heard.kind is Kind.COMMAND:
            self._obey(message, asker, heard)
        elif heard.kind is Kind.QUESTION:
            self._features.talking.ask(asker, heard.text)
        elif message.media_group_id is None or not self._recent.again(("album", message.media_group_id)):
            self._desk.tell(asker, "telegram_text_only")

    async def on_tap(self, update: Update, _context: Any) -> None:
        """A tapped button. Its data is anybody's to forge."""
        query = update.callback_query
        if query is None:
            return
        asker, key = tapper_of(query), key_of(query.data)
        if asker is None or key is None or query.message is None:
            stale = self._desk.assistant.say("telegram_stale", query.from_user.language_code)
            self._desk.acknowledge(query, stale)
            return
        verb, _, rest = key.partition(":")
        tap = Tap(query, asker, rest, query.message.message_id, _label(query))
        if self._recent.again((asker.chat_id, asker.person, tag(tap))) or self._desk.outbox.holds(
            asker.chat_id, tag(tap)
        ):
            self._desk.acknowledge(query)
            return
        self._taps.get(verb, self._features.talking.suggested)(tap)

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
            self._desk.tell(asker_of(message), "telegram_trouble")

    def _obey(self, message: Message, asker: Asker, heard: Heard) -> None:
        command = COMMANDS.get(heard.command)
        if command is not None and command.admin and not is_admin(message, self._admins):
            command = None
        if not asker.private and (
            command is None or command.admin or not (command.groups or heard.addressed)
        ):
            return
        if command is None:
            self._desk.tell(asker, "telegram_unknown_command")
        else:
            self._commands[command.name](asker, heard.text)


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
