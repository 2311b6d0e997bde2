"""What the bot says of itself, by language, and who is who in a chat."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.bot_api.calls import refuse
from tests.bot_api.messages import BOT

if TYPE_CHECKING:
    from tests.bot_api.calls import Call
    from tests.bot_api.state import State

ABLE = {"can_join_groups": True, "can_read_all_group_messages": True}
INVITED = {"supports_inline_queries": True, "supports_guest_queries": True}
SCOPE = ("type", "chat_id", "user_id")
RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]
SENDING = ["messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls"]


def get_me(_state: State, _call: Call) -> dict[str, Any]:
    return BOT | ABLE | INVITED


def set_words(state: State, call: Call) -> bool:
    """setMyName, setMyDescription, setMyShortDescription: nothing takes away what was set."""
    kept, name = _words(state, call)
    language = _language(call)
    if words := call.parameters.get(name):
        kept[language] = words
    else:
        kept.pop(language, None)
    return True


def get_words(state: State, call: Call) -> dict[str, str]:
    """getMyName, getMyDescription, getMyShortDescription: what people of a language see."""
    kept, name = _words(state, call)
    otherwise = str(BOT["first_name"]) if name == "name" else ""
    return {name: kept.get(_language(call), kept.get("", otherwise))}


def _words(state: State, call: Call) -> tuple[dict[str, str], str]:
    match call.method[len("getMy") :]:
        case "Name":
            return state.names, "name"
        case "Description":
            return state.descriptions, "description"
        case _:
            return state.short_descriptions, "short_description"


def commands(state: State, call: Call) -> list[dict[str, str]] | bool:
    """setMyCommands, getMyCommands, deleteMyCommands."""
    scope = call.json("scope") or {"type": "default"}
    place = (_language(call), ":".join(str(scope[name]) for name in SCOPE if name in scope))
    match call.method:
        case "getMyCommands":
            return state.commands.get(place, [])
        case "deleteMyCommands":
            state.commands.pop(place, None)
            return True
    menu = call.json("commands")
    names = [command["command"] for command in menu]
    wrong = [name for name in names if not re.fullmatch(r"[a-z0-9_]{1,32}", name)]
    refuse({f"BOT_COMMAND_INVALID: {wrong}": bool(wrong), "a command twice": len(set(names)) < len(names)})
    state.commands[place] = menu
    return True


def _language(call: Call) -> str:
    code = call.parameters.get("language_code", "")
    refuse({f"LANG_CODE_INVALID: {code}": not re.fullmatch(r"([a-z]{2})?", code)})
    return code


def get_chat(_state: State, call: Call) -> dict[str, Any]:
    about: dict[str, Any] = {"id": call.chat_id, "accent_color_id": 0, "max_reaction_count": 11}
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    about["accepted_gift_types"] = dict.fromkeys(gifts, False)
    if call.chat_id > 0:
        return about | {"type": "private", "first_name": f"Person {call.chat_id}"}
    return about | {"type": "supergroup", "title": "Group"}


def get_member(state: State, call: Call) -> dict[str, Any]:
    number = call.number("user_id")
    person = {"id": number, "is_bot": False, "first_name": f"Person {number}"}
    here = (call.chat_id, number)
    status = (
        "creator" if here in state.owners else "administrator" if here in state.administrators else "member"
    )
    return member(status, BOT if number == BOT["id"] else person)


def member(status: str, user: dict[str, Any]) -> dict[str, Any]:
    """A ChatMember: a `user` who is creator, administrator, member, restricted, left or kicked."""
    who: dict[str, Any] = {"status": status, "user": user}
    match status:
        case "creator":
            who["is_anonymous"] = False
        case "administrator":
            who |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(RIGHTS, True)
        case "restricted":
            allowed = [f"can_send_{what}" for what in [*SENDING, "other_messages"]]
            allowed += [
                "can_add_web_page_previews",
                "can_react_to_messages",
                "can_edit_tag",
                "can_change_info",
            ]
            allowed += ["can_invite_users", "can_pin_messages", "can_manage_topics"]
            who |= {"is_member": True, "until_date": 0} | dict.fromkeys(allowed, False)
        case "kicked":
            who["until_date"] = 0
    return who
