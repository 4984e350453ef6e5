"""The words of corrections."""

from bot.discord.escape import Markdown, safe
from bot.record.corrections import Correction
from bot.record.withdrawals import Change, Note
from bot.words import when

LONGEST = 1500
"""Characters of a correction that says article by article what became of it."""


def correction_words(correction: Correction) -> Markdown:
    """A correction, a line an article, with the reference by which it is found again."""
    lines = [f"-# Corrected: {note_words(note)}" for note in correction.notes]
    if len("\n".join(lines)) > LONGEST:
        lines = [f"-# Corrected: {len(lines)} articles cited here were taken out of the record or changed in it."]
    return Markdown("\n".join([*lines, f"-# {correction.reference}"]))


def note_words(note: Note) -> str:
    """What became of one article."""
    outlet = f" ({safe(note.outlet, 80)})" if note.outlet else ""
    article = f"the article “{safe(note.title or 'title unknown', 120)}”{outlet}"
    on = when(note.on)
    if note.what == "removed":
        return f"{article} was taken out of the record on {on}."
    if note.what == "replaced":
        return f"{article} was replaced by its source on {on}; words quoted here no longer stand in it."
    read = all(change.fact == "stance" for change in note.changes)
    changes = "; ".join(change_words(change) for change in note.changes)
    return f"{article} was {'read again' if read else 'corrected'} on {on}: {changes}."


def change_words(change: Change) -> str:
    """One fact as it is now, and as it was shown."""
    if change.fact == "stance":
        return f"the stance of “{safe(change.words or '', 80)}” is {change.now}, not {change.before}"
    return f"its {change.fact} is {shown(change.fact, change.now)}, not {shown(change.fact, change.before)}"


def shown(fact: str, value: str | None) -> str:
    """A fact's value in a sentence."""
    if value is None:
        return "unknown"
    if fact == "date":
        day, _, basis = value.partition(" ")
        return f"{when(day)} {basis}".strip()
    return f"“{safe(value, 80)}”"
