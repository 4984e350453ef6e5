"""An article in three paragraphs, and what cleaning makes of a text, for the tests of what stands around them."""

from pathlib import Path

from embeddings.clean import clean
from embeddings.text import CleanText

SEEDS = Path(__file__).parents[2] / "seeds"
LEAD = (
    "The harbour council voted on Tuesday to close the old ferry terminal, ending a dispute that had divided the "
    "town for almost nine years and cost two mayors their office."
)
MIDDLE = (
    "Opponents of the plan said they would appeal, and the operator warned that the crossing might stop altogether "
    "before the summer if no other pier could be found."
)
END = (
    "A decision of the regional court is expected by the end of the year, and until then the boats will go on "
    "sailing twice a day, the council said in a statement."
)


def kinds(text: CleanText) -> list[tuple[str, str]]:
    return [(block.kind, text.words(block.start, block.end)) for block in text.blocks]


def body(raw: str) -> str:
    text = clean(raw)
    return "\n".join(text.words(block.start, block.end) for block in text.body)
