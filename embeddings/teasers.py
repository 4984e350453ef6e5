"""Headlines and their teasers below a label, told from an article that goes on there."""

import re

from embeddings.judged import Line

ALONE = 350
AFTER_PROSE = 200
"""A longer paragraph below a label, and below another paragraph, is no teaser."""

ROW = 3
TOLD = 80
"""Nor are so many paragraphs in a row that are that long."""


class Teasers:
    """Whether what follows a label reads as headlines and their teasers, not as the article going on."""

    def __init__(self, lines: list[Line], after: int = AFTER_PROSE) -> None:
        """Of the lines of a text; a paragraph of more than ``after`` characters below another goes on from it."""
        self._lines = lines
        self._after = after
        self._article = -1
        """The line from which the article was last seen to go on."""

    def follow(self, label: int) -> bool:
        """Whether teasers follow the label on that line."""
        if re.match(r"(?:leave a|.*comments?\b)", self._lines[label].text, re.IGNORECASE):
            return True
        # What one label is followed by, those between are followed by too: many labels are one look.
        if label < self._article:
            return False
        row = 0
        for index in range(label + 1, len(self._lines)):
            line = self._lines[index]
            if not line.prose:
                row = 0
                continue
            row += len(line.text) >= TOLD
            above = index > label + 1 and self._lines[index - 1].prose
            if row >= ROW or len(line.text) > (self._after if above else ALONE):
                self._article = index - (ROW - 1 if row >= ROW else above)
                return False
        return True
