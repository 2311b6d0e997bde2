"""Who may decide for a group, who asks too much in one, and what is left when the bot has to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lcn_bot.telegram.flood import Flood
from lcn_bot.telegram.hearing import Asker
from tests.bot_api import Fault, World

if TYPE_CHECKING:
    from tests.bot_api.messages import Sent


def offered(world: World) -> Sent:
    return world.group(member=1).ask("/language")


def test_others_are_told_that_they_may_not(world: World) -> None:
    world.server.administrators.add((-100123, 1))
    group = world.group(member=2)
    group.tap(offered(world), "Français")
    assert "only its administrators" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    assert world.assistant.chosen == {}


def test_an_anonymous_administrator_is_one(world: World) -> None:
    group = world.group(member=1087968824, is_bot=True)
    sent = group.ask("/daily", sender_chat={"id": -100123, "type": "supergroup", "title": "Group"})
    assert "every day" in sent.text


def test_a_chat_that_lets_the_bot_in_again_is_told_nothing_once_more(world: World) -> None:
    group = world.group()
    group.ask("/ask who?")
    group.membership("member", "left")
    world.polled(group.membership("left", "member"))
    assert group.ask("/ask who?").text.startswith("About who?")


def test_the_owner_of_a_group_may_decide_for_it(world: World) -> None:
    world.server.owners.add((-100123, 1))
    assert "every day" in world.group(member=1).ask("/daily").text


def test_who_cannot_be_found_to_be_an_administrator_is_told_that_they_may_not(world: World) -> None:
    for reason in ("user not found", "PARTICIPANT_ID_INVALID", "invalid user_id specified"):
        world.server.fail("getChatMember", Fault.refused(400, f"Bad Request: {reason}"))
        assert "only its administrators" in world.group(member=len(reason)).ask("/daily").text


def test_an_anonymous_administrator_may_tap_too(world: World) -> None:
    anonymous = world.group(member=1087968824, is_bot=True)
    assert anonymous.changes(offered(world), "Français").text.startswith("From now on")


@pytest.mark.parametrize("gone", ["left", "kicked"])
def test_nothing_is_left_of_a_chat_that_does_not_want_the_bot(world: World, gone: str) -> None:
    group = world.group(member=1)
    world.server.administrators.add((group.id, 1))
    group.ask("/daily")
    world.state.choose(str(group.id), "fr")
    group.tap(group.ask("/ask who?"), "Good")
    world.wait_for_call("answerCallbackQuery")
    world.polled(group.membership("member", gone))
    assert world.state.daily.subscribed(str(group.id)) is None
    assert world.state.language(str(group.id)) == ""
    assert world.state.votes() == {}
    assert world.assistant.forgotten == [str(group.id)]


def test_what_a_group_chose_goes_with_it_when_it_gets_a_new_id(world: World) -> None:
    world.state.choose("-55", "fr")
    group = world.group(-55)
    message = group.message(None, migrate_to_chat_id=-100200)
    del message["from"]
    world.polled(world.push(message=message))
    assert (world.state.language("-55"), world.state.language("-100200")) == ("", "fr")


def test_one_who_floods_a_group_is_told_once_and_the_others_are_answered() -> None:
    with World(throttle=True) as world:
        flooding, other = world.group(member=1), world.group(member=2)
        for number in range(30):
            flooding.write(f"/ask question {number}")
        world.polled(other.write("/ask and mine?")["update_id"])
        world.stop_bot()
        texts = [sent.text for sent in flooding.received()]
        assert len([text for text in texts if "a lot at once" in text]) == 1
        assert len(texts) == 8
        assert texts[-1].startswith("About and mine?")


def test_what_is_said_last_for_a_group_is_decided_last(world: World) -> None:
    world.server.administrators.add((-100123, 1))
    group = world.group(member=1)
    world.server.fail("getChatMember", Fault.error_page(503))
    group.write("/daily 10:00")
    group.write("/daily off")
    assert "at 10:00" in group.next().text
    assert "not ask a question every day" in group.next().text
    assert world.state.daily.subscribed("-100123") is None


def test_where_it_cannot_be_found_out_who_administers_a_group_that_is_said(world: World) -> None:
    world.server.fail("getChatMember", Fault.refused(400, "Bad Request: CHAT_ADMIN_REQUIRED"))
    assert "went wrong" in world.group(member=1).ask("/daily").text


def test_what_goes_wrong_with_a_decision_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    world.server.administrators.add((-100123, 1))
    monkeypatch.setattr(world.state.daily, "subscribe", broken)
    assert "went wrong" in world.group(member=1).ask("/daily").text


def test_one_who_taps_too_much_in_a_group_is_told_so_at_the_tap() -> None:
    with World(throttle=True) as world:
        group = world.group(member=1)
        for number in range(10):
            group.tap_data(f"en:example:{number}", message=group.message("old"))
        world.wait_for_call("answerCallbackQuery", 10)
        told = [
            call for call in world.calls("answerCallbackQuery") if "a lot" in call.parameters.get("text", "")
        ]
        assert len(told) == 4
        world.stop_bot()
        assert len(group.received()) == 6


def test_a_bot_that_is_not_spoken_to_counts_nothing() -> None:
    with World(throttle=True) as world:
        group = world.group(member=1)
        for _ in range(20):
            group.write("/roll")
        assert group.ask("/ask who?").text.startswith("About who?")


def test_one_who_floods_a_group_is_answered_in_another() -> None:
    with World(throttle=True) as world:
        flooding = world.group(-100123, member=1)
        for number in range(8):
            flooding.write(f"/ask question {number}")
        assert world.group(-100124, member=1).ask("/ask who?").text.startswith("About who?")


def test_votes_are_taps_without_a_limit() -> None:
    with World(throttle=True) as world:
        group = world.group()
        for number in range(10):
            group.tap_data(f"en:good:{number}", message=group.message("old"))
        world.wait_for_call("answerCallbackQuery", 10)
        assert all("Thank you" in call.parameters["text"] for call in world.calls("answerCallbackQuery"))


def test_who_asks_much_in_private_is_left_to_the_outbox() -> None:
    flood = Flood(on=True, clock=lambda: 0.0)
    asker = Asker(7, "7", "en", private=True, person=7)
    assert all(flood.lets_through(asker, pytest.fail) for _ in range(100))


def test_who_asks_now_and_then_is_always_answered() -> None:
    told: list[str] = []
    now = [0.0]
    flood = Flood(on=True, clock=lambda: now[0])
    asker = Asker(-1, "-1:7", "en", private=False, person=7)
    for _ in range(50):
        now[0] += 6.0
        assert flood.lets_through(asker, lambda: told.append("late"))
    assert [flood.lets_through(asker, lambda: told.append("once")) for _ in range(10)].count(True) < 6
    now[0] += 31.0
    assert flood.lets_through(asker, lambda: told.append("late"))
    assert told == ["once"]


def test_who_asks_once_a_second_is_answered_again_as_soon_as_there_is_room() -> None:
    told: list[float] = []
    now = [0.0]
    flood = Flood(on=True, clock=lambda: now[0])
    asker = Asker(-1, "-1:7", "en", private=False, person=7)
    answered = 0
    for second in range(90):
        now[0] = float(second)
        answered += flood.lets_through(asker, lambda: told.append(now[0]))
    assert answered == 18
    assert len(told) == 3
