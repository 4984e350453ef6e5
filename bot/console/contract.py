"""Objects for machines: one JSON object a line, fields as the documentation fixes them."""

import json
import re
from typing import Any

from bot.answering.answer import Answer, Excerpt
from bot.briefings.edition import Briefing
from bot.inert import escaped
from bot.ledger.rows import Disagreement, Row

SURROGATES = re.compile("[\ud800-\udfff]")
EXCERPT_FIELDS = (
    "role", "article", "text", "start", "end", "paragraph", "title", "outlet", "outlet_alignment",
    "machine_translated", "url", "published", "published_basis", "speaker", "actor", "score",
)  # fmt: skip
ROW_FIELDS = (
    "article", "text", "start", "end", "paragraph", "speaker", "speaker_kind", "actor", "cue", "statement_kind",
    "issue", "stance", "evidence",
)  # fmt: skip


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
        "stances": [
            {
                "issue": one.issue,
                "stance": one.stance,
                "actors": [{"actor": actor, "excerpt": place} for actor, _, place in one.actors],
            }
            for one in answer.stances
        ],
    }


def claim_object(answer: Answer) -> dict[str, Any]:
    """What the record says of a claim: an answer's fields and the verdict."""
    return {**answer_object(answer), "verdict": answer.verdict}


def row_object(row: Row) -> dict[str, Any]:
    """A row with the fields of the contract, in its order."""
    values: dict[str, Any] = {name: getattr(row.position, name) for name in ROW_FIELDS}
    values["evidence"] = list(row.position.evidence)
    return {
        **values,
        "outlet": row.outlet,
        "published": row.published,
        "kind": row.position.kind,
        "same_as": row.same_as,
        "also_in": list(row.also_in),
        **({} if row.figure is None else {"figure": row.figure}),
    }


def disagreement_object(one: Disagreement) -> dict[str, Any]:
    """A disagreement with the fields of the contract, in its order."""
    return {
        "issue": one.issue,
        "kind": one.kind,
        "topic": one.topic,
        "sides": [{"label": side.label, "rows": [row_object(row) for row in side.rows]} for side in one.sides],
    }


def briefing_object(briefing: Briefing) -> dict[str, Any]:
    """A briefing with the fields of the contract, in its order.

    ``new`` holds the newly read rows of older articles last; their ``published`` lies before the window.
    """
    issues: dict[str, list[dict[str, Any]]] = {}
    for standing in briefing.standing.with_seconds():
        issues.setdefault(standing.issue, []).extend(map(row_object, standing.rows))
    window, receipt = briefing.window, briefing.receipt
    return {
        "window": {
            "from": window.since.isoformat() if window.since else None,
            "to": window.until.isoformat(),
            "zone": window.zone,
        },
        "items": [{"kind": item.kind, "rows": [row_object(row) for row in item.rows]} for item in briefing.items],
        "issues": [{"issue": issue, "positions": rows} for issue, rows in issues.items()],
        "new": [row_object(row) for row in (*briefing.new, *briefing.older)],
        "changes": [
            {
                "actor": change.now.position.actor,
                "issue": change.now.position.issue,
                "from": row_object(change.before),
                "to": row_object(change.now),
            }
            for change in briefing.changes
        ],
        "disagreements": [disagreement_object(one) for one in briefing.disagreements],
        "counts": {
            "articles": receipt.articles,
            "outlets": receipt.outlets,
            "statements": receipt.statements,
            "dropped": dict(receipt.dropped),
        },
    }


def dump(value: Any) -> str:  # noqa: ANN401 - anything JSON holds
    """One line of JSON, UTF-8 kept readable; what is not to be seen, or what UTF-8 cannot hold, is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False))
