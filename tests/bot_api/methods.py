"""Which function does what each method asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot_api import profile, queries, sending
from tests.bot_api.calls import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bot_api.calls import Call
    from tests.bot_api.state import State

ACTIONS = frozenset(
    ["typing", "choose_sticker", "find_location"]
    + [f"upload_{what}" for what in ("photo", "video", "voice", "document", "video_note")]
    + [f"record_{what}" for what in ("video", "voice", "video_note")]
)


def _done(_state: State, _call: Call) -> bool:
    return True


def _act(_state: State, call: Call) -> bool:
    refuse({"wrong parameter action in request": call.parameters["action"] not in ACTIONS})
    return True


def _react(_state: State, call: Call) -> bool:
    refuse({"REACTIONS_TOO_MANY": len(call.json("reaction") or []) > 1})
    return True


def _no_webhook(_state: State, _call: Call) -> dict[str, object]:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


METHODS: dict[str, Callable[[State, Call], object]] = {
    "answerCallbackQuery": queries.answer_callback,
    "answerGuestQuery": queries.answer_guest,
    "answerInlineQuery": queries.answer_inline,
    "deleteMessage": sending.delete,
    "deleteMyCommands": profile.commands,
    "deleteWebhook": _done,
    "editMessageCaption": sending.edit,
    "editMessageMedia": sending.edit,
    "editMessageReplyMarkup": sending.edit,
    "editMessageText": sending.edit,
    "getChat": profile.get_chat,
    "getChatMember": profile.get_member,
    "getMe": profile.get_me,
    "getMyCommands": profile.commands,
    "getMyDescription": profile.get_words,
    "getMyName": profile.get_words,
    "getMyShortDescription": profile.get_words,
    "getWebhookInfo": _no_webhook,
    "leaveChat": _done,
    "sendChatAction": _act,
    "sendLocation": sending.send,
    "sendMessage": sending.send,
    "sendPhoto": sending.send,
    "sendPoll": sending.send,
    "sendVenue": sending.send,
    "setMessageReaction": _react,
    "setMyCommands": profile.commands,
    "setMyDescription": profile.set_words,
    "setMyName": profile.set_words,
    "setMyShortDescription": profile.set_words,
    "stopPoll": sending.stop_poll,
}
