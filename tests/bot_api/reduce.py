"""Writes api.json, what the bot uses of Telegram's own description: `python -m tests.bot_api.reduce API`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "answerCallbackQuery",
    "deleteMessage",
    "deleteMyCommands",
    "deleteWebhook",
    "editMessageReplyMarkup",
    "editMessageText",
    "getChat",
    "getMe",
    "getMyCommands",
    "getUpdates",
    "getWebhookInfo",
    "leaveChat",
    "sendChatAction",
    "sendLocation",
    "sendMessage",
    "sendVenue",
    "setMessageReaction",
    "setMyCommands",
    "setMyDescription",
    "setMyName",
    "setMyShortDescription",
]


def reduced(api: dict[str, Any]) -> dict[str, Any]:
    """Methods' and their parameters' fields: name -> [types, required]; a union: the names it joins."""
    methods = {name: fields_of(api["methods"][name]) for name in METHODS}
    types: dict[str, Any] = {}
    wanted = [name for fields in methods.values() for names, _ in fields.values() for name in names]
    while wanted:
        name = wanted.pop().removeprefix("Array of ").removeprefix("Array of ")
        if name in types or name not in api["types"]:
            continue
        described = api["types"][name]
        types[name] = described.get("subtypes") or fields_of(described)
        wanted += described.get("subtypes") or [n for names, _ in types[name].values() for n in names]
    return {"version": api["version"], "methods": methods, "types": dict(sorted(types.items()))}


def fields_of(described: dict[str, Any]) -> dict[str, Any]:
    return {field["name"]: [field["types"], field["required"]] for field in described.get("fields", [])}


def one_entry_a_line(small: dict[str, Any]) -> str:
    groups = [
        f' "{group}": {{\n'
        + ",\n".join(f'  "{k}": {json.dumps(v)}' for k, v in small[group].items())
        + "\n }"
        for group in ("methods", "types")
    ]
    return f'{{\n "version": "{small["version"]}",\n' + ",\n".join(groups) + "\n}\n"


if __name__ == "__main__":
    small = reduced(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(__file__).with_name("api.json").write_text(one_entry_a_line(small), "utf-8")
