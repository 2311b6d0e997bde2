"""What waits for an answer: tapped buttons, inline queries, guests' messages."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from tests.bot_api.calls import ViolationError, refuse
from tests.bot_api.formatting import keyboard, place
from tests.bot_api.messages import Sent
from tests.bot_api.sending import Body, captioned, known_photo, photo_body, text_body

if TYPE_CHECKING:
    from tests.bot_api.calls import Call
    from tests.bot_api.state import State


def expect(state: State, update: dict[str, Any]) -> None:
    """An update may be a query, which may be answered once."""
    for kind, name in (("callback_query", "id"), ("inline_query", "id"), ("guest_message", "guest_query_id")):
        if isinstance(update.get(kind), dict):
            state.waiting[kind, str(update[kind].get(name))] += 1


def answer_callback(state: State, call: Call) -> bool:
    _take(state, call, "callback_query", call.parameters["callback_query_id"])
    return True


def answer_inline(state: State, call: Call) -> bool:
    results, ids = call.json("results"), [result["id"] for result in call.json("results")]
    button = call.json("button")
    refuse(
        {
            "RESULTS_TOO_MUCH": len(results) > 50,
            "RESULT_ID_DUPLICATE": len(set(ids)) < len(ids),
            "next_offset is longer than 64 bytes": len(call.parameters.get("next_offset", "").encode()) > 64,
            "a button above the results does exactly one thing": bool(button) and len(button) != 2,
            "START_PARAM_INVALID": bool(button)
            and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "none")),
        }
    )
    for result in results:
        body_of_result(state, result)
    _take(state, call, "inline_query", call.parameters["inline_query_id"])
    state.inline_answers[call.parameters["inline_query_id"]] = results
    return True


def answer_guest(state: State, call: Call) -> dict[str, str]:
    result, number = call.json("result"), call.parameters["guest_query_id"]
    body = body_of_result(state, result)
    _take(state, call, "guest_message", number)
    state.guest_answers[number] = result
    return {"inline_message_id": posted(state, body, result).inline_message_id}


def posted(state: State, body: Body, result: dict[str, Any]) -> Sent:
    """The message that an inline result becomes in a chat that the bot is not told of."""
    number, rows = state.number(), keyboard(result.get("reply_markup"))
    sent = Sent(
        0, number, body.kind, body.text, body.raw, {}, time.monotonic(), body.content, rows, body.photo
    )
    sent.inline_message_id = f"AgAAAInline{number}"
    state.inline_messages.append(sent)
    return sent


def body_of_result(state: State, result: dict[str, Any]) -> Body:
    """The message that an inline result becomes, if everything about it is in order."""
    keyboard(result.get("reply_markup"))
    content: Any = result.get("input_message_content")
    match result["type"], content:
        case "article", {"message_text": _}:
            refuse({"ARTICLE_TITLE_EMPTY": not result["title"].strip()})
            return text_body(content, "message_text")
        case "article" | "venue" | "location", _ if "latitude" in (content or result):
            given = content or result
            words = "\n".join(given[name] for name in ("title", "address") if name in given)
            return Body("venue" if "address" in given else "location", words, words, place(given))
        case "photo", None if "photo_file_id" in result:
            return photo_body(result, known_photo(state, result["photo_file_id"]))
        case "photo", None:
            addresses = (result["photo_url"], result["thumbnail_url"])
            refuse({"WEBDOCUMENT_URL_INVALID": not all(a.startswith("https://") for a in addresses)})
            return captioned(result, Body("photo", "", "", {}))
    raise ViolationError(f"the double does not know what this inline result becomes: {result}")


def _take(state: State, call: Call, kind: str, number: str) -> None:
    """Queries are answered once; what was lost on the way (see faults) may be answered again."""
    if not state.waiting[kind, number]:
        raise ViolationError("query is too old and response timeout expired or query ID is invalid")
    if not call.fault:
        state.waiting[kind, number] -= 1
