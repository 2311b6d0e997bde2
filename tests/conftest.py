"""Fixtures that more than one test module uses."""

from __future__ import annotations

import copy
import gc
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lcn_bot.assistant import Assistant
from lcn_bot.cli import FEW_COLLECTIONS
from lcn_bot.conversations import Conversations
from lcn_bot.knowledge.problems import KnowledgeError
from lcn_bot.preferences import Preferences
from tests.bot_api import World

REPOSITORY = Path(__file__).parents[1]
KNOWLEDGE = REPOSITORY / "knowledge"


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(*FEW_COLLECTIONS)  # as the commands do: most of what tests do is to load
    config.addinivalue_line("markers", "slow: takes seconds; `-m 'not slow'` leaves it out")


@pytest.fixture
def world() -> Iterator[World]:
    """The bot in Telegram, with nothing going wrong."""
    with World() as world:
        yield world


@pytest.fixture
def quiet(world: World) -> Iterator[World]:
    """The same whose bot has left, so that a test can be the bot."""
    world.stop_bot()
    yield world
    world.start_bot()


@pytest.fixture
def strict(world: World) -> Iterator[World]:
    """The same whose server a test may offend."""
    yield world
    world.server.violations.clear()


class Base:
    """A copy of the knowledge base that a test may edit, as an editor would: by replacing text.

    It speaks English alone, which is loaded sooner, unless it is to speak all languages.
    """

    def __init__(self, folder: Path, *, all_languages: bool = False) -> None:
        self.folder = folder
        shutil.copytree(KNOWLEDGE, folder)
        for path in () if all_languages else (folder / "languages").iterdir():
            if path.name != "en.yaml":
                path.unlink()

    def text(self, file: str) -> str:
        return (self.folder / file).read_text("utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, file: str, old: str, new: str) -> int:
        """Replace the first `old`; the line on which that stands."""
        text = self.text(file)
        before, found, after = text.partition(old)
        assert found, f"{file} no longer holds {old!r}: mend this test"
        self.write(file, before + new + after)
        return before.count("\n") + 1

    def append(self, file: str, text: str) -> int:
        """Add lines at the end; the line of the first of them."""
        held = self.text(file)
        self.write(file, held.rstrip("\n") + "\n" + text.strip("\n") + "\n")
        return held.rstrip("\n").count("\n") + 2

    def problems(self) -> list[str]:
        """What the Assistant says of it; nothing, if it is sound."""
        try:
            Assistant(self.folder)
        except KnowledgeError as error:
            return [str(problem) for problem in error.problems]
        return []

    def assistant(self) -> Assistant:
        return Assistant(self.folder)


@pytest.fixture
def base(tmp_path: Path) -> Base:
    """A copy of the knowledge base, to be edited."""
    return Base(tmp_path / "knowledge")


@pytest.fixture
def polyglot(tmp_path: Path) -> Base:
    """The same in all languages."""
    return Base(tmp_path / "polyglot", all_languages=True)


@cache
def the_assistant() -> Assistant:
    """The Assistant with the knowledge base as it is, loaded once; it remembers nothing of chats that tests share."""
    return Assistant(KNOWLEDGE)


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The Assistant with the knowledge base as it is."""
    return the_assistant()


def an_assistant(preferences: Preferences) -> Assistant:
    """The same, that remembers things of its own."""
    the_assistant().warm()  # so that no test waits for it at its first hard question
    fresh = copy.copy(the_assistant())
    fresh._conversations, fresh._preferences = Conversations(), preferences
    return fresh
