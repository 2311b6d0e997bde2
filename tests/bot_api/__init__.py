"""A Bot API server on loopback for tests: `World` holds it, the bot, and the people who write to it."""

from tests.bot_api.faults import Fault
from tests.bot_api.world import Chat, World

__all__ = ["Chat", "Fault", "World"]
