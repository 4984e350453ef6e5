"""What briefings at once were asked for, where that is more than their buttons can hold."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from bot.record.answers import KEPT_DAYS
from bot.record.database import Database
from bot.record.schedules import Scope


class ScopeStore:
    """Scopes by what they hold, a server's each. Every call blocks; any thread may make it."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def keep(self, guild: int, scope: Scope) -> str:
        """Keep a scope; the digest by which a button names it. Those past their time go."""
        issues, actors = json.dumps(scope.issues), json.dumps(scope.actors)
        digest = blake2b(f"{issues}{actors}".encode(), digest_size=8).hexdigest()
        now = datetime.now(UTC)
        with self._database.jot() as connection:
            connection.execute(
                "INSERT INTO asked_scope (guild, digest, issues, actors, at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (guild, digest) DO UPDATE SET at = excluded.at",
                (guild, digest, issues, actors, now.isoformat()),
            )
            before = (now - timedelta(days=KEPT_DAYS)).isoformat()
            connection.execute("DELETE FROM asked_scope WHERE at < ?", (before,))
        return digest

    def get(self, guild: int, digest: str) -> Scope | None:
        """The scope of this digest, None where it is not kept any more."""
        with self._database.connect() as connection:
            row = connection.execute(
                "SELECT issues, actors FROM asked_scope WHERE guild = ? AND digest = ?", (guild, digest)
            ).fetchone()
        return None if row is None else Scope(tuple(json.loads(row["issues"])), tuple(json.loads(row["actors"])))

    def forget_guild(self, guild: int) -> None:
        """Remove a server's."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM asked_scope WHERE guild = ?", (guild,))
