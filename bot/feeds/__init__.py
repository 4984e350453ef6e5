"""Feeds: which there are, when they are polled, what is new in them, and their pages on the way into the record."""
