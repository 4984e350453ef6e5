-- What the chat side must remember. Discord's ids are stored as integers; a missing guild is a direct message.
CREATE TABLE IF NOT EXISTS guild_settings (
    guild INTEGER PRIMARY KEY,
    ask_channel INTEGER,
    feedback_channel INTEGER,
    keep_questions INTEGER NOT NULL DEFAULT 0,
    keep_feedback INTEGER NOT NULL DEFAULT 1
) STRICT;

-- An answer as spans of articles: enough to show more of it after a restart. The question and who asked it are
-- there only where the server keeps questions.
CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY,
    guild INTEGER,
    created_at TEXT NOT NULL,
    status TEXT NOT NULL,
    excerpts TEXT NOT NULL,
    question TEXT,
    asker INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS answer_guild ON answer(guild);
CREATE INDEX IF NOT EXISTS answer_created ON answer(created_at);
CREATE INDEX IF NOT EXISTS answer_asker ON answer(asker);

CREATE TABLE IF NOT EXISTS feedback (
    answer TEXT NOT NULL REFERENCES answer(id) ON DELETE CASCADE,
    user INTEGER NOT NULL,
    guild INTEGER,
    vote TEXT NOT NULL CHECK (vote IN ('useful', 'wrong')),
    created_at TEXT NOT NULL,
    PRIMARY KEY (answer, user)
) STRICT;
CREATE INDEX IF NOT EXISTS feedback_user ON feedback(user);

-- The commands last sent to Discord, so that they are sent again only when they changed.
CREATE TABLE IF NOT EXISTS command_sync (
    scope TEXT PRIMARY KEY,
    payload_hash TEXT NOT NULL
) STRICT;
