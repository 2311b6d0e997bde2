"""Conversations in Telegram: one a private chat, one a person in a group's topic; and /why for administrators."""

from __future__ import annotations

from tests.bot_api import World
from tests.bot_api.server import BOT
from tests.bot_api.world import ADMIN
from tests.conftest import an_assistant


def test_a_private_chat_is_one_conversation_and_start_forgets_it(world: World) -> None:
    person = world.person(7)
    person.ask("who?")
    person.ask("and why?")
    assert [chat for _, chat, _ in world.assistant.asked] == ["7", "7"]
    person.ask("/start")
    assert world.assistant.forgotten == ["7"]


def test_in_a_group_each_person_has_a_conversation_and_another_in_each_topic(world: World) -> None:
    topic = {"message_thread_id": 4, "is_topic_message": True}
    for member in (1, 2):
        world.group(member=member).write("/ask who?")
        world.polled(int(world.group(member=member).write("/ask who?", **topic)["update_id"]))
    chats = [chat for _, chat, _ in world.assistant.asked]
    assert chats == ["-100123:1", "-100123:4:1", "-100123:2", "-100123:4:2"]


def test_an_administrator_is_told_why_of_a_question(world: World) -> None:
    assert world.person(ADMIN).ask("/why mayr of oujda").text == "Why mayr of oujda"


def test_an_administrator_is_told_why_in_reply_to_an_answer(world: World) -> None:
    admin = world.person(ADMIN)
    first, second = admin.ask("who?"), admin.ask("when?")
    for sent, question in ((second, "when?"), (first, "who?")):
        shown = {"message_id": sent.message_id, "date": 1, "chat": admin.chat, "from": BOT, "text": sent.text}
        assert admin.ask("/why", reply_to_message=shown).text == f"Why {question}"


def test_why_without_a_question_tells_how_to_ask(world: World) -> None:
    admin = world.person(ADMIN)
    assert admin.ask("/why").text.startswith("Which question?")
    unknown = {"message_id": 999_999, "date": 1, "chat": admin.chat, "from": BOT, "text": "long ago"}
    assert admin.ask("/why", reply_to_message=unknown).text.endswith("of the last hours.")


def test_an_administrator_is_told_why_of_a_question_that_they_tapped(world: World) -> None:
    admin = world.person(ADMIN)
    admin.tap(admin.ask("/start"), 0)
    shown = admin.next().shown(admin.chat)
    assert admin.ask("/why", reply_to_message=shown).text == "Why Example question 1?"


def test_why_knows_what_the_chat_was_about_before_the_question() -> None:
    with World(assistant=an_assistant) as world:
        admin = world.person(ADMIN)
        admin.ask("who is the mayor of Oujda?")
        shown = admin.ask("and Casablanca?").shown(admin.chat)
        admin.ask("/city Fez")
        assert "office:mayor:casablanca" in admin.ask("/why", reply_to_message=shown).text
