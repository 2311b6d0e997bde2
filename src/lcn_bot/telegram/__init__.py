"""The Telegram edge: turns what a person sent into text, and a Reply into what they see."""

from lcn_bot.telegram.app import run

__all__ = ["run"]
