"""Objects for machines: one JSON object a line, fields as the documentation fixes them."""

import json
from typing import Any

from bot.answering.answer import Answer, Excerpt

EXCERPT_FIELDS = (
    "role", "article", "text", "start", "end", "paragraph", "title", "outlet", "outlet_alignment",
    "machine_translated", "url", "published", "published_basis", "speaker", "actor", "score",
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
    }


def dump(value: Any) -> str:  # noqa: ANN401 - anything JSON holds
    """One line of JSON, UTF-8 kept readable."""
    return json.dumps(value, ensure_ascii=False)
