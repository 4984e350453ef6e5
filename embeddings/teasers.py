"""Headlines and their teasers below a label, told from an article that goes on there."""

import re

from embeddings.judged import Line

ALONE = 350
AFTER_PROSE = 200
"""A longer paragraph below a label, and below another paragraph, is no teaser."""


class Teasers:
    """Whether what follows a label reads as headlines and their teasers, not as the article going on."""

    def __init__(self, lines: list[Line], after: int = AFTER_PROSE) -> None:
        """Of the lines of a text; a paragraph of more than ``after`` characters below another goes on from it."""
        self._lines = lines
        self._after = after
        self._article = -1
        """The line by which the article was last seen to go on."""

    def follow(self, label: int) -> bool:
        """Whether teasers follow the label on that line."""
        if re.match(r"(?:leave a|.*comments?\b)", self._lines[label].text, re.IGNORECASE):
            return True
        # What one label is followed by, those between are followed by too: many labels are one look.
        if label + 1 < self._article and self._goes_on(self._article, self._lines[self._article - 1].prose):
            return False
        after_prose = False
        for index in range(label + 1, len(self._lines)):
            if self._goes_on(index, after_prose):
                self._article = index
                return False
            after_prose = self._lines[index].prose
        return True

    def _goes_on(self, index: int, after_prose: bool) -> bool:
        line = self._lines[index]
        return line.prose and len(line.text) > (self._after if after_prose else ALONE)
