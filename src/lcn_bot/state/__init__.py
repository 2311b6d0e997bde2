"""What the bot remembers beyond its own life, through SQLAlchemy: an SQLite file unless LCN_BOT_STATE says otherwise.

Everything is written before Telegram is told that an update was taken, so that it survives `kill -9`.
"""

from lcn_bot.state.state import State, StateError, kept

__all__ = ["State", "StateError", "kept"]
