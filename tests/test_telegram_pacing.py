"""Nobody waits for somebody else: not for a flood, not for a chat that Telegram holds up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

import pytest
from telegram.error import NetworkError

from lcn_bot.telegram.outbox import Letter, Outbox
from lcn_bot.telegram.recent import Recent
from lcn_bot.telegram.rendering import text_page
from lcn_bot.telegram.transport.courier import Courier
from lcn_bot.telegram.transport.pacing import CHAT, GROUP, OVERALL, Pacing, Window
from lcn_bot.telegram.transport.timing import Timing
from tests.bot_api import Fault, World
from tests.bot_api.world import ADMIN


def test_a_chat_that_telegram_holds_up_delays_only_itself(world: World) -> None:
    world.server.fail("sendMessage", Fault.too_many(0.5), chat_id=1)
    held_up = world.person(1)
    held_up.write("first")
    held_up.write("second")
    world.wait_for_call("sendMessage")
    began = time.monotonic()
    for number in range(2, 12):
        world.person(number).ask("who?")
    assert time.monotonic() - began < 0.4
    assert [held_up.next().text[:11], held_up.next().text[:11]] == ["About first", "About secon"]
    waited = [c.at for c in world.calls("sendMessage") if c.parameters["chat_id"] == "1"]
    assert waited[1] - waited[0] >= 0.5


def test_a_slow_chat_delays_only_itself(world: World) -> None:
    for slow in range(1, 31):
        world.server.fail("sendMessage", Fault.silence(done=False), chat_id=slow)
        world.person(slow).write("who?")
    world.wait_for_call("sendMessage", 30)
    assert world.person(50).ask("who?").text.startswith("About who?")
    # an exhausted read timeout would outlast this test: leave without them
    world.run(world.server.stop())
    world.run(world.server.start())


def test_a_flood_is_answered_with_one_notice_and_then_silence() -> None:
    with World(throttle=True, per_chat=5) as world:
        flooding = world.person(1)
        for number in range(40):
            flooding.write(f"question {number}")
        world.polled(world.push(poll={"id": "1"}))
        began = time.monotonic()
        assert world.person(2).ask("who?").text.startswith("About who?")
        assert time.monotonic() - began < 1.0
        world.stop_bot()
        texts = [sent.text for sent in flooding.received()]
        assert len([text for text in texts if "a lot at once" in text]) == 1
        assert "a lot at once" in texts[-1]
        assert len(texts) <= 10


def test_the_notice_of_a_flood_is_a_message_of_its_own() -> None:
    with World(throttle=True, per_chat=1) as world:
        person = world.person()
        card = person.ask("/cities")
        world.server.fail("sendMessage", Fault.too_many(0.5))
        person.write("first")
        world.wait_for_call("sendMessage", 2)
        person.tap(card, "Africa")
        assert person.next().text.startswith("About first")
        assert "a lot at once" in person.next().text
        assert card.text.startswith("Learning cities")


def test_the_notice_of_a_flood_answers_no_question() -> None:
    with World(throttle=True, per_chat=1) as world:
        admin = world.person(ADMIN)
        world.server.fail("sendMessage", Fault.too_many(0.5))
        admin.write("first")
        world.wait_for_call("sendMessage")
        admin.write("second")
        assert admin.next().text.startswith("About first")
        notice = admin.next()
        world.polled(world.push(poll={"id": "1"}))  # by now nothing waits any more
        assert "a lot at once" in notice.text
        why = admin.ask("/why", reply_to_message=notice.shown(admin.chat))
        assert why.text.startswith("Which question?")


def test_without_throttle_a_flood_is_answered_whole(world: World) -> None:
    flooding = world.person(1)
    for number in range(150):
        flooding.write(f"question {number}")
    assert [flooding.next().text.split("\n")[0] for _ in range(150)][-1] == "About question 149"


def test_with_throttle_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    with World(throttle=True) as world:
        person = world.person()
        for number in range(4):
            person.write(f"question {number}")
        times = [person.next().at for _ in range(4)]
        assert times[2] - times[0] < 1.0
        assert times[3] - times[0] == pytest.approx(3.0, abs=0.5)


@pytest.mark.parametrize("limit", [OVERALL, CHAT, GROUP])
def test_a_window_never_holds_more_than_its_limit(limit: tuple[int, float]) -> None:
    count, seconds = limit
    window, now, turns = Window(*limit), 0.0, []
    for step in range(10 * count):
        now += 0.01 * (step % 7)
        turns.append(now + window.take(now))
    assert turns == sorted(turns)
    assert all(
        later - earlier >= seconds - 1e-9 for earlier, later in zip(turns, turns[count:], strict=False)
    )
    assert window.idle(turns[-1] + seconds) and not window.idle(turns[-1])


def test_pacing_forgets_chats_that_are_quiet() -> None:
    async def scenario() -> int:
        clock = iter(range(10**9))
        pacing = Pacing(on=True, clock=lambda: float(next(clock)))
        for chat in range(5000):
            await pacing.turn(chat)
        return len(pacing._windows)

    assert asyncio.run(scenario()) < 1100


def test_an_outbox_forgets_chats_that_have_nothing_waiting() -> None:
    async def scenario() -> None:
        outbox = Outbox(lambda letter: asyncio.sleep(0), per_chat=20, overall=10)
        for chat in range(100):
            outbox.post(letter(chat))
        assert outbox.waiting == 100
        room = asyncio.create_task(outbox.room())
        await asyncio.sleep(0)
        assert not room.done()
        await outbox.drain(5)
        assert room.done()
        assert (outbox.waiting, outbox._queues, outbox._tasks) == (0, {}, set())

    asyncio.run(scenario())


def test_a_chat_has_as_many_waiting_as_it_may_and_one_notice() -> None:
    async def scenario() -> list[bool]:
        outbox = Outbox(lambda letter: asyncio.sleep(0), per_chat=3, overall=10)
        taken = [outbox.post(letter(1), too_many=lambda: letter(1)) for _ in range(5)]
        assert outbox.waiting == 4
        await outbox.drain(5)
        return taken

    assert asyncio.run(scenario()) == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("chats", "step", "waits"),
    [
        ([-1] * 20, 1.0, True),
        ([1] * 20, 1.0, False),
        (range(1, 31), 0.0, True),
        (range(1, 30), 0.0, False),
    ],
)
def test_what_telegram_allows_in_a_group_and_in_all_is_kept_to(
    chats: Iterable[int], step: float, waits: bool
) -> None:
    async def scenario() -> bool:
        now = [0.0]
        pacing = Pacing(on=True, clock=lambda: now[0])
        for chat in chats:
            await pacing.turn(chat)
            now[0] += step
        turn = asyncio.create_task(pacing.turn(chat if step else 0))
        for _ in range(5):
            await asyncio.sleep(0)
        waited = not turn.done()
        pacing.lift()
        await turn
        return waited

    assert asyncio.run(scenario()) == waits


def test_what_was_recent_is_forgotten() -> None:
    now = [0.0]
    recent = Recent(2.0, most=3, clock=lambda: now[0])
    assert [recent.again(thing) for thing in ("a", "a", "b")] == [False, True, False]
    now[0] = 4.1
    assert not recent.again("a")
    for thing in "bcde":
        recent.again(thing)
    assert not recent.again("b")


def test_whatever_shows_something_in_a_chat_takes_its_turn_and_nothing_else_does() -> None:
    class Counting(Pacing):
        def __init__(self) -> None:
            super().__init__(on=True)
            self.chats: list[object] = []

        async def turn(self, chat: object) -> None:
            self.chats.append(chat)

    async def call(*_: object, **__: object) -> bool:
        return True

    async def scenario() -> list[object]:
        pacing = Counting()
        courier = Courier(pacing, Timing())
        shown = (
            "sendMessage",
            "sendPhoto",
            "sendVenue",
            "sendPoll",
            "editMessageText",
            "editMessageReplyMarkup",
        )
        beside = (
            "answerCallbackQuery",
            "answerInlineQuery",
            "sendChatAction",
            "getChatMember",
            "setMyCommands",
        )
        for number, endpoint in enumerate((*shown, *beside)):
            await courier.process_request(call, (), {}, endpoint, {"chat_id": number}, None)
        return pacing.chats

    assert asyncio.run(scenario()) == [0, 1, 2, 3, 4, 5]


def test_waits_between_tries_grow_and_are_jittered() -> None:
    async def scenario() -> list[float | None]:
        courier = Courier(Pacing(on=False), Timing(backoff=0.5, backoff_most=10))
        return [courier._wait(NetworkError("Bad Gateway"), "sendMessage", tries) for tries in range(40)]

    waits = asyncio.run(scenario())
    for tries, wait in enumerate(waits):
        most = min(0.5 * 2**tries, 10)
        assert wait is not None
        assert most / 2 <= wait <= most
    assert len(set(waits)) > 30


def letter(chat_id: int) -> Letter:
    return Letter(chat_id, text_page("Hello"))
