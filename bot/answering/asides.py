"""Bare follow-ups ("why?", "when?", "who said that?", "are you sure?"): asked of the excerpt that was shown first."""

import re
from typing import Literal

from bot.answering.answer import Excerpt
from bot.answering.measures import states_time
from bot.answering.reasons import NO_REASON, gives_reason

Aside = Literal["why", "when", "who", "sure"]

_WORDS: dict[Aside, str] = {
    "why": r"why(?: is that| so| that)?|how come|for what reason",
    "when": r"when(?: was (?:that|this|it)| did (?:he|she|they|it) say (?:that|so|this))?|since when|what date",
    "who": r"who(?: says?| said| claims?| claimed)(?: that| this| so| it)?|says who|according to (?:who|whom)",
    "sure": r"are you (?:really )?(?:sure|certain)(?: (?:about|of) (?:that|this|it))?|really|"
    r"is (?:that|this) (?:true|so|right)",
}
_ASIDES = {
    kind: re.compile(rf"^\W*(?:and |but |so )?(?:{words})\W*$", re.IGNORECASE) for kind, words in _WORDS.items()
}


def aside_of(question: str) -> Aside | None:
    """What a bare follow-up asks for, None where the question asks something of its own."""
    return next((kind for kind, pattern in _ASIDES.items() if pattern.match(question)), None)


def told(aside: Aside, excerpt: Excerpt, others: int) -> str:
    """One sentence that answers a bare follow-up about an excerpt; ``others`` counts the further articles shown.

    It tells what the citation tells, in words, and claims no more.
    """
    outlet = excerpt.outlet or "an article whose outlet is not known"
    if aside == "who":
        who = f"said by {excerpt.speaker}" if excerpt.speaker else "in the article's own voice"
        return f"These words are {who}, as {outlet} reports."
    if aside == "when":
        date = excerpt.published or "a date that is not known"
        basis = " (inferred)" if excerpt.published_basis == "inferred" else ""
        own = excerpt.text[excerpt.focus[0] - excerpt.start : excerpt.focus[1] - excerpt.start]
        inside = "; the sentence gives a time itself" if states_time(own) else ""
        return f"The article is of {date}{basis}{inside}."
    if aside == "why":
        return "The words around it:" if gives_reason(excerpt.text) else NO_REASON
    further = (
        f"{others} further article{'s bear' if others > 1 else ' bears'} on it" if others else "no other bears on it"
    )
    return f"It is what {outlet} reports, word for word; {further}."
