"""Which issues under negotiation a question is about."""

from bot.positions.issues import OTHER, Issues


def issues_named(issues: Issues, question: str) -> frozenset[str]:
    """Return the ids of the issues that a question holds a cue of (``cues`` in ``config/issues.toml``)."""
    return frozenset(
        issue.id
        for issue in issues.all
        if issue.id != OTHER and any(hit.group == "cue" for hit in issues.patterns[issue.id].all(question))
    )
