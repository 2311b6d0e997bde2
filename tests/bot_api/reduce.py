"""Writes api.json, what the tests use of Telegram's own description: `python -m tests.bot_api.reduce API`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "answerCallbackQuery",
    "answerGuestQuery",
    "answerInlineQuery",
    "deleteMessage",
    "deleteMyCommands",
    "deleteWebhook",
    "editMessageCaption",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "editMessageText",
    "getChat",
    "getChatMember",
    "getMe",
    "getMyCommands",
    "getMyDescription",
    "getMyName",
    "getMyShortDescription",
    "getUpdates",
    "getWebhookInfo",
    "leaveChat",
    "sendChatAction",
    "sendLocation",
    "sendMessage",
    "sendPhoto",
    "sendPoll",
    "sendVenue",
    "setMessageReaction",
    "setMyCommands",
    "setMyDescription",
    "setMyName",
    "setMyShortDescription",
    "stopPoll",
]
"""What the bot may call, with every type that it may give them."""
SHOWN = [
    "AcceptedGiftTypes",
    "BotDescription",
    "BotName",
    "BotShortDescription",
    "CallbackQuery",
    "Chat",
    "ChatFullInfo",
    "ChatMember",
    "ChatMemberAdministrator",
    "ChatMemberBanned",
    "ChatMemberLeft",
    "ChatMemberMember",
    "ChatMemberOwner",
    "ChatMemberRestricted",
    "ChatMemberUpdated",
    "ChosenInlineResult",
    "InaccessibleMessage",
    "InlineQuery",
    "Location",
    "MaybeInaccessibleMessage",
    "Message",
    "PhotoSize",
    "Poll",
    "PollAnswer",
    "PollOption",
    "SentGuestMessage",
    "Update",
    "Venue",
    "WebhookInfo",
]
"""Types that only the server gives; what else they can hold it never does, and so it is left out."""
FIELDS_OF_KINDS = ("type", "status", "style", "chat_type", "emoji")


def reduced(api: dict[str, Any]) -> dict[str, Any]:
    """The fields of methods and types, name -> [types, required, limit if any]; a union: the names it joins;
    and what methods return."""
    methods = {name: fields_of(api["methods"][name]) for name in METHODS}
    types = {name: fields_or_names(api["types"][name]) for name in SHOWN}
    wanted = [name for fields in methods.values() for field in fields.values() for name in field[0]]
    while wanted:
        name = wanted.pop().removeprefix("Array of ").removeprefix("Array of ")
        if name in types or name not in api["types"]:
            continue
        types[name] = fields_or_names(api["types"][name])
        held = types[name]
        wanted += held if isinstance(held, list) else [n for field in held.values() for n in field[0]]
    returns = {name: api["methods"][name]["returns"] for name in METHODS}
    return {
        "version": api["version"],
        "methods": methods,
        "returns": returns,
        "types": dict(sorted(types.items())),
    }


def fields_or_names(described: dict[str, Any]) -> dict[str, Any] | list[str]:
    return described.get("subtypes") or fields_of(described)


def fields_of(described: dict[str, Any]) -> dict[str, Any]:
    return {
        field["name"]: [field["types"], field["required"], *filter(None, [limit(field)])]
        for field in described.get("fields", [])
    }


def limit(field: dict[str, Any]) -> dict[str, list[Any]] | None:
    """What a field's description says that its value must be: as far as that is checked on the value as it is given.

    The length of what may hold markup is checked after that is parsed, by formatting.py.
    """
    said, types = field["description"], field["types"]
    if "String" in types:
        length = re.search(r"(\d+)-(\d+) (characters|bytes)", said.replace("up to ", "0-"), re.IGNORECASE)
        if length and "entit" not in said and field["name"] != "message_text":
            return {length[3].lower(): [int(length[1]), int(length[2])]}
        if only := re.search(r'(?:must be|always) "?(\w+)"?$', said):
            return {"among": [only[1]]}
        quoted = [word for word in re.findall(r'[“"]([^”" ]+)[”"]', said) if word]
        if field["name"] in FIELDS_OF_KINDS and len(quoted) > 1:
            return {"among": list(dict.fromkeys(quoted))}
    elif types[0].startswith("Array of "):
        if count := re.search(r"list of (\d+)-(\d+) ", said):
            return {"items": [int(count[1]), int(count[2])]}
        if count := re.search(r"At most (\d+) ", said):
            return {"items": [0, int(count[1])]}
    between = re.search(r"\b(\d+)(?:-| and )(\d+)\b", said)
    if between and types[0] in ("Integer", "Float") and "0x" not in said:  # 0x…: or that special number
        return {"between": [int(between[1]), int(between[2])]}
    return None


def one_entry_a_line(small: dict[str, Any]) -> str:
    groups = [
        f' "{group}": {{\n'
        + ",\n".join(f'  "{k}": {json.dumps(v, ensure_ascii=False)}' for k, v in small[group].items())
        + "\n }"
        for group in ("methods", "returns", "types")
    ]
    return f'{{\n "version": "{small["version"]}",\n' + ",\n".join(groups) + "\n}\n"


if __name__ == "__main__":
    small = reduced(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(__file__).with_name("api.json").write_text(one_entry_a_line(small), "utf-8")
