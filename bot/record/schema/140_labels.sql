-- Where words are said to stand, in the message that shows them: whose side on which issue. Null: nothing is claimed.
ALTER TABLE quotation ADD COLUMN actor TEXT;
ALTER TABLE quotation ADD COLUMN issue TEXT;
ALTER TABLE quotation ADD COLUMN stance TEXT;

-- A message whose pages turn is written down again at every turn.
CREATE INDEX citing_message ON citing(message, channel);

-- The issues and actors that a briefing at once was asked for, where its buttons have no room for them.
CREATE TABLE asked_scope (
    guild INTEGER NOT NULL,
    digest TEXT NOT NULL,
    issues TEXT NOT NULL,
    actors TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (guild, digest)
) STRICT, WITHOUT ROWID;
