"""Questions for a reason, and words that give one."""

import re
from collections.abc import Sequence

from bot.answering.answer import Excerpt

NO_REASON = "No reason is given in so many words."

BEARING = 0.85
"""Share of the best score from which an excerpt's reason bears on the question."""

_WHY = re.compile(r"^\W*(?:and |but |so )?(?:why|how come|for what reason)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|thanks to|in order (?:to|that)|so that|so as to|therefore|thus|hence|why|"
    r"as a result|reasons?|motiv\w+|incentives?|for fear|fear(?:s|ed|ing)? (?:that|of)|lest|given (?:that|the)|"
    r"caus(?:e|es|ed|ing)|cit(?:ing|es|ed) (?:the|an?|its|his|her|their|concerns?|fears?)|explain(?:s|ed|ing)?|"
    r"argu(?:es?|ed|ing) that|(?:on|have|has|had) (?:the )?grounds|pretext|fuell?ed by|driven by|prompted by|"
    r"stem(?:s|med)? from|aim(?:ed|ing) at|(?:more|less|do) to do with|for the sake of|in response to|"
    r"opposition from|for (?:[\w-]+ ){0,3}purposes?)\b",
    re.IGNORECASE,
)


def asks_why(question: str) -> bool:
    """Whether a question asks for a reason."""
    return bool(_WHY.search(question))


def gives_reason(text: str) -> bool:
    """Whether words give a reason by one of the conjunctions, nouns and verbs that do."""
    return bool(_REASON.search(text))


def reasoned(excerpts: Sequence[Excerpt]) -> bool:
    """Whether the first excerpt, or one that bears as well on a question, gives a reason."""
    best = max((excerpt.score for excerpt in excerpts), default=0.0)
    bearing = (excerpt for n, excerpt in enumerate(excerpts) if not n or excerpt.score >= BEARING * best)
    return any(gives_reason(excerpt.text) for excerpt in bearing)
