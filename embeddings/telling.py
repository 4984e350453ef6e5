"""How a paragraph of a text hangs together with the others: whether it tells what was, and points back to them.

News tells what happened, and goes on from what it said before: "he", "that", "also". What a page puts between its
paragraphs (a picture's words, an offer, a presentation of somebody) says how things stand, and begins anew.
"""

import re
from collections import Counter

from embeddings.judged import Line
from embeddings.kinship import stems
from embeddings.sentences import split
from embeddings.voice import said

LONGEST = 320
"""A longer paragraph is not judged."""

SHORTEST = 6
"""Nor is one of fewer words."""

TOLD = 0.6
"""The share of an article's paragraphs that tell of the past or quote somebody, where its tense says something."""

FEWEST = 6
"""Among fewer paragraphs sharing no words says nothing."""

STEMS = 3
STRANGE = 0.21
SHARED = 1.5
"""A paragraph of so many words that say something, of which the others speak less than that, is strange."""

_IRREGULAR = (
    "was|were|had|did|said|told|went|came|made|took|gave|got|began|became|won|lost|left|met|held|led|felt|kept|"
    "brought|thought|found|saw|wrote|spoke|ran|sent|paid|built|fell|rose|grew|drew|knew|put|cut|set|stood|meant|"
    "sought|chose|spent|broke|hit|wore|sat|fought|taught|caught|bought|sold|heard|let|lay|flew|drove|shot|threw|"
    "could|would"
)
_PAST = re.compile(rf"\b(?:\w{{2,}}ed|{_IRREGULAR})\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    rf"\b(?:is|are|be|being|been|has|have|to)(?: \w+ly)? (?:\w+ed|{_IRREGULAR})\b|"
    r"\b(?:an?|the|of|with|by|for|in|and|most|best|well)[ -]\w+ed\b",
    re.IGNORECASE,
)
"""What looks like a past and is none: "is seen", "have ordered", "a limited offer"."""

_QUOTE = re.compile(r"[\"“”„«»]|''|(?<!\w)[‘'](?=\w)")
_SAYS = re.compile(
    r"\b(?:says|argues|believes|insists|warns|claims|thinks|adds|stresses|maintains|hopes|fears|wants|demands)\b"
)
"""What somebody says or wants, told in the present."""
_BACK = re.compile(
    r"^that\b|\b(?:in|of|on|at|for|from|with|by|about|to|after|before|since|and|do|does) that\b|"
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|theirs?|those|such|both|"
    r"(?:this|these)(?! (?:week|weekend|month|year|summer|winter|fall|autumn|spring|season|morning|evening)s?\b)|"
    r"the (?:former|latter|same|two|three)|another|others?|also|too|but|so|yet|still|however|then|there|instead|"
    r"more|no longer)\b",
    re.IGNORECASE,
)
CAPTION_LONGEST = 35
SEEN_SHORTEST = 5
PLAIN = 15
"""A sentence of more words below a picture is its caption only where it says where or when."""

_SEEN = re.compile(
    r"\b(?:in|at|on|outside|inside|near|with|during|to|from) (?:an? |the )?(?:[a-z]+ )?[A-Z]|"
    r"\b(?:left|right|cent(?:er|re)|pictured|photo|picture|seen|shown|file)\b"
)
"""Where or on which day a picture was taken, or where somebody stands in it."""

_SIDE = re.compile(r"\bleft,|, left\b|\b[Ii]n (?:this|these) (?:[\w.]+ ){0,6}(?:photo|picture|image|photograph)s?\b")
_CREDIT = re.compile(r"(?<=[.!?]) [A-Z][\w/’'& -]{1,40}$")
_CLAUSE = re.compile(r",? (?:where|when|while) ")
_UNSEEN = re.compile(
    r"\b(?:has|have|had|will|would|must|should|may|might|can|could|cannot|not|seems?|believes?|wants?|needs?|says?|said|"
    r"because|if|likely|unlikely)\b|n[’']t\b|[?:]$"
)
"""What no picture shows."""
_NAME = re.compile(r"(?<![.!?] )\b[A-Z][a-z]\w*")
_FIRST = re.compile(r"[.!?…][\"”’»')\]]*\s")


def tells(text: str) -> bool:
    """Whether a paragraph tells what was, or what somebody says."""
    return bool(_QUOTE.search(text) or _SAYS.search(text) or _PAST.search(_PARTICIPLE.sub(" ", text)))


def points_back(text: str) -> bool:
    """Whether a paragraph's first sentence goes on from what was said before it."""
    first = _FIRST.search(text)
    return bool(_BACK.search(text[: first.end()] if first else text))


def opens_back(text: str) -> bool:
    """Whether a paragraph's first word goes on from what was said before it."""
    return bool(_BACK.match(text))


def begins_anew(text: str) -> bool:
    """Whether a short paragraph says how things stand, asks and quotes nobody, and goes on from nothing."""
    if len(text) > LONGEST or len(text.split()) < SHORTEST or text.endswith((":", "?")):
        return False
    return not text[:1].islower() and not tells(text) and not points_back(text)


def shows(text: str) -> bool:
    """Whether a sentence may be a picture's: it says how things stand at a place, and goes on from nothing."""
    text = _CREDIT.sub("", text)
    words = len(text.split())
    if not SEEN_SHORTEST <= words <= CAPTION_LONGEST or len(split(text)) > 1 or not text[:1].isupper():
        return False
    if _QUOTE.search(text) or _UNSEEN.search(text):
        return False
    main = _CLAUSE.split(_SIDE.sub(" ", text))[0]
    return (words <= PLAIN or bool(_SEEN.search(text))) and not tells(main) and not points_back(main)


def seen(text: str) -> bool:
    """Whether a sentence above a picture's credit may be its caption: it says where or when, and quotes nobody."""
    few = len(text.split()) <= CAPTION_LONGEST and len(split(text)) == 1
    return few and bool(_SEEN.search(text)) and not (_QUOTE.search(text) or _UNSEEN.search(text) or points_back(text))


def is_told(texts: list[str]) -> bool:
    """Whether the paragraphs of a text tell what was, by most of them."""
    longer = [text for text in texts if len(text.split()) >= SHORTEST]
    return bool(longer) and sum(map(tells, longer)) >= TOLD * len(longer)


def kin_of(words: frozenset[str], counts: Counter[str]) -> float:
    """How much of a paragraph others speak of (0 to 1); what one other does may be chance, and counts for half.

    ``counts`` says in how many paragraphs each word stands, this one included.
    """
    if not words:
        return 1.0
    return sum(min(counts[word] - 1, 2) for word in words if counts[word]) / (2 * len(words))


def judge_new(lines: list[Line]) -> None:
    """Set apart the paragraphs of a text that begin anew and speak of nothing that the others speak of."""
    body = [line for line in lines if line.kind == "body"]
    new = [line for line in body[1:] if line.unit.lines == 1 and begins_anew(line.text) and not said(line.text)]
    if len(body) < FEWEST or not new:
        return
    counts = Counter(word for line in body for word in line.stems)
    for line in lines:
        # A heading names what all of its part speaks of.
        counts.update(2 * list(line.stems) if line.kind == "heading" else [])
    strange = [line for line in new if _is_strange(line, counts)]
    if strange and is_told([line.text for line in body]):
        for line in strange:
            line.set_apart("of something else")


def _is_strange(line: Line, counts: Counter[str]) -> bool:
    kin = kin_of(line.stems, counts)
    little = kin < STRANGE and kin * len(line.stems) <= SHARED
    return little and len(line.stems) >= STEMS and not _names_one(line, counts)


def _names_one(line: Line, counts: Counter[str]) -> bool:
    """Whether a paragraph names what another does: of that it speaks, whatever it says."""
    return any(counts[word] > 1 for word in stems(" ".join(_NAME.findall(line.text))))
