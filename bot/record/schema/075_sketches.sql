-- The words of each article as hashes of overlapping runs, so that what repeats it is found without reading it again.
-- An article keeps its number through every replacement: of two that repeat each other the lower one is the original.
CREATE TABLE sketch (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL UNIQUE REFERENCES article(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    runs BLOB NOT NULL,
    sampled INTEGER NOT NULL
) STRICT;

-- The runs that articles are looked up by: a sample of each one's.
CREATE TABLE sketch_run (
    run INTEGER NOT NULL,
    sketch INTEGER NOT NULL REFERENCES sketch(number) ON DELETE CASCADE,
    PRIMARY KEY (run, sketch)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_run_of ON sketch_run(sketch);
CREATE INDEX article_same_as ON article(same_as) WHERE same_as IS NOT NULL;
