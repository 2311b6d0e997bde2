"""What the server double shows: python-telegram-bot understands it, and the API's own description agrees."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import pytest
from telegram import (
    Bot,
    BotCommandScopeChat,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
)
from telegram.error import BadRequest, Forbidden

from tests.bot_api import Chat, Sent, World
from tests.bot_api.by_hand import as_bot, call, told
from tests.bot_api.photos import png

T = TypeVar("T")
TO_TAP = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("More", callback_data="v1:more"),
            InlineKeyboardButton("Site", "https://unesco.org"),
        ],
        [InlineKeyboardButton("Share", switch_inline_query="Oujda")],
    ]
)
QUIZ: dict[str, Any] = {"type": "quiz", "correct_option_ids": [1], "is_anonymous": False}


SENDS: dict[str, Callable[[Bot], Awaitable[Message]]] = {
    "text": lambda bot: bot.send_message(1, "<b>a</b> &lt; b", "HTML", reply_markup=TO_TAP),
    "photo": lambda bot: bot.send_photo(1, png(), "<b>a</b> &lt; b", parse_mode="HTML", reply_markup=TO_TAP),
    "venue": lambda bot: bot.send_venue(1, 34.68, -1.9, "a", "< b", reply_markup=TO_TAP),
    "location": lambda bot: bot.send_location(1, 34.68, -1.9, reply_markup=TO_TAP),
    "poll": lambda bot: bot.send_poll(1, "a < b?", ["yes", "no"], reply_markup=TO_TAP, **QUIZ),
}
READ = {"text": "a < b", "photo": "a < b", "venue": "a\n< b", "location": "", "poll": "a < b?"}


@pytest.mark.parametrize("kind", SENDS)
def test_every_kind_of_message_is_shown_as_its_reader_and_as_the_bot_sees_it(quiet: World, kind: str) -> None:
    message = as_bot(quiet, SENDS[kind])
    sent = quiet.person(1).next()
    assert (sent.kind, sent.text, sent.message_id) == (kind, READ[kind], message.message_id)
    assert sent.buttons == [("More", "v1:more")]
    assert [[button["text"] for button in row] for row in sent.rows] == [["More", "Site"], ["Share"]]
    assert message.reply_markup == TO_TAP
    assert getattr(message, kind)
    if kind in ("text", "photo"):
        assert (message.text_html or message.caption_html) == "<b>a</b> &lt; b"


def test_a_picture_may_be_sent_again_by_its_id_and_is_the_same(quiet: World) -> None:
    first = as_bot(quiet, lambda bot: bot.send_photo(1, png(300, 200)))
    assert [(size.width, size.height) for size in first.photo] == [(90, 60), (300, 200)]
    again = as_bot(quiet, lambda bot: bot.send_photo(1, first.photo[-1].file_id))
    assert again.photo == first.photo
    assert [sent.photo for sent in quiet.person(1).received()] == [png(300, 200)] * 2
    assert quiet.calls("sendPhoto")[0].files == {"photo": png(300, 200)}
    quiet.server.photos.clear()
    with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
        as_bot(quiet, lambda bot: bot.send_photo(1, first.photo[-1].file_id))


def test_what_is_edited_is_edited_in_place(quiet: World) -> None:
    sent = shown(quiet, SENDS["text"])
    place: dict[str, Any] = {"chat_id": 1, "message_id": sent.message_id}
    as_bot(quiet, lambda bot: bot.edit_message_text("new", **place))
    assert (sent.text, sent.rows, sent.edits) == ("new", [], 1)
    as_bot(quiet, lambda bot: bot.edit_message_reply_markup(**place, reply_markup=TO_TAP))
    assert (sent.text, sent.buttons, sent.edits) == ("new", [("More", "v1:more")], 2)
    as_bot(quiet, lambda bot: bot.edit_message_media(InputMediaPhoto(png(), "<i>x</i>", "HTML"), **place))
    assert (sent.kind, sent.text, sent.raw, sent.photo) == ("photo", "x", "<i>x</i>", png())
    edited = as_bot(quiet, lambda bot: bot.edit_message_caption(**place, caption="y"))
    assert isinstance(edited, Message)
    assert (edited.caption, sent.text, sent.edits, len(quiet.person(1).received())) == ("y", "y", 4, 1)


def test_nothing_is_edited_that_stays_the_same_or_is_gone(quiet: World) -> None:
    sent = shown(quiet, lambda bot: bot.send_message(1, "a"))
    place: dict[str, Any] = {"chat_id": 1, "message_id": sent.message_id}
    with pytest.raises(BadRequest, match="Message is not modified"):
        as_bot(quiet, lambda bot: bot.edit_message_text("a", **place))
    as_bot(quiet, lambda bot: bot.delete_message(**place))
    assert sent.deleted
    with pytest.raises(BadRequest, match="Message to edit not found"):
        as_bot(quiet, lambda bot: bot.edit_message_text("b", **place))
    with pytest.raises(BadRequest, match="Message to delete not found"):
        as_bot(quiet, lambda bot: bot.delete_message(**place))
    assert (sent.text, sent.edits) == ("a", 0)


def test_texts_that_are_said_twice_running_are_found(quiet: World) -> None:
    for chat_id, text in ((1, "a"), (1, "b"), (2, "b"), (1, "b"), (1, "a")):
        say(quiet, chat_id, text)
    assert (quiet.person(1).repeats(), quiet.person(2).repeats()) == (["b"], [])


def test_votes_are_counted_and_told_until_the_poll_is_stopped(quiet: World) -> None:
    sent = shown(quiet, SENDS["poll"])
    update = told(quiet, lambda: quiet.person(7).vote(sent, 1))["poll_answer"]
    assert update["option_persistent_ids"] == [sent.poll["options"][1]["persistent_id"]]
    with pytest.raises(AssertionError, match="may not vote again"):
        quiet.person(7).vote(sent, 0)
    poll = as_bot(quiet, lambda bot: bot.stop_poll(1, sent.message_id))
    assert [(option.text, option.voter_count) for option in poll.options] == [("yes", 0), ("no", 1)]
    assert (poll.is_closed, poll.total_voter_count, poll.correct_option_ids) == (True, 1, (1,))
    with pytest.raises(AssertionError, match="closed"):
        quiet.person(8).vote(sent, 0)
    with pytest.raises(BadRequest, match="already been closed"):
        as_bot(quiet, lambda bot: bot.stop_poll(1, sent.message_id))


DOES: dict[str, Callable[[Chat], Any]] = {
    "message": lambda chat: chat.write("/ask who?"),
    "inline_query": lambda chat: chat.query("oujda"),
    "guest_message": lambda chat: chat.summon("who?"),
    "my_chat_member": lambda chat: chat.membership("left", "administrator"),
}
STATUSES = ["creator", "administrator", "member", "restricted", "left", "kicked"]


@pytest.mark.parametrize("kind", DOES)
def test_what_people_do_is_an_update_that_telegram_might_send(quiet: World, kind: str) -> None:
    for chat in (quiet.person(7), quiet.group(member=8)):
        assert told(quiet, partial(DOES[kind], chat))[kind]["from"] == chat.user


@pytest.mark.parametrize("status", STATUSES)
def test_everything_that_the_bot_may_become_in_a_chat_is_told(quiet: World, status: str) -> None:
    change = told(quiet, lambda: quiet.group().membership("member", status))["my_chat_member"]
    assert change["new_chat_member"]["status"] == status


@pytest.mark.parametrize("kind", SENDS)
def test_a_tapped_button_shows_its_message_as_it_is_now(quiet: World, kind: str) -> None:
    sent = shown(quiet, SENDS[kind])
    query = told(quiet, lambda: quiet.person(1).tap(sent, "Mor"))["callback_query"]
    assert query["data"] == "v1:more"
    assert kind in query["message"]
    as_bot(quiet, lambda bot: bot.edit_message_reply_markup(1, sent.message_id))
    with pytest.raises(AssertionError, match="no button"):
        quiet.person(1).tap(sent, "Mor")


def test_a_chat_that_the_bot_is_gone_from_cannot_be_written_to_until_it_is_back(quiet: World) -> None:
    for chat in (quiet.person(7), quiet.group()):
        told(quiet, partial(chat.membership, "member", "kicked"))
        with pytest.raises(Forbidden):
            say(quiet, chat.id, "a")
        told(quiet, partial(chat.membership, "kicked", "member"))
        assert say(quiet, chat.id, "a").text == "a"


def test_what_the_bot_does_not_ask_for_is_not_told(quiet: World) -> None:
    call(quiet, "getUpdates", {"allowed_updates": '["message"]'})
    with pytest.raises(AssertionError, match="asks for"):
        quiet.person().membership("member", "kicked")


def test_inline_queries_and_guests_are_answered(quiet: World) -> None:
    person = quiet.person()
    call(quiet, "getUpdates", {"allowed_updates": "[]"})
    query, summons = person.query("oujda"), quiet.group().summon("who?")
    text = InputTextMessageContent("<b>Oujda</b>", "HTML")
    article = InlineQueryResultArticle("1", "Oujda", text, reply_markup=TO_TAP)
    photo = as_bot(quiet, lambda bot: bot.send_photo(1, png())).photo[-1].file_id
    as_bot(
        quiet, lambda bot: bot.answer_inline_query(query, [article, InlineQueryResultCachedPhoto("2", photo)])
    )
    assert [result["id"] for result in quiet.inline_answer(query)] == ["1", "2"]
    sent = as_bot(quiet, lambda bot: bot.answer_guest_query(summons, article))
    assert quiet.guest_answer(summons)["input_message_content"]["message_text"] == "<b>Oujda</b>"
    inline = quiet.server.inline_messages[0]
    assert (inline.text, inline.inline_message_id) == ("Oujda", sent.inline_message_id)
    tapped = told(quiet, lambda: person.tap(inline))["callback_query"]
    assert tapped["inline_message_id"] == sent.inline_message_id
    assert (
        as_bot(quiet, lambda bot: bot.edit_message_text("new", inline_message_id=sent.inline_message_id))
        is True
    )
    assert (inline.text, inline.edits) == ("new", 1)


def test_what_the_bot_says_of_itself_is_kept_by_language(quiet: World) -> None:
    async def introduce(bot: Bot) -> list[Any]:
        assert (await bot.get_me()).supports_inline_queries
        assert (await bot.get_my_name()).name == "Cities"
        await bot.set_my_name("Villes", "fr")
        await bot.set_my_description("All about cities")
        await bot.set_my_short_description("Cities")
        await bot.set_my_commands([("ask", "Ask")], BotCommandScopeChat(501), "fr")
        said = [await bot.get_my_name("fr"), await bot.get_my_name("es"), await bot.get_my_description("fr")]
        said += [
            await bot.get_my_short_description(),
            *await bot.get_my_commands(BotCommandScopeChat(501), "fr"),
        ]
        assert await bot.get_my_commands() == ()
        await bot.set_my_name("", "fr")
        return [tuple(what.to_dict().values()) for what in said]

    quiet.server.commands.clear()
    assert as_bot(quiet, introduce) == [
        ("Villes",),
        ("Cities",),
        ("All about cities",),
        ("Cities",),
        ("ask", "Ask"),
    ]
    assert (quiet.server.names, quiet.server.descriptions) == ({}, {"": "All about cities"})
    assert quiet.server.commands == {("fr", "chat:501"): [{"command": "ask", "description": "Ask"}]}


def test_who_is_who_in_a_chat_is_told(quiet: World) -> None:
    quiet.server.administrators.add((-5, 7))
    quiet.server.owners.add((-5, 8))

    async def look(bot: Bot) -> list[type[ChatMember]]:
        return [type(await bot.get_chat_member(-5, number)) for number in (7, 8, 9)]

    assert as_bot(quiet, look) == [ChatMemberAdministrator, ChatMemberOwner, ChatMemberMember]
    assert as_bot(quiet, lambda bot: bot.get_chat(-5)).title == "Group"


def say(world: World, chat_id: int, text: str) -> Message:
    return as_bot(world, lambda bot: bot.send_message(chat_id, text))


def shown(world: World, send: Callable[[Bot], Awaitable[Message]]) -> Sent:
    """What is sent so, as the private chat 1 sees it."""
    as_bot(world, send)
    return world.person(1).received()[-1]
