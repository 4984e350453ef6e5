-- Where an article comes from, which server's it is, and whose text it repeats. One source has one article in a
-- server (null: the shared record); the same text may come from several outlets. Read from before sources were
-- kept: null.
CREATE TABLE article_of_source (
    id TEXT PRIMARY KEY,
    raw TEXT NOT NULL,
    content_hash TEXT NOT NULL,
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
    url TEXT,
    source TEXT,
    guild INTEGER,
    same_as TEXT REFERENCES article_of_source(id) ON DELETE SET NULL
) STRICT;
INSERT INTO article_of_source SELECT id, raw, content_hash, ingested_at, title, outlet, author, language,
    machine_translated, translation_service, published, published_precision, published_basis, published_evidence,
    url, NULL, NULL, NULL FROM article;
DROP TABLE article;
ALTER TABLE article_of_source RENAME TO article;
CREATE INDEX article_content ON article(content_hash);
CREATE UNIQUE INDEX article_source ON article(source, coalesce(guild, 0)) WHERE source IS NOT NULL;
CREATE INDEX article_guild ON article(guild) WHERE guild IS NOT NULL;

-- What people have corrected: it outranks what came with the article until it is reset. A null value: unknown.
CREATE TABLE article_edit (
    article TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (article, field)
) STRICT;

-- What became of articles that may have been cited: what follows from it is told to readers from this list.
CREATE TABLE withdrawal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    guild INTEGER,
    what TEXT NOT NULL CHECK (what IN ('removed', 'replaced', 'edited')),
    at TEXT NOT NULL
) STRICT;

-- Grows with every change of what is read and shown: whoever holds a snapshot compares it.
CREATE TABLE record_version (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO record_version VALUES (1, 0);
CREATE TRIGGER version_article_added AFTER INSERT ON article
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_article_changed AFTER UPDATE ON article
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_article_removed AFTER DELETE ON article
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_reading_added AFTER INSERT ON reading
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_reading_changed AFTER UPDATE ON reading
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_reading_removed AFTER DELETE ON reading
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_edit_added AFTER INSERT ON article_edit
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_edit_changed AFTER UPDATE ON article_edit
    BEGIN UPDATE record_version SET number = number + 1; END;
CREATE TRIGGER version_edit_removed AFTER DELETE ON article_edit
    BEGIN UPDATE record_version SET number = number + 1; END;
