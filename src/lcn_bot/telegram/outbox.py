"""Replies on their way out: in order within a chat, no chat waiting for another."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telegram.error import Forbidden

from lcn_bot.telegram.transport.courier import describe

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from lcn_bot.telegram.asked import Asked
    from lcn_bot.telegram.content import Content, Page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to send, or to change."""

    chat_id: int
    content: Content
    thread_id: int | None = None
    """The topic it belongs in."""
    reply_to: int | None = None
    """The message it answers, in groups."""
    tag: str = ""
    """What it answers, to tell a second tap on one button."""
    asked: Asked | None = None
    """The question it answers, if it answers one."""
    edits: int | None = None
    """The message of ours whose place a Page takes."""
    otherwise: Page | None = None
    """What is sent in its place where Telegram refuses it, as a chat may refuse pictures."""


@dataclass(slots=True)
class _Queue:
    letters: deque[Letter] = field(default_factory=deque)  # the first is being delivered
    warned: bool = False


class Outbox:
    """A queue and a short-lived task for each chat that has something waiting; nothing for the others."""

    def __init__(
        self, deliver: Callable[[Letter], Awaitable[None]], *, per_chat: int | None, overall: int
    ) -> None:
        self._deliver = deliver
        self._per_chat = per_chat
        self._overall = overall
        self._queues: dict[int, _Queue] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()

    def post(self, letter: Letter, *, too_many: Callable[[], Letter] | None = None) -> bool:
        """Queue a letter and return at once.

        Where its chat has too many waiting, what `too_many` gives goes in its place, once until the chat has drained.
        """
        queue = self._queues.get(letter.chat_id)
        if queue is None:
            queue = self._queues[letter.chat_id] = _Queue()
            self.soon(self._work(letter.chat_id, queue))
        for index, waiting in enumerate(queue.letters):
            if index and letter.edits is not None and waiting.edits == letter.edits:
                queue.letters[index] = letter  # what it would have shown is out of date
                return True
        if self._per_chat is not None and (queue.warned or len(queue.letters) >= self._per_chat):
            if too_many is not None and not queue.warned:
                queue.letters.append(too_many())
                self._count(1)
            queue.warned = True
            return False
        queue.letters.append(letter)
        self._count(1)
        return True

    def holds(self, chat_id: int, tag: str) -> bool:
        """Whether a letter with this tag is still waiting for, or in, delivery to the chat."""
        queue = self._queues.get(chat_id)
        return queue is not None and any(letter.tag == tag for letter in queue.letters)

    def soon(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Do something in the background; it is waited for when the bot leaves."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(log_failure)
        return task

    async def room(self) -> None:
        """Return when fewer letters wait than may."""
        await self._room.wait()

    @property
    def waiting(self) -> int:
        """How many letters are not delivered yet."""
        return self._waiting

    async def drain(self, seconds: float) -> None:
        """Wait for all that is under way, at most so long; what remains is given up and logged."""

        async def all_done() -> None:
            while self._tasks:
                await asyncio.wait(set(self._tasks))

        try:
            await asyncio.wait_for(all_done(), seconds)
        except TimeoutError:
            if self._waiting:
                log.warning("leaving with %d replies that could not be sent in time", self._waiting)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self, chat_id: int, queue: _Queue) -> None:
        try:
            while queue.letters:
                try:
                    await self._deliver(queue.letters[0])
                except Forbidden as error:  # blocked, or thrown out of a group: normal, and final
                    log.info("a chat does not want us any more: %s", describe(error))
                    self._forget(queue, keep=1)
                except Exception as error:
                    log.warning("a reply could not be sent: %s", describe(error))
                    log.debug("the reply that could not be sent", exc_info=error)
                queue.letters.popleft()
                self._count(-1)
        finally:
            del self._queues[chat_id]

    def _forget(self, queue: _Queue, *, keep: int) -> None:
        while len(queue.letters) > keep:
            queue.letters.pop()
            self._count(-1)

    def _count(self, change: int) -> None:
        self._waiting += change
        if self._waiting < self._overall:
            self._room.set()
        else:
            self._room.clear()


def log_failure(task: asyncio.Task[None]) -> None:
    """Of work in the background: nobody waits for it who would be told."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work in the background failed: %s", describe(error))
        log.debug("the work that failed", exc_info=error)
