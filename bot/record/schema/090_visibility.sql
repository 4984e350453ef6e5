-- What one server reads in its additions is not known to another: words are first read once a server (0: the shared
-- record). The numbers go on where they were.
CREATE TABLE first_read_by (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    guild INTEGER NOT NULL DEFAULT 0,
    UNIQUE (words, guild)
) STRICT;
INSERT INTO first_read_by (number, words, at) SELECT number, words, at FROM first_read;
DROP TABLE first_read;
ALTER TABLE first_read_by RENAME TO first_read;

-- What a reading was made with besides the article: where it changes, only what the change can touch is read again.
CREATE TABLE reading_input (
    fingerprint TEXT PRIMARY KEY,
    inputs TEXT NOT NULL
) STRICT;

-- Whether the article bears on a configured issue; null: not judged yet.
ALTER TABLE reading ADD COLUMN bears INTEGER;

-- A reading that a change does not touch is as it was: nobody's snapshot is out of date for that.
DROP TRIGGER version_reading_changed;
CREATE TRIGGER version_reading_changed AFTER UPDATE OF problem, bears ON reading
    BEGIN UPDATE record_version SET number = number + 1; END;
