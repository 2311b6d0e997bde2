"""Updates that no Telegram would send: whatever is in one, the next is answered."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.bot_api import Chat, World

JUNK: list[Any] = [None, "x", -1, 0, 1.5, [], {}, True, "/ask x", "\ud800", [{}], {"id": 1}, 10**30]


@pytest.mark.parametrize("seed", range(3))
def test_mangled_updates_are_survived(world: World, seed: int) -> None:
    dice, person, group = random.Random(seed), world.person(9), world.group()
    whole = whole_updates(person, group)
    numbers = [world.push(**mangled(dice, dice.choice(whole))) for _ in range(300)]
    world.polled(numbers[-1])
    assert world.person(77).ask("still there?").text.startswith("About still there?")
    world.server.violations.clear()  # a mangled id comes back as it was


def whole_updates(person: Chat, group: Chat) -> list[dict[str, Any]]:
    markup = {"inline_keyboard": [[{"text": "A?", "callback_data": "v1:example:1"}]]}
    tap = {"id": "1", "from": person.user, "chat_instance": "1", "data": "v1:example:1"}
    mention = [{"type": "mention", "offset": 0, "length": 11}]
    answered = group.message("before")
    return [
        {"message": person.message("/ask who?")},
        {"message": group.message("@cities_bot who?", entities=mention, reply_to_message=answered)},
        {"callback_query": tap | {"message": person.message("Did you mean:", reply_markup=markup)}},
    ]


def mangled(dice: random.Random, update: dict[str, Any]) -> dict[str, Any]:
    update = copy.deepcopy(update)
    for _ in range(dice.randint(1, 3)):
        node: Any = update
        while True:
            places = list(node if isinstance(node, dict) else range(len(node)))
            if not places:
                break
            place = dice.choice(places)
            if isinstance(node[place], dict | list) and dice.random() < 0.6:
                node = node[place]
                continue
            if isinstance(node, dict) and dice.random() < 0.3:
                del node[place]
            else:
                node[place] = dice.choice(JUNK)
            break
    return update
