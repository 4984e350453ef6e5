"""A small record written out by hand: articles whose every line is a statement somebody made."""

import hashlib
import json
from dataclasses import replace
from functools import partial

from bot.ledger.disagreements import Opposition
from bot.ledger.rows import rows_of
from bot.record.article import Article
from bot.record.articles import ArticleStore
from bot.record.statement import Position
from bot.record.visibility import seen_by
from tests.briefings.held import first_read_of, held_view

ISSUES = {"foreign-troops": "Foreign troops", "ceasefire-first": "Ceasefire first"}
ACTORS = {"russia": "Russia", "france": "France", "ukraine": "Ukraine", "ivan-analyst": "Ivan Analyst"}

FIRST = (
    (
        "russia",
        "Dmitry Peskov",
        "foreign-troops",
        "opposes",
        "Peskov said that foreign troops would be unacceptable.",
    ),
    (
        "france",
        "Emmanuel Macron",
        "foreign-troops",
        "supports",
        "Macron proposed to send soldiers once the guns fall silent.",
    ),
    (
        "ukraine",
        "Volodymyr Zelensky",
        "ceasefire-first",
        "supports",
        "Zelensky called for a truce before any meeting.",
    ),
    ("ivan-analyst", "Ivan Analyst", "foreign-troops", "opposes", "The expert doubted that anybody would go."),
)
SECOND = (("russia", "Sergei Lavrov", "ceasefire-first", "opposes", "Lavrov ruled out a truce without a treaty."),)


class Records:
    """A store's articles and positions, and the view of them that briefings are composed from."""

    def __init__(self, database):
        self.database = database
        self.articles = ArticleStore(database)
        self.positions: list[Position] = []

    def add(self, name, lines, *, ingested_at="2026-01-01T00:00:00+00:00", outlet="Herald", published=None, **known):
        """An article with one line a statement: (actor, speaker, issue, stance, words)."""
        raw = "\n".join(line[-1] for line in lines) + "\n"
        digest = hashlib.sha256(raw.encode()).hexdigest()
        article = Article(name, raw, digest, ingested_at, outlet=outlet, published=published, **known)
        self.articles.replace(article, [], "none")
        self.positions = [position for position in self.positions if position.article != name]
        for number, (actor, speaker, issue, stance, words) in enumerate(lines, start=1):
            start = raw.index(words)
            kind = "analyst" if "analyst" in actor else "official"
            self._insert(
                Position(
                    *(name, words, start, start + len(words), number, speaker, kind, actor, "said"),
                    *("indirect", issue, stance, ("said",)),
                )
            )
        return article

    def load(self):
        """Take over what another process put into the store."""
        with self.database.connect() as connection:
            for row in connection.execute("SELECT * FROM position ORDER BY id"):
                values = {name: row[name] for name in row.keys() if name not in ("id", "words")}  # noqa: SIM118
                own = {"evidence": tuple(json.loads(row["evidence"])), "number": row["id"]}
                self.positions.append(Position(**values | own))
        return self

    def _insert(self, position):
        with self.database.write() as connection:
            (number,) = connection.execute(
                'INSERT INTO position (article, text, start, "end", paragraph, speaker, speaker_kind, actor, cue, '
                "statement_kind, issue, stance, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "RETURNING id",
                (
                    *(position.article, position.text, position.start, position.end, position.paragraph),
                    *(position.speaker, position.speaker_kind, position.actor, position.cue, position.statement_kind),
                    *(position.issue, position.stance, json.dumps(position.evidence)),
                ),
            ).fetchone()
        self.positions.append(replace(position, number=number))

    def read(self, guild=None):
        articles = {a.id: a for a in self.articles.all() if a.guild in (None, guild)}
        return held_view(
            articles,
            rows_of(articles, self.positions),
            first_read=partial(first_read_of, self.database, guild),
            opposed=Opposition(ISSUES).among,
            sees=seen_by(guild),
            actor_names=ACTORS,
            issue_names=ISSUES,
        )
