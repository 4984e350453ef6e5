"""A figure that an article gives for a quantity on an issue: the number of a coalition's states, of its soldiers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One sentence that counts something: ``raw[start:end] == text``, with the numbers that it gives.

    ``quantity`` names what is counted, as ``issues.toml`` does; ``issue`` is the id of the issue it bears on.
    """

    article: str
    quantity: str
    issue: str
    text: str
    start: int
    end: int
    paragraph: int
    numbers: frozenset[float]
