"""The server double is stricter than Telegram: what it lets through, Telegram takes."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot_api.markup import MarkupError, parsed
from tests.bot_api.schema import wrong_with_call

if TYPE_CHECKING:
    from tests.bot_api import World


def call(world: World, method: str, **parameters: str) -> dict[str, Any]:
    form = urllib.parse.urlencode(parameters).encode()
    try:
        with urllib.request.urlopen(f"{world.server.url}{world.server.token}/{method}", form, 5) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        with error:
            return dict(json.load(error))


def test_a_proper_message_is_delivered(world: World) -> None:
    answer = call(world, "sendMessage", chat_id="1", text="<b>&lt;3</b>", parse_mode="HTML")
    assert (answer["ok"], answer["result"]["text"], world.server.violations) == (True, "<3", [])


BUTTON = '{"inline_keyboard":[[{"text":"T","callback_data":"%s"}]]}'


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("sendTelepathy", {}),
        ("sendMessage", {"chat_id": "1"}),
        ("sendMessage", {"chat_id": "1", "text": "x", "colour": "red"}),
        ("sendMessage", {"chat_id": "1", "text": ""}),
        ("sendMessage", {"chat_id": "1", "text": "𝔘" * 2049}),
        ("sendMessage", {"chat_id": "1", "text": "a & b", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": "1", "text": "x", "message_thread_id": "four"}),
        ("sendMessage", {"chat_id": "1", "text": "x", "link_preview_options": '{"off":true}'}),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_parameters": '{"message_id":"4"}'}),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": BUTTON % ("é" * 33)}),
        ("answerCallbackQuery", {"callback_query_id": "1", "show_alert": "maybe"}),
    ],
)
def test_what_telegram_would_refuse_is_refused_and_remembered(
    world: World, method: str, parameters: dict[str, str]
) -> None:
    assert call(world, method, **parameters)["error_code"] == 400
    assert len(world.server.violations) == 1
    world.server.violations.clear()


@pytest.mark.parametrize(
    "text", ["<p>x</p>", "<b>x", "<b><i>x</b></i>", "a < b", "a > b", "&nbsp;", "</b>", "<b"]
)
def test_html_outside_telegrams_set_is_an_error(text: str) -> None:
    with pytest.raises(MarkupError):
        parsed(text)


def test_types_are_checked_all_the_way_down() -> None:
    commands = '[{"command":"help","description":"Help"}]'
    assert wrong_with_call("setMyCommands", {"commands": commands, "scope": '{"type":"default"}'}) == []
    assert wrong_with_call("setMyCommands", {"commands": '[{"command":"help"}]'})
    assert wrong_with_call("setMyCommands", {"commands": "help"})
