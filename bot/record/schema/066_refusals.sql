-- Since when Discord has turned a message away; and whether whoever set the schedule has heard of a failed edition.
ALTER TABLE delivery ADD COLUMN refused_at TEXT;
ALTER TABLE edition ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
CREATE INDEX IF NOT EXISTS edition_untold ON edition(told) WHERE told = 0;
