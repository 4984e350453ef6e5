-- A migration into this record that is under way, by step: from where, after which row it goes on. Empty when done.
CREATE TABLE transfer (
    step TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    after TEXT,
    copied INTEGER NOT NULL DEFAULT 0
) STRICT;
