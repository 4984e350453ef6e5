"""The tokens of sentences, as they were embedded."""

import json
from collections.abc import Sequence

from bot.record.database import Database

KEPT = 4096
"""Passages whose tokens are kept in memory, some 3 kB each: reading them takes as long as comparing them."""


class TokenStore:
    """Packed tokens (``embeddings.tokens``) by the number of a passage, which no other is ever given."""

    def __init__(self, database: Database) -> None:
        """Read those of ``database``."""
        self._database = database
        self._kept: dict[int, bytes] = {}

    def of(self, seqs: Sequence[int]) -> list[bytes]:
        """The tokens of each passage, one by one; empty for one that has none, or is gone meanwhile."""
        found = {seq: tokens for seq in seqs if (tokens := self._kept.get(seq)) is not None}
        missing = [seq for seq in seqs if seq not in found]
        if missing:
            found |= self._read(missing)
            if len(self._kept) > KEPT:
                self._kept = {}
            self._kept |= found
        return [found.get(seq, b"") for seq in seqs]

    def _read(self, seqs: Sequence[int]) -> dict[int, bytes]:
        query = "SELECT seq, tokens FROM passage_tokens WHERE seq IN (SELECT value FROM json_each(?))"
        with self._database.connect() as connection:
            connection.row_factory = None
            return {seq: bytes(tokens) for seq, tokens in connection.execute(query, (json.dumps(list(seqs)),))}
