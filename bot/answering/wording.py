"""A question as it is written: on one line, and whether it can be taken."""

import unicodedata


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
