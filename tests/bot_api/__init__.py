"""A Bot API server on loopback for tests: `World` holds it, the bot, and the people who write to it."""

from tests.bot_api.chat import Chat
from tests.bot_api.faults import Fault
from tests.bot_api.messages import Sent
from tests.bot_api.world import World

__all__ = ["Chat", "Fault", "Sent", "World"]
