"""What a message says to the bot, and whether it is said to the bot at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import filters

if TYPE_CHECKING:
    from telegram import CallbackQuery, User

ANONYMOUS = 1087968824
"""As whom Telegram shows an administrator who writes in the name of the group."""
NOBODY = frozenset({777000, 136817688, ANONYMOUS})
"""Ids behind which anybody may stand: Telegram, a channel, an anonymous administrator."""
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)", re.IGNORECASE | re.ASCII)


class Kind(Enum):
    """What was heard."""

    COMMAND = auto()
    QUESTION = auto()
    NOT_TEXT = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said to the bot."""

    kind: Kind
    text: str = ""
    """The question, or what follows the command."""
    command: str = ""
    addressed: bool = False
    """The command names this bot: /help@thisbot."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where the reply goes."""

    chat_id: int
    conversation: str
    """One conversation a private chat; in groups one a person and topic."""
    language: str | None
    private: bool
    person: int
    """Who it is: a user, or the chat in whose name an administrator or a channel writes."""
    thread_id: int | None = None
    reply_to: int | None = None
    answered: int | None = None
    """The message that this one is a reply to."""
    spoken: str = ""
    """The language of the message whose button they tapped, if it says so: they are answered in it."""

    @property
    def chat(self) -> str:
        """The chat as it is called where things are kept."""
        return str(self.chat_id)


def hear(message: Message, me: User) -> Heard | None:
    """What the message says to the bot `me`, None where the bot should stay silent."""
    group = message.chat.type in GROUPS
    if not group and message.chat.type != ChatType.PRIVATE:
        return None
    if _said_by_a_machine(message):
        return None
    if message.text is None:
        service = filters.StatusUpdate.ALL.check_update(Update(0, message=message))
        return None if group or service else Heard(Kind.NOT_TEXT)
    if command := COMMAND.match(message.text):
        name, bot = command[1].lower(), command[2]
        rest = message.text[command.end() :].strip()
        ours = bot is not None and bot.lower() == (me.username or "").lower()
        if group and bot is not None and not ours:
            return None
        return Heard(Kind.COMMAND, rest, name, addressed=ours)
    text, mentioned = _without_mention(message, me)
    if group and not mentioned and not _answers(message, me):
        return None
    return Heard(Kind.QUESTION, text)


def asker_of(message: Message) -> Asker:
    """Who wrote the message."""
    private = message.chat.type == ChatType.PRIVATE
    person = message.sender_chat or message.from_user
    topic = message.message_thread_id if message.is_topic_message else None
    return Asker(
        chat_id=message.chat.id,
        conversation=_conversation(message.chat.id, topic, person.id if person else 0, private=private),
        language=message.from_user.language_code if message.from_user else None,
        private=private,
        person=person.id if person else 0,
        thread_id=topic,
        reply_to=None if private else message.message_id,
        answered=message.reply_to_message.message_id if message.reply_to_message else None,
    )


def tapper_of(query: CallbackQuery, spoken: str = "") -> Asker | None:
    """Who tapped a button, whose message, in the language `spoken`, Telegram may no longer show us; None if it is in
    no chat of ours.
    """
    message, user = query.message, query.from_user
    if message is None:
        return None
    private = message.chat.type == ChatType.PRIVATE
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Asker(
        chat_id=message.chat.id,
        conversation=_conversation(message.chat.id, topic, user.id, private=private),
        language=user.language_code,
        private=private,
        person=user.id,
        thread_id=topic,
        spoken=spoken,
    )


def is_admin(message: Message, admins: frozenset[int]) -> bool:
    """Whether one of `admins` wrote this, in person, to the bot alone."""
    author = message.from_user
    return (
        author is not None
        and author.id in admins - NOBODY
        and not author.is_bot
        and message.chat.type == ChatType.PRIVATE
        and message.sender_chat is None
        and message.forward_origin is None
        and message.edit_date is None
    )


def asks_as_guest(message: Message, me: User) -> str | None:
    """The question of somebody who mentions the bot where it is no member; None where there is none."""
    if message.text is None or _said_by_a_machine(message):
        return None
    return _without_mention(message, me)[0]


def _conversation(chat_id: int, topic: int | None, person_id: int, *, private: bool) -> str:
    place = f"{chat_id}" if topic is None else f"{chat_id}:{topic}"
    return place if private else f"{place}:{person_id}"


def _said_by_a_machine(message: Message) -> bool:
    """Bots, a linked channel's posts, results of inline bots; but anonymous administrators are people."""
    if message.via_bot or message.is_automatic_forward:
        return True
    author = message.from_user
    return author is None or (author.is_bot and message.sender_chat is None)


def _answers(message: Message, me: User) -> bool:
    """Whether the message replies to one of the bot's (a topic's first message does not count as one)."""
    answered = message.reply_to_message
    return (
        answered is not None
        and answered.from_user is not None
        and answered.from_user.id == me.id
        and answered.forum_topic_created is None
    )


def _without_mention(message: Message, me: User) -> tuple[str, bool]:
    """The text without the bot's name, and whether it was there."""
    text = message.text or ""
    mentioned = False
    for entity, name in message.parse_entities([MessageEntity.TEXT_MENTION]).items():
        if entity.user is not None and entity.user.id == me.id:
            text, mentioned = text.replace(name, " ", 1), True
    if me.username:
        found = re.compile(rf"(?<![\w/@.])@{re.escape(me.username)}(?!\w)[,:]?", re.IGNORECASE)
        text, count = found.subn(" ", text)
        mentioned = mentioned or count > 0
    return (re.sub(" +", " ", text).strip() if mentioned else text), mentioned
