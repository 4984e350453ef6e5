"""Sentences in which a text speaks of itself: what was changed in it, who paid for it, where its pictures are.

No phrase is listed. A sentence is told by two things together: that it points to the piece it stands in ("this
story", "the headline", "the top of this page"), and a word for what is done to pieces ("amended", "narrated").
"""

import re

from embeddings.judged import Line
from embeddings.kinship import kinship

LONGEST = 320
"""A longer paragraph is not judged."""

KIN = 0.4
"""Where the rest speaks that much of a paragraph, "this report" may be a report that the article tells of."""

_QUOTES = re.compile(r"[\"“”„«»]")
_PIECE = (
    r"(?:article|story|stories|page|piece|post|column|essay|op-ed|commentary|translation|transcript|video|audio|clip|"
    r"podcast|gallery|graphic|infographic|live ?blog|blog|newsletter|website|site|newspaper|episode|series|explainer|"
    r"feature|interview|report|text|coverage|content|poll|summary|chart|map|photo|photograph|picture|image|section|"
    r"edition|broadcast|programme|program)s?"
)
_POINTS = re.compile(
    rf"\b(?:this|these|our)(?: [\w-]+){{0,2}}? {_PIECE}\b|"
    rf"\b(?:headline|version|part|author|writer|top|bottom|end|foot|reader|translation|title) of "
    rf"(?:the|this) {_PIECE}\b|"
    rf"\b{_PIECE} (?:above|below)\b|\b(?:above|below|next|previous) {_PIECE}\b|"
    rf"^(?:the|a|an) (?:\w+ )?(?:audio|video|printed?|online|longer|shorter|spoken|photo|earlier)(?: \w+)? "
    rf"(?:version|{_PIECE})\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:publish\w*|publication|republish\w*|updat\w+|correct(?:ed|ion|s)?|amend\w*|edit(?:ed|or|ors|ing)|translat\w+|"
    r"generat\w+|syndicat\w+|reprint\w*|reproduc\w+|print(?:ed)?|licen[cs]e\w*|copyright|funded|sponsored|commissioned|"
    r"supported by|grant|narrat\w+|read (?:out|aloud|by)|moderat\w+|refresh\w*|comments?|commenting|subscribers?|"
    r"first appeared|originally|broadcast|wrong(?:ly)?|incorrectly|misstated|misspelled|error|hosted|loaded|"
    r"artificial|automat\w+|software|checked|players?|scroll|click|reload|follow|part (?:one|two|three|\d)|"
    r"(?:first|second|third|fourth|fifth|last|final) (?:part|of)|will be (?:updated|continued))\b",
    re.IGNORECASE,
)


def about_itself(text: str) -> bool:
    """Whether a short paragraph points to the piece it stands in and says what was done to it."""
    if len(text) > LONGEST or _QUOTES.search(text):
        return False
    return bool(_POINTS.search(text) and _DONE.search(text))


def judge_notes(lines: list[Line]) -> None:
    """Set apart the paragraphs that speak of the text itself and share few words with the rest of it."""
    body = [line for line in lines if line.kind == "body"]
    notes = [line.unit.lines == 1 and about_itself(line.text) for line in body]
    if not any(notes):
        return
    shares = kinship([line.stems for line in body], [line.stems for line in lines if line.kind == "heading"])
    for line, note, share in zip(body, notes, shares, strict=True):
        if note and share < KIN:
            line.set_apart("notes")
