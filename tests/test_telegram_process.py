"""The whole process: it starts, it says what is missing, it ends when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bot_api import Fault, World
from tests.bot_api.server import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROGRAM = """
    from lcn_bot import logs
    from lcn_bot.settings import Settings
    from lcn_bot.state import State
    from lcn_bot.telegram import run
    from lcn_bot.telegram.transport.timing import Timing
    from tests.bot_api.assistants import FakeAssistant

    settings = Settings.load()
    logs.configure(settings.log, [settings.token.get_secret_value()] if settings.token else [])
    {}
    raise SystemExit(run(settings, FakeAssistant(), State.at('.'), Timing({})))
"""


def start(tmp_path: Path, *, before: str = "", timing: str = "", **variables: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LCN_BOT_")}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM).format(before, timing)],
        env=clean
        | {"PYTHONPATH": str(ROOT)}
        | {f"LCN_BOT_{name}": value for name, value in variables.items()},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def quiet_world() -> Iterator[World]:
    """A server whose own bot has left, so that a process can take its place."""
    with World() as world:
        world.stop_bot()
        yield world
        world.start_bot()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_its_questions_answered(
    quiet_world: World, tmp_path: Path, number: int
) -> None:
    world = quiet_world
    process = start(tmp_path, TOKEN=TOKEN, API_URL=world.server.url)
    world.server.fail("sendMessage", Fault.error_page(502))
    person = world.person()
    world.polled(person.write("who?")["update_id"])
    process.send_signal(number)
    began = time.monotonic()
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, time.monotonic() - began < 5) == (0, True), errors
    assert person.next().text.startswith("About who?")
    assert TOKEN not in errors


def test_without_a_network_it_waits_and_still_ends_at_once(tmp_path: Path) -> None:
    process = start(tmp_path, TOKEN=TOKEN, API_URL="http://127.0.0.1:9/bot")
    assert process.stderr is not None
    assert "getMe: NetworkError (ClientConnectorError)" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=5)
    assert process.returncode == 0


def test_a_name_look_up_that_hangs_does_not_hold_it(tmp_path: Path) -> None:
    hanging = "import socket, sys, threading; socket.getaddrinfo = "
    hanging += "lambda *a, **k: print('looking', file=sys.stderr) or threading.Event().wait()"
    process = start(
        tmp_path,
        before=hanging,
        timing="end=1.0, connect=30",
        TOKEN=TOKEN,
        API_URL="http://nowhere.invalid/bot",
    )
    assert process.stderr is not None
    assert "looking" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=5)
    assert process.returncode == 0


@pytest.mark.parametrize("token", [None, ""])
def test_a_missing_token_is_one_line_that_says_where_to_get_one(tmp_path: Path, token: str | None) -> None:
    process = start(tmp_path, **({} if token is None else {"TOKEN": token}))
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 2
    assert len(errors.splitlines()) == 1
    assert "LCN_BOT_TOKEN" in errors and "@BotFather" in errors and ".env" in errors


@pytest.mark.parametrize(("status", "description"), [(401, "Unauthorized"), (404, "Not Found")])
def test_a_wrong_token_is_one_line_and_the_end(
    quiet_world: World, tmp_path: Path, status: int, description: str
) -> None:
    wrong = TOKEN[:-1] + "x"
    quiet_world.server.unknown = Fault.refused(status, description)
    process = start(tmp_path, TOKEN=wrong, API_URL=quiet_world.server.url)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 2
    assert len(errors.splitlines()) == 1, errors
    assert "LCN_BOT_TOKEN" in errors and wrong not in errors
