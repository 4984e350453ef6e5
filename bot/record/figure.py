"""A figure that an article gives for a quantity on an issue: the number of a coalition's states, of its soldiers."""

from dataclasses import dataclass
from typing import Literal

Part = Literal["doing", "whole", "object"]
"""What a number stands as: as those who do something ("26 countries pledged ..."), as what makes up a whole ("a group
of 30 nations", "there were 35 participants"), or as anything else ("sent 30 tanks")."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of units at ``text[start:end]``, hedge and unit included.

    ``least`` and ``most`` are what the number may be as it is hedged ("around 30"); ``currency`` is that of money.
    """

    start: int
    end: int
    value: float
    least: float
    most: float
    part: Part
    currency: str = ""

    def agrees(self, other: "Count") -> bool:
        """Whether both may be the same number."""
        return self.least <= other.most and other.least <= self.most


@dataclass(frozen=True, slots=True)
class Figure:
    """One sentence that counts something: ``raw[start:end] == text``, with the numbers that it gives.

    ``quantity`` names what is counted, as ``issues.toml`` does; ``issue`` is the id of the issue it bears on;
    ``count`` is the place of its number and what that may be, None where an earlier release read it.
    """

    article: str
    quantity: str
    issue: str
    text: str
    start: int
    end: int
    paragraph: int
    numbers: frozenset[float]
    count: Count | None = None
