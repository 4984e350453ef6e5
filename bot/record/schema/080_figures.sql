-- What an article counts ("31 countries"), read once with its statements: another reading replaces it.
CREATE TABLE figure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    quantity TEXT NOT NULL,
    issue TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    numbers TEXT NOT NULL
) STRICT;
CREATE INDEX figure_article ON figure(article);

-- Spans without their vectors: of 4,000 articles 15 MB to read instead of 400.
CREATE INDEX passage_span ON passage(model, article, kind, start, "end", paragraph);

-- What one person said, without looking at everything.
CREATE INDEX position_speaker ON position(speaker);

-- The words of an article as searching needs them, and of which passages: derived, and counted anew where stale.
CREATE TABLE article_words (
    article TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    words BLOB NOT NULL
) STRICT;
