CREATE TABLE IF NOT EXISTS schedule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    creator INTEGER NOT NULL,
    title TEXT,
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 127),
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    zone TEXT NOT NULL,
    issues TEXT NOT NULL DEFAULT '[]',
    actors TEXT NOT NULL DEFAULT '[]',
    when_empty TEXT NOT NULL CHECK (when_empty IN ('nothing', 'line', 'standing')),
    recap INTEGER NOT NULL DEFAULT 0,
    active_from TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('draft', 'active', 'paused', 'removed')),
    reason TEXT,
    told INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX IF NOT EXISTS schedule_guild ON schedule(guild);
CREATE INDEX IF NOT EXISTS schedule_untold ON schedule(told) WHERE told = 0;

-- One row a schedule and local date, whatever became of it: the key is what makes a date's edition unique.
CREATE TABLE IF NOT EXISTS edition (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule INTEGER NOT NULL REFERENCES schedule(id),
    local_date TEXT NOT NULL,
    number INTEGER,
    due_at TEXT NOT NULL,
    made_at TEXT NOT NULL,
    window_from TEXT,
    window_to TEXT,
    mark INTEGER,
    late INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('planned', 'posted', 'skipped', 'nothing-new', 'failed')),
    reason TEXT,
    UNIQUE (schedule, local_date)
) STRICT;
CREATE INDEX IF NOT EXISTS edition_date ON edition(local_date);

-- One row a message to be posted. Rows are claimed ('sending', committed) before a byte of them leaves.
CREATE TABLE IF NOT EXISTS delivery (
    edition INTEGER NOT NULL REFERENCES edition(id),
    part INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    body TEXT NOT NULL,
    file TEXT REFERENCES delivery_file(hash),
    reference TEXT NOT NULL,
    nonce TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
    anchor INTEGER,
    message INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    reason TEXT,
    PRIMARY KEY (edition, part)
) STRICT;
CREATE INDEX IF NOT EXISTS delivery_open ON delivery(channel, edition, part) WHERE state IN ('pending', 'sending');

-- A picture is kept once, however many editions show it.
CREATE TABLE IF NOT EXISTS delivery_file (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

-- When the record first read these words: an article edited or read anew does not make old words new.
-- The number grows with each commit, so an edition can note how far it has seen whatever the clocks say.
CREATE TABLE IF NOT EXISTS first_read (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL
) STRICT;
