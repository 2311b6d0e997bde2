"""What people think of an answer: one vote each, which they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lcn_bot.answering.reply import Reply
from tests.bot_api.assistants import ARTICLE
from tests.bot_api.world import ADMIN

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


def test_a_vote_is_thanked_for_and_may_be_changed(world: World) -> None:
    group = world.group(member=1)
    sent = group.ask("/ask who?")
    for member, vote in ((1, "Good"), (2, "Good"), (1, "Poor"), (1, "Poor")):
        world.group(member=member).tap(sent, vote)
    assert "Thank you" in world.wait_for_call("answerCallbackQuery", 4).parameters["text"]
    assert world.state.votes() == {"good": 1, "poor": 1}
    assert sent.edits == 0


def test_that_something_is_wrong_is_kept_for_the_editors_in_no_words_of_anybody(world: World) -> None:
    answered = Reply("answer", "en", "The mayor.", (ARTICLE,), (), ("office:mayor:oujda",))
    world.assistant.replies["secret words"] = answered
    person = world.person()
    sent = person.ask("secret words")
    person.tap(sent, "Wrong?")
    assert "editors" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    person.tap_data("en:wrong:forged words", message=person.message("old"))
    world.wait_for_call("answerCallbackQuery", 2)
    assert {told.answer for told in world.state.reports()} == {"office:mayor:oujda", "several"}


def test_administrators_read_what_people_said(world: World) -> None:
    for person, vote in (("1", "good"), ("2", "good"), ("3", "poor")):
        world.state.vote("1", "10", person, vote)
        world.state.report("1", "10", person, "office:mayor:oujda", "en")
    lines = world.person(ADMIN).ask("/feedback").text.split("\n")
    assert lines[0].startswith("Votes on answers: 2 good, 1 poor.")
    assert lines[1].startswith("– Who is the mayor of Oujda? (3×, last on ")


@pytest.mark.parametrize("answers", [("office:mayor:fez", "city:fez"), ("x" * 60,)])
def test_what_has_no_short_name_is_reported_as_several_things(world: World, answers: tuple[str, ...]) -> None:
    world.assistant.replies["who?"] = Reply("answer", "en", "The mayor.", (ARTICLE,), (), answers)
    person = world.person()
    person.tap(person.ask("who?"), "Wrong?")
    world.wait_for_call("answerCallbackQuery")
    assert [told.answer for told in world.state.reports()] == ["several"]


def test_a_vote_that_cannot_be_kept_is_answered_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(world.state, "vote", broken)
    person = world.person()
    person.tap(person.ask("who?"), "Good")
    assert "went wrong" in world.wait_for_call("answerCallbackQuery").parameters["text"]


def test_a_notice_is_cut_to_what_telegram_shows(world: World) -> None:
    world.assistant._words = world.assistant._words | {"telegram_voted": "Thank you " * 30}
    person = world.person()
    person.tap(person.ask("who?"), "Good")
    assert world.wait_for_call("answerCallbackQuery").parameters["text"].endswith("…")
