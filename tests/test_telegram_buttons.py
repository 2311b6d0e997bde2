"""Suggestions are buttons; what a tap sends is anybody's to forge."""

from __future__ import annotations

import pytest

from lcn_bot.answering.reply import Reply, Suggestion
from tests.bot_api import Fault, World
from tests.bot_api.assistants import ARTICLE


def test_a_tap_is_acknowledged_and_answered_below_its_question(world: World) -> None:
    person = world.person()
    number = person.tap(person.ask("/start"), 1)
    reply = person.next()
    assert reply.raw.startswith("<b>Example question 2?</b>\n\nTapped example:2\n\n<i>Source: ")
    call = world.wait_for_call("answerCallbackQuery")
    assert call.parameters == {"callback_query_id": number}


def test_an_uncertain_reply_offers_a_button_a_row(world: World) -> None:
    offers = (Suggestion("example:1", "Who?"), Suggestion("example:2", "What?"))
    world.assistant.replies["eh"] = Reply("suggest", "en", "Did you mean:", (), offers)
    reply = world.person().ask("eh")
    assert [len(row) for row in reply.json("reply_markup")["inline_keyboard"]] == [1, 1]
    assert reply.buttons == [("Who?", "en:example:1"), ("What?", "en:example:2")]


def test_a_key_too_long_for_a_button_is_left_out(world: World) -> None:
    offers = (Suggestion("k" * 62, "Too long?"), Suggestion("k" * 61, "Just right?"))
    world.assistant.replies["eh"] = Reply("suggest", "en", "Did you mean:", (), offers)
    assert [label for label, _ in world.person().ask("eh").buttons] == ["Just right?"]


@pytest.mark.parametrize(
    "data", ["v1:gone", "en:gone", "v0:example:1", "example:1", "v1:", "/reload", "\U0001f4a5" * 16]
)
def test_a_forged_or_outdated_button_gets_a_notice_and_no_message(world: World, data: str) -> None:
    person = world.person()
    person.tap(person.ask("/start"))
    person.next()
    person.tap_data(data, message=person.message("old"))
    assert "no longer works" in world.wait_for_call("answerCallbackQuery", 2).parameters["text"]
    person.hears_nothing()


def test_a_button_of_the_first_version_which_named_no_language_still_answers(world: World) -> None:
    person = world.person()
    person.tap_data("v1:example:1", message=person.message("old"))
    assert person.next().text.startswith("Tapped example:1")


def test_a_button_whose_message_telegram_no_longer_shows_still_answers(world: World) -> None:
    person = world.person()
    person.tap_data("en:example:1", message={"chat": person.chat, "message_id": 3, "date": 0})
    assert person.next().text.startswith("Tapped example:1")


def test_a_button_in_no_chat_is_acknowledged(world: World) -> None:
    world.person().tap_data("en:example:1", inline_message_id="x")
    assert "no longer works" in world.wait_for_call("answerCallbackQuery").parameters["text"]


def test_a_game_button_is_acknowledged(world: World) -> None:
    person = world.person()
    query = {"id": "9", "from": person.user, "chat_instance": "1", "game_short_name": "chess"}
    world.push(callback_query=query | {"message": person.message("old")})
    world.wait_for_call("answerCallbackQuery")


def test_a_double_tap_is_answered_once(world: World) -> None:
    person = world.person()
    start = person.ask("/start")
    person.tap(start, 0)
    person.tap(start, 0)
    assert person.next().text.startswith("Example question 1?")
    world.wait_for_call("answerCallbackQuery", 2)
    person.hears_nothing()


def test_two_buttons_are_two_answers(world: World) -> None:
    person = world.person()
    start = person.ask("/start")
    person.tap(start, 0)
    person.tap(start, 1)
    assert [person.next().text[:18], person.next().text[:18]] == ["Example question 1", "Example question 2"]


def test_the_same_button_answers_again_later() -> None:
    with World(double_tap=0.0) as world:
        person = world.person()
        start = person.ask("/start")
        for _ in range(2):
            person.tap(start, 0)
            person.next()


def test_a_tap_in_a_topic_is_answered_there(world: World) -> None:
    group = world.group()
    offer = Reply("suggest", "en", "Did you mean:", (), (Suggestion("example:1", "Who?"),))
    world.assistant.replies["eh"] = offer
    group.tap(group.ask("/ask eh", message_thread_id=42, is_topic_message=True))
    assert group.next().parameters["message_thread_id"] == "42"


def test_a_tap_that_is_too_old_to_acknowledge_is_answered_all_the_same(world: World) -> None:
    person = world.person()
    start = person.ask("/start")
    old = Fault.refused(400, "Bad Request: query is too old and response timeout expired")
    world.server.fail("answerCallbackQuery", old)
    person.tap(start)
    assert person.next().text.startswith("Example question 1?")
    world.wait_for_call("answerCallbackQuery")
    person.hears_nothing()
    assert len(world.calls("answerCallbackQuery")) == 1


def test_a_long_answer_below_a_long_question_keeps_its_source(world: World) -> None:
    long = Reply("answer", "en", "x" * 5000, (ARTICLE,))
    world.assistant.ask_suggested = lambda key, **_: long  # type: ignore[method-assign]
    person, button = world.person(), {"text": "Q" * 500, "callback_data": "en:example:1"}
    old = person.message("old", reply_markup={"inline_keyboard": [[button]]})
    person.tap_data("en:example:1", message=old)
    assert person.next().text.endswith("Source: Two Cities Join, UNESCO, 2025-12-05")
