"""Whatever Telegram does, every question is answered once, if it can be, and never twice."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest

from tests.bot_api import Chat, Fault, World

CERTAIN = [
    Fault.too_many(0.05),
    Fault.too_many(0),
    Fault.error_page(500),
    Fault.error_page(502),
    Fault.error_page(503),
    Fault.error_page(200),
    Fault.refused(500, "Internal Server Error"),
    Fault.not_ok(),
]
"""Telegram answered, and did nothing."""
UNCERTAIN = [
    Fault.drop(done=False),
    Fault.drop(done=True),
    Fault.silence(done=False),
    Fault.silence(done=True),
    Fault.cut_off(),
]
"""The bot cannot tell what Telegram did."""


@pytest.mark.parametrize("fault", CERTAIN, ids=lambda f: f.name)
def test_a_reply_that_was_certainly_not_sent_is_sent_again(world: World, fault: Fault) -> None:
    world.server.fail("sendMessage", fault, fault)
    person = world.person()
    assert person.ask("who?").text.startswith("About who?")
    person.hears_nothing()
    assert len(world.calls("sendMessage")) == 4


@pytest.mark.parametrize("fault", UNCERTAIN, ids=lambda f: f"{f.name} {f.done}")
def test_a_reply_that_may_have_been_sent_is_not_sent_again(fault: Fault) -> None:
    with World(read=0.3) as world:
        person = world.person()
        world.server.fail("sendMessage", fault)
        person.write("who?")
        if fault.done:
            assert person.next().text.startswith("About who?")
        person.hears_nothing()


@pytest.mark.parametrize("fault", [*CERTAIN, *UNCERTAIN], ids=lambda f: f"{f.name} {f.done}")
def test_what_is_harmless_twice_is_repeated_after_any_fault(fault: Fault) -> None:
    with World(read=0.3) as world:
        world.server.fail("answerCallbackQuery", fault)
        world.person().tap_data("v1:gone")
        world.wait_for_call("answerCallbackQuery", 2)


@pytest.mark.parametrize("fault", [*CERTAIN, *UNCERTAIN], ids=lambda f: f"{f.name} {f.done}")
def test_polling_goes_on_after_any_fault(fault: Fault) -> None:
    with World(read=0.2, poll=0) as world:
        world.server.fail("getUpdates", fault, fault)
        person = world.person()
        assert person.ask("who?").text.startswith("About who?")
        person.hears_nothing()


@pytest.mark.parametrize("fault", CERTAIN, ids=lambda f: f.name)
def test_starting_goes_on_after_any_fault(fault: Fault) -> None:
    with World() as world:
        world.stop_bot()
        for method in ("getMe", "deleteWebhook", "setMyCommands"):
            world.server.fail(method, fault, fault)
        world.start_bot()
        assert world.person().ask("who?").text.startswith("About who?")


@pytest.mark.parametrize("seed", range(3))
def test_in_a_storm_of_faults_everybody_is_answered_exactly_once(seed: int) -> None:
    with World(patience=20.0) as world:
        world.server.chaos(seed, 0.3, *CERTAIN)
        people = [world.person(number) for number in range(1, 21)]
        for round_ in range(5):
            for person in people:
                person.write(f"question {round_}")
        for person in people:
            texts = [person.next().text.split("\n")[0] for _ in range(5)]
            assert texts == [f"About question {n}" for n in range(5)]
        world.server.calm()
        for person in people:
            person.hears_nothing()


@pytest.mark.parametrize("seed", range(2))
def test_in_a_storm_that_leaves_doubt_nobody_is_answered_twice(seed: int) -> None:
    with World(read=0.3) as world:
        world.server.chaos(seed, 0.3, *CERTAIN, *UNCERTAIN)
        people = [world.person(number) for number in range(1, 11)]
        for person in people:
            for number in range(3):
                person.write(f"question {number}")
        world.polled(world.push(poll={"id": "1"}))
        world.server.calm()
        for person in people:
            person.write("/ask the last one")
        for person in people:
            world.wait(partial(told_the_last, person))
            texts = [sent.text for sent in person.received()]
            assert len(texts) == len(set(texts))
            assert texts == sorted(texts, key=lambda t: (t.startswith("About the"), t))


def told_the_last(person: Chat) -> bool:
    return any("the last one" in sent.text for sent in person.received())


def test_while_telegram_cannot_be_reached_nothing_is_lost(world: World) -> None:
    person = world.person()
    person.ask("before")
    world.run(world.server.stop())
    person.write("meanwhile")
    world.run(world.server.start())
    assert person.next().text.startswith("About meanwhile")
    person.hears_nothing()


def test_starting_waits_for_the_network() -> None:
    with World() as world:
        world.stop_bot()
        world.run(world.server.stop())
        world.start_bot()
        person = world.person()
        person.write("who?")
        world.run(world.server.start())
        assert person.next().text.startswith("About who?")


def test_somebody_who_blocked_the_bot_is_not_written_to_again(world: World) -> None:
    blocked = Fault.refused(403, "Forbidden: bot was blocked by the user")
    world.server.fail("sendMessage", blocked, chat_id=1)
    world.person(1).write("who?")
    assert world.person(2).ask("why?").text.startswith("About why?")
    world.wait_for_call("sendMessage", 2)
    assert [c.fault for c in world.calls("sendMessage") if c.parameters["chat_id"] == "1"] == [blocked.name]
    assert world.person(1).ask("unblocked").text.startswith("About unblocked")


def test_what_still_waits_for_somebody_who_blocked_the_bot_is_not_tried(world: World) -> None:
    blocked = Fault.refused(403, "Forbidden: bot was blocked by the user")
    world.server.fail("sendMessage", Fault.too_many(0.3), blocked)
    person = world.person()
    person.write("who?")
    world.wait_for_call("sendMessage")
    world.polled(person.write("and why?")["update_id"])
    world.stop_bot()
    assert [call.fault for call in world.calls("sendMessage")] == ["429", blocked.name]


def test_polling_waits_as_long_as_telegram_asks(world: World) -> None:
    person = world.person()
    person.ask("before")
    world.server.fail("getUpdates", Fault.too_many(0.3))
    person.ask("who?")
    person.ask("still there?")
    polls = world.calls("getUpdates")
    (waited,) = [after.at - poll.at for poll, after in pairwise(polls) if poll.fault]
    assert waited >= 0.3


@pytest.mark.parametrize(
    "why", ["can't parse entities: odd", "message is too long", "ENTITIES_TOO_LONG", "ENTITY_BOUNDS_INVALID"]
)
def test_html_that_telegram_refuses_is_sent_as_plain_text_once(world: World, why: str) -> None:
    world.server.fail("sendMessage", Fault.refused(400, f"Bad Request: {why}"))
    reply = world.person().ask("a < b")
    assert "parse_mode" not in reply.parameters
    assert reply.raw == "About a < b\n\nSource: Two Cities Join, UNESCO, 2025-12-05"


def test_another_refusal_is_not_repeated(world: World) -> None:
    world.server.fail("sendMessage", Fault.refused(400, "Bad Request: not enough rights"))
    group = world.group()
    group.write("/ask who?")
    group.hears_nothing()


def test_a_longer_wait_than_anybody_would_stay_for_is_not_waited_for(world: World) -> None:
    world.server.fail("sendMessage", Fault.too_many(86400))
    person = world.person()
    person.write("who?")
    person.hears_nothing()


def test_a_second_program_with_the_same_token_does_not_end_this_one(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    conflict = Fault.refused(409, "Conflict: terminated by other getUpdates request")
    world.server.fail("getUpdates", conflict)
    person = world.person()
    person.ask("who?")
    assert person.ask("still there?").text.startswith("About still there?")
    assert [r.levelname for r in caplog.records if "another program" in r.message] == ["CRITICAL"]


def test_a_token_refused_now_and_then_is_not_believed(world: World) -> None:
    world.server.fail("getUpdates", *[Fault.refused(401, "Unauthorized")] * 2)
    person = world.person()
    person.ask("who?")
    assert person.ask("still there?").text.startswith("About still there?")
    assert world.exit_code is None


def test_a_token_withdrawn_ends_the_bot() -> None:
    with World() as world:
        world.server.fail("getUpdates", *[Fault.refused(401, "Unauthorized")] * 3)
        world.person().write("who?")
        assert world.ended() == 2
        world.start_bot()


def test_leaving_answers_what_was_taken(world: World) -> None:
    world.server.fail("sendMessage", *[Fault.error_page(502)] * 3)
    person = world.person()
    world.polled(person.write("who?")["update_id"])
    world.stop_bot()
    assert person.next().text.startswith("About who?")


def test_leaving_does_not_wait_for_ever() -> None:
    with World(drain=0.2) as world:
        world.server.fail("sendMessage", Fault.too_many(60))
        world.polled(world.person().write("who?")["update_id"])
        world.stop_bot()


@pytest.mark.parametrize("status", [401, 403, 404, 409])
def test_a_page_of_somebody_else_s_refuses_nothing(world: World, status: int) -> None:
    world.state.choose("1", "fr")
    world.server.fail("sendMessage", Fault.error_page(status))
    world.server.fail("getUpdates", *[Fault.error_page(status)] * 5)
    assert world.person().ask("who?").text.startswith("About who?")
    assert world.state.language("1") == "fr"


@pytest.mark.parametrize(
    "parameters",
    ['"y"', '{"retry_after":"soon"}', '{"retry_after":1e400}', f'{{"retry_after":{10**400}}}', "[]"],
)
def test_an_answer_that_makes_no_sense_is_one_of_a_broken_server(world: World, parameters: str) -> None:
    odd = Fault.refused(502, "Bad Gateway", f',"parameters":{parameters}')
    world.server.fail("sendMessage", odd, odd)
    assert world.person().ask("who?").text.startswith("About who?")


def test_a_poll_without_a_list_of_updates_is_one_that_failed(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.server.fail("getUpdates", *[Fault("odd", 200, '{"ok":true,"result":{}}')] * 3)
    assert world.person().ask("who?").text.startswith("About who?")
    assert "polling: UnreadableAnswerError" in caplog.text


def test_what_is_new_in_an_answer_hides_nothing_that_is_known(world: World) -> None:
    more = ',"parameters":{"retry_after":0.05,"scope":"chat"}'
    world.server.fail("sendMessage", Fault.refused(429, "Too Many Requests: retry after 0", more))
    assert world.person().ask("who?").text.startswith("About who?")
