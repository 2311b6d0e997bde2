"""The server double is stricter than Telegram: what it lets through, Telegram takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bot_api import World
from tests.bot_api.by_hand import call, refused, waiting
from tests.bot_api.markup import MarkupError, parsed
from tests.bot_api.photos import png
from tests.bot_api.schema import wrong_with_answer, wrong_with_call, wrong_with_update


def test_a_proper_message_is_delivered(world: World) -> None:
    answer = call(world, "sendMessage", {"chat_id": "1", "text": "<b>&lt;3</b>", "parse_mode": "HTML"})
    assert (answer["ok"], answer["result"]["text"], world.server.violations) == (True, "<3", [])


def keys(*buttons: dict[str, Any], rows: int = 1) -> str:
    return json.dumps({"inline_keyboard": [[*buttons]] * rows})


def key(**what: Any) -> dict[str, Any]:
    return {"text": "T"} | (what or {"callback_data": "x"})


MESSAGES: list[dict[str, str]] = [
    {"chat_id": "1", "colour": "red"},
    {"text": ""},
    {"text": " \n"},
    {"text": "𝔘" * 2049},
    {"text": "a & b", "parse_mode": "HTML"},
    {"text": "*a*", "parse_mode": "MarkdownV2"},
    {"message_thread_id": "four"},
    {"link_preview_options": '{"off":true}'},
    {"reply_parameters": '{"message_id":"4"}'},
    {"reply_markup": keys(key(callback_data="é" * 33))},
    {"reply_markup": keys(key(callback_data=""))},
    {"reply_markup": keys(key(text="  ", callback_data="x"))},
    {"reply_markup": keys({"text": "T"})},
    {"reply_markup": keys(key(callback_data="x", url="https://x.org"))},
    {"reply_markup": keys(key(url="javascript:alert(1)"))},
    {"reply_markup": keys(key(copy_text={"text": "x" * 257}))},
    {"reply_markup": keys(*[key()] * 9)},
    {"reply_markup": keys(key(), rows=101)},
]


@pytest.mark.parametrize("parameters", MESSAGES)
def test_a_message_that_telegram_would_refuse_is_refused_and_remembered(
    strict: World, parameters: dict[str, str]
) -> None:
    refused(strict, "sendMessage", {"chat_id": "1", "text": "x"} | parameters)
    assert strict.server.sent == []


COMMAND = {"command": "help", "description": "Help"}
OTHERS: list[tuple[str, dict[str, str]]] = [
    ("sendTelepathy", {}),
    ("sendMessage", {"chat_id": "1"}),
    ("sendVenue", {"chat_id": "1", "latitude": "1", "longitude": "1", "title": " ", "address": "a"}),
    ("sendVenue", {"chat_id": "1", "latitude": "1", "longitude": "1", "title": "t", "address": ""}),
    ("sendLocation", {"chat_id": "1", "latitude": "91", "longitude": "1"}),
    ("sendLocation", {"chat_id": "1", "latitude": "north", "longitude": "1"}),
    ("sendChatAction", {"chat_id": "1", "action": "thinking"}),
    ("answerCallbackQuery", {"callback_query_id": "1", "show_alert": "maybe"}),
    ("editMessageText", {"text": "x"}),
    (
        "setMessageReaction",
        {"chat_id": "1", "message_id": "1", "reaction": '[{"type":"emoji","emoji":"🧲"}]'},
    ),
    ("setMyName", {"name": "x" * 65}),
    ("setMyName", {"name": "x", "language_code": "fra"}),
    ("setMyDescription", {"description": "x" * 513}),
    ("setMyShortDescription", {"short_description": "x" * 121}),
    ("setMyCommands", {"commands": json.dumps([COMMAND | {"command": "Help"}])}),
    ("setMyCommands", {"commands": json.dumps([COMMAND | {"command": "x" * 33}])}),
    ("setMyCommands", {"commands": json.dumps([COMMAND | {"description": "x" * 257}])}),
    ("setMyCommands", {"commands": json.dumps([COMMAND, COMMAND])}),
    ("setMyCommands", {"commands": json.dumps([COMMAND | {"command": f"c{n}"} for n in range(101)])}),
    ("setMyCommands", {"commands": json.dumps([COMMAND]), "scope": '{"type":"everybody"}'}),
]


@pytest.mark.parametrize(("method", "parameters"), OTHERS)
def test_any_other_call_that_telegram_would_refuse_is_refused_and_remembered(
    strict: World, method: str, parameters: dict[str, str]
) -> None:
    refused(strict, method, parameters)


RESULT = '{"type":"article","id":"1","title":"T","input_message_content":{"message_text":"x"}}'
ANSWERS = {
    "callback_query": ("answerCallbackQuery", "callback_query_id", {}),
    "inline_query": ("answerInlineQuery", "inline_query_id", {"results": "[]"}),
    "guest_message": ("answerGuestQuery", "guest_query_id", {"result": RESULT}),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_query_is_answered_once_and_only_if_it_was_made(strict: World, kind: str) -> None:
    method, name, more = ANSWERS[kind]
    number = waiting(strict, kind, "guest_query_id" if kind == "guest_message" else "id")
    refused(strict, method, {name: "none"} | more)
    if kind == "callback_query":
        refused(strict, method, {name: number, "text": "x" * 201})
    assert call(strict, method, {name: number} | more)["ok"]
    refused(strict, method, {name: number} | more)


@pytest.mark.parametrize(
    ("kind", "method", "parameters"),
    [
        ("photo", "editMessageText", {"text": "x"}),
        ("text", "editMessageCaption", {"caption": "x"}),
        ("poll", "editMessageMedia", {"media": '{"type":"photo","media":"x"}'}),
        ("text", "editMessageMedia", {"media": '{"type":"video","media":"x"}'}),
        ("text", "stopPoll", {}),
        ("text", "editMessageText", {"text": ""}),
        ("text", "editMessageText", {"text": "<b>x", "parse_mode": "HTML"}),
        ("text", "editMessageReplyMarkup", {"reply_markup": keys(key(text="", url="https://x.org"))}),
    ],
)
def test_a_message_cannot_be_edited_into_what_it_is_not(
    strict: World, kind: str, method: str, parameters: dict[str, str]
) -> None:
    call(strict, "sendMessage", {"chat_id": "1", "text": "text"})
    call(strict, "sendPhoto", {"chat_id": "1"}, {"photo": png()})
    call(strict, "sendPoll", {"chat_id": "1", "question": "Who?", "options": '[{"text":"a"},{"text":"b"}]'})
    sent = next(sent for sent in strict.server.sent if sent.kind == kind)
    refused(strict, method, {"chat_id": "1", "message_id": str(sent.message_id)} | parameters)
    assert sent.edits == 0


@pytest.mark.parametrize(
    "text",
    [
        "<p>x</p>",
        "<b>x",
        "<b><i>x</b></i>",
        "a < b",
        "a > b",
        "&nbsp;",
        "</b>",
        "<b",
        "<a>x</a>",
        "<span>x</span>",
    ],
)
def test_html_outside_telegrams_set_is_an_error(text: str) -> None:
    with pytest.raises(MarkupError):
        parsed(text)


def test_types_are_checked_all_the_way_down() -> None:
    commands = '[{"command":"help","description":"Help"}]'
    assert wrong_with_call("setMyCommands", {"commands": commands, "scope": '{"type":"default"}'}) == []
    assert wrong_with_call("setMyCommands", {"commands": '[{"command":"help"}]'})
    assert wrong_with_call("setMyCommands", {"commands": "help"})


def test_what_the_double_itself_says_is_checked_too() -> None:
    chat = {"id": 1, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
    assert wrong_with_answer("sendMessage", message) == ""
    assert "lacks date" in wrong_with_answer("sendMessage", {"message_id": 1, "chat": chat})
    assert "private" in wrong_with_answer("sendMessage", message | {"chat": {"id": 1, "type": "public"}})
    assert "has no colour" in wrong_with_update({"update_id": 1, "message": message | {"colour": "red"}})
