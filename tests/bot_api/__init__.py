"""A Bot API server on loopback for tests: `World` holds it, the bot, and the people who write to it.

schema.py knows the API (from api.json, which reduce.py writes), server.py speaks HTTP, methods.py says which function
of sending.py, queries.py and profile.py does what a method asks for, state.py what Telegram knows. What the bot must
never do is a violation, and fails its test; so is what this server answers and the API does not describe.
"""

from tests.bot_api.chat import Chat
from tests.bot_api.faults import Fault
from tests.bot_api.messages import Sent
from tests.bot_api.world import World

__all__ = ["Chat", "Fault", "Sent", "World"]
