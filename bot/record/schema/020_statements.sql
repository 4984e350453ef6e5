CREATE TABLE IF NOT EXISTS statement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    speaker TEXT NOT NULL,
    resolved INTEGER NOT NULL,
    mention TEXT,
    speaker_title TEXT,
    cue TEXT NOT NULL,
    cue_span TEXT,
    spans TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    kind TEXT NOT NULL,
    negated INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS statement_article ON statement(article);

CREATE TABLE IF NOT EXISTS position (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    speaker TEXT,
    speaker_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    affiliation TEXT,
    cue TEXT NOT NULL,
    statement_kind TEXT NOT NULL,
    issue TEXT NOT NULL,
    stance TEXT NOT NULL,
    evidence TEXT NOT NULL,
    UNIQUE (article, start, "end", actor, issue)
) STRICT;
CREATE INDEX IF NOT EXISTS position_actor ON position(actor, issue);
CREATE INDEX IF NOT EXISTS position_issue ON position(issue);

-- Which articles have been read for statements, by which configuration: a crash in mid-reading is seen and mended.
CREATE TABLE IF NOT EXISTS reading (
    article TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    problem TEXT
) STRICT;
