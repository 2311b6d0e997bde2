"""Many chats at once, beside python-telegram-bot's own echo example on the same server: `make load`.

The Bot API server is the tests' double, in this process; each bot is a process of its own, as it is run. Questions are
those of the English bank that have an answer, so that no two in a row are the same.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import yaml
from rich.console import Console
from rich.table import Table
from tests.bot_api import Fault, World
from tests.bot_api.server import TOKEN, Sent

ROOT = Path(__file__).parents[1]
CHATS, EACH = 200, 10
FAULTY = 0.1
FAULTS = (Fault.error_page(502), Fault.too_many(1), Fault.not_ok())
"""Those after which it is certain that nothing was sent."""
FIRST_CHAT = 10_000
SEED = 1
QUIET = 15.0
"""Seconds without a reply after which no more is expected."""


class Run(NamedTuple):
    """How a bot fared."""

    name: str
    faults: float
    seconds: float
    delays: list[float]
    lost: int
    twice: int


def questions() -> list[str]:
    """The English bank's that have an answer."""
    bank = yaml.safe_load((ROOT / "tests" / "questions" / "en.yaml").read_text("utf-8"))
    return [entry["ask"] for entry in bank if entry.get("has")]


@contextmanager
def bot(name: str, world: World) -> Iterator[None]:
    """A bot as a process; until it has polled."""
    with tempfile.TemporaryDirectory() as folder:
        mine = {
            "LCN_BOT_TOKEN": TOKEN,
            "LCN_BOT_API_URL": world.server.url,
            "LCN_BOT_STATE": folder,
            "LCN_BOT_THROTTLE": "off",
            "LCN_BOT_LOG": "error",
        }
        commands = {
            "lcn-bot": [sys.executable, "-m", "lcn_bot", "run"],
            "echo": [sys.executable, "-m", "benchmarks.echobot", TOKEN, world.server.url],
        }
        with subprocess.Popen(
            commands[name], env=os.environ | mine, cwd=ROOT, stderr=subprocess.DEVNULL
        ) as process:
            world.wait_for_call("getUpdates")
            for _ in range(3):  # answers come, and what is loaded at the start is loaded
                world.person(1).write("who is the mayor of Oujda?")
                time.sleep(4)
            yield
            process.terminate()


def run(name: str, faults: float) -> Run:
    """All questions at once; the replies as they come."""
    asked = questions()
    with World() as world:
        world.stop_bot()
        world.server.calls.clear()
        with bot(name, world):
            if faults:
                world.server.chaos(SEED, faults, *FAULTS)
            world.server.sent.clear()
            began: dict[int, list[float]] = {}
            for turn in range(EACH):
                for chat in range(FIRST_CHAT, FIRST_CHAT + CHATS):
                    world.person(chat).write(asked[(chat * EACH + turn) % len(asked)])
                    began.setdefault(chat, []).append(time.monotonic())
            start = began[FIRST_CHAT][0]
            replies = _replies(world)
        world.start_bot()
    counts = Counter(sent.chat_id for sent in replies)
    delays: list[float] = []
    for chat, times in began.items():
        answered = [sent.at for sent in replies if sent.chat_id == chat]
        delays += [at - asked_at for asked_at, at in zip(times, answered, strict=False)]
    lost = sum(max(0, EACH - counts[chat]) for chat in began)
    twice = sum(max(0, counts[chat] - EACH) for chat in began)
    return Run(name, faults, max(sent.at for sent in replies) - start, delays, lost, twice)


def _replies(world: World) -> list[Sent]:
    """What was sent, once all is or nothing more comes."""
    known, since = -1, time.monotonic()
    while time.monotonic() - since < QUIET:
        time.sleep(0.2)
        now = len(world.server.sent)
        if now != known:
            known, since = now, time.monotonic()
        if now >= CHATS * EACH:
            break
    time.sleep(1)  # what would come twice
    return [sent for sent in world.server.sent if sent.chat_id >= FIRST_CHAT]


def main() -> None:
    """Print a table of all runs."""
    table = Table(title=f"{CHATS} chats, {CHATS * EACH:,} questions at once")
    for heading in ("bot", "faults", "replies/s", "median s", "p90 s", "p99 s", "lost", "twice"):
        table.add_column(heading, justify="right")
    for faults in (0.0, FAULTY):
        for name in ("echo", "lcn-bot"):
            made = run(name, faults)
            delays = sorted(made.delays)
            table.add_row(
                made.name,
                f"{made.faults:.0%}",
                f"{len(delays) / made.seconds:,.0f}",
                f"{statistics.median(delays):.2f}",
                f"{delays[int(len(delays) * 0.9)]:.2f}",
                f"{delays[int(len(delays) * 0.99)]:.2f}",
                str(made.lost),
                str(made.twice),
            )
    Console().print(table)


if __name__ == "__main__":
    main()
