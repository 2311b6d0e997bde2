"""/reload is for administrators, in person, in a private chat; to others it does not exist."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from unittest.mock import AsyncMock

import pytest

from lcn_bot.knowledge.problems import KnowledgeError, Problem
from lcn_bot.telegram.commands import COMMANDS
from lcn_bot.telegram.reloading import Reloading
from tests.bot_api.assistants import FakeAssistant
from tests.bot_api.markup import units
from tests.bot_api.world import ADMIN

if TYPE_CHECKING:
    from tests.bot_api import World

ADMIN_COMMANDS = [name for name, command in COMMANDS.items() if command.admin]


def test_an_administrator_reloads(world: World) -> None:
    assert world.person(ADMIN).ask("/reload").text == "Reloaded: 2 cities, 3 people"
    assert world.assistant.reloads == 1


def test_problems_are_told_with_file_and_line(world: World) -> None:
    problems = [
        Problem("people.yaml", 12, "no source <add one>"),
        Problem("cities.yaml", 3, "two names & one id"),
    ]
    world.assistant.reload_error = KnowledgeError(problems)
    lines = world.person(ADMIN).ask("/reload").text.split("\n")
    assert lines[0].startswith("Not reloaded: 2")
    assert lines[1:] == ["people.yaml:12: no source <add one>", "cities.yaml:3: two names & one id"]


def test_more_problems_than_fit_are_counted(world: World) -> None:
    problems = [Problem("cities.yaml", n, "wrong 𝔘" * 10) for n in range(500)]
    world.assistant.reload_error = KnowledgeError(problems)
    text = world.person(ADMIN).ask("/reload").text
    assert units(text) <= 4096
    assert text.endswith(f"… and {500 - text.count('cities.yaml')} more")


def test_another_failure_is_told_without_its_details(world: World) -> None:
    world.assistant.reload_error = OSError("/secret/path is gone")
    assert world.person(ADMIN).ask("/reload").text == "Not reloaded: OSError; the log says more."


PRETENDERS: dict[str, dict[str, Any]] = {
    "somebody else": {"from": {"id": 2, "is_bot": False, "first_name": "X", "username": "admin"}},
    "a forwarded command": {
        "forward_origin": {
            "type": "user",
            "date": 1,
            "sender_user": {"id": 3, "is_bot": False, "first_name": "X"},
        }
    },
    "a chat in somebody's name": {"sender_chat": {"id": ADMIN, "type": "channel"}},
    "an edited command": {"edit_date": 1},
}


@pytest.mark.parametrize("name", ADMIN_COMMANDS)
@pytest.mark.parametrize("who", PRETENDERS)
def test_to_anybody_else_it_is_an_unknown_command(world: World, who: str, name: str) -> None:
    person = world.person(ADMIN)
    unknown = person.ask("/nonsense").text
    person.ask("who?")
    assert person.ask(f"/{name}", **PRETENDERS[who]).text == unknown
    assert world.assistant.reloads == 0


@pytest.mark.parametrize("name", ADMIN_COMMANDS)
def test_in_a_group_it_is_silent_even_for_an_administrator(world: World, name: str) -> None:
    group = world.group(member=ADMIN)
    group.write(f"/{name}@cities_bot")
    group.hears_nothing()
    assert world.assistant.reloads == 0


def test_others_are_answered_while_it_reloads(world: World) -> None:
    world.assistant.go_on.clear()
    admin = world.person(ADMIN)
    admin.write("/reload")
    assert world.assistant.on_reload.wait(5)
    assert world.person(2).ask("who?").text.startswith("About who?")
    assert "already under way" in admin.ask("/reload").text
    action = world.wait_for_call("sendChatAction")
    assert action.parameters["chat_id"] == str(ADMIN)
    world.assistant.go_on.set()
    assert admin.next().text.startswith("Reloaded: ")
    assert world.assistant.reloads == 1


def test_typing_is_not_shown_where_the_answer_is_quick(world: World) -> None:
    world.person(ADMIN).ask("/reload")
    world.person(2).ask("who?")
    assert world.calls("sendChatAction") == []


def test_typing_is_not_shown_after_the_answer() -> None:
    async def scenario() -> int:
        reloading = Reloading(FakeAssistant(), AsyncMock(), typing_after=60.0)
        await reloading.page(1, "en")
        await asyncio.sleep(0)
        return len(asyncio.all_tasks())

    assert asyncio.run(scenario()) == 1


def test_nobody_is_an_administrator_who_writes_in_the_name_of_telegram(world: World) -> None:
    world.stop_bot()
    world.settings = world.settings.model_copy(update={"admins": frozenset({777000})})
    world.start_bot()
    assert "see /help" in world.person(777000).ask("/reload").text
    assert world.assistant.reloads == 0
