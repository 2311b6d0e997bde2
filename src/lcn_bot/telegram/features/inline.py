"""Answers in chats that the bot is not in: while somebody types @bot, and where somebody mentions it as a guest."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from lcn_bot.answering.reply import Reply
from lcn_bot.browsing import Card
from lcn_bot.offers import offers
from lcn_bot.telegram.content import Page
from lcn_bot.telegram.delivery import NO_PREVIEW
from lcn_bot.telegram.hearing import asks_as_guest
from lcn_bot.telegram.rendering import card_page, clean, cut, reply_page
from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from telegram import InlineQuery, User

    from lcn_bot.offers import Offer
    from lcn_bot.telegram.desk import Desk

log = logging.getLogger(__name__)

CACHED = 60
"""Seconds for which Telegram may give the same results again; so long it may show what a reload has changed."""
_PATIENCE = 1.0
"""Seconds after which somebody who types on no longer waits for what was typed before to be answered."""
_DESCRIBED = 120
"""Characters of an answer that are shown in the list."""


class Inline:
    """Results of an inline query, and the answer to a guest mention, which look the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._typed: dict[int, InlineQuery] = {}
        """What each person who is being answered has typed last."""
        self._turn = asyncio.Lock()

    async def on_query(self, update: Update, context: Any) -> None:
        """Somebody types `@bot …` in some chat."""
        query = update.inline_query
        if query is not None:
            keeping_up = query.from_user.id in self._typed
            self._typed[query.from_user.id] = query
            if not keeping_up:
                self._desk.outbox.soon(self._keep_up(query.from_user.id, context.bot.bot.username))

    async def _keep_up(self, person: int, me: str) -> None:
        """Answer what somebody types, but not what they have typed on from before it could be answered."""
        tried = None
        try:
            while (query := self._typed[person]) is not tried:
                tried = query
                answering = self._desk.outbox.soon(self._answer(query, me))
                await asyncio.wait([answering], timeout=_PATIENCE)
        finally:
            del self._typed[person]

    async def _answer(self, query: InlineQuery, me: str) -> None:
        async with self._turn:  # finding results takes a while: whatever else waits goes between
            await asyncio.sleep(0)
            found = self._found(query, me)
        try:
            await query.answer(**found)
        except TelegramError as error:  # too old, usually: by now more has been typed
            log.info("an inline query could not be answered: %s", describe(error))

    def _found(self, query: InlineQuery, me: str) -> dict[str, Any]:
        """What answers a query, as the library takes it."""
        assistant, language = self._desk.assistant, self._readers(query.from_user)
        found = offers(assistant, query.query, language)
        results = {result.id: result for result in (self._result(offer, me) for offer in found)}
        told = assistant.told(query.query)
        same = {offer.language for offer in found} == {told}  # whoever types that
        spoken = told or language
        more = InlineQueryResultsButton(assistant.say("telegram_inline", spoken), start_parameter="inline")
        return {
            "results": list(results.values()),
            "cache_time": CACHED,
            "is_personal": not same,
            "button": more,
        }

    async def on_guest(self, update: Update, context: Any) -> None:
        """Somebody mentions the bot in a chat where it is no member."""
        message = update.guest_message
        question = asks_as_guest(message, context.bot.bot) if message else None
        if message is None or message.guest_query_id is None or question is None:
            return
        assistant = self._desk.assistant
        author = message.from_user
        reply = assistant.ask(question, language=self._readers(author) if author else None)
        offered = [f"– {suggestion.question}" for suggestion in reply.suggestions if reply.status != "answer"]
        whole = replace(reply, text="\n".join([reply.text, *offered]))  # there are no buttons to tap there
        result = _article(question or reply.text, reply_page(whole, assistant), None)
        self._desk.outbox.soon(_answered(context.bot, message.guest_query_id, result))

    def _readers(self, person: User) -> str | None:
        """The language of a person: that which they chose in private, or Telegram's."""
        return self._desk.state.language(str(person.id)) or person.language_code

    def _result(self, offer: Offer, me: str) -> InlineQueryResultArticle:
        assistant = self._desk.assistant
        match offer.content:
            case Reply() as reply:
                return _article(offer.title, reply_page(reply, assistant), None)
            case Card() as card:
                page = card_page(card, assistant, offer.language)
                link = f"https://t.me/{me}?start={card.key.replace(':', '_')}"
                more = InlineKeyboardButton(assistant.say("telegram_more_here", offer.language), url=link)
                return _article(offer.title, page, InlineKeyboardMarkup.from_button(more))


def _article(title: str, page: Page, markup: InlineKeyboardMarkup | None) -> InlineQueryResultArticle:
    """A page as a result; without its buttons, which only work where the bot can see the chat."""
    said = page.plain.replace("\n", " ")
    return InlineQueryResultArticle(
        id=hashlib.sha256(page.html.encode()).hexdigest()[:32],
        title=cut(clean(title), _DESCRIBED),
        description=cut(said, _DESCRIBED),
        input_message_content=InputTextMessageContent(
            page.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        reply_markup=markup,
    )


async def _answered(bot: Any, query_id: str, result: InlineQueryResultArticle) -> None:
    try:
        await bot.answer_guest_query(query_id, result)
    except TelegramError as error:  # too old, usually
        log.info("a guest could not be answered: %s", describe(error))
