-- Whom the words of a position name besides those whose words they are (bot/record/named.py). Positions with a higher
-- number than all that stand here have not been looked through.
CREATE TABLE named (
    actor TEXT NOT NULL,
    position INTEGER NOT NULL REFERENCES position(id) ON DELETE CASCADE,
    PRIMARY KEY (actor, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_position ON named(position);
