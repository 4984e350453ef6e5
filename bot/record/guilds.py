"""What each Discord server has set, and the commands it was last sent."""

from dataclasses import asdict, dataclass

from bot.record.citations import DIRECT
from bot.record.database import Database


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """One server's choices; the defaults are what a server has that never set anything.

    ``ask_channel`` and ``feedback_channel`` are channel ids. ``keep_questions`` lets answers keep the words of their
    question and who asked; ``keep_feedback`` lets "useful" and "wrong" be stored.
    """

    guild: int
    ask_channel: int | None = None
    feedback_channel: int | None = None
    keep_questions: bool = False
    keep_feedback: bool = True


class GuildStore:
    """Server settings in the record's database. Every call blocks; any thread may make it."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def load(self) -> dict[int, GuildSettings]:
        """All servers that set something."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT guild, ask_channel, feedback_channel, keep_questions, keep_feedback FROM guild_settings"
            ).fetchall()
        return {
            row["guild"]: GuildSettings(
                row["guild"],
                row["ask_channel"],
                row["feedback_channel"],
                bool(row["keep_questions"]),
                bool(row["keep_feedback"]),
            )
            for row in rows
        }

    def save(self, settings: GuildSettings) -> None:
        """Store one server's settings. What it no longer wants kept is removed at once."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO guild_settings (guild, ask_channel, feedback_channel, keep_questions, keep_feedback) "
                "VALUES (:guild, :ask_channel, :feedback_channel, :keep_questions, :keep_feedback) "
                "ON CONFLICT (guild) DO UPDATE SET ask_channel = excluded.ask_channel, feedback_channel = "
                "excluded.feedback_channel, keep_questions = excluded.keep_questions, "
                "keep_feedback = excluded.keep_feedback",
                asdict(settings),
            )
            if not settings.keep_questions:
                connection.execute(
                    "UPDATE answer SET question = NULL, asker = NULL WHERE guild = ?", (settings.guild,)
                )
            if not settings.keep_feedback:
                connection.execute("DELETE FROM feedback WHERE guild = ?", (settings.guild,))

    def remove(self, guild: int) -> None:
        """Remove everything this room keeps of a server: its settings, answers and feedback."""
        with self._database.write() as connection:
            for table in ("guild_settings", "feedback", "answer"):
                connection.execute(f"DELETE FROM {table} WHERE guild = ?", (guild,))

    def known(self) -> set[int]:
        """Every server of which a row is kept."""
        with self._database.connect() as connection:
            rows = connection.execute(
                "SELECT guild FROM guild_settings UNION SELECT guild FROM answer WHERE guild IS NOT NULL "
                "UNION SELECT guild FROM feedback WHERE guild IS NOT NULL UNION SELECT guild FROM schedule "
                "UNION SELECT guild FROM article WHERE guild IS NOT NULL "
                "UNION SELECT guild FROM citing WHERE guild != ? UNION SELECT guild FROM asked_scope "
                "UNION SELECT guild FROM feed WHERE guild IS NOT NULL",
                (DIRECT,),
            ).fetchall()
        return {row["guild"] for row in rows}

    def synced(self, scope: str) -> str | None:
        """The hash of the commands last sent to ``scope``, or None."""
        with self._database.connect() as connection:
            row = connection.execute("SELECT payload_hash FROM command_sync WHERE scope = ?", (scope,)).fetchone()
        return None if row is None else str(row["payload_hash"])

    def mark_synced(self, scope: str, payload_hash: str) -> None:
        """Remember that the commands with this hash were sent to ``scope``."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO command_sync (scope, payload_hash) VALUES (?, ?) "
                "ON CONFLICT (scope) DO UPDATE SET payload_hash = excluded.payload_hash",
                (scope, payload_hash),
            )
