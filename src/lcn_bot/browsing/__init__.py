"""Leafing through the knowledge: cards of cities, countries and the rest, and the lists that lead to them."""

from lcn_bot.browsing.card import Button, Card
from lcn_bot.browsing.cards import card

__all__ = ["Button", "Card", "card"]
