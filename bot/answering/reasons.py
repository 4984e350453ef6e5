"""Questions for a reason, and words that give one."""

import re

NO_REASON = "No reason is given in so many words."

_WHY = re.compile(r"^\W*(?:and |but |so )?(?:why|how come|for what reason)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|thanks to|in order (?:to|that)|so that|so as to|therefore|thus|"
    r"as a result|reasons?|motiv\w+|incentives?|for fear|fear(?:s|ed|ing)? (?:that|of)|lest|given (?:that|the)|caus(?:e|es|ed|ing)|"
    r"why|hence|citing|cit(?:es|ed)|explain(?:s|ed|ing)?|argu(?:es?|ed|ing)|grounds? (?:that|of)|on the grounds|"
    r"pretext|fuell?ed by|driven by|prompted by|stems? from|aimed at|has to do with|have to do with|"
    r"more to do with|the point is|what (?:makes|made)|makes? it|for the sake of|in response to|after all|"
    r"wants? to|wanted to|hop(?:es?|ed|ing) to)\b",
    re.IGNORECASE,
)


def asks_why(question: str) -> bool:
    """Whether a question asks for a reason."""
    return bool(_WHY.search(question))


def gives_reason(text: str) -> bool:
    """Whether words give a reason by one of the conjunctions, nouns and verbs that do."""
    return bool(_REASON.search(text))
