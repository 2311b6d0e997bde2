"""Text -> Reading: mentions, concepts, the words left unexplained, and what is asked."""
