"""The whole bot as it is run: `lcn-bot run`, the real knowledge base, a Bot API server on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.bot_api import Fault, World
from tests.bot_api.server import TOKEN
from tests.conftest import Base

ADMIN = 1


@pytest.fixture
def served(base: Base) -> Iterator[tuple[World, Base]]:
    """`lcn-bot run` on a knowledge base that a test may edit."""
    with World() as world:
        world.stop_bot()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LCN_BOT_")}
        settings = {
            "LCN_BOT_TOKEN": TOKEN,
            "LCN_BOT_API_URL": world.server.url,
            "LCN_BOT_ADMINS": str(ADMIN),
            "LCN_BOT_KNOWLEDGE": str(base.folder),
            "LCN_BOT_STATE": str(base.folder.parent / "state"),
            "LCN_BOT_THROTTLE": "off",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "lcn_bot", "run"], env=clean | settings, stderr=subprocess.PIPE, text=True
        ) as process:
            yield world, base
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=10)
            assert process.returncode == 0, errors
            assert TOKEN not in errors
            assert "Oujda" not in errors
        world.start_bot()


def test_a_conversation_from_start_to_reload(served: tuple[World, Base]) -> None:
    world, base = served
    person = world.person(ADMIN)
    started = person.ask("/start")
    assert "Learning Cities" in started.text
    person.tap(started)
    assert "Mohamed Azzaoui is the mayor of Oujda (as of December 2025)." in person.next().text
    assert "Mohamed Azzaoui is the mayor" in person.ask("who is the mayor?").text  # of the city just named
    person.ask("/start")  # which forgets
    unsure = person.ask("who is the mayor?")
    person.tap(unsure)
    assert "Nabila Rmili" in person.next().text
    assert "<b>" not in person.ask("<b>bold</b> & wild").text.replace("&lt;b&gt;", "")
    base.edit("people.yaml", "Mohamed Azzaoui", "Somebody Else")
    assert person.ask("/reload").text.startswith("Reloaded: 368 cities")
    assert "Somebody Else" in person.ask("mayor of oujda").text
    line = base.edit("people.yaml", "of: oujda", "of: ujda")
    refused = person.ask("/reload").text
    assert refused.startswith("Not reloaded: ")
    assert f"people.yaml:{line}: " in refused
    assert "Somebody Else" in person.ask("mayor of oujda").text


def test_no_reply_is_lost_or_sent_twice_while_telegram_stumbles(served: tuple[World, Base]) -> None:
    world, _ = served
    for fault in (Fault.error_page(502), Fault.too_many(1)):
        world.server.fail("sendMessage", fault)
    people = [world.person(number) for number in range(10, 20)]
    for person in people:
        person.write("who is the mayor of Oujda?")
    for person in people:
        assert "Mohamed Azzaoui" in person.next().text
    for person in people:
        assert "425" in person.ask("how many cities?").text  # and not the mayor once more
