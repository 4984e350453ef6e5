-- Words of an article as they were shown, with the facts that stood beside them; the same once, however often shown.
CREATE TABLE quotation (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    words TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    basis TEXT,
    digest TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX quotation_article ON quotation(article);

-- Messages that cite articles, to be corrected where one is withdrawn: parts of editions (their message is known once
-- it is posted) and public answers. fresh: not yet compared with what was withdrawn before they were written down.
CREATE TABLE citing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    message INTEGER,
    edition INTEGER,
    part INTEGER,
    at TEXT NOT NULL,
    fresh INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX citing_guild ON citing(guild);
CREATE INDEX citing_edition ON citing(edition, part) WHERE edition IS NOT NULL;
CREATE INDEX citing_answer ON citing(at) WHERE edition IS NULL;
CREATE INDEX citing_fresh ON citing(fresh) WHERE fresh = 1;

CREATE TABLE citation (
    citing INTEGER NOT NULL REFERENCES citing(id) ON DELETE CASCADE,
    quotation INTEGER NOT NULL REFERENCES quotation(id),
    PRIMARY KEY (citing, quotation)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_quotation ON citation(quotation);

-- One row a message and round of corrections. Rows are claimed ('sending', committed) before a byte of them leaves.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    citing INTEGER NOT NULL REFERENCES citing(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    notes TEXT NOT NULL,
    made_at TEXT NOT NULL,
    way TEXT NOT NULL DEFAULT 'edit' CHECK (way IN ('edit', 'reply')),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
    anchor INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    reason TEXT,
    UNIQUE (citing, number)
) STRICT;
CREATE INDEX correction_open ON correction(citing, id) WHERE state IN ('pending', 'sending');

-- The last withdrawal of which corrections were made.
CREATE TABLE corrected (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO corrected SELECT 1, coalesce(max(number), 0) FROM withdrawal;
CREATE INDEX withdrawal_article ON withdrawal(article);
