"""Lines that repeat what a paragraph beside them says: sentences that a page pulls out of its text."""

import re

from embeddings.company import unended
from embeddings.judged import Line

NEAR = 8
"""So many lines above and below a line may hold the paragraph that it is pulled out of."""

SHORTEST = 6
LONGEST = 60
"""Words of a line that may be pulled out; one that ends no sentence may leave words out of what it repeats."""

_WORD = re.compile(r"[^\W_]+")


def judge_repeats(lines: list[Line]) -> None:
    """Set apart the lines that stand word for word in a longer paragraph near them, or in fewer words.

    What opens the text may say what a paragraph repeats.
    """
    own = [line for line in lines if line.kind == "body" or line.reason == "heading"]
    told = [" ".join(_WORD.findall(line.text.casefold())) for line in own]
    opening = next((at for at, line in enumerate(own) if line.kind == "body"), 0)
    for at, line in enumerate(own):
        words = told[at].count(" ") + 1
        if at == opening or line.unit.lines > 1 or not SHORTEST <= words <= LONGEST:
            continue
        remnant = unended(line.text) and len(line.stems) >= SHORTEST
        for other in range(max(at - NEAR, 0), min(at + NEAR + 1, len(own))):
            if own[other].kind != "body" or len(told[other]) <= len(told[at]):
                continue
            if f" {told[at]} " in f" {told[other]} " or (remnant and line.stems <= own[other].stems):
                line.set_apart("repeated")
                break
