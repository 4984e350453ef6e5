CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY,
    raw TEXT NOT NULL,
    content_hash TEXT NOT NULL UNIQUE,
    ingested_at TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    author TEXT,
    language TEXT,
    machine_translated INTEGER,
    translation_service TEXT,
    published TEXT,
    published_precision TEXT,
    published_basis TEXT,
    published_evidence TEXT,
    url TEXT
) STRICT;

-- The truth behind the FAISS file: seq is never used twice, so an index can tell what it has not seen.
CREATE TABLE IF NOT EXISTS passage (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    model TEXT NOT NULL,
    vector BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS passage_article ON passage(article);

CREATE TABLE IF NOT EXISTS tombstone (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    seq INTEGER NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS passage_tombstone AFTER DELETE ON passage
BEGIN
    INSERT INTO tombstone (seq) VALUES (old.seq);
END;
