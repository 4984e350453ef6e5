"""Briefings: composed from the record, due by a pure function, delivered exactly once."""
