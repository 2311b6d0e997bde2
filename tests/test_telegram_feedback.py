"""What people think of an answer: one vote each, which they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lcn_bot.answering.reply import Reply

if TYPE_CHECKING:
    from tests.bot_api import World
    from tests.bot_api.messages import Sent

ROW = ["👍 Good", "👎 Poor", "⚠️ Wrong?"]


def last_row(sent: Sent) -> list[str]:
    return [button["text"] for button in sent.rows[-1]]


def test_an_answer_can_be_voted_on(world: World) -> None:
    assert last_row(world.person().ask("who?")) == ROW


def test_what_states_nothing_cannot(world: World) -> None:
    world.assistant.replies["hi"] = Reply("answer", "en", "Hello!")
    world.assistant.replies["eh"] = Reply("unknown", "en", "I do not know.")
    assert not world.person().ask("hi").rows
    assert not world.person().ask("eh").rows


def test_a_vote_is_thanked_for_counted_and_may_be_changed(world: World) -> None:
    group = world.group(member=1)
    sent = group.ask("/ask who?")
    group.tap(sent, "Good")
    world.wait(lambda: sent.edits == 1)
    assert last_row(sent) == ["👍 Good 1", "👎 Poor", "⚠️ Wrong?"]
    world.group(member=2).tap(sent, "Good")
    world.wait(lambda: sent.edits == 2)
    assert last_row(sent) == ["👍 Good 2", "👎 Poor", "⚠️ Wrong?"]
    group.tap(sent, "Poor")
    world.wait(lambda: sent.edits == 3)
    assert last_row(sent) == ["👍 Good 1", "👎 Poor 1", "⚠️ Wrong?"]
    assert sent.text.startswith("About who?")
    assert "Thank you" in world.wait_for_call("answerCallbackQuery", 3).parameters["text"]


def test_the_same_vote_again_changes_nothing(world: World) -> None:
    person = world.person()
    sent = person.ask("who?")
    person.tap(sent, "Good")
    world.wait(lambda: sent.edits == 1)
    world.stop_bot()
    world.start_bot()  # which has forgotten that it was tapped just now
    person.tap(sent, "Good")
    world.wait_for_call("answerCallbackQuery", 2)
    person.hears_nothing()
    assert sent.edits == 1


def test_that_something_is_wrong_is_kept_for_the_editors(world: World) -> None:
    person = world.person()
    sent = person.ask("who?")
    person.tap(sent, "Wrong?")
    assert "editors" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    world.wait(lambda: sent.edits == 1)
    (kept,) = world.state.reports()
    assert kept.startswith("About who?")
