-- One sentence may hold what an actor says on an issue and what somebody else charges it with: a row for each kind.
CREATE TABLE position_by_kind (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    speaker TEXT,
    speaker_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    affiliation TEXT,
    cue TEXT NOT NULL,
    statement_kind TEXT NOT NULL,
    issue TEXT NOT NULL,
    stance TEXT NOT NULL,
    evidence TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'said' CHECK (kind IN ('said', 'did', 'charged')),
    accuser TEXT,
    UNIQUE (article, start, "end", actor, issue, kind)
) STRICT;
INSERT INTO position_by_kind SELECT id, article, text, start, "end", paragraph, speaker, speaker_kind, actor,
    affiliation, cue, statement_kind, issue, stance, evidence, kind, accuser FROM position;
DROP TABLE position;
ALTER TABLE position_by_kind RENAME TO position;
CREATE INDEX position_actor ON position(actor, issue);
CREATE INDEX position_issue ON position(issue);
