"""What Telegram would refuse of polls, photos and inline results, the server double refuses."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.bot_api import World
from tests.bot_api.by_hand import call, refused, waiting
from tests.bot_api.photos import png

POLL = {"chat_id": "1", "question": "Who?", "options": '[{"text":"a"},{"text":"b"}]'}
QUIZ = POLL | {"type": "quiz", "correct_option_ids": "[1]"}
POLLS: list[dict[str, str]] = [
    POLL | {"question": ""},
    POLL | {"question": "x" * 301},
    POLL | {"question": "<b>Who?</b>", "question_parse_mode": "HTML"},
    POLL | {"options": '[{"text":"a"}]'},
    POLL | {"options": json.dumps([{"text": str(n)} for n in range(13)])},
    POLL | {"options": '[{"text":"a"},{"text":"a"}]'},
    POLL | {"options": '[{"text":"a"},{"text":""}]'},
    POLL | {"options": json.dumps([{"text": "a"}, {"text": "b" * 101}])},
    POLL | {"options": '["a","b"]'},
    POLL | {"type": "riddle"},
    POLL | {"correct_option_ids": "[1]"},
    POLL | {"explanation": "why"},
    POLL | {"type": "quiz"},
    QUIZ | {"correct_option_ids": "[2]"},
    QUIZ | {"correct_option_ids": "[-1]"},
    QUIZ | {"correct_option_ids": "[0,1]"},
    QUIZ | {"correct_option_ids": "[1,0]", "allows_multiple_answers": "true"},
    QUIZ | {"explanation": "<b>" + "x" * 201 + "</b>", "explanation_parse_mode": "HTML"},
    QUIZ | {"explanation": "a\nb\nc\nd"},
    QUIZ | {"open_period": "4"},
    QUIZ | {"open_period": "60", "close_date": str(int(time.time()) + 60)},
    QUIZ | {"close_date": "1"},
    POLL | {"allow_adding_options": "true"},
    POLL | {"country_codes": '["MA"]'},
]


@pytest.mark.parametrize("parameters", POLLS)
def test_a_poll_that_telegram_would_refuse_is_refused_and_remembered(
    strict: World, parameters: dict[str, str]
) -> None:
    refused(strict, "sendPoll", parameters)
    assert strict.server.sent == []


PHOTO = {"chat_id": "1"}
PHOTOS: dict[str, tuple[dict[str, str], dict[str, bytes]]] = {
    "no picture": (PHOTO, {}),
    "a text": (PHOTO, {"photo": b"not a picture"}),
    "half a picture": (PHOTO, {"photo": png()[:-9]}),
    "a picture too large": (PHOTO, {"photo": png(9_000, 1_001)}),
    "a picture too narrow": (PHOTO, {"photo": png(2, 41)}),
    "a picture too heavy": (PHOTO, {"photo": png().replace(b"IDAT", bytes(10 * 2**20) + b"IDAT")}),
    "a picture that is not attached": (PHOTO | {"photo": "attach://it"}, {}),
    "a file too many": (PHOTO, {"photo": png(), "other": png()}),
    "a long caption": (PHOTO | {"caption": "x" * 1025}, {"photo": png()}),
    "a caption not escaped": (PHOTO | {"caption": "a & b", "parse_mode": "HTML"}, {"photo": png()}),
}


@pytest.mark.parametrize("case", PHOTOS)
def test_a_photo_that_telegram_would_refuse_is_refused_and_remembered(strict: World, case: str) -> None:
    refused(strict, "sendPhoto", *PHOTOS[case])
    assert strict.server.sent == []


def article(number: object = 1, text: str = "x", **more: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": str(number), "title": "T", "input_message_content": content} | more


WIDE = {"inline_keyboard": [[{"text": "T", "callback_data": "x"}] * 9]}
RESULTS: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "too many": ([article(n) for n in range(51)], {}),
    "one id twice": ([article(), article()], {}),
    "an id too long": ([article("é" * 33)], {}),
    "no id": ([article("")], {}),
    "no title": ([article(title=" ")], {}),
    "a text not escaped": ([article(text="a & b")], {}),
    "a text too long": ([article(text="x" * 4097)], {}),
    "no text": ([article(text="")], {}),
    "a row too wide": ([article(reply_markup=WIDE)], {}),
    "a kind that is none": ([article(type="telepathy")], {}),
    "a caption too long": ([{"type": "photo", "id": "1", "photo_file_id": "f", "caption": "x" * 1025}], {}),
    "a photo not on the web": ([{"type": "photo", "id": "1", "photo_url": "f", "thumbnail_url": "f"}], {}),
    "an offset too long": ([article()], {"next_offset": "x" * 65}),
    "a button that does nothing": ([article()], {"button": '{"text":"T"}'}),
    "a button with odd data": ([article()], {"button": '{"text":"T","start_parameter":"ü"}'}),
}


@pytest.mark.parametrize("case", RESULTS)
def test_inline_results_that_telegram_would_refuse_are_refused_and_remembered(
    strict: World, case: str
) -> None:
    results, more = RESULTS[case]
    photo = call(strict, "sendPhoto", {"chat_id": "1"}, {"photo": png()})["result"]["photo"][0]["file_id"]
    told = json.dumps(results).replace('"photo_file_id": "f"', f'"photo_file_id": "{photo}"')
    refused(
        strict,
        "answerInlineQuery",
        {"inline_query_id": waiting(strict, "inline_query"), "results": told} | more,
    )
    if "button" not in more and len(results) == 1 and "offset" not in case:
        guest = waiting(strict, "guest_message", "guest_query_id")
        result = json.dumps(json.loads(told)[0])
        refused(strict, "answerGuestQuery", {"guest_query_id": guest, "result": result})
    assert (strict.server.inline_answers, strict.server.guest_answers) == ({}, {})
