"""Fixtures that more than one test module uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot_api import World

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def world() -> Iterator[World]:
    """The bot in Telegram, with nothing going wrong."""
    with World() as world:
        yield world
