"""A line of a raw text while it is judged: body, heading or page furniture."""

from dataclasses import dataclass

from embeddings.kinship import stems
from embeddings.lines import Unit
from embeddings.text import BlockKind

WITHIN = ("shown", "post")
"""Reasons of lines that an article itself puts between its paragraphs."""


@dataclass(slots=True)
class Line:
    """A unit on its way to a kind; ``text`` is what it is judged by, without Markdown's emphasis."""

    unit: Unit
    text: str
    kind: BlockKind | None = None
    reason: str | None = None
    prose: bool = False
    _stems: frozenset[str] | None = None

    @property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words that say what it is about."""
        if self._stems is None:
            self._stems = stems(self.text)
        return self._stems

    @property
    def rule(self) -> bool:
        """Whether it is a rule across the text ("* * *"): of the article as much as of the page."""
        return not any(character.isalnum() for character in self.text)

    @property
    def parts(self) -> bool:
        """Whether it parts what stands above it from what stands below: what an article shows between does not."""
        return not self.rule and self.reason not in WITHIN

    def set(self, kind: BlockKind, reason: str | None = None) -> None:
        """Tell what the line is, and why it was set apart."""
        self.kind, self.reason = kind, reason

    def set_apart(self, reason: str) -> None:
        """Tell that the line is furniture, and that its words are none of the article's prose."""
        self.set("chrome", reason)
        self.prose = False


def plain(text: str) -> str:
    """The line without marks of emphasis around it or in it; a list's mark stays."""
    text = text.replace("**", "").replace("__", "").strip("_")
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "*" and text[1] != " " else text
