"""Objects for machines: one JSON object a line, fields as the documentation fixes them."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.answering.answer import Answer, Excerpt, Role, excerpt_of
from bot.briefings import edition
from bot.briefings.edition import Briefing
from bot.positions import disagreements
from bot.record.article import Article
from bot.record.statement import Position

SURROGATES = re.compile("[\ud800-\udfff]")
EXCERPT_FIELDS = (
    "role", "article", "text", "start", "end", "paragraph", "title", "outlet", "outlet_alignment",
    "machine_translated", "url", "published", "published_basis", "speaker", "actor", "score",
)  # fmt: skip
ROW_FIELDS = (
    "article", "text", "start", "end", "paragraph", "speaker", "speaker_kind", "actor", "cue", "statement_kind",
    "issue", "stance", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What an excerpt carries besides its words and article: its outlet's alignment; (speaker, actor) of a span."""

    alignment: Callable[[str | None], str | None] = lambda _outlet: None
    speaker: Callable[[str, int, int], tuple[str | None, str | None]] = lambda _article, _start, _end: (None, None)


UNMARKED = Marks()


def excerpt_object(excerpt: Excerpt) -> dict[str, Any]:
    """An excerpt with the fields of the contract, in its order."""
    return {name: getattr(excerpt, name) for name in EXCERPT_FIELDS}


def answer_object(answer: Answer) -> dict[str, Any]:
    """An answer with the fields of the contract, in its order."""
    return {
        "question": answer.question,
        "status": answer.status,
        "excerpts": [excerpt_object(excerpt) for excerpt in answer.excerpts],
        "coverage": {
            "articles": answer.coverage.articles,
            "outlets": answer.coverage.outlets,
            "latest": answer.coverage.latest,
        },
        "note": answer.note,
    }


def position_object(position: Position, outlet: str | None, published: str | None) -> dict[str, Any]:
    """A position with the fields of the contract, in its order."""
    row: dict[str, Any] = {name: getattr(position, name) for name in ROW_FIELDS}
    row["evidence"] = list(position.evidence)
    return {**row, "outlet": outlet, "published": published}


def side_object(
    side: disagreements.Side | edition.Side, article: Article, role: Role, marks: Marks = UNMARKED
) -> dict[str, Any]:
    """One side of a disagreement: a positions row, or an excerpt of that role."""
    if side.position is not None:
        return position_object(side.position, article.outlet, article.published)
    speaker, actor = marks.speaker(article.id, side.start, side.end)
    excerpt = excerpt_of(
        article,
        (side.start, side.end),
        side.paragraph,
        marks.alignment(article.outlet),
        role=role,
        speaker=speaker,
        actor=actor,
    )
    return excerpt_object(excerpt)


def briefing_object(briefing: Briefing, marks: Marks = UNMARKED) -> dict[str, Any]:
    """A briefing with the fields of the contract, in its order.

    ``new`` holds the newly read rows of older articles last; their ``published`` lies before the window.
    """

    def row(found: edition.Row) -> dict[str, Any]:
        return position_object(found.position, found.article.outlet, found.article.published)

    issues: dict[str, list[dict[str, Any]]] = {}
    for standing in briefing.standing:
        issues.setdefault(standing.issue, []).extend(map(row, standing.rows))
    window, counts = briefing.window, briefing.counts
    return {
        "window": {
            "from": window.since.isoformat() if window.since else None,
            "to": window.until.isoformat(),
            "zone": window.zone,
        },
        "issues": [{"issue": issue, "positions": rows} for issue, rows in issues.items()],
        "new": [row(found) for found in (*briefing.new, *briefing.older)],
        "changes": [
            {
                "actor": change.now.position.actor,
                "issue": change.now.position.issue,
                "from": row(change.before),
                "to": row(change.now),
            }
            for change in briefing.changes
        ],
        "disagreements": [
            {
                "issue": one.issue,
                "kind": one.kind,
                "a": side_object(one.a, one.a.article, "answer", marks),
                "b": side_object(one.b, one.b.article, "other-side", marks),
            }
            for one in briefing.disagreements
        ],
        "counts": {
            "articles": counts.articles,
            "outlets": counts.outlets,
            "statements": counts.statements,
            "dropped": dict(counts.dropped),
        },
    }


def dump(value: Any) -> str:  # noqa: ANN401 - anything JSON holds
    """One line of JSON, UTF-8 kept readable; what UTF-8 cannot hold (half a surrogate pair) is escaped."""
    return SURROGATES.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))
