"""`python -m lcn_bot` is `lcn-bot`."""

from lcn_bot.cli import app

app(prog_name="lcn-bot")
