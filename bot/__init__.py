"""The chat side of Communiqué: everything that knows a person is asking."""
