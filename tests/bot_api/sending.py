"""What the bot sends, edits and deletes."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.bot_api.calls import ForbiddenError, RefusedError, ViolationError, refuse
from tests.bot_api.formatting import CAPTION, TEXT, formatted, keyboard, place
from tests.bot_api.messages import Sent
from tests.bot_api.photos import Photo, photo_of
from tests.bot_api.polls import poll_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.bot_api.calls import Call
    from tests.bot_api.state import State

KINDS = {"sendMessage": "text", "sendPhoto": "photo", "sendVenue": "venue", "sendLocation": "location"} | {
    "sendPoll": "poll"
}


@dataclass(frozen=True)
class Body:
    """What a message holds, but for its buttons; see Sent."""

    kind: str
    text: str
    raw: str
    content: dict[str, Any]
    photo: bytes = b""


def send(state: State, call: Call) -> dict[str, Any]:
    """sendMessage, sendPhoto, sendVenue, sendLocation, sendPoll."""
    if call.chat_id in state.shut:
        raise ForbiddenError(state.shut[call.chat_id])
    body = body_of(state, call)
    sent = Sent(
        call.chat_id,
        state.number(),
        body.kind,
        body.text,
        body.raw,
        call.parameters,
        time.monotonic(),
        body.content,
        keyboard(call.json("reply_markup")),
        body.photo,
    )
    state.sent.append(sent)
    return sent.shown()


def body_of(state: State, call: Call) -> Body:
    """What a call sends."""
    given, kind = call.parameters, KINDS[call.method]
    match kind:
        case "text":
            return text_body(given, "text")
        case "photo":
            return photo_body(given, photo_given(state, call, given.get("photo", "attach://photo")))
        case "poll":
            poll = poll_of(state.number(), call)
            return Body(kind, poll["question"], given["question"], {"poll": poll})
        case _:
            words = "\n".join(given[name] for name in ("title", "address") if name in given)
            return Body(kind, words, words, place(given))


def text_body(given: Mapping[str, Any], name: str) -> Body:
    """A text message: `name` is what its text is called."""
    text, entities = formatted(given, name, TEXT, least=1)
    return Body("text", text, given[name], {"text": text, "entities": entities})


def photo_body(given: Mapping[str, Any], photo: Photo) -> Body:
    """A photo with a caption."""
    shown = {"photo": photo.sizes(), "has_media_spoiler": _true(given, "has_spoiler")}
    return captioned(given, Body("photo", "", "", shown, photo.data))


def captioned(given: Mapping[str, Any], body: Body) -> Body:
    """The same with another caption."""
    caption, entities = formatted(given, "caption", CAPTION)
    above = _true(given, "show_caption_above_media")
    said = {"caption": caption, "caption_entities": entities, "show_caption_above_media": above}
    return replace(body, text=caption, raw=given.get("caption", ""), content=body.content | said)


def photo_given(state: State, call: Call, name: str) -> Photo:
    """The photo that a parameter names: one uploaded with this call, or one that this server knows."""
    if attached := re.fullmatch(r"attach://(.+)", name):
        photo = photo_of(state.number(), call.files[attached[1]])
        state.photos.update(dict.fromkeys(photo.file_ids, photo))
    return known_photo(state, photo.file_ids[-1] if attached else name)


def known_photo(state: State, file_id: str) -> Photo:
    """The photo of this id; Telegram forgets none, but a bot may have the id of another bot's."""
    if file_id not in state.photos:
        raise RefusedError("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    return state.photos[file_id]


def edit(state: State, call: Call) -> dict[str, Any] | bool:
    """editMessageText, -Caption, -Media, -ReplyMarkup. Without buttons given it takes the buttons away."""
    sent, given = message_meant(state, call), call.parameters
    body = Body(sent.kind, sent.text, sent.raw, sent.content, sent.photo)
    match call.method:
        case "editMessageText":
            refuse({"there is no text in the message to edit": sent.kind != "text"})
            refuse({"the double shows no rich messages": "text" not in given})
            body = text_body(given, "text")
        case "editMessageCaption":
            refuse({"there is no caption in the message to edit": sent.kind != "photo"})
            body = captioned(given, body)
        case "editMessageMedia":
            refuse({"message can't be edited": sent.kind not in ("text", "photo")})
            media = call.json("media")
            refuse({f"the double shows no {media['type']}": media["type"] != "photo"})
            refuse(
                {
                    "a new file can't be uploaded to an inline message": bool(
                        sent.inline_message_id and call.files
                    )
                }
            )
            body = photo_body(media, photo_given(state, call, media["media"]))
    rows = keyboard(call.json("reply_markup"))
    if (body.content, rows) == (sent.content, sent.rows):
        raise RefusedError(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    sent.kind, sent.text, sent.raw, sent.photo = body.kind, body.text, body.raw, body.photo
    sent.content, sent.rows, sent.edits = body.content, rows, sent.edits + 1
    return True if sent.inline_message_id else sent.shown()


def stop_poll(state: State, call: Call) -> dict[str, Any]:
    sent = message_meant(state, call)
    refuse({"message with poll to stop not found": sent.kind != "poll"})
    if sent.poll["is_closed"]:
        raise RefusedError("poll has already been closed")
    sent.poll["is_closed"] = True
    sent.rows, sent.edits = keyboard(call.json("reply_markup")), sent.edits + 1
    return sent.poll


def delete(state: State, call: Call) -> bool:
    """deleteMessage; of what others wrote this server knows nothing, and lets it be deleted."""
    of_bot = [m for m in state.sent if (m.chat_id, m.message_id) == (call.chat_id, call.number("message_id"))]
    if any(sent.deleted for sent in of_bot):
        raise RefusedError("message to delete not found")
    for sent in of_bot:
        sent.deleted = True
    return True


def message_meant(state: State, call: Call) -> Sent:
    """The message that a call is about."""
    if "inline_message_id" in call.parameters:
        inline = call.parameters["inline_message_id"]
        found = [sent for sent in state.inline_messages if sent.inline_message_id == inline]
    elif {"chat_id", "message_id"} <= call.parameters.keys():
        number = call.number("message_id")
        found = [
            m for m in state.sent if (m.chat_id, m.message_id) == (call.chat_id, number) and not m.deleted
        ]
    else:
        raise ViolationError("message identifier is not specified")
    if not found:
        raise RefusedError("message to edit not found")
    return found[0]


def _true(given: Mapping[str, Any], name: str) -> bool:
    return given.get(name) in (True, "true")
