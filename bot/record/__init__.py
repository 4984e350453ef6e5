"""The store: articles, what was read out of them, and what the bot must remember (SQLite)."""
