"""What the bot remembers beyond its own life, through SQLAlchemy: an SQLite file unless LCN_BOT_STATE says otherwise.

What somebody does is written before Telegram is told that the update was taken, so that it survives `kill -9`; but for
what is decided for a group, where Telegram is asked first whether they may.
"""

from lcn_bot.state.state import State, StateError, kept

__all__ = ["State", "StateError", "kept"]
