-- The same for the same words, whatever their case, spacing and punctuation: the key of first_read. Null until it is
-- made (bot/record/first_read.py): of what was read since the last edition was composed.
ALTER TABLE position ADD COLUMN words TEXT;
CREATE INDEX position_words ON position(words);
CREATE INDEX position_unkeyed ON position(id) WHERE words IS NULL;
