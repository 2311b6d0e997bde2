"""Calls to Telegram: paced, tried again where that is safe, and polling for what is new."""
