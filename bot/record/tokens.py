"""The tokens of sentences, as they were embedded."""

import json
from collections.abc import Sequence

from bot.record.database import Database


class TokenStore:
    """Packed tokens (``embeddings.tokens``) by the number of a passage."""

    def __init__(self, database: Database) -> None:
        """Read those of ``database``."""
        self._database = database

    def of(self, seqs: Sequence[int]) -> list[bytes]:
        """The tokens of each passage, one by one; empty for one that has none, or is gone meanwhile."""
        query = "SELECT seq, tokens FROM passage_tokens WHERE seq IN (SELECT value FROM json_each(?))"
        with self._database.connect() as connection:
            connection.row_factory = None
            found = dict(connection.execute(query, (json.dumps(list(seqs)),)))
        return [bytes(found.get(seq, b"")) for seq in seqs]
