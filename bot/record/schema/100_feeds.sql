-- Feeds that are polled: the operator's (guild null) from the terminal or config/feeds.toml, and servers' own.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    guild INTEGER,
    channel INTEGER,
    added_by INTEGER,
    origin TEXT NOT NULL CHECK (origin IN ('terminal', 'config', 'server')),
    outlet TEXT,
    title TEXT,
    added_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
    reason TEXT,
    told INTEGER NOT NULL DEFAULT 1,
    etag TEXT,
    modified TEXT,
    polled_at TEXT,
    next_at TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT
) STRICT;
CREATE UNIQUE INDEX feed_url ON feed(url, coalesce(guild, 0));
CREATE INDEX feed_guild ON feed(guild) WHERE guild IS NOT NULL;

-- One row an item of a feed: waiting until its page is taken. Rows are written with the poll that found them, so that
-- neither a crash nor "not modified" loses one. stamp: what the feed says of its last change; a new one waits again.
CREATE TABLE feed_item (
    feed INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    title TEXT,
    stamp TEXT,
    published TEXT,
    seen_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'failed')),
    article TEXT,
    reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    PRIMARY KEY (feed, url)
) STRICT;
CREATE INDEX feed_item_waiting ON feed_item(seen_at) WHERE state = 'waiting';
