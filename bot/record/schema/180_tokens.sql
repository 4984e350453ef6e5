-- The tokens of sentences, packed: an article of before has none, and is embedded again.
CREATE TABLE passage_tokens (
    seq INTEGER NOT NULL REFERENCES passage(seq) ON DELETE CASCADE,
    tokens BLOB NOT NULL,
    PRIMARY KEY (seq)
) STRICT;
