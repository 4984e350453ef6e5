-- Which process has a row in hand, and till when: others leave it alone until then (bot/record/leases.py).
ALTER TABLE delivery ADD COLUMN owner TEXT;
ALTER TABLE delivery ADD COLUMN leased_until TEXT;
ALTER TABLE correction ADD COLUMN owner TEXT;
ALTER TABLE correction ADD COLUMN leased_until TEXT;
ALTER TABLE feed ADD COLUMN owner TEXT;
ALTER TABLE feed ADD COLUMN leased_until TEXT;
ALTER TABLE feed_item ADD COLUMN owner TEXT;
ALTER TABLE feed_item ADD COLUMN leased_until TEXT;

-- Texts and names of articles that a process is taking in; gone when it is done.
CREATE TABLE reservation (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    leased_until TEXT NOT NULL
) STRICT;
