"""The bot's life in Telegram: start, poll, leave."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken
from telegram.ext import Application, ApplicationBuilder

from lcn_bot.telegram.asked import AskedBook
from lcn_bot.telegram.darkroom import Darkroom
from lcn_bot.telegram.delivery import Delivery
from lcn_bot.telegram.desk import Desk
from lcn_bot.telegram.features import Features
from lcn_bot.telegram.flood import Flood
from lcn_bot.telegram.handlers import Handlers
from lcn_bot.telegram.outbox import Outbox, log_failure
from lcn_bot.telegram.profile import register_menus, register_profile
from lcn_bot.telegram.reloading import Reloading
from lcn_bot.telegram.transport.courier import Courier, describe
from lcn_bot.telegram.transport.pacing import Pacing
from lcn_bot.telegram.transport.polling import Poller, TelegramBot
from lcn_bot.telegram.transport.request import Request
from lcn_bot.telegram.transport.timing import Timing

if TYPE_CHECKING:
    from collections.abc import Collection, Coroutine

    from lcn_bot.assistant import Assistant
    from lcn_bot.settings import Settings
    from lcn_bot.state import State

log = logging.getLogger(__name__)

STOPPED, FAILED, MISUSED = 0, 1, 2
"""Exit codes."""
POLLING = 4
"""Connections for polling: one that hangs must not be the only one."""
HOW_TO_BEGIN = (
    "LCN_BOT_TOKEN is not set: talk to @BotFather in Telegram, send it /newbot, and put the token it gives "
    "you into the environment, or into a file .env here as LCN_BOT_TOKEN=…"
)
HOW_TO_MEND = (
    "Telegram does not know the token in LCN_BOT_TOKEN: copy it again from @BotFather (/mybots, API Token); "
    "if LCN_BOT_API_URL is set, check that it is a Bot API server's address"
)


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts that live as long as the bot does."""

    application: Application[Any, Any, Any, Any, Any, Any]
    courier: Courier
    outbox: Outbox
    poller: Poller
    features: Features


def run(settings: Settings, assistant: Assistant, state: State, timing: Timing | None = None) -> int:
    """Be the Telegram bot until SIGTERM or SIGINT; the process's exit code."""
    timing = timing or Timing()
    end = threading.Timer(timing.end, os._exit, (STOPPED,))
    end.daemon = True
    try:
        return asyncio.run(_until_signalled(settings, assistant, state, timing, end))
    except Exception:
        log.critical("the bot ends", exc_info=True)
        return FAILED
    finally:
        end.cancel()


async def serve(
    settings: Settings,
    assistant: Assistant,
    state: State,
    stop: asyncio.Event,
    timing: Timing | None = None,
) -> int:
    """Be the Telegram bot until `stop` is set; an exit code."""
    if settings.token is None:
        return _say(HOW_TO_BEGIN)
    timing = timing or Timing()
    bot = build(settings, assistant, state, timing)
    beside: list[asyncio.Task[None]] = []
    try:
        if await _unless(stop, _reach(bot)):
            for work in (_present(bot, assistant, settings.admins), bot.features.quizzes.every_day()):
                beside.append(asyncio.create_task(work))
                beside[-1].add_done_callback(log_failure)
            while await _unless(stop, bot.poller.step(bot.outbox.room)):
                pass
    except InvalidToken:
        return _say(HOW_TO_MEND)
    finally:
        for task in beside:
            task.cancel()
        await _leave(bot, timing)
    return STOPPED


def build(settings: Settings, assistant: Assistant, state: State, timing: Timing) -> Bot:
    """The python-telegram-bot Application and what surrounds it; nothing is sent yet."""
    if settings.token is None:
        raise ValueError(HOW_TO_BEGIN)
    courier = Courier(Pacing(on=settings.throttle), timing)
    telegram = TelegramBot(
        settings.token.get_secret_value(),
        settings.api_url,
        request=Request(timing, timing.connections),
        get_updates_request=Request(timing, POLLING),
        rate_limiter=courier,
    )
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .bot(telegram)
        .updater(None)  # see Poller
        .job_queue(None)
        .build()
    )
    book = AskedBook()
    darkroom = Darkroom(application.bot, state)
    delivery = Delivery(
        application.bot,
        book,
        darkroom,
        state,
        forget=lambda chat: desk.forget(chat),
        lost=lambda letter: desk.unsaid(letter),
    )
    outbox = Outbox(
        delivery,
        per_chat=timing.per_chat if settings.throttle else None,
        overall=timing.overall,
    )
    desk = Desk(assistant, outbox, state)
    reloading = Reloading(assistant, application.bot, typing_after=timing.typing)
    features = Features.at(desk, application.bot, reloading, book, settings.admins, timing)
    flood = Flood(on=settings.throttle)
    handlers = Handlers(desk, features, flood, admins=settings.admins, double_tap=timing.double_tap)
    handlers.register(application)
    poller = Poller(telegram, application.process_update, timing)
    return Bot(application, courier, outbox, poller, features)


async def _until_signalled(
    settings: Settings, assistant: Assistant, state: State, timing: Timing, end: threading.Timer
) -> int:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def leave() -> None:
        if not stop.is_set():
            log.info("leaving")
            stop.set()
            end.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave)
    return await serve(settings, assistant, state, stop, timing)


async def _reach(bot: Bot) -> bool:
    """Reach Telegram for the first time. The Courier tries for ever; a refusal is not for ever either."""
    while True:
        try:
            await bot.application.initialize()
            await bot.application.bot.delete_webhook(drop_pending_updates=False)
        except InvalidToken:
            raise
        except Exception as error:  # a refusal, or an answer that makes no sense
            log.warning("Telegram refuses us: %s", describe(error))
            await asyncio.sleep(10)
        else:
            log.info("polling as @%s", bot.application.bot.username)
            return True


async def _present(bot: Bot, assistant: Assistant, admins: Collection[int]) -> None:
    """Tell Telegram who we are, and load meanwhile what hard questions need."""
    threading.Thread(target=assistant.warm, daemon=True).start()  # nobody waits for it on leaving
    await register_menus(bot.application.bot, assistant, admins)
    await register_profile(bot.application.bot, assistant)


async def _leave(bot: Bot, timing: Timing) -> None:
    """Answer what was taken, say what was taken, close."""
    bot.courier.hurry()
    await asyncio.gather(bot.outbox.drain(timing.drain), bot.poller.confirm())
    try:
        async with asyncio.timeout(timing.farewell):
            await bot.application.shutdown()
            await bot.application.bot.shutdown()  # the Application leaves it open if it never got to start
    except TimeoutError:
        log.warning("connections were still open at the end")


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, Any]) -> bool:
    """Do the work unless told to stop before it is done; whether to go on."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if not task.cancelled():
            task.result()
        return not stop.is_set()
    finally:
        stopped.cancel()


def _say(line: str) -> int:
    sys.stderr.write(f"lcn-bot: {line}\n")
    return MISUSED
