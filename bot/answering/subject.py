"""Which issues under negotiation a question is about."""

from bot.positions.issues import OTHER, Issues


def issues_named(issues: Issues, question: str) -> frozenset[str]:
    """Return the ids of the issues that a question holds a cue of (``cues`` in ``config/issues.toml``)."""
    hits = issues.hits(question)
    return frozenset(i for i in hits if i != OTHER and any(hit.group == "cue" for hit in hits[i]))


def issue_asked(issues: Issues, question: str) -> str | None:
    """Return the id of the issue that a question is most about, None where it names none."""
    about = [issue for issue in issues.about(issues.hits(question)) if issue != OTHER]
    return about[0] if about else None
