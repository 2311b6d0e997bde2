"""In groups the bot speaks when spoken to, to the one who asked, in the same topic."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot_api import Fault, World
from tests.bot_api.server import BOT

OURS = {"message_id": 5, "date": 1, "chat": {"id": -100123, "type": "supergroup"}, "from": BOT, "text": "Hi"}


@pytest.mark.parametrize("text", ["/ask who?", "/ask@cities_bot who?", "/ASK@Cities_Bot who?"])
def test_ask_is_answered_as_a_reply_to_the_asker(world: World, text: str) -> None:
    group = world.group()
    message = group.write(text)
    reply = group.next()
    assert reply.text.startswith("About who?")
    assert reply.json("reply_parameters") == {
        "message_id": message["message_id"],
        "allow_sending_without_reply": True,
    }


@pytest.mark.parametrize(
    "text",
    ["@cities_bot who?", "who? @cities_bot", "@Cities_Bot, who?", "  @cities_bot:  who?"],
)
def test_a_mention_is_answered_without_the_mention(world: World, text: str) -> None:
    assert world.group().ask(text).text.startswith("About who?\n")


def test_a_mention_by_name_is_a_mention(world: World) -> None:
    entity = {"type": "text_mention", "offset": 2, "length": 6, "user": BOT}
    assert world.group().ask("🇲Cities who?", entities=[entity]).text.startswith("About 🇲 who?")


def test_a_reply_to_the_bot_is_answered(world: World) -> None:
    assert world.group().ask("and Oujda?", reply_to_message=OURS).text.startswith("About and Oujda?")


def test_a_mention_without_a_question_tells_how_to_ask(world: World) -> None:
    assert "For example: /ask" in world.group().ask("@cities_bot").text


def test_help_is_given_where_this_bot_is_named(world: World) -> None:
    assert "/sources" in world.group().ask("/help@cities_bot").text


SILENT: dict[str, dict[str, Any]] = {
    "talk among people": {"text": "who is mayor of Oujda?"},
    "another bot's command": {"text": "/ask@other_bot who?"},
    "a bare command any bot may have": {"text": "/help"},
    "an unknown command": {"text": "/nonsense@cities_bot"},
    "an administrators' command": {"text": "/reload@cities_bot"},
    "a longer name": {"text": "@cities_bot2 who?"},
    "an address": {"text": "me@cities_bot.org knows"},
    "a reply to somebody else": {"text": "why?", "reply_to_message": OURS | {"from": {**BOT, "id": 4}}},
    "a topic that the bot opened": {
        "text": "why?",
        "reply_to_message": {k: v for k, v in OURS.items() if k != "text"}
        | {"forum_topic_created": {"name": "T", "icon_color": 1}},
    },
    "a picture": {"text": None, "photo": [], "caption": "@cities_bot who?"},
    "somebody joining": {"text": None, "new_chat_members": [BOT]},
    "somebody else mentioned by name": {
        "text": "Anna who?",
        "entities": [
            {
                "type": "text_mention",
                "offset": 0,
                "length": 4,
                "user": {"id": 9, "is_bot": False, "first_name": "A"},
            }
        ],
    },
    "a question that cannot be answered": {"text": "/ask crash"},
    "another bot": {"text": "/ask who?", "from": {"id": 9, "is_bot": True, "first_name": "B"}},
    "an inline bot's result": {"text": "/ask who?", "via_bot": BOT},
    "a linked channel's post": {
        "text": "/ask who?",
        "is_automatic_forward": True,
        "sender_chat": {"id": -7, "type": "channel"},
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
    },
}


@pytest.mark.parametrize("case", SILENT)
def test_silence_for(world: World, case: str) -> None:
    group = world.group()
    group.write(**SILENT[case])
    group.hears_nothing()


def test_an_anonymous_administrator_may_ask(world: World) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    reply = world.group().ask(
        "/ask who?", **{"from": anonymous, "sender_chat": {"id": -100123, "type": "supergroup"}}
    )
    assert reply.text.startswith("About who?")


def test_the_answer_stays_in_its_topic(world: World) -> None:
    reply = world.group().ask("/ask who?", message_thread_id=42, is_topic_message=True)
    assert reply.parameters["message_thread_id"] == "42"


def test_a_thread_of_replies_is_no_topic(world: World) -> None:
    reply = world.group().ask("/ask who?", message_thread_id=42)
    assert "message_thread_id" not in reply.parameters


def test_everybody_in_a_group_has_their_own_conversation(world: World) -> None:
    world.group(member=1).ask("/ask who?")
    second = world.group(member=2)
    second.write("/ask why?")
    world.wait(lambda: len(second.received()) == 2)
    assert [chat for _, chat, _ in world.assistant.asked] == ["-100123:1", "-100123:2"]


def test_a_group_that_became_a_supergroup_is_answered_where_it_went(world: World) -> None:
    moved = Fault.refused(400, "Bad Request: upgraded", ',"parameters":{"migrate_to_chat_id":-100777}')
    world.server.fail("sendMessage", moved, chat_id=-55)
    world.state.choose("-55", "fr")
    world.group(-55).write("/ask who?")
    assert world.group(-100777).next().text.startswith("About who?")
    assert (world.state.language("-55"), world.state.language("-100777")) == ("", "fr")


def test_in_a_channel_the_bot_is_silent(world: World) -> None:
    channel = {"id": -5, "type": "channel", "title": "C"}
    world.polled(world.push(message=world.group().message("/ask who?") | {"chat": channel}))
    world.group().hears_nothing()
    assert all(sent.chat_id != -5 for sent in world.server.sent)


def test_what_was_just_said_in_one_topic_is_no_repetition_in_another(world: World) -> None:
    group = world.group()
    for topic in (42, 43):
        reply = group.ask("/ask who?", message_thread_id=topic, is_topic_message=True)
        assert reply.text.startswith("About who?")
