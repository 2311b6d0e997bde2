"""Quiz questions made from the facts: chosen, worded, and held to what a poll can show."""
