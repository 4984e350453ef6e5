"""A question as it is written: on one line, and whether it can be taken."""

import re
import unicodedata

_WAR_BEGINS = re.compile(
    r"^(?P<when>\W*(?:when|(?:on|in) (?:what|which) (?:date|day|month|year)) )(?:did|has) (?:the|this) "
    r"(?:[\w-]+ )?(?:war|conflict|fighting|hostilities)(?P<where> (?:in|on|against|between) [^?]+?)? "
    r"(?:begin|start|break out|begun|started)\W*$",
    re.IGNORECASE,
)


def reworded(question: str) -> str | None:
    """A question as articles rather tell what it asks about; None for others.

    A war seldom begins in so many words: it is told of who invaded whom.
    """
    match = _WAR_BEGINS.match(question)
    return f"{match['when']}was the invasion{match['where'] or ''} launched?" if match else None


def unusable(question: str, longest: int) -> str | None:
    """Say why a question cannot be taken, None where it can."""
    words = one_line(question)
    if not words:
        return "Ask a question: who said what, where or when."
    if len(words) > longest:
        return f"That is {len(words)} characters long; ask in at most {longest}."
    if not any(character.isalnum() for character in words):
        return "That holds no words; ask a question in words."
    return None


def one_line(text: str) -> str:
    """Return ``text`` on one line without control and format characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text
                   if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))  # fmt: skip
    return " ".join(kept.split())
