"""The chat side of Communiqué: everything that knows a person is asking."""

import embeddings  # noqa: F401 - silences what would report to its maker, before a room can import it
