"""python-telegram-bot's own example of an echo bot (examples/echobot.py), on the server whose address it is given."""

from __future__ import annotations

import sys

from telegram import ForceReply, Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001 (as in the example)
    """Send a message when the command /start is issued."""
    if update.message and update.effective_user:
        user = update.effective_user
        await update.message.reply_html(
            rf"Hi {user.mention_html()}!", reply_markup=ForceReply(selective=True)
        )


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001 (as in the example)
    """Echo the user message."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main(token: str, api_url: str) -> None:
    """Start the bot."""
    application = Application.builder().token(token).base_url(api_url).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main(*sys.argv[1:])
