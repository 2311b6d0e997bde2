"""Answers questions about UNESCO's Global Network of Learning Cities from a YAML knowledge base."""
